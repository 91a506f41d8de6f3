"""Readings whose mentions are marked in the text, for the tests of what comes after the resolver.

``{P:周铁山}任{O:芦山县财政局}{T:局长}`` marks a person, an organisation and a title; ``{D:2021年5月=2021-05}`` a date
with its value. Every character is its own word.
"""

from __future__ import annotations

import re
from typing import Any

from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.records import Label
from partyie.text.offsets import OffsetMap

MARK = re.compile(r"\{(?P<label>[PTOLDQ]):(?P<words>[^={}]*)(?:=(?P<value>[^{}]*))?\}")
LABELS = {
    "P": Label.PERSON,
    "T": Label.POST,
    "O": Label.ORG,
    "L": Label.PLACE,
    "D": Label.DATE,
    "Q": Label.QUANTITY,
}


def marked(text: str) -> Reading:
    """The Reading of a marked text."""
    mentions: list[Candidate] = []
    clean, cursor = "", 0
    for match in MARK.finditer(text):
        clean += text[cursor : match.start()]
        data: dict[str, Any] = {"value": match["value"]} if match["value"] else {}
        end = len(clean) + len(match["words"])
        mentions.append(Candidate(LABELS[match["label"]], len(clean), end, "marked", CERTAIN, None, data))
        clean += match["words"]
        cursor = match.end()
    return _reading(clean + text[cursor:], mentions)


def found(text: str, *surfaces: tuple[Label, str]) -> Reading:
    """The Reading of a plain text whose mentions are the last occurrences of these surfaces, if it has them."""
    mentions = []
    for label, surface in surfaces:
        start = text.rfind(surface)
        if start >= 0 and all(start >= other.end or start + len(surface) <= other.start for other in mentions):
            mentions.append(Candidate(label, start, start + len(surface), "marked", CERTAIN))
    return _reading(text, sorted(mentions, key=lambda mention: mention.start))


def surface(reading: Reading, mention: Candidate) -> str:
    """What a mention covers."""
    return reading.text[mention.start : mention.end]


def relations(reading: Reading, kind: str) -> list[tuple[str, str]]:
    """Source and target of each relation of a kind, by their words, in text order."""
    chosen = [relation for relation in reading.relations if relation.kind == kind]
    chosen.sort(key=lambda relation: (relation.source.start, relation.target.start))
    return [(surface(reading, relation.source), surface(reading, relation.target)) for relation in chosen]


def _reading(text: str, mentions: list[Candidate]) -> Reading:
    word_starts = bytearray(b"\1" * (len(text) + 1))
    return Reading(text, OffsetMap(len(text)), (), "simplified", word_starts, list(mentions), mentions)
