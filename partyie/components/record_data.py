"""Mentions, relations and entities of a Reading as the plain data of an Extraction, ids in text order."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from partyie.components.reading import Candidate, Entity, Reading, Relation
from partyie.components.served_bodies import full_title
from partyie.components.tenure_events import is_acting, title_of
from partyie.components.tenure_tellings import first_of
from partyie.components.tenures import TENURES
from partyie.records import Label, format_decimal
from partyie.text import lazy_re as re

PREFIXES = {
    Label.PERSON: "p",
    Label.ORG: "o",
    Label.PLACE: "l",
    Label.POST: "t",
    Label.DATE: "d",
    Label.QUANTITY: "q",
}
ENTITIES = frozenset({Label.PERSON, Label.ORG, Label.PLACE})
RANK_OF_POST = re.compile(r"[（(](?P<rank>(?:正|副)?(?:国|省|部|厅|局|司|地|师|处|县|团|科|乡|股)级)[）)]")
DATE_FIELDS = ("type", "value", "earliest", "latest", "modifier", "anchor", "calendar")
PERSON_FIELDS = (
    "gender", "ethnicity", "native_place", "birthplace", "birth", "death", "deceased", "party", "party_joined",
    "work_started", "education", "degree", "rank",
)  # fmt: skip

Data = dict[str, Any]


def record_data(reading: Reading, raw: str) -> Data:
    """The families of records of one document, as JSON values; offsets count in ``raw``.

    The result has the keys of an Extraction from ``document`` to ``repairs``.
    """
    return Families(reading, raw).data()


class Families:
    """Numbers the records of one Reading and writes them."""

    def __init__(self, reading: Reading, raw: str) -> None:
        self.reading = reading
        self.raw = raw
        self.bounds = [reading.offsets.source_span(mention.start, mention.end) for mention in reading.mentions]
        self.mention_ids = {mention: f"m{number}" for number, mention in enumerate(reading.mentions, 1)}
        self.spans = dict(zip(reading.mentions, self.bounds, strict=True))
        self.records: dict[Candidate, str] = {}
        self.entity_ids: dict[int, str] = {}
        self.by_key: dict[tuple[Label, str], str] = {}
        self.order: defaultdict[Label, list[tuple[str, Any]]] = defaultdict(list)
        self._number()
        self.relations = self._related()

    def _number(self) -> None:
        """Ids by first mention: entities share one, every other mention has its own."""
        for mention in self.reading.mentions:
            entity = mention.entity if mention.label in ENTITIES else None
            known = self.entity_ids.get(id(entity)) if entity is not None else None
            if known is None:
                known = f"{PREFIXES[mention.label]}{len(self.order[mention.label]) + 1}"
                self.order[mention.label].append((known, entity if entity is not None else mention))
                if entity is not None:
                    self.entity_ids[id(entity)] = known
                    self.by_key[mention.label, entity.name] = known
            self.records[mention] = known

    def _related(self) -> dict[str, dict[Candidate, list[Relation]]]:
        related: dict[str, dict[Candidate, list[Relation]]] = {kind: {} for kind in ("holder", "at", "when", "member")}
        for relation in sorted(self.reading.relations, key=lambda r: (r.source.start, r.target.start)):
            related[relation.kind].setdefault(relation.source, []).append(relation)
        return related

    def data(self) -> Data:
        """All families, in the order of an Extraction."""
        return {
            "document": dict(self.reading.facts) or {"script": self.reading.script},
            "mentions": [self._mention(mention) for mention in self.reading.mentions],
            "persons": [self._person(key, item) for key, item in self.order[Label.PERSON]],
            "organisations": [self._organisation(key, item) for key, item in self.order[Label.ORG]],
            "places": [self._place(key, item) for key, item in self.order[Label.PLACE]],
            "posts": [self._post(key, item) for key, item in self.order[Label.POST]],
            "tenures": [self._tenure(n, t) for n, t in enumerate(self.reading.cache.get(TENURES, ()), 1)],
            "dates": [self._date(key, item) for key, item in self.order[Label.DATE]],
            "quantities": [self._quantity(key, item) for key, item in self.order[Label.QUANTITY]],
            "links": self._links(),
            "repairs": [repair.model_dump() for repair in self.reading.repairs],
        }

    def _norm(self, mention: Candidate) -> str:
        return self.reading.text[mention.start : mention.end]

    def _plain(self, mention: Candidate) -> str:
        return "".join(self._norm(mention).split())

    def _surface(self, mention: Candidate) -> str:
        start, end = self.spans[mention]
        return self.raw[start:end]

    def _mentions_of(self, item: Any) -> list[Candidate]:
        return item.mentions if isinstance(item, Entity) else [item]

    def _ids(self, item: Any) -> list[str]:
        return [self.mention_ids[mention] for mention in self._mentions_of(item) if mention in self.mention_ids]

    def _mention(self, mention: Candidate) -> Data:
        start, end = self.spans[mention]
        return {
            "id": self.mention_ids[mention],
            "label": mention.label.value,
            "start": start,
            "end": end,
            "text": self.raw[start:end],
            "norm": self._norm(mention),
            "record": self.records[mention],
            "rule": mention.rule,
            "score": mention.score,
        }

    def _person(self, key: str, item: Any) -> Data:
        mentions = self._mentions_of(item)
        facts = item.data if isinstance(item, Entity) else {}
        members = [self.records[r.target] for mention in mentions for r in self.relations["member"].get(mention, ())]
        return {
            "id": key,
            "name": item.name if isinstance(item, Entity) else self._plain(item),
            "surface": self._surface(mentions[0]),
            "aliases": list(facts.get("aliases", ())),
            **{name: facts[name] for name in PERSON_FIELDS if facts.get(name) is not None},
            "member_of": list(dict.fromkeys(members)),
            "mentions": self._ids(item),
        }

    def _organisation(self, key: str, item: Any) -> Data:
        mentions = self._mentions_of(item)
        facts = item.data if isinstance(item, Entity) else {}
        parent = self.by_key.get((Label.ORG, facts.get("parent") or ""))
        return {
            "id": key,
            "name": item.name if isinstance(item, Entity) else self._plain(item),
            "resolved": bool(facts.get("resolved", False)),
            "surface": self._surface(mentions[0]),
            "kind": facts.get("kind") or mentions[0].data.get("kind") or "other",
            "level": facts.get("level"),
            "place": self.by_key.get((Label.PLACE, facts.get("place") or "")),
            "code": facts.get("code"),
            "parent": parent if parent != key else None,
            "mentions": self._ids(item),
        }

    def _place(self, key: str, item: Any) -> Data:
        mentions = self._mentions_of(item)
        facts = item.data if isinstance(item, Entity) else mentions[0].data
        return {
            "id": key,
            "name": item.name if isinstance(item, Entity) else self._plain(item),
            "surface": self._surface(mentions[0]),
            "code": facts.get("code"),
            "level": facts.get("level"),
            "path": list(facts.get("path") or ()),
            "mentions": self._ids(item),
        }

    def _targets(self, kind: str, mention: Candidate) -> list[str]:
        related = self.relations[kind].get(mention)
        return list(dict.fromkeys([self.records[relation.target] for relation in related])) if related else []

    def _post(self, key: str, mention: Candidate) -> Data:
        title = title_of(self.reading, mention)
        anchors = [relation.target for relation in self.relations["at"].get(mention, ())]
        return {
            "id": key,
            "title": title,
            "full_title": self._full_title(title, anchors[0]) if anchors else title,
            "at": self._targets("at", mention),
            "holders": self._targets("holder", mention),
            "status": mention.data.get("status") or "current",
            "acting": is_acting(self.reading, mention, first_of(mention, next(iter(anchors), None))),
            "rank": self._rank(mention),
            "when": self._targets("when", mention),
            "mention": self.mention_ids[mention],
        }

    def _full_title(self, title: str, anchor: Candidate) -> str:
        words = self._plain(anchor)
        return full_title(title, words, words if anchor.entity is None else anchor.entity.name)

    def _tenure(self, number: int, tenure: Data) -> Data:
        post: Candidate = tenure["post"]
        organisation, place = tenure["organisation"], tenure["place"]
        return {
            "id": f"s{number}",
            "person": self.entity_ids[id(tenure["holder"])],
            "post": self.records[post],
            "organisation": self.entity_ids.get(id(organisation)) if organisation is not None else None,
            "body": tenure["body"],
            "place": self.entity_ids.get(id(place)) if place is not None else None,
            "start": tenure["start"],
            "end": tenure["end"],
            "status": tenure["status"],
            "acting": tenure["acting"],
            "rank": self._rank(post),
            "event": tenure["event"],
            "within": None if tenure["within"] is None else f"s{tenure['within'] + 1}",
            "mentions": [self.mention_ids[mention] for mention in tenure["mentions"]],
            "rule": tenure["rule"],
            "evidence": self._span(*tenure["evidence"]),
        }

    def _rank(self, post: Candidate) -> str | None:
        """The rank stated behind a title: 主任（副厅级）."""
        after = RANK_OF_POST.match(self.reading.text, post.end)
        return after["rank"] if after else None

    def _span(self, start: int, end: int) -> Data:
        first, last = self.reading.offsets.source_span(start, end)
        return {"start": first, "end": last}

    def _date(self, key: str, mention: Candidate) -> Data:
        data = {name: plain_value(mention.data.get(name)) for name in DATE_FIELDS if mention.data.get(name) is not None}
        return {"type": "DATE", "value": "XXXX", **data, "id": key, "mention": self.mention_ids[mention]}

    def _quantity(self, key: str, mention: Candidate) -> Data:
        names = ("value", "lower", "upper", "modifier", "unit", "dimension", "of")
        data = {name: plain_value(mention.data.get(name)) for name in names if mention.data.get(name) is not None}
        return {**data, "id": key, "mention": self.mention_ids[mention]}

    def _links(self) -> list[Data]:
        relations = sorted(self.reading.relations, key=lambda r: (r.source.start, r.kind, r.target.start))
        return [
            {
                "id": f"k{number}",
                "kind": relation.kind,
                "source": self.records[relation.source],
                "target": self.records[relation.target],
                "rule": relation.rule,
                "evidence": self._span(relation.start, relation.end),
            }
            for number, relation in enumerate(relations, 1)
        ]


def plain_value(value: Any) -> Any:
    """A JSON value: decimals plainly, dates and instants in ISO."""
    if isinstance(value, Decimal):
        return format_decimal(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
