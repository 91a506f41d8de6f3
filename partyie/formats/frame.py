"""Tables of records as data frames: pandas, polars or pyarrow, all with the columns and types of one schema.

``pip install partyie[frames]`` brings pandas; polars and pyarrow are used where they are installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from partyie.errors import InputError, PartyieError
from partyie.formats.columns import Column, ColumnType, table_columns
from partyie.formats.rows import Row, rows
from partyie.records import Extraction, Failure

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # pandas-stubs is not among our tools
    import polars
    import pyarrow

Engine = Literal["pandas", "polars", "pyarrow"]
Several = Extraction | Iterable[Extraction | Failure]


class MissingLibraryError(PartyieError, ImportError):
    """An optional library isn't installed; the message says how to get it."""


@overload
def to_frame(extractions: Several, family: str, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
@overload
def to_frame(extractions: Several, family: str, engine: Literal["polars"]) -> polars.DataFrame: ...
@overload
def to_frame(extractions: Several, family: str, engine: Literal["pyarrow"]) -> pyarrow.Table: ...
def to_frame(extractions: Several, family: str, engine: Engine = "pandas") -> Any:
    """One family of records as a data frame, one row a record, in text order.

    Names and types of the columns are those of ``docs/tables.schema.json`` in every engine, also where there are no
    rows. Beside each column of ids stands one of names (``person``, ``person_name``); the column ``document`` names
    the source, or the digest of its text, so that rows of several texts stay apart. Numbers of quantities are floats
    here; the records hold them exactly.

    Args:
        extractions: One, or several whose rows follow one another; a Failure among them has no rows.
        family: ``mentions``, ``persons``, ``organisations``, ``places``, ``posts``, ``tenures``, ``dates``,
            ``quantities``, ``links``, ``repairs`` or ``documents``.
        engine: Whose frame: a ``pandas.DataFrame``, a ``polars.DataFrame`` or a ``pyarrow.Table``.

    Raises:
        InputError: There is no such family or engine.
        MissingLibraryError: The engine isn't installed.
    """
    if engine not in ENGINES:
        raise InputError(f"no engine is called {engine!r}; there are {', '.join(ENGINES)}")
    several = [extractions] if isinstance(extractions, Extraction) else extractions
    columns = table_columns(family)
    data = [row for one in several if isinstance(one, Extraction) for row in rows(one, family)]
    try:
        library = import_module(engine)
    except ImportError as error:
        raise MissingLibraryError(f"these data frames need {engine}: pip install '{EXTRA[engine]}'") from error
    return ENGINES[engine](library, columns, data)


def arrow_schema(family: str) -> pyarrow.Schema:
    """The schema of one table as pyarrow has it.

    Raises:
        InputError: There is no such family.
        ImportError: pyarrow isn't installed.
    """
    return _arrow_schema(import_module("pyarrow"), table_columns(family))


def _pandas(library: Any, columns: tuple[Column, ...], data: list[Row]) -> Any:
    series = {
        column.name: library.Series([_cell(row[column.name]) for row in data], dtype=_pandas_type(library, column))
        for column in columns
    }
    return library.DataFrame(series)


def _pandas_type(library: Any, column: Column) -> Any:
    """Types with a null of their own where a cell can be empty: pandas would make floats of integers beside None."""
    match column.type:
        case ColumnType.STRING:
            return library.StringDtype("python")  # Arrow's storage refuses lone surrogates
        case ColumnType.INTEGER:
            return "Int64" if column.nullable else "int64"
        case ColumnType.NUMBER:
            return "Float64"
        case ColumnType.BOOLEAN:
            return "boolean" if column.nullable else "bool"
        case ColumnType.INSTANT:
            return "datetime64[us]"
    return object


def _polars(library: Any, columns: tuple[Column, ...], data: list[Row]) -> Any:
    types = {
        ColumnType.STRING: library.String,
        ColumnType.INTEGER: library.Int64,
        ColumnType.NUMBER: library.Float64,
        ColumnType.BOOLEAN: library.Boolean,
        ColumnType.INSTANT: library.Datetime("us"),
        ColumnType.STRINGS: library.List(library.String),
    }
    cells = {column.name: [_encodable(row[column.name]) for row in data] for column in columns}
    return library.DataFrame(cells, schema={column.name: types[column.type] for column in columns})


def _pyarrow(library: Any, columns: tuple[Column, ...], data: list[Row]) -> Any:
    cells = {column.name: [_encodable(row[column.name]) for row in data] for column in columns}
    return library.Table.from_pydict(cells, schema=_arrow_schema(library, columns))


def _arrow_schema(library: Any, columns: tuple[Column, ...]) -> Any:
    types = {
        ColumnType.STRING: library.string(),
        ColumnType.INTEGER: library.int64(),
        ColumnType.NUMBER: library.float64(),
        ColumnType.BOOLEAN: library.bool_(),
        ColumnType.INSTANT: library.timestamp("us"),
        ColumnType.STRINGS: library.list_(library.string()),
    }
    return library.schema([library.field(column.name, types[column.type], column.nullable) for column in columns])


def _cell(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _encodable(value: Any) -> Any:
    """A cell for Arrow, whose strings are UTF-8: lone surrogates become question marks, lists are lists."""
    if isinstance(value, tuple):
        return [_encodable(part) for part in value]
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return _cell(value)


ENGINES: dict[str, Callable[[Any, tuple[Column, ...], list[Row]], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}
EXTRA = {"pandas": "partyie[frames]", "polars": "partyie[polars]", "pyarrow": "partyie[arrow]"}
