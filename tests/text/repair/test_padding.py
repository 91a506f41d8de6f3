"""Characters set apart, by the questions that are asked of each gap: is it a word, a name, a cell?"""

from __future__ import annotations

import pytest

from partyie.text.repair.padding import (
    Gap,
    _begins_name,
    _ends_name,
    _groups,
    _in_sentence,
    _is_cell,
    _is_inside_word,
    _is_name,
    _is_spread,
    _is_word,
    _joined,
    find_padding,
)


def gaps(text: str) -> list[Gap]:
    return [gap for group in _groups(text) for gap in group]


def mended(text: str) -> str:
    for start, end in reversed(find_padding(text)):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "left", "right", "outer"),
    [
        ("高　峰", "高", "峰", ("", "")),
        ("县委书记高　峰说", "县委书记高", "峰说", ("", "")),
        ("会上，高　峰说。完", "高", "峰说", ("，", "。")),
        ("ab高　峰cd", "高", "峰", ("b", "c")),
        ("（\u3400　\u9fff）", "\u3400", "\u9fff", ("（", "）")),
        ("（\u9fff　\u3400）", "\u9fff", "\u3400", ("（", "）")),
    ],
)
def test_a_gap_knows_what_is_beside_it(text: str, left: str, right: str, outer: tuple[str, str]) -> None:
    [gap] = gaps(text)
    assert (gap.left, gap.right, gap.outer, gap.blank) == (left, right, outer, "　")
    assert (gap.start, gap.end) == (text.index("　"), text.index("　") + 1)
    assert gap.places == (gap.start - 1, gap.end)


def test_gaps_that_only_characters_part_belong_together() -> None:
    groups = [[(gap.left, gap.right) for gap in group] for group in _groups("公　示\n高　峰、江　山同 志  甲")]
    assert groups == [[("公", "示")], [("高", "峰")], [("江", "山同"), ("山同", "志"), ("志", "甲")]]
    assert list(_groups("公示")) == []


@pytest.mark.parametrize(
    ("text", "is_spread"),
    [
        ("公　示", True),
        ("公  示", True),
        ("公 　示", False),
        ("公告　示", False),
        ("公　示范", False),
        ("男　汉", False),
        ("汉　女", False),
        ("王　摄", False),
        ("摄　王", True),
        ("/王　平", True),
        ("/文　王", False),
        ("／文　王", False),
        ("：文　王", False),
        ("｜文　王", False),
        ("，文　王", True),
        ("王　文：", False),
        ("王　文/", False),
        ("王　文", True),
    ],
)
def test_characters_set_apart_are_no_cells_and_labels(text: str, is_spread: bool) -> None:
    [gap] = gaps(text)
    assert _is_spread(gap) is is_spread


@pytest.mark.parametrize(
    ("text", "is_word"),
    [
        ("一　二　三", False),
        ("大　中", False),
        ("金　银　铜　牌", True),
        ("公　示", True),
        ("3页　共", False),
        ("3 页　共", False),
        ("第3 次 页　共", True),
        ("3、页　共", True),
        ("会   议   纪", True),
        ("公   开", True),
        ("步   月", True),
        ("会上，\n步   月\n，宣布", True),
        ("会上，\n　步   月　\n，宣布", True),
        ("　步   月　\n，宣布", True),
        ("会上，步   月\n宣布", False),
        ("会上\n步   月，宣布", False),
        ("会上，步   月，宣布", False),
        ("会上，公   开，宣布", True),
        ("会上，工   部，宣布", False),
        ("，步   月", False),
        ("会上，步   月：宣布", True),
        ("会上，步   月 :宣布", True),
    ],
)
def test_three_are_a_word_and_two_where_nothing_else_can_be(text: str, is_word: bool) -> None:
    [run] = [group for group in _groups(text) if len(group[-1].right) == 1]
    run = [gap for gap in run if _is_spread(gap)]
    assert bool(_is_word(text, run[-2:] if "次" not in text else run[-1:])) is is_word


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("高　峰", True, True),
        ("縣長陳　峰", True, True),
        ("書記馬　峰", True, True),
        ("的　峰", False, True),
        ("保安　峰", False, True),
        ("全县保安　峰", False, True),
        ("文　峰", False, True),
        ("男　峰", False, True),
        ("2高　峰", False, True),
        ("，高　峰，", True, True),
        ("高　文", True, False),
        ("高　女", True, False),
        ("高　峰：", True, False),
        ("高　峰:", True, False),
        ("高　一、", True, False),
        ("高　一．", True, False),
        ("高　一，", True, True),
        ("高　峰、", True, True),
        ("高　一甲、", True, True),
        ("高　工摄", True, True),
        ("高　作报道", True, True),
        ("高　整理", True, False),
        ("高　全力", True, False),
        ("高　全力参会", True, False),
        ("高　主编", True, True),
        ("高　调整理", True, True),
        ("高　峰任", True, True),
    ],
)
def test_where_a_name_begins_and_ends(text: str, begins: bool, ends: bool) -> None:
    """With a surname that is no part of a word or number, and a given name that begins no word or label."""
    [gap] = gaps(text)
    assert (_begins_name(gap), _ends_name(gap)) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("高　峰", True),
        ("的　峰", False),
        ("高 峰", True),
        ("高　峰任县长", True),
        ("任命高　峰", True),
        ("任命高　峰任县长", True),
        ("任命高 峰任县长", False),
        ("县长高　峰到会", True),
        ("县里高　峰到会", False),
        ("县里高　峰供稿", True),
        ("县里高　峰", True),
        ("会上，县里高　峰到会，发言", True),
        ("会上，县里高　文到会，发言", False),
        ("会上，县里高　女，发言", False),
        ("会上，高　峰：发言，散会", False),
        ("会上，高　峰:发言，散会", False),
        ("会上，县里高 峰到会，发言", False),
        ("会上，县里高　全力参会，发言", True),
        ("会上县里高　全力参会，发言", False),
    ],
)
def test_a_name_is_shown_by_what_is_beside_it(text: str, is_name: bool) -> None:
    """A gap as wide as a character is in a sentence nothing else."""
    [gap] = gaps(text)
    assert bool(_is_name(text, gap)) is is_name


@pytest.mark.parametrize(
    ("text", "in_sentence"),
    [
        ("会上，高　峰到会，发言", True),
        ("会上；高　峰到会。", True),
        ("会上高　峰到会，发言", False),
        ("会上，高　峰到会发言", False),
        ("会上，\n高　峰到会，发言", False),
        ("会上，高　峰到会\n，发言", False),
        ("，" + "甲" * 99 + "　" + "乙" * 99 + "，", True),
        ("，" + "甲" * 100 + "　" + "乙" * 99 + "，", False),
        ("，" + "甲" * 99 + "　" + "乙" * 100 + "，", False),
    ],
)
def test_a_sentence_shows_its_marks_on_both_sides(text: str, in_sentence: bool) -> None:
    [gap] = gaps(text)
    assert _in_sentence(text, gap) is in_sentence


@pytest.mark.parametrize(
    ("text", "held", "is_inside"),
    [
        ("会上，东山的工 作，部署", set(), True),
        ("会上，东山的工\u00a0作，部署", set(), True),
        ("会上，东山的工　作，部署", set(), False),
        ("会上东山的工 作，部署", set(), False),
        ("会上东山的工 作，部署", {5}, True),
        ("会上东山的工 作，部署", {7}, True),
        ("会上东山的工 作，部署", {6}, False),
        ("会上，东山的工 东，部署", set(), False),
        ("会上，东山的工 地，部署", set(), False),
        ("会上，东山的工 人，部署", set(), True),
        ("会上，东山的人 瞩，部署", set(), True),
        ("会上，人民政 府到会，部署", set(), True),
        ("会上，东山县工 作会议，部署", set(), True),
        ("会上，县委员 工作好，部署", set(), False),
    ],
)
def test_a_blank_in_a_word_leaves_a_half_over(text: str, held: set[int], is_inside: bool) -> None:
    [gap] = gaps(text)
    assert _is_inside_word(text, gap, held) is is_inside


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("女　汉　东", [False, True]),
        ("高　峰　山", [False, False]),
        ("大 中 小", [True, True]),
        ("大 王", [False]),
    ],
)
def test_what_follows_a_sex_is_a_cell(text: str, cells: list[bool]) -> None:
    found = gaps(text)
    assert [_is_cell(previous, gap) for previous, gap in zip([None, *found], found, strict=False)] == cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("赵 钱 孙同志", "赵钱孙同志"),
        ("赵 钱 孙供稿", "赵钱孙供稿"),
        ("赵 钱 孙摄", "赵钱孙摄"),
        ("赵 钱 孙摄于会场", "赵钱孙摄于会场"),
        ("由赵 亚 山同志任", "由赵亚山同志任"),
        ("东山   任命高　峰", "东山   任命高峰"),
        ("女　高　峰同志", "女　高　峰同志"),
        ("会上，东山的工 作，部署", "会上，东山的工作，部署"),
        ("赵 钱　孙同志", "赵钱　孙同志"),
        ("赵 钱 孙到会", "赵钱 孙到会"),
        ("水 利 赵 孙同志", "水利赵 孙同志"),
        ("的 利 孙同志", "的利 孙同志"),
        ("由赵 钱 孙同志任", "由赵钱孙同志任"),
        ("由赵 女 孙同志任", "由赵 女 孙同志任"),
        ("女　汉　东山", "女　汉　东山"),
        ("边　关　　男　　汉　族", "边关　　男　　汉族"),
        ("边　关  族", "边关  族"),
        ("任命高　峰、石　磊为县长", "任命高峰、石磊为县长"),
        ("文　王平", "文　王平"),
        ("刘晓宇 范振宇", "刘晓宇 范振宇"),
    ],
)
def test_padding_goes(text: str, expected: str) -> None:
    assert mended(text) == expected


@pytest.mark.parametrize(
    ("pair", "joined"), [("工作", True), ("大水", False), ("的工", False), ("工", False), ("", False)]
)
def test_two_characters_are_joined_that_are_mostly_one_word(pair: str, joined: bool) -> None:
    assert _joined(pair) is joined
