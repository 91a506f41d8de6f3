"""What a date expression says by itself: points of the calendar with gaps, and how they are written as values."""

from __future__ import annotations

from typing import Any, NamedTuple

from partyie.text.calendar import days_in_month

UNKNOWN_YEAR, UNKNOWN = "XXXX", "XX"
TENDAYS = {1: (1, 10), 2: (11, 20), 3: (21, 31), 4: (1, 20), 5: (11, 31), 6: (1, 15), 7: (16, 31)}
"""First and last day of 上旬, 中旬, 下旬, 上中旬, 中下旬, 上半月 and 下半月; 31 is the last day of any month."""


class Point(NamedTuple):
    """A point of the calendar as far as the words name it; None where they are silent.

    Attributes:
        year: Gregorian year; negative before our era.
        years: First and last year of a period (dynasty, plan, 2024—2026年).
        month: 1-12, in the calendar that ``lunar`` names.
        months: First and last month of a stretch (前三季度).
        day: Of the month.
        tenday: Key of `TENDAYS`.
        weekday: 1 (Monday) to 7.
        nth: What is counted in the year or month (``week``, ``day``, ``1``-``7`` for a weekday), and its first and
            last number: from 1 on, or from -1 backwards (上月最后五天 is day -5 to -1).
        span: Part of a year: ``Q1``-``Q4``, ``H1``, ``H2``, ``SP``, ``SU``, ``FA``, ``WI``; of a week: ``WE``.
        part: Part of the day: ``MO``, ``DT``, ``AF``, ``EV``, ``NI``.
        hours: First and last hour of that part (凌晨 0-6); above 24 on the next day.
        hour: 0-24, minute and second as on a clock.
        minute: See ``hour``.
        second: See ``hour``.
        decade: Year without its last digit (199); 9 alone is some century's 九十年代.
        century: Hundreds of the year: 18 for the nineteenth century.
        unit: What ``shift`` counts: ``year``, ``month``, ``week``, ``day``, ``quarter``, ``anniversary`` (the same
            day so many months away) or ``eve`` (the day before that).
        shift: How many units away from the base.
        base: What a relative word counts from: ``document``, ``year`` or ``previous``.
        same: ``period``: the stretch of the date before, in another year (去年同期).
        festival: A value code of ``date_words.tsv``: ``05-01``, ``L08-15``, ``term=清明``.
        cyclic: Stem and branch, or animal, of a year.
        lunar: Whether month and day are lunar.
        leap: Whether the lunar month is a leap month.
        era: Whether the year was written in a reign, a dynasty or the Republic.
        modifier: ``APPROX``, ``START``, ``MID``, ``END`` or None.
        value: The value where no parts can say it (a week, a lunar month); set when resolved.
    """

    year: int | None = None
    years: tuple[int, int] | None = None
    month: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None
    tenday: int | None = None
    weekday: int | None = None
    nth: tuple[str, int, int] | None = None
    span: str | None = None
    part: str | None = None
    hours: tuple[int, int] | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    decade: int | None = None
    century: int | None = None
    unit: str | None = None
    shift: int | None = None
    base: str | None = None
    same: str | None = None
    festival: str | None = None
    cyclic: str | None = None
    lunar: bool | None = None
    leap: bool | None = None
    era: bool | None = None
    modifier: str | None = None
    value: str | None = None

    def to_data(self) -> dict[str, Any]:
        """The parts that are known, as plain values."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in self.known().items()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Point:
        """Read what :meth:`to_data` wrote."""
        plain: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in data.items()}
        return cls(**plain)

    def known(self) -> dict[str, Any]:
        """The parts that are known, by name."""
        return {name: value for name, value in zip(self._fields, self, strict=True) if value is not None}

    def joined(self, other: Point) -> Point | None:
        """Both together; None where they contradict each other."""
        parts = [mine if theirs is None else theirs for mine, theirs in zip(self, other, strict=True)]
        contradicts = any(mine is not None and mine != both for mine, both in zip(self, parts, strict=True))
        return None if contradicts else Point._make(parts)

    @property
    def has_clock(self) -> bool:
        """Whether an hour or a part of the day is named."""
        return self.hour is not None or self.part is not None

    @property
    def has_day(self) -> bool:
        """Whether one day is named, be it relative to another."""
        counted = self.nth is not None and self.nth[0] != "week" and self.nth[1] == self.nth[2]
        named = self.day is not None or self.weekday is not None or self.festival is not None
        return named or counted or self.unit == "day"

    @property
    def calendar(self) -> str:
        """``gregorian``, ``lunar`` or ``era``, as the words have it."""
        if self.lunar or (self.festival or "").startswith("L"):
            return "lunar"
        return "era" if self.era or self.cyclic else "gregorian"


def year_text(year: int | None) -> str:
    """Four digits, a minus sign before our era, XXXX when unknown."""
    if year is None:
        return UNKNOWN_YEAR
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def point_value(point: Point) -> str:
    """The value of a point whose year, month and day are as known as they will be.

    >>> point_value(Point(month=9, day=18)), point_value(Point(year=2021, span="H1"))
    ('XXXX-09-18', '2021-H1')
    """
    if point.value:
        return point.value
    if point.years:
        return f"{year_text(point.years[0])}/{year_text(point.years[1])}"
    if point.lunar and point.month is not None:
        return year_text(point.year)  # not converted: its month is none of the Gregorian year
    if point.century is not None:
        return f"{point.century:02d}"
    if point.decade is not None:
        return f"{point.decade:03d}" if point.decade >= 100 else f"XX{point.decade}"
    year = year_text(point.year)
    if point.months:
        first, last = point.months
        return f"{year}-{first:02d}/{year}-{last:02d}"
    if point.span:
        return f"{year}-{point.span}"
    return _month_value(point, year)


def _month_value(point: Point, year: str) -> str:
    if point.month is not None and point.tenday:
        first, last = TENDAYS[point.tenday]
        last = last if last < 31 else _last_day(point)
        return f"{year}-{point.month:02d}-{first:02d}/{year}-{point.month:02d}-{last:02d}"
    if point.month is not None and point.day is not None:
        return f"{year}-{point.month:02d}-{point.day:02d}{_clock_value(point)}"
    if point.month is not None:
        return f"{year}-{point.month:02d}"
    if point.day is not None or point.tenday or point.unit == "day" or point.weekday or point.festival:
        return f"{year}-{UNKNOWN}-{point.day or UNKNOWN:0>2}{_clock_value(point)}"
    return _clock_value(point) if point.has_clock and point.year is None else year


def _last_day(point: Point) -> int:
    return days_in_month(point.year or 0, point.month or 1)


def _clock_value(point: Point) -> str:
    if point.hour is None:
        return f"T{point.part}" if point.part else ""
    clock = f"T{point.hour:02d}:{point.minute or 0:02d}"
    return f"{clock}:{point.second:02d}" if point.second else clock
