"""Finders that use no context: what they find in two paragraphs is what they find in each.

These are the finders of dates (before they are anchored in the document), of quantities, of posts and of appointed
persons, the gazetteer's matches, the segmenter and the folding of widths. The others look further: short place names
and organisations at what the document has settled, person names at its other names, the learnt model as far as its
convolutions reach; cleaning decides on script and line breaks by the whole text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from any_texts import trouble
from extraction_laws import few
from hypothesis import given
from official_prose import sentences

from partyie.components.appointed_persons import find_appointed
from partyie.components.dates import find_dates
from partyie.components.posts import find_posts
from partyie.components.quantities import find_quantities
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.places import gazetteer_matches
from partyie.text.offsets import OffsetMap
from partyie.text.width import fold_width
from partyie.tokenizer.segmenter import Segmenter

BREAK = "\n\n"
Found = list[tuple[Any, ...]]


@cache
def segmenter() -> Segmenter:
    return Segmenter()


def reading_of(text: str) -> Reading:
    """The Reading of a clean text before any finder has run."""
    word_starts = bytearray(len(text) + 1)
    for start in segmenter().bounds(text):
        word_starts[start] = 1
    return Reading(text, OffsetMap(len(text)), (), "simplified", word_starts)


def spans(candidates: Iterable[Candidate]) -> Found:
    names = ("value", "modifier", "lower", "upper", "unit", "dimension", "of", "calendar")
    return [
        (one.start, one.end, one.label.value, one.rule, *(str(one.data.get(name)) for name in names))
        for one in sorted(candidates, key=lambda one: (one.start, one.end, one.rule))
    ]


def quantities(text: str) -> Found:
    reading = reading_of(text)
    reading.candidates = find_dates(reading)
    return spans(find_quantities(reading))


FINDERS: dict[str, Callable[[str], Found]] = {
    "dates": lambda text: spans(find_dates(reading_of(text))),
    "quantities": quantities,
    "posts": lambda text: spans(find_posts(reading_of(text))),
    "appointed persons": lambda text: spans(find_appointed(reading_of(text))),
    "gazetteer": lambda text: [(start, end, name.form) for start, end, name in gazetteer_matches(text)],
    "width": lambda text: [(at, at + 1, char) for at, char in enumerate(fold_width(text)) if char != text[at]],
}
clean_texts = sentences.map(lambda made: made.text) | trouble.map(str.strip)


def shifted(found: Found, offset: int) -> Found:
    return [(start + offset, end + offset, *rest) for start, end, *rest in found]


@pytest.mark.parametrize("finder", FINDERS)
@few
@given(first=clean_texts, second=clean_texts)
def test_paragraphs_add_up(finder: str, first: str, second: str) -> None:
    """What a finder without context finds in A, a blank line and B is what it finds in A, and in B shifted."""
    find = FINDERS[finder]
    whole = find(first + BREAK + second)
    assert whole == find(first) + shifted(find(second), len(first + BREAK))
