"""Rows in, rows out: a text with its source, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from partyie.errors import InputError
from partyie.pipeline.stream import Line, Text
from partyie.records import FailureReason, TooLong
from partyie.text import lazy_re as re

if TYPE_CHECKING:
    import pyarrow

SOURCE, EXTRACTION, ERROR = "source", "extraction", "error"  # columns of the results
_NUMBER = r"[0-9][0-9,.]*(?:e[+-]?[0-9]+)?"
_TOO_LONG = re.compile(  # how `TooLongError` says it of a text
    rf"too_long: the text (?:has|was given up after) (?P<found>{_NUMBER}) (?:code points|seconds of processor time): "
    rf"the limit is (?P<allowed>{_NUMBER}) \(--max-(?P<limit>characters|seconds), .*"
)
Row = tuple[str | None, str | None, str | None]


def result_schema() -> pyarrow.Schema:
    """Columns of the results, all strings.

    ``source`` names the text; ``extraction`` is its Extraction as JSON, null where it failed; ``error`` says why it
    failed (``kind: message``), else null.
    """
    arrow: Any = import_module("pyarrow")
    return arrow.schema([(name, arrow.string()) for name in (SOURCE, EXTRACTION, ERROR)])


def result_row(item: Text, line: Line) -> Row:
    """The row of a text whose line is there."""
    if line.failure is not None:
        reason = line.failure.error
        return line.failure.source, None, f"{reason.kind}: {reason.message}"
    source = item[0] if isinstance(item, tuple) else None
    return source, line.json.decode().removesuffix("\n"), None


def reason_of(error: str) -> FailureReason:
    """What the column ``error`` says, as it was before it became a string."""
    kind, _, message = error.partition(": ")
    if found := _TOO_LONG.fullmatch(error):
        limit: Any = found["limit"]
        allowed, reached = (float(found[name].replace(",", "")) for name in ("allowed", "found"))
        return TooLong(message=message, limit=limit, allowed=allowed, found=reached)
    return FailureReason(kind=kind, message=message)


def result_table(rows: Iterable[Row]) -> pyarrow.Table:
    """The rows as a table with :func:`result_schema`."""
    arrow: Any = import_module("pyarrow")
    columns = list(zip(*rows, strict=True)) or [()] * 3
    return arrow.table([arrow.array(column, arrow.string()) for column in columns], schema=result_schema())


def texts_of(
    table: pyarrow.Table | pyarrow.RecordBatch, text_column: str, source_column: str | None
) -> Iterator[tuple[str | None, Any]]:
    """``(source, text)`` of each row; sources that aren't strings are written as such.

    Raises:
        InputError: There is no such column.
    """
    for name in (text_column, source_column):
        if name is not None and name not in table.schema.names:
            raise InputError(f"there is no column {name!r}; the rows have {', '.join(table.schema.names)}")
    texts = table.column(text_column).to_pylist()
    sources = [None] * len(texts) if source_column is None else table.column(source_column).to_pylist()
    for source, text in zip(sources, texts, strict=True):
        yield None if source is None else str(source), text
