"""What a user's lexicon costs, and whether its terms win: records that survive JSON, and a Markdown table of them."""

from __future__ import annotations

from partyie.benchmarks.tables import table
from partyie.benchmarks.timing import Ratio
from partyie.records import Record

HEADER = ["terms", "file", "loading", "memory held", "at most", "texts take", "planted terms that won"]


class LexiconPoint(Record):
    """A lexicon of one size.

    Attributes:
        file_megabytes: Of the file, MiB.
        load: Seconds to read the file, of the processor; the median of the rounds, each in a process of its own.
        load_wall: The same by the clock, which runs while other processes are at work, too.
        held_megabytes: What the process holds more after it (resident, MiB); null where the system doesn't tell.
        peak_megabytes: What it holds more at most while it reads.
        slowdown: Seconds to read texts with the lexicon by those without, by turns in one process.
        planted: How many terms were put into texts.
        won: How many of them became the mention, with the label and the name that the lexicon gives.
    """

    file_megabytes: float
    load: float
    load_wall: float
    held_megabytes: float | None
    peak_megabytes: float | None
    slowdown: Ratio
    planted: int
    won: int


class LexiconFigures(Record):
    """Lexicons of several sizes, by number of terms."""

    points: dict[str, LexiconPoint]
    characters: int
    rounds: int
    machine: str


def format_lexicon(figures: LexiconFigures) -> str:
    """The figures as Markdown."""
    rows = [
        [
            f"{int(number):,}",
            f"{point.file_megabytes:.1f} MiB",
            f"{point.load:.2f} s",
            _memory(point.held_megabytes),
            _memory(point.peak_megabytes),
            f"× {point.slowdown.median:.3f} ({point.slowdown.low:.3f}–{point.slowdown.high:.3f})",
            f"{point.won:,} of {point.planted:,}",
        ]
        for number, point in figures.points.items()
    ]
    how = (
        "Invented terms of 4 or 5 characters in a TSV file. “Texts take”: time with the lexicon by time "
        f"without, by turns over {figures.characters:,} characters of gold. One processor, one thread, its time; "
        f"medians of {figures.rounds} rounds. {figures.machine}."
    )
    return "\n".join(["# Lexicons of a user's own", "", how, "", *table(HEADER, rows), ""])


def _memory(megabytes: float | None) -> str:
    return "–" if megabytes is None else f"{megabytes:.0f} MiB"
