"""Tables of records as data frames: pandas, polars or pyarrow, all with the columns and types of one schema.

``pip install partyie[frames]`` brings pandas; polars and pyarrow are used where they are installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from partyie.errors import InputError, MissingLibraryError
from partyie.formats.columns import Column, ColumnType, table_columns
from partyie.formats.rows import RunRows, encodable
from partyie.records import Extraction, Failure

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # pandas-stubs is not among our tools
    import polars
    import pyarrow

Engine = Literal["pandas", "polars", "pyarrow"]
Several = Extraction | Failure | Iterable[Extraction | Failure]
Values = list[Any]  # of a row, in the order of the columns


def import_library(name: str, extra: str, what: str) -> Any:
    """An optional library, imported when it is needed.

    >>> import_library("json", "all", "these tables").dumps([])
    '[]'

    Args:
        extra: The extra of partyie that brings it.
        what: What needs it, in the plural.

    Raises:
        MissingLibraryError: It isn't installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibraryError(f"{what} need {name}: pip install 'partyie[{extra}]'") from error


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
    the source, or the digest of its text, and has a number where several have the same (``a.txt #2``), so that rows of
    several texts stay apart. Numbers of quantities are floats, their exact digits stand beside them
    (``value_exact``). In polars and pyarrow, whose strings are UTF-8, a lone surrogate is a question mark.

    Args:
        extractions: One, or several whose rows follow one another; a Failure among them has a row in ``failures``
            only.
        family: ``documents``, ``mentions``, ``persons``, ``organisations``, ``places``, ``posts``, ``tenures``,
            ``dates``, ``quantities``, ``links``, ``repairs`` or ``failures``.
        engine: Whose frame: a ``pandas.DataFrame``, a ``polars.DataFrame`` or a ``pyarrow.Table``.

    Raises:
        InputError: There is no such family or engine.
        MissingLibraryError: The engine isn't installed.
    """
    if engine not in ENGINES:
        raise InputError(f"no engine is called {engine!r}; there are {', '.join(ENGINES)}")
    several = [extractions] if isinstance(extractions, Extraction | Failure) else extractions
    columns, run = table_columns(family), RunRows()
    data = [values for one in several for values in run.of(one).values(family)]
    return ENGINES[engine](import_library(engine, EXTRA[engine], "these data frames"), columns, data)


def arrow_table(family: str, data: list[Values]) -> pyarrow.Table:
    """Rows of one table, values in the order of its columns, as pyarrow has them.

    Raises:
        ImportError: pyarrow isn't installed.
    """
    return _pyarrow(import_module("pyarrow"), table_columns(family), data)


def arrow_schema(family: str) -> pyarrow.Schema:
    """The schema of one table as pyarrow has it.

    Raises:
        InputError: There is no such family.
        ImportError: pyarrow isn't installed.
    """
    return _arrow_schema(import_module("pyarrow"), table_columns(family))


def _pandas(library: Any, columns: tuple[Column, ...], data: list[Values]) -> Any:
    series = {
        column.name: library.Series([_cell(row[place]) for row in data], dtype=_pandas_type(library, column))
        for place, column in enumerate(columns)
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


def _polars(library: Any, columns: tuple[Column, ...], data: list[Values]) -> Any:
    types = {
        ColumnType.STRING: library.String,
        ColumnType.INTEGER: library.Int64,
        ColumnType.NUMBER: library.Float64,
        ColumnType.BOOLEAN: library.Boolean,
        ColumnType.INSTANT: library.Datetime("us"),
        ColumnType.STRINGS: library.List(library.String),
    }
    return library.DataFrame(
        utf8_columns(columns, data), schema={column.name: types[column.type] for column in columns}
    )


def _pyarrow(library: Any, columns: tuple[Column, ...], data: list[Values]) -> Any:
    return library.Table.from_pydict(utf8_columns(columns, data), schema=_arrow_schema(library, columns))


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


def utf8_columns(columns: tuple[Column, ...], data: list[Values]) -> dict[str, list[Any]]:
    """The cells of each column for a library whose strings are UTF-8: lone surrogates become question marks, lists are
    lists, decimals floats."""
    return {column.name: _utf8_cells(column.type, [row[place] for row in data]) for place, column in enumerate(columns)}


def _utf8_cells(kind: ColumnType, cells: list[Any]) -> list[Any]:
    match kind:
        case ColumnType.STRING:
            return [None if cell is None else encodable(cell) for cell in cells]
        case ColumnType.STRINGS:
            return [list(map(encodable, cell)) for cell in cells]
        case ColumnType.NUMBER:
            return list(map(_cell, cells))
    return cells


def _cell(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


ENGINES: dict[str, Callable[[Any, tuple[Column, ...], list[Values]], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}
EXTRA = {"pandas": "frames", "polars": "polars", "pyarrow": "arrow"}
