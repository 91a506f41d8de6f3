"""Dates by name or in another calendar: festivals, solar terms, lunar dates, cyclic years."""

from __future__ import annotations

from datetime import date, timedelta

from partyie.components.date_context import Context, Filled, on_day, on_side
from partyie.components.date_points import Point
from partyie.text.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    LUNAR_YEARS,
    cyclic_year,
    is_date,
    lunar_month,
    lunar_new_years_eve,
    solar_from_lunar,
    solar_term,
)

HOLIDAYS = {"10-01": 7, "L01-01": 7, "05-01": 5}
"""Days of the long holidays; the others have three."""
FAR_AWAY = timedelta(days=2000)
"""Where a lunar day counts as lying that its year doesn't have."""


def fill_cyclic_year(point: Point, context: Context) -> Filled:
    """乙卯年, 龙年: the one nearest to the document."""
    if point.cyclic is None:
        return point, None
    near = context.document or context.previous
    if point.year is not None or near is None:
        return point._replace(cyclic=None, base=None), None
    year = cyclic_year(point.cyclic, near.year)
    return point._replace(year=year, cyclic=None, base=None), "calendar"


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
    filled = on_day(point, day)._replace(festival=None, lunar=None)
    if holiday:
        last = day + timedelta(days=HOLIDAYS.get(code, 3) - 1)
        filled = filled._replace(value=f"{day.isoformat()}/{last.isoformat()}")
    return filled, source or "calendar"


def _month_and_day_of(point: Point, code: str) -> Point:
    """Without a year a fixed festival still has its day: 元旦 is XXXX-01-01; 清明节 the usual 5 April."""
    usual = {"term=清明": "04-05"}.get(code, code)
    month, _, day = usual.partition("-")
    if month.isdecimal() and day.isdecimal():
        return point._replace(month=int(month), day=int(day), festival=None)
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
    around = on_side(around, full, context.prefer) or around
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


def is_in_lunar_calendar(point: Point) -> bool:
    """Whether a lunar date whose year is named can be: 2021 has no 腊月三十 and no leap month."""
    if not point.lunar or point.year is None or point.year not in LUNAR_YEARS or point.month is None:
        return True
    return _solar(point, point.year) != point


def _solar(point: Point, year: int) -> Point:
    """The Gregorian point of a lunar one of the lunar year ``year``."""
    if point.day is None:
        days = lunar_month(year, point.month or 1, bool(point.leap))
        value = f"{days[0].isoformat()}/{days[1].isoformat()}" if days else None
        return point._replace(year=year, value=value)
    day = solar_from_lunar(year, point.month or 1, point.day, bool(point.leap))
    return on_day(point, day)._replace(lunar=None, leap=None) if day else point._replace(year=year)


def _day_of(point: Point, default: date) -> date:
    if point.value:
        return date.fromisoformat(point.value[:10])
    if point.lunar or point.year is None or point.month is None or point.day is None:
        return default + FAR_AWAY if default.year < LAST_YEAR - 10 else default - FAR_AWAY
    return date(point.year, point.month, point.day)
