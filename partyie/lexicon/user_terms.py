"""One term of a user's lexicon: as an object, and as a line of cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from partyie.lexicon.term_keys import clean_form
from partyie.lexicon.term_sheet import COLUMNS, Problem
from partyie.records import Label

KNOWN = frozenset(COLUMNS)


@dataclass(frozen=True, slots=True)
class UserTerm:
    """One term of a user's lexicon.

    Attributes:
        term: As it stands in clean simplified text, however it was given.
        label: What it is a mention of.
        name: What its record is called, or nothing; of a DATE or QUANTITY its value.
        kind: Kind of organisation, or nothing; ``code`` a division code, or nothing.
        priority: Of terms that overlap the one with the higher priority wins, then the longer.
    """

    term: str
    label: Label
    name: str = ""
    kind: str = ""
    code: str = ""
    priority: int = 0


def term_of(cells: Mapping[str, str]) -> UserTerm:
    """The term that the cells of a row describe."""
    rest = {name: cells.get(name, "") for name in ("name", "kind", "code")}
    return UserTerm(clean_form(cells["term"]), Label(cells["label"]), priority=int(cells.get("priority") or 0), **rest)


def lines_of(terms: Iterable[UserTerm | Mapping[str, Any]]) -> tuple[list[str], list[Problem]]:
    """Each term as a line of cells; one that can't be is an empty line and a problem."""
    lines: list[str] = []
    problems: list[Problem] = []
    for number, term in enumerate(terms, 1):
        try:
            lines.append(line_of(_row_of(term)))
        except ValueError as error:
            lines.append("")
            problems.append(Problem(number, str(error)))
    return lines, problems


def _row_of(term: UserTerm | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(term, UserTerm):
        return {name: getattr(term, name) for name in COLUMNS}
    if not isinstance(term, Mapping):
        raise ValueError(f"a {type(term).__name__}, not a UserTerm or a mapping with term and label")
    return term


def line_of(row: Mapping[str, Any]) -> str:
    """The cells of a mapping as a line, in the order of ``COLUMNS``.

    Raises:
        ValueError: A key is unknown, or a value is no plain one, or no text.
    """
    if not row.keys() <= KNOWN:
        unknown = ", ".join(str(key) for key in row if key not in KNOWN)
        raise ValueError(f"unknown column {unknown}: there are {', '.join(COLUMNS)}")
    cells = [value if type(value := row.get(name, "")) is str else _cell(name, value) for name in COLUMNS]
    if not cells[0].strip():
        raise ValueError("no term: it is empty or blank")
    line = "\t".join(cells)
    if line.count("\t") >= len(COLUMNS) or "\n" in line or "\r" in line:
        bad = next(name for name, cell in zip(COLUMNS, cells, strict=True) if any(mark in cell for mark in "\t\n\r"))
        raise ValueError(f"{bad} {cells[COLUMNS.index(bad)][:30]!r} holds a tab or a line break")
    if not line.isascii():
        _refuse_surrogates(cells)
    return line


def _refuse_surrogates(cells: list[str]) -> None:
    for name, cell in zip(COLUMNS, cells, strict=True):
        try:
            cell.encode()
        except UnicodeEncodeError as error:
            bad = f"half of a surrogate pair at {error.start}, which is no character"
            raise ValueError(f"{name} {cell[:30]!r} holds {bad}: was it read with the wrong encoding?") from error


def _cell(name: str, value: Any) -> str:
    """A value as a cell."""
    if value is None or value != value or (name == "priority" and value == 0):  # NaN is not itself
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float) and value.is_integer():  # how data frames write whole numbers beside NaN
        return str(int(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if hasattr(value, "item"):  # NumPy's
        return _cell(name, value.item())
    raise ValueError(f"{name} is {value!r}, a {type(value).__name__}: it is a string")
