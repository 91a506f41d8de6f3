"""The end of a range lies behind its beginning: what the end leaves unsaid may be the next year, month or day."""

from __future__ import annotations

from partyie.components.date_points import Point
from partyie.text.calendar import days_in_month

EVENING = 17
"""From this hour on a stretch to an earlier hour passes midnight; 8时至5时 may as well end in the afternoon."""


def behind_first(first: Point, last: Point, unsaid: frozenset[str]) -> Point:
    """The end of a range, one year, month or day later where it would lie before the beginning.

    12月30日至1月2日 ends in the next year, 9月28日至3日 in October, 9月29日22时至2时 on the 30th.

    Args:
        first: The beginning.
        last: The end, with the parts that it takes over from the beginning.
        unsaid: The names of those parts.
    """
    if first.month is None or last.month is None or first.year != last.year:
        return last
    if last.month < first.month:
        return _in_next_year(last) if "year" in unsaid else last
    if last.month > first.month or first.day is None or last.day is None or "month" not in unsaid:
        return last
    if last.day < first.day:
        return last if last.lunar else _in_next_month(last)
    return _on_next_day(last) if _passes_midnight(first, last) and "day" in unsaid and not last.lunar else last


def _passes_midnight(first: Point, last: Point) -> bool:
    if first.day != last.day or first.hour is None or last.hour is None:
        return False
    return first.hour >= EVENING and last.hour < first.hour


def _in_next_year(point: Point) -> Point:
    if point.year is None:
        return point
    return point._replace(year=1 if point.year == -1 else point.year + 1)  # no year 0


def _in_next_month(point: Point) -> Point:
    month = (point.month or 1) % 12 + 1
    later = point._replace(month=month)
    return _in_next_year(later) if month == 1 else later


def _on_next_day(point: Point) -> Point:
    day = (point.day or 1) + 1
    if day <= days_in_month(point.year or 0, point.month or 1):
        return point._replace(day=day)
    return _in_next_month(point._replace(day=1))
