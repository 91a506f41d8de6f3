"""Growth as Markdown tables."""

from __future__ import annotations

from partyie.benchmarks.growth_figures import Growth
from partyie.benchmarks.tables import table
from partyie.benchmarks.timing import Ratio

SIZES_HEADER = ["one document of", "µs a character", "by that of 10 KB", "peak memory", "read in a round"]
COUNTS_HEADER = ["documents", "characters", "µs a character since the last row", "memory"]


def format_growth(growth: Growth) -> str:
    """The growth as Markdown: by size, by number, starts and processes."""
    sizes = [
        [
            name,
            f"{point.microseconds:.1f}",
            _ratio(point.ratio),
            f"{point.peak_megabytes:.0f} MiB",
            f"{point.documents:,} documents, {point.characters:,} characters",
        ]
        for name, point in growth.sizes.items()
    ]
    counts = [
        [f"{int(number):,}", f"{point.characters:,}", f"{point.microseconds:.1f}", _memory(point.resident_megabytes)]
        for number, point in growth.counts.items()
    ]
    how = f"One processor, one thread, its time; medians of {growth.rounds} rounds. {growth.machine}."
    return "\n".join(
        [
            "# Growth", "", how, "",
            *table(SIZES_HEADER, sizes), "",
            "A stream of short documents, each a numbered line:", "",
            *table(COUNTS_HEADER, counts), "",
            *table(["", ""], _rest(growth)), "",
        ]
    )  # fmt: skip


def _rest(growth: Growth) -> list[tuple[str, str]]:
    memory, starts, two = growth.memory, growth.starts, growth.two_processes
    grown = "–" if memory.growth is None else f"{100 * memory.growth:+.1f} %"
    return [
        ("memory after the first document", _memory(memory.start)),
        ("after a tenth of them", _memory(memory.tenth)),
        ("after all", _memory(memory.end)),
        ("growth over the last nine tenths", grown),
        ("peak", _memory(memory.peak)),
        ("`partyie extract` of one document, cold", f"{starts.extract:.2f} s (clock {starts.extract_wall:.2f} s)"),
        ('`python -c "import spacy"`', f"{starts.spacy:.2f} s (clock {starts.spacy_wall:.2f} s)"),
        ("the one by the other", f"{_ratio(starts.ratio)}; by the clock {_ratio(starts.ratio_wall)}"),
        ("`partyie.load()` after `import spacy`", f"{starts.load:.2f} s (clock {starts.load_wall:.2f} s)"),
        ("speed of two processes by that of one, clock", "–" if two is None else _ratio(two)),
    ]


def _memory(megabytes: float | None) -> str:
    return "–" if megabytes is None else f"{megabytes:.0f} MiB"


def _ratio(ratio: Ratio) -> str:
    return f"{ratio.median:.2f} ({ratio.low:.2f}–{ratio.high:.2f})"
