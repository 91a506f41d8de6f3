"""Sayings in which a place stands for something else: 重于泰山, 不到黄河心不死, 条条大路通罗马."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick  # type: ignore[import-not-found, unused-ignore]  # ships no types

from partyie.lexicon.table import read_table


@dataclass(frozen=True, slots=True)
class PlaceIdiom:
    """One saying.

    Attributes:
        form: The saying, or as much of it as tells it from a mention of the place.
        not_after: Characters that make other words of it when they stand before it (侧重于泰山); ``-`` for none.
        example: A sentence that holds it.
        expected: The places of the example, blank-separated; ``-`` for none.
    """

    form: str
    not_after: str
    example: str
    expected: str


@cache
def place_idioms() -> tuple[PlaceIdiom, ...]:
    """All rows, in table order."""
    return tuple(read_table("place_idioms.tsv", PlaceIdiom))


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    for row in place_idioms():
        automaton.add_word(row.form, row)
    automaton.make_automaton()
    return automaton


@cache
def longest_place_idiom() -> int:
    """Characters of the longest saying."""
    return max(len(row.form) for row in place_idioms())


@cache
def _characters() -> frozenset[str]:
    """All characters of the sayings."""
    return frozenset().union(*(row.form for row in place_idioms()))


def place_idiom_spans(text: str) -> list[tuple[int, int]]:
    """Where such sayings stand, in text order, the longest at each place, none overlapping.

    >>> place_idiom_spans("责任重于泰山")
    [(2, 6)]
    """
    found = ((last - len(row.form) + 1, last + 1, row) for last, row in _automaton().iter_long(text))
    return [(start, end) for start, end, row in found if start == 0 or text[start - 1] not in row.not_after]


def ends_in_place_idiom(text: str, end: int) -> bool:
    """Whether a name that ends at ``end`` is none of a place, because a saying holds its last character.

    >>> ends_in_place_idiom("责任重于泰山", 6), ends_in_place_idiom("游客登上泰山", 6)
    (True, False)
    """
    if text[end - 1] not in _characters():
        return False
    first = max(0, end - longest_place_idiom() - 1)
    spans = place_idiom_spans(text[first : end + longest_place_idiom()])
    return any(left < end - first <= right for left, right in spans)
