"""Spells in office: whose, in which post, from when to when, whether they last; and the bodies served in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from partyie.benchmarks.gold_tenures import gold_tenures, plain_title
from partyie.benchmarks.pairs import Entity, Pair
from partyie.benchmarks.scores import Error, Scoreboard
from partyie.benchmarks.values import same_organisation
from partyie.components.tenure_merging import Spell, same_body
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.formats.gold_records import extraction_from_gold
from partyie.records import Extraction, Label, Tenure, TextSpan

Told = TypeVar("Told")

TENURE = "tenure"
TENURE_DATED = "tenure (dated)"  # rows with a start or an end: what career tables are made of
TENURE_BODY = "tenure body | row ok"


class Row(NamedTuple):
    """What a tenure says, by which gold and extraction are compared: all five must be right.

    Attributes:
        person: Key of the gold person; ``?`` and the name for one that gold doesn't know.
        title: Clean, without blanks.
        start: ISO or None, exactly as precise as stated; ``end`` likewise.
        nth: Of rows that say the same of two bodies (局长 of two bureaus at once), the how-manieth.
    """

    person: str
    title: str
    start: str | None
    end: str | None
    status: str
    nth: int = 1


@dataclass(frozen=True, slots=True)
class TenureRows:
    """The tenures of one document by their rows: gold's, and the extraction's."""

    gold: dict[Row, Spell[GoldSpan]]
    predicted: dict[Row, Tenure]


def tenure_rows(pair: Pair) -> TenureRows:
    """The rows of both sides, in text order."""
    gold = _numbered((_gold_row(spell), spell) for spell in gold_tenures(pair.document))
    posts = {post.id: post.title for post in pair.extraction.posts}
    told = ((_predicted_row(pair, tenure, posts, gold), tenure) for tenure in pair.extraction.tenures)
    return TenureRows(gold, _numbered(told))


def _numbered(rows: Iterable[tuple[Row, Told]]) -> dict[Row, Told]:
    seen: Counter[Row] = Counter()
    numbered = {}
    for row, told in rows:
        seen[row] += 1
        numbered[row._replace(nth=seen[row])] = told
    return numbered


def score_tenures(pair: Pair, board: Scoreboard) -> None:
    """Count the rows of gold and extraction, and of the right ones the bodies."""
    rows = tenure_rows(pair)
    gold, predicted = rows.gold, rows.predicted
    board.counts[TENURE].add(gold.keys(), predicted.keys())
    board.counts[TENURE_DATED].add(_dated(gold), _dated(predicted))
    for row in sorted(gold.keys() - predicted.keys(), key=str):
        post = gold[row].sources[0]
        board.errors.append(_error(pair, "missed", row, post.start, pair.shown(post.start, post.end, around=15)))
    for row in sorted(predicted.keys() - gold.keys(), key=str):
        start, shown, rule = _evidence(pair, predicted[row])
        board.errors.append(_error(pair, "spurious", row, start, shown, rule))
    for row in sorted(gold.keys() & predicted.keys(), key=str):
        _score_body(pair, gold[row], predicted[row], board)


def extraction_with_tenures(document: GoldDocument) -> Extraction:
    """The records of a gold document (`extraction_from_gold`) with its tenures: what a perfect system would return."""
    extraction = extraction_from_gold(document)
    persons = {person.name: person.id for person in extraction.persons}
    bodies = {record.name: record.id for record in extraction.organisations}
    places = {record.name: record.id for record in extraction.places}
    posts = dict(zip((s.id for s in document.spans if s.label is Label.POST), extraction.posts, strict=True))
    tenures = [
        Tenure(
            id=f"s{number}",
            person=persons[spell.person],
            post=posts[spell.sources[0].id].id,
            organisation=bodies.get(spell.body or ""),
            body=spell.body,
            place=places.get(spell.body or ""),
            start=spell.start,
            end=spell.end,
            status=spell.status,  # type: ignore[arg-type]  # gold's is one of the three
            mentions=tuple(posts[span.id].mention for span in spell.sources),
            rule="gold",
            evidence=TextSpan(start=spell.sources[0].start, end=spell.sources[0].end),
        )
        for number, spell in enumerate(gold_tenures(document), 1)
    ]
    return extraction.model_copy(update={"tenures": tuple(tenures)})


def _dated(rows: Iterable[Row]) -> set[Row]:
    return {row for row in rows if row.start or row.end}


def _gold_row(spell: Spell[GoldSpan]) -> Row:
    return Row(spell.person, spell.title, spell.start, spell.end, spell.status)


def _predicted_row(pair: Pair, tenure: Tenure, posts: dict[str, str], gold: dict[Row, Spell[GoldSpan]]) -> Row:
    """The reading of a predicted tenure that gold has, where its person record mixes several gold persons."""
    persons = _persons(pair, tenure.person)
    title = plain_title(posts[tenure.post])
    rows = [Row(person, title, tenure.start, tenure.end, tenure.status) for person in persons]
    return next((row for row in rows if row in gold), rows[0])


def _persons(pair: Pair, record: str) -> list[str]:
    entities: list[Entity] = sorted(pair.entities_of.get(record, ()))
    named = pair.named.get(record)
    names = [name for label, name in entities if label is Label.PERSON]
    return names or [f"?{named.name if named else record}"]


def body_of(pair: Pair, tenure: Tenure) -> str | None:
    """Key of the body that a tenure says, else of the place."""
    place = pair.named.get(tenure.place or "")
    return tenure.body or (place.name if place else None)


def _score_body(pair: Pair, spell: Spell[GoldSpan], tenure: Tenure, board: Scoreboard) -> None:
    """Whether the body served in, or the place, is gold's; where gold names none, nothing is counted."""
    if spell.body is None:
        return
    got = body_of(pair, tenure)
    right = same_organisation(spell.body, got) or (got is not None and same_body(spell.body, got))
    board.shares[TENURE_BODY].add(right)
    if not right:
        post = spell.sources[0]
        shown = pair.shown(post.start, post.end, around=15)
        board.errors.append(
            Error(pair.document.name, "wrong tenure body", post.start, shown, spell.body, got, tenure.rule)
        )


def _evidence(pair: Pair, tenure: Tenure) -> tuple[int, str, str]:
    start, end = tenure.evidence.start, tenure.evidence.end
    return start, pair.shown(start, end, around=5), tenure.rule


def _error(pair: Pair, what: str, row: Row, start: int, shown: str, rule: str | None = None) -> Error:
    told = " ".join(str(value or "–") for value in row[:-1])
    wanted, got = (told, None) if what == "missed" else (None, told)
    return Error(pair.document.name, f"{what} tenure", start, shown, wanted, got, rule)
