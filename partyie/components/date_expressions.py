"""Whole date expressions: pieces joined from coarse to fine, two points joined to a range.

point = piece [gap] piece …      ranks rise: year, month, day, weekday, part of day, clock, blur
range = point (至|到|—|～) point | point 至今 | point —
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from partyie.components.date_joining import Run, runs
from partyie.components.date_order import behind_first
from partyie.components.date_points import Point
from partyie.components.date_rules import RANGE_SIGN
from partyie.text import lazy_re as re
from partyie.text.calendar import is_date

TO = re.compile(rf"(?:起|始)?(?:,|，)?{RANGE_SIGN}")
UNTIL_NOW = re.compile(
    r" ?(?:—{1,2}|－|-{1,2}|–|~|～)? ?"
    r"(?:起?至今|(?<=[—－–~～-])今(?![年天日后晚早春夏秋冬]))"
)
AND, BETWEEN = re.compile(r" ?[和与跟] ?"), re.compile(r" ?之?间(?![断接隔])")
OPEN_DASH = re.compile(r"(?:—{1,2}|-{1,2}|－|–)(?=\s|$)")


class Expression(NamedTuple):
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


def expressions(text: str) -> Iterator[Expression]:
    """The date expressions of a text, left to right, none overlapping; impossible days are left out."""
    found = runs(text)
    at = 0
    while at < len(found):
        run = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        joined = _range(text, run, following) if following else None
        if joined:
            at += 2
            yield joined
            continue
        at += 1
        single = None if run.bare else _single(text, run)
        if single and _is_possible(single.first):
            yield single


def _single(text: str, run: Run) -> Expression:
    open_end = UNTIL_NOW.match(text, run.end) or (_is_resume_date(run) and OPEN_DASH.match(text, run.end)) or None
    end = open_end.end() if open_end else run.end
    return Expression(run.start, end, run.point, open=open_end is not None, names=run.names)


def _is_resume_date(run: Run) -> bool:
    return run.names in (("year_month_digits",), ("year", "month"))


def _range(text: str, first: Run, last: Run) -> Expression | None:
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


def _may_follow(first: Run, last: Run) -> bool:
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
    completed = last._replace(**missing)  # type: ignore[arg-type]  # the names are those of Point's fields
    return behind_first(first, completed, frozenset(missing))


def _in_the_afternoon(first: Run, last: Run) -> Point:
    """下午2:30至6:00: the part of the day holds for the end too."""
    start, end = first.point.hour, last.point.hour
    spoken = "part" in first.names and last.point.known().keys() <= {"hour", "minute", "second"}
    if spoken and start is not None and end is not None and start >= 12 and end < 12 <= start < end + 12:
        return last.point._replace(hour=end + 12)
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
