"""DuckDB: one database file with a table a family of records, and the view ``careers``.

``pip install 'partyie[duckdb]'`` brings the library. Strings are UTF-8: a lone surrogate is written as a question mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from partyie.errors import InputError
from partyie.formats.beside import Beside
from partyie.formats.careers import CAREERS, CAREERS_COLUMNS, CAREERS_QUERY
from partyie.formats.columns import TABLES, Column, ColumnType, table_columns
from partyie.formats.frame import Values, import_library, utf8_columns
from partyie.formats.rows import InputRows
from partyie.formats.table_reading import Located, needed_columns, read_tables
from partyie.formats.table_schema import describe_column, describe_table
from partyie.formats.table_writing import Item, TableWriter, write_tables

BATCH = 2048  # rows of a table that are inserted at once
# Else DuckDB takes four fifths of the machine's memory for its cache, and a thread a CPU.
SETTINGS = {"memory_limit": "512MB", "threads": 1}
TYPES = {
    ColumnType.STRING: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.INSTANT: "TIMESTAMP",
    ColumnType.STRINGS: "VARCHAR[]",
}


def write_duckdb(items: Iterable[Item], path: Path) -> None:
    """Write the tables ``documents``, ``persons`` … ``failures`` and the view ``careers`` into a database file.

    The file is made beside and put in its place when it is whole; if anything stops that, what was there stays. A
    database of such tables, and nothing else, is replaced.

    Raises:
        InputError: The file is something else, or a database with tables of your own.
        MissingLibraryError: DuckDB isn't installed.
        OSError: The file can't be written.
    """
    write_tables(items, DuckdbWriter(path))


class DuckdbWriter(TableWriter):
    """The tables of a database that isn't there before it is finished."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.library = duckdb_library()
        check_database(path)
        self.beside = Beside(path)
        with ExitStack() as stack, self._told():
            stack.callback(self._remove)
            self.connection = stack.enter_context(
                closing(self.library.connect(str(self.beside.unfinished), config=SETTINGS))
            )
            self.connection.begin()  # else each comment is flushed to the disk
            for family in TABLES:
                _create_table(self.connection, family)
            _create_view(self.connection)
            self.connection.commit()
            self.stack = stack.pop_all()
        self.inserts = {family: insert_statement(family) for family in TABLES}
        self.rows: dict[str, list[Values]] = {family: [] for family in TABLES}

    def put(self, rows: InputRows) -> None:
        """Take the rows of one input; they are inserted some thousands at a time."""
        for family, held in self.rows.items():
            held += rows.values(family)
            if len(held) >= BATCH:
                self._insert(family)

    def finish(self) -> None:
        """Insert what is held back and put the file in its place."""
        for family in TABLES:
            self._insert(family)
        with self._told():
            self.connection.execute("CHECKPOINT")  # closing does the same, but without a word where it fails
            self.connection.close()
        _wal(self.beside.place).unlink(missing_ok=True)  # of the file that goes: it would be applied to the new one
        self.beside.put()

    def close(self) -> None:
        """Close the database; an unfinished one is removed."""
        self.stack.close()

    def _remove(self) -> None:
        self.beside.remove()
        _wal(self.beside.unfinished).unlink(missing_ok=True)

    def _insert(self, family: str) -> None:
        rows, self.rows[family] = self.rows[family], []
        if rows:
            cells = utf8_columns(table_columns(family), rows)
            with self._told():
                self.connection.execute(self.inserts[family], list(cells.values()))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """DuckDB's errors here are those of the file: a full disk, a folder that isn't there."""
        try:
            yield
        except self.library.Error as error:
            raise OSError(str(error)) from error


def duckdb_library() -> Any:
    """The module ``duckdb``.

    Raises:
        MissingLibraryError: It isn't installed.
    """
    return import_library("duckdb", "duckdb", "DuckDB databases")


def insert_statement(family: str) -> str:
    """Inserts rows given as one list a column: a hundred times faster than ``executemany``."""
    lists = (f"unnest(${place}::{TYPES[column.type]}[])" for place, column in enumerate(table_columns(family), 1))
    return f"INSERT INTO {family} SELECT {', '.join(lists)}"


def _create_table(connection: Any, family: str) -> None:
    columns = table_columns(family)
    connection.execute(f"CREATE TABLE {family} ({', '.join(map(_definition, columns))})")
    connection.execute(f"COMMENT ON TABLE {family} IS {_quoted(describe_table(family))}")
    for column in columns:
        description = describe_column(family, column)
        if description is not None:
            connection.execute(f'COMMENT ON COLUMN {family}."{column.name}" IS {_quoted(description)}')


def _definition(column: Column) -> str:
    return f'"{column.name}" {TYPES[column.type]}{"" if column.nullable else " NOT NULL"}'


def _create_view(connection: Any) -> None:
    connection.execute(f"CREATE VIEW {CAREERS} AS {CAREERS_QUERY}")
    connection.execute(
        f"COMMENT ON VIEW {CAREERS} IS 'One row a tenure, readable by itself, a career after the other.'"
    )
    for name, description in CAREERS_COLUMNS.items():
        connection.execute(f'COMMENT ON COLUMN {CAREERS}."{name}" IS {_quoted(description)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _wal(database: Path) -> Path:
    """Where DuckDB keeps what isn't in the file yet."""
    return database.with_name(f"{database.name}.wal")


def check_database(path: Path) -> None:
    """That a database may be made, or replaced.

    Raises:
        InputError: The file is no database of ours, holds more than that, or is in use.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder: name a file")
    if not path.exists() or path.stat().st_size == 0:
        return
    with _opened(path) as connection:
        names = {name for [name] in connection.execute("SELECT name FROM (SHOW ALL TABLES)").fetchall()}
    if foreign := sorted(names - {*TABLES, CAREERS}):
        raise InputError(f"{path} would be replaced, but holds {foreign[0]}, which isn't partyie's: name another file")
    if names and not names.issuperset(TABLES):
        raise InputError(f"{path} is no database of partyie: name another file")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    library = duckdb_library()
    try:
        connection = library.connect(str(path), read_only=True, config=SETTINGS)
    except library.ConnectionException as error:  # it would go on with what it has, also when the file is another
        raise InputError(f"{path} is open in this process: close its connections first") from error
    except library.Error as error:
        raise InputError(f"{path} can't be opened as a DuckDB database: {error}") from error
    with closing(connection):
        yield connection


def read_duckdb(path: Path) -> Iterator[Item]:
    """Read the database that :func:`write_duckdb` wrote; one document at a time is held.

    Tables and views of your own are passed over; the rows of ours must keep their order.

    Raises:
        InputError: It isn't such a database, or a row isn't one of ours; the message names table and row.
        MissingLibraryError: DuckDB isn't installed.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    with _opened(path) as connection:
        yield from read_tables(lambda family: _read_table(connection, path, family))


def _read_table(connection: Any, path: Path, family: str) -> Iterator[Located]:
    library = duckdb_library()
    names = [column.name for column in needed_columns(family)]
    selected = ", ".join(f'"{name}"' for name in names)
    number = 0
    with closing(connection.cursor()) as cursor:
        try:
            cursor.execute(f"SELECT {selected} FROM {family}")  # DuckDB keeps the order of insertion
        except library.Error as error:
            raise InputError(f"{path} is no database of partyie: {error}") from error
        while rows := _fetched(cursor, path, family):
            for row in rows:
                number += 1
                yield f"{path}, {family}, row {number}", dict(zip(names, row, strict=True))


def _fetched(cursor: Any, path: Path, family: str) -> list[tuple[Any, ...]]:
    """The next rows of a query.

    Raises:
        InputError: They can't be read: the file is damaged.
    """
    try:
        rows: list[tuple[Any, ...]] = cursor.fetchmany(BATCH)
    except (duckdb_library().Error, ValueError, OverflowError) as error:
        raise InputError(f"{path}, {family}: the file is damaged: {error}") from error
    return rows
