"""Pieces of dates that stand together become one point: which may join which, and what they say together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partyie.components.date_atoms import atoms
from partyie.components.date_points import Point
from partyie.components.date_rules import (
    BLUR,
    CLOCK,
    DAY,
    MONTH,
    PART_OF_YEAR,
    POSITION,
    WEEKDAY,
    YEAR,
    Atom,
)
from partyie.text import lazy_re as re

WEEKDAY_GAP = re.compile(r"[,，]? ?")


class Run(NamedTuple):
    """Pieces joined to one point."""

    start: int
    end: int
    point: Point
    rank: int
    names: tuple[str, ...]
    bare: str = ""


def _plain_runs(text: str) -> Iterator[Run]:
    """Join the pieces that stand together."""
    run: Run | None = None
    for atom in atoms(text):
        longer = _joined(text, run, atom) if run else None
        if longer:
            run = longer
            continue
        if run:
            yield run
        run = _opened(atom)
    if run:
        yield run


def runs(text: str) -> list[Run]:
    """The points of a text, left to right; a weekday right before its date belongs to it (星期三，2月10日)."""
    joined: list[Run] = []
    for run in _plain_runs(text):
        if joined and _is_weekday_of(text, joined[-1], run):
            before = joined.pop()
            point = run.point._replace(weekday=before.point.weekday)
            run = run._replace(start=before.start, point=point, names=(*before.names, *run.names))
        joined.append(run)
    return joined


def _is_weekday_of(text: str, before: Run, run: Run) -> bool:
    dated = run.point.day is not None and run.point.weekday is None
    return dated and before.names == ("weekday",) and WEEKDAY_GAP.fullmatch(text[before.end : run.start]) is not None


def _opened(atom: Atom) -> Run | None:
    if not atom.opens:
        return None
    return Run(atom.start, atom.end, atom.point, atom.last, (atom.name,), atom.bare)


def _joined(text: str, run: Run, atom: Atom) -> Run | None:
    """The run with one more piece, if the piece is finer, stands close enough and doesn't contradict."""
    if run.bare or not atom.joins or not _is_finer(run, atom) or not _is_close(text, run, atom):
        return None
    point = _merged(text, run, atom)
    if point is None:
        return None
    return Run(run.start, atom.end, point, max(run.rank, atom.last), (*run.names, atom.name), atom.bare)


def _is_finer(run: Run, atom: Atom) -> bool:
    if atom.name == "relative":
        return _is_that_evening(run, atom) or _is_that_month(run, atom)
    if atom.name == "end_of":  # 今年年底, 3月月底
        return (atom.point.unit == "year" and run.rank == YEAR) or (atom.point.unit == "month" and run.rank == MONTH)
    if atom.name == "position":
        return run.rank in (YEAR, MONTH) or run.names[-1] == "quarter" or run.point.unit == "quarter"
    if atom.name == "season":
        return run.rank == YEAR
    if atom.name == "part" and run.rank < POSITION and not run.point.has_day:
        return False
    if atom.point.nth is not None:
        return run.rank in (YEAR, MONTH) and run.point.nth is None
    if atom.name in ("same", "this_day"):
        return run.rank in (YEAR, PART_OF_YEAR, MONTH)
    if atom.name == "bracketed_day":
        return run.point.unit in ("day", "week") and run.point.day is None
    if atom.name == "blur":
        return run.rank < BLUR and run.point.years is None
    if atom.name == "day" and run.rank == YEAR and run.point.year is not None:
        return False  # 2022年1号文件
    if atom.last == DAY and atom.first == DAY and run.rank not in (YEAR, MONTH):
        return False
    return run.rank < atom.first


def _is_that_evening(run: Run, atom: Atom) -> bool:
    """清明当晚, 8月1日当晚."""
    return (
        atom.point.unit == "day"
        and atom.point.shift == 0
        and atom.point.part is not None
        and run.point.has_day
        and run.rank <= WEEKDAY
    )


def _is_that_month(run: Run, atom: Atom) -> bool:
    """上年同月."""
    return (
        atom.point.unit == "month" and atom.point.base == "previous" and run.point.unit == "year" and run.rank == YEAR
    )


def _merged(text: str, run: Run, atom: Atom) -> Point | None:
    point = atom.point
    if atom.name == "relative":
        point = Point(part=point.part) if point.part else Point(same="period")
    if atom.name == "end_of":
        point = Point(modifier=point.modifier)
    if atom.name == "bracketed_day":
        return run.point  # the word gives the day; the bracket only repeats it
    if atom.start > run.end and text[run.end : atom.start] in ("约", "大约"):
        point = point._replace(modifier="APPROX")
    if atom.first == CLOCK and run.point.part and point.hour is not None:
        return _on_the_clock(run.point, point)
    if point.modifier and run.point.modifier:
        point = point._replace(modifier=None)
    return run.point.joined(point)


def _on_the_clock(day: Point, clock: Point) -> Point | None:
    """下午3时 is 15:00; 凌晨4时 is 04:00; the hour makes the part of the day needless."""
    hour = clock.hour or 0
    latest_morning = {"AF": 0, "EV": 4, "NI": 7}.get(day.part or "", 12)  # from this hour to twelve it is evening
    before_dawn = day.hours is not None and day.hours[0] == 0
    midnight = hour == 12 and day.part in ("EV", "NI")  # 晚上12点 ends the day, 凌晨12点 begins it
    if midnight and before_dawn:
        hour = 0
    elif hour == 0 and day.part == "EV":  # 晚上0点
        hour = 24
    elif midnight or latest_morning <= hour < 12 or (day.part == "DT" and hour < 6):
        hour += 12
    return day._replace(part=None, hours=None).joined(clock._replace(hour=hour))


def _is_close(text: str, run: Run, atom: Atom) -> bool:
    """Pieces touch, but for a blank before a clock or a weekday and a T before a clock."""
    gap = text[run.end : atom.start]
    if not gap:
        return True
    if atom.first == CLOCK or atom.name == "part":
        if gap in ("约", "大约"):
            return run.point.has_day  # 2月3日约8时
        return gap == "T" or (gap == " " and _is_dateline(run))
    if atom.name in ("weekday", "bracketed_weekday"):
        return gap in (" ", "，", "  ") and run.point.has_day
    return gap == " " and run.rank < DAY and atom.name in ("month", "day")


def _is_dateline(run: Run) -> bool:
    """2021-12-29 08:30 and 2号晚上 11点 are one; 3月29日 7:40 of a timetable are two."""
    if run.names[-1] == "part":
        return True
    return run.point.has_day and (run.point.year is not None or run.names[0] == "month_day_digits")
