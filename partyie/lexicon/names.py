"""Personal names: surnames, honorifics, and how much a string looks like a name.

Every figure is a log-odds contribution learnt from news in which names are marked; they add up. A positive sum of the
name itself and of the two characters on each side says that plain news would more likely than not hold a name there.

Source: ``data/README.md``, section on names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.name_tables import PART_TABLES, pair_levels, part_weights, word_levels
from partyie.lexicon.table import read_rows, read_table

EDGE = ""  # the neighbour at either end of a text
UNSEEN = "*"  # the row of a table that holds for keys it doesn't list


@dataclass(frozen=True, slots=True)
class Example:
    """A hand-written word with an example.

    Attributes:
        form: The word.
        kind: What it is; each table names its kinds.
        example: A phrase that holds it.
        expected: The persons of the example.
    """

    id: str
    form: str
    kind: str
    example: str
    expected: tuple[str, ...]


def _read_examples(name: str) -> tuple[Example, ...]:
    def make(*, expected: str, **cells: str) -> Example:
        return Example(expected=tuple(filter(None, expected.split("、"))), **cells)

    return tuple(read_table(name, make))


@cache
def surnames() -> Mapping[str, float]:
    """Surnames, compound ones too, with how many of a million bear them (0 where not counted)."""
    return {surname: float(ppm) for surname, ppm in read_rows("surnames.tsv", ("surname", "ppm"))}


@cache
def compound_surnames() -> frozenset[str]:
    """Surnames of two characters."""
    return frozenset(surname for surname in surnames() if len(surname) == 2)


@cache
def honorifics() -> tuple[Example, ...]:
    """Words that stand after a surname and belong to the mention (王女士); ``kind`` is ``word`` or ``letter``."""
    return _read_examples("honorifics.tsv")


@cache
def not_names() -> tuple[Example, ...]:
    """Words that are built like names and aren't; ``kind`` says what they are."""
    return _read_examples("not_names.tsv")


@cache
def refused_words() -> frozenset[str]:
    """The forms of :func:`not_names`."""
    return frozenset(row.form for row in not_names())


@cache
def name_elements() -> tuple[Example, ...]:
    """Parts that names of China's nationalities are built from; ``kind`` is the language."""
    return _read_examples("name_elements.tsv")


@cache
def element_forms() -> frozenset[str]:
    """The forms of :func:`name_elements`."""
    return frozenset(row.form for row in name_elements())


@cache
def name_parts() -> tuple[Mapping[str, Mapping[str, float]], Mapping[str, int], Mapping[str, int]]:
    """The shipped weights by table and key, the pairs that stick together, and the levels of words."""
    return part_weights(), pair_levels(), word_levels()


@cache
def name_statistics() -> NameStatistics:
    """The figures that partyie ships."""
    return NameStatistics(*name_parts())


class NameStatistics:
    """How much a string, and what stands around it, looks like a name; log-odds in natural units.

    ``text[start:given]`` is the surname and ``text[given:end]`` the given name, of one or two characters.
    """

    def __init__(
        self, parts: Mapping[str, Mapping[str, float]], glued: Mapping[str, int], words: Mapping[str, int]
    ) -> None:
        self._glued = glued
        self._words = words
        self._surname, self._only, self._first, self._second = (Defaulted(parts[name]) for name in PART_TABLES[:4])
        self._left, self._left_pair, self._right, self._right_pair = (
            Defaulted(parts[name]) for name in PART_TABLES[4:8]
        )
        self._shape = parts["shape"]
        self._inside, self._given, self._to_left, self._to_right = (_levels(parts[name]) for name in PART_TABLES[9:13])
        self._word, self._opening = (_levels(parts[name]) for name in PART_TABLES[13:15])
        self._foreign, self._alone = (Defaulted(parts[name]) for name in PART_TABLES[15:])

    def surname(self, surname: str) -> float:
        """How often the characters are a surname where they stand."""
        return self._surname[surname]

    def person(self, text: str, start: int, given: int, end: int) -> float:
        """Surname, given name and shape together."""
        return (
            self._surname[text[start:given]]
            + self._shape.get(f"{given - start}{end - given}", 0.0)
            + self.given(text, given, end)
        )

    def given(self, text: str, start: int, end: int) -> float:
        """The characters of a given name, by position."""
        if end - start == 1:
            return self._only[text[start]]
        return self._first[text[start]] + self._second[text[end - 1]]

    def word(self, text: str, start: int, given: int, end: int) -> float:
        """What speaks against a name because it is made of ordinary words (negative) or isn't."""
        glued = self._glued.get
        total = self._word[self.word_level(text[start:end])]
        if end - start == 3:
            total += self._opening[self.word_level(text[start : start + 2])]
        if end - given == 1:
            return total + self._inside[glued(text[given - 1 : end], 0)]
        inside = text[start : start + 2] if given - start == 1 else text[given:end]
        return total + self._inside[glued(inside, 0)] + self._given[glued(text[given:end], 0)]

    def before(self, text: str, start: int) -> float:
        """What stands before a name."""
        previous = text[start - 1] if start else EDGE
        pair = text[max(0, start - 2) : start]
        glued = self._glued.get(text[max(0, start - 1) : start + 1], 0)
        return self._left[previous] + self._left_pair[pair] + self._to_left[glued]

    def after(self, text: str, end: int) -> float:
        """What stands after a name."""
        following = text[end] if end < len(text) else EDGE
        glued = self._glued.get(text[end - 1 : end + 1], 0)
        return self._right[following] + self._right_pair[text[end : end + 2]] + self._to_right[glued]

    def foreign(self, character: str) -> float:
        """How much more often a character stands in transcribed names than elsewhere."""
        return self._foreign[character]

    def alone(self, character: str) -> float:
        """How much rather a character is a word of its own (来, 把) than part of a longer one."""
        return self._alone[character]

    def word_level(self, word: str) -> int:
        """How common a word is, from 0 (not counted) in steps of four times."""
        return self._words.get(word, 0)

    def glue(self, pair: str) -> int:
        """How firmly two characters stick together: 2 nearly always one word, 1 mostly, 0 no."""
        return self._glued.get(pair, 0)


class Defaulted(dict[str, float]):
    """A table that answers with its row ``*`` for keys it doesn't list."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__(weights)
        self._unseen = weights.get(UNSEEN, 0.0)

    def __missing__(self, key: str) -> float:
        return self._unseen


def _levels(weights: Mapping[str, float]) -> list[float]:
    return [weights.get(str(level), 0.0) for level in range(LEVELS)]


LEVELS = 8
FIRST_COUNT, STEP = 3, 4


def word_level(count: int) -> int:
    """The level of a word seen ``count`` times.

    >>> [word_level(count) for count in (2, 3, 11, 12, 300)]
    [0, 1, 1, 2, 4]
    """
    return 0 if count < FIRST_COUNT else min(LEVELS - 1, 1 + int(math.log(count / FIRST_COUNT, STEP)))
