"""A pipeline that finds one name: what the front door is tested with where the real one's findings don't matter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import nullcontext
from time import sleep
from types import SimpleNamespace
from typing import Any

import pytest

from partyie.records import DocumentFacts, Extraction, Label, Mention, Person, Version, text_digest

SLEEP = 60.0  # seconds
NAME = re.compile("张三|李四")


class FakePipeline:
    """Has of a spaCy ``Language`` what the reader uses. ``坏`` in a text raises, ``死`` kills the process,
    ``眠`` keeps it waiting for long, ``堵`` busy for ever."""

    def __init__(self, max_length: int = 100_000) -> None:
        self.max_length = max_length
        self.seen: list[tuple[str, str | None]] = []  # text and reference date of each call
        self.pipeline = [("fake", self)]

    def memory_zone(self) -> Any:
        return nullcontext()

    def make_doc(self, text: str) -> Any:
        assert len(text) <= self.max_length
        return SimpleNamespace(text=text, user_data={})

    def __call__(self, doc: Any) -> Any:
        self.seen.append((doc.text, doc.user_data.get("partyie_reference_date")))
        if "坏" in doc.text:
            raise ValueError("a rule broke")
        if "死" in doc.text:
            os._exit(9)
        if "眠" in doc.text:
            sleep(SLEEP)
        if "堵" in doc.text:
            re.fullmatch("(a+)+b", "a" * 100)
        doc._ = SimpleNamespace(extraction=find_names(doc.text))
        doc.user_data["partyie"] = doc._.extraction.model_dump(mode="json")
        return doc


def find_names(text: str) -> Extraction:
    found = list(enumerate(NAME.finditer(text), 1))
    names = list(dict.fromkeys(match[0] for _, match in found))
    mentions = tuple(
        Mention(
            id=f"m{number}",
            label=Label.PERSON,
            start=match.start(),
            end=match.end(),
            text=match[0],
            norm=match[0],
            record=f"p{names.index(match[0]) + 1}",
            rule="fake",
        )
        for number, match in found
    )
    persons = tuple(
        Person(id=f"p{n}", name=name, surface=name, mentions=tuple(m.id for m in mentions if m.text == name))
        for n, name in enumerate(names, 1)
    )
    return Extraction(
        text_sha256=text_digest(text),
        length=len(text),
        document=DocumentFacts(date="2021-09-29" if "2021年9月29日" in text else None),
        mentions=mentions,
        persons=persons,
        version=Version(package="0", model="fake", lexicon="0"),
    )


@pytest.fixture
def fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePipeline]:
    """The pipeline that ``partyie`` builds during the test (in forked processes too)."""
    from partyie.pipeline import reader

    pipeline = FakePipeline()
    reader._build_reader.cache_clear()
    monkeypatch.setattr(reader, "build", lambda **_: pipeline)
    yield pipeline
    reader._build_reader.cache_clear()
