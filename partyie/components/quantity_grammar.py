"""The grammar of measures: number, unit, smaller unit, range, and the words that blur them.

    measure  = [approximator] [currency] [sign] amount [unit [tail]] [approximator]
    range    = amount [unit] (至|到|—|～) measure
    tail     = 半 | amount smaller-unit | elliptic digits (三块二, 一米五) | 每 unit

Each part is a function ``(text, position) -> value | None``; `read_measure` puts them together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from partyie.lexicon.approximators import approximator_before, approximator_behind
from partyie.lexicon.units import Unit, unit_at, units
from partyie.text.amounts import Amount, read_amount
from partyie.text.numerals import parse_numeral

HALF = Decimal("0.5")

CURRENCIES = {
    "港币": "港元",
    "港元": "港元",
    "美金": "美元",
    "美元": "美元",
    "澳门币": "澳门元",
    "欧元": "欧元",
    "英镑": "英镑",
    "日元": "日元",
    "新台币": "新台币",
    "台币": "新台币",
    "US$": "美元",
    "HK$": "港元",
    "$": "美元",
    "￥": "元",
    "¥": "元",
}
"""Currency words and signs that stand before the number and give its unit."""

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

CONNECTOR = re.compile(r"[ 　]?(?:至|到|—{1,2}|－|-{1,2}|–|~|～|―+)[ 　]?")
SIGN = re.compile(r"零下|负|(?<![0-9A-Za-z])[-－−﹣]")
BLURRED_CLASSIFIER = re.compile(r"个(?P<blur>多|余|来|把|半)(?=(?:月|小时|星期|钟头|学期|世纪|季度|工作日|学年))")
ABOUT_ONE = re.compile(r"个把(?P<unit>月|小时|星期|钟头)")
NOT_ADDED = re.compile(r"[不没都也一]")  # 460万元一分不少
WHOLE_NEXT = re.compile(r"[零又加]")
ELLIPTIC_DIGITS = re.compile(
    r"[0-9一二三四五六七八九]{1,2}(?![0-9.零一二三四五六七八九十百千万元块角毛个名人年月日米斤])"
)
AGE_TAIL = frozenset(("出头", "开外"))
ROUND_AGES = frozenset(Decimal(10 * tens) for tens in range(2, 10))
"""二十出头 says an age, without 岁."""
AGE_CUE = frozenset(("年近", "年过", "年逾"))
"""Words that make a bare number an age."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity as written.

    Attributes:
        start: First code point, approximators included.
        end: One past the last.
        amount: The number in units of ``unit``.
        unit: Name of the unit, ``""`` for none.
        dimension: As `partyie.records.Quantity.dimension`.
        form: The unit as written, ``""`` for none.
        number_end: One past the last code point of the number itself (the unit begins there).
    """

    start: int
    end: int
    amount: Amount
    unit: str = ""
    dimension: str = "count"
    form: str = ""
    number_end: int = 0


def read_measure(text: str, start: int) -> Measure | None:
    """The measure whose number begins at ``start``; None where no number stands there.

    >>> measure = read_measure("将近40分钟", 2)
    >>> measure.start, measure.end, measure.unit, measure.amount.modifier
    (0, 6, '分钟', 'LESS_THAN')
    """
    measure = _about_one(text, start) or _bare(text, start)
    return _with_front(text, _with_range(text, measure)) if measure else None


def _about_one(text: str, start: int) -> Measure | None:
    """个把月: one or a little more, without a numeral."""
    found = ABOUT_ONE.match(text, start)
    if found is None:
        return None
    unit = units()["个" + found["unit"]]
    amount = Amount(Decimal(1), modifier="APPROX")
    return Measure(start, found.end(), amount, unit.name, unit.dimension, unit.form, start)


def _bare(text: str, start: int) -> Measure | None:
    """Number, unit and what belongs behind them."""
    reading = read_amount(text, start)
    if reading is None:
        return None
    amount, end = reading
    measure = Measure(start, end, amount, number_end=end)
    measure = replace(measure, dimension="share") if amount.share else _with_unit(text, measure)
    return _with_behind(text, measure)


def _with_unit(text: str, measure: Measure) -> Measure:
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


def _with_behind(text: str, measure: Measure) -> Measure:
    row = approximator_behind(text, measure.end)
    if row is None or not _may_stand_behind(row.form, measure):
        return measure
    measure = replace(measure, end=measure.end + len(row.form), amount=measure.amount.modified(row.modifier))
    is_age = row.form in AGE_TAIL and not measure.unit and measure.amount.value in ROUND_AGES
    return replace(measure, unit="岁", dimension="age") if is_age else measure


def _may_stand_behind(form: str, measure: Measure) -> bool:
    """强 and 弱 close a share, 整 a sum; 多 and 余 need a unit or a share before them."""
    if form in ("强", "弱"):
        return measure.dimension == "share" and not measure.unit
    if form == "整":
        return measure.dimension == "money"
    return bool(measure.unit) or measure.amount.share or form not in ("多", "余")


def _with_range(text: str, first: Measure) -> Measure:
    """3至14个月, 5000元至1万元, 三到四次: a larger measure of the same kind makes a range."""
    connector = CONNECTOR.match(text, first.end)
    last = _bare(text, connector.end()) if connector else None
    if last is None or not _same_kind(first, last):
        return first
    first = _share_of_first(text, first, last)
    last = _share_of_last(text, first, last)
    low, high = _low_end(text, first, last), last.amount.high
    if low >= high:
        return first
    amount = Amount(lower=low, upper=high, modifier=last.amount.modifier, share=last.amount.share)
    return replace(last, start=first.start, amount=amount)


def _same_kind(first: Measure, last: Measure) -> bool:
    """The first measure goes without unit or has the unit of the last."""
    if first.unit:
        return first.unit == last.unit
    return not first.amount.share or last.amount.share or not last.unit


def _share_of_first(text: str, first: Measure, last: Measure) -> Measure:
    """三至四成, 2—3%: the first number is a share as the last one is."""
    if first.amount.share or not last.amount.share:
        return first
    number = text[last.start : last.number_end]
    factor = next(value for sign, value in (("‰", "0.001"), ("%", "0.01"), ("", "0.1")) if sign in number)
    return replace(first, amount=first.amount.times(Decimal(factor)))


def _share_of_last(text: str, first: Measure, last: Measure) -> Measure:
    """百分之五至十: the last number is a share as the first one is."""
    whole, parts, _ = text[first.start : first.number_end].partition("分之")
    if last.amount.share or not (first.amount.share and parts):
        return last
    return replace(last, amount=replace(last.amount.times(1 / parse_numeral(whole)), share=True), dimension="share")


def _low_end(text: str, first: Measure, last: Measure) -> Decimal:
    """The lower number, in the scale of the upper one where it has none of its own: 3至5万, 八到九百亿."""
    low, number = first.amount.low, text[first.start : first.number_end]
    scale = _scale_word(text[last.start : last.number_end])
    if scale and _scale_word(number):
        scale = scale[-1] if scale[-1] in "万亿" and scale[-1] not in number else ""
    scaled = low * parse_numeral(scale) if scale else low
    return scaled if scaled < last.amount.high else low


def _scale_word(number: str) -> str:
    """The scale characters at the end of a numeral: 千万 of 两千万, nothing of 二十三."""
    return number[len(number.rstrip("百千万亿")) :]


def _with_front(text: str, measure: Measure) -> Measure:
    """Sign, approximators and currency before the number, from right to left."""
    return _with_currency(text, _with_approximator(text, _with_sign(text, measure)))


def _with_sign(text: str, measure: Measure) -> Measure:
    for length in (2, 1):
        at = measure.start - length
        sign = SIGN.match(text, at) if at >= 0 else None
        if sign and sign.end() == measure.start and _is_negative(text, at, sign[0], measure):
            return replace(measure, start=at, amount=measure.amount.times(Decimal(-1)))
    return measure


def _is_negative(text: str, at: int, sign: str, measure: Measure) -> bool:
    """A dash that joins (A-3, 11-13) is no sign, nor is one before a range."""
    before = text[at - 1 : at]
    if measure.amount.value is None:
        return False
    return sign in ("零下", "负") or not (before.isascii() and before.isalnum())


def _with_currency(text: str, measure: Measure) -> Measure:
    """港币二百万元, 美金不到两万元: the word before the sum gives the unit."""
    if measure.unit and measure.dimension != "money":
        return measure
    for length in (3, 2, 1):
        word = text[max(0, measure.start - length) : measure.start]
        if word in CURRENCIES:
            measure = replace(measure, start=measure.start - len(word), unit=CURRENCIES[word], dimension="money")
            return _with_approximator(text, measure)
    return measure


def _with_approximator(text: str, measure: Measure) -> Measure:
    row = approximator_before(text, measure.start)
    if row is None:
        return measure
    measure = replace(measure, start=measure.start - len(row.form), amount=measure.amount.modified(row.modifier))
    return replace(measure, unit="岁", dimension="age") if row.form in AGE_CUE and not measure.unit else measure
