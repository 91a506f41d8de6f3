"""What a stretch read one byte over is made of: its head, its characters, the damage behind it."""

from __future__ import annotations

import re

import pytest

from partyie.text.frequencies import log_likelihoods
from partyie.text.repair import shifted
from partyie.text.repair.shifted import (
    IMPOSSIBLE,
    LETTER_AMONG_HAN,
    LOST_BYTE,
    REACH,
    STRETCH,
    TAIL,
    UNKNOWN,
    UNOPENED_READING,
    Piece,
    Whole,
    _best_part,
    _character,
    _ending,
    _ends_quotation,
    _head,
    _in_script,
    _is_chinese,
    _read_over,
    _repairs,
    _two,
    _with_ending,
    find_shifted,
    stretches_around,
)

DAMAGED = "防控就是責任?!币咔榉揽毓ぷ鲉?dòng)后，全縣動員"


def tail_of(text: str) -> re.Match[str]:
    found = next(filter(None, (TAIL.match(text, at) for at in range(len(text)))))
    assert isinstance(found, re.Match)
    return found


def stretch_of(text: str, at: int) -> re.Match[str]:
    return next(match for match in STRETCH.finditer(text) if match.start() <= at < match.end())


@pytest.mark.parametrize(
    ("pair", "character"),
    [(b"\xd2\xdf", "疫"), (b"\xff\x40", UNKNOWN), (b"\x41\x42", UNKNOWN), (b"\xd2", UNKNOWN), (b"", UNKNOWN)],
)
def test_two_bytes_are_one_character_or_none(pair: bytes, character: str) -> None:
    assert _character(pair) == character


@pytest.mark.parametrize(
    ("text", "lead", "before", "ending"),
    [
        ("闭f這", b"\xd5", "”", "說"),
        ("闭f這", b"\xff", "”", ""),
        ("的?他们在会上", b"\xcb", "”", "说"),
        ("的?他们在会上", b"\xcb", "的", ""),
        ("的?在会上", b"\xb5", "会", "的"),
        ("的?在会上", b"\xb5", "的", ""),
        ("的?在会上", b"\xd5", "的", "正"),
        ("县?說", b"\xb5", "”", "道"),
        ("县?說", b"\xb5", "的", "地"),
        ("县?說", b"\xd5", "”", "說"),
        ("县?这", b"\xd5", "”", ""),
        ("县?这", b"\xcb", "”", "说"),
        ("县?这", b"\xff", "”", ""),
        ("闭?fù)生", b"\x8f", "会", "復"),
        ("闭?fù)生", b"\xd5", "会", ""),
        ("鲉?dòng)后", b"\x86", "作", "啟動"),
    ],
)
def test_the_last_byte_and_the_damage_behind_it(text: str, lead: bytes, before: str, ending: str) -> None:
    """A letter is a second byte, a reading says which character it was, else its neighbours and the script do."""
    assert _ending(Whole(text), tail_of(text), lead, before) == ending


@pytest.mark.parametrize(
    ("text", "start", "trail", "after", "head"),
    [
        ("会?”", 2, b"\xa3", "”", "。"),
        ("会\ufffd”", 2, b"\xa3", "”", "。"),
        ("会a”", 2, b"\xa3", "”", None),
        ("?”", 1, b"\xa3", "”", "。"),
        ("县?书", 2, b"\xaf", "书", "委"),
        ("市县?书", 3, b"\xaf", "书", "委"),
        ("?书", 1, b"\xaf", "书", None),
        ("开?大", 2, b"\xb8", "大", None),
    ],
)
def test_the_character_whose_first_byte_was_lost(
    text: str, start: int, trail: bytes, after: str, head: str | None
) -> None:
    assert _head(text, start, trail, after) == head


def test_two_characters_whose_bytes_between_them_show_nothing() -> None:
    assert _two(b"\x86", "dòng", "作", "后") == "啟動"
    assert _two(b"\xff", "dòng", "作", "后") == ""


@pytest.mark.parametrize(
    ("text", "character", "fits"),
    [
        ("县委", "说", True),
        ("县委", "說", False),
        ("縣委", "说", False),
        ("縣委", "說", True),
        ("縣委", "的", True),
        ("县委", "的", True),
    ],
)
def test_a_character_is_of_its_texts_script(text: str, character: str, fits: bool) -> None:
    fitting = _in_script(character.encode("gbk")[:1], Whole(text).is_traditional)
    assert (character in fitting) is fits


@pytest.mark.parametrize(
    ("text", "ending", "expected"),
    [
        ("字?后", "说", [Piece(0, 1, "甲", 1.0), Piece(1, 3, "乙", 2.0 + LOST_BYTE, -6.0, True)]),
        ("字?fù)生", "復", [Piece(0, 1, "甲", 1.0), Piece(1, 6, "乙", 2.0 + UNOPENED_READING, -6.0, True)]),
        ("字f這", "說", [Piece(0, 1, "甲", 1.0), Piece(1, 3, "乙", 2.0 + LETTER_AMONG_HAN, -6.0, True)]),
        (
            "字?dòng)后",
            "啟動",
            [
                Piece(0, 1, "甲", 1.0),
                Piece(1, 2, "乙", 2.0 + UNOPENED_READING, -6.0, True),
                Piece(2, 8, "動", 0.0, 0.0, True),
            ],
        ),
    ],
)
def test_the_damage_is_evidence_and_belongs_to_the_last_piece(text: str, ending: str, expected: list[Piece]) -> None:
    before = [Piece(0, 1, "甲", 1.0), Piece(1, 2, "乙", 2.0, -6.0)]
    found = TAIL.match("县" + text, 2)
    assert found
    assert _with_ending(found, before, ending) == expected


def test_the_pieces_of_a_stretch() -> None:
    """How likely the input is goes with the character in front of the stretch; a first piece has the lost byte."""
    at = DAMAGED.index("!")
    pieces = _read_over(Whole(DAMAGED), stretch_of(DAMAGED, at), 0)
    assert "".join(piece.restored for piece in pieces) == "。”疫情防控工作啟動"
    assert [(piece.start, piece.end) for piece in pieces] == [*((at - 1 + n, at + n) for n in range(9)), (15, 21)]
    assert [piece.is_mark for piece in pieces] == [True, *[False] * 7, True, True]
    assert pieces[0].gain == LOST_BYTE
    old, new = log_likelihoods("！币咔榉揽毓ぷ鲉", "?"), log_likelihoods("”疫情防控工作啟")
    assert [piece.old for piece in pieces[1:-2]] == pytest.approx(old[:-1])
    assert [piece.old + piece.gain for piece in pieces[1:-2]] == pytest.approx(new[:-1])
    assert pieces[-2].old + pieces[-2].gain == pytest.approx(new[-1] + UNOPENED_READING)


@pytest.mark.parametrize("front", ["会", "?会", "县委"])
def test_what_is_in_front_of_a_stretch_counts(front: str) -> None:
    text = front + "议咔榉揽毓ぷ"
    stretch = re.compile("议.*").search(text)
    assert stretch
    pieces = _read_over(Whole(text), stretch, 0)
    assert [piece.old for piece in pieces] == pytest.approx(log_likelihoods("议咔榉揽毓ぷ", front[-1]))
    assert (pieces[-1].restored, pieces[-1].gain) == (UNKNOWN, IMPOSSIBLE)


def test_a_lost_byte_is_not_taken_twice() -> None:
    stretch = stretch_of(DAMAGED, 8)
    assert _read_over(Whole(DAMAGED), stretch, stretch.start())[0].restored == "”"
    assert _read_over(Whole(DAMAGED), stretch, stretch.start() - 1)[0].restored == "。"


def test_characters_of_four_bytes_are_no_pairs() -> None:
    assert _read_over(Whole("县委𠮷书记"), stretch_of("县委𠮷书记", 0), 0) == []


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("各地咔榉揽毓ぷ正在展开", [(2, 5, "情防控"), (5, 7, "工")]),
        ("各地?咔榉揽毓ぷ正在展开", [(3, 6, "情防控"), (6, 8, "工")]),
        ("抓好?币咔榉揽毓ぷ正在展开", [(2, 7, "”疫情防控"), (7, 9, "工")]),
        ("币咔榉", []),
        ("各地咔榉揽", []),
        (DAMAGED, [(6, 15, "。”疫情防控工作啟"), (15, 21, "動")]),
    ],
)
def test_the_repairs_of_a_text(text: str, repairs: list[tuple[int, int, str]]) -> None:
    """Where the reading falls in again, the character that it does so in has lost its second byte and goes."""
    assert [(repair.start, repair.end, repair.repaired) for repair in find_shifted(text)] == repairs
    stretch = stretch_of(text, text.index("榉"))
    assert [(repair.start, repair.end, repair.repaired) for repair in _repairs(Whole(text), stretch, 0)] == repairs


@pytest.mark.parametrize(
    ("text", "restored", "ends"),
    [
        ("“县委甲乙", "”。", True),
        ("“县委甲乙", "。，", False),
        ("县委甲乙", "”。", False),
        ("“县”委甲乙", "”。", False),
        ("“县\n委甲乙", "”。", False),
        ("县\n“委甲乙", "”。", True),
        ("“县“委”甲乙", "”。", True),
        ("县委甲“乙", "”。", False),
    ],
)
def test_a_quotation_is_ended_that_its_line_has_open(text: str, restored: str, ends: bool) -> None:
    at = text.index("甲")
    part = [Piece(at, at + 1, restored[0], 1.0), Piece(at + 1, at + 2, restored[1], 1.0)]
    assert _ends_quotation(Whole(text), part) is ends


@pytest.mark.parametrize(
    ("logs", "is_chinese"),
    [
        ([(-20.0, 14.0), (-20.0, 13.0)], True),
        ([(-20.0, 10.0), (-20.0, 10.0)], False),
        ([(-20.0, 10.5), (-20.0, 10.5)], False),
        ([(-20.0, 10.5), (-20.0, 10.6)], True),
    ],
)
def test_the_result_is_ordinary_chinese(logs: list[tuple[float, float]], is_chinese: bool) -> None:
    part = [Piece(at, at + 1, "字", gain, old) for at, (old, gain) in enumerate(logs)]
    assert _is_chinese(part) is is_chinese
    mark = Piece(9, 10, "字", -99.0, -99.0, is_mark=True)
    assert _is_chinese([*part, mark]) is (sum(old + gain for old, gain in logs) > -9.5 * 3)


def test_a_line_end_far_behind_bounds_no_stretch() -> None:
    text = "甲" * 80 + "\n" + "甲"
    assert [match.span() for match in stretches_around(text, [(10, 11)], re.compile("甲+"))] == [(0, 11 + REACH)]
    assert [match.span() for match in stretches_around(text, [(70, 71)], re.compile("甲+"))] == [(70 - REACH, 80)]


def test_a_lost_byte_between_two_stretches_is_repaired_once() -> None:
    """It ends the first; the second begins behind it."""
    repairs = find_shifted("?!币咔榉揽毓ぷ?!币咔榉揽毓ぷ鲉?dòng)后")
    assert [(repair.start, repair.end, repair.repaired) for repair in repairs] == [
        (0, 7, "。”疫情防控工"), (7, 9, "作"), (11, 17, "情防控工作啟"), (17, 23, "動"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gains", "part"),
    [
        ([12.0, -10.0], (0, 2, 2.0)),
        ([12.0, -11.0], (0, 1, 2.0)),
        ([-1.0, 12.0], (1, 2, 12.0)),
        ([-1.0], (0, 0, 0.0)),
        ([], (0, 0, 0.0)),
    ],
)
def test_the_part_that_gains_most_is_taken(gains: list[float], part: tuple[int, int, float]) -> None:
    """Of two that gain as much the longer; one that ends early costs LOST_CHARACTER."""
    assert _best_part([Piece(at, at + 1, "字", gain) for at, gain in enumerate(gains)]) == part


@pytest.mark.parametrize(("old", "repairs"), [(-40.0, []), (-25.0, [(0, 4, "字字字字")])])
def test_what_is_likelier_but_no_ordinary_chinese_stays(
    monkeypatch: pytest.MonkeyPatch, old: float, repairs: list[tuple[int, int, str]]
) -> None:
    monkeypatch.setattr(shifted, "_read_over", lambda *_: [Piece(at, at + 1, "字", 20.0, old) for at in range(4)])
    found = _repairs(Whole("县委书记"), stretch_of("县委书记", 0), 0)
    assert [(repair.start, repair.end, repair.repaired) for repair in found] == repairs
