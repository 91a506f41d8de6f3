"""Who holds which post, where, since when; who belongs to what; and whether a post is current."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from partyie.benchmarks.pairs import Entity, Key, Pair
from partyie.benchmarks.scores import Error, Scoreboard
from partyie.records import Label


class Spot(NamedTuple):
    """Where a post is mentioned."""

    start: int
    end: int


HOLDER, AT, WHEN, MEMBER = "holder", "at", "when", "member"
STATUS, NOT_CURRENT = "status | span ok", "status (not current)"

NOWHERE = Spot(-1, -1)
Source = Spot | Entity
Relation = tuple[Source, Entity | None]


def score_relations(pair: Pair, board: Scoreboard) -> None:
    """Count the relations of all posts and persons, and status and dates of the rightly found posts."""
    for kind, unknown in ((HOLDER, Label.PERSON), (AT, Label.ORG)):
        gold = _gold_posts(pair, kind)
        _count(kind, gold, _predicted_posts(pair, kind, gold, unknown), pair, board)
    _count(MEMBER, *_members(pair), pair, board)
    _score_matched_posts(pair, board)


def _gold_posts(pair: Pair, kind: str) -> set[Relation]:
    return {
        (Spot(span.start, span.end), pair.gold_entities.get(target))
        for span in pair.document.spans
        if span.label is Label.POST
        for target in getattr(span, kind)
    }


def _predicted_posts(pair: Pair, kind: str, gold: set[Relation], unknown: Label) -> set[Relation]:
    """The posts' relations; an end that names no gold entity stands under its own name, as one spurious relation."""
    relations: set[Relation] = set()
    for post in pair.extraction.posts:
        key = pair.key_of.get(post.mention)
        place = Spot(key[0], key[1]) if key else NOWHERE
        for record in post.holders if kind == HOLDER else post.at:
            relations.add(_relation([place], _entities(pair, record, unknown), gold))
    return relations


def _members(pair: Pair) -> tuple[set[Relation], set[Relation]]:
    gold: set[Relation] = {
        (pair.gold_entities[span.id], pair.gold_entities.get(target))
        for span in pair.document.spans
        for target in span.member
    }
    predicted = {
        _relation(_entities(pair, person.id, Label.PERSON), _entities(pair, record, Label.ORG), gold)
        for person in pair.extraction.persons
        for record in person.member_of
    }
    return gold, predicted


def _entities(pair: Pair, record: str, unknown: Label) -> list[Entity]:
    """The gold entities that a record may stand for, or itself under a name that no gold entity has."""
    named = pair.named.get(record)
    return sorted(pair.entities_of.get(record, ())) or [(unknown, f"?{named.name if named else record}")]


def _relation(sources: Sequence[Source], targets: Sequence[Entity], gold: set[Relation]) -> Relation:
    """The reading of a predicted relation that gold has, else its first."""
    readings = [(source, target) for source in sources for target in targets]
    return next((reading for reading in readings if reading in gold), readings[0])


def _count(kind: str, gold: set[Relation], predicted: set[Relation], pair: Pair, board: Scoreboard) -> None:
    board.counts[kind].add(gold, predicted)
    for source, target in sorted(gold ^ predicted, key=str):
        start, shown = _shown(pair, source)
        told = target and target[1]
        if (source, target) in gold:
            board.errors.append(Error(pair.document.name, f"missed {kind}", start, shown, expected=told))
        else:
            board.errors.append(Error(pair.document.name, f"spurious {kind}", start, shown, predicted=told))


def _shown(pair: Pair, source: Source) -> tuple[int | None, str]:
    if isinstance(source, Spot):
        return source.start, pair.shown(source.start, source.end, around=15)
    return None, source[1]


def _score_matched_posts(pair: Pair, board: Scoreboard) -> None:
    when = {span.id: key for key, span in pair.gold.items()}
    for span, mention in pair.matched:
        if post := pair.posts.get(mention.id):
            board.shares[STATUS].add(span.status == post.status)
            board.counts[NOT_CURRENT].add({span.status} - {"current"}, {post.status} - {"current"})
            board.counts[WHEN].add({when.get(id_) for id_ in span.when}, {_place(pair, id_) for id_ in post.when})
            if span.status != post.status:
                shown = pair.shown(span.start, span.end, around=20)
                board.errors.append(
                    Error(pair.document.name, "wrong status", span.start, shown, span.status, post.status, mention.rule)
                )


def _place(pair: Pair, date: str) -> Key | None:
    """Where a date record is mentioned."""
    record = pair.dates.get(date)
    return pair.key_of.get(record.mention or "") if record else None
