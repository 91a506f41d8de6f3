"""Simplified and traditional twins: the same text in either script gives the same labels, spans and values.

A twin is made by OpenCC, character for character. What our own tables don't lead back to the simplified form stays as
it is (`lossless`), as do quotations of one character; so a twin may hold a few simplified characters.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import opencc  # type: ignore[import-untyped]  # ships no types
import pytest
from extraction_laws import few
from hypothesis import assume, given
from laws_report import Law
from marked_prose import Prose
from official_prose import paragraphs

import partyie
from partyie.benchmarks.corpus import read_split
from partyie.records import Extraction
from partyie.text.cleaning import clean_text
from partyie.text.script import to_simplified

CONFIGS = ["s2t", "s2tw"]


@cache
def converter(config: str) -> Any:
    return opencc.OpenCC(config)


def twin_of(text: str, config: str) -> str:
    """The text in traditional characters, of the same length, wherever they lead back."""
    twin = converter(config).convert(text)
    if len(twin) != len(text):
        return text
    while True:
        wrong = [at for at, (old, back) in enumerate(zip(text, to_simplified(twin), strict=True)) if old != back]
        kept = [at for at in wrong if twin[at] != text[at]]
        if not kept:
            return twin if not wrong else text
        twin = "".join(text[at] if at in set(kept) else char for at, char in enumerate(twin))


def seen(extraction: Extraction) -> list[tuple[Any, ...]]:
    """Label, span and value of each mention."""
    values = {one.id: (one.value,) for one in extraction.dates} | {
        one.id: (one.value, one.lower, one.upper, one.unit, one.modifier) for one in extraction.quantities
    }
    return [(one.label, one.start, one.end, one.norm, values.get(one.record)) for one in extraction.mentions]


@pytest.mark.parametrize("config", CONFIGS)
@few
@given(made=paragraphs(2))
def test_twins_of_prose(config: str, made: Prose) -> None:
    """A made text and its traditional twin have the same mentions, norms and values."""
    twin = twin_of(made.text, config)
    assume(twin != made.text)
    assert clean_text(twin).text == clean_text(made.text).text
    assert seen(partyie.extract(twin)) == seen(partyie.extract(made.text))


@pytest.mark.parametrize("config", CONFIGS)
def test_twins_of_gold(law: Law, config: str) -> None:
    """Of the mentions of a gold text (`written`), 99.5 % and more are those of its traditional twin, values included."""
    counts = {"characters": 0, "converted": 0, "mentions": 0, "the same in the twin": 0}
    for document in read_split("written"):
        twin = twin_of(document.text, config)
        ours, theirs = seen(partyie.extract(document.text)), set(seen(partyie.extract(twin)))
        counts["characters"] += len(twin)
        counts["converted"] += sum(map(str.__ne__, twin, document.text))
        counts["mentions"] += len(ours)
        counts["the same in the twin"] += sum(one in theirs for one in ours)
        law.examples += 1
    law.figures.update({f"{config}: {name}": number for name, number in counts.items()})
    assert counts["converted"] > counts["characters"] / 10
    assert counts["the same in the twin"] >= 0.995 * counts["mentions"]
