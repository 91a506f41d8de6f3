"""Places the gazetteer knows, found in running text by one automaton."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick  # type: ignore[import-not-found]  # ships no types

from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.table import read_rows

SHORTENABLE = {"province", "prefecture", "county"}
# What a division's full name ends in; the statistics bureau also lists farms, bureaus and the like as townships.
GENERICS = ("省", "市", "县", "区", "旗", "盟", "州", "镇", "乡", "街道", "苏木", "行政区", "地区")


@dataclass(frozen=True, slots=True, eq=False)
class PlaceName:
    """One way to write places of the gazetteer.

    Attributes:
        form: The name as written.
        divisions: What it can name, current divisions first; empty for places that are no divisions.
        short: Whether it lacks its generic (莆田 for 莆田市).
        kind: ``division``, ``country``, ``city`` or ``feature``.
    """

    form: str
    divisions: tuple[Division, ...]
    short: bool
    kind: str


def world_places() -> Iterator[PlaceName]:
    """Countries, foreign cities and well-known natural features."""
    for name, kind in read_rows("world_places.tsv", ("name", "kind")):
        yield PlaceName(name, (), False, kind)


@cache
def place_automaton() -> ahocorasick.Automaton:
    """Full, middle and short division names (no short townships) and places of the world."""
    automaton = ahocorasick.Automaton()
    for name in world_places():
        automaton.add_word(name.form, name)
    table = divisions()
    for form, found in table.short_forms(SHORTENABLE):
        automaton.add_word(form, PlaceName(form, found, True, "division"))
    for form, found in table.full_forms():
        if form.endswith(GENERICS) and not form.endswith("社区"):
            automaton.add_word(form, PlaceName(form, found, False, "division"))
    automaton.make_automaton()
    return automaton


def gazetteer_matches(text: str) -> Iterator[tuple[int, int, PlaceName]]:
    """Leftmost-longest matches ``(start, end, name)``, none overlapping."""
    for last, name in place_automaton().iter_long(text):
        yield last + 1 - len(name.form), last + 1, name
