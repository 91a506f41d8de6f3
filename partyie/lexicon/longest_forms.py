"""Finds which of some ten thousand forms stand in a text: the leftmost, the longest, none overlapping.

An automaton of so many forms jumps through memory at every character. Here a table of the pairs of characters that
forms begin with, indexed by a hash, passes over nearly all places of a text at once; at the others the forms are looked
up, the longest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Value = TypeVar("Value")

_BUCKETS = 1 << 20
_MULTIPLIER = np.uint32(40503)  # 2 ** 16 by the golden ratio: spreads neighbouring code points
_SHORT = 64  # characters of a text that is looked through faster without arrays


class LongestForms(Generic[Value]):
    """Finds forms of two or more characters.

    Args:
        values: What each form stands for.
    """

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        # The longest form that begins with each pair of characters, in characters.
        self._longest = {form[:2]: len(form) for form in sorted(values, key=len)}
        self._begins = np.zeros(_BUCKETS, np.bool_)
        self._begins[_hashes("".join(self._longest))[::2]] = True

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Start, end and value of each form found, in text order.

        >>> list(LongestForms({"莆田": 1, "莆田市": 2, "市区": 3}).find("在莆田市区，莆田"))
        [(1, 4, 2), (6, 8, 1)]
        """
        end = 0
        for start in self._starts(text):
            if start < end:
                continue
            for size in range(self._longest.get(text[start : start + 2], 0), 1, -1):
                form = text[start : start + size]
                value = self._values.get(form)
                if value is not None:
                    end = start + len(form)
                    yield start, end, value
                    break

    def _starts(self, text: str) -> Iterable[int]:
        """Where a form may begin."""
        if len(text) < _SHORT:
            return range(len(text))
        starts: list[int] = np.flatnonzero(self._begins[_hashes(text)]).tolist()
        return starts


def _hashes(text: str) -> npt.NDArray[np.uint32]:
    """A number below ``_BUCKETS`` for each pair of neighbouring characters."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    hashes: npt.NDArray[np.uint32] = (codes[:-1] * _MULTIPLIER + codes[1:]) & np.uint32(_BUCKETS - 1)
    return hashes
