"""The features of spacy-pkuseg as numbers, and one kind more that training alone knows.

Every character has the features of :mod:`partyie.tokenizer.features`. Beside the weight of each known word there is a
weight for *kinds* of words: which outside lists know the word, and how long it is. A kind's weight is learnt from all
its words; when the model is written, each word of a list gets its kind's weight on top of its own. So the model knows
words that the corpus lacks, in a format that has features for single words only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick  # type: ignore[import-not-found]  # ships no types
import numpy as np
import numpy.typing as npt
from spacy_pkuseg.feature_extractor import FeatureExtractor  # type: ignore[import-untyped]  # ships no types

from partyie.models.segmenter.corpus import Sentence
from partyie.tokenizer.features import CHARACTER_PLACES, LONGEST, PAIR_PLACES, TAGS

Numbers = npt.NDArray[np.int64]
Columns = npt.NDArray[np.int32]

LENGTHS = range(2, LONGEST + 1)
WORD_PLACES = ("w1", "w-1")
FIRST_WORD_COLUMN = 1 + len(CHARACTER_PLACES) + len(PAIR_PLACES)
WORD_COLUMNS = slice(FIRST_WORD_COLUMN, FIRST_WORD_COLUMN + len(WORD_PLACES) * len(LENGTHS))
"""The columns with features of single known words: those that training drops at random."""

GAP = "\0" * LONGEST  # between sentences: no feature spans it
CLASSES = {"\1": "**Num", "\2": "**Letter"}
_NORMAL = str.maketrans(
    {
        **dict.fromkeys(FeatureExtractor.letter, "\2"),
        **dict.fromkeys(FeatureExtractor.num, "\1"),
        **dict.fromkeys("-._,|/*:", "&"),
    }
)


def normal(text: str) -> str:
    """``text`` with the character classes of spacy-pkuseg, code point for code point."""
    return text.translate(_NORMAL)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one template: row ``first + i`` holds the feature whose content has the key ``keys[i]``."""

    template: str
    keys: Numbers
    first: int

    def rows(self, keys: Numbers, missing: int) -> Columns:
        """The row of each key, ``missing`` where it has none."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == keys, at + self.first, missing).astype(np.int32)


class Templates:
    """Which features there are, by row of a weight table; row 0 is the bias, the last one means "none".

    Args:
        text: The normal training text, its sentences with gaps between them.
        sentences: The same as words.
        lexicons: Outside word lists by name.
        mentions: How often the corpus must hold a word or a character feature for it to get a weight.
    """

    def __init__(
        self, text: str, sentences: Iterable[Sentence], lexicons: dict[str, set[str]], mentions: int = 2
    ) -> None:
        counts = Counter(normal(word) for sentence in sentences for word in sentence)
        own = {word for word, count in counts.items() if count >= mentions and _usable(word)}
        outside = [{normal(word) for word in words if _usable(normal(word))} for words in lexicons.values()]
        self.words = sorted(own.union(*outside))
        self.lengths = np.array([len(word) for word in self.words])
        self.kinds = np.array([sum((word in words) << bit for bit, words in enumerate(outside)) for word in self.words])
        self._finder = ahocorasick.Automaton()
        for number, word in enumerate(self.words):
            self._finder.add_word(word, number)
        self._finder.make_automaton()

        self.blocks: list[Block] = []
        self.size = 1
        for template, keys in _character_keys(text):
            found, times = np.unique(keys[keys >= 0], return_counts=True)
            self._add_block(template, found[times >= mentions])
        numbers = np.array([number for number, word in enumerate(self.words) if word in own])
        for template in WORD_PLACES:
            self._add_block(template, numbers)
        self.first_kind = self.size
        self.size += len(WORD_PLACES) * len(LENGTHS) << len(outside)
        self.none = self.size
        self._lists = len(outside)

    def _add_block(self, template: str, keys: Numbers) -> None:
        self.blocks.append(Block(template, keys, self.size))
        self.size += len(keys)

    def columns(self, text: str) -> Columns:
        """The features of each character, as rows. *Shape:* (len(text), columns)."""
        characters = [
            block.rows(keys, self.none) for block, (_, keys) in zip(self.blocks, _character_keys(text), strict=False)
        ]
        matches = self._matches(text)
        words = [
            block.rows(matches[place, :, length], self.none)
            for place, block in enumerate(self.blocks[len(characters) :])
            for length in range(len(LENGTHS))
        ]
        kinds = [
            np.where(matches[place, :, length] < 0, self.none, self.kind_rows(place)[matches[place, :, length]])
            for place in range(len(WORD_PLACES))
            for length in range(len(LENGTHS))
        ]
        bias = np.zeros(len(text), np.int32)
        return np.stack([bias, *characters, *words, *kinds], axis=1).astype(np.int32)

    def kind_rows(self, place: int) -> Numbers:
        """For each word the row of its kind, "none" for words that no list knows."""
        row = self.first_kind + ((place * len(LENGTHS) + self.lengths - LENGTHS[0]) << self._lists) + self.kinds
        return np.where(self.kinds > 0, row, self.none)

    def _matches(self, text: str) -> Numbers:
        """The word of each length that begins (place 0) or ends (place 1) at each character, -1 if none."""
        flat = np.fromiter((value for match in self._finder.iter(text) for value in match), np.int64)
        ends, numbers = flat[::2], flat[1::2]
        lengths = self.lengths[numbers]
        table = np.full((len(WORD_PLACES), len(text), len(LENGTHS)), -1)
        table[0, ends - lengths + 1, lengths - LENGTHS[0]] = numbers
        table[1, ends, lengths - LENGTHS[0]] = numbers
        return table

    def features(self, weights: npt.NDArray[np.float64]) -> Iterator[tuple[str, npt.NDArray[np.float64]]]:
        """Every feature as spacy-pkuseg names it, and its weights; kinds are shared out among their words."""
        for block in self.blocks:
            if block.template not in WORD_PLACES:
                names = _character_names(block)
                yield from zip(names, weights[block.first : block.first + len(names)], strict=True)
        for place, block in enumerate(self.blocks[-len(WORD_PLACES) :]):
            own = block.rows(np.arange(len(self.words)), self.none)
            for word, weight in zip(self.words, weights[own] + weights[self.kind_rows(place)], strict=True):
                yield f"{block.template}.{word}", weight


def _usable(word: str) -> bool:
    """Whether a normal word can be a feature: of a length that spacy-pkuseg looks up, without a class in it."""
    return len(word) in LENGTHS and word.isprintable() and " " not in word


def _character_keys(text: str) -> Iterator[tuple[str, Numbers]]:
    """For each template of characters and pairs, a number for its content at each character, -1 if it has none."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.int64)
    points[points == 0] = -1
    pairs = np.where((points[:-1] > 0) & (points[1:] > 0), points[:-1] << 21 | points[1:], -1)
    for template, place in CHARACTER_PLACES.items():
        yield template, _moved(points, place, len(text))
    for template, place in PAIR_PLACES.items():
        yield template, _moved(pairs, place, len(text))


def _moved(keys: Numbers, place: int, length: int) -> Numbers:
    moved = np.full(length, -1)
    if place >= 0:
        moved[place : place + len(keys)] = keys[: length - place]
    else:
        moved[:place] = keys[-place:]
    return moved


def _character_names(block: Block) -> list[str]:
    def name(point: int) -> str:
        return CLASSES.get(chr(point), chr(point))

    keys = block.keys.tolist()
    if block.template in CHARACTER_PLACES:
        return [f"{block.template}.{name(key)}" for key in keys]
    return [f"{block.template}.{name(key >> 21)}.{name(key & 0x1FFFFF)}" for key in keys]


def tags_of(sentence: Sentence) -> list[int]:
    """The tag of each character of a sentence."""
    return [tag for word in sentence for tag in _word_tags(len(word))]


def _word_tags(length: int) -> list[int]:
    if length == 1:
        return [TAGS["B_single"]]
    inner = [TAGS["I_first"], *[TAGS["I"]] * (length - 3)] if length > 2 else []
    return [TAGS["B"], *inner, TAGS["I_end"]]
