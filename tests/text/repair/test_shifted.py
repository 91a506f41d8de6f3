"""Where a reading one byte over is looked for, and which part of it is taken."""

from __future__ import annotations

import re

import pytest

from partyie.text.repair.shifted import (
    LOST_CHARACTER,
    REACH,
    Piece,
    _best_part,
    _close_together,
    _joined,
    find_shifted,
    rare_stretches,
    stretches_around,
)

USUAL = -6.0  # logarithm for a character of the input


def pieces(*gains: float) -> list[Piece]:
    return [Piece(at, at + 1, "字", gain, USUAL) for at, gain in enumerate(gains)]


@pytest.mark.parametrize(
    ("gains", "part"),
    [
        ((), (0, 0, 0.0)),
        ((-1.0, -1.0), (0, 0, 0.0)),
        ((1.0, -2.0, 3.0), (2, 3, 3.0)),
        ((6.0, -1.0, 6.0), (0, 3, 11.0)),
        ((5.0, -5.0, 6.0), (2, 3, 6.0)),
        ((-5.0, 7.0, 8.0), (1, 3, 15.0)),
        ((0.0, 4.0), (1, 2, 4.0)),
        ((4.0, 0.0), (0, 2, 4.0)),
        ((2.0, 9.0, -9.0, 1.0), (0, 2, 11.0 - USUAL - LOST_CHARACTER)),
        ((2.0, 1.0, -9.0), (0, 0, 0.0)),  # the character behind would cost more than the part gains
    ],
)
def test_the_part_that_gains_most(gains: tuple[float, ...], part: tuple[int, int, float]) -> None:
    """One that ends before the last piece costs the character behind it."""
    assert _best_part(pieces(*gains)) == part


@pytest.mark.parametrize(
    ("spans", "together"),
    [
        ([], []),
        ([(1, 3)], [(1, 3)]),
        ([(0, 1), (1, 2)], [(0, 2)]),
        ([(1, 9), (3, 5)], [(1, 9)]),
        ([(1, 3), (3 + 2 * REACH, 60)], [(1, 60)]),
        ([(1, 3), (4 + 2 * REACH, 60)], [(1, 3), (4 + 2 * REACH, 60)]),
        ([(1, 3), (40, 41), (80, 81)], [(1, 81)]),
        ([(190, 195), (205, 206)], [(190, 195), (205, 206)]),
    ],
    ids=["none", "one", "touching", "inside", "near", "far", "one after the other", "in two lines"],
)
def test_spans_close_together_are_one(spans: list[tuple[int, int]], together: list[tuple[int, int]]) -> None:
    assert list(_close_together("甲" * 200 + "\n" + "乙" * 200, spans)) == together


@pytest.mark.parametrize(
    ("text", "span", "found"),
    [
        ("甲甲乙甲", (0, 1), [(0, 2)]),
        ("甲甲乙甲", (3, 4), [(3, 4)]),
        ("甲甲乙甲", (2, 3), [(0, 2), (3, 4)]),
        ("甲甲乙乙甲", (2, 3), [(0, 2)]),
        ("甲甲\n甲", (3, 4), [(3, 4)]),
        ("甲\n甲甲", (0, 1), [(0, 1)]),
        ("甲" * 80, (40, 41), [(40 - REACH, 41 + REACH)]),
    ],
    ids=["inside", "at the end", "between", "not touching", "from its line", "to its line's end", "no further"],
)
def test_stretches_around_a_span(text: str, span: tuple[int, int], found: list[tuple[int, int]]) -> None:
    assert [match.span() for match in stretches_around(text, [span], re.compile("甲+"))] == found


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("璀璨的、温馨的余晖", [(0, 9)]),
        ("茕茕孑立", [(0, 3)]),
        ("一茕一茕一", [(1, 4)]),
        ("茕委书记茕", [(0, 5)]),
        ("茕委书记长茕", []),
        ("茕a茕", []),
        ("茕", []),
        ("县委书记", []),
        ("縣委書記", []),
        ("кириллица", [(0, 9)]),
        ("αβ", [(0, 2)]),
        ("かナ", [(0, 2)]),
        ("€€", [(0, 2)]),
        ("─┐", [(0, 2)]),
        ("\ue000\uf8ff", [(0, 2)]),
        ("，。《》“”", []),
        ("𠮷𠮷", []),
    ],
)
def test_rare_characters_close_together(text: str, stretches: list[tuple[int, int]]) -> None:
    """Traditional forms of common characters and marks aren't rare; ASCII parts."""
    assert list(rare_stretches(text)) == stretches


def test_one_repair_for_as_many_characters() -> None:
    """And one for each piece that is longer, so that each character has its place."""
    parts = [Piece(1, 2, "甲", 0.0), Piece(2, 3, "乙", 0.0), Piece(3, 6, "丙", 0.0), Piece(6, 7, "丁", 0.0)]
    found = [(repair.start, repair.end, repair.repaired, repair.kind) for repair in _joined("0123456789", parts)]
    assert found == [(1, 3, "甲乙", "mojibake"), (3, 6, "丙", "mojibake"), (6, 7, "丁", "mojibake")]
    assert [(repair.start, repair.end) for repair in _joined("0123456789", parts[2:3])] == [(3, 6)]


@pytest.mark.parametrize("text", ["", "县委书记", "璀璨的、温馨的余晖", "怎么办？！闭门", "?！", "\ufffd\ufffd"])
def test_what_is_sound_has_no_shift(text: str) -> None:
    assert find_shifted(text) == []
