"""CSV: a folder with one table a family of records, for spreadsheets and statistics programs.

UTF-8 with a byte-order mark, without which Excel shows Chinese as mojibake; RFC 4180 quoting. How cells are written
says :mod:`partyie.formats.cells`. UTF-8 can't hold lone surrogates: each is written as a question mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from partyie.errors import InputError
from partyie.formats.beside import check_there
from partyie.formats.cells import cell_format, parse_cell
from partyie.formats.columns import DOCUMENTS, FAILURES, FAMILIES, TABLES, Column, columns, table_columns
from partyie.formats.rows import InputRows, Row
from partyie.formats.table_reading import Located, check_columns, needed_columns, read_tables
from partyie.formats.table_writing import Item, TableWriter, write_tables

HEAD = b"\xef\xbb\xbfdocument,"  # what each of our files begins with
LONGEST_CELL = 2**31 - 1  # Python's own limit is 131,072 characters
# A document's own row comes last, so that a document whose rows aren't all there is missed.
WRITING_ORDER = (*FAMILIES, DOCUMENTS, FAILURES)


def write_csv(items: Iterable[Item], path: Path) -> None:
    """Write ``documents.csv``, ``persons.csv`` … and ``failures.csv`` into the folder ``path``, made if need be.

    Every file is written, if only its header. Rows go out as their text is done; nothing is held back. Files of these
    names are written anew, other files are left alone.

    Raises:
        InputError: A file of such a name isn't one of ours.
        OSError: A file can't be written; it and the others end with the last whole document.
    """
    write_tables(items, CsvWriter(path))


class CsvWriter(TableWriter):
    """The tables of a folder, whose files always end with a whole document."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        check_csv_folder(path)
        path.mkdir(parents=True, exist_ok=True)
        with ExitStack() as files:
            self.tables = {family: _Table(path, family, files) for family in WRITING_ORDER}
            self.files = files.pop_all()
        for family, table in self.tables.items():
            table.write([columns(family)])

    def put(self, rows: InputRows) -> None:
        """Write the rows of one input, into every file or into none."""
        sizes = [table.file.tell() for table in self.tables.values()]
        try:
            for family, table in self.tables.items():
                table.write(table.cells(values) for values in rows.values(family))
        except BaseException:
            for table, size in zip(self.tables.values(), sizes, strict=True):
                with suppress(OSError):
                    table.file.truncate(size)
            raise

    def finish(self) -> None:
        """See that all is there; nothing is held back."""
        for table in self.tables.values():
            check_there(table.file, table.path)

    def close(self) -> None:
        """Close the files; what is written stays."""
        self.files.close()


class _Table:
    """One file, written without a buffer."""

    def __init__(self, folder: Path, family: str, files: ExitStack) -> None:
        self.formats = [cell_format(column) for column in table_columns(family)]
        self.path = folder / f"{family}.csv"
        self.file = cast(BinaryIO, files.enter_context(self.path.open("wb", buffering=0)))
        self.file.write("\N{BYTE ORDER MARK}".encode())

    def cells(self, values: list[Any]) -> list[str]:
        return [as_cell(value) for as_cell, value in zip(self.formats, values, strict=True)]

    def write(self, rows: Iterable[list[str]]) -> None:
        lines = io.StringIO(newline="")
        csv.writer(lines).writerows(rows)
        data = memoryview(lines.getvalue().encode("utf-8", "replace"))
        while data:
            data = data[self.file.write(data) :]


def check_csv_folder(path: Path) -> None:
    """That tables may be written into a folder, and over the tables there.

    Raises:
        InputError: A file that would be overwritten isn't one of ours.
    """
    for family in TABLES:
        file = path / f"{family}.csv"
        if file.is_file() and not _is_ours(file):
            raise InputError(f"{file} is no table of partyie: name another folder")


def _is_ours(file: Path) -> bool:
    with file.open("rb") as stream:
        head = stream.read(len(HEAD))
    return HEAD.startswith(head)


def read_csv(path: Path) -> Iterator[Item]:
    """Read the folder that :func:`write_csv` wrote; one document at a time is held.

    Columns may stand in another order, and columns of your own are passed over; rows must keep theirs.

    Raises:
        InputError: A table or column is missing, or a row isn't one of ours; the message names file and line.
    """
    with ExitStack() as files:
        files.enter_context(_long_cells())
        yield from read_tables(lambda family: _read_table(path / f"{family}.csv", family, files))


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read_table(file: Path, family: str, files: ExitStack) -> Iterator[Located]:
    try:
        stream = files.enter_context(file.open(encoding="utf-8-sig", newline=""))
    except FileNotFoundError as error:
        raise InputError(f"{file.parent} is no folder of tables: {file.name} is missing") from error
    lines = csv.reader(stream)
    try:
        header = next(lines, [])
        check_columns(family, header, str(file))
        for cells in lines:
            place = f"{file}, line {lines.line_num}"
            yield place, _row(cells, header, family, place)
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{file}, after line {lines.line_num}: {error}") from error


def _row(cells: list[str], header: list[str], family: str, place: str) -> Row:
    if len(cells) != len(header):
        raise InputError(f"{place}: {len(cells)} cells where the header names {len(header)}")
    named = dict(zip(header, cells, strict=True))
    return {column.name: _parsed(named[column.name], column, place) for column in needed_columns(family)}


def _parsed(text: str, column: Column, place: str) -> Any:
    try:
        return parse_cell(text, column)
    except ValueError as error:
        raise InputError(f"{place}: {column.name}: {error}") from error
