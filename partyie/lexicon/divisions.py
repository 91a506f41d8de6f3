"""Administrative divisions of China: names, short names, GB/T 2260 codes, and what lies in what.

Source: see ``data/README.md``, table ``divisions.tsv.gz``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from partyie.lexicon.arrays import Arrays
from partyie.lexicon.division_arrays import LEVELS, division_arrays
from partyie.lexicon.packing import strings

__all__ = ["LEVELS", "Division", "Divisions", "divisions"]


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
    """All divisions, found by full, middle or short name.

    The table stays in arrays; a Division is made when it is first asked for, and is then always the same object.

    Args:
        arrays: As :func:`partyie.lexicon.division_arrays.draw_arrays` describes them.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._forms = strings(arrays["forms"])
        self._numbers = dict(zip(self._forms, range(len(self._forms)), strict=True))
        self._codes = arrays["codes"][arrays["coded"]]
        self._made: dict[int, Division] = {}
        self._known: dict[str, dict[str, tuple[Division, ...]]] = {"full": {}, "short": {}}  # what was asked for
        self._inside: dict[int, list[Division]] = {}

    @property
    def all(self) -> list[Division]:
        """Every division, in table order."""
        return self._divisions(range(len(self._arrays["names"])))

    def _divisions(self, rows: Iterable[int]) -> list[Division]:
        made = self._made
        return [made.get(row) or self._make(row) for row in rows]

    def _make(self, row: int) -> Division:
        code, name, short, level, parent = (
            int(self._arrays[column][row]) for column in ("codes", "names", "shorts", "levels", "parents")
        )
        outer = None if parent < 0 else self._divisions([parent])[0]
        current = bool(self._arrays["current"][row])
        made = Division(str(code or ""), self._forms[name], self._forms[short], LEVELS[level], outer, current)
        return self._made.setdefault(row, made)  # another thread may have made it meanwhile

    def _named(self, form: str, rows: str) -> tuple[Division, ...]:
        """The divisions whose ``full`` or ``short`` name this is."""
        known = self._known[rows].get(form)
        if known is not None:
            return known
        number = self._numbers.get(form)
        if number is None:
            return ()
        start, end = self._arrays[f"{rows}_starts"][number : number + 2].tolist()
        found = tuple(self._divisions(self._arrays[f"{rows}_rows"][start:end].tolist()))
        self._known[rows][form] = found
        return found

    def coded(self, code: str) -> Division | None:
        """The current division with this code, or None."""
        row = self._coded_row(code)
        return None if row is None else self._divisions([row])[0]

    def _coded_row(self, code: str) -> int | None:
        number = int(code) if code.isdecimal() else 0
        at = int(np.searchsorted(self._codes, number))
        return int(self._arrays["coded"][at]) if at < len(self._codes) and self._codes[at] == number else None

    def townships(self, code: str) -> list[Division]:
        """The townships of the current county with this code, in table order."""
        row = self._coded_row(code)
        if row is None:
            return []
        if row not in self._inside:
            inside = (self._arrays["parents"] == row) & (self._arrays["levels"] == LEVELS.index("township"))
            self._inside[row] = self._divisions(np.flatnonzero(inside).tolist())
        return self._inside[row]

    def full(self, name: str) -> tuple[Division, ...]:
        """Divisions with this full or middle name, current ones first."""
        return self._named(name, "full")

    def shortened(self, name: str) -> tuple[Division, ...]:
        """Divisions whose short name this is (never a full name)."""
        return self._named(name, "short")

    def named(self, name: str) -> tuple[Division, ...]:
        """Divisions with this full, middle or short name, full names first."""
        return self.full(name) + self.shortened(name)

    def full_forms(self) -> list[str]:
        """Every full or middle name."""
        return self._forms_of(self._arrays["full_starts"])

    def short_forms(self, levels: Iterable[str]) -> list[str]:
        """Every short name of a division of one of these levels."""
        fits = np.isin(self._arrays["levels"], [LEVELS.index(level) for level in levels])
        before = np.concatenate([[0], np.cumsum(fits[self._arrays["short_rows"]])])
        return self._forms_of(before[self._arrays["short_starts"]])

    def _forms_of(self, starts: npt.NDArray[np.integer[Any]]) -> list[str]:
        """The forms with any rows, given where the rows of each begin."""
        return [self._forms[number] for number in np.flatnonzero(np.diff(starts)).tolist()]


@cache
def divisions() -> Divisions:
    """The division table of the wheel, read once."""
    return Divisions(division_arrays())
