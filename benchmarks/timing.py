"""Seconds on the clock and of the processor, and how readers take turns.

On a machine that others use too, the clock also runs while a process waits for its turn; the processor's time of a
process doesn't. So where both are given, the processor's is the one that is judged.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from partyie.records import Record

ROUNDS = 5
BLOCK = 5_000  # code points after which the next reader has its turn
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)


class Seconds(Record):
    """How long something took: on the clock (``wall``) and of the processor (``cpu``)."""

    wall: float
    cpu: float

    def __add__(self, other: Seconds) -> Seconds:
        return Seconds(wall=self.wall + other.wall, cpu=self.cpu + other.cpu)


NOTHING = Seconds(wall=0, cpu=0)


def timed(work: Callable[[], object]) -> Seconds:
    """How long this work takes in this process."""
    wall, cpu = perf_counter(), process_time()
    work()
    return Seconds(wall=perf_counter() - wall, cpu=process_time() - cpu)


def blocks(texts: Sequence[str], least: int = BLOCK) -> Iterator[tuple[int, int]]:
    """Cut a list of texts into runs (first, before last) of at least so many characters, but for the last run.

    >>> list(blocks(["abc", "d", "efgh", "i"], least=4))
    [(0, 2), (2, 3), (3, 4)]
    """
    first = size = 0
    for number, text in enumerate(texts, start=1):
        size += len(text)
        if size >= least or number == len(texts):
            yield first, number
            first, size = number, 0


def speed(characters: int, seconds: Sequence[float]) -> float:
    """Characters a second, the median of the rounds."""
    return round(characters / median(seconds), 1)


class Ratio(Record):
    """One thing's seconds by another's of the same round: the median, the lowest and the highest of the rounds."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, ones: Sequence[float], others: Sequence[float]) -> Ratio:
        """The ratio of these rounds."""
        ratios = [one / other for one, other in zip(ones, others, strict=True)]
        return cls(median=round(median(ratios), 3), low=round(min(ratios), 3), high=round(max(ratios), 3))


def machine() -> str:
    """Processor and Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, Python {platform.python_version()}"
