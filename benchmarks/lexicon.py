"""What a user's lexicon of thousands or millions of terms costs, and whether its terms win.

Each size is measured in fresh interpreters, bound to one processor and one thread.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from partyie.benchmarks.fresh import answer, read_job, run_fresh
from partyie.benchmarks.lexicon_figures import LexiconFigures, LexiconPoint
from partyie.benchmarks.lexicon_terms import MOST, lexicon_table, planted_texts
from partyie.benchmarks.peers.worker import peak_megabytes, resident_megabytes
from partyie.benchmarks.timing import NOTHING, ROUNDS, Ratio, Seconds, machine, timed
from partyie.errors import InputError
from partyie.records import Extraction, Record

TERMS = 1_000_000
LEAST = 1_000
PLANTED = 200
CHARACTERS = 30_000  # of texts that a round reads
MEBIBYTE = 1 << 20

Say = Callable[[str], None]


class LoadRead(Record):
    """What `print_load` measures: seconds to read the file, and memory before, after and at most."""

    seconds: Seconds
    before: float | None
    after: float | None
    peak: float


class ReadingJob(Record):
    """What `print_reading` is told."""

    path: str
    texts: list[str]
    number: int
    planted: int
    rounds: int


class ReadingRead(Record):
    """What it measures: seconds of each round without the lexicon and with it; how many planted terms won."""

    without: list[Seconds]
    within: list[Seconds]
    planted: int
    won: int


def measure_lexicon(
    texts: Sequence[str],
    *,
    terms: int = TERMS,
    planted: int = PLANTED,
    rounds: int = ROUNDS,
    say: Say = lambda words: None,
) -> LexiconFigures:
    """Measure lexicons of 1,000, 10,000 … ``terms`` terms.

    Args:
        texts: Of gold; the first ``CHARACTERS`` of them are timed.
        terms: The most terms.
        planted: How many terms of each lexicon are put into texts, to see whether they win.
        say: Is told what is being measured.

    Raises:
        InputError: A number is out of range.
    """
    if not LEAST <= terms <= MOST or rounds < 1 or planted < 1 or not any(texts):
        raise InputError(f"a lexicon has {LEAST:,} to {MOST:,} terms; there is some text, a round and a term to plant")
    sizes = sorted({*(10**power for power in range(3, len(str(terms)))), terms})
    timed_texts = _first(texts, CHARACTERS)
    points: dict[str, LexiconPoint] = {}
    with TemporaryDirectory() as folder:
        for size in sizes:
            say(f"{size:,} terms, {rounds} rounds")
            path = Path(folder) / f"{size}.tsv"
            path.write_text(lexicon_table(size), encoding="utf-8")
            job = ReadingJob(path=str(path), texts=timed_texts, number=size, planted=planted, rounds=rounds)
            points[str(size)] = _point(job)
    characters = sum(map(len, timed_texts))
    return LexiconFigures(points=points, characters=characters, rounds=rounds, machine=machine())


def _first(texts: Sequence[str], characters: int) -> list[str]:
    """The first texts, together not much longer than this."""
    chosen: list[str] = []
    for text in texts:
        if sum(map(len, chosen)) >= characters:
            break
        chosen.append(text)
    return chosen


def _point(job: ReadingJob) -> LexiconPoint:
    loads = [LoadRead.model_validate_json(run_fresh(print_load, job)) for _ in range(job.rounds)]
    reading = ReadingRead.model_validate_json(run_fresh(print_reading, job))
    first = loads[0]
    return LexiconPoint(
        file_megabytes=round(Path(job.path).stat().st_size / MEBIBYTE, 2),
        load=round(median(load.seconds.cpu for load in loads), 3),
        load_wall=round(median(load.seconds.wall for load in loads), 3),
        held_megabytes=_more(first.after, first.before),
        peak_megabytes=_more(first.peak, first.before),
        slowdown=Ratio.of([one.cpu for one in reading.within], [one.cpu for one in reading.without]),
        planted=reading.planted,
        won=reading.won,
    )


def _more(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else round(now - before, 1)


def print_load() -> None:
    """Worker: read the file once."""
    job = read_job(ReadingJob)
    from partyie.lexicon.user_files import read_lexicon

    before = resident_megabytes()
    seconds = timed(lambda: read_lexicon(job.path))
    peak = peak_megabytes()
    gc.collect()
    answer(LoadRead(seconds=seconds, before=before, after=resident_megabytes(), peak=peak))


def print_reading() -> None:
    """Worker: the same texts without the lexicon and with it, by turns; then texts with planted terms."""
    job = read_job(ReadingJob)
    from partyie.api import extract

    def read() -> tuple[Seconds, Seconds]:
        """Without and with the lexicon, text by text: what disturbs the one disturbs the other."""
        without, within = NOTHING, NOTHING
        for text in job.texts:
            without += timed(partial(extract, text))
            within += timed(partial(extract, text, lexicon=job.path))
        return without, within

    read()  # warms up
    rounds = [read() for _ in range(job.rounds)]
    outcomes = [
        has_won(extract(text, lexicon=job.path), start, row)
        for text, start, row in planted_texts(job.texts, job.number, job.planted)
    ]
    without, within = [one for one, _ in rounds], [two for _, two in rounds]
    answer(ReadingRead(without=without, within=within, planted=len(outcomes), won=sum(outcomes)))


def has_won(extraction: Extraction, start: int, row: dict[str, str]) -> bool:
    """Whether the term that begins here is a mention as the lexicon says: its label, its name, its kind."""
    end = start + len(row["term"])
    found = [one for one in extraction.mentions if one.start < end and one.end > start]
    if [(one.start, one.end, one.label.value) for one in found] != [(start, end, row["label"])]:
        return False
    record: Any = next(
        one
        for family in ("persons", "organisations", "places", "posts")
        for one in getattr(extraction, family)
        if one.id == found[0].record
    )
    name = record.title if row["label"] == "POST" else record.name
    return (not row["name"] or name == row["name"]) and (not row["kind"] or record.kind == row["kind"])
