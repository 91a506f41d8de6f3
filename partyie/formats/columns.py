"""The columns of every table, with their types: one schema for CSV, pandas, polars and pyarrow.

Columns are the fields of the records in their order; beside ids stand names, and a few columns are drawn from other
records (`Derived`). ``docs/tables.schema.json`` is this schema, committed.
"""

from __future__ import annotations

import json
import types
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from partyie.errors import InputError
from partyie.records import (
    Date,
    DocumentFacts,
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


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the type of its cells, and whether they can be null."""

    name: str
    type: ColumnType
    nullable: bool = False


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
        return _documents()
    if family not in FAMILIES:
        raise InputError(f"no family of records is called {family!r}; there are {', '.join([DOCUMENTS, *FAMILIES])}")
    columns = [Column("document", ColumnType.STRING)]
    derived = DERIVED.get(family, {})
    for column in _field_columns(family):
        columns += (column, *derived.get(column.name, ()))
    return tuple(columns)


def columns(family: str) -> list[str]:
    """The names of `table_columns`."""
    return [column.name for column in table_columns(family)]


def format_table_schema() -> str:
    """The schema of all tables as the committed file holds it: indented JSON, newline at the end."""
    tables = {family: [asdict(column) for column in table_columns(family)] for family in (DOCUMENTS, *FAMILIES)}
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def _documents() -> tuple[Column, ...]:
    facts = (_column(name, hint) for name, hint in _hints(DocumentFacts))
    version = (_column(name, hint) for name, hint in _hints(Version))
    digest = (Column("length", ColumnType.INTEGER), Column("text_sha256", ColumnType.STRING))
    return Column("document", ColumnType.STRING), *facts, *digest, *version


def _field_columns(family: str) -> list[Column]:
    """A column a field; two for a stretch of text; one more with names beside one of ids."""
    found: list[Column] = []
    for name, hint in _hints(FAMILIES[family]):
        if hint is TextSpan:
            found += (Column(f"{name}_{end}", ColumnType.INTEGER) for end in ("start", "end"))
            continue
        column = _column(name, hint)
        found.append(column)
        if name in REFERENCES.get(family, ()):
            found.append(Column(f"{name}_name", column.type, column.nullable))
    return found


def _hints(record: type[Record]) -> list[tuple[str, Any]]:
    hints = get_type_hints(record)
    return [(name, hints[name]) for name in record.model_fields]


def _column(name: str, hint: Any) -> Column:
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    [plain] = [part for part in parts if part is not types.NoneType]
    return Column(name, _type(plain), nullable=types.NoneType in parts)


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
