"""Columns of tables that say what becomes of a post: 姓名　现任职务　拟任职务."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partyie.components.link_persons import COLUMN
from partyie.components.link_series import Series
from partyie.components.reading import Reading
from partyie.text import lazy_re as re

HEADER = re.compile(r"(?m)^(?=[^\n]*姓\s*名)[^\n]*[\s｜|]拟\s*(?:任|聘|提拔|提名)[^\n，。；]*")
NOW = re.compile(r"现\s*任|现工作|现\s*职|原\s*任")
PROSE = re.compile("[。；]")


def proposed_by_column(reading: Reading, every: Iterable[Series]) -> Iterator[Series]:
    """The series that stand in the column 拟任职务 of a table, the last one where 现任职务 has its own.

    Args:
        reading: The document; a table goes from its header to the first line of prose.
        every: Its series, in text order.
    """
    tables = list(_tables(reading.text))
    if not tables:
        return
    rows: dict[int, list[Series]] = {}
    for series in every:
        rows.setdefault(series.strand.start, []).append(series)
    for start, end, both in tables:
        for row, found in rows.items():
            if start <= row and found[0].strand.end <= end:
                cells = [series for series in found if series.lead[:1] in COLUMN]
                yield from (cells[1:] if both else cells)


def _tables(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the rows of each table begin and end, and whether it has a column of present posts before."""
    for match in HEADER.finditer(text):
        stop = PROSE.search(text, match.end())
        yield match.end(), stop.start() if stop else len(text), NOW.search(match.group()) is not None
