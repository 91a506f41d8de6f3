"""The ceilings as Markdown tables."""

from __future__ import annotations

from partyie.benchmarks.ceilings import Ceilings, HostileRead, PageRead
from partyie.benchmarks.pattern_growth import CHEAP, MOST_GROWTH, WINDOW, Attacks
from partyie.benchmarks.tables import table

HEADER = ["text", "code points", "µs a character", "by that of ordinary text", "peak memory", "before it"]


def format_ceilings(ceilings: Ceilings) -> str:
    """All figures as Markdown."""
    families = [row for name, read in ceilings.families.items() for row in _rows(name, read)]
    line = [] if ceilings.line is None else _rows("ordinary prose in one line", ceilings.line)
    return "\n".join(
        [
            "# Ceilings", "", f"One processor, one thread, its time. {ceilings.machine}.", "",
            *([*_patterns(ceilings.patterns), ""] if ceilings.patterns else []),
            *table(HEADER, [*families, *line]), "",
            *([_page(ceilings.page), ""] if ceilings.page else []),
        ]
    )  # fmt: skip


def _patterns(attacks: Attacks) -> list[str]:
    """How many there are, and the worst."""
    bounded = [one for one in attacks.patterns if one.growth > MOST_GROWTH and not one.grows]
    grown = [one for one in attacks.patterns if one.grows]
    others = [one for one in attacks.patterns if one.growth <= MOST_GROWTH]
    worst = max(others, key=lambda one: one.growth)
    dearest = max(others, key=lambda one: one.microseconds)
    longest = max((one.asked for one in bounded), default=0)
    return [
        f"{len(attacks.patterns):,} patterns, each on {attacks.families} families and on strings made from itself, of "
        f"{attacks.length:,} code points and a quarter of that. {len(grown)} grow faster than length to the power of "
        f"{MOST_GROWTH}; {len(bounded)} more would, but are asked of {longest} code points at most ({WINDOW} are "
        f"allowed). Of the others the worst exponent is {worst.growth:.2f} (`{_place(worst.sites)}`), and the dearest "
        f"takes {dearest.microseconds:.1f} µs a code point (`{_place(dearest.sites)}`); what takes under "
        f"{1e6 * CHEAP:.1f} µs counts as 1.",
    ]


def _page(page: PageRead) -> str:
    return (
        f"{page.characters:,} code points full of mentions take {page.extraction_microseconds:.1f} µs each to read, "
        f"and {page.page_microseconds:.1f} µs as a page of HTML, of {page.bytes:,} bytes; peak memory "
        f"{page.peak_megabytes:.0f} MiB."
    )


def _place(sites: tuple[tuple[str, int], ...]) -> str:
    return ":".join(map(str, sites[0])) if sites else "?"


def _rows(name: str, read: HostileRead) -> list[list[str]]:
    return [
        [
            name,
            f"{one.characters:,}",
            f"{one.microseconds:.1f}",
            f"{one.ratio:.2f}",
            f"{one.peak_megabytes:.0f} MiB",
            f"{read.start_megabytes:.0f} MiB",
        ]
        for one in read.read
    ]
