"""The tenures of a text as a small timeline: a row a spell, a bar beside it where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text

from partyie.formats.derived import RecordIndex, position
from partyie.formats.rows import display_names
from partyie.formats.terminal_tables import table
from partyie.records import Extraction, Tenure

BAR, SHORT_BAR = 24, 12  # cells of a bar
ROOM, SHORT_ROOM = 100, 72  # cells that a line must have for one
MONTHS = 12
HEADER = ("id", "person", "from", "to", "post", "told as")
FILLED, OPEN, UNKNOWN = "━", "▶", "?"


def timeline(extraction: Extraction, width: int | None = None) -> Iterator[Text] | None:
    """The lines of the tenures, a row each, person by person; None where there are none.

    Args:
        width: Cells of a line; None has room for all.
    """
    if not extraction.tenures:
        return None
    names, index = display_names(extraction), RecordIndex(extraction)
    order = {person.id: number for number, person in enumerate(extraction.persons)}
    tenures = sorted(extraction.tenures, key=lambda one: order.get(one.person, len(order)))
    persons = [None, *(tenure.person for tenure in tenures)]
    rows = [_row(one, names, index, one.person != before) for one, before in zip(tenures, persons, strict=False)]
    scale = _scale(extraction)
    if scale is None or (width is not None and width < SHORT_ROOM):
        return table("tenures", "bold", HEADER, rows, width)
    cells = BAR if width is None or width >= ROOM else SHORT_BAR
    first, last = (str(month // MONTHS) for month in scale)
    header = (*HEADER, first + last.rjust(cells - len(first)))
    bars = [(*row, bar_of(tenure, scale, cells)) for row, tenure in zip(rows, tenures, strict=True)]
    return table("tenures", "bold", header, bars, width)


def _row(tenure: Tenure, names: Mapping[str, str], index: RecordIndex, is_new: bool) -> tuple[str, ...]:
    person = names.get(tenure.person, tenure.person) if is_new else ""
    told = ", ".join(filter(None, (tenure.event, tenure.status, "acting" if tenure.acting else "")))
    return tenure.id, person, tenure.start or "–", _end(tenure), position(tenure, index), told


def _end(tenure: Tenure) -> str:
    return tenure.end or ("" if tenure.start and tenure.status == "current" else "–")


def month_of(value: str | None) -> int | None:
    """Months since the year 0 of an ISO date of any precision; None for what is no such date.

    >>> month_of("1992-07"), month_of("1992"), month_of("XXXX-07")
    (23910, 23904, None)
    """
    year, _, rest = (value or "").partition("-")
    month = rest[:2]
    if not year.isdecimal():
        return None
    return int(year) * MONTHS + (int(month) - 1 if month.isdecimal() else 0)


def _scale(extraction: Extraction) -> tuple[int, int] | None:
    """First and last month shown: whole years, from the first date told to the last, or the document's."""
    ends = [month_of(value) for tenure in extraction.tenures for value in (tenure.start, tenure.end)]
    known = [month for month in ends if month is not None]
    if not known:
        return None
    document = month_of(extraction.document.date)
    last = max([*known, document] if document is not None else known)
    return min(known) // MONTHS * MONTHS, (last // MONTHS + 1) * MONTHS


def bar_of(tenure: Tenure, scale: tuple[int, int], cells: int = BAR) -> str:
    """A bar of so many cells from a spell's start to its end; ``▶`` where it goes on, ``?`` where an end isn't told."""
    first, last = scale
    start, end = month_of(tenure.start), month_of(tenure.end)
    if start is None and end is None:
        return ""
    left = _place(start if start is not None else end or first, scale, cells)
    right = _place(end if end is not None else last if tenure.status == "current" else start or last, scale, cells)
    bar = FILLED * max(right - left + 1, 1)
    if end is None:
        bar = bar[:-1] + OPEN if tenure.status == "current" else bar + UNKNOWN
    if start is None:
        bar = UNKNOWN + bar[1:]
    return (" " * left + bar)[:cells]


def _place(month: int, scale: tuple[int, int], cells: int) -> int:
    first, last = scale
    return min((month - first) * cells // (last - first), cells - 1)
