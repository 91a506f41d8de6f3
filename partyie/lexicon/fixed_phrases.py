"""Phrases whose numeral counts nothing: slogans (四个意识), idioms (三天两头), names (三里屯)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

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
def _pattern() -> re.Pattern[str]:
    forms = sorted((row.form for row in fixed_phrases()), key=len, reverse=True)
    inside_number = "(?<![零一二两三四五六七八九十百千万几0-9])"  # 二十四节气 is none in 一百二十四节
    return re.compile(f"{inside_number}(?:{'|'.join(map(re.escape, forms))})")


def fixed_phrase_spans(text: str) -> list[tuple[int, int]]:
    """Where fixed phrases stand, in text order, none overlapping.

    >>> fixed_phrase_spans("增强四个意识")
    [(2, 6)]
    """
    return [found.span() for found in _pattern().finditer(text)]
