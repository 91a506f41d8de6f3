"""Phrases whose numeral counts nothing: slogans (四个意识), idioms (三天两头), names (三里屯)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick  # type: ignore[import-not-found, unused-ignore]  # ships no types

from partyie.lexicon.table import read_table


@dataclass(frozen=True, slots=True)
class FixedPhrase:
    """One phrase.

    Attributes:
        id: Row id.
        form: The phrase, or as much of it as tells it from a count.
        kind: ``slogan``, ``idiom`` or ``name``.
        example: A sentence that holds it.
        expected: ``-``: the example holds no quantity.
        source: Where the row comes from.
    """

    id: str
    form: str
    kind: str
    example: str
    expected: str
    source: str


@cache
def fixed_phrases() -> tuple[FixedPhrase, ...]:
    """All rows, in table order."""
    return tuple(read_table("fixed_phrases.tsv", FixedPhrase))


@cache
def _automaton(kind: str | None) -> Any:
    automaton = ahocorasick.Automaton()
    for row in fixed_phrases():
        if kind in (None, row.kind):
            automaton.add_word(row.form, len(row.form))
    automaton.make_automaton()
    return automaton


NUMERALS = frozenset("零一二两三四五六七八九十百千万几0123456789")


def fixed_phrase_spans(text: str, *, kind: str | None = None) -> list[tuple[int, int]]:
    """Where fixed phrases (of one kind, or of all) stand, in text order, the longest at each place, none overlapping.

    >>> fixed_phrase_spans("增强四个意识")
    [(2, 6)]

    A phrase inside a longer number is none: 一百二十四节气象课.
    """
    found = ((last - length + 1, last + 1) for last, length in _automaton(kind).iter_long(text))
    return [(start, end) for start, end in found if text[start - 1 : start] not in NUMERALS]
