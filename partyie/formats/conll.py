"""CoNLL: one character a line, tab, its BIO tag; a further column where mentions overlap.

A character that doesn't show (blanks, line ends, joiners), ``#`` and the backslash are written as Python escapes, so
that the text comes back exactly. What BIO can't say stands in comment lines before the characters: ``# document {…}``
and a ``# span {…}`` for each mention. The tags are what counts: where somebody has changed them, mentions are joined
with the comments again by their place.

Files of others are read too: first column the token, last the tag (BIO, BIOES, BMES, BILOU), columns by tabs or blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from partyie.errors import GoldError, InputError
from partyie.formats.beside import whole_file
from partyie.formats.corrections import OnError, Region, attempted, corrected, original_data, original_document
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_files import encoded, json_text, read_text
from partyie.formats.json_reading import parse_json

HEAD, SPAN = "# document ", "# span "
OUTSIDE = "O"
TAG = re.compile(r"(?:([BIMESLU])-(.+)|O)")
START = "-DOCSTART-"
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))", re.DOTALL)
SHORT = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
LONG = {character: f"\\{letter}" for letter, character in SHORT.items()}


@dataclass(slots=True)
class Block:
    """The lines of one document: number of the first, what its comments say, its rows of columns, blank lines null."""

    line: int
    head: dict[str, Any] | None = None
    spans: list[dict[str, Any]] = field(default_factory=list)
    rows: list[list[str] | None] = field(default_factory=list)


def write_conll(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None = None) -> None:
    """Write documents into one file.

    Args:
        on_error: Is given the error of a document that can't be written, which is then left out; else it is raised.

    Raises:
        GoldError: A document has dangling relations, ids that stand twice or an empty span.
    """
    with whole_file(path) as file:
        for data in attempted(documents, lambda one: encoded(format_conll(one), one.name), on_error):
            file.write(data)


def read_conll(path: Path, on_error: OnError | None = None) -> Iterator[GoldDocument]:
    """The documents of a file.

    In a file of another's making a document begins with ``-DOCSTART-``, sentences are parted by a line end, and tokens
    stand side by side, with a blank between two Latin words; documents are named after the file.

    Raises:
        InputError: There is no such file.
        GoldError: A row can't be read, or a tag has another label than the six; the message names line or place.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    blocks = list(_blocks(read_text(path), str(path)))
    names = [path.stem] if len(blocks) == 1 else [f"{path.stem}-{number}" for number in range(1, len(blocks) + 1)]
    return attempted(zip(blocks, names, strict=True), lambda one: _read_block(*one, str(path)), on_error)


def format_conll(document: GoldDocument) -> str:
    """The lines of one document, the blank one at the end too.

    Raises:
        GoldError: As for `write_conll`.
    """
    data = original_data(document)
    lines = [SPAN + json_text(span) for span in data.pop("spans", ())]
    columns = _columns(document)
    rows = ("\t".join([_escaped(character), *tags]) for character, *tags in zip(document.text, *columns, strict=True))
    return "".join(f"{line}\n" for line in (HEAD + json_text(data), *lines, *rows, ""))


def _columns(document: GoldDocument) -> list[list[str]]:
    """The tags, each mention in the first column that is free at its place."""
    columns = [[OUTSIDE] * len(document.text)]
    for span in document.spans:
        place = slice(span.start, span.end)
        column = next((one for one in columns if set(one[place]) == {OUTSIDE}), None)
        if column is None:
            column = [OUTSIDE] * len(document.text)
            columns.append(column)
        column[place] = [f"B-{span.label}"] + [f"I-{span.label}"] * (span.end - span.start - 1)
    return columns


def _escaped(character: str) -> str:
    if character in LONG:
        return LONG[character]
    if character.isprintable() and not character.isspace() and character != "#":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _unescaped(token: str) -> str:
    def character(match: re.Match[str]) -> str:
        if code := match[1] or match[2]:
            return chr(int(code, 16))
        if match[3] not in SHORT:
            raise GoldError(f"unknown escape {match[0]!r} in {token!r}")
        return SHORT[match[3]]

    return ESCAPE.sub(character, token)


def _blocks(text: str, path: str) -> Iterator[Block]:
    block = Block(1)
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if line.startswith(HEAD) or line.startswith(START):
            if block.rows or block.head is not None:
                yield block
            block = Block(number)
            if line.startswith(HEAD):
                block.head = _comment(line, HEAD, number, path)
        elif line.startswith(SPAN):
            block.spans.append(_comment(line, SPAN, number, path))
        elif not line.strip():
            block.rows.append(None)
        elif not line.startswith("#") or _is_row(line):
            block.rows.append(line.split("\t") if "\t" in line else line.split())
    if block.head is not None or any(block.rows):
        yield block


def _comment(line: str, start: str, number: int, path: str) -> dict[str, Any]:
    try:
        data = parse_json(line.removeprefix(start))
    except ValueError as error:
        raise GoldError(f"{path}, line {number}: not JSON behind {start!r}: {error}") from error
    if not isinstance(data, dict):
        raise GoldError(f"{path}, line {number}: not an object behind {start!r}")
    return data


def _is_row(line: str) -> bool:
    """Whether a line that begins with # is a token and its tag, no comment."""
    columns = line.split()
    return len(columns) > 1 and TAG.fullmatch(columns[-1]) is not None


def _read_block(block: Block, name: str, path: str) -> GoldDocument:
    if block.head is None:
        text, rows = _foreign_text(block)
        original = GoldDocument(name=name, text=text)
    else:
        rows = [(position, row) for position, row in enumerate(row for row in block.rows if row)]
        text = "".join(_unescaped(row[0]) for _, row in rows)
        if len(text) != len(rows):
            raise GoldError(f"{path}, document {block.head.get('name')!r}: a line holds more than one character")
        original = original_document({**block.head, "spans": block.spans}, text)
    ends = [position + len(row[0]) for position, row in rows] if block.head is None else range(1, len(rows) + 1)
    place = f"{path}, document {original.name!r}"
    regions = list(_regions(rows, list(ends), own=block.head is not None, place=place))
    return corrected(original, regions, None)


def _foreign_text(block: Block) -> tuple[str, list[tuple[int, list[str]]]]:
    """The text of tokens side by side and sentences below one another, and where each row's token begins."""
    parts: list[str] = []  # joined at the end, so that long texts stay linear
    rows: list[tuple[int, list[str]]] = []
    length, gap = 0, ""
    for row in block.rows:
        if row is None:
            gap = "\n" if parts else ""
            continue
        if not gap and parts and _is_latin(parts[-1][-1:]) and _is_latin(row[0][:1]):
            gap = " "
        rows.append((length + len(gap), row))
        parts += gap, row[0]
        length, gap = length + len(gap) + len(row[0]), ""
    return "".join(parts), rows


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _regions(rows: list[tuple[int, list[str]]], ends: list[int], *, own: bool, place: str) -> Iterator[Region]:
    width = max((len(row) for _, row in rows), default=2)
    if any(len(row) != width for _, row in rows) or width < 2:
        raise GoldError(f"{place}: every line has a token and a tag, all the same number of columns")
    for column in range(1 if own else width - 1, width):
        yield from _column_regions([(start, row[column]) for start, row in rows], ends, column, place)


def _column_regions(tags: list[tuple[int, str]], ends: list[int], column: int, place: str) -> Iterator[Region]:
    start, label, last = 0, None, 0
    for (position, tag), end in zip(tags, ends, strict=True):
        match = TAG.fullmatch(tag)
        if match is None:
            raise GoldError(f"{place}, characters {position}–{end}: {tag!r} is no tag such as B-PERSON or O")
        kind, here = match.groups()
        if label is not None and (kind in (None, "B", "S", "U") or here != label):
            yield Region(f"{column}:{start}", label, start, last)
            label = None
        if kind is not None:
            if label is None:
                start, label = position, here
            last = end
            if kind in ("E", "L", "S", "U"):
                yield Region(f"{column}:{start}", label, start, last)
                label = None
    if label is not None:
        yield Region(f"{column}:{start}", label, start, last)
