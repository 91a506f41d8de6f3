"""Parquet: a folder with one file a family of records, all of one typed Arrow schema (`frame.arrow_schema`).

``pip install 'partyie[parquet]'`` brings pyarrow. Strings are UTF-8: a lone surrogate is written as a question mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from partyie.errors import InputError
from partyie.formats.beside import Beside
from partyie.formats.columns import TABLES
from partyie.formats.frame import Values, arrow_schema, arrow_table, import_library
from partyie.formats.rows import InputRows, Row
from partyie.formats.table_reading import Located, check_columns, needed_columns, read_tables
from partyie.formats.table_writing import Item, TableWriter, write_tables

BATCH = 1024  # rows held as Python values
ROW_GROUP = 32_768  # rows held as Arrow arrays, then written: some 5 MB a table
READ_AT_ONCE = 1024  # rows of a table
LINE_END = "\n"
LEFT_BY_VIEWING = (".DS_Store", "Thumbs.db")  # what file managers put into a folder that is looked at


def write_parquet(items: Iterable[Item], path: Path) -> None:
    """Write ``documents.parquet``, ``persons.parquet`` … and ``failures.parquet`` into the folder ``path``.

    Every file is written, if it has no rows. The folder is made beside and put in its place when it is whole; if
    anything stops that, what was there stays. A folder of such tables is replaced.

    Raises:
        InputError: The folder holds something else.
        MissingLibraryError: pyarrow isn't installed.
        OSError: The files can't be written.
    """
    write_tables(items, ParquetWriter(path))


class ParquetWriter(TableWriter):
    """The tables of a folder that isn't there before it is finished."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        library = parquet_library()
        check_parquet_folder(path)
        self.beside = Beside(path)
        self.beside.unfinished.mkdir(parents=True)
        with ExitStack() as files:
            files.callback(self.beside.remove)
            self.tables = {family: _Table(library, self.beside.unfinished, family, files) for family in TABLES}
            self.files = files.pop_all()

    def put(self, rows: InputRows) -> None:
        """Take the rows of one input; whole row groups are written."""
        for family, table in self.tables.items():
            for values in rows.values(family):
                table.add(values)

    def finish(self) -> None:
        """Write the last row groups and put the folder in its place."""
        for table in self.tables.values():
            table.finish()
        self.beside.put()

    def close(self) -> None:
        """Close the files; an unfinished folder is removed."""
        with suppress(OSError):  # an unfinished file is ended, which a full disk has no room for
            self.files.close()


class _Table:
    """One file: rows become Arrow batches, and these row groups."""

    def __init__(self, library: Any, folder: Path, family: str, files: ExitStack) -> None:
        self.family = family
        self.file = files.enter_context((folder / f"{family}.parquet").open("wb"))
        self.writer = files.enter_context(library.ParquetWriter(self.file, arrow_schema(family), compression="zstd"))
        self.rows: list[Values] = []
        self.batches: list[Any] = []
        self.held = 0

    def add(self, values: Values) -> None:
        self.rows.append(values)
        if len(self.rows) == BATCH:
            self._pack()
            if self.held >= ROW_GROUP:
                self._write()

    def finish(self) -> None:
        self._pack()
        self._write()
        self.writer.close()
        self.file.close()

    def _pack(self) -> None:
        if self.rows:
            self.batches += arrow_table(self.family, self.rows).to_batches()
            self.held += len(self.rows)
            self.rows = []

    def _write(self) -> None:
        if self.batches:
            arrow = import_library("pyarrow", "parquet", "Parquet files")
            self.writer.write_table(arrow.Table.from_batches(self.batches), row_group_size=ROW_GROUP)
            self.batches, self.held = [], 0


def parquet_library() -> Any:
    """The module ``pyarrow.parquet``.

    Raises:
        MissingLibraryError: pyarrow isn't installed.
    """
    import_library("pyarrow", "parquet", "Parquet files")
    return import_library("pyarrow.parquet", "parquet", "Parquet files")


def check_parquet_folder(path: Path) -> None:
    """That a folder may be made, or replaced.

    Raises:
        InputError: It holds something that isn't one of our tables.
    """
    if path.exists() and not path.is_dir():
        raise InputError(f"{path} is a file: name a folder")
    ours = {*(f"{family}.parquet" for family in TABLES), *LEFT_BY_VIEWING}
    foreign = sorted(file.name for file in path.iterdir() if file.name not in ours) if path.exists() else []
    if foreign:
        raise InputError(
            f"{path} would be replaced, but {foreign[0]} in it is no table of partyie: name another folder"
        )


def read_parquet(path: Path) -> Iterator[Item]:
    """Read the folder that :func:`write_parquet` wrote; some row groups are held, one of each table.

    Raises:
        InputError: A table or column is missing, or a row isn't one of ours; the message names file and row.
        MissingLibraryError: pyarrow isn't installed.
    """
    library = parquet_library()
    with ExitStack() as files:
        yield from read_tables(lambda family: _read_table(library, path / f"{family}.parquet", family, files))


def _read_table(library: Any, file: Path, family: str, files: ExitStack) -> Iterator[Located]:
    if not file.is_file():
        raise InputError(f"{file.parent} is no folder of tables: {file.name} is missing")
    try:
        table = files.enter_context(library.ParquetFile(file))
    except _errors() as error:
        raise InputError(f"{file} is no Parquet file: {error}") from error
    check_columns(family, table.schema_arrow.names, str(file))
    number = 0
    for rows in _batches(table, [column.name for column in needed_columns(family)], file):
        for row in rows:
            number += 1
            yield f"{file}, row {number}", row


def _batches(table: Any, names: list[str], file: Path) -> Iterator[list[Row]]:
    """Rows, many at a time, as Python values.

    Raises:
        InputError: What the file's end promises isn't there, or isn't what it says.
    """
    try:
        for batch in table.iter_batches(READ_AT_ONCE, columns=names):
            yield batch.to_pylist()
    except _errors() as error:
        raise InputError(f"{file} is damaged: {str(error).partition(LINE_END)[0]}") from error


def _errors() -> tuple[type[Exception], ...]:
    """What pyarrow raises of a file that isn't what it says."""
    arrow = import_library("pyarrow", "parquet", "Parquet files")
    return arrow.ArrowException, OSError, ValueError, OverflowError
