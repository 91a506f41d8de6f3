"""What every record shares: frozen, closed, serialisable."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, PlainSerializer

MOST_DIGITS = 10_000
"""Of a number written plainly: ``1E+999999999`` would fill the memory with zeros."""


class Label(StrEnum):
    """The six kinds of mention, as the annotation guideline names them."""

    PERSON = "PERSON"
    POST = "POST"
    ORG = "ORG"
    PLACE = "PLACE"
    DATE = "DATE"
    QUANTITY = "QUANTITY"


def format_decimal(number: Decimal) -> str:
    """Write a number plainly: no exponent, no trailing zeros.

    >>> format_decimal(Decimal("1.50E+3")), format_decimal(Decimal("0.0460"))
    ('1500', '0.046')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _writable(number: Decimal) -> Decimal:
    if abs(number.adjusted()) > MOST_DIGITS:
        raise ValueError(f"a number of more than {MOST_DIGITS:,} digits, written plainly")
    return number


PlainDecimal = Annotated[
    Decimal, AfterValidator(_writable), PlainSerializer(format_decimal, return_type=str, when_used="json")
]
Ids = tuple[str, ...]


class Record(BaseModel):
    """One immutable record; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(Record):
    """A stretch of the input, in code points, half-open."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Mention(Record):
    """One place in the text that names something.

    Attributes:
        id: ``m1``, ``m2`` … in text order.
        label: Which of the six kinds.
        start: First code point of the input, from 0.
        end: One past the last code point: ``text[start:end] == mention.text``.
        text: The characters as they stand in the input, noise included.
        norm: The same in clean simplified characters.
        record: Id of the record that this mention belongs to.
        rule: Name of the rule, lexicon or model that made it.
        score: Probability that the mention is right, or null where none is known.
    """

    id: str
    label: Label
    start: int
    end: int
    text: str
    norm: str
    record: str
    rule: str
    score: FiniteFloat | None = None


class Link(Record):
    """A relation between two records, with the rule and the words that support it."""

    id: str
    kind: str
    source: str
    target: str
    rule: str
    evidence: TextSpan


class Repair(Record):
    """One damaged stretch of the input and what it was read as.

    Attributes:
        start: First code point of the damaged stretch in the input.
        end: One past its last.
        kind: ``pinyin``, ``mojibake``, ``linebreak`` or ``space``.
        original: The input's characters.
        repaired: What they were read as (may be empty).
    """

    start: int
    end: int
    kind: str
    original: str
    repaired: str
