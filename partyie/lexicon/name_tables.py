"""The learnt figures on names, read from their packed files: weights by table and key, levels of pairs and words."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np

from partyie.lexicon.arrays import Arrays
from partyie.lexicon.packing import joined, packed, strings
from partyie.lexicon.table import read_columns

WEIGHTS, PAIRS, WORDS = "name_weights.tsv.gz", "glued_pairs.tsv.gz", "word_levels.tsv.gz"
HUNDREDTHS = 100
PART_TABLES = (
    "surname",  # the surname
    "only",  # the given name, where it is one character
    "first",  # the first of two given characters
    "second",  # the second of them
    "left",  # the character before the name
    "left_pair",  # the two before it
    "right",  # the character after it
    "right_pair",  # the two after it
    "shape",  # lengths of surname and given name: 12
    "glued_inside",  # how firmly surname and given name (or a compound's given name) stick together in other words
    "glued_given",  # how firmly the two given characters do
    "glued_left",  # how firmly the character before sticks to the surname
    "glued_right",  # how firmly the last character sticks to the one after
    "word",  # how common a word the whole is
    "opening",  # how common a word its first two of three characters are
    "foreign",  # a character of transcribed names
    "alone",  # how much rather a character is a word of its own than part of a longer one
)


def part_weights() -> dict[str, dict[str, float]]:
    """For each of `PART_TABLES` the weights of its keys."""
    arrays = packed(WEIGHTS, draw_weights)
    keys, weights = strings(arrays["keys"]), (arrays["weights"] / HUNDREDTHS).tolist()
    bounds = pairwise(accumulate(arrays["counts"].tolist(), initial=0))
    return {
        table: dict(zip(keys[start:end], weights[start:end], strict=True))
        for table, (start, end) in zip(PART_TABLES, bounds, strict=True)
    }


def draw_weights() -> Arrays:
    """The table of weights: ``keys``, those of a table together, ``weights`` in hundredths, ``counts`` by table."""
    columns = read_columns(WEIGHTS, ("table", "key", "weight"))
    places = np.array([PART_TABLES.index(table) for table in columns[0]])
    order = np.argsort(places, kind="stable")
    return {
        "keys": joined([columns[1][row] for row in order]),
        "weights": np.array(list(map(int, columns[2])), np.int32)[order],
        "counts": np.bincount(places, minlength=len(PART_TABLES)).astype(np.int32),
    }


def pair_levels() -> dict[str, int]:
    """How firmly two characters stick together."""
    return _levels(packed(PAIRS, draw_pairs))


def word_levels() -> dict[str, int]:
    """How common a word is."""
    return _levels(packed(WORDS, draw_words))


def draw_pairs() -> Arrays:
    """The table of pairs: ``forms`` and ``levels``."""
    return _draw_levels(PAIRS, "pair")


def draw_words() -> Arrays:
    """The table of words: ``forms`` and ``levels``."""
    return _draw_levels(WORDS, "word")


DRAWN = {WEIGHTS: draw_weights, PAIRS: draw_pairs, WORDS: draw_words}
"""The tables and what draws their packed files."""


def _draw_levels(table: str, column: str) -> Arrays:
    forms, levels = read_columns(table, (column, "level"))
    return {"forms": joined(forms), "levels": np.array(list(map(int, levels)), np.int8)}


def _levels(arrays: Arrays) -> dict[str, int]:
    return dict(zip(strings(arrays["forms"]), arrays["levels"].tolist(), strict=True))
