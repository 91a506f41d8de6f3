"""From what an expression says to a value: missing parts are taken from the context it is given.

A `Context` names what a date may lean on: the document's own date, the date before, the year being reported on.
Each missing part has one function that fills it, called in the order of `FILLERS`. Never uses today's date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from partyie.components.date_points import Point, point_value
from partyie.text.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    add_months,
    cyclic_year,
    days_in_month,
    is_date,
    lunar_month,
    lunar_new_years_eve,
    solar_from_lunar,
    solar_term,
    week_start,
    week_value,
)

SEASON_AHEAD = 90
"""A month and day more than this many days ahead of the document belong to the past that is being told."""
OTHER_YEAR = 300
"""More than this many days away, the neighbouring year is meant (1月20日 in a December text)."""


@dataclass(frozen=True, slots=True)
class Known:
    """A date to lean on: year, perhaps month and day, and the value it was written as."""

    year: int
    month: int | None = None
    day: int | None = None
    value: str = ""

    @property
    def full(self) -> date | None:
        """The day, when it is one that has neighbours on the calendar."""
        if self.month is None or self.day is None or not FIRST_YEAR < self.year < LAST_YEAR:
            return None
        return date(self.year, self.month, self.day) if is_date(self.year, self.month, self.day) else None


@dataclass(frozen=True, slots=True)
class Context:
    """What a date may lean on.

    Attributes:
        document: The document's own date, or a reference date.
        label: What ``document`` is: ``document`` or ``reference``.
        previous: The nearest date before with a known year.
        previous_day: The nearest date before that is one day.
        carried: The date whose year holds here for certain: a chronicle's heading, the same sentence.
        reporting: The year that the document reports on.
        clock_day: The day that a bare time of day belongs to.
        seen: Years of months and days already told.
        twin: The date of another calendar right before this one.
        last_day: The day on which a range ends that names no other month (30日至31日).
        deadline: Whether something is due before this date (10月底前完成).
    """

    document: Known | None = None
    label: str = "document"
    previous: Known | None = None
    previous_day: Known | None = None
    carried: Known | None = None
    reporting: int | None = None
    clock_day: date | None = None
    seen: dict[tuple[int, int], int] = field(default_factory=dict)
    twin: Known | None = None
    deadline: bool = False
    last_day: int | None = None


Filled = tuple[Point, str | None]
"""The fuller point, and what the added part was taken from (None: nothing was added)."""


def resolve_point(point: Point, context: Context) -> tuple[Point, str]:
    """Fill the gaps of a point.

    Returns:
        The point with absolute parts as far as they can be known, and the anchor: ``explicit``, ``document``,
        ``reference``, ``previous`` or ``calendar``.
    """
    anchor = "explicit"
    for fill in FILLERS:
        point, source = fill(point, context)
        if source:
            anchor = source
    return point, anchor


def fill_same_period(point: Point, context: Context) -> Filled:
    """去年同期: the stretch of the date before, moved to that year."""
    if not point.same or context.previous is None:
        return replace(point, same=None), None
    base = context.document if point.base == "document" else context.previous
    year = point.year if point.year is not None else base.year + (point.shift or 0) if base else None
    if year is None:
        return replace(point, same=None), None
    plain = replace(point, same=None, unit=None, shift=None, base=None, year=year)
    if point.same == "month":
        at = context.document or context.previous
        return replace(plain, month=at.month), "previous"
    moved = _moved(context.previous.value, context.previous.year, year)
    return replace(plain, value=moved) if moved else plain, "previous"


def _moved(value: str, old: int, new: int) -> str:
    """A value's year replaced at both ends, clocks dropped: 2022-01/2022-10 → 2021-01/2021-10."""
    ends = [end.split("T")[0] for end in value.split("/")]
    return "/".join(_with_last_day(end, end.replace(f"{old:04d}", f"{new:04d}", 1)) for end in ends)


def _with_last_day(old: str, new: str) -> str:
    """The last day of February stays the last day."""
    if not (re.fullmatch(r"\d{4}-02-2[89]", old) and int(old[8:]) == days_in_month(int(old[:4]), 2)):
        return new
    return f"{new[:8]}{days_in_month(int(new[:4]), 2)}"


def fill_shift(point: Point, context: Context) -> Filled:
    """去年, 下月, 上周五, 次日."""
    if point.unit is None or point.shift is None:
        return point, None
    base, source = _base(point, context)
    fill = _SHIFTS[point.unit]
    filled = fill(point, base, point.shift) if base else None
    return (replace(filled, unit=None, shift=None, base=None), source) if filled else (point, None)


def _base(point: Point, context: Context) -> tuple[Known | None, str]:
    if point.base == "previous":
        wanted = context.previous_day if point.unit == "day" else context.previous
        return (wanted, "previous") if wanted else (context.document, context.label)
    if point.base == "year" and point.unit == "year":
        return _reporting(context)
    if context.document:
        return context.document, context.label
    return context.previous_day if point.unit in ("day", "week") else context.previous, "previous"


def _reporting(context: Context) -> tuple[Known | None, str]:
    """The year that 上年, 年底 and 上半年 count from."""
    if context.carried:
        return context.carried, "previous"
    if context.reporting is not None:
        return Known(context.reporting), "previous"
    return (context.document, context.label) if context.document else (context.previous, "previous")


def _shift_year(point: Point, base: Known, shift: int) -> Point:
    return replace(point, year=base.year + shift)


def _shift_month(point: Point, base: Known, shift: int) -> Point | None:
    if base.month is None:
        return None
    year, month = add_months(base.year, base.month, shift)
    return replace(point, year=year, month=month)


def _shift_week(point: Point, base: Known, shift: int) -> Point | None:
    if base.full is None:
        return None
    monday = week_start(base.full, shift)
    if point.span == "WE":
        saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
        return replace(point, span=None, value=f"{saturday.isoformat()}/{sunday.isoformat()}")
    if point.weekday is None:
        return replace(point, value=week_value(monday))
    return _on(point, monday + timedelta(days=point.weekday - 1))


def _shift_day(point: Point, base: Known, shift: int) -> Point | None:
    return _on(point, base.full + timedelta(days=shift)) if base.full else None


def _on(point: Point, day: date) -> Point:
    return replace(point, year=day.year, month=day.month, day=day.day)


def _shift_school_year(point: Point, base: Known, shift: int) -> Point | None:
    if base.month is None:
        return None
    year = base.year + shift - (base.month < 8)
    return replace(point, year=year, value=f"{year:04d}-09/{year + 1:04d}-07")


_SHIFTS: dict[str, Callable[[Point, Known, int], Point | None]] = {
    "year": _shift_year,
    "month": _shift_month,
    "week": _shift_week,
    "day": _shift_day,
    "school year": _shift_school_year,
}


def fill_cyclic_year(point: Point, context: Context) -> Filled:
    """乙卯年, 龙年: the one nearest to the document."""
    if point.cyclic is None:
        return point, None
    near = context.document or context.previous
    if point.year is not None or near is None:
        return replace(point, cyclic=None, base=None), None
    year = cyclic_year(point.cyclic, near.year)
    return replace(point, year=year, cyclic=None, base=None), "calendar"


def fill_year_of_part(point: Point, context: Context) -> Filled:
    """上半年, 前三季度, 四季度: of the year being reported on."""
    if point.year is not None or not (point.span or point.months) or point.unit == "week":
        return point, None
    base, source = _reporting(context)
    return (replace(point, year=base.year), source) if base else (point, None)


def fill_festival(point: Point, context: Context) -> Filled:
    """中秋节, 国庆长假: the day in the point's year, or the one nearest to the document."""
    if point.festival is None:
        return point, None
    code, holiday = point.festival.removesuffix("+"), point.festival.endswith("+")
    if point.year is not None:
        day, source = festival_day(code, point.year), None
    else:
        day, source = _nearest_festival(code, context)
    if day is None:
        return _month_and_day_of(point, code), None
    filled = replace(_on(point, day), festival=None, lunar=None)
    if holiday:
        filled = replace(filled, value=f"{day.isoformat()}/{(day + timedelta(days=6)).isoformat()}")
    return filled, source or "calendar"


def _month_and_day_of(point: Point, code: str) -> Point:
    """Without a year a fixed festival still has its day: 元旦 is XXXX-01-01; 清明节 the usual 5 April."""
    usual = {"term=清明": "04-05"}.get(code, code)
    month, _, day = usual.partition("-")
    if month.isdecimal() and day.isdecimal():
        return replace(point, month=int(month), day=int(day), festival=None)
    return point


def _nearest_festival(code: str, context: Context) -> tuple[date | None, str]:
    base, source = (context.carried, "previous") if context.carried else (context.document, context.label)
    base = base or context.previous
    if base is None:
        return None, ""
    around = [day for year in (base.year - 1, base.year, base.year + 1) if (day := festival_day(code, year))]
    full = base.full
    if full is None or base is context.carried:
        return festival_day(code, base.year), source
    return min(around, key=lambda day: _distance(day, full, context), default=None), source


def _distance(day: date, base: date, context: Context) -> int:
    """Days away; one to come counts twice, since documents tell more than they announce, unless it is a deadline."""
    ahead = (day - base).days
    return 2 * ahead if ahead > 0 and not context.deadline else abs(ahead)


def festival_day(code: str, year: int) -> date | None:
    """The Gregorian day of a festival code (``05-01``, ``L08-15``, ``L-eve``, ``term=清明``, ``nth=05-2-7``)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if code.startswith("term="):
        return solar_term(year, code.removeprefix("term="))
    if code.startswith("nth="):
        month, count, weekday = map(int, code.removeprefix("nth=").split("-"))
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    if code == "L-eve":
        return lunar_new_years_eve(year - 1)
    if code.startswith("L"):
        month, day = map(int, code[1:].split("-"))
        return solar_from_lunar(year - (month == 12), month, day)
    month, day = map(int, code.split("-"))
    return date(year, month, day) if is_date(year, month, day) else None


def fill_lunar(point: Point, context: Context) -> Filled:
    """农历八月十六, 腊月: converted; the twelfth month mostly lies in the next Gregorian year."""
    if not point.lunar or point.month is None:
        return point, None
    if point.year is not None:
        return _solar(point, point.year), None
    base = context.twin or context.carried or context.document or context.previous
    if base is None:
        return point, None
    near = base.full or date(min(max(base.year, FIRST_YEAR), LAST_YEAR), 7, 1)
    options = [_solar(point, year) for year in (base.year - 1, base.year, base.year + 1)]
    best = min(options, key=lambda option: abs((_day_of(option, near) - near).days))
    return best, "previous" if base is not context.document else context.label


def _solar(point: Point, year: int) -> Point:
    """The Gregorian point of a lunar one of the lunar year ``year``."""
    if point.day is None:
        days = lunar_month(year, point.month or 1)
        value = f"{days[0].isoformat()}/{days[1].isoformat()}" if days else None
        return replace(point, year=year, value=value)
    day = solar_from_lunar(year, point.month or 1, point.day, bool(point.leap))
    return replace(_on(point, day), lunar=None, leap=None) if day else replace(point, year=year)


def _day_of(point: Point, default: date) -> date:
    if point.value:
        return date.fromisoformat(point.value[:10])
    if point.lunar or point.year is None or point.month is None or point.day is None:
        return default.replace(year=default.year - 5 if default.year > 5 else default.year + 5)
    return date(point.year, point.month, point.day)


def fill_year(point: Point, context: Context) -> Filled:
    """9月18日: the year of the sentence, of an earlier telling, of the document, of the date before."""
    if point.year is not None or point.month is None or point.lunar:
        return point, None
    if context.carried:
        return replace(point, year=context.carried.year), "previous"
    if point.day is not None and (point.month, point.day) in context.seen:
        return replace(point, year=context.seen[point.month, point.day]), "previous"
    year, source = _year_near(point, context)
    return (replace(point, year=year), source) if year is not None else (point, None)


def _year_near(point: Point, context: Context) -> tuple[int | None, str]:
    document, previous = context.document, context.previous
    if document is None:
        return (previous.year, "previous") if previous else (None, "")
    if document.full is None:
        told = previous is not None and document.month is None and previous.year < document.year
        return (previous.year, "previous") if told and previous else (document.year, context.label)
    month, day = point.month or 1, min(point.day or 15, 28)
    ahead = (date(document.year, month, day) - document.full).days
    if context.deadline and ahead > 0:
        return document.year, context.label
    told_year = context.reporting if context.reporting is not None else previous.year if previous else None
    if ahead > SEASON_AHEAD and told_year is not None and told_year < document.year:
        return told_year, "previous"
    return document.year + (ahead < -OTHER_YEAR) - (ahead > OTHER_YEAR), context.label


def fill_month(point: Point, context: Context) -> Filled:
    """28日: the occurrence nearest to the document, or the month of the date before."""
    if point.month is not None or (point.day is None and not point.tenday) or point.festival:
        return point, None
    base = context.carried if context.carried and context.carried.month else None
    if base is None and context.document and context.document.full and point.day:
        nearest = _nearest_day(point.day, context.document.full, context.last_day or point.day)
        return (replace(_on(point, nearest)), context.label) if nearest else (point, None)
    base = base or context.previous_day or context.previous or context.document
    if base is None or base.month is None or not is_date(base.year, base.month, point.day or 1):
        return point, None
    return replace(point, year=base.year, month=base.month), "previous"


def _nearest_day(day: int, near: date, last_day: int) -> date | None:
    """The occurrence of ``day`` nearest to a date, in a month that also has ``last_day``."""
    months = (add_months(near.year, near.month, count) for count in (0, -1, 1))
    longest = max(day, last_day)
    options = [
        date(year, month, day)
        for year, month in months
        if is_date(year, month, longest) and FIRST_YEAR <= year <= LAST_YEAR
    ]
    return min(options, key=lambda option: abs((option - near).days), default=None)


def fill_weekday(point: Point, context: Context) -> Filled:
    """周五 alone: of the document's week."""
    if point.weekday is None or point.day is not None or context.document is None or context.document.full is None:
        return point, None
    monday = week_start(context.document.full)
    return _on(point, monday + timedelta(days=point.weekday - 1)), context.label


def fill_day(point: Point, context: Context) -> Filled:
    """上午9时: of the day being told."""
    if (
        not point.has_clock
        or point.day is not None
        or point.month is not None
        or point.unit
        or context.clock_day is None
    ):
        return point, None
    if point.year is not None or point.festival:
        return point, None
    return _on(point, context.clock_day), "previous"


FILLERS: tuple[Callable[[Point, Context], Filled], ...] = (
    fill_same_period,
    fill_shift,
    fill_cyclic_year,
    fill_year_of_part,
    fill_festival,
    fill_lunar,
    fill_year,
    fill_month,
    fill_weekday,
    fill_day,
)


def resolved_value(first: Point, last: Point | None, *, open_end: bool) -> str:
    """The value of an expression whose points are resolved: both ends named, ``..`` for an open end."""
    start = point_value(first)
    if open_end:
        return f"{start.split('/')[0]}/.."
    if last is None:
        return start
    return f"{start.split('/')[0]}/{point_value(last).split('/')[-1]}"


def known_of(point: Point, value: str) -> Known | None:
    """What later dates can lean on."""
    if point.year is None:
        return None
    day = point.day if point.month is not None else None
    return Known(point.year, point.month, day, value)
