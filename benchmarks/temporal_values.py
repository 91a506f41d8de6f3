"""Our records in the words of other libraries' test suites: half-open intervals, ISO durations, UCUM and ISO 4217.

Where the suites disagree, or say more than a record (how long 年底 is), the choice stands beside the table or function.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import TypedDict

from partyie.components.measure_ranges import CONNECTOR
from partyie.components.measures import Measure
from partyie.lexicon.date_words import words_of
from partyie.lexicon.units import Unit, units
from partyie.records import Quantity
from partyie.text.calendar import bounds

ANY_DAY = "2000-01-01"  # stands for the day that a clock time doesn't name
CLOCK_ONLY = re.compile(r"T(?:\d\d|[A-Z]{2})")
HOUR_ALONE = re.compile(r"T\d\d(?::00)?$")
MINUTES_WRITTEN = re.compile(r"[:：]\s?[0-9０-９]{2}|[0-9０-９零〇]分")
FRACTION = re.compile(r"(?<![百千万佰仟萬])分之|[0-9一二两三四五六七八九十壹贰百][百千万佰仟萬]分之|/")
"""百分之一 is 1 %, but 一百分之一 is a number."""
OWN_BLUR = re.compile(r"(?<![最至不])多|[余来來餘几幾数數]")
LAST_BLUR = re.compile(r"[多余来]\Z")
BOUNDS = {"MORE_THAN": "({},)", "EQUAL_OR_MORE": "[{},)", "EQUAL_OR_LESS": "(,{}]"}
"""How the suites write a number with one open end."""
NOT_METRIC = {
    "英里": "mi", "英尺": "ft", "英寸": "in", "加仑": "gal", "磅": "lb", "盎司": "oz", "海里": "nmi",
    "摄氏度": "Cel", "华氏度": "degF", "度": "deg", "岁": "a", "个月": "mo", "周": "wk", "天": "d", "年": "a",
}  # fmt: skip
"""UCUM symbols of units that the suites leave in themselves; the others go to the base of the unit table."""
ISO_UNITS = {
    "年": "Y", "周年": "Y", "载": "Y", "个月": "M", "季度": "3M", "周": "W", "星期": "W", "天": "D", "日": "D",
    "昼夜": "D", "个工作日": "D", "个交易日": "D", "个自然日": "D", "小时": "TH", "钟头": "TH", "分钟": "TM",
    "秒": "TS",
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
        return {"type": "number", "value": _scaled(quantity, Decimal(1))}
    if quantity.dimension == "share":
        return {"type": "percentage", "value": _bounded(quantity, _percent_points(quantity.unit), surface), "unit": "%"}
    if quantity.dimension == "duration":
        return _duration_of(quantity, surface)
    kind = "dimension" if quantity.dimension in MEASURED else TYPES.get(quantity.dimension)
    if kind is None or not quantity.unit:
        return None
    unit, factor = _unit_of(quantity)
    return {"type": kind, "value": _bounded(quantity, factor, surface), "unit": unit}


def _percent_points(unit: str) -> Decimal:
    """How many percent points one is: 0.35, 3个百分点, 8折, 5个千分点."""
    factors = {"": "100", "折": "10", "个千分点": "0.1", "个基点": "0.01"}
    return Decimal(factors.get(unit, "1"))


def _unit_of(quantity: Quantity) -> tuple[str, Decimal]:
    """The suites' symbol of a unit, and how many of it one unit is."""
    row = _unit_rows().get(quantity.unit)
    if quantity.unit in NOT_METRIC:
        return NOT_METRIC[quantity.unit], Decimal(1)
    if row is None or row.factor is None or not row.base or quantity.dimension == "other":
        return quantity.unit, Decimal(1)
    factor = Decimal(row.factor.numerator) / Decimal(row.factor.denominator)
    if row.base == "m3":
        return "L", factor * 1000
    return row.base, Decimal(1) if quantity.dimension == "money" else factor


@cache
def _unit_rows() -> dict[str, Unit]:
    """The rows of the unit table by the name that records give."""
    return {unit.name: unit for unit in units().values() if unit.form == unit.name}


def _duration_of(quantity: Quantity, surface: str) -> Prediction | None:
    if quantity.unit not in ISO_UNITS:
        return None
    code = ISO_UNITS[quantity.unit]
    times = Decimal(3) if code == "3M" else Decimal(1)
    value = _bounded(quantity, times, surface)
    code = code.removeprefix("3")
    if isinstance(value, float):
        return {"type": "duration", "value": _iso_duration(value, code)}
    ends = [".." if end is None else _iso_duration(end, code) for end in value]
    return {"type": "duration", "value": "/".join(ends)}


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
    if quantity.modifier in ("MORE_THAN", "EQUAL_OR_MORE"):
        return [value, None]
    return [None, value] if quantity.modifier == "EQUAL_OR_LESS" else value


def number_of(text: str, measure: Measure, number: int) -> Prediction:
    """A bare number, or the range of numbers whose end it is.

    The suites leave 多 behind a number out (四百 of 四百多); inside it makes a range (三十万多亿).

    Args:
        number: Where the number itself begins, behind sign and approximators.
    """
    amount = measure.amount
    written = text[number : measure.number_end]
    if amount.value is None:
        return _range_of(measure, number, written)
    bound = BOUNDS.get(str(amount.modifier))
    end = measure.number_end if measure.unit else measure.end
    if bound and not OWN_BLUR.search(written) and (measure.start < number or end > measure.number_end):
        return _numberrange(measure.start, end, bound.format(_plain(amount.value)))
    last = number + len(LAST_BLUR.sub("", written))
    if OWN_BLUR.search(text, number, last):
        return _numberrange(number, last, f"({_plain(amount.value)},)")
    start = measure.start if amount.value < 0 else number
    return {"start": start, "end": last, "type": "number", "value": float(amount.value)}


def _range_of(measure: Measure, number: int, written: str) -> Prediction:
    """20~100, 十几万 (more than 100000), 两三百."""
    low, high = measure.amount.low, measure.amount.high
    if CONNECTOR.search(written):
        return _numberrange(number, measure.number_end, f"[{_plain(low)},{_plain(high)})")
    if "几" in written and measure.amount.modifier is None:  # from one to nine more than a round number
        return _numberrange(number, measure.number_end, f"({_plain(low - (high - low) / 8)},)")
    return {"start": number, "end": measure.number_end, "type": "number", "value": [float(low), float(high)]}


def _numberrange(start: int, end: int, value: str) -> Prediction:
    return {"start": start, "end": end, "type": "numberrange", "value": value}


def _plain(number: Decimal) -> str:
    """
    >>> _plain(Decimal("1500.0")), _plain(Decimal("0.5"))
    ('1500', '0.5')
    """
    return f"{number.normalize():f}"
