"""A user's own terms: one a line, tab-separated or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ahocorasick  # type: ignore[import-not-found]  # ships no types

from partyie.errors import TableError
from partyie.records import Label

COLUMNS = ("term", "label", "name", "kind", "code", "priority")


@dataclass(frozen=True, slots=True)
class UserTerm:
    """One term of a user's lexicon.

    Attributes:
        term: As it stands in clean simplified text.
        label: What it is a mention of.
        name: Canonical name, or nothing.
        kind: Kind of organisation, or nothing; ``code`` a division code, or nothing.
        priority: Of terms that overlap the one with the higher priority wins, then the longer.
    """

    term: str
    label: Label
    name: str = ""
    kind: str = ""
    code: str = ""
    priority: int = 0


class UserLexicon:
    """Finds a user's terms in clean text."""

    def __init__(self, terms: list[UserTerm]) -> None:
        self.terms = terms
        self._automaton = ahocorasick.Automaton()
        for term in terms:
            self._automaton.add_word(term.term, term)
        if terms:
            self._automaton.make_automaton()

    def matches(self, text: str) -> Iterator[tuple[int, int, UserTerm]]:
        """Every place where a term stands: start, end, term; overlapping ones included."""
        if not self.terms:
            return
        for last, term in self._automaton.iter(text):
            yield last + 1 - len(term.term), last + 1, term


def read_user_lexicon(path: Path) -> UserLexicon:
    """Read a lexicon file: ``.jsonl`` holds objects, any other a header line and tab-separated fields.

    ``term`` and ``label`` are required; ``name``, ``kind``, ``code`` and ``priority`` may be absent.

    Raises:
        TableError: The file can't be read, or a line lacks a field, has an unknown label or a bad priority; the
            message names file, line and reason.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: can't be read as UTF-8 text: {error}") from error
    rows = _json_rows(path, lines) if path.suffix == ".jsonl" else _tab_rows(path, lines)
    return UserLexicon([_term(path, number, row) for number, row in rows])


def _json_rows(path: Path, lines: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise TableError(f"{path}, line {number}: not a JSON object: {error}") from error
        if not isinstance(row, dict):
            raise TableError(f"{path}, line {number}: not a JSON object")
        yield number, {key: str(value) for key, value in row.items() if value is not None}


def _tab_rows(path: Path, lines: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    if not lines:
        return
    columns = lines[0].split("\t")
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown or "term" not in columns or "label" not in columns:
        raise TableError(f"{path}, line 1: the header must name term and label, and of {', '.join(COLUMNS)} only")
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) > len(columns):
                raise TableError(f"{path}, line {number}: {len(fields)} fields where the header names {len(columns)}")
            yield number, dict(zip(columns, fields, strict=False))


def _term(path: Path, number: int, row: dict[str, str]) -> UserTerm:
    unknown = sorted(set(row) - set(COLUMNS))
    if unknown:
        raise TableError(f"{path}, line {number}: unknown field {', '.join(unknown)}")
    if not row.get("term", "").strip():
        raise TableError(f"{path}, line {number}: no term")
    if row.get("label") not in list(Label):
        raise TableError(f"{path}, line {number}: label {row.get('label')!r} is none of {', '.join(Label)}")
    try:
        priority = int(row.get("priority") or 0)
    except ValueError as error:
        raise TableError(f"{path}, line {number}: priority {row['priority']!r} is no whole number") from error
    extra = {key: row.get(key, "") for key in ("name", "kind", "code")}
    return UserTerm(row["term"].strip(), Label(row["label"]), priority=priority, **extra)
