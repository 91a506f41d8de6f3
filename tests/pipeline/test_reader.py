"""A reader reads texts of any length and gives dates what they count from."""

from __future__ import annotations

from contextlib import nullcontext
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest

from partyie.errors import InputError
from partyie.lexicon.user import UserLexicon
from partyie.pipeline import reader as reader_module
from partyie.pipeline.reader import Reader, Recipe, hold_lexicon, iso_reference, reader_for
from partyie.records import Extraction
from partyie.records.packed import PackedExtraction


def test_a_text_is_read_with_its_source(fake_pipeline: Any) -> None:
    extraction = Reader(fake_pipeline).read("张三", source="a.txt", reference_date=date(2021, 9, 29))
    assert (extraction.source, extraction.text, extraction.persons[0].name) == ("a.txt", "张三", "张三")
    assert fake_pipeline.seen == [("张三", "2021-09-29")]


def test_an_empty_text_is_an_extraction_of_length_0(fake_pipeline: Any) -> None:
    extraction = Reader(fake_pipeline).read("")
    assert (extraction.length, extraction.mentions, extraction.text) == (0, (), "")


def test_a_long_text_is_read_in_pieces_and_joined(fake_pipeline: Any) -> None:
    fake_pipeline.max_length = 10
    text = "张三和李四。\n\n李四到张三家。\n"
    extraction = Reader(fake_pipeline).read(text, source="a.txt")
    assert [seen for seen, _ in fake_pipeline.seen] == ["张三和李四。\n\n", "李四到张三家。\n"]
    assert [person.mentions for person in extraction.persons] == [("m1", "m4"), ("m2", "m3")]
    assert all(text[found.start : found.end] == found.text for found in extraction.mentions)
    assert (extraction.length, extraction.text, extraction.source) == (len(text), text, "a.txt")


def test_later_pieces_count_from_the_date_of_the_document(fake_pipeline: Any) -> None:
    fake_pipeline.max_length = 14
    text = "2021年9月29日张三\n昨天李四\n"
    Reader(fake_pipeline).read(text)
    assert fake_pipeline.seen == [("2021年9月29日张三\n", None), ("昨天李四\n", "2021-09-29")]
    fake_pipeline.seen.clear()
    Reader(fake_pipeline).read(text, reference_date=date(2020, 1, 1))
    assert [reference for _, reference in fake_pipeline.seen] == ["2020-01-01", "2020-01-01"]


def test_dates_resolved_by_the_document_say_so(fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_pipeline.max_length = 14
    add_dates(fake_pipeline, monkeypatch, [{"id": "d1", "type": "DATE", "value": "2021-09-28", "anchor": "reference"}])
    extraction = Reader(fake_pipeline).read("2021年9月29日张三\n昨天李四\n")
    assert [found.anchor for found in extraction.dates] == ["reference", "document"]


def test_without_a_date_of_its_own_a_document_is_dated_by_the_first_day_told(
    fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a month, nor a day that rests on another, nor a lunar one is a whole day told."""
    fake_pipeline.max_length = 6
    dates = [
        {"id": "d1", "type": "DATE", "value": "2019-03"},
        {"id": "d2", "type": "DATE", "value": "2019-03-01", "anchor": "previous"},
        {"id": "d3", "type": "DATE", "value": "2019-01-01", "calendar": "lunar"},
        {"id": "d4", "type": "TIME", "value": "2018-05-06T08:00"},
        {"id": "d5", "type": "DATE", "value": "2017-05-06"},
    ]
    add_dates(fake_pipeline, monkeypatch, dates)
    Reader(fake_pipeline).read("张三到会\n李四到会\n")
    assert [reference for _, reference in fake_pipeline.seen] == [None, "2018-05-06"]


def add_dates(pipeline: Any, monkeypatch: pytest.MonkeyPatch, dates: list[dict[str, Any]]) -> None:
    """Have the pipeline find these dates in every text."""
    original = type(pipeline).__call__

    def with_dates(self: Any, doc: Any) -> Any:
        doc = original(self, doc)
        doc.user_data["partyie"]["dates"] = deepcopy(dates)
        return doc

    monkeypatch.setattr(type(pipeline), "__call__", with_dates)


def test_a_long_text_stays_packed_on_request(fake_pipeline: Any) -> None:
    fake_pipeline.max_length = 10
    text = "张三和李四。\n\n李四到张三家。\n"
    reader = Reader(fake_pipeline)
    packed = reader.read_packed(text, source="a.txt")
    assert isinstance(packed, PackedExtraction)
    assert packed.unpack(text) == reader.read(text, source="a.txt")
    assert isinstance(reader.read_packed("张三"), Extraction)


def test_words_are_learnt_at_first_and_forgotten_later(fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    zones: list[str] = []
    monkeypatch.setattr(reader_module, "LEARNT", 5)
    monkeypatch.setattr(fake_pipeline, "memory_zone", lambda: zones.append("zone") or nullcontext())
    reader = Reader(fake_pipeline)
    for words, expected in (("张三", 0), ("李四张三", 0), ("张三", 1), ("李四", 2)):
        reader.read(words)
        assert len(zones) == expected


@pytest.mark.parametrize("text", [None, b"bytes", 7])
def test_what_is_no_string_is_refused(fake_pipeline: Any, text: Any) -> None:
    with pytest.raises(InputError, match=f"a text is a str, not {type(text).__name__}"):
        Reader(fake_pipeline).read(text)


def test_reference_dates_are_dates() -> None:
    assert iso_reference(None) is None
    assert iso_reference(date(2021, 9, 29)) == "2021-09-29"
    assert iso_reference(datetime(2021, 9, 29, 8)) == "2021-09-29T08:00:00"
    with pytest.raises(TypeError, match="a date or datetime, not '2021-09-29'"):
        iso_reference("2021-09-29")  # type: ignore[arg-type]


def test_one_pipeline_is_built_for_all_lexicons(fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Any] = []
    used: list[Any] = []
    monkeypatch.setattr(reader_module, "build", lambda **options: built.append(options) or fake_pipeline)
    monkeypatch.setattr(reader_module, "use_lexicon", lambda nlp, lexicon: used.append(lexicon))
    one, two = (UserLexicon.from_terms([{"term": term, "label": "ORG"}]) for term in ("甲", "乙"))
    assert reader_for(Recipe()) is reader_for(Recipe())
    assert reader_for(Recipe(one)).nlp is reader_for(Recipe()).nlp
    for lexicon in (None, one, one, two, None, None, one):
        reader_for(Recipe(lexicon)).read("张三")
    assert built == [{"model": "sm", "explain": False}]
    assert used == [one, two, None, one]


def test_a_light_recipe_names_the_lexicon_that_its_process_holds(fake_pipeline: Any) -> None:
    lexicon = UserLexicon.from_terms([{"term": "甲", "label": "ORG"}])
    light = Recipe(lexicon).light()
    assert (light.lexicon, light.light(), Recipe().light()) == (lexicon.digest, light, Recipe())
    hold_lexicon(Recipe(lexicon))
    assert reader_for(light).lexicon is lexicon
