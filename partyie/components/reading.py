"""What the components pass on to each other: the clean text of a Doc, candidates, mentions, relations, entities.

A `Reading` lives beside its Doc while the pipeline runs; the last component turns it into plain data in
``doc.user_data`` (which serializes) and lets go of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from partyie.records import Label, Repair
from partyie.text.offsets import OffsetMap
from partyie.tokenizer.foreign import read_text
from partyie.tokenizer.shadow import clean_of, has_clean, word_starts

CERTAIN, LIKELY, POSSIBLE = 3, 2, 1
WEIGHED = "weighed"  # key of Reading.cache: name of the learnt model that has given every candidate its score

USERS_LEXICON = "users_lexicon"  # another: the digest of the user's lexicon that the document was read with


@dataclass(slots=True, eq=False)
class Candidate:
    """A stretch of the clean text that some rule takes for a mention; after the resolver, a mention.

    Attributes:
        label: Which of the six kinds.
        start: First code point in the clean text, half-open with ``end``.
        rule: Name of the rule, lexicon or model: ``date.year_month_day``.
        strength: How sure the rule is by itself (CERTAIN, LIKELY, POSSIBLE): the resolver's first criterion.
        score: Probability, or None where there is none.
        data: What the record needs, as plain values; each finder documents its keys.
        entity: Set for PERSON, ORG and PLACE once entities are known.
    """

    label: Label
    start: int
    end: int
    rule: str
    strength: int = LIKELY
    score: float | None = None
    data: dict[str, Any] = field(default_factory=dict)
    entity: Entity | None = None


@dataclass(slots=True, eq=False)
class Relation:
    """A relation between two mentions (``holder``, ``at``, ``when``, ``member``) and the clean-text words behind it."""

    kind: str
    source: Candidate
    target: Candidate
    rule: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Entity:
    """One person, organisation or place of the document, with all its mentions."""

    label: Label
    name: str
    mentions: list[Candidate] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Reading:
    """The clean text of a document and what has been found in it so far.

    Attributes:
        text: Clean simplified text; every start and end below counts in it.
        offsets: The way back to ``doc.text``.
        word_starts: ``word_starts[i]`` is 1 where a segmenter word begins at ``text[i]`` (one longer than the text).
        candidates: What the finders propose.
        mentions: What the resolver kept, in text order, none overlapping.
        facts: Document facts (title, number, issuer, date, script).
    """

    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]
    script: str
    word_starts: bytearray
    candidates: list[Candidate] = field(default_factory=list)
    mentions: list[Candidate] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    cache: dict[str, Any] = field(default_factory=dict)

    def of(self, *labels: Label) -> list[Candidate]:
        """The candidates with one of these labels, in the order they were added."""
        return [candidate for candidate in self.candidates if candidate.label in labels]


_READINGS: WeakKeyDictionary[Doc, Reading] = WeakKeyDictionary()


def reading_of(doc: Doc) -> Reading:
    """The Reading of a Doc; of one that another tokenizer made, as ours would have read its text."""
    reading = _READINGS.get(doc)
    if reading is None:
        reading = _READINGS[doc] = _read(doc)
    return reading


def move_reading(old: Doc, new: Doc) -> None:
    """Hand the Reading of one Doc to the Doc that replaces it."""
    if old in _READINGS:
        _READINGS[new] = _READINGS.pop(old)


def forget_reading(doc: Doc) -> None:
    """Drop what the components passed on: the Doc's own data holds all that lasts."""
    _READINGS.pop(doc, None)


def _read(doc: Doc) -> Reading:
    if has_clean(doc):
        clean = clean_of(doc)
        starts = word_starts(doc, clean.offsets)
    else:
        clean, starts = read_text(doc.text)
    return Reading(clean.text, clean.offsets, clean.repairs, clean.script, starts)
