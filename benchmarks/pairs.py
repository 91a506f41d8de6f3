"""A gold document beside the extraction of its text, indexed for comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.records import Date, Extraction, Label, Mention, Organisation, Person, Place, Post, Quantity, text_digest

Key = tuple[int, int, Label]  # a mention: start, end, label
Entity = tuple[Label, str]  # what a name stands for: label and entity key
Named = Person | Organisation | Place
NAMED = frozenset({Label.PERSON, Label.ORG, Label.PLACE})


@dataclass(frozen=True)
class Pair:
    """One document: what gold says and what was extracted."""

    document: GoldDocument
    extraction: Extraction

    @cached_property
    def gold(self) -> dict[Key, GoldSpan]:
        """Gold spans by place."""
        return {(span.start, span.end, span.label): span for span in self.document.spans}

    @cached_property
    def predicted(self) -> dict[Key, Mention]:
        """Extracted mentions by place."""
        return {(m.start, m.end, m.label): m for m in self.extraction.mentions}

    @cached_property
    def matched(self) -> list[tuple[GoldSpan, Mention]]:
        """Mentions that are right in span and label, in text order."""
        return [(self.gold[key], self.predicted[key]) for key in sorted(self.gold.keys() & self.predicted.keys())]

    @cached_property
    def named(self) -> dict[str, Named]:
        """Persons, organisations and places by record id."""
        extraction = self.extraction
        records: dict[str, Named] = {person.id: person for person in extraction.persons}
        records |= {organisation.id: organisation for organisation in extraction.organisations}
        return records | {place.id: place for place in extraction.places}

    @cached_property
    def posts(self) -> dict[str, Post]:
        """Posts by mention id."""
        return {post.mention: post for post in self.extraction.posts}

    @cached_property
    def dates(self) -> dict[str, Date]:
        """Dates by record id; ``quantities`` likewise."""
        return {date.id: date for date in self.extraction.dates}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Quantities by record id."""
        return {quantity.id: quantity for quantity in self.extraction.quantities}

    @cached_property
    def key_of(self) -> dict[str, Key]:
        """The place of each extracted mention, by mention id."""
        return {m.id: (m.start, m.end, m.label) for m in self.extraction.mentions}

    @cached_property
    def gold_entities(self) -> dict[str, Entity]:
        """What each named gold span stands for, by span id."""
        return {span.id: (span.label, span.key) for span in self.document.spans if span.label in NAMED}

    @cached_property
    def entities_of(self) -> dict[str, set[Entity]]:
        """The gold entities that a record's rightly found mentions name, by record id.

        A relation's end is a record: it counts as the gold entity if any of its mentions is that entity's.
        """
        entities: dict[str, set[Entity]] = {}
        for span, mention in self.matched:
            if span.label in NAMED:
                entities.setdefault(mention.record, set()).add(self.gold_entities[span.id])
        return entities

    def shown(self, start: int, end: int, around: int = 10) -> str:
        """The words at a place, with their neighbours: ``任【书记】的``."""
        text = self.document.text
        shown = f"{text[max(0, start - around) : start]}【{text[start:end]}】{text[end : end + around]}"
        return shown.replace("\n", "⏎")


def pair_up(
    documents: Iterable[GoldDocument], extractions: Iterable[Extraction]
) -> tuple[list[Pair], list[GoldDocument]]:
    """Each gold document with its extraction, and the documents that have none.

    An extraction belongs to the document whose text has its digest, else to the one that its source file is named
    after (predictions of other systems may know no digest); the first extraction of a document counts.
    """
    by_digest = {text_digest(document.text): document for document in documents}
    by_name = {document.name: document for document in by_digest.values()}
    found: dict[str, Pair] = {}
    for extraction in extractions:
        document = by_digest.get(extraction.text_sha256) or _by_source(by_name, extraction.source)
        if document is not None and document.name not in found:
            found[document.name] = Pair(document, extraction)
    names = sorted(by_name)
    return [found[name] for name in names if name in found], [by_name[name] for name in names if name not in found]


def _by_source(by_name: dict[str, GoldDocument], source: str | None) -> GoldDocument | None:
    stem = PurePath(source or "").stem
    return by_name.get(stem.split("_")[0]) or by_name.get(stem)
