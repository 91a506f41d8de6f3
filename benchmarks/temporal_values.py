"""Our records in the words of other libraries' test suites: half-open intervals, ISO durations, UCUM and ISO 4217.

Where the suites disagree, or say more than a record (how long 年底 is), the choice stands beside the table or function.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import TypedDict

from partyie.benchmarks.temporal_bounds import Bounded, bounded, plain
from partyie.components.measure_ranges import BETWEEN, CONNECTOR
from partyie.components.measures import Measure
from partyie.lexicon.date_words import words_of
from partyie.lexicon.units import Unit, unit_at, units
from partyie.records import Quantity
from partyie.text.amounts import read_amount
from partyie.text.calendar import bounds
from partyie.text.cleaning import clean_text
from partyie.text.script import to_simplified

ANY_DAY = "2000-01-01"  # stands for the day that a clock time doesn't name
CLOCK_ONLY = re.compile(r"T(?:\d\d|[A-Z]{2})")
HOUR_ALONE = re.compile(r"T\d\d(?::00)?$")
MINUTES_WRITTEN = re.compile(r"[:：]\s?[0-9０-９]{2}|[0-9０-９零〇]分")
FRACTION = re.compile(r"(?<![百千万佰仟萬])分之|[0-9一二两三四五六七八九十壹贰百][百千万佰仟萬]分之|/|一半")
"""百分之一 is 1 %, but 一百分之一 is a number."""
FEW = re.compile("[几幾数數]")
OWN_BLUR = re.compile(r"(?<![最至不])多|[余来來餘几幾数數]")
SIGN_BEFORE = re.compile(r"(?:零下|负 ?|[-－−﹣])\Z")
LESS = re.compile("不到|不足|未满|[少小低]于")
LINK = re.compile("[零又加]?")
BLUR_BETWEEN = re.compile("万[多余]亿")
LAST_BLUR = re.compile(r"[多余来]\Z")
OWN_SYMBOLS = {
    "英里": "mi", "英尺": "ft", "英寸": "in", "码": "yd", "加仑": "gal", "磅": "lb", "盎司": "oz", "海里": "nmi",
    "摄氏度": "Cel", "华氏度": "degF", "开尔文": "K", "度": "deg", "岁": "a", "周岁": "a", "虚岁": "a", "个月": "mo",
    "周": "wk", "天": "d", "年": "a", "平方米": "m2", "平方公里": "km2", "平方千米": "km2", "平方厘米": "cm2",
    "平方分米": "dm2", "平方毫米": "mm2", "平方英尺": "ft2", "平方英寸": "in2", "平方英里": "mi2", "公顷": "ha",
    "英亩": "acre", "立方米": "m3", "立方厘米": "cm3", "立方英尺": "ft3", "品脱": "pt", "夸脱": "qt",
    "公里每小时": "km/h", "千米每小时": "km/h", "米每秒": "m/s", "公里每秒": "km/s", "千米每秒": "km/s",
    "英里每小时": "mi/h", "千卡": "Kilocalorie", "大卡": "Kilocalorie", "卡": "Calorie", "千瓦时": "kWh", "伏": "V",
    "千伏": "kV", "焦耳": "J", "千焦": "kJ", "牛": "N", "帕": "Pa", "千帕": "kPa", "分贝": "dB", "兆瓦": "MW",
    "赫兹": "Hertz", "千赫": "Kilohertz", "兆赫": "Megahertz",
    "吉赫": "Gigahertz", "瓦": "Watt", "千瓦": "Kilowatt", "比特": "bit", "千比特": "kbit",
    "兆比特": "Mbit", "吉比特": "Gbit", "字节": "B", "KB": "kB",
}  # fmt: skip
"""Symbols of units that the suites leave in themselves; the others go to the base of the unit table."""
NO_DIMENSION = frozenset(("倍", "番", "级", "分", "折"))
"""Units of which the suites take the number alone."""
ISO_UNITS = {
    "年": "Y", "周年": "Y", "载": "Y", "个月": "M", "季度": "3M", "周": "W", "星期": "W", "天": "D", "日": "D",
    "昼夜": "D", "个工作日": "D", "个交易日": "D", "个自然日": "D", "小时": "TH", "钟头": "TH", "分钟": "TM",
    "分": "TM", "刻钟": "15TM", "世纪": "100Y", "时辰": "2TH", "学年": "Y", "年头": "Y", "秒": "TS",
}  # fmt: skip
TYPES = {"money": "currency", "age": "age", "temperature": "temperature", "share": "percentage", "duration": "duration"}
MEASURED = frozenset(("length", "area", "mass", "volume", "other"))
YEAR_EDGES = {"START": (1, 2), "END": (11, 12)}
"""JioNLP's 年初 and 年底, the only suite that says how long they are, and how long 月初 and 月底 are."""
MONTH_START, MONTH_END = 5, 25

Number = float | list[float | None]
Interval = list[str | None]


class Prediction(TypedDict, total=False):
    """One expression as the scorer reads it; ``start`` and ``end`` are half-open code points of the input."""

    start: int
    end: int
    type: str
    value: object
    unit: str
    intervals: list[Interval]


def calendar_of(
    value: str, modifier: str | None, low: datetime | None, high: datetime | None, surface: str
) -> Prediction:
    """A date as a half-open interval; ``time`` where only the clock is known, a whole hour where no minute is said.

    Args:
        value: As `partyie.records.Date` has it, like the next three.
        modifier: See ``value``.
        low: Its ``earliest``.
        high: Its ``latest``.
        surface: Its words, which tell 9时 from 9:00.
    """
    clock = CLOCK_ONLY.match(value) is not None
    on_a_day = _on_any_day(value) if clock else value
    if clock:
        low, high = _hours_of(surface) or bounds(on_a_day)
    if low and "/" not in value and HOUR_ALONE.search(value) and not MINUTES_WRITTEN.search(surface):
        high = low + timedelta(hours=1)
    low, high = _modified(value, modifier, low, high, surface)
    interval: Interval = [end.isoformat() if end else None for end in (low, high)]
    known = low is not None or high is not None
    kind = "time" if clock else "datetime" if "T" in value else "range"
    return {"type": kind, "value": value, "intervals": [interval] if known else []}


def _hours_of(surface: str) -> tuple[datetime, datetime] | None:
    """A part of the day alone, on any day."""
    word = words_of("part").get(surface)
    hours = word.value.partition("/")[2].split("-") if word else []
    if not hours:
        return None
    day = datetime.fromisoformat(ANY_DAY)
    return day + timedelta(hours=int(hours[0])), day + timedelta(hours=int(hours[1]))


def _on_any_day(value: str) -> str:
    """T09:00/T11:30 as instants, of which the scorer compares the clock alone."""
    return "/".join(ANY_DAY + point if point.startswith("T") else point for point in value.split("/"))


def _modified(
    value: str, modifier: str | None, low: datetime | None, high: datetime | None, surface: str
) -> tuple[datetime | None, datetime | None]:
    """年初, 月底, 季度末 as stretches of their own; 9点不到 is open."""
    if modifier == "BEFORE":
        return None, low
    if low is None or high is None or modifier not in YEAR_EDGES:
        return low, high
    if re.fullmatch(r"\d{4}", value) and surface.endswith("伊始"):
        return bounds(f"{value}-01")
    if re.fullmatch(r"\d{4}", value):
        first, last = YEAR_EDGES[modifier]
        return bounds(f"{value}-{first:02d}/{value}-{last:02d}")
    if re.fullmatch(r"\d{4}-Q\d", value):
        month = low.month if modifier == "START" else low.month + 2
        return bounds(f"{value[:4]}-{month:02d}")
    if re.fullmatch(r"\d{4}-\d\d", value):
        return (low, low + timedelta(MONTH_START)) if modifier == "START" else (low.replace(day=MONTH_END), high)
    return low, high


def quantity_of(quantity: Quantity, surface: str) -> Prediction | None:
    """A quantity in the suites' types; None for counts and bare numbers, of which they take the number.

    Args:
        surface: Its words, which tell 3000多元 (blurred) from 至少3000元 (a bound), and 三分之二 from 七成.
    """
    if quantity.dimension == "share" and not quantity.unit and FRACTION.search(surface):
        return _fraction_of(quantity, surface)
    if quantity.dimension == "share":
        return {"type": "percentage", "value": _bounded(quantity, _percent_points(quantity.unit), surface), "unit": "%"}
    if quantity.dimension == "duration":
        return _duration_of(quantity, surface)
    kind = "dimension" if quantity.dimension in MEASURED else TYPES.get(quantity.dimension)
    if kind is None or not quantity.unit or quantity.unit in NO_DIMENSION:
        return None
    if kind == "currency" and quantity.value is None and FEW.search(surface):
        return {"type": kind, "value": _few(quantity), "unit": _unit_of(quantity)[0]}
    unit, factor = _unit_of(quantity)
    return {"type": kind, "value": _bounded(quantity, factor, surface), "unit": unit}


def alone_of(quantity: Quantity, surface: str) -> Prediction | None:
    """A quantity that is all of an input: of the senses of 分 and 度 the suites know money and warmth alone."""
    if quantity.unit == "分" and quantity.dimension == "other":
        return {"type": "currency", "value": _bounded(quantity, Decimal("0.01"), surface), "unit": "CNY"}
    if quantity.unit == "度" and quantity.dimension == "other":
        return {"type": "temperature", "value": _bounded(quantity, Decimal(1), surface), "unit": "deg"}
    return quantity_of(quantity, surface)


def _fraction_of(quantity: Quantity, surface: str) -> Prediction:
    """三分之二; with a bound before it (超过三分之二) a range."""
    number = re.search(r"[0-9一二三四五六七八九十百]", surface)
    if number and quantity.value is not None:
        bound = bounded(surface, Bounded(number.start(), len(surface), quantity.value)).bound
        if bound:
            return {"type": "numberrange", "value": bound.format(plain(quantity.value))}
    return {"type": "number", "value": _scaled(quantity, Decimal(1))}


def _few(quantity: Quantity) -> Number:
    """JioNLP's 几 and 数: from one to ten of them, where our records have two to nine."""
    low, high = quantity.lower or Decimal(0), quantity.upper or Decimal(0)
    if quantity.modifier == "APPROX":
        return [float(low / 2), float(high / 9 * 10)]
    step = (high - low) / 8
    return [float(low - step), float(high + step)]


def _percent_points(unit: str) -> Decimal:
    """How many percent points one is: 0.35, 3个百分点, 8折, 5个千分点."""
    factors = {"": "100", "折": "10", "个千分点": "0.1", "个基点": "0.01"}
    return Decimal(factors.get(unit, "1"))


def _unit_of(quantity: Quantity) -> tuple[str, Decimal]:
    """The suites' symbol of a unit, and how many of it one unit is."""
    row = _unit_rows().get(quantity.unit)
    if quantity.unit in OWN_SYMBOLS:
        return OWN_SYMBOLS[quantity.unit], Decimal(1)
    if row is None or row.factor is None or not row.base or quantity.dimension == "other":
        return quantity.unit, Decimal(1)
    factor = Decimal(row.factor.numerator) / Decimal(row.factor.denominator)
    if row.base == "m3":
        return "L", factor * 1000
    return row.base, factor


@cache
def _unit_rows() -> dict[str, Unit]:
    """The rows of the unit table by the name that records give."""
    return {unit.name: unit for unit in units().values() if unit.form == unit.name}


def _duration_of(quantity: Quantity, surface: str) -> Prediction | None:
    if quantity.unit not in ISO_UNITS:
        return None
    parts = duration_parts(surface) if quantity.value is not None else None
    if parts:
        return {"type": "duration", "value": parts}
    code = ISO_UNITS[quantity.unit].lstrip("0123456789")
    value = _bounded(quantity, Decimal(ISO_UNITS[quantity.unit].removesuffix(code) or 1), surface)
    if isinstance(value, float):
        return {"type": "duration", "value": _iso_duration(value, code)}
    ends = [".." if end is None else _iso_duration(end, code) for end in value]
    return {"type": "duration", "value": "/".join(ends)}


def duration_parts(surface: str) -> str | None:
    """P1Y1M21D of 一年一个月21天, exact where the record has parts of one unit; None for a length in one unit."""
    clean, at, found = to_simplified(clean_text(surface).text), 0, []
    while number := read_amount(clean, at):
        unit = unit_at(clean, number[1])
        if unit is None or number[0].value is None or not ISO_UNITS.get(unit.name, "3").isalpha():
            return None
        found.append((number[0].value, ISO_UNITS[unit.name]))
        linked = LINK.match(clean, number[1] + len(unit.form))
        at = linked.end() if linked else number[1] + len(unit.form)
    if at < len(clean) or len(found) < 2:
        return None
    days = "".join(f"{number:f}{code}" for number, code in found if len(code) == 1)
    clock = "".join(f"{number:f}{code[1]}" for number, code in found if len(code) == 2)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _iso_duration(number: float, code: str) -> str:
    """A length in one unit; parts of a year in months, so that 1年2个月 is exact.

    >>> _iso_duration(1.5, "Y"), _iso_duration(2.0, "TH")
    ('P18M', 'PT2H')
    """
    if code == "Y" and number % 1:
        number, code = round(number * 12, 6), "M"
    return f"P{code[:-1]}{number:.10g}{code[-1]}"


def _scaled(quantity: Quantity, factor: Decimal) -> Number:
    if quantity.value is not None:
        return float(quantity.value * factor)
    return [None if end is None else float(end * factor) for end in (quantity.lower, quantity.upper)]


def _bounded(quantity: Quantity, factor: Decimal, surface: str) -> Number:
    """The number, or its open range where the words name a bound: 至少4元, 6元以下."""
    value = _scaled(quantity, factor)
    if isinstance(value, list) or OWN_BLUR.search(surface):
        return value
    if LESS.search(surface):
        return [None, value]
    if quantity.modifier in ("MORE_THAN", "EQUAL_OR_MORE"):
        return [value, None]
    return [None, value] if quantity.modifier == "EQUAL_OR_LESS" else value


def number_of(text: str, measure: Measure, number: int) -> Prediction:
    """A bare number, or the range of numbers that it is; the words around that bound it are left out.

    The suites leave 多 out (四百 of 四百多, 10000000 for 一千多万); between 万 and 亿 it makes a range (三十万多亿).

    Args:
        number: Where the number itself begins, behind sign and approximators.
    """
    amount = measure.amount
    written = text[number : measure.number_end]
    if amount.value is None:
        return _range_of(measure, number, text[number : measure.end])
    last = number + len(LAST_BLUR.sub("", written))
    if BLUR_BETWEEN.search(text, number, last):
        return _numberrange(number, last, f"({plain(amount.value)},)")
    sign = SIGN_BEFORE.search(text, max(measure.start, number - 2), number)
    return {"start": sign.start() if sign else number, "end": last, "type": "number", "value": float(amount.value)}


def _range_of(measure: Measure, number: int, written: str) -> Prediction:
    """20~100, 10与20间, 十几万 (more than 100000), 两三百; 一百零几 leaves 几 out."""
    low, high = measure.amount.low, measure.amount.high
    number = measure.start if low < 0 else number
    if "以上" in written:
        return _numberrange(number, measure.end, f"({plain(low)},{plain(high)})")
    if CONNECTOR.search(written) or BETWEEN.search(written):
        return _numberrange(number, measure.number_end, f"[{plain(low)},{plain(high)})")
    if "几" in written and measure.amount.modifier is None:  # from one to nine more than a round number
        base = low - (high - low) / 8
        if "零几" in written:
            return {"start": number, "end": measure.number_end, "type": "number", "value": float(base)}
        return _numberrange(number, measure.number_end, f"({plain(base)},)")
    return {"start": number, "end": measure.number_end, "type": "number", "value": [float(low), float(high)]}


def _numberrange(start: int, end: int, value: str) -> Prediction:
    return {"start": start, "end": end, "type": "numberrange", "value": value}
