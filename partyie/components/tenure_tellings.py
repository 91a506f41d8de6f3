"""What a document tells of spells in office: one for each post that it ties to a person, with its dates and status."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from partyie.components.reading import Candidate, Entity, Reading, Relation
from partyie.components.served_bodies import served_in_place, served_name
from partyie.components.tenure_events import event_of, leaves_post, now_after, title_of
from partyie.components.tenure_merging import CURRENT, FORMER, Spell, same_body
from partyie.components.tenure_spans import Bounds, spell_bounds
from partyie.records import Label

REACH = 60  # characters after 现任 in which its posts are named


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


def told_spells(reading: Reading) -> list[Spell[Telling]]:
    """The spells that a document tells of, each as often as it does, in text order."""
    spells = list(_spells(reading))
    _end_superseded(reading, spells)
    return spells


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


def _end_superseded(reading: Reading, spells: list[Spell[Telling]]) -> None:
    """A spell with a start is former where the text goes on to what the person is now, unless that is the same post."""
    starts = [spell.sources[0].post.start for spell in spells]
    for spell in spells:
        [telling] = spell.sources
        if spell.status != CURRENT or spell.start is None or telling.event != "appoint":
            continue
        now = now_after(reading, telling.post)
        if now is not None:
            following = spells[bisect_left(starts, now) : bisect_right(starts, now + REACH)]
            if not any(_same_post(spell, other) for other in following):
                spell.status = FORMER


def _same_post(one: Spell[Telling], other: Spell[Telling]) -> bool:
    return (one.person, one.title) == (other.person, other.title) and same_body(one.body, other.body)


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
    if anchor is None or anchor.entity is None:
        return None
    if anchor.label is Label.ORG:
        return served_name(title, anchor.entity.name)[0]
    return served_in_place(title, anchor.entity.name)


def _place_key(anchor: Candidate | None) -> str | None:
    return anchor.entity.name if anchor is not None and anchor.entity is not None else None


def _bounds(reading: Reading, post: Candidate, date: Relation | None, leaves: bool) -> Bounds:
    if date is None:
        return None, None
    value, surface = str(date.target.data.get("value") or ""), reading.text[date.target.start : date.target.end]
    decided = leaves or post.data.get("status") != FORMER
    return spell_bounds(value, surface, leaves=leaves, decided=decided)
