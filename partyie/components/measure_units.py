"""Units behind a number, and what they drag along: 半, smaller units, elliptic digits, rates.

unit = classifier | measure [tail]
tail = 半 | amount smaller-unit [tail] | elliptic digits (三块二, 一米五) | 每 unit
"""

from __future__ import annotations

from decimal import Decimal

from partyie.components.measures import Measure
from partyie.lexicon.units import Unit, unit_at, units
from partyie.text import lazy_re as re
from partyie.text.amounts import read_amount
from partyie.text.numerals import parse_numeral

HAN = re.compile("[\u4e00-\u9fff]")
HALF = Decimal("0.5")
PARTS_OF_MONEY = {"角": Decimal("0.1"), "毛": Decimal("0.1"), "毛钱": Decimal("0.1"), "分钱": Decimal("0.01")}
"""What counts in 元: records have one unit for one currency."""

MINUTES = {"分钟": Decimal(60), "分": Decimal(60)}
SECONDS = {"秒钟": Decimal(60), "秒": Decimal(60)}
DAYS = {"天": Decimal(30), "日": Decimal(30)}
HOURS = {"小时": Decimal(24), "个小时": Decimal(24)}
CENTS = {"分": Decimal(10)}
SMALLER = {
    "年": {"个月": Decimal(12), "月": Decimal(12)},
    "岁": {"个月": Decimal(12)},
    "小时": {**MINUTES, "秒钟": Decimal(3600), "秒": Decimal(3600)},
    "个小时": {**MINUTES, "秒钟": Decimal(3600), "秒": Decimal(3600)},
    "钟头": MINUTES,
    "个钟头": MINUTES,
    "分": SECONDS,
    "分钟": SECONDS,
    "元": {"角": Decimal(10), "毛": Decimal(10), "分": Decimal(100)},
    "圆": {"角": Decimal(10), "分": Decimal(100)},
    "块": {"角": Decimal(10), "毛": Decimal(10), "分": Decimal(100)},
    "角": CENTS,
    "毛": CENTS,
    "美元": {"美分": Decimal(100)},
    "英镑": {"便士": Decimal(100)},
    "吨": {"公斤": Decimal(1000), "千克": Decimal(1000)},
    "公斤": {"克": Decimal(1000)},
    "千克": {"克": Decimal(1000)},
    "斤": {"两": Decimal(10)},
    "两": {"钱": Decimal(10)},
    "公里": {"米": Decimal(1000)},
    "米": {"厘米": Decimal(100), "公分": Decimal(100)},
    "亩": {"分": Decimal(10)},
    "丈": {"尺": Decimal(10)},
    "尺": {"寸": Decimal(10)},
    "英尺": {"英寸": Decimal(12)},
    "呎": {"吋": Decimal(12)},
}
"""For each unit, the smaller units that may follow with a number of their own, and how many make one."""
WEEKDAYS = {"天": Decimal(7)}
IN_CHAIN = {
    "个月": DAYS,
    "月": DAYS,
    "天": HOURS,
    "日": HOURS,
    "周": WEEKDAYS,
    "星期": WEEKDAYS,
    "个星期": WEEKDAYS,
}
"""Units that follow so only behind a third one or 零, 又: 一天8小时 and 一个月22天 say how much in each."""

PARTED, SHORT_PARTED = frozenset(("length", "area", "mass", "volume", "duration")), frozenset("米斤克吨升亩年天秒")
"""What one can have a quarter of, and which one-character units are not mistaken there."""
ELLIPTIC = frozenset(("块", "米", "毛", "丈", "尺", "度"))
"""Units after which bare digits are decimals: 三块二, 一米八二."""

BLURRED_CLASSIFIER = re.compile(r"个(?P<blur>多|余|来|把|半)(?=(?:月|小时|星期|钟|学期|世纪|季度|工作日|学年))")
NOT_ADDED = re.compile(r"[不没都也一]")  # 460万元一分不少
NIGHTS = re.compile(r"(?P<nights>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:夜|晚)(?![里间上会报餐])")
WHOLE_NEXT = re.compile(r"[零又加]")
ELLIPTIC_DIGITS = re.compile(
    r"[0-9一二三四五六七八九]{1,2}(?![0-9.零一二三四五六七八九十百千万元块角毛分个名人年月日米斤度])"
)


def with_unit(text: str, measure: Measure) -> Measure:
    blurred = BLURRED_CLASSIFIER.match(text, measure.end) if text.startswith("个", measure.end) else None
    if blurred:
        return _with_blurred_classifier(text, measure, blurred)
    blank = text[measure.end : measure.end + 1] == " "
    at = measure.end + blank
    unit = unit_at(text, at)
    if unit is None or (blank and not (text[measure.end - 1].isascii() or _is_measured(unit))):
        return measure
    factor = PARTS_OF_MONEY.get(unit.form)
    amount = measure.amount.times(factor) if factor else measure.amount
    measure = measure._replace(
        end=at + len(unit.form), amount=amount, unit=unit.name, dimension=unit.dimension, form=unit.form
    )
    return _with_rate(text, _with_currency_behind(text, _with_tail(text, measure)))


def _is_measured(unit: Unit) -> bool:
    """A unit that no noun or verb begins with, so that a blank may stand before it: 一 小时."""
    return unit.factor is not None and len(unit.form) > 1


def with_part_unit(text: str, measure: Measure) -> Measure:
    """四分之一公升: a fraction of one unit; what is a share of a thing has no unit."""
    measure = measure._replace(dimension="share")
    unit = unit_at(text, measure.end) if "分之" in text[measure.start : measure.end] else None
    if unit is None or unit.dimension not in PARTED:
        return measure
    if len(unit.form) == 1 and (unit.form not in SHORT_PARTED or HAN.match(text, measure.end + 1)):
        return measure  # 五分之二年轻人
    amount = measure.amount._replace(share=False)
    end = measure.end + len(unit.form)
    return measure._replace(end=end, amount=amount, unit=unit.name, dimension=unit.dimension, form=unit.form)


def _with_currency_behind(text: str, measure: Measure) -> Measure:
    """3万元港币: the word behind 元 says whose."""
    unit = unit_at(text, measure.end) if measure.form in ("元", "块", "圆") else None
    if unit is None or unit.dimension != "money" or unit.factor is None or unit.name == "元":
        return measure
    return measure._replace(end=measure.end + len(unit.form), unit=unit.name, dimension="money")


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
    return measure._replace(end=end, amount=amount, unit=unit.name, dimension=unit.dimension, form=unit.form)


def _with_tail(text: str, measure: Measure) -> Measure:
    """半, a smaller unit with its number, or elliptic digits behind the unit."""
    if _half_follows(text, measure):
        return measure._replace(end=measure.end + 1, amount=measure.amount.plus(HALF))
    in_base = Decimal(10) if measure.form in ("角", "毛") else Decimal(1)  # 角 already counts in 元
    longer = _with_nights(text, measure) or _with_smaller(text, measure, measure.form, in_base)
    if longer:
        return longer
    digits = ELLIPTIC_DIGITS.match(text, measure.end) if measure.form in ELLIPTIC else None
    if digits and (measure.form != "度" or not HAN.match(text, digits.end())):
        decimals = "".join(str(parse_numeral(digit)) for digit in digits[0])
        factor = Decimal("0.1") if measure.form == "毛" else Decimal(1)
        amount = measure.amount.plus(Decimal(f"0.{decimals}") * factor)
        measure = measure._replace(end=digits.end(), amount=amount)
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


def _with_smaller(text: str, measure: Measure, form: str, per_first: Decimal) -> Measure | None:
    """一年零四个月, 1分57秒, 二元三角五分: as many of the first unit as all of it makes.

    Args:
        form: The unit written last.
        per_first: How many of it make one of the measure's own unit.
    """
    linked = WHOLE_NEXT.match(text, measure.end) is not None
    smaller = SMALLER.get(form, {}) | (IN_CHAIN.get(form, {}) if linked or form != measure.form else {})
    number = read_amount(text, measure.end + linked) if smaller else None
    if number is None or number[0].value is None or number[0].share:
        return None
    lower = next((form for form in smaller if text.startswith(form, number[1])), None)
    if lower is None or number[0].value > smaller[lower] or NOT_ADDED.match(text, number[1] + len(lower)):
        return None
    per_first *= smaller[lower]
    dimension = "duration" if measure.form == "分" else "money" if measure.form == "块" else measure.dimension
    amount = measure.amount.plus(number[0].value / per_first)
    longer = measure._replace(end=number[1] + len(lower), amount=amount, dimension=dimension)
    longer = _with_smaller(text, longer, lower, per_first) or _with_last_digit(text, longer, lower, per_first)
    return _as_money(longer) if measure.form == "块" else longer


def _with_last_digit(text: str, measure: Measure, form: str, per_first: Decimal) -> Measure:
    """42块三毛七: a digit behind 角 or 毛 counts 分."""
    digit = ELLIPTIC_DIGITS.match(text, measure.end) if form in ("角", "毛") else None
    if digit is None or len(digit[0]) > 1:
        return measure
    return measure._replace(end=digit.end(), amount=measure.amount.plus(parse_numeral(digit[0]) / per_first / 10))


def _with_nights(text: str, measure: Measure) -> Measure | None:
    """三天两夜: the nights lie within the days; 三天三夜 are two lengths."""
    found = NIGHTS.match(text, measure.end) if measure.form in ("天", "日") else None
    days = measure.amount.value
    if found is None or days is None or abs(parse_numeral(found["nights"]) - days) != 1:
        return None
    return measure._replace(end=found.end())


def _as_money(measure: Measure) -> Measure:
    return measure._replace(unit="元", dimension="money")


def _with_rate(text: str, measure: Measure) -> Measure:
    """毫克/升, 立方米每秒: one unit for each of another."""
    if text[measure.end : measure.end + 1] not in ("/", "／", "每"):
        return measure
    per = unit_at(text, measure.end + 1)
    if per is None or measure.dimension in ("count", "age") or per.dimension in ("count", "money"):
        return measure
    dimension = "money" if measure.dimension == "money" else "other"
    return measure._replace(
        end=measure.end + 1 + len(per.form), unit=f"{measure.unit}每{per.name}", dimension=dimension
    )
