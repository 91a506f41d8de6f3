"""JSON Lines and the HTML page as files, beside their streams: what `registry` lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from partyie.errors import InputError
from partyie.formats.beside import whole_file
from partyie.formats.html import write_html
from partyie.formats.jsonl import read_jsonl, write_jsonl
from partyie.records import Extraction, Failure


def read_jsonl_file(path: Path) -> Iterator[Extraction | Failure]:
    """The records of a file that ``partyie extract`` wrote.

    Raises:
        InputError: A line is neither an Extraction nor a Failure; the message names file and line.
    """
    with path.open("rb") as lines:
        try:
            yield from read_jsonl(lines)
        except InputError as error:
            raise InputError(f"{path}, {error}") from error


def write_jsonl_file(items: Iterable[Extraction | Failure], path: Path) -> None:
    """One record a line."""
    with whole_file(path) as file:
        write_jsonl(items, file)


def write_html_file(items: Iterable[Extraction | Failure], path: Path) -> None:
    """One page for people to read; nothing reads it back."""
    with whole_file(path) as file:
        write_html(items, file)
