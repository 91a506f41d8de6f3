"""Docs of other tokenizers, read as ours would read their text: what is found doesn't hang on a user's tokens."""

from __future__ import annotations

from partyie.text.cleaning import CleanText, clean_text
from partyie.tokenizer.protection import protected_names


def read_text(text: str) -> tuple[CleanText, bytearray]:
    """The clean text of ``text``, and where words begin in it: 1 at their first characters, one longer than it."""
    from partyie.tokenizer.segmenter import Segmenter  # who reads one date needs no segmenter

    clean = clean_text(text, protected=protected_names)
    starts = bytearray(len(clean.text) + 1)
    for start in Segmenter().bounds(clean.text)[:-1]:
        starts[start] = 1
    return clean, starts
