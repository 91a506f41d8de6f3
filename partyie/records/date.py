"""Dates: points and intervals on the calendar or clock."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from partyie.records.base import Record


class Date(Record):
    """A date as TIMEX3 means it.

    Attributes:
        type: ``DATE``, ``TIME`` (with a clock part) or ``INTERVAL``.
        value: ISO 8601 as in the guideline §4: ``2021-09-29``, ``2015-03/2018-06``, ``XXXX-09-18``.
        earliest: First instant covered; null where the year is unknown.
        latest: First instant no longer covered (half-open).
        modifier: TIMEX3 ``APPROX``, ``START``, ``MID``, ``END``, ``BEFORE``, ``AFTER`` or null.
        anchor: What the missing parts were taken from.
        calendar: The calendar it was written in.
        mention: Id of its mention; null from ``parse_date``.
    """

    id: str
    type: Literal["DATE", "TIME", "INTERVAL"]
    value: str
    earliest: datetime | None = None
    latest: datetime | None = None
    modifier: str | None = None
    anchor: Literal["explicit", "document", "previous", "calendar", "reference"] = "explicit"
    calendar: Literal["gregorian", "lunar", "era"] = "gregorian"
    mention: str | None = None
