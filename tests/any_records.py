"""Records that hold hostile strings and numbers everywhere: what a table must give back as it was.

Hypothesis draws the strings and numbers; which of them stands where is dealt out by a seed, as records have too many
fields to draw each.
"""

from __future__ import annotations

import types
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from partyie.formats.columns import FAMILIES
from partyie.records import Extraction, Failure, FailureReason, Label, Record

PIECES = [
    "𠮷", "\r\n", "\r", "\n", "\u3000", "👩‍👩‍👧", '"', '""', "'", "'=", "; ", ";", "[", "]", '["', ",", "=1+1", "-", "＝", "@",
    "\t", "张三", " ", "\u2028", "\x85", "\x00", "\ufeff", "\\", "true", "null", "NULL", "\\N", "0", "1e5", "{", "e\u0301",
]  # fmt: skip
STRINGS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=5
)
NUMBERS = [
    Decimal("0.1"),
    Decimal("12345678901234567890.5"),
    Decimal(2) / Decimal(3),
    Decimal("1E+30"),
    Decimal("-0.0"),
]
DECIMALS = st.decimals(-(10**20), 10**20, allow_nan=False) | st.sampled_from(NUMBERS)
INSTANTS = [datetime(1, 1, 1), datetime(2021, 9, 29, 8, 30), datetime(9999, 12, 31, 23, 59, 59)]


class Dealer:
    """Deals strings and numbers out to records."""

    def __init__(self, strings: list[str], numbers: list[Decimal], seed: int) -> None:
        self.strings, self.numbers, self.random = strings, numbers, Random(seed)

    def run(self) -> list[Extraction | Failure]:
        """Up to four inputs; some of one name, some without."""
        return [self.failure() if self.random.random() < 0.3 else self.extraction() for _ in range(self.some(4))]

    def some(self, most: int) -> int:
        return self.random.randint(0, most)

    def extraction(self) -> Extraction:
        head: dict[str, Any] = {**dict(self.record(Extraction)), "source": self.source()}
        return Extraction(**head | {name: self.records(record) for name, record in FAMILIES.items()})

    def failure(self) -> Failure:
        return Failure(source=self.source(), error=self.record(FailureReason))

    def source(self) -> str | None:
        return self.random.choice([None, "", "a", "a #2", *self.strings])

    def records(self, record: type[Record]) -> tuple[Any, ...]:
        return tuple(self.record(record) for _ in range(self.some(3)))

    def record(self, record: type[Record]) -> Any:
        hints = get_type_hints(record)
        return record(**{name: self.value(hints[name]) for name in record.model_fields})

    def value(self, hint: Any) -> Any:
        """Anything of a field's type."""
        origin = get_origin(hint)
        if origin is types.UnionType or type(None) in get_args(hint):
            return None if self.random.random() < 0.3 else self.value(get_args(hint)[0])
        if origin is Literal:
            return self.random.choice(get_args(hint))
        if origin is tuple:
            return tuple(self.value(get_args(hint)[0]) for _ in range(self.some(3))) if get_args(hint)[0] is str else ()
        if isinstance(hint, type) and issubclass(hint, Record):
            return self.record(hint)
        choices: dict[Any, list[Any]] = {
            str: self.strings, Decimal: self.numbers, datetime: INSTANTS, Label: list(Label), bool: [True, False],
            int: [0, 7, 2**40], float: [0.1, 1 / 3, 1e-300],
        }  # fmt: skip
        return self.random.choice(choices[hint])


RUNS = st.builds(
    Dealer,
    st.lists(STRINGS, min_size=1, max_size=8),
    st.lists(DECIMALS, min_size=1, max_size=3),
    st.integers(0, 2**32),
).map(Dealer.run)
