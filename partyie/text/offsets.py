"""Where each character of a derived text came from in its source."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise


class OffsetMap:
    """Maps half-open spans of a derived text to spans of its source, and back.

    Each derived character knows the source stretch it stands for. A stretch may be wider than the character
    (書(shū) → 书) and source characters may stand for nothing (a removed line break).

    Args:
        starts: For each derived character, the first source position it stands for; rising.
        ends: For each derived character, one past the last; None for both means identity.
        source_length: Code points of the source.
    """

    __slots__ = ("_ends", "_starts", "source_length", "target_length")

    def __init__(self, source_length: int, starts: array[int] | None = None, ends: array[int] | None = None) -> None:
        self.source_length = source_length
        self.target_length = source_length if starts is None else len(starts)
        self._starts = starts
        self._ends = ends

    @classmethod
    def from_edits(cls, source_length: int, edits: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """Build from replacements ``(start, end, length)``: source[start:end] became ``length`` characters.

        Edits are sorted and don't overlap. All ``length`` new characters of an edit stand for its whole stretch,
        except that an edit of as many characters as before maps one to one.
        """
        starts, ends, position, changed = array("i"), array("i"), 0, False
        for start, end, length in edits:
            changed = True
            starts.extend(range(position, start))
            ends.extend(range(position + 1, start + 1))
            if length == end - start:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend([start] * length)
                ends.extend([end] * length)
            position = end
        if not changed:
            return cls(source_length)
        starts.extend(range(position, source_length))
        ends.extend(range(position + 1, source_length + 1))
        return cls(source_length, starts, ends)

    @property
    def is_identity(self) -> bool:
        """Whether every position maps to itself."""
        return self._starts is None

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source stretch of the derived span ``[start, end)``; empty spans map to an empty stretch."""
        if self._starts is None or self._ends is None:
            return start, end
        if start >= end:
            at = self._starts[start] if start < self.target_length else self.source_length
            return at, at
        return self._starts[start], self._ends[end - 1]

    def target_index(self, position: int) -> int:
        """The first derived character that stands for ``position`` of the source or for something after it."""
        if self._ends is None:
            return position
        return bisect_right(self._ends, position)

    def target_span(self, start: int, end: int) -> tuple[int, int]:
        """The derived characters that stand for any part of the source stretch ``[start, end)``."""
        if self._starts is None:
            return start, end
        first = self.target_index(start)
        return first, max(first, bisect_left(self._starts, end))

    def compose(self, inner: OffsetMap) -> OffsetMap:
        """The map from a text derived (by ``inner``) from this map's derived text, to this map's source."""
        if self._starts is None or self._ends is None:
            return inner
        if inner._starts is None or inner._ends is None:
            return self
        outer_starts, outer_ends = self._starts, self._ends
        starts = array("i", [outer_starts[at] for at in inner._starts])
        ends = array("i", [outer_ends[at - 1] for at in inner._ends])
        return OffsetMap(self.source_length, starts, ends)

    def is_monotonic(self) -> bool:
        """Whether starts and ends rise and every stretch holds at least one character: the invariant."""
        if self._starts is None or self._ends is None:
            return True
        rising = all(a <= b for a, b in pairwise(self._starts)) and all(a <= b for a, b in pairwise(self._ends))
        return rising and all(start < end for start, end in zip(self._starts, self._ends, strict=True))

    def to_bytes(self) -> bytes:
        """A compact form for storage beside a document (empty for identity)."""
        if self._starts is None or self._ends is None:
            return b""
        return self._starts.tobytes() + self._ends.tobytes()

    @classmethod
    def from_bytes(cls, source_length: int, data: bytes) -> OffsetMap:
        """Read what :meth:`to_bytes` wrote."""
        if not data:
            return cls(source_length)
        half = len(data) // 2
        starts, ends = array("i"), array("i")
        starts.frombytes(data[:half])
        ends.frombytes(data[half:])
        return cls(source_length, starts, ends)
