"""The component that makes tenures: one spell of one person in one post, with its dates, status and event.

Every post that the text ties to a person tells of a spell; what several places tell of the same spell is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.reading import Candidate, Entity, Reading, Relation, reading_of
from partyie.components.served_bodies import served_name
from partyie.components.tenure_events import LEAVING, enclosing_posts, event_of, is_acting, leaves_post, title_of
from partyie.components.tenure_merging import CURRENT, FORMER, Spell, merge_spells
from partyie.components.tenure_spans import Bounds, shared_date, spell_bounds
from partyie.records import Label

__all__ = ["TENURES", "find_tenures", "make_tenures", "shared_date", "title_of"]

CLAUSE_END = re.compile("[。；！？\n]")
TENURES = "tenures"  # key of reading.cache: what the records component reads


@dataclass(slots=True, eq=False)
class Telling:
    """One place of the text that tells of a spell: a post with one of its holders.

    Attributes:
        post: The mention; ``anchor`` the body or place it is named after, ``date`` the relation to its date.
        holder: The person; ``relation`` ties the post to them.
        body: Key of the body served in, or None.
    """

    post: Candidate
    holder: Entity
    relation: Relation
    anchor: Candidate | None
    date: Relation | None
    body: str | None
    event: str | None


def find_tenures(reading: Reading) -> list[dict[str, Any]]:
    """The tenures of a document, in the order in which each is first told of.

    Returns:
        Plain values, with mentions and entities as objects: ``post``, ``holder``, ``organisation`` (an Entity or
        None), ``body`` (its key, also of a body that is not mentioned), ``place``, ``start``, ``end``, ``status``,
        ``acting``, ``event``, ``within`` (number of the enclosing tenure in the list, or None), ``mentions`` (posts),
        ``rule``, ``evidence``.
    """
    spells = merge_spells(_spells(reading))
    named = {(entity.label, entity.name): entity for entity in reading.entities}
    tenures = [_tenure(reading, spell, named) for spell in spells]
    _nest(reading, tenures)
    return tenures


def _spells(reading: Reading) -> Iterator[Spell[Telling]]:
    anchors = {relation.source: relation.target for relation in reading.relations if relation.kind == "at"}
    dates = _dates_of_posts(reading)
    seen: set[tuple[int, int]] = set()
    for relation in sorted(reading.relations, key=lambda relation: relation.source.start):
        post, holder = relation.source, relation.target.entity
        if relation.kind != "holder" or holder is None or (post.start, id(holder)) in seen:
            continue
        seen.add((post.start, id(holder)))
        yield _spell(reading, relation, holder, anchors.get(post), dates.get(post))


def _dates_of_posts(reading: Reading) -> dict[Candidate, Relation]:
    """The date of each post; of 2021年9月至今任…，原任… the second spell is not the one that lasts until now."""
    dates = {relation.source: relation for relation in reading.relations if relation.kind == "when"}
    lasting = {date.target for post, date in dates.items() if post.data.get("status") == CURRENT and _is_open(date)}
    return {
        post: date for post, date in dates.items() if not (date.target in lasting and post.data.get("status") == FORMER)
    }


def _is_open(date: Relation) -> bool:
    return str(date.target.data.get("value") or "").endswith("/..")


def _spell(
    reading: Reading, relation: Relation, holder: Entity, anchor: Candidate | None, date: Relation | None
) -> Spell[Telling]:
    post, title = relation.source, title_of(reading, relation.source)
    leaves = leaves_post(reading, post, first_of(post, anchor))
    event = event_of(post, date.rule if date else None)
    body = _body(title, anchor)
    start, end = _bounds(reading, post, date, leaves)
    telling = Telling(post, holder, relation, anchor, date, body, event)
    status = str(post.data.get("status") or CURRENT)
    return Spell(holder.name, title, body or _place_key(anchor), start, end, status, leaves, [telling])


def first_of(post: Candidate, anchor: Candidate | None) -> int:
    """Where a post with the body directly before it begins."""
    return anchor.start if anchor is not None and 0 <= post.start - anchor.end <= 1 else post.start


def _body(title: str, anchor: Candidate | None) -> str | None:
    if anchor is None or anchor.label is not Label.ORG or anchor.entity is None:
        return None
    return served_name(title, anchor.entity.name)[0]


def _place_key(anchor: Candidate | None) -> str | None:
    return anchor.entity.name if anchor is not None and anchor.entity is not None else None


def _bounds(reading: Reading, post: Candidate, date: Relation | None, leaves: bool) -> Bounds:
    if date is None:
        return None, None
    value, surface = str(date.target.data.get("value") or ""), reading.text[date.target.start : date.target.end]
    decided = leaves or post.data.get("status") != FORMER
    return spell_bounds(value, surface, leaves=leaves, decided=decided)


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
    """Set ``within`` of the spells told in a bracket (其间：…) to the spell before it."""
    enclosing = enclosing_posts(reading)
    numbers = {(id(t["holder"]), post): n for n, t in enumerate(tenures) for post in t["mentions"]}
    for tenure in tenures:
        outer = enclosing.get(tenure["post"])
        tenure["within"] = numbers.get((id(tenure["holder"]), outer)) if outer is not None else None


class TenureMaker:
    """Makes tenures of relations."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        reading.cache[TENURES] = find_tenures(reading)
        return doc


@Language.factory("partyie_tenures", requires=["doc.spans"])
def make_tenures(nlp: Language, name: str) -> TenureMaker:
    """The maker of tenures; it has no options."""
    return TenureMaker()
