"""The tables of `text/data`, read row by row: tab-separated, the first line names the columns."""

from __future__ import annotations

import gzip
import zlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from partyie.errors import TableError

DATA = files("partyie.text") / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of ``name`` (``.tsv`` or ``.tsv.gz``) by column; lines that begin with ``#`` are left out.

    Raises:
        TableError: The file is missing or damaged.
        ValueError: A line has more or fewer fields than the header.
    """
    columns, *rows = [line.split("\t") for line in table_text(DATA / name).split("\n") if line and line[0] != "#"]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def table_text(path: Traversable) -> str:
    """A table of the wheel as text, unpacked where it is packed (``.gz``).

    Raises:
        TableError: It is missing, empty, cut, or no UTF-8; the message names it and says how to get it anew.
    """
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.name.endswith(".gz") else data).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise TableError(_damaged(path, str(error))) from error
    if not text.strip():
        raise TableError(_damaged(path, "it is empty"))
    return text


def _damaged(path: Traversable, why: str) -> str:
    return f"the table {path} can't be read: {why}; get it anew: pip install --force-reinstall partyie"
