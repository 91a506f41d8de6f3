"""The laws of offsets, order, ids and JSON, on any text and on gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from any_texts import texts
from extraction_laws import check_ids, check_offsets, check_order
from hypothesis import example, given
from hypothesis import strategies as st
from laws_report import Law
from spacy.tokens import Doc, DocBin

import partyie
from partyie.benchmarks.corpus import PACKAGED, read_split
from partyie.errors import InputError
from partyie.formats.jsonl import format_line
from partyie.pipeline.reader import Recipe, reader_for
from partyie.records import Extraction, Failure
from partyie.text.cleaning import clean_text
from partyie.tokenizer.shadow import clean_of


@given(texts)
@example("")
@example("\x00")
@example("\ufeff县委书记\r\n\r\n")
def test_offsets(text: str) -> None:
    """Whatever has offsets covers characters of the text: ``text[start:end] == one.text``."""
    check_offsets(text, partyie.extract(text))


@given(texts)
def test_order(text: str) -> None:
    """Mentions and repairs stand in text order and don't overlap (guideline §1: flat, none nested), records by their
    first mention."""
    check_order(partyie.extract(text))


@given(texts)
def test_ids(text: str) -> None:
    """Ids are unique, count from 1, and each reference leads to a record of the right kind."""
    check_ids(partyie.extract(text))


@given(texts)
def test_norms(text: str) -> None:
    """A mention's norm is the stretch of the clean text that its characters stand for, and leads back to them."""
    reader: Any = reader_for(Recipe())
    doc = reader.annotate(text)
    clean = clean_of(doc)
    for mention in doc._.extraction.mentions:
        first, last = clean.offsets.target_span(mention.start, mention.end)
        assert clean.text[first:last] == mention.norm
        assert clean.offsets.source_span(first, last) == (mention.start, mention.end)


@given(texts)
def test_json(text: str) -> None:
    """Extraction → JSON → Extraction is equal, JSON → Extraction → JSON the same bytes, and its line is one line."""
    extraction = partyie.extract(text, source="甲\n\u2028乙")
    written = extraction.model_dump_json()
    again = Extraction.model_validate_json(written)
    assert again.with_text(text) == extraction and again.text is None  # the text itself is not written
    assert again.model_dump_json() == written
    assert Extraction.model_validate(json.loads(written)).model_dump_json() == written
    line = format_line(extraction)
    assert line.endswith(b"\n") and line.splitlines() == [line[:-1]]
    assert Extraction.model_validate_json(line) == again


@given(texts)
def test_docs(text: str) -> None:
    """The records travel with the Doc: to bytes, in a DocBin, and each mention is a span of the same characters."""
    reader: Any = reader_for(Recipe())
    doc = reader.annotate(text)
    extraction = doc._.extraction
    assert doc.text == text or not text
    assert [(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans["partyie"]] == [
        (m.start, m.end, m.label.value, m.id) for m in extraction.mentions
    ]
    assert Doc(reader.nlp.vocab).from_bytes(doc.to_bytes())._.extraction == extraction
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [unpacked] = DocBin().from_bytes(packed).get_docs(reader.nlp.vocab)
    assert unpacked._.extraction == extraction


@given(texts, st.integers(0xD800, 0xDFFF), st.data())
def test_lone_surrogates(text: str, surrogate: int, data: st.DataObject) -> None:
    """Half of a surrogate pair is no character: the text is refused with the place, and a Failure stands for it."""
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + chr(surrogate) + text[at:]
    with pytest.raises(InputError, match=f"lone surrogate U\\+{surrogate:04X} at position {at}$"):
        partyie.extract(broken)
    [found] = partyie.extract_many([("a", broken)])
    assert isinstance(found, Failure) and found.source == "a"


def gold(split: str) -> Iterator[str]:
    for document in read_split(split):
        yield document.text


@pytest.mark.parametrize("split", ["written"])
def test_gold(read: Any, law: Law, split: str) -> None:
    """All of this on gold texts."""
    for text in gold(split):
        extraction = read(text)
        check_offsets(text, extraction)
        check_order(extraction)
        check_ids(extraction)
        assert Extraction.model_validate_json(extraction.model_dump_json()).with_text(text) == extraction
        law.examples += 1


@pytest.mark.parametrize("split", PACKAGED)
def test_repairs_of_gold_map_back(law: Law, split: str) -> None:
    """Every repair of a gold text stands for characters of it, and its place in the clean text leads back to it."""
    for text in gold(split):
        clean = clean_text(text)
        for repair in clean.repairs:
            first, last = clean.offsets.target_span(repair.start, repair.end)
            assert text[repair.start : repair.end] == repair.original
            assert first == last or clean.offsets.source_span(first, last) == (repair.start, repair.end)
        law.examples += 1
