"""One amount: a number as far as the text fixes it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from partyie.text.numerals import parse_numeral

MORE, APPROX = "MORE_THAN", "APPROX"


class Amount(NamedTuple):
    """A number as far as the text fixes it.

    Attributes:
        value: The number; None for a range.
        lower: Lowest number meant, inclusive; None unless a range.
        upper: Highest number meant, inclusive; None unless a range.
        modifier: ``LESS_THAN``, ``MORE_THAN``, ``APPROX``, ``EQUAL_OR_LESS`` or None.
        share: Whether it is a part of a whole (成, 百分之) and takes no unit.
    """

    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    modifier: str | None = None
    share: bool = False

    def times(self, factor: Decimal) -> Amount:
        """The amount in a unit ``factor`` times smaller."""
        return self._mapped(lambda number: number * factor)

    def plus(self, number: Decimal) -> Amount:
        """The amount and an exact number more (一年 + 半)."""
        return self._mapped(lambda part: part + number)

    def _mapped(self, change: Callable[[Decimal], Decimal]) -> Amount:
        value, lower, upper = (part if part is None else change(part) for part in (self.value, self.lower, self.upper))
        return self._replace(value=value, lower=lower, upper=upper)

    def modified(self, modifier: str | None) -> Amount:
        """The amount under one more modifier; two that contradict each other leave only APPROX."""
        if modifier is None or modifier == self.modifier:
            return self
        return self._replace(modifier=APPROX if self.modifier else modifier)

    @property
    def low(self) -> Decimal:
        """The lowest number meant."""
        return self.value if self.value is not None else self.lower if self.lower is not None else Decimal(0)

    @property
    def high(self) -> Decimal:
        """The highest number meant."""
        return self.value if self.value is not None else self.upper if self.upper is not None else Decimal(0)


Reading = tuple[Amount, int]
"""An amount and where it ends."""

RANGE_SIGN = "(?:至|到|—{1,2}|－|-{1,2}|–|~|～|―+|ー)"
"""Regex of what leads from the beginning of a range to its end."""

PAIRS = "一两|一二|二三|两三|三四|四五|五六|六七|七八|八九|三五"
"""Neighbouring digits that together mean a range (两三)."""


def amount_range(low: Decimal, high: Decimal, modifier: str | None = None, *, share: bool = False) -> Amount:
    """An amount between two numbers."""
    return Amount(lower=low, upper=high, modifier=modifier, share=share)


def pair_digits(pair: str) -> tuple[Decimal, Decimal]:
    """两三 is 2 and 3."""
    return parse_numeral(pair[0]), parse_numeral(pair[1])


def scale_value(text: str | None) -> Decimal:
    """百万 is a million; nothing is one."""
    return parse_numeral(text) if text else Decimal(1)
