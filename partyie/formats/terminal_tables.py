"""The records of a text as tables for the terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from operator import gt

from rich.text import Span, Text

from partyie.formats.derived import RecordIndex, current_posts, posts_held
from partyie.formats.palette import COLOURS
from partyie.formats.rows import display_names, format_amount
from partyie.formats.stretches import visible
from partyie.formats.wrapping import LEAST, break_points, width_of
from partyie.records import Extraction, Label, Organisation, Person, Post

WHITE_ON = (Label.PERSON, Label.ORG)  # the dark ones; black letters stand out on the others
STYLES = {label: f"{'white' if label in WHITE_ON else 'black'} on {colour}" for label, colour in COLOURS.items()}
REPAIRED = "underline"
UNRESOLVED = "unresolved"
STYLE_OF = {UNRESOLVED: "yellow", "–": "dim"}
UNLIMITED = 1 << 16  # cells of a line that isn't to be broken
GAP = 2  # cells between two columns
NARROW = 8  # cells that a column of Chinese has at least
LEFT_OUT = ("code", "modifier", "level", "part of", "about", "told as", "rule", "in", "counted from", "kind", "status")
MENTIONS = 5  # mentions of a record that are listed
LATIN = re.compile(r"[\x00-\x7f─→–▶━?]*")  # what isn't broken in a table
LINE_ENDS = str.maketrans({"\r": None, "\n": "↵", "\t": " "})

Row = Sequence[str]


def table(title: str, style: str, header: Row, rows: Iterable[Row], width: int | None = None) -> Iterator[Text]:
    """The lines of a table: a title, the names of its columns, the rows; Chinese is broken where a column is narrow.

    Not rich's own table, which takes thousands of rows several times as long as they took to be read.

    Args:
        width: Cells of a line: columns that find no room, the least important first, are left out. None has room for
            all.
    """
    shown = [tuple(visible(value).translate(LINE_ENDS) for value in row) for row in rows]
    kept = _that_fit(header, shown, width)
    widths = _widths([[row[number] for row in (header, *shown)] for number in kept], width)
    yield Text(f" {title} ".ljust(min(sum(widths) + GAP * (len(widths) - 1), width or UNLIMITED)), style)
    yield from _row_lines([header[number] for number in kept], widths, "dim")
    for row in shown:
        yield from _row_lines([row[number] for number in kept], widths)


def _that_fit(header: Row, rows: Sequence[Row], width: int | None) -> list[int]:
    """The numbers of the columns that stay: what is all Latin needs its width, Chinese can be cut."""
    kept = list(range(len(header)))
    if width is None:
        return kept
    needs = [max(map(_least, {name, *(row[number] for row in rows)})) for number, name in enumerate(header)]
    for name in LEFT_OUT:
        if sum(needs[number] + GAP for number in kept) - GAP > width:
            kept = [number for number in kept if header[number] != name]
    return kept


def _least(value: str) -> int:
    return len(value) if LATIN.fullmatch(value) else min(width_of(value), NARROW)


def _widths(columns: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """The cells that each column takes: what it needs, and where that is too much, the widest give way."""
    widths = [max(map(width_of, set(column))) for column in columns]
    over = 0 if width is None else sum(widths) + GAP * (len(widths) - 1) - width
    if over <= 0:
        return widths
    least = [max(map(_least, set(column))) for column in columns]
    for least_of in (least, [LEAST] * len(widths)):  # in the end even Latin is broken
        while over > 0 and any(map(gt, widths, least_of)):
            number = max((n for n in range(len(widths)) if widths[n] > least_of[n]), key=lambda n: widths[n])
            widths[number] -= 1
            over -= 1
    return widths


def _row_lines(row: Row, widths: Sequence[int], style: str = "") -> Iterator[Text]:
    """A row, in as many lines as its longest cell takes."""
    columns = [_cell_lines(value, width) for value, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        line, spans = "", []
        for part, width in zip(parts, widths, strict=True):
            if part in STYLE_OF:
                spans.append(Span(len(line), len(line) + len(part), STYLE_OF[part]))
            line += part + " " * (width - width_of(part) + GAP)
        yield Text(line.rstrip(), style, spans=spans)


def _cell_lines(value: str, width: int) -> list[str]:
    if width_of(value) <= width:
        return [value]
    points = [0, *break_points(value, max(width, LEAST)), len(value)]
    return [value[start:end].rstrip() for start, end in pairwise(points)]


def record_tables(
    extraction: Extraction, labels: Collection[Label], width: int | None = None
) -> Iterator[Iterator[Text]]:
    """The lines of a table of each family of records that has any, of these kinds; ``width`` as for :func:`table`."""
    for label, (title, header, rows) in FAMILIES.items():
        found = list(rows(extraction)) if label in labels else []
        if found:
            yield table(title, STYLES[label], header, found, width)


def _mentions(ids: Sequence[str]) -> str:
    more = f" +{len(ids) - MENTIONS}" if len(ids) > MENTIONS else ""
    return " ".join(ids[:MENTIONS]) + more


def _or_none(value: str | None) -> str:
    return value or "–"


def _persons(extraction: Extraction) -> Iterator[Row]:
    index = RecordIndex(extraction)
    for person in extraction.persons:
        yield person.id, person.name, _posts_of(person, index), _or_none(_about(person)), _mentions(person.mentions)


def _posts_of(person: Person, index: RecordIndex) -> str:
    kinds = [*current_posts(person, index)]
    kinds += [f"{post} (former)" for post in posts_held(person, index, "former")]
    kinds += [f"{post} (proposed)" for post in posts_held(person, index, "proposed")]
    return _or_none("；".join(kinds))


def _about(person: Person) -> str:
    known = (person.gender, person.ethnicity, person.birth, person.native_place, person.education, person.degree)
    return "，".join(filter(None, known))


def _posts(extraction: Extraction) -> Iterator[Row]:
    names = display_names(extraction)
    for post in extraction.posts:
        holders = "、".join(names.get(one, one) for one in post.holders)
        where = "、".join(names.get(one, one) for one in post.at)
        yield post.id, post.title, _or_none(holders), _or_none(where), _status(post), post.mention


def _status(post: Post) -> str:
    return f"{post.status}, acting" if post.acting else post.status


def _organisations(extraction: Extraction) -> Iterator[Row]:
    for one in extraction.organisations:
        resolved = _kind(one) if one.resolved else UNRESOLVED
        yield one.id, one.name, resolved, _or_none(one.code), _or_none(one.parent), _mentions(one.mentions)


def _kind(organisation: Organisation) -> str:
    return ", ".join(filter(None, (organisation.kind, organisation.level)))


def _places(extraction: Extraction) -> Iterator[Row]:
    for place in extraction.places:
        path = "·".join(place.path)
        yield (
            place.id,
            place.name,
            _or_none(path),
            _or_none(place.level),
            _or_none(place.code),
            _mentions(place.mentions),
        )


def _dates(extraction: Extraction) -> Iterator[Row]:
    written = {mention.id: mention.text for mention in extraction.mentions}
    for date in extraction.dates:
        yield date.id, written.get(date.mention or "", "–"), date.value, _or_none(date.anchor), _or_none(date.mention)


def _quantities(extraction: Extraction) -> Iterator[Row]:
    written = {mention.id: mention.text for mention in extraction.mentions}
    for one in extraction.quantities:
        modifier, of = _or_none(one.modifier), _or_none(one.of)
        yield one.id, written.get(one.mention or "", "–"), format_amount(one), modifier, of, _or_none(one.mention)


Rows = Callable[[Extraction], Iterator[Row]]
FAMILIES: dict[Label, tuple[str, Row, Rows]] = {
    Label.PERSON: ("persons", ("id", "name", "posts", "about", "mentions"), _persons),
    Label.POST: ("posts", ("id", "title", "holder", "of", "status", "mention"), _posts),
    Label.ORG: ("organisations", ("id", "name", "kind", "code", "part of", "mentions"), _organisations),
    Label.PLACE: ("places", ("id", "name", "in", "level", "code", "mentions"), _places),
    Label.DATE: ("dates", ("id", "written", "value", "counted from", "mention"), _dates),
    Label.QUANTITY: ("quantities", ("id", "written", "amount", "modifier", "of", "mention"), _quantities),
}
