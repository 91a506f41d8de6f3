"""The figures of :mod:`partyie.lexicon.names` for all full names of a text at once, with numpy.

Nearly every fourth character of ordinary text is some surname; weighing the two names that may begin there one by one
would cost more than all the rest of finding persons. Here characters are numbers, tables are arrays, and only the names
that reach a floor come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from partyie.lexicon.names import EDGE, LEVELS, UNSEEN, name_parts, surnames

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]

_PLANE = 0x10000
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_MARGIN = 3  # characters before and after the text that stand for its edges
_ORDINARY_SHARE, _AROUND_SHARE = 0.6, 0.75  # in the sum that must reach the floor; about their learnt weights
_SLACK = 1.5  # the floor is this much lower while pairs and words haven't been looked at


@dataclass(slots=True)
class FullNames:
    """Names of one surname character and one or two given ones, in text order; all fields have one value a name.

    Attributes:
        starts: Where each begins.
        sizes: 2 or 3 characters.
        likeness: As :meth:`NameStatistics.person`; ``ordinary``, ``before``, ``after`` as its methods ``word``,
            ``before`` and ``after``.
    """

    starts: list[int]
    sizes: list[int]
    likeness: list[float]
    ordinary: list[float]
    before: list[float]
    after: list[float]

    def rows(self) -> Iterator[tuple[int, int, float, float, float, float]]:
        """One name at a time, its values in the order of the fields."""
        return zip(self.starts, self.sizes, self.likeness, self.ordinary, self.before, self.after, strict=True)


class _Pairs:
    """Values of strings of at most three characters, found by binary search."""

    def __init__(self, values: Mapping[str, float]) -> None:
        keys = _packed(values or [""])
        figures = np.fromiter(values.values() or [0.0], np.float32, len(keys))
        order = np.lexsort((figures, keys))
        self._keys, self._values = keys[order], figures[order]

    def __call__(self, keys: Codes) -> Floats:
        at = np.searchsorted(self._keys, keys)
        at[at == len(self._keys)] = 0
        found: Floats = np.where(self._keys[at] == keys, self._values[at], np.float32(0))
        return found


def _packed(texts: Collection[str]) -> Codes:
    """Each string as one number, 16 bits a character."""
    size = max(map(len, texts))
    codes = _codes("".join(text.rjust(size, "\0") for text in texts)).reshape(len(texts), size)
    shifts = np.arange(size - 1, -1, -1, dtype=np.uint64) * np.uint64(16)
    packed: Codes = (codes << shifts).sum(axis=1, dtype=np.uint64)
    return packed


def _codes(text: str) -> Codes:
    """Its code points, those that need more than 16 bits as the last that doesn't."""
    return np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), 0xFFFF).astype(np.uint64)


class NameFigures:
    """The shipped tables as arrays."""

    def __init__(self) -> None:
        parts, glued, words = name_parts()
        self._surname = _by_code(
            {surname: parts["surname"].get(surname, 0.0) for surname in surnames()}, missing=-np.inf
        )
        self._only, self._first, self._second = (_given(parts[name]) for name in ("only", "first", "second"))
        self._left, self._right = (_by_code(parts[name]) for name in ("left", "right"))
        self._left_pair, self._right_pair = (_Pairs(parts[name]) for name in ("left_pair", "right_pair"))
        self._glue = _Pairs({pair: float(level) for pair, level in glued.items()})
        self._words = tuple(_Pairs({w: float(level) for w, level in words.items() if len(w) == n}) for n in (2, 3))
        self._shape = {size: np.float32(parts["shape"].get(f"1{size - 1}", 0.0)) for size in (2, 3)}
        self._levels = {
            name: np.array([parts[name].get(str(level), 0.0) for level in range(LEVELS)], np.float32)
            for name in ("glued_inside", "glued_given", "glued_left", "glued_right", "word", "opening")
        }

    def full_names(self, text: str, floors: Floats) -> FullNames:
        """The names of ``text`` that look enough like names where they stand.

        Args:
            text: Any text.
            floors: For each position, what a name that begins there must at least reach: likeness, a share of
                ``ordinary`` and of what stands around it, added up.
        """
        codes = np.zeros(len(text) + 2 * _MARGIN, np.uint64)
        codes[_MARGIN:-_MARGIN] = _codes(text)
        found = [self._of_size(codes, floors, size) for size in (2, 3)]
        starts = np.concatenate([part[0] for part in found])
        order = np.argsort(starts, kind="stable")
        sizes = np.repeat([2, 3], [len(part[0]) for part in found])
        columns = (np.concatenate([part[number] for part in found])[order] for number in range(1, 5))
        likeness, ordinary, before, after = (column.tolist() for column in columns)
        return FullNames(starts[order].tolist(), sizes[order].tolist(), likeness, ordinary, before, after)

    def _of_size(self, codes: Codes, floors: Floats, size: int) -> tuple[Positions, Floats, Floats, Floats, Floats]:
        length = len(codes) - 2 * _MARGIN
        character = [codes[_MARGIN + ahead : _MARGIN + ahead + length] for ahead in range(-1, size + 1)]
        previous, surname, *given, following = character
        likeness = self._surname[surname] + self._shape[size]
        likeness += self._only[given[0]] if size == 2 else self._first[given[0]] + self._second[given[1]]
        around = self._left[previous] + self._right[following]
        at = np.flatnonzero(likeness + _AROUND_SHARE * around > floors - _SLACK)
        likeness, floors = likeness[at], floors[at]
        before, after = self._before(codes, at), self._after(codes, at + size)
        ordinary = self._ordinary(codes, at, size)
        keep = likeness + _ORDINARY_SHARE * ordinary + _AROUND_SHARE * (before + after) > floors
        return at[keep], likeness[keep], ordinary[keep], before[keep], after[keep]

    def _before(self, codes: Codes, at: Positions) -> Floats:
        earlier, previous, own = (codes[at + _MARGIN - back] for back in (2, 1, 0))
        return (
            self._left[previous]
            + self._left_pair(_join(earlier, previous))
            + self._levels["glued_left"][self._glued(previous, own)]
        )

    def _after(self, codes: Codes, end: Positions) -> Floats:
        own, following, later = (codes[end + _MARGIN + ahead] for ahead in (-1, 0, 1))
        pair = self._right_pair(np.where(later == 0, following, _join(following, later)))
        return self._right[following] + pair + self._levels["glued_right"][self._glued(own, following)]

    def _ordinary(self, codes: Codes, at: Positions, size: int) -> Floats:
        surname, first, second = (codes[at + _MARGIN + ahead] for ahead in (0, 1, 2))
        pair = _join(surname, first)
        inside = self._levels["glued_inside"][self._glued(surname, first)]
        if size == 2:
            return inside + self._levels["word"][self._words[0](pair).astype(np.int8)]
        total = inside + self._levels["glued_given"][self._glued(first, second)]
        total += self._levels["opening"][self._words[0](pair).astype(np.int8)]
        whole: Floats = total + self._levels["word"][self._words[1](_join(pair, second)).astype(np.int8)]
        return whole

    def _glued(self, first: Codes, second: Codes) -> npt.NDArray[np.int8]:
        return self._glue(_join(first, second)).astype(np.int8)


def _join(first: Codes, second: Codes) -> Codes:
    return (first << np.uint64(16)) | second


def _by_code(weights: Mapping[str, float], *, missing: float | None = None) -> Floats:
    """A table of characters as an array; code 0 is the text's edge."""
    filling = weights.get(UNSEEN, 0.0) if missing is None else missing
    table = np.full(_PLANE, filling, np.float32)
    single = {ord(key): weight for key, weight in weights.items() if len(key) == 1}
    table[[code for code in single if code < _PLANE]] = [single[code] for code in single if code < _PLANE]
    if EDGE in weights:
        table[0] = weights[EDGE]
    return table


def _given(weights: Mapping[str, float]) -> Floats:
    """A table of given-name characters; nothing but Chinese characters stands in names."""
    table = _by_code(weights)
    table[:_FIRST_HAN] = table[_LAST_HAN + 1 :] = -np.inf
    return table


@cache
def name_figures() -> NameFigures:
    """The shipped tables as arrays, made once."""
    return NameFigures()
