"""Files of a user's terms: tab-separated or JSON Lines, read once as long as they stay the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from os import PathLike
from pathlib import Path

from pydantic_core import from_json

from partyie.errors import InputError, TableError
from partyie.lexicon.term_checks import sheet_of
from partyie.lexicon.term_sheet import COLUMNS, Problem, Sheet
from partyie.lexicon.user import UserLexicon
from partyie.lexicon.user_terms import line_of

LexiconLike = str | PathLike[str] | UserLexicon | Sequence[str | PathLike[str] | UserLexicon]
JSON_SUFFIXES = (".jsonl", ".ndjson")
_KEPT = 8  # files that are kept read


def read_lexicon(*lexicons: LexiconLike) -> UserLexicon:
    """A lexicon of files: ``.jsonl`` holds objects, any other a header line and tab-separated cells.

    ``term`` and ``label`` are needed, ``name``, ``kind``, ``code`` and ``priority`` may lack. Empty lines and lines
    that begin with ``#`` are skipped. A file that hasn't changed isn't read again in this process.

    Args:
        lexicons: Paths, or lexicons that are to be joined with them. Where terms of several have the same priority,
            that of the last one counts.

    Raises:
        InputError: There is no such file.
        TableError: A file isn't UTF-8 text, or lines of it can't be read; the message names file, line and reason.
    """
    ones = list(_flat(lexicons))
    if len(ones) == 1 and isinstance(ones[0], UserLexicon):
        return ones[0]
    return _joined(tuple(sheet for one in ones for sheet in _sheets(one)))


@lru_cache(maxsize=_KEPT)
def _joined(sheets: tuple[Sheet, ...]) -> UserLexicon:
    """The lexicon of these sheets, always the same: it remembers the terms that it has found."""
    return UserLexicon(sheets)


def _sheets(one: str | PathLike[str] | UserLexicon) -> tuple[Sheet, ...]:
    return one.sheets if isinstance(one, UserLexicon) else (_read(one),)


def _flat(lexicons: Iterable[LexiconLike]) -> Iterable[str | PathLike[str] | UserLexicon]:
    for one in lexicons:
        if isinstance(one, str | PathLike | UserLexicon):
            yield one
        elif isinstance(one, Sequence):
            yield from _flat(one)
        else:
            raise InputError(f"a lexicon is a path, several of them or a UserLexicon, not a {type(one).__name__}")


def _read(path: str | PathLike[str]) -> Sheet:
    try:
        state = os.stat(path)
    except OSError as error:
        raise InputError(f"there is no lexicon file {os.fspath(path)!r}") from error
    if not Path(path).is_file():
        raise InputError(f"{os.fspath(path)!r} is no lexicon file")
    return _read_file(os.path.abspath(path), os.fspath(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=_KEPT)
def _read_file(path: str, told: str, changed: int, size: int) -> Sheet:
    text = read_text(Path(path), told)
    return _json_sheet(text, told) if path.endswith(JSON_SUFFIXES) else _tab_sheet(text, told)


def read_text(path: Path, told: str) -> str:
    """A file's UTF-8 text, with ``\\n`` at the ends of lines.

    Raises:
        TableError: It can't be read, or is no such text; ``told`` names it.
    """
    try:
        text = _decoded(path.read_bytes(), told)
    except OSError as error:
        raise TableError(f"{told}: can't be read: {error.strerror}") from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(data: bytes, told: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError(f"{told} is UTF-16 text, as Excel's “Unicode Text” is: save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"{told}, line {line}: not UTF-8: byte 0x{data[error.start]:02X} at {error.start}"
        raise TableError(f"{reason}{_other_encoding(data, told)}") from error


def _other_encoding(data: bytes, told: str) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return f"; it may be GB18030: iconv -f GB18030 -t UTF-8 {told} > {told}.utf8"


def _tab_sheet(text: str, told: str) -> Sheet:
    skipped = 0
    while text.startswith("#", skipped) or text.startswith("\n", skipped):
        skipped = text.find("\n", skipped) + 1 or len(text)
    end = text.find("\n", skipped)
    end = len(text) if end < 0 else end
    header, number = text[skipped:end], text.count("\n", 0, skipped) + 1
    if not header.strip():
        return sheet_of(told, "line", "", COLUMNS)
    columns = [column.strip() for column in header.split("\t")]
    _check_header(columns, header, f"{told}, line {number}")
    return sheet_of(told, "line", text, columns, first=number + 1, at=end + 1)


def _check_header(columns: list[str], header: str, where: str) -> None:
    """The header names the columns.

    Raises:
        TableError: It doesn't.
    """
    if len(columns) == 1 and any(mark in header for mark in ",;"):
        raise TableError(f"{where}: cells are parted by commas or semicolons here: part them by tabs")
    unknown = [column for column in columns if column not in COLUMNS]
    twice = [column for column in columns if columns.count(column) > 1]
    if unknown or twice or not {"term", "label"} <= set(columns):
        wrong = f"unknown {', '.join(map(repr, unknown))}; " if unknown else ""
        wrong += f"{twice[0]} twice; " if twice else ""
        raise TableError(f"{where}: {wrong}the header must name term and label, and of {', '.join(COLUMNS)} only")


def _json_sheet(text: str, told: str) -> Sheet:
    lines: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            lines.append(_json_line(line) if line and not line.isspace() else "")
        except ValueError as error:
            lines.append("")
            problems.append(Problem(number, str(error)))
    return sheet_of(told, "line", "\n".join(lines), COLUMNS, problems=problems)


def _json_line(line: str) -> str:
    try:
        row = from_json(line)
    except ValueError as error:
        raise ValueError(f"not a JSON object: {error}") from error
    if not isinstance(row, dict):
        raise ValueError(f"not a JSON object but a {type(row).__name__}")
    return line_of(row)
