"""Units: every row reads its own example, and forms don't take other words for units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from partyie.lexicon.units import unit_at, units
from partyie.text.amounts import AMOUNT_START, read_amount

DIMENSIONS = {
    *("count", "money", "duration", "age", "length", "area", "mass", "volume", "share", "temperature", "other"),
}


@pytest.mark.parametrize("unit", units().values(), ids=lambda unit: unit.id)
def test_every_row_reads_its_own_example(unit):
    """The example holds the number and, right behind it, this unit and no shorter or longer one."""
    start = AMOUNT_START.search(unit.example).start()
    amount, end = read_amount(unit.example, start)
    found = unit_at(unit.example, end)
    assert found is unit
    value, _, name = unit.expected.partition(" ")
    assert name == unit.name
    assert float(value) == pytest.approx(float(amount.value) * (0.1 if unit.form in ("角", "毛") else 1))


@pytest.mark.parametrize("unit", units().values(), ids=lambda unit: unit.id)
def test_every_row_is_sound(unit):
    """Known dimension, a positive factor with a base or neither."""
    assert unit.dimension in DIMENSIONS
    assert (unit.factor is None) == (not unit.base)
    assert unit.factor is None or unit.factor > 0
    assert unit.source


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("3个百分点", "个百分点"),
        ("3个工作日", "个工作日"),
        ("3平方公里", "平方公里"),
        ("3人次", "人次"),
        ("3周年", "周年"),
        ("3km", "公里"),
        ("3㎡", "平方米"),
        ("3名单位", None),
        ("3部门", None),
        ("3年级", None),
        ("3元旦", None),
        ("3mg", "毫克"),
        ("3mgx", None),
        ("3种植大户", None),
        ("3种植物", "种"),
        ("3支队伍", "支"),
        ("3支队", None),
        ("3km/h", "公里每小时"),
        ("3平方英尺", "平方英尺"),
        ("3cc", "毫升"),
        ("3吋", "英寸"),
        ("3马克思主义", None),
        ("3特斯拉工厂", None),
        ("3°C", "摄氏度"),
        ("3°15′", None),
        ("3mins", None),
        ("3", None),
    ],
)
def test_the_longest_form_that_is_no_other_word_wins(text, unit):
    """个百分点 is no 个, 名单 no 名."""
    found = unit_at(text, 1)
    assert (found.name if found else None) == unit


@pytest.mark.parametrize(
    ("form", "factor", "base"),
    [
        ("亩", Fraction(2000, 3), "m2"),
        ("里", Fraction(500), "m"),
        ("斤", Fraction(1, 2), "kg"),
        ("天", Fraction(86400), "s"),
        ("km/h", Fraction(5, 18), "m/s"),
        ("便士", Fraction(1, 100), "GBP"),
        ("英尺", Fraction("0.3048"), "m"),
    ],
)
def test_factors_are_exact(form, factor, base):
    """A mu is two thousand thirds of a square metre, not 666.67."""
    assert (units()[form].factor, units()[form].base) == (factor, base)
