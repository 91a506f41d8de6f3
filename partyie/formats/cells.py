"""Cells of CSV as text and back: every value is told from every other, and most look as one would write them.

- A list is joined with ``; ``, and is a JSON array where that would be read otherwise (``["甲; 乙"]``).
- Null is an empty cell. So an empty string, where a column has nulls, is ``""``, and quotes alone get two more.
- Text that a spreadsheet would take for a formula (``=1+1``) has an apostrophe before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from partyie.formats.columns import Column, ColumnType, Part
from partyie.formats.json_reading import parse_json
from partyie.formats.rows import as_text

SEPARATOR = "; "
# What OWASP names as the beginning of a formula, full-width forms too.
FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
FIRST = frozenset("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # what a pattern needn't be asked for
QUOTES = re.compile(r'"{2,}')
TRUTH = {"true": True, "false": False}


def format_cell(value: Any, column: Column) -> str:
    """A cell as text."""
    return cell_format(column)(value)


def cell_format(column: Column) -> Callable[[Any], str]:
    """How the cells of a column are made text."""
    if column.type is ColumnType.STRINGS:
        return lambda value: _guarded(_format_list(value))
    if column.type is not ColumnType.STRING or column.part is Part.EXACT:
        return as_text
    return _format_nullable if column.nullable else _guarded


def _format_nullable(value: str | None) -> str:
    if value is None:
        return ""
    return _guarded(f'""{value}' if _is_quotes(value) else value)


def parse_cell(text: str, column: Column) -> Any:
    """The value of a cell.

    Raises:
        ValueError: It isn't one of this column.
    """
    if not text and column.nullable:
        return None
    return PARSERS[column.type](text, column)


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in FIRST and FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def _is_quotes(text: str) -> bool:
    return not text or QUOTES.fullmatch(text) is not None


def _parse_string(text: str, column: Column) -> str:
    text = _unguarded(text)
    return text[2:] if column.nullable and QUOTES.fullmatch(text) else text


def _format_list(values: tuple[str, ...]) -> str:
    joined = SEPARATOR.join(values)
    plain = not joined.startswith("[") and _split(joined) == values
    return joined if plain else json.dumps(values, ensure_ascii=False)


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(SEPARATOR)) if joined else ()


def _parse_list(text: str, _: Column) -> tuple[Any, ...]:
    text = _unguarded(text)
    return tuple(parse_json(text)) if text.startswith("[") else _split(text)


PARSERS: dict[ColumnType, Callable[[str, Column], Any]] = {
    ColumnType.STRING: _parse_string,
    ColumnType.INTEGER: lambda text, _: int(text),
    ColumnType.NUMBER: lambda text, _: float(text),
    ColumnType.BOOLEAN: lambda text, _: _truth(text),
    ColumnType.INSTANT: lambda text, _: datetime.fromisoformat(text),
    ColumnType.STRINGS: _parse_list,
}


def _truth(text: str) -> bool:
    """Spreadsheets write TRUE."""
    if text.lower() not in TRUTH:
        raise ValueError(f"{text!r} is neither true nor false")
    return TRUTH[text.lower()]
