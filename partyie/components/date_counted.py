"""What is counted inside a known year or month becomes days: 10月第二周, 上月最后五天, 今明两年."""

from __future__ import annotations

from datetime import date, timedelta

from partyie.components.date_context import Context, Filled, on_day
from partyie.components.date_points import Point
from partyie.text.calendar import FIRST_YEAR, LAST_YEAR, add_months, days_in_month, week_start, week_value

WEEK = timedelta(days=7)


def fill_nth(point: Point, context: Context) -> Filled:
    """第二周, 第三个星期日, 最后五天: counted in the point's month, else in its year.

    A week begins on Monday and belongs to the year or month of its Monday.
    """
    if point.nth is None or point.year is None or not FIRST_YEAR < point.year < LAST_YEAR:
        return point, None
    unit, first, last = point.nth
    plain = point._replace(nth=None)
    if unit == "year":
        return plain._replace(value=f"{point.year:04d}/{point.year + last - 1:04d}"), None
    if unit == "month" and point.month is not None:
        last_year, last_month = add_months(point.year, point.month, last - 1)
        value = f"{point.year:04d}-{point.month:02d}/{last_year:04d}-{last_month:02d}"
        return plain._replace(month=None, value=value), None
    if point.day is not None and point.month is not None:  # 今明两天
        begin = date(point.year, point.month, point.day)
        return plain._replace(value=_stretch(begin, begin + timedelta(days=last - 1))), None
    begin, end = _frame(point)
    if unit == "week" and first > 0 and _counted_week(begin, end, last, 1) > end:
        return point, None  # no 53rd week of 2021
    if unit == "day":
        return _days(plain, *(_counted(begin, end, number) for number in (first, last))), None
    if unit == "week":
        return _weeks(plain, *(_counted_week(begin, end, number, 1) for number in (first, last))), None
    day = _counted_week(begin, end, first, int(unit))
    return (on_day(plain, day), None) if begin <= day <= end else (point, None)


def _frame(point: Point) -> tuple[date, date]:
    """First and last day of the point's month or year."""
    year, month = point.year or 1, point.month
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, days_in_month(year, month))


def _counted(begin: date, end: date, number: int) -> date:
    return begin + timedelta(days=number - 1) if number > 0 else end + timedelta(days=number + 1)


def _counted_week(begin: date, end: date, number: int, weekday: int) -> date:
    """The n-th such weekday from the beginning, or from the end; whole weeks alone count from the end."""
    if number > 0:
        return begin + timedelta(days=(weekday - begin.isoweekday()) % 7) + WEEK * (number - 1)
    last = end - timedelta(days=(end.isoweekday() - weekday) % 7)
    if weekday == 1 and last + timedelta(days=6) > end:
        last -= WEEK
    return last + WEEK * (number + 1)


def _days(point: Point, first: date, last: date) -> Point:
    return on_day(point, first) if first == last else point._replace(value=_stretch(first, last))


def _weeks(point: Point, first: date, last: date) -> Point:
    value = week_value(first) if first == last else _stretch(week_start(first), week_start(last) + timedelta(days=6))
    return point._replace(month=None, value=value)


def _stretch(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"
