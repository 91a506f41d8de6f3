"""Segmented sentences, in the width and punctuation of partyie's clean text."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

Sentence = list[str]

HELD_OUT = 20
"""One in so many sentences of the train split, its last ones, is never trained on."""

# What the clean text has in half width: letters, digits and signs between them. Chinese punctuation stays.
_FOLDED = {chr(point): chr(point - 0xFEE0) for point in range(0xFF01, 0xFF5F)}
_STAYING = "！（），：；？～"
FOLDING = str.maketrans({wide: narrow for wide, narrow in _FOLDED.items() if wide not in _STAYING})
ASCII_PUNCTUATION = str.maketrans("！（），：；？“”", '!(),:;?""')


def read_sentences(path: Path) -> list[Sentence]:
    """Read a split of gzipped JSON Lines, each with its ``words``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [[word.translate(FOLDING) for word in json.loads(line)["words"]] for line in lines]


def split_held_out(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """What is trained on, and the last sentences, which are not."""
    kept = len(sentences) - len(sentences) // HELD_OUT
    return sentences[:kept], sentences[kept:]


def with_ascii_punctuation(sentences: Iterable[Sentence], share: float, seed: int) -> Iterator[Sentence]:
    """A share of the sentences again, with the ASCII punctuation that official texts sometimes have."""
    chosen = random.Random(seed)
    for sentence in sentences:
        if chosen.random() < share:
            yield [word.translate(ASCII_PUNCTUATION) for word in sentence]
