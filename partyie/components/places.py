"""Finds places: administrative units by gazetteer, other places by the last word of their name.

Rules, in the order they run: full division names; short names that the document or their rank settles; places of
the world; names made of a few words and a place head (清水村, 人民路). Neighbours that lie in one another are joined
(仙游县 + 赖店镇).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading, reading_of
from partyie.components.words import Words, words_of
from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.heads import head_pattern, outside_words, place_heads
from partyie.lexicon.places import PlaceName, gazetteer_matches
from partyie.records import Label

# Division names that are common nouns: a place only behind the division they lie in.
GENERIC = frozenset("市区 城区 郊区 矿区 新区 高新区 经开区 开发区 街道 东区 西区 南区 北区 港区 林区 农场 林场 工业园区 工业区 示范区 园区 管理区 保税区 牧场 老城 新城".split())
HIGH = {"province", "prefecture"}
LONGEST_BODY = 7


@dataclass(slots=True)
class Piece:
    """A place name before neighbours are joined."""

    start: int
    end: int
    rule: str
    strength: int
    divisions: tuple[Division, ...] = ()


def find_places(reading: Reading) -> list[Candidate]:
    """Places of the clean text; data holds ``name``, ``code``, ``level``, ``path`` where the gazetteer knows them."""
    words = words_of(reading)
    full, short = _gazetteer(reading.text, words)
    settled = _settled(full)
    pieces = full + [piece for piece in short if _short_is_settled(piece, words, settled)]
    pieces += _short_townships(words, settled)
    pieces += list(_headed(reading.text, words))
    return [_candidate(reading.text, chain) for chain in _chains(_longest(pieces)) if _stands(reading.text, chain)]


def _gazetteer(text: str, words: Words) -> tuple[list[Piece], list[Piece]]:
    """Full names (and places of the world), and short names still to be settled."""
    full: list[Piece] = []
    short: list[Piece] = []
    previous_end = -1
    for start, end, name in gazetteer_matches(text):
        if start != previous_end and not words.is_start(start) and not _glued(name, text, start):
            continue
        if name.short:
            short.append(Piece(start, end, "place.division_short", LIKELY, name.divisions))
        elif name.kind == "division":
            full.append(Piece(start, end, "place.division", CERTAIN, name.divisions))
        elif words.is_start(end) or end == len(text):
            full.append(Piece(start, end, f"place.{name.kind}", LIKELY))
        previous_end = end
    return full, short


def _glued(name: PlaceName, text: str, start: int) -> bool:
    """A long full name is trusted even where the segmenter cut elsewhere."""
    return not name.short and name.kind == "division" and len(name.form) > 2 and text[start - 1] in "在到赴往于驻中共原属为抵至区县市省"


def _settled(full: Iterable[Piece]) -> set[Division]:
    """Divisions that the document names in full, and what they lie in."""
    settled: set[Division] = set()
    for piece in full:
        candidates = [division for division in piece.divisions if division.current] or list(piece.divisions)
        if len(candidates) > 1 and candidates[0].level == "township":
            candidates = [division for division in candidates if division.parent in settled]
        for division in candidates[:1] if len(candidates) == 1 else [d for d in candidates if d.level != "township"]:
            settled.add(division)
            settled.update(_ancestors(division))
    return settled


def _ancestors(division: Division) -> Iterator[Division]:
    while division.parent is not None:
        division = division.parent
        yield division


def _short_is_settled(piece: Piece, words: Words, settled: set[Division]) -> bool:
    """A short name counts where the document names the division or its neighbourhood, or where its rank is high."""
    form = words.text[piece.start : piece.end]
    if any(division in settled for division in piece.divisions):
        return words.is_start(piece.start)
    if not words.is_start(piece.end) and piece.end != len(words.text):
        return False
    if form in outside_words():
        return False
    if any(division.level in HIGH for division in piece.divisions):
        return True
    return any(division.parent in settled for division in piece.divisions)


def _short_townships(words: Words, settled: set[Division]) -> list[Piece]:
    """Townships of the document's counties by short name, whole words only."""
    shorts = _township_shorts(frozenset(d.code for d in settled if d.level == "county" and d.code))
    if not shorts:
        return []
    text, starts = words.text, words.starts
    found = []
    for start, end in zip(starts, starts[1:], strict=False):
        division = shorts.get(text[start:end])
        if division is not None:
            found.append(Piece(start, end, "place.township_short", POSSIBLE, (division,)))
    return found


@cache
def _township_index() -> dict[str, list[Division]]:
    index: dict[str, list[Division]] = {}
    for division in divisions().all:
        if division.level == "township" and division.parent is not None:
            index.setdefault(division.parent.code, []).append(division)
    return index


def _township_shorts(counties: frozenset[str]) -> dict[str, Division]:
    found: dict[str, Division] = {}
    for code in sorted(counties):
        for division in _township_index().get(code, ()):
            if division.short != division.name and division.short not in outside_words():
                found.setdefault(division.short, division)
    return found


@cache
def _heads() -> re.Pattern[str]:
    return head_pattern(place_heads().values())


def _headed(text: str, words: Words) -> Iterator[Piece]:
    """Names by their last word: a body of words that can stand in names, then the head."""
    for match in _heads().finditer(text):
        start = _body_start(words, match.start(), match.end())
        if start is not None:
            kind = place_heads()[match.group()].kind
            yield Piece(start, match.end(), f"place.{kind}", LIKELY if kind in ("village", "township", "road") else POSSIBLE)


def _body_start(words: Words, head_start: int, head_end: int) -> int | None:
    """Where the name that ends in the head begins: one or two words that aren't common ones."""
    position = head_start
    while position > 0:
        start = words.before(position)
        if head_end - start > LONGEST_BODY or not words.free(start, position) or words.text[start] in "、“”（）()《》\"":
            break
        position = start
        if head_start - position >= 2:
            break
    return position if position < head_start else None


def _longest(pieces: list[Piece]) -> list[Piece]:
    """Without those that a stronger or longer piece covers, in text order."""
    length = max((piece.end for piece in pieces), default=0)
    taken, occupied = [], bytearray(length)
    for piece in sorted(pieces, key=lambda p: (-p.strength, p.start - p.end, p.start)):
        if occupied.find(1, piece.start, piece.end) < 0:
            occupied[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            taken.append(piece)
    return sorted(taken, key=lambda p: p.start)


def _chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
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
    if inner.start != outer.end or not outer.divisions:
        return False
    if not inner.divisions:
        return inner.rule not in ("place.country", "place.city", "place.feature")
    return any(a is not b and a.within(b) for a in inner.divisions for b in outer.divisions)


def _stands(text: str, chain: list[Piece]) -> bool:
    """A common noun that is also a division's name is a place only in a chain."""
    return len(chain) > 1 or text[chain[0].start : chain[0].end] not in GENERIC


def _candidate(text: str, chain: list[Piece]) -> Candidate:
    first, last = chain[0], chain[-1]
    division = _settle(chain)
    data: dict[str, object] = {}
    if division is not None:
        data = {"name": division.name, "code": division.code or None, "level": division.level, "path": list(division.path)}
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


class PlaceFinder:
    """Adds places to the candidates."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        reading.candidates.extend(find_places(reading))
        return doc


@Language.factory("partyie_places")
def make_places(nlp: Language, name: str) -> PlaceFinder:
    """The place finder."""
    return PlaceFinder()
