"""What a date may lean on when its words leave something unsaid."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from partyie.components.date_points import Point
from partyie.text.calendar import FIRST_YEAR, LAST_YEAR, is_date


@dataclass(frozen=True, slots=True)
class Known:
    """A date to lean on: year, perhaps month and day, and the value it was written as."""

    year: int
    month: int | None = None
    day: int | None = None
    value: str = ""

    @property
    def full(self) -> date | None:
        """The day, when it is one that has neighbours on the calendar."""
        if self.month is None or self.day is None or not FIRST_YEAR < self.year < LAST_YEAR:
            return None
        return date(self.year, self.month, self.day) if is_date(self.year, self.month, self.day) else None


@dataclass(frozen=True, slots=True)
class Context:
    """What a date may lean on.

    Attributes:
        document: The document's own date, or a reference date.
        label: What ``document`` is: ``document`` or ``reference``.
        previous: The nearest date before with a known year.
        previous_day: The nearest date before that is one day.
        carried: The date whose year holds here for certain: a chronicle's heading, the same sentence.
        reporting: The year that the document reports on.
        clock_day: The day that a bare time of day belongs to.
        seen: Years of months and days already told.
        twin: The date of another calendar right before this one.
        prefer: ``future`` or ``past``: where a weekday or a festival alone lies, and to which side a day of the month
            leans; None as documents tell.
        last_day: The day on which a range ends that names no other month (30日至31日).
        deadline: Whether something is due before this date (10月底前完成).
    """

    document: Known | None = None
    label: str = "document"
    previous: Known | None = None
    previous_day: Known | None = None
    carried: Known | None = None
    reporting: int | None = None
    clock_day: date | None = None
    seen: dict[tuple[int, int], int] = field(default_factory=dict)
    twin: Known | None = None
    deadline: bool = False
    last_day: int | None = None
    prefer: str | None = None


def on_side(days: list[date], near: date, prefer: str | None) -> list[date]:
    """The days on the preferred side of a date, that date itself included."""
    if prefer == "future":
        return [day for day in days if day >= near]
    return [day for day in days if day <= near] if prefer == "past" else days


Filled = tuple[Point, str | None]
"""The fuller point, and what the added part was taken from (None: nothing was added)."""


def on_day(point: Point, day: date) -> Point:
    """The point on a known day."""
    return point._replace(year=day.year, month=day.month, day=day.day)
