"""Places in a text as JavaScript counts them: in UTF-16 code units, of which 𠮷 and most emoji have two."""

from __future__ import annotations

import re
from bisect import bisect_left

SURROGATE = re.compile("[\ud800-\udfff]")  # half a pair, which no text should hold alone


class Utf16:
    """Places of one text, from code points to UTF-16 code units and back.

    >>> places = Utf16("𠮷林市")
    >>> places.units(2), places.code_points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self.pairs = [] if text.isascii() else [place for place, sign in enumerate(text) if sign > "\uffff"]
        self.second_halves = [place + number for number, place in enumerate(self.pairs, 1)]

    def units(self, place: int) -> int:
        """UTF-16 code units before a place that is given in code points."""
        return place + bisect_left(self.pairs, place)

    def code_points(self, place: int) -> int:
        """The reverse; a place inside a pair is the one behind it."""
        return place - bisect_left(self.second_halves, place)
