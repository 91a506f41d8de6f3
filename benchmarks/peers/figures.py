"""What a comparison with peers says, as records that survive JSON, and as a Markdown table."""

from __future__ import annotations

from pydantic import Field

from partyie.benchmarks.figures import CountRow
from partyie.benchmarks.tables import table
from partyie.benchmarks.timing import Ratio
from partyie.records import Record


class SystemFigures(Record):
    """One system. All figures but ``failure`` are null where it couldn't be run.

    Attributes:
        failure: Why there are no figures.
        licence: A peer's licence.
        characters_per_second: By the processor's time, the median of the rounds.
        characters_per_wall_second: By the clock.
        partyie_ratio: How many times as fast partyie with ``sm`` is, by the processor's time, round by round.
        partyie_wall_ratio: The same by the clock.
        load_seconds: From the start of its interpreter until a first short text has been read, by the processor's time;
            the median of 3 starts. ``load_wall_seconds``: by the clock.
        peak_megabytes: Most memory that it held after it had read all texts once (resident, MiB).
        accuracy: Strict span scores by label, of those that it marks.
    """

    failure: str | None = None
    licence: str = ""
    characters_per_second: float | None = None
    characters_per_wall_second: float | None = None
    partyie_ratio: Ratio | None = None
    partyie_wall_ratio: Ratio | None = None
    load_seconds: float | None = None
    load_wall_seconds: float | None = None
    peak_megabytes: float | None = None
    accuracy: dict[str, CountRow] = Field(default_factory=dict)


class Comparison(Record):
    """All systems on the same texts, in turns, each on one processor with one thread."""

    characters: int
    documents: int
    rounds: int
    machine: str
    systems: dict[str, SystemFigures]


SPEED_HEADER = [
    "one thread", "characters a second", "by the clock", "partyie is × as fast", "by the clock", "load", "peak memory",
    "licence",
]  # fmt: skip
CAVEAT = (
    "Conventions differ: a peer that marks 中共莆田市委 as two words, or a number without its unit, is wrong here by "
    "our guideline and may be right by its own. Read this as what a user of our labels gets, not as a judgement."
)


def format_comparison(figures: Comparison) -> str:
    """The comparison as Markdown: speed, accuracy, and who couldn't be run."""
    run = {name: system for name, system in figures.systems.items() if system.failure is None}
    failed = [f"- {name}: not measured: {one.failure}" for name, one in figures.systems.items() if one.failure]
    labels = list(dict.fromkeys(label for system in run.values() for label in system.accuracy))
    marking = [(name, system) for name, system in run.items() if system.accuracy]
    scores = [[name, *(_score(system, label) for label in labels)] for name, system in marking]
    how = (
        f"{figures.rounds} rounds of {figures.characters:,} characters in {figures.documents} documents; in each round "
        "the systems take turns every few thousand characters. Medians, ratios with the lowest and highest round; by "
        f"the processor's time where nothing else is said. {figures.machine}."
    )
    parts = ["# Beside other systems", "", how, "", *table(SPEED_HEADER, [_speed(*item) for item in run.items()]), ""]
    if scores:
        parts += [f"Strict span F1 (precision, recall). {CAVEAT}", "", *table(["", *labels], scores), ""]
    return "\n".join([*parts, *failed, *([""] if failed else [])])


def _speed(name: str, system: SystemFigures) -> list[str]:
    return [
        name,
        f"{system.characters_per_second:,.0f}",
        f"{system.characters_per_wall_second:,.0f}",
        _ratio(system.partyie_ratio),
        _ratio(system.partyie_wall_ratio),
        f"{system.load_seconds:.2f} s",
        f"{system.peak_megabytes:.0f} MiB",
        system.licence or "–",
    ]


def _ratio(ratio: Ratio | None) -> str:
    return "–" if ratio is None else f"{ratio.median:.2f} ({ratio.low:.2f}–{ratio.high:.2f})"


def _score(system: SystemFigures, label: str) -> str:
    row = system.accuracy.get(label)
    return "–" if row is None else f"**{row.f1:.3f}** ({row.precision:.3f}, {row.recall:.3f})"
