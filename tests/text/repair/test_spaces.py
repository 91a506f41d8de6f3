"""Blanks inside words, names and numbers go; those between them stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.repair import apply_repairs
from partyie.text.repair.padding import find_padding
from partyie.text.repair.spaces import find_spaces

HEADINGS = (
    "公示",
    "通知",
    "会议纪要",
    "工作简报",
    "名单",
    "中共东山县委组织部",
    "东山县人民政府",
    "任前公示",
    "经济运行简报",
)
NAMES = ("高峰", "江山", "严谨", "王一", "步明月", "石磊磊", "赵钱孙")


def mend(text: str) -> str:
    return apply_repairs(text, find_spaces(text))[0]


@given(st.sampled_from(HEADINGS), st.sampled_from([" ", "　", "\u00a0"]))
def test_spaced_headings_are_words_again(heading: str, blank: str) -> None:
    assert mend(blank.join(heading)) == heading
    assert mend("第5期\n" + blank.join(heading) + "\n县委办公室") == f"第5期\n{heading}\n县委办公室"


@given(
    st.sampled_from(NAMES),
    st.sampled_from(["副总指挥：{}", "　　{}（女）", "任命：\n{}为县长。", "（{}供稿）", "编辑：{}　审核：李大山"]),
)
def test_padded_names_are_names_again(name: str, frame: str) -> None:
    assert mend(frame.format("　".join(name))) == frame.format(name)


@given(
    st.lists(st.sampled_from(["刘晓宇", "范振宇", "马俊伟", "欧阳修", "李大山", "阿依古丽"]), min_size=2, max_size=5)
)
def test_a_roster_keeps_its_blanks(names: list[str]) -> None:
    for blank in (" ", "　", "　　"):
        assert mend(blank.join(names)) == blank.join(names)


@given(st.integers(1, 999), st.sampled_from(["名党员", "个村", "公里", "万元", "亩地", "岁"]))
def test_a_number_and_its_unit(number: int, unit: str) -> None:
    assert mend(f"全县共 {number} {unit}") == f"全县共{number}{unit}"


@given(st.integers(1, 9), st.integers(100, 999))
def test_digits_of_one_number(first: int, second: int) -> None:
    assert mend(f"受灾面积{first} {second}亩") == f"受灾面积{first}{second}亩"
    assert mend(f"表{first} {second}个村") == f"表{first} {second}个村"


@pytest.mark.parametrize(
    "text", ["2021-09-29 08:15", "9月29日 星期三", "5G 基站", "电话 0539 502", "[1] 2人", "1. 5个村"]
)
def test_blanks_beside_numbers_that_part_things(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接打近 500 个电话", "接打近500个电话"),
        ("每 5个村一名", "每5个村一名"),
        ("全县 5个村", "全县 5个村"),
        ("全县 5 个村", "全县5个村"),
        ("全县 5 人民", "全县5人民"),
        ("全县 5 茶馆", "全县 5 茶馆"),
        ("全县5　个村", "全县5　个村"),
        ("2021年 7月", "2021年7月"),
        ("截至7月 27日，完成", "截至7月27日，完成"),
        ("截至7月 27号，完成", "截至7月27号，完成"),
        ("27日 8时起", "27日8时起"),
        ("截至7月 27人，完成", "截至7月 27人，完成"),
        ("1 个人简介", "1 个人简介"),
        ("\n1 个人简介", "\n1 个人简介"),
        ("　1 个人简介", "　1 个人简介"),
        ("，1 个人", "，1个人"),
        ("2021 年报告", "2021年报告"),
        ("8 月，雨", "8月，雨"),
        ("8 日，雨", "8日，雨"),
        ("8 月", "8月"),
        ("8 日报", "8 日报"),
        ("8 年级", "8 年级"),
        ("见图1 个村", "见图1 个村"),
        ("第1 期", "第1期"),
        ("〔2022〕8 年", "〔2022〕8年"),
        ("12:30 分", "12:30 分"),
        ("全长44.6 公里", "全长44.6公里"),
        ("共1,240 亩", "共1,240亩"),
        ("共123456789012345 亩", "共123456789012345亩"),
        ("共12345678901234567 亩", "共12345678901234567 亩"),
    ],
)
def test_a_number_goes_on_its_unit_where_it_counts(text: str, expected: str) -> None:
    """Not one at a line's head, which may be a heading's, unless it is a date; nor that of a caption."""
    assert mend(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("流域面积6 22平方公里", "流域面积622平方公里"),
        ("流域面积6 22 平方公里", "流域面积622平方公里"),
        ("全长77. 6公里", "全长77.6公里"),
        ("全长77 .6公里", "全长77.6公里"),
        ("，1 240余亩", "，1240余亩"),
        ("“1 240余亩", "“1240余亩"),
        ("全县123456 1公里", "全县1234561公里"),
        ("全县1234567 1公里", "全县1234567 1公里"),
        ("表1 3个村", "表1 3个村"),
        ("第1 3个村", "第1 3个村"),
        ("1 240余亩", "1 240余亩"),
        ("a1 240余亩", "a1 240余亩"),
        ("培训3 2021年", "培训3 2021年"),
        ("培训3 1234567亩", "培训3 1234567亩"),
        ("培训3 24茶馆", "培训3 24茶馆"),
    ],
)
def test_a_number_cut_in_two(text: str, expected: str) -> None:
    """Behind a word or mark and before its unit."""
    assert mend(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东政办发〔2022〕 8 号", "东政办发〔2022〕8号"),
        ("东政办发〔2022〕　8　号", "东政办发〔2022〕8号"),
        ("东政办发〔2022〕8 号", "东政办发〔2022〕8号"),
        ("东政办发〔2022〕 8号", "东政办发〔2022〕8号"),
        ("东政办发〔2022〕 第8號", "东政办发〔2022〕第8號"),
        ("东政办发〔2022〕8号", "东政办发〔2022〕8号"),
    ],
)
def test_a_document_number(text: str, expected: str) -> None:
    assert mend(text) == expected


@pytest.mark.parametrize("text", ["公　示，会上，县应急管 理局到会，共 5 个村，受灾6 22亩，东政办发〔2022〕 8 号文"])
def test_each_blank_is_a_repair_by_itself(text: str) -> None:
    repairs = find_spaces(text)
    assert [(repair.start, repair.end) for repair in repairs] == [
        (at, at + 1) for at, character in enumerate(text) if character.isspace()
    ]
    assert {(repair.kind, repair.repaired) for repair in repairs} == {("space", "")}


def test_padding_is_found_in_text_order() -> None:
    text = "公　示\n高　峰、江　山\n中 共 东 山 县 委"
    spans = find_padding(text)
    assert spans == sorted(spans)
    assert all(text[start:end].isspace() for start, end in spans)
