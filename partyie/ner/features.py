"""What the learnt model reads of each character: the character, and what tables and the segmenter say of it.

All values are small numbers, one column a `Feature`; the model has a vector for each value of each column.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import ahocorasick  # type: ignore[import-not-found]  # ships no types
import numpy as np
import numpy.typing as npt

from partyie.lexicon.heads import organ_heads, place_heads
from partyie.lexicon.names import name_parts, surnames
from partyie.lexicon.places import Match, PlaceName, gazetteer_matches

Columns = npt.NDArray[np.uint8]
Points = npt.NDArray[np.uint32]

_PLANE = 0x110000
_LEVELS = ("country", "city", "feature", "province", "prefecture", "county", "other")
_LEVEL_EDGES = (-2.0, -0.5, 0.5, 2.0, 4.0)  # log-odds at which a name statistic becomes another value
_NAME_TABLES = ("surname", "only", "first", "second", "foreign")
_CLASSES = (
    ("digit", "0123456789"),
    ("comma", "，,;；：:"),
    ("stop", "。！？!?"),
    ("open", '（(《“"〔【「〈『[‘'),
    ("close", "）)》”〕】」〉』]’"),
    ("blank", " \t\u3000\u00a0"),
    ("line", "\n\r"),
    ("numeral", "一二三四五六七八九十百千万亿〇零两"),
    ("dot", "·•・"),
    ("list", "、"),
)
_WORD_LENGTHS = 4  # longer words count as this long
SIZES: dict[str, int] = {
    "word": 4 * _WORD_LENGTHS,
    "gazetteer": 1 + 4 * 2 * len(_LEVELS),
    "head": 24,
    **{name: len(_LEVEL_EDGES) + 2 for name in _NAME_TABLES},
    "class": len(_CLASSES) + 3,
}
"""The columns, in order, and how many values each has."""


def code_points(text: str) -> Points:
    """The text as an array of code points; lone surrogates are let through."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)


def character_features(text: str, word_starts: bytearray, places: Iterable[Match] | None = None) -> Columns:
    """The feature columns of a clean text.

    Args:
        text: Clean simplified text.
        word_starts: 1 where a segmenter word begins, as in `Reading`.
        places: What the gazetteer knows in the text, where that has been looked for already.

    *Returns shape:* (len(text), len(SIZES)).
    """
    points = code_points(text)
    columns = np.zeros((len(text), len(SIZES)), np.uint8)
    if len(text):
        columns[:, 0] = _word_places(word_starts, len(text))
        columns[:, 1] = _gazetteer(len(text), gazetteer_matches(text) if places is None else places)
        columns[:, 2] = _heads(text)
        columns[:, 3:] = _tables()[np.minimum(points, _PLANE - 1)]
    return columns


def _word_places(word_starts: bytearray, length: int) -> Columns:
    """Where in its word each character stands (alone, first, last, between) and how long the word is."""
    begins = np.frombuffer(word_starts, np.uint8, length).astype(bool)
    begins[0] = True
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, length))
    word = np.cumsum(begins) - 1
    place, own = np.arange(length) - starts[word], lengths[word]
    kind = np.where(own == 1, 0, np.where(place == 0, 1, np.where(place == own - 1, 2, 3)))
    places: Columns = (kind * _WORD_LENGTHS + np.minimum(own, _WORD_LENGTHS) - 1).astype(np.uint8)
    return places


def _gazetteer(length: int, places: Iterable[Match]) -> Columns:
    """Begin, inside, end or single of a place the gazetteer knows, by its level and whether it is a short form."""
    found = np.zeros(length, np.uint8)
    for start, end, name in places:
        value = _place_value(name)
        if end - start == 1:
            found[start] = value + 3
        else:
            found[start:end] = value + 1
            found[start], found[end - 1] = value, value + 2
    return found


@cache
def _place_value(name: PlaceName) -> int:
    """The value of the first character of a place."""
    level = name.kind if name.kind != "division" else name.divisions[0].level
    return 1 + 4 * (2 * _LEVELS.index(level if level in _LEVELS else "other") + name.short)


def _heads(text: str) -> Columns:
    """At the last character of a head (局, 委员会, 社区) its kind."""
    found = np.zeros(len(text), np.uint8)
    for last, kind in _head_automaton().iter_long(text):
        found[last] = kind
    return found


@cache
def _head_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    organs = organ_heads()
    kinds = sorted({head.kind for head in organs.values()})
    for form in place_heads():
        automaton.add_word(form, SIZES["head"] - 1)
    for form, head in organs.items():
        automaton.add_word(form, 1 + kinds.index(head.kind) % (SIZES["head"] - 2))
    automaton.make_automaton()
    return automaton


@cache
def _tables() -> Columns:
    """The columns that depend on the character alone: how it behaves in names, and its class. *Shape:* (plane, 6)."""
    parts, _, _ = name_parts()
    table = np.zeros((_PLANE, len(_NAME_TABLES) + 1), np.uint8)
    for column, name in enumerate(_NAME_TABLES):
        weights = {key: weight for key, weight in parts[name].items() if len(key) == 1}
        levels = np.searchsorted(_LEVEL_EDGES, list(weights.values()), side="right")
        table[code_points("".join(weights)), column] = 1 + levels
    for surname in _single(surnames()):
        table[ord(surname), 0] = max(table[ord(surname), 0], 1)
    table[0x3400:0xA000, -1] = len(_CLASSES) + 1
    table[ord("A") : ord("z") + 1, -1] = len(_CLASSES) + 2
    for value, (_, members) in enumerate(_CLASSES, 1):
        table[[ord(member) for member in members], -1] = value
    return table


def _single(names: Iterable[str]) -> list[str]:
    return [name for name in names if len(name) == 1]
