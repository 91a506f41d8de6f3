"""Words that bound a date, and dates told by a length of time."""

from __future__ import annotations

import pytest

from partyie.components.date_bounds import bounded
from partyie.components.date_distances import distance_at
from partyie.components.date_expressions import between, expressions

BOUNDS = [
    ("自⟦2016年9月1日⟧起施行", "自2016年9月1日起", "SINCE"),
    ("从⟦2021年⟧开始，", "从2021年开始", "SINCE"),
    ("⟦2021年⟧以来，", "2021年以来", "SINCE"),
    ("自从⟦2018年⟧", "自从2018年", "SINCE"),
    ("截至⟦2021年9月⟧，", "截至2021年9月", "UNTIL"),
    ("截止到⟦9月底⟧", "截止到9月底", "UNTIL"),
    ("⟦2013年⟧及以前的档案", "2013年及以前", "UNTIL"),
    ("⟦2010年1月4日⟧或之前", "2010年1月4日或之前", "UNTIL"),
    ("⟦2010年1月4日⟧或之后", "2010年1月4日或之后", "SINCE"),
    ("⟦2018年⟧以前", "2018年以前", "BEFORE"),
    ("⟦10月底⟧前完成", "10月底前", "BEFORE"),
    ("⟦2018年⟧之后", "2018年之后", "AFTER"),
    ("⟦2018年⟧后搬迁", "2018年后", "AFTER"),
    ("自⟦5月26日至29日⟧止", "自5月26日至29日止", "UNTIL"),
    ("⟦2021年⟧期间", "2021年期间", None),
    ("大约⟦十点⟧", "大约十点", None),
    ("会议⟦上午9时⟧开始", "上午9时", None),
    ("从⟦上午9时⟧开始", "从上午9时开始", "SINCE"),
    ("服从⟦2021年⟧的安排", "2021年", None),
    ("⟦2021年⟧前后", "2021年", None),
    ("⟦2021年⟧前往", "2021年", None),
    ("⟦2021年⟧起草", "2021年", None),
    ("⟦2021年⟧后期", "2021年", None),
    ("经由⟦2021年⟧", "2021年", None),
]


@pytest.mark.parametrize(("marked", "words", "side"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_words_around_a_date_bound_it(marked, words, side):
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    found = bounded(text, start, end)
    assert (text[found.start : found.end], found.side) == (words, side)


DISTANCES = [
    ("三天后", "day", 3, None, None),
    ("20日后", "day", 20, None, None),
    ("两周前", "day", -14, None, None),
    ("三个月前", "month", -3, None, None),
    ("两个季度后", "month", 6, None, None),
    ("三年前", "year", -3, None, None),
    ("一年半后", "month", 18, None, None),
    ("近五年", "anniversary", -60, "day", -1),
    ("过去的一年", "anniversary", -12, "day", -1),
    ("最近三天", "day", -3, "day", -1),
    ("未来两天", "day", 1, "day", 2),
    ("未来两个月", "day", 0, "eve", 2),
    ("今后10年", "day", 0, "eve", 120),
    ("60日内", "day", 0, "day", 60),
    ("半年以内", "day", 0, "eve", 6),
    ("五年之内", "day", 0, "eve", 60),
    ("三年多以来", "year", -3, "day", 0),
]


@pytest.mark.parametrize(("words", "unit", "shift", "last_unit", "last_shift"), DISTANCES)
def test_a_length_of_time_tells_a_date(words, unit, shift, last_unit, last_shift):
    number = next(at for at, character in enumerate(words) if character in "0123456789一二两三五半")
    number = words.index("一年") if "一年" in words else number
    found = distance_at(words, number)
    last = (found.last.unit, found.last.shift) if found.last else (None, None)
    assert (found.start, found.end) == (0, len(words))
    assert (found.first.unit, found.first.shift, *last) == (unit, shift, last_unit, last_shift)


@pytest.mark.parametrize("words", ["三年", "两个半月后", "五小时后", "三年前后", "三天后续工作", "几年前", "近五百人"])
def test_a_length_alone_is_no_date(words):
    """Nor is one that isn't whole months or days, or a word that only begins like a bound."""
    number = next(at for at, character in enumerate(words) if character in "一二两三五几")
    assert distance_at(words, number) is None


def test_two_dates_are_the_ends_of_one_stretch_only_with_between():
    text = "三月和九月之间"
    first, last = expressions(text)
    joined = between(text, first, last)
    assert (joined.start, joined.end, joined.first.month, joined.last.month) == (0, 5, 3, 9)
    listed = "三月和九月的会"
    assert between(listed, *expressions(listed)) is None
