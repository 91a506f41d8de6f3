"""Places the gazetteer knows, found in running text all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.longest_forms import LongestForms
from partyie.lexicon.table import read_rows, read_table

ABBREVIATION_COLUMNS = ("form", "name", "example", "expected")
SHORTENABLE = {"province", "prefecture", "county"}
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


@dataclass(frozen=True, slots=True)
class CommonPlace:
    """A division's name that is also something else.

    Attributes:
        form: As written.
        kind: ``front``, no name but what is done with a place (登上); ``generic``, a common noun, a place only behind
            the division it lies in (市区); ``split``, its first character is mostly a word of its own (和 + 县委);
            ``short``, without its generic a common word (平安).
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


def world_places() -> Iterator[PlaceName]:
    """Countries, foreign cities and well-known natural features."""
    for name, kind in read_rows("world_places.tsv", ("name", "kind")):
        yield PlaceName(name, (), False, kind)


@cache
def place_names() -> LongestForms[PlaceName]:
    """Full, middle and short division names (no short townships) and places of the world."""
    names = {name.form: name for name in world_places()}
    table = divisions()
    for form, found in table.short_forms(SHORTENABLE):
        names[form] = PlaceName(form, found, True, "division")
    for form, found in table.full_forms():
        if form.endswith(GENERICS) and not form.endswith("社区"):
            names[form] = PlaceName(form, found, False, "division")
    return LongestForms(names)


def gazetteer_matches(text: str) -> Iterator[tuple[int, int, PlaceName]]:
    """Leftmost-longest matches ``(start, end, name)``, none overlapping."""
    return place_names().find(text)
