"""Rows of the user's own in the shipped tables: titles, organ heads, short forms, units that the grammars then know.

The tables are read when a text first needs them, and patterns are made of them that stay for the process. So rows are
added for the whole process, before it reads its first text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from os import PathLike
from pathlib import Path

from partyie.errors import InputError, PartyieError, TableError
from partyie.lexicon.heads import OrganHead
from partyie.lexicon.organ_forms import OrganForm
from partyie.lexicon.posts import modifier_row, title_row
from partyie.lexicon.table import ADDED, DATA, READ
from partyie.lexicon.term_checks import refuse_problems
from partyie.lexicon.term_sheet import Problem
from partyie.lexicon.units import unit_row
from partyie.lexicon.user_files import read_text
from partyie.text import lazy_re as re

Cells = dict[str, str]
Rows = tuple[tuple[str, tuple[tuple[tuple[str, str], ...], ...]], ...]
USES = frozenset("PpBbNnTSAo")
"""Of organ heads, see :class:`partyie.lexicon.heads.OrganHead`."""
NEEDED = {
    "posts.tsv": ("title", "group", "kind"),
    "post_modifiers.tsv": ("form", "kind", "heads"),
    "organ_heads.tsv": ("form", "kind", "use"),
    "organ_forms.tsv": ("form", "standard"),
    "units.tsv": ("form", "unit", "dimension"),
}
MAKERS: dict[str, Callable[..., object]] = {
    "posts.tsv": title_row,
    "post_modifiers.tsv": modifier_row,
    "organ_heads.tsv": OrganHead,
    "organ_forms.tsv": OrganForm,
    "units.tsv": unit_row,
}
CLOSED: dict[str, tuple[str, ...]] = {
    "posts.tsv": ("group", "kind"),
    "post_modifiers.tsv": ("kind",),
    "organ_heads.tsv": ("kind",),
    "organ_forms.tsv": (),
    "units.tsv": ("dimension",),
}
"""Columns whose values are those of the shipped rows: code and learnt model know no others."""


@dataclass(slots=True)
class _State:
    rows: Rows = ()
    digest: str = ""


_STATE = _State()


def extend_tables(folder: str | PathLike[str]) -> dict[str, int]:
    """Add rows of your own to the shipped tables, for this process and the processes that it starts to read texts.

    Args:
        folder: Holds any of ``posts.tsv``, ``post_modifiers.tsv``, ``organ_heads.tsv``, ``organ_forms.tsv`` and
            ``units.tsv``, with the columns of the shipped tables of these names (``partyie/lexicon/data``); those
            that ``NEEDED`` doesn't name may lack. A row replaces the shipped row of the same form.

    Returns:
        How many rows were added to each table.

    Raises:
        PartyieError: This process has read a text already.
        InputError: There is no such folder, or none of the tables in it.
        TableError: A row can't be read; the message names file, line and reason.
    """
    path = Path(folder)
    if not path.is_dir():
        raise InputError(f"there is no folder {str(folder)!r}")
    names = sorted(file.name for file in path.iterdir() if file.name in MAKERS)
    if not names:
        raise InputError(f"{folder} has none of {', '.join(MAKERS)}")
    rows = {name: _read(path / name) for name in names}
    _add({**ADDED, **{name: [*ADDED.get(name, []), *more] for name, more in rows.items()}})
    return {name: len(more) for name, more in rows.items()}


def added_rows() -> Rows:
    """The rows that have been added in this process: small, and to be handed to :func:`restore_rows` in another."""
    return _STATE.rows


def restore_rows(rows: Rows) -> None:
    """Add the rows of another process, if this one hasn't got them.

    Raises:
        PartyieError: This process has read a text already, with other rows.
    """
    if rows and rows != _STATE.rows:
        _add({name: [dict(row) for row in several] for name, several in rows})


def tables_digest() -> str:
    """8 hexadecimal digits that tell the added rows from others; empty without any."""
    return _STATE.digest


def _add(rows: Mapping[str, list[Cells]]) -> None:
    late = sorted(name for name in READ if rows.get(name, []) != ADDED.get(name, []))
    if late:
        raise PartyieError(
            f"{', '.join(late)} was read before: extend the tables before this process reads its first text"
        )
    ADDED.update(rows)
    _STATE.rows = tuple((name, tuple(tuple(row.items()) for row in several)) for name, several in sorted(ADDED.items()))
    _STATE.digest = hashlib.sha256(json.dumps(_STATE.rows, ensure_ascii=False).encode()).hexdigest()[:8]


def _read(path: Path) -> list[Cells]:
    told = str(path)
    lines = [(number, line) for number, line in enumerate(read_text(path, told).split("\n"), 1) if _counts(line)]
    if not lines:
        return []
    columns, own = lines[0][1].split("\t"), _columns(path.name)
    unknown = [column for column in columns if column not in own]
    needed = NEEDED[path.name]
    if unknown or not set(needed) <= set(columns):
        where = f"{told}, line {lines[0][0]}"
        raise TableError(f"{where}: the header must name {', '.join(needed)}, and of {', '.join(own)} only")
    rows: list[Cells] = []
    problems: list[Problem] = []
    for number, line in lines[1:]:
        fields = [field.strip(" ") for field in line.split("\t")]
        cells = {**_empty(path.name, number), **dict(zip(columns, fields, strict=False))}
        reason = next(_faults(path.name, cells, len(fields), len(columns)), None)
        if reason is None:
            rows.append(cells)
        else:
            problems.append(Problem(number, reason))
    refuse_problems(told, "line", problems)
    return rows


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _columns(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").partition("\n")[0].split("\t")


def _empty(name: str, number: int) -> Cells:
    """The cells of a row that names nothing; what units lack is written -."""
    cells = dict.fromkeys(_columns(name), "")
    if "id" in cells:
        cells["id"] = f"user.{number}"
    if name == "units.tsv":
        cells |= {"factor": "-", "base": "-", "not_before": "-"}
    return cells


def _faults(name: str, cells: Cells, fields: int, columns: int) -> Iterator[str]:
    """What is wrong with a row, the first thing first."""
    if fields > columns:
        yield f"{fields} cells where the header names {columns}"
    empty = [column for column in NEEDED[name] if not cells[column]]
    if empty:
        yield f"no {empty[0]}"
    for column in CLOSED[name]:
        known = _shipped_values(name, column)
        if cells[column] not in known:
            yield f"{column} {cells[column]!r} is none of {', '.join(sorted(known))}"
    if not set(cells.get("use", "")) <= USES:
        yield f"use {cells['use']!r} has other letters than {''.join(sorted(USES))}"
    try:
        if name == "units.tsv" and cells["factor"] != "-":
            Fraction(cells["factor"])
        if name in ("units.tsv", "organ_heads.tsv"):
            _compile(cells["not_before"])
        MAKERS[name](**cells)
    except (TypeError, ValueError, ZeroDivisionError) as error:
        yield str(error)


def _compile(pattern: str) -> None:
    try:
        re.compile(pattern).match("")
    except Exception as error:
        raise ValueError(f"not_before {pattern!r} is no pattern: {error}") from error


def _shipped_values(name: str, column: str) -> set[str]:
    header, *lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    at = header.split("\t").index(column)
    return {line.split("\t")[at] for line in lines if _counts(line)}
