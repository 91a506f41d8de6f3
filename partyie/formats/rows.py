"""Records as flat rows with readable names beside the ids: what tables (CSV, data frames, pages) are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from partyie.formats.columns import DOCUMENTS, FAILURES, Column, Part, table_columns
from partyie.formats.derived import VALUES, RecordIndex
from partyie.records import Extraction, Failure, Organisation, Person, Place, Quantity, format_decimal

Row = dict[str, Any]
Cell = Callable[[Any, "InputRows"], Any]


def rows(extraction: Extraction, family: str) -> Iterator[Row]:
    """The rows of one family, in text order, with the keys of :func:`columns`.

    Values stay Python values (tuples, Decimals, datetimes); ids are resolved to names in the ``…_name`` columns.

    Raises:
        InputError: There is no such family.
    """
    return RunRows().of(extraction).rows(family)


class RunRows:
    """The rows of the inputs of one run; ``document`` is another in each, also where two bear the same name.

    The second input of a name goes by ``name #2``. The names are remembered: some 150 bytes an input.
    """

    def __init__(self) -> None:
        self.number = 0
        self.uses: dict[str, int] = {}  # how often a name has been asked for

    def of(self, item: Extraction | Failure) -> InputRows:
        """The rows of the next input."""
        self.number += 1
        return InputRows(item, self._key_of(item), self.number)

    def _key_of(self, item: Extraction | Failure) -> str:
        base = key = encodable(_name_of_input(item))
        while key in self.uses:
            self.uses[base] += 1
            key = f"{base} #{self.uses[base]}"
        self.uses[key] = 1
        return key


class InputRows:
    """The rows of one input in every table; what they share is found once.

    Attributes:
        item: The Extraction, or the Failure.
        document: Its key.
        number: Its place in the run, from 1.
    """

    def __init__(self, item: Extraction | Failure, document: str, number: int) -> None:
        self.item, self.document, self.number = item, document, number

    def rows(self, family: str) -> Iterator[Row]:
        """Its rows in one table, in text order; a document has none among the failures, and the other way round.

        Raises:
            InputError: There is no such table.
        """
        names = [column.name for column in table_columns(family)]
        return (dict(zip(names, values, strict=True)) for values in self.values(family))

    def values(self, family: str) -> Iterator[list[Any]]:
        """The same without the names of the columns."""
        cells = _cells(family)
        return ([cell(record, self) for cell in cells] for record in self._records(family))

    def _records(self, family: str) -> tuple[Any, ...]:
        if isinstance(self.item, Failure):
            return (self.item,) if family == FAILURES else ()
        if family == FAILURES:
            return ()
        return (self.item,) if family == DOCUMENTS else getattr(self.item, family)

    @cached_property
    def index(self) -> RecordIndex:
        """The records by their ids."""
        assert isinstance(self.item, Extraction)
        return RecordIndex(self.item)

    @cached_property
    def names(self) -> dict[str, str]:
        """What a reader calls each record."""
        assert isinstance(self.item, Extraction)
        return display_names(self.item)

    def name_of(self, value: Any) -> Any:
        """The names that ids stand for."""
        if isinstance(value, tuple):
            return tuple(self.names.get(identifier, identifier) for identifier in value)
        return None if value is None else self.names.get(value, value)


def _name_of_input(item: Extraction | Failure) -> str:
    if item.source is not None:
        return item.source
    return "failure" if isinstance(item, Failure) else item.text_sha256


@cache
def _cells(family: str) -> tuple[Cell, ...]:
    """What each column of a table takes from a record."""
    return tuple(_cell(family, column) for column in table_columns(family))


def _cell(family: str, column: Column) -> Cell:
    field = column.field
    if field is None:
        return OF_INPUTS.get(column.name) or _derived(family, column.name)
    get = _getter(family, field)
    match column.part:
        case Part.NAME:
            return lambda record, known: known.name_of(get(record))
        case Part.EXACT:
            return lambda record, _: None if (number := get(record)) is None else format_decimal(number)
        case Part.START | Part.END:
            get = attrgetter(f"{field}.{column.part}")
    return lambda record, _: get(record)


OF_INPUTS: dict[str, Cell] = {
    "document": lambda _, known: known.document,
    "source": lambda _, known: known.item.source,
    "item": lambda _, known: known.number,
    "length": lambda record, _: record.length,
    "text_sha256": lambda record, _: record.text_sha256,
}


def _derived(family: str, name: str) -> Cell:
    value = VALUES[family][name]
    return lambda record, known: value(record, known.index)


def _getter(family: str, field: str) -> Callable[[Any], Any]:
    """How to get a field from the record that a table has a row of."""
    if family == FAILURES:
        return lambda record: getattr(record.error, field, None)  # only some failures have a limit
    if family == DOCUMENTS:
        return attrgetter(f"version.{field}" if field in ("package", "model", "lexicon") else f"document.{field}")
    return attrgetter(field)


def display_names(extraction: Extraction) -> dict[str, str]:
    """What a reader calls each record: id → name, title, value, or a mention's words."""
    names: dict[str, str] = {}
    for mention in extraction.mentions:
        names[mention.id] = mention.norm
        names[mention.record] = mention.norm
    entities: tuple[Person | Organisation | Place, ...] = (
        *extraction.persons,
        *extraction.organisations,
        *extraction.places,
    )
    for entity in entities:
        names[entity.id] = entity.name
    for post in extraction.posts:
        names[post.id] = post.full_title
    for date in extraction.dates:
        names[date.id] = date.value
    for quantity in extraction.quantities:
        names[quantity.id] = format_amount(quantity)
    return names


def format_amount(quantity: Quantity) -> str:
    """A quantity's number (or range) with its unit: ``15700人``, ``11..19户``."""
    if quantity.value is not None:
        return format_decimal(quantity.value) + quantity.unit
    ends = ("" if end is None else format_decimal(end) for end in (quantity.lower, quantity.upper))
    return "..".join(ends) + quantity.unit


def as_text(value: Any) -> str:
    """One cell as text: lists joined with ``; ``, plain decimals, ISO dates, ``true``/``false``, empty for null."""
    match value:
        case None:
            return ""
        case tuple():
            return "; ".join(map(as_text, value))
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format_decimal(value)
        case datetime():
            return value.isoformat()
    return str(value)


def encodable(text: str) -> str:
    """The text as UTF-8 can hold it: each lone surrogate becomes a question mark, so that lengths stay."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
