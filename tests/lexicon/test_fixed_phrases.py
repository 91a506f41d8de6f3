"""Fixed phrases: every row stands in its own example, and not inside a longer number."""

from __future__ import annotations

import pytest

from partyie.lexicon.fixed_phrases import fixed_phrase_spans, fixed_phrases


@pytest.mark.parametrize("row", fixed_phrases(), ids=lambda row: row.id)
def test_every_row_is_found_in_its_own_example(row):
    """A longer phrase may cover it."""
    at = row.example.index(row.form)
    assert any(start <= at and at + len(row.form) <= end for start, end in fixed_phrase_spans(row.example))


def test_a_phrase_inside_a_number_is_none():
    """一百二十四节气象课 holds no 二十四节气."""
    assert fixed_phrase_spans("一百二十四节气象课") == []
