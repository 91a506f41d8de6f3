"""Pieces are the whole text, short enough, and end where paragraphs do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.pieces import cut_pieces


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 5, [""]),
        ("一二三", 3, ["一二三"]),
        ("一二三四", 3, ["一二三", "四"]),
        ("一\n\n二三\n四五六七", 8, ["一\n\n二三\n", "四五六七"]),  # the blank line lies too far back
        ("一二三四\n\n五\n六七八", 9, ["一二三四\n\n", "五\n六七八"]),  # a blank line before a later line break
        ("一二三。四五六", 5, ["一二三。", "四五六"]),
        ("一二\r\n三四五", 5, ["一二\r\n", "三四五"]),
    ],
)
def test_pieces_end_at_the_best_break_of_their_second_half(text: str, limit: int, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in cut_pieces(text, limit)] == pieces


@given(st.text("一二\n。", max_size=60), st.integers(1, 12))
def test_pieces_are_the_whole_text_and_within_the_limit(text: str, limit: int) -> None:
    pieces = list(cut_pieces(text, limit))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(end - start <= limit for start, end in pieces)
    assert len(pieces) == 1 or all(start < end for start, end in pieces)
