"""Official prose with known answers: each mention is found where it stands, with its value, holder, body and status."""

from __future__ import annotations

import pytest
from extraction_laws import check_laws, few
from hypothesis import given, settings
from hypothesis import strategies as st
from laws_report import Law
from marked_prose import Prose, missed
from official_dates import KINDS
from official_prose import appointments, dated, meetings, paragraphs, resumes, statistics
from official_words import rarely_named

import partyie

KINDS_OF_PROSE = {
    "appointments": appointments(),
    "meetings": meetings(),
    "résumés": resumes(),
    "statistics": statistics(),
}
ENOUGH = 0.97
"""The share of persons with rare surnames that must be found."""


def check(made: Prose) -> None:
    extraction = partyie.extract(made.text)
    check_laws(made.text, extraction)
    assert missed(made, extraction) == [], made.text


@pytest.mark.parametrize("kind", KINDS_OF_PROSE)
@few
@given(data=st.data())
def test_sentences(kind: str, data: st.DataObject) -> None:
    """All that a made sentence tells is found: spans, values, holders, bodies, status."""
    check(data.draw(KINDS_OF_PROSE[kind]))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=max(settings().max_examples // 8, 1))
@given(data=st.data())
def test_dates(kind: str, data: st.DataObject) -> None:
    """A date in any notation is found whole, with its value."""
    check(data.draw(dated(kind)))


@few
@given(paragraphs())
def test_paragraphs(made: Prose) -> None:
    """Several paragraphs of all kinds: everything is found beside the others, too."""
    check(made)


def test_rare_surnames(law: Law) -> None:
    """Of the sentences about persons with rare and compound surnames, 97 % and more are read without a fault."""
    counts = {"sentences": 0, "without a fault": 0}

    @few
    @given(appointments(rarely_named))
    def count(made: Prose) -> None:
        counts["sentences"] += 1
        counts["without a fault"] += not missed(made, partyie.extract(made.text))

    count()
    law.examples = counts["sentences"]
    law.figures |= counts
    assert counts["without a fault"] >= ENOUGH * counts["sentences"]
