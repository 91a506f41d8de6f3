"""The component that makes tenures: one spell of one person in one post, with its dates, status and event.

A first, plain version: one tenure for each person and post that the text ties together, dated by the post's ``when``.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.reading import Candidate, Entity, Reading, Relation, reading_of
from partyie.records import Label

TENURES = "tenures"  # key of reading.cache: what the records component reads
PARTY_COMMITTEE = re.compile(r"^中共(?P<area>.+?)委$")
TOWN_COMMITTEE = re.compile(r"^(?P<area>.+?(?:镇|乡))党委$")
GOVERNMENT_HEAD = re.compile(r"^(?:代理?|常务|第一)?(?:副)?(?:省长|市长|县长|区长|州长|旗长|盟长|镇长|乡长|主席)$")
PARTY_BODY = re.compile(r"(?P<body>.+?)(?:党组|党委|党工委|党总支|党支部)$")
BUREAU_HEAD = re.compile(r"(?:局长|厅长|处长|科长|行长|院长|校长|总经理|经理|董事长|所长|站长|会长|部长|台长|社长)$")
DEPARTMENT_HEAD = re.compile(r"^(?P<department>组织部|宣传部|统战部|政法委)(?:长|书记)?$")
POINT = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?(?!\d))?")
RANGE = re.compile("[至到—–－\\-~～]")


def find_tenures(reading: Reading) -> list[dict[str, Any]]:
    """One tenure for each ``holder`` relation, in text order.

    Returns:
        Plain values, with mentions and entities as objects: ``post``, ``holder``, ``organisation`` (an Entity or
        None), ``place``, ``start``, ``end``, ``status``, ``event``, ``rule``, ``evidence``.
    """
    anchors = {relation.source: relation.target for relation in reading.relations if relation.kind == "at"}
    dates = {relation.source: relation.target for relation in reading.relations if relation.kind == "when"}
    by_key = {entity.name: entity for entity in reading.entities if entity.label is Label.ORG}
    seen: set[tuple[int, int]] = set()
    tenures = []
    for relation in sorted(reading.relations, key=lambda relation: relation.source.start):
        holder = relation.target.entity
        if relation.kind != "holder" or holder is None or (relation.source.start, id(holder)) in seen:
            continue
        seen.add((relation.source.start, id(holder)))
        tenures.append(_tenure(reading, relation, holder, anchors, dates, by_key))
    return tenures


def _tenure(
    reading: Reading,
    relation: Relation,
    holder: Entity,
    anchors: dict[Candidate, Candidate],
    dates: dict[Candidate, Candidate],
    by_key: dict[str, Entity],
) -> dict[str, Any]:
    post = relation.source
    anchor, date = anchors.get(post), dates.get(post)
    start, end = bounds(reading, date, str(post.data.get("event") or ""))
    served = served_body(title_of(reading, post), anchor.entity if anchor else None, by_key)
    return {
        "post": post,
        "holder": holder,
        "organisation": served if served and served.label is Label.ORG else None,
        "place": anchor.entity if anchor and anchor.label is Label.PLACE else None,
        "start": start,
        "end": end,
        "status": post.data.get("status") or "current",
        "event": post.data.get("event"),
        "rule": relation.rule,
        "evidence": (relation.start, relation.end),
    }


def title_of(reading: Reading, post: Candidate) -> str:
    """The title without blanks."""
    return re.sub(r"\s", "", reading.text[post.start : post.end])


def bounds(reading: Reading, date: Candidate | None, event: str) -> tuple[str | None, str | None]:
    """Start and end of a spell, ISO: a range gives both; the date of a removal or resignation is an end.

    Of a vague date (中旬) the start is what its first and last day share: its month.
    """
    if date is None:
        return None, None
    first, slash, last = str(date.data.get("value") or "").partition("/")
    start, finish = _point(first), _point(last)
    if slash and (finish is None or RANGE.search(reading.text, date.start, date.end)):
        return start, finish
    point = shared_date(start, finish) if start and finish else start
    return (None, point) if event in ("remove", "resign") else (point, None)


def _point(value: str) -> str | None:
    """The year, month and day of a value, as far as they are known: 2021-Q2 → 2021, XXXX-05 → nothing."""
    match = POINT.match(value)
    return match.group() if match else None


def shared_date(first: str, last: str) -> str | None:
    """The components that two ISO dates share.

    >>> shared_date("1927-06-11", "1927-06-20")
    '1927-06'
    """
    shared = []
    for one, other in zip(first.split("-"), last.split("-"), strict=False):
        if one != other:
            break
        shared.append(one)
    return "-".join(shared) or None


def served_body(title: str, anchor: Entity | None, by_key: dict[str, Entity]) -> Entity | None:
    """The body actually served in, where the document names it.

    Rules: 县长 after 县委副书记 serves in the county's government; 局长 after 局党组书记 in the bureau; every other
    post in the body it is anchored to.
    """
    if anchor is None or anchor.label is not Label.ORG:
        return anchor
    committee = PARTY_COMMITTEE.match(anchor.name) or TOWN_COMMITTEE.match(anchor.name)
    if committee and GOVERNMENT_HEAD.match(title):
        return by_key.get(f"{committee['area']}人民政府")
    department = DEPARTMENT_HEAD.match(title)
    if committee and department:
        return by_key.get(f"{anchor.name}{department['department']}")
    part = PARTY_BODY.match(anchor.name)
    if part and BUREAU_HEAD.search(title):
        return by_key.get(part["body"])
    return anchor


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
