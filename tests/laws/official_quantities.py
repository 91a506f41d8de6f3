"""Quantities as official prose writes them, each with value, modifier and unit (guideline §5)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from marked_prose import Told

from partyie.lexicon.approximators import approximators
from partyie.lexicon.units import Unit, units
from partyie.records import Label, format_decimal
from partyie.text.numerals import format_numeral

AMOUNTS = {"": 1, "万": 10**4, "亿": 10**8}
DIMENSIONS = ("length", "area", "volume", "mass", "money", "duration", "age", "count")
HOMONYMS = frozenset("年日周季载夜晚元角毛分时里度丈尺寸方石两钱担版届所路") | {"世纪"}
"""Units that are something else behind many numbers (2021年, 5日, 三里, 二两, 二十一世纪, 第三版, 十届, 三所以下, 3路): the
grammar of dates and the look-alikes of quantities decide on those."""
BEFORE = ("近", "约", "超过", "逾", "至少", "不到", "不超过")
BEHIND = ("左右", "以上", "以下")


def told(text: str, value: str, unit: str, modifier: str | None = None) -> Told:
    return Told(Label.QUANTITY, text, value, modifier, unit)


def unit_list() -> list[Unit]:
    """Units in Chinese characters, but for `HOMONYMS` and those that begin like a numeral (万千米 has two readings)."""
    return [
        unit
        for unit in units().values()
        if unit.dimension in DIMENSIONS
        and unit.form not in HOMONYMS
        and "\u4e00" <= unit.form[0] <= "\u9fff"
        and unit.form[0] not in "百千万亿"
        and unit.form.isalnum()
        and "人民币" not in unit.form  # 3元人民币: the currency's name is part of another unit's form
    ]


def normal_form(value: Decimal, unit: str) -> str:
    """A number and a record's unit as one writes them; 世纪, 季度 and 时辰 take 个."""
    form = f"个{unit}" if unit not in units() or unit == "世纪" else unit
    return format_decimal(value) + form


def _modifier(form: str) -> str | None:
    return next(one.modifier for one in approximators() if one.form == form)


@st.composite
def quantities(draw: st.DrawFn) -> Told:
    """A number with its unit: digits, Chinese, mixed with 万 or 亿; exact, blurred, a range or a share."""
    return draw(st.sampled_from([_counted, _counted, _range, _share, _points]))(draw)


def _number(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A number as written, and its value."""
    style = draw(st.sampled_from(["digits", "decimal", "grouped", "chinese", "mixed"]))
    if style == "digits":
        number = draw(st.integers(1, 99999))
        return str(number), Decimal(number)
    if style == "grouped":
        number = draw(st.integers(1000, 9999999))
        return f"{number:,}", Decimal(number)
    if style == "chinese":
        number = draw(st.integers(3, 99999))
        return format_numeral(number, "chinese"), Decimal(number)
    fraction = draw(st.integers(1, 99999).map(lambda n: Decimal(n) / 100))
    scale = "" if style == "decimal" else draw(st.sampled_from(["万", "亿"]))
    return format_decimal(fraction) + scale, fraction * AMOUNTS[scale]


def _unit(draw: st.DrawFn) -> Unit:
    return draw(st.deferred(lambda: st.sampled_from(unit_list())))


def _counted(draw: st.DrawFn) -> Told:
    (written, value), unit = _number(draw), _unit(draw)
    before, behind = draw(st.sampled_from([("", ""), *((word, "") for word in BEFORE), *(("", word) for word in BEHIND)]))  # fmt: skip
    modifier = _modifier(before or behind) if before or behind else None
    return told(f"{before}{written}{unit.form}{behind}", format_decimal(value), unit.name, modifier)


def _range(draw: st.DrawFn) -> Told:
    low = draw(st.integers(1, 500))
    high = low + draw(st.integers(1, 500))
    unit, between = _unit(draw), draw(st.sampled_from(["至", "到", "—", "～"]))
    return told(f"{low}{between}{high}{unit.form}", f"{low}..{high}", unit.name)


def _share(draw: st.DrawFn) -> Told:
    hundredths = draw(st.integers(1, 9999))
    value = format_decimal(Decimal(hundredths) / 10000)
    return told(f"{format_decimal(Decimal(hundredths) / 100)}%", value, "")


def _points(draw: st.DrawFn) -> Told:
    value = format_decimal(Decimal(draw(st.integers(1, 300))) / 10)
    return told(f"{value}个百分点", value, "个百分点")
