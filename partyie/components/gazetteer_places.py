"""Places the gazetteer knows: full names, and short ones that the document or their rank settles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from partyie.components.place_chains import Piece
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Reading
from partyie.components.words import Words
from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.heads import outside_words
from partyie.lexicon.places import Match, PlaceName, common_shorts, gazetteer_matches, generic_names, split_names
from partyie.text import lazy_re as re

HIGH = {"province", "prefecture"}
BEFORE_TOWNSHIP = "在到赴往于驻中共原属为抵至区县市省和、任是与及向从，。"
NOT_COUNTRY = re.compile("[族语式化元]")
STATE = re.compile("共和国|王国|联邦")
NATIVE = re.compile("(?:籍|人)(?=[，,。；;、（）)\n]|$)")
SLOT = "gazetteer"  # key of Reading.cache


def matches_of(reading: Reading) -> Sequence[Match]:
    """What the gazetteer knows in a Reading's text, looked for once."""
    matches: Sequence[Match] | None = reading.cache.get(SLOT)
    if matches is None:
        matches = reading.cache[SLOT] = tuple(gazetteer_matches(reading.text))
    return matches


def gazetteer_places(words: Words, matches: Iterable[Match]) -> tuple[list[Piece], list[Piece]]:
    """Full names (and places of the world), and short names still to be settled."""
    text = words.text
    full: list[Piece] = []
    short: list[Piece] = []
    previous_end = -1
    for start, end, name in matches:
        if _part_of_other_word(text, name) or not (
            start == previous_end or words.is_start(start) or _trusted(name, text, start)
        ):
            continue
        if name.form in generic_names() and start != previous_end:
            continue
        if name.short:
            short.append(Piece(start, end, "place.division_short", LIKELY, name.divisions))
        elif name.kind == "division":
            strength = POSSIBLE if name.form in generic_names() else CERTAIN
            full.append(Piece(start, end, "place.division", strength, name.divisions))
        elif not NOT_COUNTRY.match(text, end):
            last = STATE.match(text, end)
            full.append(Piece(start, last.end() if last else end, f"place.{name.kind}", LIKELY))
        previous_end = end
    return full, short


def _part_of_other_word(text: str, name: PlaceName) -> bool:
    """和县 in 和县委, 任县 in 任县长: the first character is a word of its own, unless the region is named."""
    if name.form not in split_names():
        return False
    return not any(outer.short in text for division in name.divisions for outer in ancestors(division))


def _trusted(name: PlaceName, text: str, start: int) -> bool:
    """A long full name is trusted even where the segmenter cut elsewhere."""
    if name.kind != "division":
        return False
    if name.short or len(name.form) < 3:
        return text[start - 1] in BEFORE_TOWNSHIP
    return name.divisions[0].level != "township" or text[start - 1] in BEFORE_TOWNSHIP


def settled_divisions(full: Iterable[Piece]) -> set[Division]:
    """Divisions that the document names in full, and what they lie in."""
    settled: set[Division] = set()
    for piece in full:
        candidates = [division for division in piece.divisions if division.current] or list(piece.divisions)
        if len(candidates) > 1 and candidates[0].level == "township":
            candidates = [division for division in candidates if division.parent in settled]
        for division in candidates:
            if len(candidates) == 1 or division.level != "township":
                settled.add(division)
                settled.update(ancestors(division))
    return settled


def ancestors(division: Division) -> Iterator[Division]:
    """What a division lies in, the nearest first."""
    while division.parent is not None:
        division = division.parent
        yield division


def short_is_settled(piece: Piece, words: Words, settled: set[Division]) -> bool:
    """A short name counts where the document names the division or its neighbourhood, or where its rank is high."""
    text = words.text
    form = text[piece.start : piece.end]
    if any(division in settled for division in piece.divisions):
        return True
    if _follows_parent(piece, text) or (NATIVE.match(text, piece.end) and words.is_start(piece.start)):
        return True
    if not words.is_start(piece.end) and piece.end != len(text):
        return False
    if form in outside_words().common or form in common_shorts():
        return False
    if any(division.level in HIGH for division in piece.divisions):
        return True
    return any(division.parent in settled for division in piece.divisions)


def _follows_parent(piece: Piece, text: str) -> bool:
    """Right behind the full or short name of what it lies in: 江西铅山."""
    for division in piece.divisions:
        for outer in ancestors(division):
            if text.endswith((outer.name, outer.short), 0, piece.start):
                return True
    return False


def short_townships(words: Words, settled: set[Division]) -> list[Piece]:
    """Townships of the document's counties by short name, whole words only."""
    shorts = _township_shorts(frozenset(d.code for d in settled if d.level == "county" and d.code))
    if not shorts:
        return []
    found = []
    for start, form in zip(words.starts, words.forms, strict=False):  # the last start is the text's end
        division = shorts.get(form)
        if division is not None:
            found.append(Piece(start, start + len(form), "place.township_short", POSSIBLE, (division,)))
    return found


def _township_shorts(counties: frozenset[str]) -> dict[str, Division]:
    found: dict[str, Division] = {}
    for code in sorted(counties, reverse=True):  # the first county's name counts
        found.update(_shorts_in(code))
    return found


@lru_cache(maxsize=256)
def _shorts_in(county: str) -> dict[str, Division]:
    """The townships of a county by short name, but for those that are common words."""
    common, found = outside_words().common, dict[str, Division]()
    for division in divisions().townships(county):
        if division.short != division.name and division.short not in common:
            found.setdefault(division.short, division)
    return found
