"""Tab-separated tables of the wheel, read into typed rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from partyie.errors import TableError
from partyie.text.tables import table_text

Row = TypeVar("Row")

DATA = files("partyie.lexicon") / "data"
TAB = "\t"
ADDED: dict[str, list[dict[str, str]]] = {}
"""Rows of the user's by table, see :mod:`partyie.lexicon.extension`; they come behind the table's own."""
READ: set[str] = set()
"""The tables that this process has read."""


def read_table(name: str, make_row: Callable[..., Row], *, folder: Traversable = DATA) -> list[Row]:
    """Read ``name`` (``.tsv`` or ``.tsv.gz``), passing each line's fields to ``make_row`` by column name.

    The first line names the columns; empty lines and lines that begin with ``#`` are skipped. Rows that a user has
    added to a table of the wheel come last.

    Raises:
        TableError: A line has too few or too many fields, or ``make_row`` refuses it; the message names
            file and line.
    """
    rows: list[Row] = []
    lines = _lines(table_text(folder / name))
    columns = next(lines)[1].split(TAB)
    for number, line in lines:
        fields = line.split(TAB)
        if len(fields) != len(columns):
            raise TableError(f"{name}, line {number}: {len(fields)} fields where the header names {len(columns)}")
        try:
            rows.append(make_row(**dict(zip(columns, fields, strict=True))))
        except (TypeError, ValueError) as error:
            raise TableError(f"{name}, line {number}: {error}") from error
    if folder is DATA:
        READ.add(name)
        rows += [make_row(**cells) for cells in ADDED.get(name, ())]
    return rows


def read_rows(name: str, columns: Sequence[str], *, folder: Traversable = DATA) -> Iterator[tuple[str, ...]]:
    """The fields of each line of a large generated table, unconverted.

    Raises:
        TableError: The header isn't ``columns``, or a line has another number of fields.
    """
    return zip(*read_columns(name, columns, folder=folder), strict=True)


def read_columns(name: str, columns: Sequence[str], *, folder: Traversable = DATA) -> list[list[str]]:
    """The columns of a large generated table, unconverted: all lines are cut at once.

    Raises:
        TableError: As :func:`read_rows`.
    """
    text = table_text(folder / name)
    header, *lines = [line for line in text.split("\n") if line and line[0] != "#"]
    if header.split("\t") != list(columns):
        raise TableError(f"{name}, line 1: columns are {header.split(TAB)}, expected {list(columns)}")
    if any(line.count(TAB) + 1 != len(columns) for line in lines):
        number, line = next((number, line) for number, line in _lines(text) if line.count(TAB) + 1 != len(columns))
        raise TableError(f"{name}, line {number}: {line.count(TAB) + 1} fields where the header names {len(columns)}")
    fields = TAB.join(lines).split(TAB) if lines else []
    return [fields[column :: len(columns)] for column in range(len(columns))]


def count_rows(name: str, *, folder: Traversable = DATA) -> int:
    """How many rows a table has.

    Raises:
        TableError: A line has another number of fields than the header names.
    """
    columns, *rows = [(number, line.count(TAB) + 1) for number, line in _lines(table_text(folder / name))]
    for number, fields in rows:
        if fields != columns[1]:
            raise TableError(f"{name}, line {number}: {fields} fields where the header names {columns[1]}")
    return len(rows)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line
