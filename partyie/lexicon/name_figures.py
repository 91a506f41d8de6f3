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
Codes = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int64]

_PLANE = 0x10000
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_GLUED = ("glued_inside", "glued_given", "glued_left", "glued_right")
EDGE_MARK = "\0"  # the neighbour at either end of a text, in arrays
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


class _Rows:
    """Rows of figures by string, all strings of one length, found by binary search."""

    def __init__(self, columns: Collection[Mapping[str, float]], missing: Collection[float]) -> None:
        keys = [_packed(column) for column in columns]
        self._keys = np.append(np.unique(np.concatenate(keys)), np.iinfo(np.int64).max)
        self._rows = np.tile(np.array(missing, np.float32), (len(self._keys), 1))  # the last is for strings not there
        for number, (own, column) in enumerate(zip(keys, columns, strict=True)):
            self._rows[np.searchsorted(self._keys, own), number] = list(column.values())

    def __call__(self, keys: Codes) -> Floats:
        """*Shape:* (keys, columns)."""
        at = np.searchsorted(self._keys, keys)
        at[self._keys[at] != keys] = len(self._keys) - 1
        found: Floats = self._rows[at]
        return found


def _codes(text: str) -> Codes:
    """Its code points, those that need more than 16 bits as the last that doesn't."""
    return np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), 0xFFFF).astype(np.int64)


def _packed(texts: Collection[str]) -> Codes:
    """Each string, of up to three characters and all of one length, as one number, 16 bits a character."""
    keys = np.zeros(len(texts), np.int64)
    for codes in _codes("".join(texts)).reshape(len(texts), -1).T:
        keys = _join(keys, codes)
    return keys


class NameFigures:
    """The shipped tables as arrays."""

    def __init__(self) -> None:
        parts, glued, words = name_parts()
        surname = {surname: parts["surname"].get(surname, 0.0) for surname in surnames()}
        given = [_given(parts[name]) for name in ("only", "first", "second")]
        beside = [_by_code(parts[name]) for name in ("left", "right")]
        self._characters = np.stack([_by_code(surname, missing=-np.inf), *given, *beside], axis=1)
        self._shape = {size: np.float32(parts["shape"].get(f"1{size - 1}", 0.0)) for size in (2, 3)}
        two, three = ({word: level for word, level in words.items() if len(word) == size} for size in (2, 3))
        self._pairs = _Rows(
            [
                {pair.rjust(2, EDGE_MARK): weight for pair, weight in parts["left_pair"].items()},
                {pair.ljust(2, EDGE_MARK): weight for pair, weight in parts["right_pair"].items()},
                *(_by_level(glued, parts[name]) for name in _GLUED),
                *(_by_level(two, parts[name]) for name in ("word", "opening")),
            ],
            [0.0, 0.0, *(parts[name].get("0", 0.0) for name in (*_GLUED, "word", "opening"))],
        )
        self._words = _Rows([_by_level(three, parts["word"])], [parts["word"].get("0", 0.0)])

    def full_names(self, text: str, floors: Floats) -> FullNames:
        """The names of ``text`` that look enough like names where they stand.

        Args:
            text: Any text.
            floors: For each position, what a name that begins there must at least reach: likeness, a share of
                ``ordinary`` and of what stands around it, added up.
        """
        codes = np.zeros(len(text) + 2 * _MARGIN, np.int64)
        codes[_MARGIN:-_MARGIN] = _codes(text)
        surname, only, first, second, left, right = self._characters[codes].T
        likely = [
            self._likely(surname + self._shape[2], [only[1:]], left, right, floors),
            self._likely(surname + self._shape[3], [first[1:], second[2:]], left, right, floors),
        ]
        sizes = np.repeat([2, 3], [len(part[0]) for part in likely])
        starts, likeness = (np.concatenate(parts) for parts in zip(*likely, strict=True))
        at = starts + _MARGIN
        end = at + sizes
        pairs = self._pairs(_join(codes[:-1], codes[1:])).T  # of each character and the one after it
        left_pair, right_pair, glued_inside, glued_given, glued_left, glued_right, word, opening = pairs
        before = left[at - 1] + left_pair[at - 2] + glued_left[at - 1]
        after = right[end] + right_pair[end] + glued_right[end - 1]
        ordinary = glued_inside[at]
        split = len(likely[0][0])  # names of two characters stand before those of three
        short, long = at[:split], at[split:]
        ordinary[:split] += word[short]
        whole = self._words(_join(_join(codes[long], codes[long + 1]), codes[long + 2]))[:, 0]
        ordinary[split:] = ordinary[split:] + glued_given[long + 1] + opening[long] + whole
        total = likeness + _ORDINARY_SHARE * ordinary + _AROUND_SHARE * (before + after)
        kept = np.flatnonzero(total > floors[starts])
        order = kept[np.argsort(starts[kept], kind="stable")]
        return FullNames(*(column[order].tolist() for column in (starts, sizes, likeness, ordinary, before, after)))

    @staticmethod
    def _likely(
        surname: Floats, given: Collection[Floats], left: Floats, right: Floats, floors: Floats
    ) -> tuple[Positions, Floats]:
        """Where a name may begin that reaches the floor, were it not for pairs and words, and its likeness.

        All arrays but ``floors`` count from the margin before the text; those of ``given`` from where each stands.
        """
        length, size = len(floors), len(given) + 1
        inside = slice(_MARGIN, _MARGIN + length)
        likeness = surname[inside] + sum(part[inside] for part in given)
        around = left[_MARGIN - 1 : _MARGIN - 1 + length] + right[_MARGIN + size : _MARGIN + size + length]
        at = np.flatnonzero(likeness + _AROUND_SHARE * around > floors - _SLACK)
        return at, likeness[at]


def _join(first: Codes, second: Codes) -> Codes:
    return (first << 16) | second


def _by_level(levels: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    """The weight of each string's level."""
    by_level = [weights.get(str(level), 0.0) for level in range(LEVELS)]
    return {text: by_level[level] for text, level in levels.items()}


def _by_code(weights: Mapping[str, float], *, missing: float | None = None) -> Floats:
    """A table of characters as an array; code 0 is the text's edge."""
    filling = weights.get(UNSEEN, 0.0) if missing is None else missing
    table = np.full(_PLANE, filling, np.float32)
    for key, weight in weights.items():
        if len(key) == 1 and ord(key) < _PLANE:
            table[ord(key)] = weight
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
