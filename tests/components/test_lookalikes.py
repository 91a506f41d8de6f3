"""Official phrases full of numbers and time words that hold no date and no quantity: the finders leave them alone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from partyie.api import load
from partyie.pipeline.build import read_config
from partyie.records import Label

if TYPE_CHECKING:
    from spacy.language import Language

KEPT = frozenset(("partyie_dates", "partyie_quantities", "partyie_resolver", "partyie_anchors", "partyie_records"))
MOST_QUANTITIES = 0.01
"""The share of sentences that may yield a quantity: names of places that only a gazetteer tells from counts."""
FRAMES = ("{}", "{}。", "会议强调，{}，要抓好落实。", "据介绍，{}；有关情况已通报。")


class LookAlike(NamedTuple):
    """A row of the table: what kind of look-alike, the sentence, why it holds nothing."""

    kind: str
    sentence: str
    note: str


def look_alikes() -> list[LookAlike]:
    table = Path(__file__).parents[1] / "data" / "date_quantity_lookalikes.tsv"
    return [LookAlike(*line.split("\t")) for line in table.read_text(encoding="utf-8").splitlines()[1:]]


@cache
def finders() -> Language:
    """Dates and quantities without the learnt model."""
    return load(exclude=[name for name in read_config()["nlp"]["pipeline"] if name not in KEPT])


def found(frame: str, label: Label) -> list[str]:
    """Kind, surface, rule and sentence of each mention of the label."""
    rows = []
    for row in look_alikes():
        for mention in finders()(frame.format(row.sentence))._.extraction.mentions:
            if mention.label == label:
                rows.append(f"{row.kind}: {mention.text} ({mention.rule}) in {row.sentence}")
    return rows


def test_the_set_is_broad():
    """At least 20 kinds of at least 12 sentences, none twice, each with its reason."""
    rows = look_alikes()
    kinds = Counter(row.kind for row in rows)
    assert len(rows) >= 450
    assert len(kinds) >= 20
    assert min(kinds.values()) >= 12
    assert len({row.sentence for row in rows}) == len(rows)
    assert all(row.note for row in rows)


@pytest.mark.parametrize("frame", FRAMES)
def test_no_dates(frame):
    """Not one."""
    assert found(frame, Label.DATE) == []


@pytest.mark.parametrize("frame", FRAMES)
def test_hardly_any_quantities(frame):
    """One in a hundred at most; the offenders are printed."""
    offenders = found(frame, Label.QUANTITY)
    print(*offenders, sep="\n")
    assert len(offenders) <= MOST_QUANTITIES * len(look_alikes())
