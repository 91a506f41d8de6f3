"""The component that makes tenures: one spell of one person in one post, with its dates, status and event.

Every post that the text ties to a person tells of a spell; what several places tell of the same spell is put together.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.placement import Component
from partyie.components.reading import Candidate, Entity, Reading
from partyie.components.tenure_events import LEAVING, enclosing_posts, is_acting
from partyie.components.tenure_merging import Spell, merge_spells
from partyie.components.tenure_tellings import Telling, first_of, told_spells
from partyie.records import Label
from partyie.text import lazy_re as re

CLAUSE_END = re.compile("[。；！？\n]")
TENURES = "tenures"  # key of reading.cache: what the records component reads


def find_tenures(reading: Reading) -> list[dict[str, Any]]:
    """The tenures of a document, in the order in which each is first told of.

    Returns:
        Plain values, with mentions and entities as objects: ``post``, ``holder``, ``organisation`` (an Entity or
        None), ``body`` (its key, also of a body that is not mentioned), ``place``, ``start``, ``end``, ``status``,
        ``acting``, ``event``, ``within`` (number of the enclosing tenure in the list, or None), ``mentions`` (posts),
        ``rule``, ``evidence``.
    """
    spells = merge_spells(told_spells(reading))
    named = {(entity.label, entity.name): entity for entity in reading.entities}
    tenures = [_tenure(reading, spell, named) for spell in spells]
    _nest(reading, tenures)
    return tenures


def _tenure(reading: Reading, spell: Spell[Telling], named: dict[tuple[Label, str], Entity]) -> dict[str, Any]:
    first = spell.sources[0]
    body = next((telling.body for telling in spell.sources if telling.body), None)
    anchor = next((telling.anchor for telling in spell.sources if telling.anchor), None)
    posts = sorted((telling.post for telling in spell.sources), key=lambda post: post.start)
    events = [telling.event for telling in spell.sources if telling.event]
    leaving = [event for event in events if event in LEAVING]
    return {
        "post": first.post,
        "holder": first.holder,
        "organisation": named.get((Label.ORG, body)) if body else None,
        "body": body,
        "place": _place(anchor, named),
        "start": spell.start,
        "end": spell.end,
        "status": spell.status,
        "acting": any(is_acting(reading, t.post, first_of(t.post, t.anchor)) for t in spell.sources),
        "event": next(reversed(leaving or events), None),
        "within": None,
        "mentions": posts,
        "rule": first.relation.rule,
        "evidence": _evidence(reading, first),
    }


def _place(anchor: Candidate | None, named: dict[tuple[Label, str], Entity]) -> Entity | None:
    """The place a post is named after, or where the body lies that it is named after, if the text names that."""
    if anchor is None or anchor.entity is None or anchor.label is Label.PLACE:
        return anchor.entity if anchor is not None else None
    return named.get((Label.PLACE, str(anchor.entity.data.get("place"))))


def _evidence(reading: Reading, telling: Telling) -> tuple[int, int]:
    """From the first to the last of post, body, person and date, as far as they stand in the post's clause."""
    post, date, holder = telling.post, telling.date, telling.relation.target
    parts = [post, holder, *filter(None, (telling.anchor, date.target if date else None))]
    near = [part for part in parts if not CLAUSE_END.search(reading.text, *_between(part, post))]
    return min(part.start for part in near), max(part.end for part in near)


def _between(one: Candidate, other: Candidate) -> tuple[int, int]:
    """The stretch between two mentions; empty for one and the same."""
    return min(one.end, other.end), max(one.start, other.start)


def _nest(reading: Reading, tenures: list[dict[str, Any]]) -> None:
    """Set ``within`` of the spells told in a bracket to the spell before it, where its words or its dates say so."""
    enclosing = enclosing_posts(reading)
    numbers = {(id(t["holder"]), post): n for n, t in enumerate(tenures) for post in t["mentions"]}
    for tenure in tenures:
        outer, meanwhile = enclosing.get(tenure["post"], (None, False))
        number = numbers.get((id(tenure["holder"]), outer)) if outer is not None else None
        if number is not None and (meanwhile or lies_within(tenure, tenures[number])):
            tenure["within"] = number


def lies_within(inner: dict[str, Any], outer: dict[str, Any]) -> bool:
    """Whether both ends of both spells are known, and the one lies in the other."""
    ends = (outer["start"], inner["start"], inner["end"], outer["end"])
    return all(ends) and list(ends) == sorted(ends)


class TenureMaker(Component):
    """Makes tenures of relations."""

    def __call__(self, doc: Doc) -> Doc:
        reading = self.reading_of(doc)
        reading.cache[TENURES] = find_tenures(reading)
        return doc


@Language.factory("partyie_tenures", requires=["doc.spans"])
def make_tenures(nlp: Language, name: str) -> TenureMaker:
    """The maker of tenures; it has no options."""
    return TenureMaker(nlp)
