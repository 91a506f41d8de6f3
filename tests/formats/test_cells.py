"""Cells of CSV: read as they were, and readable for people."""

from __future__ import annotations

from typing import Any

import pytest
from any_records import STRINGS
from hypothesis import given
from hypothesis import strategies as st

from partyie.formats.cells import format_cell, parse_cell
from partyie.formats.columns import Column, ColumnType

TEXT = Column("title", ColumnType.STRING)
MAYBE = Column("title", ColumnType.STRING, nullable=True)
LIST = Column("aliases", ColumnType.STRINGS)


@pytest.mark.parametrize(
    ("value", "column", "cell"),
    [
        ("张三", TEXT, "张三"),
        ("", TEXT, ""),
        (None, MAYBE, ""),
        ("", MAYBE, '""'),
        ('""', MAYBE, '""""'),
        ('"', MAYBE, '"'),
        ('""', TEXT, '""'),
        ("=1+1", TEXT, "'=1+1"),
        ("'=1+1", TEXT, "''=1+1"),
        ("＝1", MAYBE, "'＝1"),
        ("-", TEXT, "'-"),
        ("\t张三", TEXT, "'\t张三"),
        ("'张三", TEXT, "'张三"),
        ((), LIST, ""),
        (("小张", "老三"), LIST, "小张; 老三"),
        (("",), LIST, '[""]'),
        (("甲; 乙",), LIST, '["甲; 乙"]'),
        (("甲;",), LIST, "甲;"),
        (("[注]",), LIST, '["[注]"]'),
        (("=甲", "乙"), LIST, "'=甲; 乙"),
        ("甲;=1+1", TEXT, "甲;'=1+1"),
        ("甲\n'@乙;-", TEXT, "甲\n''@乙;'-"),
        ("=1;=2", MAYBE, "'=1;'=2"),
        ("甲; =1", TEXT, "甲; =1"),
        (("甲;=1", "乙"), LIST, "甲;'=1; 乙"),
        (-5, Column("n", ColumnType.INTEGER), "-5"),
        (1 / 3, Column("n", ColumnType.NUMBER), "0.3333333333333333"),
        (False, Column("n", ColumnType.BOOLEAN), "false"),
    ],
)
def test_cells_look_as_one_would_write_them(value: Any, column: Column, cell: str) -> None:
    assert format_cell(value, column) == cell
    assert parse_cell(cell, column) == value


@given(value=STRINGS | st.none())
def test_text_and_null_are_told_apart(value: str | None) -> None:
    assert parse_cell(format_cell(value, MAYBE), MAYBE) == value


@given(value=STRINGS)
def test_text_comes_back(value: str) -> None:
    assert parse_cell(format_cell(value, TEXT), TEXT) == value


@given(value=st.lists(STRINGS, max_size=4).map(tuple))
def test_lists_come_back(value: tuple[str, ...]) -> None:
    assert parse_cell(format_cell(value, LIST), LIST) == value


def test_what_is_no_cell_of_the_column_is_refused() -> None:
    with pytest.raises(ValueError, match="'yes' is neither true nor false"):
        parse_cell("yes", Column("acting", ColumnType.BOOLEAN))
