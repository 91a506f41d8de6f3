"""Relative dates: so many years, months, weeks or days from a base, or the same stretch in another year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from partyie.components.date_context import Context, Filled, Known, on_day
from partyie.components.date_points import Point
from partyie.text import lazy_re as re
from partyie.text.calendar import FIRST_YEAR, LAST_YEAR, add_months, days_in_month, week_start, week_value


def fill_same_period(point: Point, context: Context) -> Filled:
    """去年同期: the stretch of the date before, moved to that year."""
    told = context.previous or (context.document if context.document and context.document.full else None)
    if not point.same or told is None:
        return point._replace(same=None), None
    base = context.document if point.base == "document" else told
    year = point.year if point.year is not None else base.year + (point.shift or 0) if base else None
    if year is None:
        return point._replace(same=None), None
    plain = point._replace(same=None, unit=None, shift=None, base=None, year=year)
    if point.same == "month":
        at = context.document or told
        return plain._replace(month=at.month), "previous"
    moved = _moved(told.value, told.year, year)
    return plain._replace(value=moved) if moved else plain, "previous"


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
    return (filled._replace(unit=None, shift=None, base=None), source) if filled else (point, None)


def _base(point: Point, context: Context) -> tuple[Known | None, str]:
    if point.base == "previous":
        wanted = context.previous_day if point.unit == "day" else context.previous
        return (wanted, "previous") if wanted else (context.document, context.label)
    if point.base == "year" and point.unit == "year":
        return reporting_base(context)
    if context.document:
        return context.document, context.label
    return context.previous_day if point.unit in ("day", "week") else context.previous, "previous"


def reporting_base(context: Context) -> tuple[Known | None, str]:
    """The year that 上年, 年底 and 上半年 count from."""
    if context.carried:
        return context.carried, "previous"
    if context.reporting is not None:
        return Known(context.reporting), "previous"
    return (context.document, context.label) if context.document else (context.previous, "previous")


def _shift_year(point: Point, base: Known, shift: int) -> Point:
    return point._replace(year=base.year + shift)


def _shift_month(point: Point, base: Known, shift: int) -> Point | None:
    if base.month is None:
        return None
    year, month = add_months(base.year, base.month, shift)
    return point._replace(year=year, month=month)


def _shift_quarter(point: Point, base: Known, shift: int) -> Point | None:
    if base.month is None:
        return None
    year, month = add_months(base.year, base.month, 3 * shift)
    return point._replace(year=year, span=f"Q{(month + 2) // 3}")


def _shift_week(point: Point, base: Known, shift: int) -> Point | None:
    if base.full is None:
        return None
    monday = week_start(base.full, shift)
    if point.span == "WE":
        saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
        return point._replace(span=None, value=f"{saturday.isoformat()}/{sunday.isoformat()}")
    if point.weekday is None:
        return point._replace(value=week_value(monday))
    return on_day(point, monday + timedelta(days=point.weekday - 1))


def _shift_day(point: Point, base: Known, shift: int) -> Point | None:
    day = _moved_by(base.full, shift)
    return on_day(point, day) if day else None


def _moved_by(day: date | None, days: int) -> date | None:
    """So many days away; None outside the calendar."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None


def _shift_anniversary(point: Point, base: Known, months: int) -> Point | None:
    """The same day in another month, or that month's last day."""
    day = _same_day(base.full, months)
    return on_day(point, day) if day else None


def _shift_eve(point: Point, base: Known, months: int) -> Point | None:
    """The day before the same day in another month: where so many months end."""
    day = _same_day(base.full, months)
    return on_day(point, day - timedelta(days=1)) if day else None


def _same_day(day: date | None, months: int) -> date | None:
    if day is None:
        return None
    year, month = add_months(day.year, day.month, months)
    return date(year, month, min(day.day, days_in_month(year, month))) if FIRST_YEAR < year < LAST_YEAR else None


def _shift_school_year(point: Point, base: Known, shift: int) -> Point | None:
    if base.month is None:
        return None
    year = base.year + shift - (base.month < 8)
    return point._replace(year=year, value=f"{year:04d}-09/{year + 1:04d}-07")


_SHIFTS: dict[str, Callable[[Point, Known, int], Point | None]] = {
    "year": _shift_year,
    "month": _shift_month,
    "quarter": _shift_quarter,
    "week": _shift_week,
    "day": _shift_day,
    "anniversary": _shift_anniversary,
    "eve": _shift_eve,
    "school year": _shift_school_year,
}


def fill_year_of_part(point: Point, context: Context) -> Filled:
    """上半年, 前三季度, 四季度: of the year being reported on."""
    if point.year is not None or not (point.span or point.months) or point.unit == "week":
        return point, None
    base, source = reporting_base(context)
    return (point._replace(year=base.year), source) if base else (point, None)
