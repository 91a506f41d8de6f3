"""The records of one text, and the links between them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, Self, overload

from pydantic import PrivateAttr, ValidationInfo, field_validator

from partyie.errors import InputError, TooLongError
from partyie.records.base import Link, Mention, Record, Repair
from partyie.records.date import Date
from partyie.records.organisation import Organisation
from partyie.records.person import Person
from partyie.records.place import Place
from partyie.records.post import Post, Tenure
from partyie.records.quantity import Quantity

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # pandas-stubs is not among our tools
    import polars
    import pyarrow


class DocumentFacts(Record):
    """What the document says of itself: headline, 文号, issuer, date, script."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    script: Literal["simplified", "traditional", "mixed"] = "simplified"


class Version(Record):
    """What made an extraction: package, model and lexicon versions."""

    package: str
    model: str
    lexicon: str


def text_digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, hexadecimal (lone surrogates kept as they are)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Extraction(Record):
    """Everything read from one text. Lists are in text order; ids are stable: same input, same bytes.

    Attributes:
        source: Name of the input, or null.
        text_sha256: Of the input's UTF-8 bytes.
        length: Of the input, in code points.
    """

    source: str | None = None
    text_sha256: str
    length: int
    document: DocumentFacts
    mentions: tuple[Mention, ...] = ()
    persons: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    posts: tuple[Post, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    dates: tuple[Date, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    links: tuple[Link, ...] = ()
    repairs: tuple[Repair, ...] = ()
    version: Version

    _text: str | None = PrivateAttr(default=None)

    @property
    def text(self) -> str | None:
        """The input, where this extraction still knows it: it isn't serialised."""
        return self._text

    def with_text(self, text: str) -> Self:
        """A copy that knows its input again, as the HTML view needs.

        Raises:
            InputError: The text isn't the one that was extracted.
        """
        if text_digest(text) != self.text_sha256:
            source = self.source or "memory"
            raise InputError(f"the text given is not the one extracted from {source}: its SHA-256 differs")
        copy = self.model_copy()
        copy._text = text
        return copy

    if TYPE_CHECKING:
        # What `partyie.formats.attach` attaches, for type checkers and editors: records know nothing of formats.
        def to_html(self, text: str | None = None) -> str:
            """A self-contained HTML page: coloured text, records beside it."""

        @overload
        def to_frame(self, family: str, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
        @overload
        def to_frame(self, family: str, engine: Literal["polars"]) -> polars.DataFrame: ...
        @overload
        def to_frame(self, family: str, engine: Literal["pyarrow"]) -> pyarrow.Table: ...
        def to_frame(self, family: str, engine: Literal["pandas", "polars", "pyarrow"] = "pandas") -> object:
            """One family of records as a data frame."""

        def _repr_html_(self) -> str: ...


class FailureReason(Record):
    """Why an input failed: a short kind and a sentence."""

    kind: str
    message: str


class TooLong(FailureReason):
    """Why an input beyond a limit wasn't read to its end; see ``partyie.Limits``.

    Attributes:
        limit: Which limit: ``characters`` (code points) or ``seconds`` (of processor time).
        allowed: The limit.
        found: What there is: for ``seconds`` when the text was given up, for a file that is refused by its size the
            fewest code points that it can hold.
    """

    kind: Literal["too_long"] = "too_long"
    limit: Literal["characters", "seconds"]
    allowed: int | float
    found: int | float

    @field_validator("allowed", "found")
    @classmethod
    def _in_unit(cls, value: float, info: ValidationInfo) -> float:
        """Whole code points, seconds with a point: the same bytes again, whatever a table has made of them."""
        return int(value) if info.data.get("limit") == "characters" else float(value)

    @classmethod
    def of(cls, error: TooLongError) -> Self:
        """The record of an error."""
        return cls(message=str(error), limit=error.limit, allowed=error.allowed, found=error.found)


class Failure(Record):
    """What an output line holds when an input failed."""

    source: str | None
    error: TooLong | FailureReason
