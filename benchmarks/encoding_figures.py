"""How surely encodings are told: records that survive JSON, and Markdown tables of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partyie.benchmarks.tables import table
from partyie.records import Record


class EncodingPoint(Record):
    """How many texts of one encoding and length were read right, refused, or read as another text."""

    right: int
    refused: int
    wrong: int


class EncodingFigures(Record):
    """Outcomes by encoding and length (``whole``, or code points of a cut).

    Attributes:
        documents: How many texts there were, each in two scripts.
        read: Of files as they are. Right: the very text.
        cut_inside: Of files that end inside a character. Right: refused for that.
    """

    documents: int
    read: dict[str, dict[str, EncodingPoint]]
    cut_inside: dict[str, dict[str, EncodingPoint]]


def format_encodings(figures: EncodingFigures) -> str:
    """The figures as Markdown."""
    how = (
        f"{figures.documents} documents of gold and their traditional twins, whole and in cuts of so many characters. "
        "A cell: percent read as the very text / percent refused / number read as another text. "
        "Written by `partyie benchmark encodings`."
    )
    inside = (
        "The same files, cut inside their last character of several bytes. A cell: percent refused as such / percent "
        "refused for another reason / number read."
    )
    return "\n".join(
        ["# Encodings", "", how, "", *_table(figures.read), "", inside, "", *_table(figures.cut_inside), ""]
    )


def _table(rows: Mapping[str, Mapping[str, EncodingPoint]]) -> Iterator[str]:
    lengths = list(dict.fromkeys(length for points in rows.values() for length in points))
    cells = ([name, *(_cell(points.get(length)) for length in lengths)] for name, points in rows.items())
    yield from table(["", *lengths], cells)


def _cell(point: EncodingPoint | None) -> str:
    if point is None:
        return "–"
    total = point.right + point.refused + point.wrong
    return f"{_percent(point.right, total)} / {_percent(point.refused, total)} / {point.wrong:,}"


def _percent(part: int, total: int) -> str:
    """Rounded so that only all is 100 and only none is 0.

    >>> _percent(999, 1000), _percent(1, 1000), _percent(5, 5)
    ('99.9', '0.1', '100')
    """
    return {0: "0", total: "100"}.get(part) or f"{min(max(100 * part / total, 0.1), 99.9):.1f}"
