"""Packed, an Extraction is small; written or unpacked, it is the same."""

from __future__ import annotations

import pickle
from datetime import datetime
from decimal import Decimal

import pytest
from pydantic import ValidationError

from partyie.errors import InputError
from partyie.records import Date, DocumentFacts, Extraction, Label, Mention, Person, Quantity, Version, text_digest
from partyie.records.packed import FAMILIES, PackedExtraction, pack_records

TEXT = "张三 1.50元"


@pytest.fixture
def extraction() -> Extraction:
    mentions = [
        Mention(
            id=f"m{n}", label=label, start=0, end=2, text="张三", norm="张三", record=f"p{n}", rule="r", score=0.1 * n
        )
        for n, label in enumerate(Label)
    ]
    return Extraction(
        source="a.txt",
        text_sha256=text_digest(TEXT),
        length=len(TEXT),
        document=DocumentFacts(title="“引”\n"),
        mentions=tuple(mentions),
        persons=(Person(id="p1", name="张三", surface="张三", aliases=("老张",), mentions=("m1", "m2")),),
        dates=(Date(id="d1", type="DATE", value="2021-09-29", earliest=datetime(2021, 9, 29), mention="m4"),),
        quantities=(Quantity(id="q1", value=Decimal("1.50"), unit="元", dimension="money"),),
        version=Version(package="0", model="sm", lexicon="0"),
    )


def packed(extraction: Extraction) -> PackedExtraction:
    """The extraction with two records of a family at a time."""
    plain = extraction.model_dump(mode="json")
    whole = PackedExtraction(extraction.model_copy(update=dict.fromkeys(FAMILIES, ())))
    for family in FAMILIES:
        for at in range(0, len(plain[family]), 2):
            whole.packed[family].append(pack_records(family, plain[family][at : at + 2]))
    return whole


def test_its_parts_are_the_bytes_of_the_extraction(extraction: Extraction) -> None:
    assert b"".join(packed(extraction).json_parts()).decode() == extraction.model_dump_json()


def test_unpacked_it_is_the_extraction(extraction: Extraction) -> None:
    assert packed(extraction).unpack() == extraction
    assert packed(extraction).unpack(TEXT).text == TEXT
    with pytest.raises(InputError, match="its SHA-256 differs"):
        packed(extraction).unpack("another text")


def test_it_travels_between_processes(extraction: Extraction) -> None:
    whole = packed(extraction)
    assert pickle.loads(pickle.dumps(whole)) == whole
    assert (whole.source, whole.length) == ("a.txt", len(TEXT))


def test_records_with_the_same_fields_share_their_names(extraction: Extraction) -> None:
    first, second, *_ = packed(extraction).unpack().mentions
    assert first.model_fields_set is second.model_fields_set
    assert first.model_fields_set == set(Mention.model_fields)


def test_what_no_record_holds_is_refused() -> None:
    with pytest.raises(ValidationError, match="mentions"):
        pack_records("persons", [{"id": "p1", "name": "张三", "surface": "张三"}])
