"""Tags: spans there and back, and what is no well-formed sequence gives no spans."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.ner.tags import OUTSIDE, decode, encode, tag_count

LABELS = ("PERSON", "ORG", "PLACE")
O, B, I, E, S = range(5)  # noqa: E741  # the field's own letters
ORG = 4


@st.composite
def marked(draw):
    """The length of a text and spans in it, in order, none overlapping; some touch."""
    at, spans = 0, []
    for gap, length, label in draw(
        st.lists(st.tuples(st.integers(0, 2), st.integers(1, 5), st.sampled_from(LABELS)), max_size=8)
    ):
        spans.append((at + gap, at + gap + length, label))
        at += gap + length
    return at + draw(st.integers(0, 2)), spans


@given(marked())
def test_spans_survive(case):
    length, spans = case
    tags = encode(length, spans, LABELS)
    assert len(tags) == length
    assert ((tags >= 0) & (tags < tag_count(LABELS))).all()
    assert list(decode(tags, LABELS)) == spans


@given(marked())
def test_what_no_span_covers_is_outside(case):
    length, spans = case
    covered = {at for start, end, _ in spans for at in range(start, end)}
    assert {at for at in range(length) if encode(length, spans, LABELS)[at] != OUTSIDE} == covered


@given(st.lists(st.integers(0, tag_count(LABELS) - 1), max_size=12))
def test_of_any_tags_only_whole_spans_are_read(tags):
    spans = list(decode(np.array(tags, np.int64), LABELS))
    again = encode(len(tags), spans, LABELS)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(tags[at] == again[at] for start, end, _ in spans for at in range(start, end))


def test_tags_of_each_length():
    spans = [(0, 1, "PERSON"), (1, 3, "ORG"), (4, 7, "PLACE")]
    assert encode(8, spans, LABELS).tolist() == [S, ORG + B, ORG + E, O, 8 + B, 8 + I, 8 + E, O]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ([B, I], []),
        ([B], []),
        ([I, E], []),
        ([E, O], []),
        ([B, O, E], []),
        ([B, I, ORG + E], []),
        ([B, ORG + I, E], []),
        ([B, B, E], [(1, 3, "PERSON")]),
        ([B, S, E], [(1, 2, "PERSON")]),
        ([B, ORG + B, ORG + E], [(1, 3, "ORG")]),
        ([I, S, E, B, E], [(1, 2, "PERSON"), (3, 5, "PERSON")]),
        ([O, O], []),
        ([], []),
    ],
)
def test_malformed_stretches_are_passed_over(tags, spans):
    assert list(decode(np.array(tags, np.int64), LABELS)) == spans


def test_a_label_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not in tuple"):
        encode(2, [(0, 1, "DATE")], LABELS)
