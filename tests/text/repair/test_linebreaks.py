"""Breaks inside sentences go, those between lines that stand for themselves stay."""

from __future__ import annotations

import textwrap

import pytest

from partyie.text.repair import apply_repairs
from partyie.text.repair.layout import Layout, _commonest_top, is_page_number, read_lines
from partyie.text.repair.linebreaks import _is_body, find_linebreaks

PARAGRAPHS = (
    "县委书记在全县经济工作会议上指出，今年以来各级各部门紧扣目标、真抓实干，主要经济指标好于预期，发展质量稳步提升，"
    "但也要清醒看到投资后劲不足、市场主体信心偏弱等问题仍然突出，必须高度重视。",
    "会议要求，全县上下要坚持稳中求进工作总基调，突出抓好项目建设、招商引资和营商环境三件大事，"
    "由县发展和改革局牵头，县财政局、县自然资源和规划局等部门配合，逐月调度、逐季通报，年底兑现奖惩。",
    "会议强调，要牢固树立以人民为中心的发展思想，用心用情办好教育、医疗、养老等民生实事，"
    "坚决守住安全生产、生态环境和社会稳定的底线，不断增强群众的获得感和幸福感。",
)
NO_LINE_END = "（《“"
NO_LINE_BEGIN = "，。、；：”》）"


def wrap(paragraph: str, width: int, indent: str = "") -> str:
    """Broken at a measure in full-width characters, marks hanging over."""
    lines, line = [], indent
    for character in paragraph:
        if len(line) >= width and character not in NO_LINE_BEGIN and line[-1] not in NO_LINE_END:
            lines.append(line)
            line = ""
        line += character
    return "\n".join([*lines, line])


def mend(text: str) -> str:
    return apply_repairs(text, find_linebreaks(text))[0]


@pytest.mark.parametrize("width", [18, 24, 28, 36])
@pytest.mark.parametrize(("indent", "between"), [("　　", "\n"), ("", "\n"), ("", "\n\n")])
def test_prose_broken_at_a_measure_is_whole_again(width: int, indent: str, between: str) -> None:
    broken = between.join(wrap(paragraph, width, indent) for paragraph in PARAGRAPHS)
    assert mend(broken) == between.join(indent + paragraph for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "furniture", ["\n\n", "\n— 2 —\n", "\n\n- 2 -\n\n", "\n第2页\n", "\n第 2 页　共 9 页\n", "\n\n2\n\n"]
)
@pytest.mark.parametrize("at", [60, 71, 80])
def test_a_page_end_in_a_sentence_goes_with_its_furniture(furniture: str, at: int) -> None:
    first, second, third = PARAGRAPHS
    text = "\n".join([first, second[:at] + furniture + second[at:], third])
    assert mend(text) == "\n".join(PARAGRAPHS)


def test_a_running_header_in_a_sentence_goes_too() -> None:
    first, second, third = PARAGRAPHS
    header = "\n— {} —\n东山县人民政府办公室文件\n"
    text = "\n".join([first[:70] + header.format(1) + first[70:], second[:70] + header.format(2) + second[70:], third])
    assert mend(text) == "\n".join(PARAGRAPHS)


def test_furniture_between_paragraphs_stays() -> None:
    text = PARAGRAPHS[0] + "\n— 1 —\n东山县人民政府办公室文件\n" + PARAGRAPHS[1]
    assert mend(text) == text


def test_whole_paragraphs_stay() -> None:
    for between in ("\n", "\n\n", "\n　　", "\n　　\n"):
        text = between.join(PARAGRAPHS)
        assert mend(text) == text


def test_latin_words_are_not_run_together() -> None:
    text = textwrap.fill("The county committee met on Monday and discussed the plan of the party school " * 3, 40)
    assert mend(text) == text


@pytest.mark.parametrize("line", ["— 1 —", "- 12 -", "3", "第3页", "第 3 页", "第3页 共17页", "3/17", "第三页", "—２—"])
def test_page_numbers(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize(
    "line", ["3人", "第3条", "—", "页", "共同", "二〇二一年", "2021", "1. 概况", "2021年9月29日", "——"]
)
def test_no_page_numbers(line: str) -> None:
    assert not is_page_number(line)


def test_lines_know_their_place_and_width() -> None:
    text = "　　县委\n\n  a县 \n"
    lines = read_lines(text)
    assert [(text[line.start : line.end], line.indent) for line in lines if line.text] == [("县委", 4), ("a县", 2)]
    assert [line.width for line in lines if line.text] == [8, 5]


def test_blank_lines_are_lines_too() -> None:
    places = [(line.start, line.end, line.indent) for line in read_lines("　　县委\n\n \t\n  a县 \n乙")]
    assert places == [(2, 4, 4), (5, 5, 0), (8, 8, 2), (11, 13, 2), (15, 16, 0)]


def test_a_page_number_is_a_short_line() -> None:
    assert is_page_number("—" * 22 + "1")
    assert not is_page_number("—" * 23 + "1")


def contents(*lines: str) -> list[str]:
    return [line.text for line in Layout("\n".join(lines)).lines]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("东山县公报", "— 1 —", "甲村", "东山县公报", "— 2 —", "乙村"), ["甲村", "乙村"]),
        (("— 1 —", "东山县公报", "甲村", "— 2 —", "东山县公报", "乙村"), ["甲村", "乙村"]),
        (("东山县公报", "— 1 —", "甲村", "— 2 —", "东山县公报"), ["甲村"]),
        (("— 1 —", "东山县公报", "甲村", "— 2 —", "乙村"), ["东山县公报", "甲村", "乙村"]),
        (("— 1 —", "东山县公报", "甲村", "东山县公报"), ["东山县公报", "甲村", "东山县公报"]),
        (("— 1 —", "抓落实。", "甲村", "— 2 —", "抓落实。"), ["抓落实。", "甲村", "抓落实。"]),
        (("甲村", "— 1 —", "乙村", "东山县公报", "丙村", "— 2 —", "丁村", "东山县公报"), None),
    ],
    ids=["above", "below", "at both ends", "once", "one page", "a sentence", "not beside a number"],
)
def test_running_headers_are_no_lines(lines: tuple[str, ...], kept: list[str] | None) -> None:
    expected = kept if kept is not None else [line for line in lines if "—" not in line]
    assert contents(*lines) == expected


def test_gaps_count_the_blank_lines_in_front() -> None:
    """Those behind the last line of content or page furniture."""
    layout = Layout("甲村\n\n\n乙村\n\n— 1 —\n丙村\n　\n丁村\n戊村")
    assert [line.text for line in layout.lines] == ["甲村", "乙村", "丙村", "丁村", "戊村"]
    assert layout.gaps == [0, 2, 0, 1, 0]


def test_the_measure_is_that_of_most_full_lines() -> None:
    """In cells, two for a Han character; six cells of it may be missing."""
    layout = Layout("\n".join(wrap(paragraph, 24) for paragraph in PARAGRAPHS))
    assert layout.measure is not None
    assert max(layout.measure) in (48, 50) and len(layout.measure) == 6


def test_a_measure_is_found_only_where_text_is_broken_at_one() -> None:
    assert Layout("\n".join(wrap(paragraph, 24) for paragraph in PARAGRAPHS)).measure is not None
    assert Layout("\n".join(PARAGRAPHS)).measure is None
    assert Layout("").measure is None


@pytest.mark.parametrize(
    ("line", "goes_on", "is_body"),
    [
        ("县委到会", True, True),
        ("县委到会", False, False),
        ("1. 概况", True, False),
        (" 县委到会", False, False),
        ("  县委到会", False, True),
        ("　　一、组成人员", True, False),
        (" " * 9 + "县委办公室", False, True),
        (" " * 10 + "县委办公室", False, False),
        (" " * 10 + "县委，办公室", False, True),
        (" " * 10 + "县委　办公室", False, True),
    ],
)
def test_running_text_is_indented_or_goes_on(line: str, goes_on: bool, is_body: bool) -> None:
    """No list item or heading, nor what stands far to the right without marks or gaps: a signature."""
    assert _is_body(read_lines(line)[0], goes_on) is is_body


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("东山人民政\n府到会", "东山人民政\n府到会"),
        ("　　会议结束。\n东山人民政\n府到会", "　　会议结束。\n东山人民政府到会"),
        ("　　会议结束。\n\n东山人民政\n府到会", "　　会议结束。\n\n东山人民政\n府到会"),
        ("会上，县委副书\n记到东山人民政\n府视察", "会上，县委副书记到东山人民政府视察"),
        (
            "县委召开会议。会上，县委副书\n记李明和代\n县长王平主持会议，部署工作。",
            "县委召开会议。会上，县委副书记李明和代县长王平主持会议，部署工作。",
        ),
        ("县委副书\n\n记、县长到会", "县委副书\n\n记、县长到会"),
        ("县委副书\n记到东山人民政\n府视察", "县委副书记到东山人民政\n府视察"),
    ],
)
def test_a_word_is_whole_again_where_running_text_goes_on(text: str, mended: str) -> None:
    """As it does from a line that was joined to one with marks, not over a blank line."""
    assert mend(text) == mended


@pytest.mark.parametrize(
    ("widths", "top"),
    [
        ([50, 50, 49, 48, 40, 60], 50),
        ([48, 47, 46, 30, 30], 48),
        ([50, 44, 43, 42], 44),
        ([50, 45, 51, 46], 50),
        ([60, 60, 40, 39, 38], 40),
        ([], 0),
    ],
)
def test_the_width_below_which_most_lines_end(widths: list[int], top: int) -> None:
    """Of the six cells that hold most widths; the smaller of two that hold as many."""
    assert _commonest_top(widths) == top


def test_lines_are_read_without_the_blanks_around_them() -> None:
    """What shows nothing is a blank, too; a line of blanks is an empty one behind them."""
    assert [(line.start, line.end, line.text) for line in read_lines("\u200b甲\ufeff\n　 \n乙\x0b")] == [
        (1, 2, "甲"), (6, 6, ""), (7, 9, "乙\x0b"),
    ]  # fmt: skip


def test_paragraphs_are_indented_where_most_lines_behind_a_sentence_are() -> None:
    assert Layout("甲。\n　　乙。\n　　丙。").is_indented
    assert not Layout("甲。\n　　乙。\n丙。").is_indented


@pytest.mark.parametrize("text", ["题\n— 1 —\n甲\n— 2 —\n乙\n题", "甲\n题\n— 1 —\n乙\n题\n— 2 —"])
def test_a_running_header_may_be_the_first_line_and_a_page_number_the_last(text: str) -> None:
    assert [line.text for line in Layout(text).lines] == ["甲", "乙"]
