"""The clean text kept beside a Doc, as plain data that serializes with it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from spacy.tokens import Doc

from partyie.records import Repair
from partyie.text.cleaning import CleanText
from partyie.text.offsets import OffsetMap

CLEAN = "partyie_clean"
"""Key of ``doc.user_data``: ``text``, ``offsets`` (bytes), ``repairs`` (dicts), ``script``, and ``joined``: words of
the clean text that begin inside a token, because the source doesn't show where."""


def keep_clean(doc: Doc, clean: CleanText, joined: list[int]) -> None:
    """Write the clean text of a Doc beside it."""
    doc.user_data[CLEAN] = {
        "text": clean.text,
        "offsets": clean.offsets.to_bytes(),
        "repairs": [repair.model_dump() for repair in clean.repairs],
        "script": clean.script,
        "joined": joined,
    }


def set_norms(doc: Doc, changed: Mapping[int, str]) -> None:
    """Give the tokens in ``changed`` (by number) those norms, and every other token its own text.

    Without this a new Doc's norms are spaCy's: lower-case, with straight quotes.
    """
    if not len(doc):
        return
    hashes: Any = doc.to_array("ORTH")  # spaCy's stub says float64, it is uint64
    for number, norm in changed.items():
        hashes[number] = doc.vocab.strings.add(norm)
    doc.from_array(["NORM"], hashes)


def clean_of(doc: Doc) -> CleanText:
    """The clean text of a Doc; its own text where another tokenizer made it."""
    raw = doc.text
    data: dict[str, Any] | None = doc.user_data.get(CLEAN)
    if data is None:
        return CleanText(raw, raw, OffsetMap(len(raw)), (), "simplified")
    offsets = OffsetMap.from_bytes(len(raw), data["offsets"])
    repairs = tuple(Repair(**repair) for repair in data["repairs"])
    return CleanText(raw, data["text"], offsets, repairs, data["script"])


def word_starts(doc: Doc, offsets: OffsetMap) -> bytearray:
    """Where words begin in the clean text: 1 at their first characters, else 0; one longer than the text."""
    starts = bytearray(offsets.target_length + 1)
    positions = _token_starts(doc)
    for start in positions if offsets.is_identity else map(offsets.target_index, positions):
        starts[start] = 1
    for start in doc.user_data.get(CLEAN, {}).get("joined", ()):
        starts[start] = 1
    return starts


def _token_starts(doc: Doc) -> list[int]:
    """``token.idx`` of every token, without making Token objects."""
    lengths = doc.to_array(["LENGTH", "SPACY"]).sum(axis=1).tolist()
    return list(accumulate(lengths, initial=0))[:-1]
