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


def test_padding_is_found_in_text_order() -> None:
    text = "公　示\n高　峰、江　山\n中 共 东 山 县 委"
    spans = find_padding(text)
    assert spans == sorted(spans)
    assert all(text[start:end].isspace() for start, end in spans)
