"""The clean text kept beside a Doc, as plain data that serializes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from spacy.tokens import Doc

from partyie.records import Repair
from partyie.text.cleaning import CleanText
from partyie.text.offsets import OffsetMap, Positions

CLEAN = "partyie_clean"
"""Key of ``doc.user_data``: ``text``, ``offsets`` (bytes), ``repairs`` (dicts), ``script``, ``length`` (of the raw
text), and ``joined``: words of the clean text that begin inside a token, because the source doesn't show where."""

_KEPT: WeakKeyDictionary[Doc, CleanText] = WeakKeyDictionary()
"""The clean texts of living Docs as they were made: ``doc.text`` and the plain data needn't be read again."""


def keep_clean(doc: Doc, clean: CleanText, joined: list[int]) -> None:
    """Write the clean text of a Doc beside it."""
    if len(doc):  # an empty Doc may yet be filled from bytes
        _KEPT[doc] = clean
    doc.user_data[CLEAN] = {
        "text": clean.text,
        "offsets": clean.offsets.to_bytes(),
        "repairs": [repair.model_dump() for repair in clean.repairs],
        "script": clean.script,
        "length": len(clean.raw),
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
    return _KEPT.get(doc) or _clean_from_data(doc)


def has_clean(doc: Doc) -> bool:
    """Whether the clean text of the Doc lies beside it: not where another tokenizer made it, nor beside a part of it
    that was given all its user data.
    """
    if doc in _KEPT:
        return True
    data: dict[str, Any] | None = doc.user_data.get(CLEAN)
    return data is not None and data.get("length") == len(doc.text)


def move_clean(old: Doc, new: Doc) -> None:
    """Hand the clean text of one Doc to the Doc of the same text that replaces it."""
    if old in _KEPT:
        _KEPT[new] = _KEPT.pop(old)


def raw_text(doc: Doc) -> str:
    """``doc.text``, which spaCy would join from its tokens anew."""
    clean = _KEPT.get(doc)
    return clean.raw if clean else doc.text


def _clean_from_data(doc: Doc) -> CleanText:
    raw = doc.text
    data: dict[str, Any] | None = doc.user_data.get(CLEAN)
    if data is None:
        return CleanText(raw, raw, OffsetMap(len(raw)), (), "simplified")
    offsets = OffsetMap.from_bytes(len(raw), data["offsets"])
    repairs = tuple(Repair(**repair) for repair in data["repairs"])
    return CleanText(raw, data["text"], offsets, repairs, data["script"])


def word_starts(doc: Doc, offsets: OffsetMap) -> bytearray:
    """Where words begin in the clean text: 1 at their first characters, else 0; one longer than the text."""
    starts = np.zeros(offsets.target_length + 1, np.uint8)
    starts[offsets.target_indexes(_token_starts(doc))] = 1
    joined = doc.user_data.get(CLEAN, {}).get("joined", ())  # a tuple where the Doc comes from a DocBin
    starts[np.array(joined, np.int64)] = 1
    return bytearray(starts)


def _token_starts(doc: Doc) -> Positions:
    """``token.idx`` of every token, without making Token objects."""
    lengths: Positions = doc.to_array(["LENGTH", "SPACY"]).sum(axis=1).astype(np.int64)
    return lengths.cumsum() - lengths
