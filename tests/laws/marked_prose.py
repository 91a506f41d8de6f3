"""Made sentences that know their mentions: what must be found in them, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from partyie.records import Extraction, Label, format_decimal


@dataclass(frozen=True)
class Told:
    """A mention that a sentence holds, and what must be read of it.

    Attributes:
        value: Of a DATE (guideline §4) or QUANTITY (``12``, ``2..3``).
        at: Of a POST: the surface of the body or place it belongs to; ``holder`` likewise of persons.
        status: Of a POST.
    """

    label: Label
    text: str
    value: str | None = None
    modifier: str | None = None
    unit: str | None = None
    at: str | None = None
    holders: tuple[str, ...] | None = None
    status: str | None = None


Piece = str | Told


@dataclass(frozen=True)
class Prose:
    """A text in pieces: plain words and mentions."""

    pieces: tuple[Piece, ...] = field(default=())

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    def told(self) -> Iterator[tuple[int, Told]]:
        """Each mention with its first code point."""
        at = 0
        for piece in self.pieces:
            if isinstance(piece, Told):
                yield at, piece
            at += len(piece if isinstance(piece, str) else piece.text)

    def __add__(self, other: Prose) -> Prose:
        return Prose(self.pieces + other.pieces)


def prose(*pieces: Piece | Prose) -> Prose:
    """The pieces in a row."""
    flat: list[Piece] = []
    for piece in pieces:
        flat.extend(piece.pieces if isinstance(piece, Prose) else [piece])
    return Prose(tuple(flat))


def join(parts: Iterable[Prose], between: str) -> Prose:
    """The parts with these words between them."""
    joined: list[Piece] = []
    for number, part in enumerate(parts):
        joined += [between] * bool(number)
        joined += part.pieces
    return Prose(tuple(joined))


def missed(made: Prose, extraction: Extraction) -> list[str]:
    """What the extraction doesn't have of what the text tells, a line each: mentions, values, holders, bodies, status."""
    return [line for start, told in made.told() for line in _missed(start, told, extraction)]


def _missed(start: int, told: Told, extraction: Extraction) -> Iterator[str]:
    place = (start, start + len(told.text), told.label)
    found = next((one for one in extraction.mentions if (one.start, one.end, one.label) == place), None)
    what = f"{told.label} {told.text!r} at {start}"
    if found is None:
        near = [one for one in extraction.mentions if one.start < place[1] and start < one.end]
        yield f"{what}: not found, but {[(one.label.value, one.text) for one in near]}"
        return
    read = read_of(extraction, found.record)
    for name in ("value", "modifier", "unit", "at", "holders", "status"):
        wanted = getattr(told, name)
        if wanted is not None and read.get(name) != wanted:
            yield f"{what}: {name} {read.get(name)!r} instead of {wanted!r}"


def read_of(extraction: Extraction, record: str) -> dict[str, object]:
    """What was read of a date, a quantity or a post, in the terms of `Told`."""
    if record.startswith("d"):
        date = extraction.dates[int(record[1:]) - 1]
        return {"value": date.value, "modifier": date.modifier}
    if record.startswith("q"):
        one = extraction.quantities[int(record[1:]) - 1]
        ends = [one.value] if one.value is not None else [one.lower, one.upper]
        value = "..".join(format_decimal(end) for end in ends if end is not None)
        return {"value": value, "modifier": one.modifier, "unit": one.unit}
    if record.startswith("t"):
        post = extraction.posts[int(record[1:]) - 1]
        bodies = {one.id: one.name for one in (*extraction.organisations, *extraction.places)}
        persons = {one.id: one.name for one in extraction.persons}
        surfaces = [_surface(extraction, link.target, link.evidence.start, link.evidence.end) for link in extraction.links
                    if link.kind == "at" and link.source == record]  # fmt: skip
        assert len(surfaces) == len(post.at) and all(one in bodies for one in post.at)
        holders = tuple(persons[one] for one in post.holders)
        return {"at": surfaces[0] if surfaces else None, "holders": holders, "status": post.status}
    return {}


def _surface(extraction: Extraction, record: str, start: int, end: int) -> str:
    """How a record is written within a stretch of the text."""
    mentions = [one for one in extraction.mentions if one.record == record]
    return next((one.text for one in mentions if start <= one.start and one.end <= end), mentions[0].text)
