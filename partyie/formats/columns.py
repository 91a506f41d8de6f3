"""The columns of every table, with their types: one schema for CSV, Parquet, DuckDB, pandas, polars and pyarrow.

Columns are the fields of the records in their order, so that records can be read back; beside ids stand names, beside
numbers their exact digits, and a few columns are drawn from other records (`DERIVED`). ``docs/tables.schema.json`` is
this schema, committed.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from partyie.errors import InputError
from partyie.records import (
    Date,
    DocumentFacts,
    FailureReason,
    Link,
    Mention,
    Organisation,
    Person,
    Place,
    Post,
    Quantity,
    Record,
    Repair,
    Tenure,
    TextSpan,
    Version,
)

FAMILIES: dict[str, type[Record]] = {
    "mentions": Mention,
    "persons": Person,
    "organisations": Organisation,
    "places": Place,
    "posts": Post,
    "tenures": Tenure,
    "dates": Date,
    "quantities": Quantity,
    "links": Link,
    "repairs": Repair,
}
DOCUMENTS = "documents"  # one row a text: its facts, length, digest and version
FAILURES = "failures"  # one row an input that failed
TABLES = (DOCUMENTS, *FAMILIES, FAILURES)

# Fields that hold ids, by family; each gets a companion column with what the ids stand for.
REFERENCES: dict[str, tuple[str, ...]] = {
    "mentions": ("record",),
    "persons": ("member_of",),
    "organisations": ("place", "parent"),
    "posts": ("at", "holders", "when"),
    "tenures": ("person", "post", "organisation", "place"),
    "links": ("source", "target"),
}


class ColumnType(StrEnum):
    """The types of cells, by their Arrow names."""

    STRING = "string"
    INTEGER = "int64"
    NUMBER = "double"
    BOOLEAN = "bool"
    INSTANT = "timestamp[us]"
    STRINGS = "list<string>"


class Part(StrEnum):
    """What a column holds of a record's field."""

    WHOLE = "whole"
    START = "start"  # of a stretch of text
    END = "end"
    EXACT = "exact"  # all digits of a number, which the column before holds as a float
    NAME = "name"  # what the field's ids stand for


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its heading.
        type: Of its cells.
        nullable: Whether they can be null.
        field: The record's field that it is made of; null where it is drawn from elsewhere.
        part: What it holds of that field.
    """

    name: str
    type: ColumnType
    nullable: bool = False
    field: str | None = None
    part: Part = Part.WHOLE


# What every table of documents and failures begins with: a key that no other input of the run has, the input's name
# as it was given, and its place in the run, from 1.
KEY = Column("document", ColumnType.STRING)
INPUT = (KEY, Column("source", ColumnType.STRING, nullable=True), Column("item", ColumnType.INTEGER))


# What a failure has besides where a limit was passed: the fields of `TooLong`, null in all others.
OF_TOO_LONG = (
    Column("limit", ColumnType.STRING, nullable=True, field="limit"),
    Column("allowed", ColumnType.NUMBER, nullable=True, field="allowed"),
    Column("found", ColumnType.NUMBER, nullable=True, field="found"),
)

# Columns drawn from other records, by family and the column that they follow (`derived.VALUES` says from which).
DERIVED: dict[str, dict[str, tuple[Column, ...]]] = {
    "persons": {
        "rank": (Column("current_posts", ColumnType.STRINGS), Column("former_posts", ColumnType.STRINGS)),
    },
    "tenures": {
        "post_name": (Column("title", ColumnType.STRING), Column("position", ColumnType.STRING)),
        "organisation_name": (
            Column("organisation_kind", ColumnType.STRING, nullable=True),
            Column("organisation_level", ColumnType.STRING, nullable=True),
            Column("organisation_code", ColumnType.STRING, nullable=True),
            Column("organisation_place", ColumnType.STRING, nullable=True),
        ),
        "evidence_end": (Column("evidence_text", ColumnType.STRING, nullable=True),),
    },
}


@cache
def table_columns(family: str) -> tuple[Column, ...]:
    """The columns of a table in order; the first is ``document``.

    Raises:
        InputError: There is no such table; the message lists those there are.
    """
    if family == DOCUMENTS:
        digest = (Column("length", ColumnType.INTEGER), Column("text_sha256", ColumnType.STRING))
        return (*INPUT, *_field_columns(DocumentFacts), *digest, *_field_columns(Version))
    if family == FAILURES:
        return (*INPUT, *_field_columns(FailureReason), *OF_TOO_LONG)
    if family not in FAMILIES:
        raise InputError(f"no family of records is called {family!r}; there are {', '.join(TABLES)}")
    found = [KEY]
    derived = DERIVED.get(family, {})
    for column in _field_columns(FAMILIES[family], REFERENCES.get(family, ())):
        found += (column, *derived.get(column.name, ()))
    return tuple(found)


def columns(family: str) -> list[str]:
    """The names of `table_columns`."""
    return [column.name for column in table_columns(family)]


def _field_columns(record: type[Record], references: tuple[str, ...] = ()) -> list[Column]:
    """A column a field; two for a stretch of text; one more with digits beside a number, with names beside ids."""
    found: list[Column] = []
    for name, hint in _hints(record):
        if hint is TextSpan:
            found += (
                Column(f"{name}_{part}", ColumnType.INTEGER, field=name, part=part) for part in (Part.START, Part.END)
            )
            continue
        column = _column(name, hint)
        found.append(column)
        if _plain(hint) is Decimal:
            found.append(Column(f"{name}_exact", ColumnType.STRING, column.nullable, name, Part.EXACT))
        if name in references:
            found.append(Column(f"{name}_name", column.type, column.nullable, name, Part.NAME))
    return found


def _hints(record: type[Record]) -> list[tuple[str, Any]]:
    hints = get_type_hints(record)
    return [(name, hints[name]) for name in record.model_fields]


def _column(name: str, hint: Any) -> Column:
    return Column(name, _type(_plain(hint)), nullable=_plain(hint) is not hint, field=name)


def _plain(hint: Any) -> Any:
    """The type without null."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    [plain] = [part for part in get_args(hint) if part is not types.NoneType]
    return plain


def _type(hint: Any) -> ColumnType:
    if get_origin(hint) is tuple:
        return ColumnType.STRINGS
    if get_origin(hint) is Literal or issubclass(hint, str):
        return ColumnType.STRING
    return TYPES[hint]


TYPES: dict[type, ColumnType] = {
    bool: ColumnType.BOOLEAN,
    int: ColumnType.INTEGER,
    float: ColumnType.NUMBER,
    Decimal: ColumnType.NUMBER,
    datetime: ColumnType.INSTANT,
}
