"""The annotated documents: every mention survives cleaning, noise is cleaned from names, sound documents stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from partyie.text.cleaning import CleanText, clean_text
from partyie.text.width import fold_width

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
FILES = sorted(ANNOTATIONS.glob("training/*.json")) + sorted(ANNOTATIONS.glob("written/*.json"))
# Documents without damage, in which not even a heading is spaced out.
SOUND = re.findall(
    r"\w+",
    "T10 T21 T28 T29 T37 T38 T40 T41 T42 T43 T44 T49 T53 T55 T56 T57 T58 T59 T60 T61 T62 T70 "
    "G01 G03 G04 G05 G06 G09 G10 G13 G14",
)
NOISE = re.compile(r"\s|\([a-zà-ǜ]|\?")
# 双城 and 梅里斯 are broken at the edge of a column; only a gazetteer could know that they go on.
BROKEN_STILL = {"黑龙江双城", "齐齐哈尔梅里斯"}


@cache
def gold(path: Path) -> tuple[dict[str, Any], CleanText]:
    document = json.loads(path.read_bytes())
    return document, clean_text(document["text"])


def mentions(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    document, clean = gold(path)
    for span in document["spans"]:
        first, last = clean.offsets.target_span(span["start"], span["end"])
        yield span, clean.text[first:last]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mention_maps_to_the_clean_text_and_back(path: Path) -> None:
    document, clean = gold(path)
    for span in document["spans"]:
        there = clean.offsets.target_span(span["start"], span["end"])
        assert clean.offsets.source_span(*there) == (span["start"], span["end"]), span["text"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_noise_is_cleaned_from_mentions(path: Path) -> None:
    for span, text in mentions(path):
        if span["label"] not in ("DATE", "QUANTITY") and re.sub(r"\s", "", text) not in BROKEN_STILL:
            assert not NOISE.search(text), span["text"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_padded_name_reads_as_its_key(path: Path) -> None:
    for span, text in mentions(path):
        if span["label"] == "PERSON" and NOISE.search(span["text"]):
            assert text == span["ent"]


@pytest.mark.parametrize("path", [path for path in FILES if path.stem in SOUND], ids=lambda path: path.stem)
def test_sound_documents_need_no_repair(path: Path) -> None:
    document, clean = gold(path)
    assert clean.repairs == ()
    if clean.script == "simplified":
        assert clean.text == fold_width(document["text"])


def test_all_sound_documents_are_there() -> None:
    assert {path.stem for path in FILES} >= set(SOUND)
