"""Readings made from text for the tests of the finders: cleaned and segmented, without a pipeline."""

from __future__ import annotations

from functools import cache

from partyie.components.reading import Reading
from partyie.records import Label
from partyie.text.cleaning import clean_text
from partyie.tokenizer.segmenter import Segmenter


@cache
def segmenter() -> Segmenter:
    return Segmenter()


def read(raw: str) -> Reading:
    """The Reading of a text before any finder has run."""
    clean = clean_text(raw)
    word_starts = bytearray(len(clean.text) + 1)
    for start in segmenter().bounds(clean.text):
        word_starts[start] = 1
    return Reading(clean.text, clean.offsets, clean.repairs, clean.script, word_starts)


def surfaces(reading: Reading, label: Label) -> list[str]:
    """What the candidates of one label cover, in text order."""
    found = sorted(reading.of(label), key=lambda candidate: candidate.start)
    return [reading.text[candidate.start : candidate.end] for candidate in found]
