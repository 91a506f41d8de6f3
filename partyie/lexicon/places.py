"""Places the gazetteer knows, found in running text all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.longest_forms import LongestForms
from partyie.lexicon.table import read_rows, read_table

ABBREVIATION_COLUMNS = ("form", "name", "example", "expected")
SHORTENABLE = {"province", "prefecture", "county"}
LONGEST_BEHIND = 20  # code points of a name that is looked for behind a word
# What a division's full name ends in; the statistics bureau also lists farms, bureaus and the like as townships.
GENERICS = ("省", "市", "县", "区", "旗", "盟", "州", "镇", "乡", "街道", "苏木", "行政区", "地区")


@dataclass(frozen=True, slots=True, eq=False)
class PlaceName:
    """One way to write places of the gazetteer.

    Attributes:
        form: The name as written.
        divisions: What it can name, current divisions first; empty for places that are no divisions.
        short: Whether it lacks its generic (莆田 for 莆田市).
        kind: ``division``, ``country``, ``city`` or ``feature``.
    """

    form: str
    divisions: tuple[Division, ...]
    short: bool
    kind: str


Match = tuple[int, int, PlaceName]  # start, end, and what stands there


@dataclass(frozen=True, slots=True)
class CommonPlace:
    """A division's name that is also something else.

    Attributes:
        form: As written.
        kind: ``front``, no name but what is done with a place (登上); ``generic``, a common noun, a place only behind
            the division it lies in (市区); ``split``, its first character is mostly a word of its own (和 + 县委);
            ``short``, without its generic a common word (平安); ``word``, a word before a place rather than the
            beginning of a short name that cuts a full one (于 in 于都匀市).
        example: Text in which the form names no place.
        expected: Places of the example.
    """

    form: str
    kind: str
    example: str
    expected: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A name, or a part of names, with what keeps it from being one.

    Attributes:
        form: As written.
        kind: Each table's reader names its kinds.
        not_before: Regular expression of what must not follow.
        example: A sentence of our own.
        expected: The place in it, empty where there is none.
    """

    form: str
    kind: str
    not_before: str
    example: str
    expected: str


@cache
def common_places() -> tuple[CommonPlace, ...]:
    """The table ``common_places.tsv``."""
    return tuple(read_table("common_places.tsv", CommonPlace))


def _common(kind: str) -> frozenset[str]:
    return frozenset(row.form for row in common_places() if row.kind == kind)


@cache
def generic_names() -> frozenset[str]:
    """Division names that are common nouns."""
    return _common("generic")


@cache
def split_names() -> frozenset[str]:
    """Division names whose first character is mostly a word of its own."""
    return _common("split")


@cache
def common_shorts() -> frozenset[str]:
    """Short division names that are common words."""
    return _common("short")


@cache
def place_fronts() -> frozenset[str]:
    """Verbs that stand directly before places and are taken for part of their names."""
    return _common("front")


@cache
def place_words() -> frozenset[str]:
    """Words of one character that names of divisions begin with, too."""
    return _common("word")


@cache
def regions() -> dict[str, Wording]:
    """Regions larger than a division or across several (华东, 苏北), by form; ``kind`` is ``region`` or ``epithet``."""
    return {row.form: row for row in read_table("regions.tsv", Wording)}


@cache
def place_tails() -> dict[str, Wording]:
    """What belongs to a place's name directly behind it (德令哈 + 站), by form; ``kind`` as of place heads."""
    return {row.form: row for row in read_table("place_tails.tsv", Wording)}


@cache
def abbreviations() -> dict[str, str]:
    """Provinces and countries by their one-character names, with the short name each stands for."""
    return {form: name for form, name, _, _ in read_rows("place_abbreviations.tsv", ABBREVIATION_COLUMNS)}


@cache
def _world_kinds() -> dict[str, str]:
    """Countries, foreign cities and well-known natural features, with the kind of each."""
    return {name: kind for name, kind in read_rows("world_places.tsv", ("name", "kind"))}


@cache
def place_forms() -> LongestForms[str]:
    """Full, middle and short division names (no short townships) and places of the world."""
    table = divisions()
    full = (form for form in table.full_forms() if _in_full(form))
    return LongestForms({form: form for form in (*_world_kinds(), *table.short_forms(SHORTENABLE), *full)})


def _in_full(form: str) -> bool:
    return form.endswith(GENERICS) and not form.endswith("社区")


@lru_cache(maxsize=1 << 16)  # more than there are names: each is made once
def place_name(form: str) -> PlaceName:
    """What one of those forms stands for: a division in full rather than in short, a division rather than another."""
    table = divisions()
    if (full := table.full(form)) and _in_full(form):
        return PlaceName(form, full, False, "division")
    if short := tuple(division for division in table.shortened(form) if division.level in SHORTENABLE):
        return PlaceName(form, short, True, "division")
    return PlaceName(form, (), False, _world_kinds()[form])


def gazetteer_matches(text: str) -> Iterator[Match]:
    """Leftmost-longest matches, none overlapping; 于都匀市 is 于 and 都匀市."""
    last = 0
    for start, end, form in place_forms().find(text):
        if start < last:
            continue
        name = place_name(form)
        if behind := _name_behind(text, start, name):
            name, start, end = behind, start + 1, start + 1 + len(behind.form)
        last = end
        yield start, end, name


def _name_behind(text: str, start: int, name: PlaceName) -> PlaceName | None:
    """The full name behind a word (于) that only seems to begin another, shorter one (于都)."""
    if name.form[0] not in place_words() or not (name.short or _level(name) == "township"):
        return None
    found = next(place_forms().find(text[start + 1 : start + 1 + LONGEST_BEHIND]), None)
    if found is None or found[0] > 0 or found[1] < len(name.form) or found[2][-2:] in generic_names():
        return None
    behind = place_name(found[2])
    return behind if _level(behind) in SHORTENABLE and not behind.short else None


def _level(name: PlaceName) -> str:
    return name.divisions[0].level if name.divisions else ""
