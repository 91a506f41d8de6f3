"""Readings of clean text as it stands, for the finders of dates and quantities: every character its own word."""

from __future__ import annotations

from decimal import Decimal

from partyie.components.anchors import anchor_dates
from partyie.components.dates import find_dates
from partyie.components.quantities import find_quantities
from partyie.components.reading import Candidate, Reading
from partyie.records.base import format_decimal
from partyie.text.offsets import OffsetMap


def plain_reading(text: str) -> Reading:
    """A Reading whose clean text is ``text``."""
    return Reading(text, OffsetMap(len(text)), (), "simplified", bytearray(b"\1" * (len(text) + 1)))


def anchored(text: str, reference: str | None = None, **facts: str) -> Reading:
    """A Reading whose mentions are its dates, resolved."""
    reading = plain_reading(text)
    reading.facts.update(facts)
    reading.mentions = find_dates(reading)
    anchor_dates(reading, reference)
    return reading


def dates_in(text: str, reference: str | None = None, **facts: str) -> list[tuple[str, str]]:
    """Surface and value of each date, in text order."""
    return [(text[date.start : date.end], date.data["value"]) for date in anchored(text, reference, **facts).mentions]


def quantities(text: str) -> list[Candidate]:
    """The quantities of a text that no date takes."""
    reading = plain_reading(text)
    reading.candidates = find_dates(reading)
    return find_quantities(reading)


def quantities_in(text: str) -> list[tuple[str, str, str]]:
    """Surface, value (``low..high`` for a range) and unit of each quantity, in text order."""
    return [(text[one.start : one.end], written(one), one.data["unit"]) for one in quantities(text)]


def written(quantity: Candidate) -> str:
    """The value as the guideline writes it; shares rounded to four places."""
    value, lower, upper = (quantity.data[name] for name in ("value", "lower", "upper"))
    return _plain(value) if value is not None else f"{_plain(lower)}..{_plain(upper)}"


def _plain(number: Decimal) -> str:
    return format_decimal(round(number, 4) if number != number.to_integral_value() else number)
