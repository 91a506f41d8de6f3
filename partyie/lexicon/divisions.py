"""Administrative divisions of China: names, short names, GB/T 2260 codes, and what lies in what.

Source: see ``data/README.md``, table ``divisions.tsv.gz``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_rows

COLUMNS = ("code", "name", "short", "middle", "level", "parent", "status")
LEVELS = ("province", "prefecture", "county", "township")


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """One administrative division, current or former.

    Attributes:
        code: GB/T 2260 (6 digits; 9 for townships); empty where there is none.
        name: In full: 莆田市.
        short: Without its generic: 莆田; the full name where nothing would be left.
        level: ``province``, ``prefecture``, ``county`` or ``township``.
        parent: What it lies in, or None for provinces.
        current: False for names that a change has ended.
    """

    code: str
    name: str
    short: str
    level: str
    parent: Division | None
    current: bool

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the province down to this division."""
        return (*(self.parent.path if self.parent else ()), self.name)

    @property
    def province(self) -> Division:
        """The province it lies in (itself for a province)."""
        return self.parent.province if self.parent else self

    @property
    def uppers(self) -> tuple[Division, ...]:
        """The divisions it lies in, the nearest first, itself among them."""
        return (self, *(self.parent.uppers if self.parent else ()))

    def within(self, other: Division) -> bool:
        """Whether it is ``other`` or lies in it."""
        return self is other or (self.parent is not None and self.parent.within(other))


class Divisions:
    """All divisions, found by full, middle or short name."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self.all: list[Division] = []
        self._by_code: dict[str, Division] = {}
        self._by_name: defaultdict[str, list[Division]] = defaultdict(list)
        self._by_short: defaultdict[str, list[Division]] = defaultdict(list)
        for row in rows:
            self._add(*row)

    def _add(self, code: str, name: str, short: str, middle: str, level: str, parent: str, status: str) -> None:
        division = Division(code, name, short, level, self._by_code.get(parent), status == "current")
        self.all.append(division)
        if division.current:
            self._by_code.setdefault(code or name, division)
        self._by_name[name].append(division)
        if middle:
            self._by_name[middle].append(division)
        if short != name:
            self._by_short[short].append(division)

    def coded(self, code: str) -> Division | None:
        """The current division with this code (of those without a code: with this name), or None."""
        return self._by_code.get(code)

    def full(self, name: str) -> tuple[Division, ...]:
        """Divisions with this full or middle name, current ones first."""
        return tuple(self._by_name.get(name, ()))

    def shortened(self, name: str) -> tuple[Division, ...]:
        """Divisions whose short name this is (never a full name)."""
        return tuple(self._by_short.get(name, ()))

    def full_forms(self) -> Iterator[tuple[str, tuple[Division, ...]]]:
        """Every full or middle name with what it names."""
        for name, found in self._by_name.items():
            yield name, tuple(found)

    def short_forms(self, levels: Container[str]) -> Iterator[tuple[str, tuple[Division, ...]]]:
        """Every short name of a division of one of these levels, with those divisions."""
        for name, found in self._by_short.items():
            kept = tuple(division for division in found if division.level in levels)
            if kept:
                yield name, kept

    def named(self, name: str) -> tuple[Division, ...]:
        """Divisions with this full, middle or short name, full names first."""
        return self.full(name) + self.shortened(name)


@cache
def divisions() -> Divisions:
    """The division table of the wheel, read once."""
    return Divisions(read_rows("divisions.tsv.gz", COLUMNS))
