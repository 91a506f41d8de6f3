"""How time and memory grow with the size of a document and with the number of documents; how soon it starts.

Each part runs in fresh interpreters, bound to one processor and one thread (but for two processes against one).
Documents of a size are pieces of one long text made of gold. Enough of them are read in a round for a steady figure,
so a size's figure is that of a character, not of a process that has just begun.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import process_time

from partyie.benchmarks.fresh import answer, read_job, run_fresh
from partyie.benchmarks.growth_figures import CountPoint, Growth, Memory, SizePoint
from partyie.benchmarks.growth_texts import cut_documents, short_documents, text_of_size
from partyie.benchmarks.peers.worker import peak_megabytes, resident_megabytes
from partyie.benchmarks.starts import measure_starts
from partyie.benchmarks.timing import ROUNDS, Ratio, Seconds, machine, timed
from partyie.errors import InputError
from partyie.records import Record

SIZES = {"1 KB": 10**3, "10 KB": 10**4, "100 KB": 10**5, "1 MB": 10**6, "10 MB": 10**7}  # bytes of UTF-8
REFERENCE = "10 KB"
STEADY = 300_000  # bytes that a round reads of a size, at least
DOCUMENTS = 100_000
TENTH = 10

Say = Callable[[str], None]


class SizesJob(Record):
    """What `print_sizes` is told: documents by size."""

    documents: dict[str, list[str]]
    rounds: int


class SizesRead(Record):
    """What it measures: seconds of each round and peak memory after the first one, by size."""

    seconds: dict[str, list[Seconds]]
    megabytes: dict[str, float]


class CountsJob(Record):
    """What `print_counts` is told."""

    texts: list[str]
    documents: int


class Mark(Record):
    """Totals of the stream up to a number of documents."""

    characters: int
    seconds: float
    megabytes: float | None


class CountsRead(Record):
    """What it measures: memory after the first document, and at each mark the totals so far."""

    start: float | None
    marks: dict[int, Mark]
    peak: float


class ProcessesJob(Record):
    """What `print_processes` is told."""

    texts: list[str]
    rounds: int


class ProcessesRead(Record):
    """What it measures: seconds of each round with one process and with two."""

    one: list[Seconds]
    two: list[Seconds]


def measure_growth(
    texts: Sequence[str],
    *,
    largest: str = "10 MB",
    documents: int = DOCUMENTS,
    rounds: int = ROUNDS,
    say: Say = lambda words: None,
) -> Growth:
    """Measure growth with texts made of these.

    Args:
        texts: Of gold.
        largest: The largest document, a key of `SIZES`.
        documents: How many short documents there are in the stream.
        rounds: Rounds of all but the stream; figures are their medians.
        say: Is told what is being measured.

    Raises:
        InputError: A number or a size is out of range.
    """
    if largest not in SIZES or SIZES[largest] < SIZES[REFERENCE]:
        raise InputError(f"no size {largest!r}: {', '.join(list(SIZES)[1:])}")
    if rounds < 1 or documents < TENTH or not any(texts):
        raise InputError(f"growth needs some text, at least one round and at least {TENTH} documents")
    say(f"documents of up to {largest}, {rounds} rounds")
    sizes = _sizes(texts, largest, rounds)
    say(f"{documents:,} short documents")
    read = CountsRead.model_validate_json(run_fresh(print_counts, CountsJob(texts=list(texts), documents=documents)))
    say(f"starts and two processes, {rounds} rounds")
    return Growth(
        sizes=sizes,
        counts=_counts(read),
        memory=_memory(read, documents),
        starts=measure_starts(texts[0], rounds),
        two_processes=_two_processes(texts, rounds),
        rounds=rounds,
        machine=machine(),
    )


def marks(documents: int) -> list[int]:
    """Where a stream is looked at: 1, 10, 100 … documents, a tenth of them, all.

    >>> marks(5000)
    [1, 10, 100, 500, 1000, 5000]
    """
    powers = {10**power for power in range(len(str(documents)))}
    return sorted({*powers, documents // TENTH, documents})


def print_sizes() -> None:
    """Worker: seconds of each size in each round, small sizes first, so that peak memory is the last one's."""
    job = read_job(SizesJob)
    from partyie.api import job_of

    read_line = job_of().read_line

    def read(documents: Sequence[str]) -> None:
        for document in documents:
            deque(read_line(document).parts(), maxlen=0)  # as the command line reads and writes them

    read(job.documents[REFERENCE])  # warms up
    seconds: dict[str, list[Seconds]] = {name: [] for name in job.documents}
    megabytes: dict[str, float] = {}
    for _ in range(job.rounds):
        for name, documents in job.documents.items():
            gc.collect()
            seconds[name].append(timed(partial(read, documents)))
            megabytes.setdefault(name, peak_megabytes())
    answer(SizesRead(seconds=seconds, megabytes=megabytes))


def print_counts() -> None:
    """Worker: one stream of short documents, looked at in its marks; results are dropped as they come."""
    job = read_job(CountsJob)
    from partyie.api import extract, extract_many

    extract(job.texts[0])
    looked = set(marks(job.documents))
    found: dict[int, Mark] = {}
    characters, start, began = 0, None, process_time()
    for number, extraction in enumerate(extract_many(short_documents(job.texts, job.documents)), start=1):
        characters += getattr(extraction, "length", 0)
        if number == 1:
            start = resident_megabytes()
        if number in looked:
            seconds = process_time() - began
            found[number] = Mark(characters=characters, seconds=seconds, megabytes=resident_megabytes())
    answer(CountsRead(start=start, marks=found, peak=peak_megabytes()))


def print_processes() -> None:
    """Worker: the same texts in one process and in two, by turns, on all processors."""
    job = read_job(ProcessesJob, bound=False)
    from partyie.api import extract_many

    def read(processes: int) -> Seconds:
        return timed(lambda: sum(1 for _ in extract_many(job.texts, n_process=processes, batch_size=4)))

    read(1), read(2)  # warm up
    rounds = [(read(1), read(2)) for _ in range(job.rounds)]
    answer(ProcessesRead(one=[one for one, _ in rounds], two=[two for _, two in rounds]))


def _sizes(texts: Sequence[str], largest: str, rounds: int) -> dict[str, SizePoint]:
    wanted = {name: size for name, size in SIZES.items() if size <= SIZES[largest]}
    whole = text_of_size(texts, max(STEADY, SIZES[largest]))
    density = len(whole) / max(STEADY, SIZES[largest])  # code points a byte
    documents = {
        name: cut_documents(whole[: int(max(STEADY, size) * density)], int(size * density))
        for name, size in wanted.items()
    }
    read = SizesRead.model_validate_json(run_fresh(print_sizes, SizesJob(documents=documents, rounds=rounds)))
    each = {name: _each(read.seconds[name], sum(map(len, documents[name]))) for name in wanted}
    return {
        name: SizePoint(
            documents=len(documents[name]),
            characters=sum(map(len, documents[name])),
            microseconds=round(median(each[name]), 2),
            ratio=Ratio.of(each[name], each[REFERENCE]),
            peak_megabytes=round(read.megabytes[name], 1),
        )
        for name in wanted
    }


def _each(rounds: Sequence[Seconds], characters: int) -> list[float]:
    """Microseconds a character, by round."""
    return [1e6 * seconds.cpu / characters for seconds in rounds]


def _counts(read: CountsRead) -> dict[str, CountPoint]:
    points: dict[str, CountPoint] = {}
    last = Mark(characters=0, seconds=0, megabytes=None)
    for number, mark in read.marks.items():
        each = 1e6 * (mark.seconds - last.seconds) / max(1, mark.characters - last.characters)
        points[str(number)] = CountPoint(
            characters=mark.characters, microseconds=round(each, 2), resident_megabytes=_rounded(mark.megabytes)
        )
        last = mark
    return points


def _memory(read: CountsRead, documents: int) -> Memory:
    tenth, end = (read.marks[number].megabytes for number in (documents // TENTH, documents))
    return Memory(
        start=_rounded(read.start),
        tenth=_rounded(tenth),
        end=_rounded(end),
        growth=round(end / tenth - 1, 4) if end and tenth else None,
        peak=round(read.peak, 1),
    )


def _rounded(megabytes: float | None) -> float | None:
    return None if megabytes is None else round(megabytes, 1)


def _two_processes(texts: Sequence[str], rounds: int) -> Ratio | None:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if processors < 2:
        return None
    job = ProcessesJob(texts=list(texts), rounds=rounds)
    read = ProcessesRead.model_validate_json(run_fresh(print_processes, job))
    return Ratio.of([seconds.wall for seconds in read.one], [seconds.wall for seconds in read.two])
