"""The tables of `text/data`, read row by row: tab-separated, the first line names the columns."""

from __future__ import annotations

import gzip
from importlib.resources import files

DATA = files("partyie.text") / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of ``name`` (``.tsv`` or ``.tsv.gz``) by column; lines that begin with ``#`` are left out.

    Raises:
        ValueError: A line has more or fewer fields than the header.
    """
    data = (DATA / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    columns, *rows = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    return [dict(zip(columns, row, strict=True)) for row in rows]
