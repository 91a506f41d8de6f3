"""Finds which of up to millions of terms stand in a text: all of them, overlapping ones too.

Terms are kept as numbers (:mod:`partyie.lexicon.term_hashes`), not as objects. A text is looked through once for each
power of two: a table says at which places a term of that many characters or more may begin. Only there each length up
to the next power is tried, in a second table and then among the sorted numbers. So the time is linear in the text for
any terms, as no term has more than ``LONGEST`` characters, and of terms that begin at one place the longest are found,
``MOST_AT_ONCE`` lengths of them: only a lexicon made to do harm has more.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from partyie.lexicon.term_hashes import Hashes, Positions, TextHashes
from partyie.text.folding import Codes

LONGEST = 255
"""Code points that a term has at most."""
MOST_AT_ONCE = 16
_PLACES_EACH = 8  # places of a table for each number in it: one in eight is taken
_FEWEST_BITS, _MOST_BITS = 10, 23

Table = npt.NDArray[np.bool_]


def head_lengths(lengths: Positions) -> Positions:
    """The greatest power of two in each length: how much of a term the first table knows."""
    return np.int64(1) << (np.frexp(lengths.astype(np.float64))[1].astype(np.int64) - 1)


class TermIndex:
    """Rows of terms by the numbers of their characters.

    Args:
        hashes: The number of each term.
        heads: That of its first characters, ``head_lengths(lengths)`` of them.
        lengths: In characters, each from 1 to ``LONGEST``.
        rows: What is to be found for each; a row may have several terms, and a term several rows.
    """

    def __init__(self, hashes: Hashes, heads: Hashes, lengths: Positions, rows: npt.NDArray[np.int32]) -> None:
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._rows = hashes[order], rows[order].astype(np.int32)
        self._table, self._shift = _table_of(hashes)
        self._levels: list[tuple[int, Table, np.uint64, list[int]]] = []
        sizes = head_lengths(lengths)
        for size in np.unique(sizes).tolist():
            of_size = sizes == size
            found = np.flatnonzero(np.bincount(lengths[of_size])).tolist()
            self._levels.append((size, *_table_of(heads[of_size]), found))

    def find(self, codes: Codes) -> Iterator[tuple[int, int, int]]:
        """Start, end and row of each place where a term may stand; half-open code points. By chance one may not."""
        numbers = TextHashes(codes)
        begun = np.zeros(len(codes), np.uint8)
        for size, table, shift, lengths in reversed(self._levels):
            if size > len(numbers):
                continue
            places = np.flatnonzero(table[numbers.windows(size) >> shift])
            for length in reversed(lengths):
                fitting = places[: np.searchsorted(places, len(numbers) - length, "right")]
                yield from self._found(numbers, fitting[begun[fitting] < MOST_AT_ONCE], length, begun)

    def _found(
        self, numbers: TextHashes, starts: Positions, length: int, begun: npt.NDArray[np.uint8]
    ) -> Iterator[tuple[int, int, int]]:
        hashes = numbers.of(starts, starts + length)
        likely = self._table[hashes >> self._shift]
        starts, hashes = starts[likely], hashes[likely]
        first = np.searchsorted(self._hashes, hashes, "left")
        past = np.searchsorted(self._hashes, hashes, "right")
        found = np.flatnonzero(past > first)
        begun[starts[found]] += 1
        for place in found.tolist():
            start = int(starts[place])
            for row in self._rows[first[place] : past[place]].tolist():
                yield start, start + length, row

    def shared(self) -> Iterator[list[int]]:
        """The rows that share a number, where they are several."""
        same = np.flatnonzero(self._hashes[1:] == self._hashes[:-1])
        if not len(same):
            return
        for run in np.split(same, np.flatnonzero(np.diff(same) > 1) + 1):
            yield sorted({int(row) for row in self._rows[run[0] : run[-1] + 2]})


def _table_of(hashes: Hashes) -> tuple[Table, np.uint64]:
    """Which of the places that the first bits of a number choose are taken, and how far to shift for them."""
    bits = min(max((len(hashes) * _PLACES_EACH - 1).bit_length(), _FEWEST_BITS), _MOST_BITS)
    shift = np.uint64(64 - bits)
    table = np.zeros(1 << bits, np.bool_)
    table[hashes >> shift] = True
    return table, shift
