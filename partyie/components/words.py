"""The segmenter's words seen as material for names: which can stand inside one, and where names can begin."""

from __future__ import annotations

import re

from partyie.components.reading import Reading
from partyie.lexicon.heads import outside_words

# Single characters that never stand inside a name when they are words of their own.
FUNCTION_CHARACTERS = frozenset("的了在是有不对这要他她它我你您也等就都将从着来已并把还使向又但于之更最据被很给得或只去让却比那曾未每没各该其另某本为到说请")
JOINERS = frozenset("和与及暨")
NOT_NAME = re.compile(r"[^\w·《》“”\"（）()、]|[_\d]")
SLOT = "words"


class Words:
    """The words of one Reading.

    Attributes:
        starts: Where each word begins, rising, with the text's length at the end.
        stop: ``stop[i]`` is 1 where ``text[i]`` can't be part of a name: common words, function words, punctuation.
    """

    __slots__ = ("_index", "starts", "stop", "text")

    def __init__(self, text: str, word_starts: bytearray) -> None:
        self.text = text
        self.starts = [position for position in range(len(text)) if word_starts[position]]
        self.starts.append(len(text))
        self.stop = bytearray(len(text))
        self._index = {start: number for number, start in enumerate(self.starts)}
        self._mark_stops()

    def _mark_stops(self) -> None:
        text, stop, outside = self.text, self.stop, outside_words()
        for match in NOT_NAME.finditer(text):
            stop[match.start()] = 1
        for start, end in zip(self.starts, self.starts[1:], strict=False):
            word = text[start:end]
            if (word in FUNCTION_CHARACTERS) if end - start == 1 else (word in outside):
                stop[start:end] = b"\1" * (end - start)

    def is_start(self, position: int) -> bool:
        """Whether a word begins here."""
        return position in self._index

    def free(self, start: int, end: int) -> bool:
        """Whether nothing between the two positions keeps them from being one name."""
        return self.stop.find(1, start, end) < 0

    def word_at(self, start: int) -> str:
        """The word that begins at ``start``, or nothing."""
        number = self._index.get(start)
        return "" if number is None or start == len(self.text) else self.text[start : self.starts[number + 1]]

    def before(self, position: int) -> int:
        """Start of the word that ends at or covers ``position - 1``."""
        while position > 0:
            position -= 1
            if position in self._index:
                return position
        return 0


def words_of(reading: Reading) -> Words:
    """The words of a Reading, made once."""
    words = reading.cache.get(SLOT)
    if not isinstance(words, Words):
        words = reading.cache[SLOT] = Words(reading.text, reading.word_starts)
    return words
