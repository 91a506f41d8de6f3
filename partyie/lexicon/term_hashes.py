"""Numbers for stretches of a text, computed for a whole text at once: equal stretches have equal numbers.

The number of ``[start, end)`` is the polynomial of its characters modulo 2 ** 64, taken from sums over the text's
prefixes and then stirred, so that any of its bits may choose a place in a table. Two stretches may share a number by
chance: who finds one looks at the characters.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from partyie.text.folding import Codes

Hashes = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_INVERSE = pow(_BASE, -1, 1 << 64)
_STIR = np.uint64(0xD6E8FEB86659FD93)
_SPREAD = np.uint64(0xC2B2AE3D27D4EB4F)
_HALF, _THIRD = np.uint64(32), np.uint64(29)
_LEAST = 1 << 12


class TextHashes:
    """The numbers of all stretches of one text; 24 bytes a character while it lives."""

    def __init__(self, codes: Codes) -> None:
        powers, self._inverses = _powers(len(codes) + 1)
        spread = codes.astype(np.uint64)
        spread += np.uint64(1)
        spread *= _SPREAD
        spread ^= spread >> _THIRD
        spread *= powers[: len(codes)]
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(spread, out=self._sums[1:])

    def __len__(self) -> int:
        return len(self._sums) - 1

    def of(self, starts: Positions, ends: Positions) -> Hashes:
        """The numbers of these stretches."""
        return _stirred((self._sums[ends] - self._sums[starts]) * self._inverses[starts])

    def windows(self, length: int) -> Hashes:
        """The numbers of all stretches of this length."""
        last = len(self) - length + 1
        return _stirred((self._sums[length:] - self._sums[:last]) * self._inverses[:last])


def _stirred(hashes: Hashes) -> Hashes:
    hashes ^= hashes >> _HALF
    hashes *= _STIR
    hashes ^= hashes >> _HALF
    return hashes


_POWERS: dict[str, Hashes] = {}


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse; kept, and made anew where a longer text comes."""
    powers = _POWERS.get("base")
    if powers is None or len(powers) < size:
        size = max(_LEAST, 1 << (size - 1).bit_length())
        powers, inverses = _powers_of(_BASE, size), _powers_of(_INVERSE, size)
        _POWERS.update(inverse=inverses)
        _POWERS.update(base=powers)  # last: another thread finds both or none
    return powers, _POWERS["inverse"]


def _powers_of(base: int, size: int) -> Hashes:
    powers = np.full(size, base, np.uint64)
    powers[0] = 1
    np.cumprod(powers, out=powers)
    return powers
