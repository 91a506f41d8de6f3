"""What the model learns from: our gold and the public corpora, each with its own labels."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from partyie.benchmarks.corpus import read_gold
from partyie.components.reading import reading_of
from partyie.ner.features import Columns, character_features
from partyie.ner.tags import Span
from partyie.pipeline.build import build
from partyie.records import Label

STANDARDS: dict[str, tuple[str, ...]] = {
    "partyie": tuple(label.value for label in Label),
    "msra": ("PER", "LOC", "ORG"),
    "resume": ("NAME", "TITLE", "ORG", "EDU", "PRO", "CONT", "RACE", "LOC"),
    "cluener": ("name", "organization", "company", "government", "position", "address", "scene"),
    "pfr": ("nr", "ns", "nt"),
}
"""What each kind of annotation marks: the model has a head of its own for each."""

CORPORA = {
    "people_daily_ner": "msra",
    "msra_ner": "msra",
    "resume_ner": "resume",
    "cluener": "cluener",
    "pfr199801": "pfr",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A clean text with its features and what is marked in it.

    Attributes:
        text: Clean simplified text.
        features: *Shape:* (len(text), features), see `partyie.ner.features`.
        spans: Half-open spans of the clean text, not overlapping, in text order.
        standard: Key of `STANDARDS`.
        name: Document or corpus.
    """

    text: str
    features: Columns
    spans: tuple[Span, ...]
    standard: str
    name: str


class SampleReader:
    """Makes samples with the library's own cleaning and segmentation."""

    def __init__(self) -> None:
        nlp = build(exclude=["partyie_ner"])
        self._make_doc = nlp.make_doc

    def sample(self, raw: str, spans: Iterable[Span], standard: str, name: str) -> Sample:
        """The sample of a raw text; spans are mapped to the clean text, labels outside the standard left out."""
        reading = reading_of(self._make_doc(raw))
        labels = STANDARDS[standard]
        found = [(*reading.offsets.target_span(start, end), label) for start, end, label in spans if label in labels]
        features = character_features(reading.text, reading.word_starts)
        return Sample(reading.text, features, tuple(outermost(found)), standard, name)

    def gold(self, folder: Path) -> Iterator[Sample]:
        """The documents of a folder of our gold."""
        for document in read_gold(folder):
            spans = [(mention.start, mention.end, mention.label.value) for mention in document.spans]
            yield self.sample(document.text, spans, "partyie", document.name)

    def corpus(self, path: Path) -> Iterator[Sample]:
        """The sentences of a corpus file; its folder's name says which annotation it has."""
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("text") or "".join(row["words"])
                yield self.sample(text, map(tuple, row["spans"]), CORPORA[path.parent.name], path.parent.name)


def outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that no longer span covers or crosses, in text order; empty ones left out."""
    last = 0
    for start, end, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last and end > start:
            yield start, end, label
            last = end
