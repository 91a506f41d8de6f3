"""Rows of tables back into the records that they were made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from heapq import merge
from typing import Any

from pydantic import ValidationError

from partyie.errors import InputError
from partyie.formats.columns import DOCUMENTS, FAILURES, FAMILIES, KEY, TABLES, Column, Part, table_columns
from partyie.formats.problems import problem
from partyie.formats.rows import Row
from partyie.records import DocumentFacts, Extraction, Failure, FailureReason, Record, TooLong, Version

Located = tuple[str, Row]  # where a row stands, for messages, and the row


def read_tables(read: Callable[[str], Iterable[Located]]) -> Iterator[Extraction | Failure]:
    """The records of all tables, in the order of the run; one document at a time is held.

    Args:
        read: The rows of a table, by its name, in the order in which they were written. Cells are Python values of
            the column's type; lists may be lists.

    Raises:
        InputError: A row isn't what a record holds, or doesn't stand with its document; the message says where.
    """
    tables = {family: _Table(family, read(family)) for family in TABLES}
    families = {family: tables[family] for family in FAMILIES}
    for family, (place, row) in merge(*(_headed(tables[head]) for head in HEADS), key=lambda one: one[1][1]["item"]):
        yield _checked(HEADS[family], place, row, families)
    for table in families.values():
        table.must_be_over()


@cache
def needed_columns(family: str) -> tuple[Column, ...]:
    """The columns that records are read from: no names beside ids, no floats beside exact digits, nothing derived."""
    columns = table_columns(family)
    if family not in FAMILIES:
        return columns
    exact = {column.field for column in columns if column.part is Part.EXACT}
    return (KEY, *(column for column in columns if _is_needed(column, exact)))


def _is_needed(column: Column, exact: set[str | None]) -> bool:
    if column.field is None or column.part is Part.NAME:
        return False
    return column.part is not Part.WHOLE or column.field not in exact


def check_columns(family: str, names: Collection[str], place: str) -> None:
    """That a table has every column that records are read from.

    Raises:
        InputError: One lacks.
    """
    missing = [column.name for column in needed_columns(family) if column.name not in names]
    if missing:
        raise InputError(f"{place} has no column {missing[0]!r}: it isn't a table of {family} as partyie writes it")


class _Table:
    """The rows of a table, taken a document at a time."""

    def __init__(self, family: str, rows: Iterable[Located]) -> None:
        self.family, self.rows = family, iter(rows)
        self.next = next(self.rows, None)

    def __iter__(self) -> Iterator[Located]:
        while self.next is not None:
            yield self._take()

    def records_of(self, document: str) -> Iterator[Record]:
        while self.next is not None and self.next[1][KEY.name] == document:
            place, row = self._take()
            yield _checked(lambda row, _: record_from_row(self.family, row), place, row, {})

    def must_be_over(self) -> None:
        if self.next is not None:
            place, row = self.next
            raise InputError(
                f"{place}: a row of {row[KEY.name]!r}, which is not the next of the documents: "
                "rows must stand in the order in which they were written, and every document among the documents"
            )

    def _take(self) -> Located:
        assert self.next is not None
        taken, self.next = self.next, next(self.rows, None)
        return taken


def _headed(table: _Table) -> Iterator[tuple[str, Located]]:
    for place, row in table:
        if not isinstance(row["item"], int):
            raise InputError(f"{place}: item: {row['item']!r} is no whole number")
        yield table.family, (place, row)


def _checked(build: Callable[[Row, Any], Any], place: str, row: Row, families: Mapping[str, _Table]) -> Any:
    try:
        return build(row, families)
    except ValidationError as error:
        raise InputError(f"{place}: {problem(error)}") from error


def _extraction(row: Row, families: Mapping[str, _Table]) -> Extraction:
    records = {family: tuple(table.records_of(row[KEY.name])) for family, table in families.items()}
    return Extraction.model_validate(
        {
            "source": row["source"],
            "text_sha256": row["text_sha256"],
            "length": row["length"],
            "document": DocumentFacts.model_validate(_part(row, DocumentFacts)),
            "version": Version.model_validate(_part(row, Version)),
            **records,
        }
    )


def _failure(row: Row, _: Mapping[str, _Table]) -> Failure:
    kind = FailureReason if row["limit"] is None else TooLong
    reason = kind.model_validate(_part(row, kind))
    return Failure.model_validate({"source": row["source"], "error": reason})


HEADS: dict[str, Callable[[Row, Mapping[str, _Table]], Extraction | Failure]] = {
    DOCUMENTS: _extraction,
    FAILURES: _failure,
}


def _part(row: Row, record: type[Record]) -> Row:
    return {field: row[field] for field in record.model_fields}


def record_from_row(family: str, row: Mapping[str, Any]) -> Record:
    """The record that a row was made of, from its `needed_columns`.

    Raises:
        ValidationError: It isn't what such a record holds.
    """
    fields: Row = {}
    for column in needed_columns(family)[1:]:
        value, field = row[column.name], str(column.field)
        if column.part in (Part.START, Part.END):
            fields.setdefault(field, {})[str(column.part)] = value
        else:
            fields[field] = tuple(value) if isinstance(value, list) else value
    return FAMILIES[family].model_validate(fields)
