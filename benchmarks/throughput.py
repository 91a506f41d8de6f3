"""How fast the whole pipeline is, beside bare spacy-pkuseg with the same model on the same text.

A fresh interpreter does the measuring, bound to one processor and one thread. In each round the three take turns, so
that a busy machine slows all of them; figures are medians over the rounds.
"""

from __future__ import annotations

import gc
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

from partyie.benchmarks.figures import Throughput
from partyie.errors import InputError
from partyie.records import Record

ROUNDS = 5
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
FIRST_TEXT = "荥阳市委书记宋书杰2021年9月29日到任。"
WORKER = "from partyie.benchmarks.throughput import {worker}; {worker}()"

Read = Callable[[str], object]


class Loaded(Record):
    """What `print_load` measures."""

    load_seconds: float


class Rounds(Record):
    """What `print_rounds` measures: seconds of each round, by reader."""

    pipeline: list[float]
    pkuseg: list[float]
    segmenter: list[float]
    peak_megabytes: float


class Job(Record):
    """What a worker is told; ``started`` is the monotonic clock just before its interpreter was."""

    started: float
    texts: tuple[str, ...] = ()
    rounds: int = 0


def measure_throughput(texts: Sequence[str], rounds: int = ROUNDS) -> Throughput:
    """Time the pipeline on these texts, in processes of its own. Needs a Unix (processor binding, peak memory).

    Args:
        texts: Read one after the other in each round; some 100,000 characters give steady figures.
        rounds: Rounds, and loads; each figure is the median.

    Raises:
        InputError: Fewer than one round, or no text.
    """
    if rounds < 1 or not any(texts):
        raise InputError("throughput needs at least one round and some text")
    loads = [Loaded.model_validate_json(_run("print_load")).load_seconds for _ in range(rounds)]
    timed = Rounds.model_validate_json(_run("print_rounds", texts, rounds))
    characters = sum(map(len, texts))
    ratios = [theirs / ours for ours, theirs in zip(timed.pipeline, timed.pkuseg, strict=True)]
    return Throughput(
        characters=characters,
        characters_per_second=round(characters / median(timed.pipeline)),
        pkuseg_per_second=round(characters / median(timed.pkuseg)),
        segmenter_per_second=round(characters / median(timed.segmenter)),
        ratio=round(median(ratios), 3),
        load_seconds=round(median(loads), 3),
        peak_megabytes=round(timed.peak_megabytes, 1),
        rounds=rounds,
        machine=f"{_processor()}, Python {platform.python_version()}",
    )


def time_rounds(readers: Mapping[str, Read], texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Seconds that each reader took for all texts, by round; the readers take turns within a round."""
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            gc.collect()
            started = perf_counter()
            for text in texts:
                read(text)
            seconds[name].append(perf_counter() - started)
    return seconds


def print_load() -> None:
    """Worker: seconds from the start of this interpreter until a first text has been read."""
    job = _start_job()
    from partyie.api import extract

    extract(FIRST_TEXT)
    sys.stdout.write(Loaded(load_seconds=monotonic() - job.started).model_dump_json())


def print_rounds() -> None:
    """Worker: seconds of each round, and peak memory of the pipeline before its rivals were loaded."""
    job = _start_job()
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
    sys.stdout.write(Rounds(**seconds, peak_megabytes=peak).model_dump_json())


def peak_megabytes() -> float:
    """Most memory that this process has held so far (resident, MiB)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _run(worker: str, texts: Sequence[str] = (), rounds: int = 0) -> str:
    """Run a worker in a fresh interpreter: its job goes in as JSON, its figures come out so."""
    # -P: the installed package, also where the current folder has a `partyie` of its own, as the source tree does.
    command = [sys.executable, "-P", "-c", WORKER.format(worker=worker)]
    job = Job(started=monotonic(), texts=tuple(texts), rounds=rounds).model_dump_json()
    done = subprocess.run(
        command, input=job.encode(), env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


def _start_job() -> Job:
    """Bind this process to one processor and read its job."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return Job.model_validate_json(sys.stdin.buffer.read())


def _processor() -> str:
    """The processor's name where the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
