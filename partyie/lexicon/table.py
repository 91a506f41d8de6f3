"""Tab-separated tables of the wheel, read into typed rows."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from partyie.errors import TableError

Row = TypeVar("Row")

DATA = files("partyie.lexicon") / "data"


def read_table(name: str, make_row: Callable[..., Row], *, folder: Traversable = DATA) -> list[Row]:
    """Read ``name`` (``.tsv`` or ``.tsv.gz``), passing each line's fields to ``make_row`` by column name.

    The first line names the columns; empty lines and lines that begin with ``#`` are skipped.

    Raises:
        TableError: A line has too few or too many fields, or ``make_row`` refuses it; the message names
            file and line.
    """
    rows: list[Row] = []
    lines = _lines(folder / name)
    columns = next(lines)[1].split("\t")
    for number, line in lines:
        fields = line.split("\t")
        if len(fields) != len(columns):
            raise TableError(f"{name}, line {number}: {len(fields)} fields where the header names {len(columns)}")
        try:
            rows.append(make_row(**dict(zip(columns, fields, strict=True))))
        except (TypeError, ValueError) as error:
            raise TableError(f"{name}, line {number}: {error}") from error
    return rows


def read_rows(name: str, columns: Sequence[str], *, folder: Traversable = DATA) -> Iterator[list[str]]:
    """The fields of each line of a large generated table, unconverted.

    Raises:
        TableError: The header isn't ``columns``, or a line has another number of fields.
    """
    lines = _lines(folder / name)
    header = next(lines)[1].split("\t")
    if header != list(columns):
        raise TableError(f"{name}, line 1: columns are {header}, expected {list(columns)}")
    for number, line in lines:
        fields = line.split("\t")
        if len(fields) != len(columns):
            raise TableError(f"{name}, line {number}: {len(fields)} fields where the header names {len(columns)}")
        yield fields


def _lines(path: Traversable) -> Iterator[tuple[int, str]]:
    data = path.read_bytes()
    if path.name.endswith(".gz"):
        data = gzip.decompress(data)
    for number, line in enumerate(data.decode("utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line
