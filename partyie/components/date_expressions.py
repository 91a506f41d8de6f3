"""Whole date expressions: pieces joined from coarse to fine, two points joined to a range.

point = piece [gap] piece …      ranks rise: year, month, day, weekday, part of day, clock, blur
range = point (至|到|—|～) point | point 至今 | point —
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from partyie.components.date_atoms import atoms
from partyie.components.date_points import Point
from partyie.components.date_rules import (
    BLUR,
    CLOCK,
    DAY,
    MONTH,
    PART_OF_YEAR,
    POSITION,
    RANGE_SIGN,
    WEEKDAY,
    YEAR,
    Atom,
)
from partyie.text.calendar import is_date

TO = re.compile(rf"(?:起|始)?(?:,|，)?{RANGE_SIGN}")
UNTIL_NOW = re.compile(r" ?(?:—{1,2}|－|-{1,2}|–|~|～)? ?(?:起?至今|(?<=[—－–~～-])今(?![年天日后晚早春夏秋冬]))")
AND, BETWEEN = re.compile(r" ?[和与跟] ?"), re.compile(r" ?之?间(?![断接隔])")
WEEKDAY_GAP = re.compile(r"[,，]? ?")
OPEN_DASH = re.compile(r"(?:—{1,2}|-{1,2}|－|–)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression.

    Attributes:
        start: First code point.
        end: One past the last.
        first: The point, or the beginning of the range.
        last: The end of the range; None for a point.
        open: Whether the range has no end (至今).
        names: The rules of its pieces, in order.
    """

    start: int
    end: int
    first: Point
    last: Point | None = None
    open: bool = False
    names: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The points as plain data."""
        last = self.last.to_data() if self.last else None
        return {"first": self.first.to_data(), "last": last, "open": self.open}

    @classmethod
    def from_data(cls, start: int, end: int, data: dict[str, Any]) -> Expression:
        """Read what :meth:`to_data` wrote; the names of the rules aren't kept."""
        last = Point.from_data(data["last"]) if data["last"] else None
        return cls(start, end, Point.from_data(data["first"]), last, data["open"])


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces joined to one point."""

    start: int
    end: int
    point: Point
    rank: int
    names: tuple[str, ...]
    bare: str = ""


def expressions(text: str) -> Iterator[Expression]:
    """The date expressions of a text, left to right, none overlapping; impossible days are left out."""
    runs = _with_weekdays(text, list(_runs(text)))
    at = 0
    while at < len(runs):
        run = runs[at]
        following = runs[at + 1] if at + 1 < len(runs) else None
        joined = _range(text, run, following) if following else None
        if joined:
            at += 2
            yield joined
            continue
        at += 1
        single = None if run.bare else _single(text, run)
        if single and _is_possible(single.first):
            yield single


def _single(text: str, run: _Run) -> Expression:
    open_end = UNTIL_NOW.match(text, run.end) or (_is_resume_date(run) and OPEN_DASH.match(text, run.end)) or None
    end = open_end.end() if open_end else run.end
    return Expression(run.start, end, run.point, open=open_end is not None, names=run.names)


def _is_resume_date(run: _Run) -> bool:
    return run.names in (("year_month_digits",), ("year", "month"))


def _range(text: str, first: _Run, last: _Run) -> Expression | None:
    """Two points with a range sign between them; the second takes over what it leaves unsaid."""
    names = (*first.names, "to", *last.names)
    if first.names == last.names == ("season_of_year",) and first.end == last.start:
        return Expression(first.start, last.end, first.point, last.point, names=names)  # 今冬明春
    sign = TO.match(text, first.end)
    if sign is None or sign.end() != last.start or not _may_follow(first, last):
        return None
    if first.bare and first.bare not in text[last.start : last.end]:
        return None
    end = _completed(first.point, _in_the_afternoon(first, last))
    if not (_is_possible(first.point) and _is_possible(end)):
        return None
    return Expression(first.start, last.end, first.point, end, names=names)


def between(text: str, first: Expression, last: Expression) -> Expression | None:
    """三月和九月之间, 2007年与2009年间: two dates as the ends of one stretch; None where they are only listed."""
    if first.last or last.last or not AND.fullmatch(text[first.end : last.start]):
        return None
    if not BETWEEN.match(text, last.end):
        return None
    end = _completed(first.first, last.first)
    return Expression(first.start, last.end, first.first, end, names=(*first.names, "to", *last.names))


def _may_follow(first: _Run, last: _Run) -> bool:
    """A clock does not lead to a year, nor a month to a part of the day."""
    if first.point.has_clock and first.point.hour is not None:
        return last.point.has_clock
    return not (last.point.hour is not None and not first.point.has_day and not first.point.has_clock)


COARSE = ("year", "month", "day", "lunar")


def _completed(first: Point, last: Point) -> Point:
    """8日 of 3月5日至8日 is in March; 6时 of 下午2时至6时 in the afternoon."""
    if last.unit or last.years or last.festival:
        return last
    missing: dict[str, object] = {}
    for name in COARSE[: _coarsest(last)]:
        if getattr(last, name) is None and getattr(first, name) is not None:
            missing[name] = getattr(first, name)
    if _coarsest(last) and last.year is None and first.unit in ("year", "month"):
        missing |= {"unit": first.unit, "shift": first.shift, "base": first.base}
    return replace(last, **missing)  # type: ignore[arg-type]  # the names are those of Point's fields


def _in_the_afternoon(first: _Run, last: _Run) -> Point:
    """下午2:30至6:00: the part of the day holds for the end too."""
    start, end = first.point.hour, last.point.hour
    spoken = "part" in first.names and last.point.known().keys() <= {"hour", "minute", "second"}
    if spoken and start is not None and end is not None and start >= 12 and end < 12 <= start < end + 12:
        return replace(last.point, hour=end + 12)
    return last.point


def _coarsest(point: Point) -> int:
    """How many of `COARSE` a range's end takes over: all above its own coarsest part."""
    if point.year is not None:
        return 0
    if point.month is not None or point.span or point.months:
        return 1
    if point.day is not None or point.tenday:
        return 2
    return 3 if point.has_clock else 0


def _is_possible(point: Point) -> bool:
    """2月30日 and 13月 are no dates."""
    if point.month is not None and point.day is not None:
        return point.day <= 30 if point.lunar else is_date(point.year, point.month, point.day)
    return True


def _runs(text: str) -> Iterator[_Run]:
    """Join the pieces that stand together."""
    run: _Run | None = None
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


def _with_weekdays(text: str, runs: list[_Run]) -> list[_Run]:
    """A weekday right before its date belongs to it: 星期三，2月10日."""
    joined: list[_Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and before.names == ("weekday",) and run.point.day is not None and run.point.weekday is None:
            if WEEKDAY_GAP.fullmatch(text[before.end : run.start]):
                point = replace(run.point, weekday=before.point.weekday)
                joined[-1] = replace(run, start=before.start, point=point, names=(*before.names, *run.names))
                continue
        joined.append(run)
    return joined


def _opened(atom: Atom) -> _Run | None:
    if not atom.opens:
        return None
    return _Run(atom.start, atom.end, atom.point, atom.last, (atom.name,), atom.bare)


def _joined(text: str, run: _Run, atom: Atom) -> _Run | None:
    """The run with one more piece, if the piece is finer, stands close enough and doesn't contradict."""
    if run.bare or not atom.joins or not _is_finer(run, atom) or not _is_close(text, run, atom):
        return None
    point = _merged(run, atom)
    if point is None:
        return None
    return _Run(run.start, atom.end, point, max(run.rank, atom.last), (*run.names, atom.name), atom.bare)


def _is_finer(run: _Run, atom: Atom) -> bool:
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
    if atom.last == DAY and atom.first == DAY and run.rank not in (YEAR, MONTH):
        return False
    return run.rank < atom.first


def _is_that_evening(run: _Run, atom: Atom) -> bool:
    """清明当晚, 8月1日当晚."""
    return (
        atom.point.unit == "day"
        and atom.point.shift == 0
        and atom.point.part is not None
        and run.point.has_day
        and run.rank <= WEEKDAY
    )


def _is_that_month(run: _Run, atom: Atom) -> bool:
    """上年同月."""
    return (
        atom.point.unit == "month" and atom.point.base == "previous" and run.point.unit == "year" and run.rank == YEAR
    )


def _merged(run: _Run, atom: Atom) -> Point | None:
    point = atom.point
    if atom.name == "relative":
        point = Point(part=point.part) if point.part else Point(same="period")
    if atom.name == "end_of":
        point = Point(modifier=point.modifier)
    if atom.name == "bracketed_day":
        return run.point  # the word gives the day; the bracket only repeats it
    if atom.first == CLOCK and run.point.part and point.hour is not None:
        return _on_the_clock(run.point, point)
    if point.modifier and run.point.modifier:
        point = replace(point, modifier=None)
    return run.point.joined(point)


def _on_the_clock(day: Point, clock: Point) -> Point | None:
    """下午3时 is 15:00; 凌晨4时 is 04:00; the hour makes the part of the day needless."""
    hour = clock.hour or 0
    latest_morning = {"AF": 0, "EV": 0, "NI": 7}.get(day.part or "", 12)  # from this hour to twelve it is evening
    midnight = hour == 12 and day.part in ("EV", "NI")  # 晚上12点 ends the day
    if midnight or latest_morning <= hour < 12 or (day.part == "DT" and hour < 6):
        hour += 12
    return replace(day, part=None, hours=None).joined(replace(clock, hour=hour))


def _is_close(text: str, run: _Run, atom: Atom) -> bool:
    """Pieces touch, but for a blank before a clock or a weekday and a T before a clock."""
    gap = text[run.end : atom.start]
    if not gap:
        return True
    if atom.first == CLOCK or atom.name == "part":
        return gap == "T" or (gap == " " and _is_dateline(run))
    if atom.name in ("weekday", "bracketed_weekday"):
        return gap in (" ", "，", "  ") and run.point.has_day
    return gap == " " and run.rank < DAY and atom.name in ("month", "day")


def _is_dateline(run: _Run) -> bool:
    """2021-12-29 08:30 and 2号晚上 11点 are one; 3月29日 7:40 of a timetable are two."""
    if run.names[-1] == "part":
        return True
    return run.point.has_day and (run.point.year is not None or run.names[0] == "month_day_digits")
