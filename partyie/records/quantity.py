"""Quantities: counts, measures, amounts, shares, ages and durations."""

from __future__ import annotations

from partyie.records.base import PlainDecimal, Record


class Quantity(Record):
    """A number with its unit, read exactly.

    Attributes:
        value: The number in units of ``unit`` (万 and 亿 multiplied in); null for a range.
        lower: Lower end of a range, inclusive, or null; ``upper`` likewise.
        modifier: ``APPROX``, ``LESS_THAN``, ``MORE_THAN``, ``EQUAL_OR_LESS``, ``EQUAL_OR_MORE`` or null.
        unit: Unit or classifier, simplified; ``""`` for bare numbers and shares.
        dimension: ``count``, ``money``, ``duration``, ``age``, ``length``, ``area``, ``mass``, ``volume``,
            ``share``, ``temperature`` or ``other``.
        of: The counted noun where one stands beside it.
        mention: Id of its mention; null from ``parse_quantity``.
    """

    id: str
    value: PlainDecimal | None = None
    lower: PlainDecimal | None = None
    upper: PlainDecimal | None = None
    modifier: str | None = None
    unit: str = ""
    dimension: str = "count"
    of: str | None = None
    mention: str | None = None
