"""Dates told by a length of time from another: 三天后, 两年前, 近五年, 未来两个月, 60日内, 三年多以来.

In running text the length is a quantity (guideline §4: durations); read by itself, or asked for, the whole is a date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from partyie.components.date_expressions import Expression
from partyie.components.date_points import Point
from partyie.components.measures import Measure
from partyie.components.quantity_grammar import read_measure
from partyie.text import lazy_re as re

AHEAD = r"未来的?|今后的?|往后|接下来的?|(?<![前今往最先以之])后"
BACK = r"过去的?|最近的?|(?<![附最临靠邻远新将])近|此前|(?<![以目之眼提])前"
FRONT = re.compile(rf"(?:(?P<ahead>{AHEAD})|(?P<back>{BACK})) ?\Z")
LONGEST_FRONT = 5
BEHIND = re.compile(
    r"(?P<within>[以之]内|内)|(?P<since>以来|(?:的?时间)?里?来(?![到自访])|(?:的时间)?里)"
    r"|(?P<after>[以之]后|过后)|(?P<before>[以之]前)|(?P<later>后(?![来期续]))|(?P<ago>前(?![后夕往沿期列]))"
)
YEARS = ("年", "周年", "载")
MONTHS = {"年": 12, "周年": 12, "载": 12, "个月": 1, "月": 1, "季度": 3, "个季度": 3}
DAYS = {"天": 1, "日": 1, "昼夜": 1, "周": 7, "星期": 7, "礼拜": 7}


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time in whole months or days; ``most`` the longer one of a pair (三四天)."""

    start: int
    end: int
    months: int = 0
    days: int = 0
    unit: str = "day"
    modifier: str | None = None
    most: int = 0


def distance_at(text: str, number: int) -> Expression | None:
    """The date told by the length of time whose number begins at ``number``; None where it is only a length.

    The points count from the document's date or the reference; ``names`` is ``("distance",)``.

    >>> distance = distance_at("未来两个月", 2)
    >>> distance.start, distance.end, distance.last.unit, distance.last.shift
    (0, 5, 'eve', 2)
    """
    measure = read_measure(text, number)
    length = _length(text, number, measure) if measure and measure.dimension == "duration" else None
    if length is None:
        return None
    if length.most:
        return _about(length, BEHIND.match(text, length.end))
    front = FRONT.search(text, max(0, number - LONGEST_FRONT), number)
    behind = BEHIND.match(text, length.end)
    if front:
        end = behind.end() if behind and behind.lastgroup in ("within", "since") else length.end
        ahead = front["ahead"] is not None
        first, last = _ahead(length) if ahead else _back(length)
        return Expression(front.start(), end, first, last, names=("distance",))
    if behind is None:
        return None
    return _behind(length, str(behind.lastgroup), behind.end())


def _length(text: str, number: int, measure: Measure) -> _Length | None:
    value, end = measure.amount.value, measure.end
    if value is None:
        return _pair(number, measure)
    for tail in ("以内", "以来", "左右"):
        if text[number:end].endswith(tail):
            end -= len(tail)
    modifier = "APPROX" if measure.amount.modifier == "MORE_THAN" else None
    if measure.unit in MONTHS:
        months = value * MONTHS[measure.unit]
        whole = months == months.to_integral_value()
        unit = "month" if measure.unit not in YEARS or value != value.to_integral_value() else "year"
        return _Length(number, end, months=int(months), unit=unit, modifier=modifier) if whole else None
    if measure.unit in DAYS and (value * DAYS[measure.unit]) % 1 == 0:
        return _Length(number, end, days=int(value * Decimal(DAYS[measure.unit])), modifier=modifier)
    return None


def _pair(number: int, measure: Measure) -> _Length | None:
    """三四天, 五六年: two neighbouring lengths; 几天 and 十几年 are too vague for a date."""
    low, high = measure.amount.low, measure.amount.high
    if high - low > 2 or measure.amount.modifier or measure.unit not in (*YEARS, *DAYS):
        return None
    if measure.unit in YEARS:
        return _Length(number, measure.end, months=12 * int(low), unit="year", most=12 * int(high))
    times = DAYS[measure.unit]
    return _Length(number, measure.end, days=times * int(low), most=times * int(high))


def _ahead(length: _Length) -> tuple[Point, Point]:
    """未来两天 begins tomorrow; 未来两个月 today, and ends before the same day."""
    if length.days:
        return _day(1), _day(length.days)
    return _day(0), _shifted("eve", length.months)


def _back(length: _Length) -> tuple[Point, Point]:
    """近三年 ends yesterday."""
    if length.days:
        return _day(-length.days), _day(-1)
    return _shifted("anniversary", -length.months), _day(-1)


def _behind(length: _Length, word: str, end: int) -> Expression:
    if word == "within":
        last = _day(length.days) if length.days else _shifted("eve", length.months)
        return Expression(length.start, end, _day(0), last, names=("distance",))
    sign = 1 if word in ("after", "later") else -1
    point = _far(length, sign)
    if word == "since":
        return Expression(length.start, end, point, _day(0), names=("distance",))
    modifier = {"after": "AFTER", "before": "BEFORE"}.get(word, length.modifier)
    return Expression(length.start, end, point._replace(modifier=modifier), names=("distance",))


def _about(length: _Length, behind: re.Match[str] | None) -> Expression | None:
    """三四天前: from four to three days ago."""
    if behind is None or behind.lastgroup not in ("after", "later", "before", "ago"):
        return None
    far = replace(length, months=length.most if length.months else 0, days=length.most if length.days else 0)
    sign = 1 if behind.lastgroup in ("after", "later") else -1
    ends = sorted((_far(length, sign), _far(far, sign)), key=lambda point: point.shift or 0)
    return Expression(length.start, behind.end(), ends[0], ends[1], names=("distance",))


def _far(length: _Length, sign: int) -> Point:
    """As exact as the unit: 三年前 is a year, 两个月前 a month, 三天前 a day."""
    if length.days:
        return _day(sign * length.days)
    count = length.months // 12 if length.unit == "year" else length.months
    return _shifted(length.unit, sign * count)


def _day(shift: int) -> Point:
    return _shifted("day", shift)


def _shifted(unit: str, shift: int) -> Point:
    return Point(unit=unit, shift=shift, base="document")
