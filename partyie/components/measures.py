"""What the grammar of quantities builds: a number with its unit, as it stands in the text."""

from __future__ import annotations

from typing import NamedTuple

from partyie.text.amount import Amount


class Measure(NamedTuple):
    """A quantity as written.

    Attributes:
        start: First code point, approximators included.
        end: One past the last.
        amount: The number in units of ``unit``.
        unit: Name of the unit, ``""`` for none.
        dimension: As `partyie.records.Quantity.dimension`.
        form: The unit as written, ``""`` for none.
        number_end: One past the last code point of the number itself (the unit begins there).
    """

    start: int
    end: int
    amount: Amount
    unit: str = ""
    dimension: str = "count"
    form: str = ""
    number_end: int = 0

    def data(self, of: str | None) -> dict[str, object]:
        """What the record of a quantity needs; ``of`` is the counted noun."""
        amount = self.amount
        return {
            "value": amount.value,
            "lower": amount.lower,
            "upper": amount.upper,
            "modifier": amount.modifier,
            "unit": self.unit,
            "dimension": self.dimension,
            "of": of,
        }
