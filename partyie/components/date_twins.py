"""Twins: a lunar date right behind a month and day fixes the year (1月25日，农历大年初一 → 2020)."""

from __future__ import annotations

from datetime import date

from partyie.components.date_points import Point
from partyie.components.reading import Candidate
from partyie.text import lazy_re as re
from partyie.text.calendar import lunar_from_solar

TWIN_GAP = re.compile(r"[（(，,、 ]{1,2}\Z")
LAST_TABLE_YEAR, FIRST_TABLE_YEAR = 2026, 1949
"""Years tried for a month and day whose lunar twin fixes the year; the latest that fits wins."""


def lunar_twin(text: str, mentions: list[Candidate], number: int) -> Point | None:
    """The lunar month and day that stand directly behind a DATE mention; None where nothing such does."""
    if number + 1 >= len(mentions):
        return None
    mention, following = mentions[number], mentions[number + 1]
    point = Point.from_data(following.data["expression"]["first"])
    if not TWIN_GAP.fullmatch(text[mention.end : following.start]):
        return None
    if point.festival and point.festival.startswith("L") and point.festival[1:3].isdecimal():
        month, day = point.festival[1:6].split("-")
        return Point(month=int(month), day=int(day), lunar=True)
    return point if point.lunar and point.month is not None and point.day is not None else None


def twin_year(day: Point, twin: Point, near: list[int], mentions: list[Candidate], *, any_year: bool) -> int | None:
    """The year in which a month and day fall on a lunar day.

    Args:
        day: Month and day.
        twin: The lunar month and day.
        near: Years to begin with, each with its neighbours; then the years that the mentions name.
        mentions: All DATE mentions.
        any_year: Whether to go on with all years of the table, the latest first.
    """
    told = [year for one in mentions if (year := one.data["expression"]["first"].get("year")) is not None]
    around = [year + step for year in dict.fromkeys([*near, *told]) for step in (0, -1, 1)]
    others = range(LAST_TABLE_YEAR, FIRST_TABLE_YEAR, -1) if any_year else ()
    return next((year for year in dict.fromkeys([*around, *others]) if _is_lunar(year, day, twin)), None)


def _is_lunar(year: int, day: Point, twin: Point) -> bool:
    try:
        lunar = lunar_from_solar(date(year, day.month or 1, day.day or 1))
    except ValueError:
        return False
    return lunar is not None and lunar[1:3] == (twin.month, twin.day)
