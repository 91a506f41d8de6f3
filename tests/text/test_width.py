"""Width folding: one character for one, and only what looks different."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.tables import read_rows
from partyie.text.width import fold_newlines, fold_width, fold_zeros

RADICALS = read_rows("radicals.tsv")


@pytest.mark.parametrize("row", RADICALS, ids=[row["id"] for row in RADICALS])
def test_every_radical_reads_as_its_character(row: dict[str, str]) -> None:
    assert fold_width(row["example"]) == row["expected"]


@given(st.text() | st.text(alphabet="０１Ａｚ　．，人・〇○O一二年月曰⺠⾐豈丽\r\n\t€😀"))
def test_length_never_changes(text: str) -> None:
    assert len(fold_width(text)) == len(text)


@given(st.text() | st.text(alphabet="０Ａ　．，人・〇○O一年曰⺠⾐豈"))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_width(fold_width(text)) == fold_width(text)


@pytest.mark.parametrize(
    "text", ["，。：；！？（）“”《》〔〕【】", "①Ⅳ㈠", "㎡℃‰", "……——", "～｜", "A-Z a-z 0-9", "〇", "·"]
)
def test_standard_marks_and_signs_stay(text: str) -> None:
    assert fold_width(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("〔２０２２〕８号", "〔2022〕8号"),
        ("\u00a0\u3000\u2003\t", "    "),
        ("一\u2028二\x0b三\r四", "一\n二\n三\n四"),
        ("３．１４", "3.14"),
        ("1．概况", "1.概况"),
        ("１，２８６米", "1,286米"),
        ("共1，286，300人、3，450．6万元", "共1,286,300人、3,450.6万元"),
        ("541,200人和１，541，200人", "541,200人和1,541,200人"),
        ("第3，286人", "第3，286人"),
        ("100，200米和第1，2，3组", "100，200米和第1，2，3组"),
        ("2019，286人", "2019，286人"),
        ("•下一项", "•下一项"),
        ("豈⾦", "豈金"),
        ("\U0002f800", "丽"),
    ],
)
def test_folds(text: str, expected: str) -> None:
    assert fold_width(text) == expected


@pytest.mark.parametrize(
    "text", ["Al2O3", "H2O", "O2O", "4Ox", "X2O15", "一○之谜", "某○○", "子曰", "名曰", "1O", "十○"]
)
def test_circles_that_are_no_zeros(text: str) -> None:
    assert fold_zeros(text) == text


@given(st.lists(st.sampled_from(["\r\n", "\n", "\r", "县", " "])).map("".join))
def test_newlines_of_windows_are_one(text: str) -> None:
    folded, offsets = fold_newlines(text)
    assert folded == re.sub("\r*\n|\r", "\n", text)
    assert [offsets.source_span(at, at + 1) for at in range(len(folded))] == [
        (start, start + length) for start, length in _pieces(text)
    ]


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces, at = [], 0
    while at < len(text):
        end = re.compile("\r+\n").match(text, at)
        length = len(end[0]) if end else 1
        pieces.append((at, length))
        at += length
    return pieces


@pytest.mark.parametrize("end", ["\r\n", "\r\r\n", "\r", "\n", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_every_line_end_is_one(end: str) -> None:
    folded, offsets = fold_newlines(f"县{end}委")
    assert folded == "县\n委"
    assert offsets.source_span(1, 2) == (1, 1 + len(end))
    assert offsets.source_span(2, 3) == (1 + len(end), 2 + len(end))


@pytest.mark.parametrize(("text", "folded"), [("县\r\r\n委", "县\n委"), ("\r\n\r", "\n\n"), ("\r\r\r\n\n", "\n\n")])
def test_carriage_returns_in_a_row_leave_none(text: str, folded: str) -> None:
    assert fold_newlines(text)[0] == folded
