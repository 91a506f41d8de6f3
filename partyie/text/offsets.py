"""Where each character of a derived text came from in its source."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.int64]


class OffsetMap:
    """Maps half-open spans of a derived text to spans of its source, and back.

    Each derived character stands for a source stretch of at least one character. A stretch may be wider
    (書(shū) → 書), several derived characters may share one, and source characters may stand for nothing
    (a removed line break). Starts and ends both rise along the derived text.

    The map is kept as *pieces*: runs of derived characters whose stretches move along one by one. Its size and
    the time to build, compose or store it depend on the number of edits, not on the length of the text;
    a look-up takes O(log pieces).

    Args:
        source_length: Code points of the source; a new map is the identity on it.

    >>> offsets = OffsetMap.from_edits(7, [(0, 5, 1)])      # 書(shū)記 → 書記, without the h
    >>> offsets.source_span(0, 1), offsets.source_span(0, 2), offsets.target_span(5, 6)
    ((0, 5), (0, 6), (1, 2))
    """

    __slots__ = ("_ends", "_starts", "_targets", "source_length", "target_length")

    def __init__(self, source_length: int) -> None:
        self.source_length = source_length
        self.target_length = source_length
        first = [0] if source_length else []
        self._targets = array("i", first)  # where each piece begins in the derived text
        self._starts = array("i", first)  # where the stretch of its first character begins
        self._ends = array("i", [1] * len(first))  # and ends

    @classmethod
    def from_edits(cls, source_length: int, edits: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """Build from replacements ``(start, end, length)``: source[start:end] became ``length`` characters.

        Edits are sorted, don't overlap, and replace at least one character. All ``length`` new characters stand
        for the whole stretch, except that an edit of as many characters as before maps one to one.
        """
        pieces: list[tuple[int, int, int]] = []
        position = target = 0
        for start, end, length in edits:
            if position < start:
                pieces.append((target, position, position + 1))
                target += start - position
            if length == end - start:
                pieces.append((target, start, start + 1))
            else:
                pieces.extend((target + index, start, end) for index in range(length))
            target += length
            position = end
        if position < source_length:
            pieces.append((target, position, position + 1))
            target += source_length - position
        return cls._from_pieces(source_length, target, pieces)

    @classmethod
    def _from_pieces(cls, source_length: int, target_length: int, pieces: Iterable[tuple[int, int, int]]) -> OffsetMap:
        offsets = cls(source_length)
        offsets.target_length = target_length
        targets, starts, ends = array("i"), array("i"), array("i")
        for target, start, end in pieces:
            if targets and start - starts[-1] == target - targets[-1] == end - ends[-1]:
                continue  # goes on where the last piece would have gone anyway
            targets.append(target)
            starts.append(start)
            ends.append(end)
        offsets._targets, offsets._starts, offsets._ends = targets, starts, ends
        return offsets

    @property
    def is_identity(self) -> bool:
        """Whether every position maps to itself."""
        if self.target_length != self.source_length:
            return False
        return not self._targets or (len(self._targets) == 1 and self._starts[0] == 0 and self._ends[0] == 1)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source stretch of the derived span ``[start, end)``; empty spans map to an empty stretch."""
        if start >= end:
            at = self._start_of(start) if start < self.target_length else self.source_length
            return at, at
        return self._start_of(start), self._end_of(end - 1)

    def _start_of(self, index: int) -> int:
        piece = bisect_right(self._targets, index) - 1
        return self._starts[piece] + index - self._targets[piece]

    def _end_of(self, index: int) -> int:
        piece = bisect_right(self._targets, index) - 1
        return self._ends[piece] + index - self._targets[piece]

    def source_bounds(self, bounds: Positions) -> tuple[Positions, Positions]:
        """The source stretches of the derived spans between neighbouring bounds: their starts and their ends.

        What :meth:`source_span` says of each, for all of them at once.

        Args:
            bounds: Rising; *shape:* (spans + 1,).
        """
        return self._all_from(self._starts, bounds[:-1]), self._all_from(self._ends, bounds[1:] - 1)

    def _all_from(self, stretches: array[int], indexes: Positions) -> Positions:
        targets: Positions = np.asarray(self._targets)
        pieces = np.searchsorted(targets, indexes, "right") - 1
        shifts: Positions = np.asarray(stretches)[pieces] - targets[pieces]
        return shifts + indexes

    def target_index(self, position: int) -> int:
        """The first derived character that stands for ``position`` of the source or for something after it."""
        piece = bisect_right(self._ends, position) - 1
        return 0 if piece < 0 else self._within(piece, position + 1 - self._ends[piece])

    def target_indexes(self, positions: Positions) -> Positions:
        """:meth:`target_index` of each position."""
        if self.is_identity or not self._targets:
            return positions if self._targets else np.zeros_like(positions)
        targets, ends = np.asarray(self._targets), np.asarray(self._ends)
        pieces = np.searchsorted(ends, positions, "right") - 1
        behind = np.append(targets[1:], self.target_length)
        found = np.minimum(targets[pieces] + positions + 1 - ends[pieces], behind[pieces])
        return np.where(pieces < 0, 0, found)

    def target_span(self, start: int, end: int) -> tuple[int, int]:
        """The derived characters that stand for any part of the source stretch ``[start, end)``."""
        first = self.target_index(start)
        piece = bisect_left(self._starts, end) - 1
        last = 0 if piece < 0 else self._within(piece, end - self._starts[piece])
        return first, max(first, last)

    def _within(self, piece: int, count: int) -> int:
        """The derived position ``count`` characters into a piece, no further than its end."""
        return min(self._targets[piece] + count, self._piece_end(piece))

    def _piece_end(self, piece: int) -> int:
        return self._targets[piece + 1] if piece + 1 < len(self._targets) else self.target_length

    def compose(self, inner: OffsetMap) -> OffsetMap:
        """The map from a text derived (by ``inner``) from this map's derived text, to this map's source.

        Raises:
            ValueError: ``inner`` doesn't start from a text as long as this map's derived text.
        """
        if inner.source_length != self.target_length:
            raise ValueError(f"inner map starts from {inner.source_length} characters, not {self.target_length}")
        if self.is_identity:
            return inner
        if inner.is_identity:
            return self
        return self._from_pieces(self.source_length, inner.target_length, self._through(inner))

    def _through(self, inner: OffsetMap) -> Iterator[tuple[int, int, int]]:
        """The pieces of ``inner``, cut wherever one of this map's pieces begins inside them."""
        for piece, target in enumerate(inner._targets):
            start, last = inner._starts[piece], inner._ends[piece] - 1
            length = inner._piece_end(piece) - target
            cuts = {0, *self._cuts(start, length), *self._cuts(last, length)}
            for cut in sorted(cuts):
                yield target + cut, self._start_of(start + cut), self._end_of(last + cut)

    def _cuts(self, start: int, length: int) -> Iterator[int]:
        first, last = bisect_right(self._targets, start), bisect_left(self._targets, start + length)
        return (target - start for target in self._targets[first:last])

    def is_monotonic(self) -> bool:
        """Whether starts and ends rise and every stretch holds at least one character: the invariant."""
        pieces = range(len(self._targets))
        lasts = [self._piece_end(piece) - 1 - self._targets[piece] for piece in pieces]
        filled = all(self._starts[piece] < self._ends[piece] and lasts[piece] >= 0 for piece in pieces)
        return filled and all(
            ours[piece] + lasts[piece] <= ours[piece + 1]
            for ours in (self._starts, self._ends)
            for piece in pieces[:-1]
        )

    def __eq__(self, other: object) -> bool:
        """Whether two maps send every position to the same place."""
        if not isinstance(other, OffsetMap):
            return NotImplemented
        return self.source_length == other.source_length and self._words() == other._words()

    def __hash__(self) -> int:
        return hash((self.source_length, self._words().tobytes()))

    def __repr__(self) -> str:
        return f"OffsetMap({self.source_length} → {self.target_length}, {len(self._targets)} pieces)"

    def _words(self) -> array[int]:
        return array("i", [self.target_length]) + self._targets + self._starts + self._ends

    def to_bytes(self) -> bytes:
        """A compact form for storage beside a document (empty for identity): 12 bytes a piece."""
        return b"" if self.is_identity else self._words().tobytes()

    @classmethod
    def from_bytes(cls, source_length: int, data: bytes) -> OffsetMap:
        """Read what :meth:`to_bytes` wrote."""
        offsets = cls(source_length)
        if data:
            words = array("i")
            words.frombytes(data)
            third = len(words) // 3
            offsets.target_length = words[0]
            offsets._targets, offsets._starts = words[1 : third + 1], words[third + 1 : 2 * third + 1]
            offsets._ends = words[2 * third + 1 :]
        return offsets
