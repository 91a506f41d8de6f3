"""Units behind a number, and what they drag along: 半, smaller units, elliptic digits, rates.

unit = classifier | measure [tail]
tail = 半 | amount smaller-unit | elliptic digits (三块二, 一米五) | 每 unit
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from partyie.components.measures import Measure
from partyie.lexicon.units import Unit, unit_at, units
from partyie.text.amounts import read_amount
from partyie.text.numerals import parse_numeral

HALF = Decimal("0.5")

SMALLER = {
    "年": {"个月": Decimal(12), "月": Decimal(12)},
    "岁": {"个月": Decimal(12)},
    "小时": {"分钟": Decimal(60), "分": Decimal(60)},
    "个小时": {"分钟": Decimal(60), "分": Decimal(60)},
    "分": {"秒": Decimal(60)},
    "分钟": {"秒": Decimal(60)},
    "元": {"角": Decimal(10), "毛": Decimal(10), "分": Decimal(100)},
    "圆": {"角": Decimal(10), "分": Decimal(100)},
    "块": {"角": Decimal(10), "毛": Decimal(10), "分": Decimal(100)},
    "角": {"分": Decimal(10)},
    "毛": {"分": Decimal(10)},
    "斤": {"两": Decimal(10)},
    "亩": {"分": Decimal(10)},
    "丈": {"尺": Decimal(10)},
    "尺": {"寸": Decimal(10)},
}
"""For each unit, the smaller units that may follow with a number of their own, and how many make one."""

ELLIPTIC = frozenset(("块", "米", "毛", "丈", "尺"))
"""Units after which bare digits are decimals: 三块二, 一米八二."""

BLURRED_CLASSIFIER = re.compile(r"个(?P<blur>多|余|来|把|半)(?=(?:月|小时|星期|钟头|学期|世纪|季度|工作日|学年))")
NOT_ADDED = re.compile(r"[不没都也一]")  # 460万元一分不少
WHOLE_NEXT = re.compile(r"[零又加]")
ELLIPTIC_DIGITS = re.compile(
    r"[0-9一二三四五六七八九]{1,2}(?![0-9.零一二三四五六七八九十百千万元块角毛个名人年月日米斤])"
)


def with_unit(text: str, measure: Measure) -> Measure:
    blurred = BLURRED_CLASSIFIER.match(text, measure.end)
    if blurred:
        return _with_blurred_classifier(text, measure, blurred)
    at = measure.end + (text[measure.end : measure.end + 1] == " " and text[measure.end - 1].isascii())
    unit = unit_at(text, at)
    if unit is None:
        return measure
    amount = measure.amount.times(_money_factor(unit))
    measure = replace(
        measure, end=at + len(unit.form), amount=amount, unit=unit.name, dimension=unit.dimension, form=unit.form
    )
    return _with_rate(text, _with_tail(text, measure))


def _money_factor(unit: Unit) -> Decimal:
    """角 counts in 元: records have one unit for one currency."""
    return (
        Decimal("0.1") if unit.form in ("角", "毛", "毛钱") else Decimal("0.01") if unit.form == "分钱" else Decimal(1)
    )


def _with_blurred_classifier(text: str, measure: Measure, blurred: re.Match[str]) -> Measure:
    """一个多月, 两个半小时, 个把月: the blur stands inside the classifier."""
    unit = next(
        unit
        for length in (3, 2, 1)
        if (unit := units().get("个" + text[blurred.end() : blurred.end() + length])) is not None
    )
    end = blurred.end() + len(unit.form) - 1
    modifier = {"多": "MORE_THAN", "余": "MORE_THAN", "来": "APPROX", "把": "APPROX"}.get(blurred["blur"])
    amount = measure.amount.modified(modifier) if modifier else measure.amount.plus(HALF)
    return replace(measure, end=end, amount=amount, unit=unit.name, dimension=unit.dimension, form=unit.form)


def _with_tail(text: str, measure: Measure) -> Measure:
    """半, a smaller unit with its number, or elliptic digits behind the unit."""
    if _half_follows(text, measure):
        return replace(measure, end=measure.end + 1, amount=measure.amount.plus(HALF))
    smaller = SMALLER.get(measure.form)
    if smaller:
        longer = _with_smaller(text, measure, smaller)
        if longer:
            return longer
    digits = ELLIPTIC_DIGITS.match(text, measure.end) if measure.form in ELLIPTIC else None
    if digits:
        decimals = "".join(str(parse_numeral(digit)) for digit in digits[0])
        factor = Decimal("0.1") if measure.form == "毛" else Decimal(1)
        amount = measure.amount.plus(Decimal(f"0.{decimals}") * factor)
        measure = replace(measure, end=digits.end(), amount=amount)
        return _as_money(measure) if measure.form == "块" else measure
    return measure


def _half_follows(text: str, measure: Measure) -> bool:
    """一年半, but not 一年半载 and not 三天半夜."""
    after = text[measure.end + 1 : measure.end + 2]
    return (
        text[measure.end : measure.end + 1] == "半"
        and after not in tuple("载夜天年月个小成数")
        and not (measure.dimension == "count" and measure.form in ("个", "名", "人", "位"))
    )


def _with_smaller(text: str, measure: Measure, smaller: dict[str, Decimal]) -> Measure | None:
    """一年零四个月, 1分57秒, 二元三角五分: as many of the first unit as all of it makes."""
    number = read_amount(text, measure.end + (WHOLE_NEXT.match(text, measure.end) is not None))
    if number is None or number[0].value is None or number[0].share:
        return None
    form = next((form for form in smaller if text.startswith(form, number[1])), None)
    if form is None or NOT_ADDED.match(text, number[1] + len(form)):
        return None
    in_base = Decimal(10) if measure.form in ("角", "毛") else Decimal(1)  # 角 already counts in 元
    part = number[0].value / smaller[form] / in_base
    dimension = "duration" if measure.form == "分" else measure.dimension
    longer = replace(measure, end=number[1] + len(form), amount=measure.amount.plus(part), dimension=dimension)
    if measure.dimension != "money" and measure.form != "块":
        return longer
    further = _with_smaller(text, longer, {"分": Decimal(100)}) if form in ("角", "毛") else None
    return _as_money(further or longer)


def _as_money(measure: Measure) -> Measure:
    return replace(measure, unit="元", dimension="money")


def _with_rate(text: str, measure: Measure) -> Measure:
    """毫克/升, 立方米每秒: one unit for each of another."""
    if text[measure.end : measure.end + 1] not in ("/", "／", "每"):
        return measure
    per = unit_at(text, measure.end + 1)
    if per is None or measure.dimension in ("count", "age") or per.dimension in ("count", "money"):
        return measure
    dimension = "money" if measure.dimension == "money" else "other"
    return replace(
        measure, end=measure.end + 1 + len(per.form), unit=f"{measure.unit}每{per.name}", dimension=dimension
    )
