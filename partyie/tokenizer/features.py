"""How a pkuseg model scores the characters of a text, all of them at once.

The features are spacy-pkuseg's: a character sees itself, its neighbours two to each side, the pairs they form, and
the known words of two to six characters that begin or end at it. Where spacy-pkuseg spells each feature as a string
and looks it up, this module looks up numbers for the whole text together, some fifteen times as fast. The sums are
the same: the weights of our model are multiples of 1/128, so the order of addition can't change a decision
(``tests/tokenizer/test_features.py`` compares the two).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]

TAGS = {"B": 0, "B_single": 1, "I": 2, "I_end": 3, "I_first": 4}
LONGEST = 6  # characters of the longest word that is a feature: spacy-pkuseg's wordMax
CHUNK = 1 << 14  # characters scored together: bounds the memory, not the result
CHARACTER_PLACES = {"c": 0, "c-1": 1, "c1": -1, "c-2": 2, "c2": -2}
"""Features of one character: how far behind that character the node stands which they describe."""
PAIR_PLACES = {"c-1c": 1, "cc1": 0, "c-2c-1": 2}
"""The same for pairs, counted from the first of the two characters."""
KEY = 1 << 16  # a key packs (number of a beginning) * KEY + (number of the character after it)


@dataclass(frozen=True, slots=True)
class Continuations:
    """One level of the tree of words; level two holds all character pairs with features as well.

    Attributes:
        keys: Rising; a beginning (row in the level above, at level two a character) and the next character.
        weights: *Shape:* (keys, places, tags); what each key adds to the nodes at each place.
        places: The nodes that ``weights`` describes, as distances from the key's first character.
        goes_on: *Shape:* (keys,); whether a longer word begins like this.
    """

    keys: Integers
    weights: Weights
    places: tuple[int, ...]
    goes_on: npt.NDArray[np.bool_]

    def find(self, keys: Integers) -> Integers:
        """The row of each key, -1 where there is none."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        rows = np.searchsorted(self.keys, keys)
        rows[rows == len(self.keys)] = 0
        return np.where(self.keys[rows] == keys, rows, -1)


@dataclass(frozen=True, slots=True)
class FeatureTables:
    """A pkuseg model made ready for look-up by number; immutable, so that threads may share it.

    Attributes:
        numbers: *Shape:* (0x110000,); the number of each code point, 0 where the model doesn't know it.
        bias: *Shape:* (tags,); added to every node.
        characters: *Shape:* (numbers, places, tags); row 0 is zero.
        levels: Continuations from two to six characters.
        transitions: *Shape:* (tags, tags); score of a tag (row) before another (column).
    """

    numbers: npt.NDArray[np.uint16]
    bias: Weights
    characters: Weights
    levels: tuple[Continuations, ...] = field(repr=False)
    transitions: Scores

    def scores(self, text: str) -> Scores:
        """Score each tag for each character; NUL and other unknown characters are gaps that no feature spans.

        Two gaps side by side keep stretches from seeing each other.

        *Shape:* (len(text), tags).
        """
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        numbers = self.numbers[points].astype(np.int64)
        scores = np.empty((len(numbers), len(TAGS)))
        for start in range(0, len(numbers), CHUNK):
            before = min(start, LONGEST)
            part = self._score_chunk(numbers[start - before : start + CHUNK + LONGEST])
            scores[start : start + CHUNK] = part[before : before + CHUNK]
        return scores

    def _score_chunk(self, numbers: Integers) -> Scores:
        scores = np.empty((len(numbers), len(TAGS)))
        scores[:] = self.bias
        _add_everywhere(scores, self.characters[numbers], tuple(CHARACTER_PLACES.values()))
        starts, rows = np.arange(len(numbers) - 1), numbers[:-1]
        for length, level in enumerate(self.levels, 2):
            rows = level.find(rows * KEY + numbers[starts + length - 1])
            if length == 2:  # most characters begin a pair: sums over all of them are faster than over a choice
                weights = level.weights[rows]
                weights[rows < 0] = 0.0
                _add_everywhere(scores, weights, level.places)
                starts, rows = starts[rows >= 0], rows[rows >= 0]
            else:
                starts, rows = starts[rows >= 0], rows[rows >= 0]
                _add_words(scores, starts, level.weights[rows], level.places)
            going = level.goes_on[rows] & (starts + length < len(numbers))
            starts, rows = starts[going], rows[going]
        return scores


def _add_everywhere(scores: Scores, weights: Weights, places: tuple[int, ...]) -> None:
    """Add what each character of the text, or all but the last, says of the node at each place from it."""
    for column, place in enumerate(places):
        first, last = max(0, place), min(len(scores), len(weights) + place)
        scores[first:last] += weights[first - place : last - place, column]


def _add_words(scores: Scores, starts: Integers, weights: Weights, places: tuple[int, ...]) -> None:
    """Add what words say that begin at ``starts``; none reaches beyond the text."""
    for column, place in enumerate(places):
        scores[starts + place] += weights[:, column]
