"""An Extraction as a gold document: annotation proposed by the program, for a person to correct."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import Field

from partyie.errors import InputError
from partyie.formats.gold import GoldDocument, GoldFacts, GoldPerson, GoldSpan
from partyie.formats.gold_records import PREFIX
from partyie.records import (
    Date,
    Extraction,
    Label,
    Mention,
    Organisation,
    Person,
    Place,
    Post,
    Quantity,
    format_decimal,
)

R = TypeVar("R")
Named = Person | Organisation | Place
# What the notations can't hold in a value (guideline §8): all blanks but the plain one, and their own signs.
UNWRITABLE = re.compile(r"(?:[^\S ]|[_|⟦⟧])[\s_|⟦⟧]*")


class Proposal(GoldDocument):
    """Gold that a program proposes and nobody has corrected yet.

    Attributes:
        made_by: Package and model that made it.
        scores: Probability that a mention is right, by the id of its span; those without one are left out.
    """

    made_by: str
    scores: dict[str, float] = Field(default_factory=dict)


def gold_from_extraction(extraction: Extraction, text: str, name: str) -> Proposal:
    """The mentions of an extraction, its relations and facts as gold, which `check_gold` takes.

    A relation, which is between records, is written to the nearest mention of the record it points to. Gold is flat:
    of overlapping mentions the first is kept, the longest of those that begin at one place.

    What gold has no place for is lost: that two persons of one name are two; tenures, repairs, rules and evidence;
    norms, kinds, levels, codes and parents of entities, aliases; acting, ranks of posts, full titles; the instants,
    anchor and calendar of a date; the script.

    Raises:
        InputError: A mention has no record.
    """
    return _Proposal(extraction).document(text, name)


class _Proposal:
    """The kept mentions of one extraction, the gold id of each, and the records by id."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.mentions = _flat(extraction.mentions)
        self.of_record: defaultdict[str, list[Mention]] = defaultdict(list)  # in text order, as the mentions are
        for mention in self.mentions:
            self.of_record[mention.record].append(mention)
        self.ids: dict[str, str] = {}
        for label in Label:
            same = [mention for mention in self.mentions if mention.label is label]
            self.ids |= {mention.id: f"{PREFIX[label]}{number}" for number, mention in enumerate(same, 1)}
        self.named: dict[str, Named] = {}
        self.named |= {person.id: person for person in extraction.persons}
        self.named |= {organisation.id: organisation for organisation in extraction.organisations}
        self.named |= {place.id: place for place in extraction.places}
        self.posts = {post.mention: post for post in extraction.posts}
        self.dates = {date.mention: date for date in extraction.dates}
        self.quantities = {quantity.mention: quantity for quantity in extraction.quantities}

    def document(self, text: str, name: str) -> Proposal:
        facts = {name: writable(getattr(self.extraction.document, name)) for name in GoldFacts.model_fields}
        persons_named = [mention for mention in self.mentions if mention.label is Label.PERSON]
        kept = {self.key(_found(self.named, mention.record, mention)) for mention in persons_named}
        stated = (_person(person, self.key(person)) for person in self.extraction.persons)
        persons = {person.entity: person for person in reversed(list(stated)) if person.entity in kept}
        version = self.extraction.version
        return Proposal(
            name=name,
            text=text,
            spans=tuple(self.span(mention) for mention in self.mentions),
            facts=GoldFacts(**facts),
            persons=tuple(one for one in reversed(persons.values()) if one != GoldPerson(entity=one.entity)),
            made_by=f"partyie {version.package}, model {version.model}",
            scores={self.ids[m.id]: round(m.score, 4) for m in self.mentions if m.score is not None},
        )

    def span(self, mention: Mention) -> GoldSpan:
        fields: dict[str, object] = {}
        if mention.label in (Label.PERSON, Label.ORG, Label.PLACE):
            fields = self.naming(mention, _found(self.named, mention.record, mention))
        elif mention.label is Label.POST:
            fields = self.holding(mention, _found(self.posts, mention.id, mention))
        elif mention.label is Label.DATE:
            fields = _dating(_found(self.dates, mention.id, mention))
        else:
            fields = _counting(_found(self.quantities, mention.id, mention))
        span = GoldSpan(
            id=self.ids[mention.id], label=mention.label, start=mention.start, end=mention.end, text=mention.text
        )
        return span.model_copy(update=fields)

    def naming(self, mention: Mention, record: Named) -> dict[str, object]:
        members = record.member_of if isinstance(record, Person) else ()
        return {
            "entity": None if isinstance(record, Place) and record.name == mention.text else self.key(record),
            "member": self.nearest(mention, members) if (mention.id,) == record.mentions[:1] else (),
        }

    def key(self, record: Named) -> str:
        return writable(record.name) or record.surface

    def holding(self, mention: Mention, post: Post) -> dict[str, object]:
        return {
            "at": self.nearest(mention, post.at),
            "holder": self.nearest(mention, post.holders),
            "when": self.nearest(mention, post.when),
            "status": post.status,
        }

    def nearest(self, mention: Mention, records: tuple[str, ...]) -> tuple[str, ...]:
        """Gold ids of the mentions nearest to this one, one for each record that has any left."""
        found = []
        for record in records:
            if same := self.of_record.get(record):
                place = bisect_left(same, mention.start, key=lambda other: other.start)
                around = same[max(0, place - 1) : place + 1]
                found.append(self.ids[min(around, key=lambda other: abs(other.start - mention.start)).id])
        return tuple(found)


def _found(records: Mapping[Any, R], key: str, mention: Mention) -> R:
    """The record of a mention.

    Raises:
        InputError: There is none, as where somebody has taken records out of a file.
    """
    if key not in records:
        raise InputError(f"{mention.label} {mention.id} {mention.text!r} has no record: not a whole extraction")
    return records[key]


def _flat(mentions: tuple[Mention, ...]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _dating(date: Date) -> dict[str, object]:
    return {"value": date.value, "modifier": date.modifier}


def _counting(quantity: Quantity) -> dict[str, object]:
    ends = dict.fromkeys((quantity.lower, quantity.upper))  # 5..5 is 5
    numbers = ends if quantity.value is None else (quantity.value,)
    return {
        "value": "..".join(format_decimal(number) for number in numbers if number is not None),
        "modifier": quantity.modifier,
        "unit": writable(quantity.unit) or "",
        "dimension": quantity.dimension,
        "of": writable(quantity.of),
    }


def _person(person: Person, key: str) -> GoldPerson:
    names = [name for name in GoldPerson.model_fields if name not in ("entity", "deceased")]
    fields = {name: writable(getattr(person, name)) for name in names}
    return GoldPerson(entity=key, deceased="yes" if person.deceased else None, **fields)


def writable(value: str | None) -> str | None:
    """A value as the notations can hold it: what they can't is a blank.

    >>> writable("通知_人民网"), writable("高　峰"), writable("|")
    ('通知 人民网', '高 峰', None)
    """
    return None if value is None else UNWRITABLE.sub(" ", value).strip() or None
