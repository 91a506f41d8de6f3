"""From what an expression says to a value: missing parts are taken from the context it is given.

Each missing part has one function that fills it, called in the order of `FILLERS`. Never uses today's date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from partyie.components.date_context import Context, Filled, Known, on_day
from partyie.components.date_counted import fill_nth
from partyie.components.date_festivals import fill_cyclic_year, fill_festival, fill_lunar
from partyie.components.date_points import Point, point_value
from partyie.components.date_shifts import fill_same_period, fill_shift, fill_year_of_part
from partyie.text.calendar import FIRST_YEAR, LAST_YEAR, add_months, is_date, week_start

SEASON_AHEAD = 90
"""A month and day more than this many days ahead of the document belong to the past that is being told."""
OTHER_YEAR = 300
"""More than this many days away, the neighbouring year is meant (1月20日 in a December text)."""


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


def fill_year(point: Point, context: Context) -> Filled:
    """9月18日: the year of the sentence, of an earlier telling, of the document, of the date before."""
    if point.year is not None or point.month is None or point.lunar:
        return point, None
    if context.carried:
        return point._replace(year=context.carried.year), "previous"
    if point.day is not None and (point.month, point.day) in context.seen:
        return point._replace(year=context.seen[point.month, point.day]), "previous"
    year, source = _year_near(point, context)
    if year is None or (point.day is not None and not is_date(year, point.month, point.day)):
        return point, None  # 2月29日 in no leap year
    return point._replace(year=year), source


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
    back = ahead > OTHER_YEAR and context.prefer != "future"
    return document.year + (ahead < -OTHER_YEAR) - back, context.label


def fill_month(point: Point, context: Context) -> Filled:
    """28日: the occurrence nearest to the document, or the month of the date before."""
    if point.month is not None or (point.day is None and not point.tenday) or point.festival:
        return point, None
    base = context.carried if context.carried and context.carried.month else None
    if base is None and context.document and context.document.full and point.day:
        nearest = _nearest_day(point.day, context.document.full, context.last_day or point.day, context.prefer)
        return (on_day(point, nearest), context.label) if nearest else (point, None)
    base = base or context.previous_day or context.previous or context.document
    if base is None or base.month is None or not is_date(base.year, base.month, point.day or 1):
        return point, None
    return point._replace(year=base.year, month=base.month), "previous"


def _nearest_day(day: int, near: date, last_day: int, prefer: str | None) -> date | None:
    """The occurrence of ``day`` nearest to a date, in a month that also has ``last_day``; one side may count twice."""
    months = (add_months(near.year, near.month, count) for count in (0, -1, 1))
    longest = max(day, last_day)
    options = [
        date(year, month, day)
        for year, month in months
        if is_date(year, month, longest) and FIRST_YEAR <= year <= LAST_YEAR
    ]
    weight = {"future": (2, 1), "past": (1, 2)}.get(prefer or "", (1, 1))
    return min(options, key=lambda option: _leaning(option - near, *weight), default=None)


def _leaning(away: timedelta, back: int, ahead: int) -> int:
    return away.days * ahead if away.days > 0 else -away.days * back


def fill_weekday(point: Point, context: Context) -> Filled:
    """周五 alone: of the document's week."""
    if point.weekday is None or point.day is not None or context.document is None or context.document.full is None:
        return point, None
    day = week_start(context.document.full) + timedelta(days=point.weekday - 1)
    if context.prefer == "future" and day <= context.document.full:
        day += timedelta(days=7)
    if context.prefer == "past" and day >= context.document.full:
        day -= timedelta(days=7)
    return on_day(point, day), context.label


def fill_day(point: Point, context: Context) -> Filled:
    """上午9时: of the day being told."""
    named = (point.year, point.month, point.day, point.unit, point.festival)
    if context.clock_day is None or not point.has_clock or any(part is not None for part in named):
        return point, None
    return on_day(point, context.clock_day), "previous"


FILLERS: tuple[Callable[[Point, Context], Filled], ...] = (
    fill_same_period,
    fill_shift,
    fill_cyclic_year,
    fill_year_of_part,
    fill_festival,
    fill_lunar,
    fill_year,
    fill_nth,
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
