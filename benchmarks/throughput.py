"""How fast the whole pipeline is, beside bare spacy-pkuseg with the same model on the same text.

A fresh interpreter does the measuring, bound to one processor and one thread. The three take turns block by block, so
that a busy machine slows all of them alike; figures are medians over the rounds. Speeds are told by the processor's
time and by the clock. The gate holds the ratio by the processor's time: it doesn't count the waits of a shared machine.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from time import monotonic

from partyie.benchmarks.figures import Throughput
from partyie.benchmarks.fresh import answer, read_job, run_fresh
from partyie.benchmarks.peers.worker import FIRST_TEXT, peak_megabytes
from partyie.benchmarks.timing import NOTHING, ROUNDS, Ratio, Seconds, blocks, machine, speed, timed
from partyie.errors import InputError
from partyie.records import Record

ENOUGH = 50_000  # code points of a round that give steady figures

Read = Callable[[str], object]


class Loaded(Record):
    """What `print_load` measures."""

    load_seconds: float


class Rounds(Record):
    """What `print_rounds` measures: seconds of each round, by reader."""

    pipeline: list[Seconds]
    pkuseg: list[Seconds]
    segmenter: list[Seconds]
    peak_megabytes: float


class Job(Record):
    """What a worker is told; ``started`` is the monotonic clock just before its interpreter was."""

    started: float
    texts: tuple[str, ...] = ()
    rounds: int = 0


def measure_throughput(texts: Sequence[str], rounds: int = ROUNDS, loads: int = ROUNDS) -> Throughput:
    """Time the pipeline on these texts, in processes of its own. Needs a Unix (processor binding, peak memory).

    Args:
        texts: Read one after the other in each round, several times if they are few.
        rounds: Rounds; each figure is their median.
        loads: Starts that the load time is the median of.

    Raises:
        InputError: Fewer than one round or load, or no text.
    """
    if rounds < 1 or loads < 1 or not any(texts):
        raise InputError("throughput needs at least one round and some text")
    texts = enough_of(texts)
    load_seconds = median(_load_seconds() for _ in range(loads))
    job = Job(started=monotonic(), texts=tuple(texts), rounds=rounds)
    rounds_read = Rounds.model_validate_json(run_fresh(print_rounds, job))
    return _figures(sum(map(len, texts)), rounds_read, load_seconds)


def enough_of(texts: Sequence[str], least: int = ENOUGH) -> list[str]:
    """The texts, several times over if they are fewer than ``least`` code points.

    >>> enough_of(["ab", "c"], least=5)
    ['ab', 'c', 'ab', 'c']
    """
    return list(texts) * -(-least // max(1, min(least, sum(map(len, texts)))))


def time_rounds(readers: Mapping[str, Read], texts: Sequence[str], rounds: int) -> dict[str, list[Seconds]]:
    """Seconds that each reader took for all texts, by round; the readers take turns block by block."""
    seconds: dict[str, list[Seconds]] = {name: [] for name in readers}
    for _ in range(rounds):
        gc.collect()
        for name in readers:
            seconds[name].append(NOTHING)
        for first, last in blocks(texts):
            for name, read in readers.items():
                seconds[name][-1] += timed(partial(_read_all, read, texts[first:last]))
    return seconds


def _read_all(read: Read, texts: Sequence[str]) -> None:
    for text in texts:
        read(text)


def _load_seconds() -> float:
    return Loaded.model_validate_json(run_fresh(print_load, Job(started=monotonic()))).load_seconds


def print_load() -> None:
    """Worker: seconds from the start of this interpreter until a first text has been read."""
    job = read_job(Job)
    from partyie.api import extract

    extract(FIRST_TEXT)
    answer(Loaded(load_seconds=monotonic() - job.started))


def print_rounds() -> None:
    """Worker: seconds of each round, and peak memory of the pipeline before its rivals were loaded."""
    job = read_job(Job)
    from spacy_pkuseg import pkuseg  # type: ignore[import-untyped]  # ships no types

    from partyie.api import extract
    from partyie.models import segmenter_path
    from partyie.tokenizer.segmenter import Segmenter

    time_rounds({"pipeline": extract}, job.texts, 1)  # warms up
    peak = peak_megabytes()
    readers: dict[str, Read] = {
        "pipeline": extract,
        "pkuseg": pkuseg(str(segmenter_path()), user_dict=None).cut,
        "segmenter": Segmenter().cut,
    }
    time_rounds(readers, [FIRST_TEXT], 1)
    seconds = time_rounds(readers, job.texts, job.rounds)
    answer(Rounds(**seconds, peak_megabytes=peak))


def _figures(characters: int, rounds: Rounds, load_seconds: float) -> Throughput:
    cpu = {name: [seconds.cpu for seconds in getattr(rounds, name)] for name in ("pipeline", "pkuseg", "segmenter")}
    wall = {name: [seconds.wall for seconds in getattr(rounds, name)] for name in ("pipeline", "pkuseg")}
    ratio = Ratio.of(cpu["pkuseg"], cpu["pipeline"])
    return Throughput(
        characters=characters,
        characters_per_second=speed(characters, cpu["pipeline"]),
        characters_per_wall_second=speed(characters, wall["pipeline"]),
        pkuseg_per_second=speed(characters, cpu["pkuseg"]),
        segmenter_per_second=speed(characters, cpu["segmenter"]),
        ratio=ratio.median,
        ratio_low=ratio.low,
        ratio_high=ratio.high,
        wall_ratio=Ratio.of(wall["pkuseg"], wall["pipeline"]).median,
        load_seconds=round(load_seconds, 3),
        peak_megabytes=round(rounds.peak_megabytes, 1),
        rounds=len(rounds.pipeline),
        machine=machine(),
    )
