"""Place names found one by one, and how neighbours become one: 仙游县 + 赖店镇, 寿春镇 + 留犊祠巷."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partyie.components.reading import CERTAIN, Candidate
from partyie.lexicon.divisions import LEVELS, Division
from partyie.lexicon.places import generic_names
from partyie.records import Label

WORLD = {"place.country", "place.city", "place.feature", "place.region", "place.abbreviation"}
# What can lie in what, where the gazetteer doesn't know.
RANK = {
    "place.province": 1, "place.county": 3, "place.division": 3, "place.division_short": 3, "place.township": 4,
    "place.township_short": 4, "place.zone": 5, "place.village": 5, "place.hamlet": 6, "place.road": 6,
    "place.site": 7,
}  # fmt: skip


@dataclass(slots=True)
class Piece:
    """A place name before neighbours are joined."""

    start: int
    end: int
    rule: str
    strength: int
    divisions: tuple[Division, ...] = ()


def longest(pieces: list[Piece]) -> list[Piece]:
    """Without those that a stronger or longer piece covers, in text order."""
    length = max((piece.end for piece in pieces), default=0)
    taken, occupied = [], bytearray(length)
    for piece in sorted(pieces, key=lambda p: (p.strength < CERTAIN, p.start - p.end, -p.strength, p.start)):
        if occupied.find(1, piece.start, piece.end) < 0:
            occupied[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            taken.append(piece)
    return sorted(taken, key=lambda p: p.start)


def chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Groups of adjacent pieces, each lying (or possibly lying) in the one before."""
    chain: list[Piece] = []
    for piece in pieces:
        if chain and not _lies_in(piece, chain[-1]):
            yield chain
            chain = []
        chain.append(piece)
    if chain:
        yield chain


def _lies_in(inner: Piece, outer: Piece) -> bool:
    if inner.start != outer.end:
        return False
    if inner.rule in WORLD:
        return inner.rule == "place.city" and outer.rule == "place.country"
    if not outer.divisions or not inner.divisions:
        return RANK.get(inner.rule, 9) > RANK.get(outer.rule, 0 if outer.divisions else 9)
    if any(a is not b and a.within(b) for a in inner.divisions for b in outer.divisions):
        return True
    # A former township, say: the gazetteer puts it nowhere near, but a full name right behind a county's is in it.
    return inner.rule == "place.division" == outer.rule and all(
        LEVELS.index(a.level) > LEVELS.index(b.level) for a in inner.divisions for b in outer.divisions
    )


def stands(text: str, chain: list[Piece]) -> bool:
    """A common noun that is also a division's name is a place only in a chain."""
    return len(chain) > 1 or text[chain[0].start : chain[0].end] not in generic_names()


def candidate_of(chain: list[Piece]) -> Candidate:
    """The candidate that a chain makes, with what the gazetteer knows of its last name."""
    first, last = chain[0], chain[-1]
    division = _settle(chain)
    data: dict[str, object] = {}
    if division is not None:
        data = {
            "name": division.name,
            "code": division.code or None,
            "level": division.level,
            "path": list(division.path),
        }
    strength = max(piece.strength for piece in chain) if len(chain) > 1 else first.strength
    return Candidate(Label.PLACE, first.start, last.end, last.rule, strength, data=data)


def _settle(chain: list[Piece]) -> Division | None:
    """The one division that the last name of a chain must be, or None."""
    found = chain[-1].divisions
    for piece in reversed(chain[:-1]):
        inside = tuple(d for d in found if any(d.within(outer) for outer in piece.divisions))
        found = inside or found
    current = [division for division in found if division.current] or list(found)
    return current[0] if len(current) == 1 else None
