"""Sayings about places: where they stand, and the words that only look like them."""

from __future__ import annotations

import pytest

from partyie.lexicon.place_idioms import ends_in_place_idiom, place_idiom_spans, place_idioms


@pytest.mark.parametrize("row", place_idioms(), ids=lambda row: row.form)
def test_every_row_is_found_in_its_own_example(row):
    """A longer saying may cover it."""
    at = row.example.index(row.form)
    assert any(start <= at and at + len(row.form) <= end for start, end in place_idiom_spans(row.example))


@pytest.mark.parametrize("text", ["侧重于泰山", "偏重于泰山", "泰山", "位于泰山", "重于东泰山", "重。于泰山"])
def test_what_speaks_of_the_place_is_no_saying(text):
    assert place_idiom_spans(text) == []


def test_only_what_a_saying_holds_is_a_figure():
    """The first Taishan is the mountain, the second is none."""
    text = "泰山景区防火责任重于泰山"
    assert not ends_in_place_idiom(text, 2)
    assert ends_in_place_idiom(text, 12)
    assert not ends_in_place_idiom(text, 8)
