"""Approximators: every row blurs its own example; what makes another word of them does not."""

from __future__ import annotations

import pytest

from partyie.lexicon.approximators import approximator_before, approximator_behind, approximators


@pytest.mark.parametrize("row", approximators(), ids=lambda row: row.id)
def test_every_row_is_found_in_its_own_example(row):
    """The longest form at that place is the row's own."""
    text, modifier = row.expected.rsplit(" ", 1)
    start = row.example.index(text)
    assert (row.modifier or "-") == modifier
    if row.place == "before":
        assert approximator_before(row.example, start + len(row.form)) is row
    else:
        assert approximator_behind(row.example, start + len(text) - len(row.form)) is row


@pytest.mark.parametrize("text", ["签约", "预约", "节约", "附近", "最近", "赶超", "走过", "超额"])
def test_other_words_do_not_blur(text):
    """签约63人 counts exactly 63."""
    assert approximator_before(text, len(text)) is None


@pytest.mark.parametrize("text", ["多次", "余下", "整理", "强降雨", "上下班"])
def test_words_behind_do_not_blur(text):
    """两人多次 is two people, many times."""
    assert approximator_behind(text, 0) is None
