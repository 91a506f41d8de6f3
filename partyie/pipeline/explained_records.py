"""What stands behind the record of a mention: the date it counts from, the rule that named a body, its tenures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from partyie.components.anchors import Anchorer
from partyie.components.date_context import Context, Known
from partyie.components.given_terms import given_by_user
from partyie.components.organisation_names import BY_ALIAS, BY_NONE, NAMING, RULES
from partyie.components.reading import Candidate, Reading
from partyie.records import (
    Date,
    Extraction,
    Label,
    Organisation,
    Person,
    Place,
    Post,
    Quantity,
    Tenure,
)

MentionedRecord = Person | Organisation | Place | Post | Date | Quantity


@dataclass(frozen=True, slots=True)
class Leaning:
    """One date that another is counted from: without it the value would be another.

    Attributes:
        what: Which one it is, in words.
        value: As ISO text, as far as it is known.
    """

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class DateOrigin:
    """Where the value of a date comes from.

    Attributes:
        anchor: As in the record: explicit, document, reference, previous, calendar.
        leanings: The dates that it is counted from; none where its words say all.
    """

    value: str
    anchor: str
    leanings: tuple[Leaning, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """How an organisation got its name.

    Attributes:
        rule: The rule, by its name in `partyie.components.organisation_names`; ``lexicon``, ``alias`` or ``surface``.
        meaning: What the rule does, in words.
    """

    surface: str
    name: str
    rule: str
    meaning: str


class _Witness(Anchorer):
    """Anchors the dates of a reading once more, and remembers what each could lean on."""

    def __init__(self, reading: Reading, reference: str | None) -> None:
        super().__init__(reading, reference)
        self.contexts: list[Context] = []

    def resolve(self, number: int, context: Context) -> Any:
        if number == len(self.contexts):
            self.contexts.append(replace(context, seen=dict(context.seen)))
        return super().resolve(number, context)


# What a date may lean on, in words, in the order in which it is asked.
LEANINGS = {
    "twin": "the date of another calendar right before it",
    "carried": "the year that holds here: of a heading, of the list or of the sentence",
    "seen": "the same day told before",
    "clock_day": "the day being told",
    "document": "",
    "reporting": "the year that the document reports on",
    "previous_day": "the last whole day told before it",
    "previous": "the last date with a year before it",
}


def date_origin(reading: Reading, mention: Candidate, reference: str | None) -> DateOrigin | None:
    """What a date counts from, found by trying: see :func:`_needed`; None for other kinds."""
    if mention.label is not Label.DATE:
        return None
    witness = _Witness(reading, reference)
    witness.run()
    number = next(n for n, one in enumerate(witness.mentions) if one is mention)
    context = witness.contexts[number]
    *_, value, anchor = witness.resolve(number, context)
    leanings = tuple(
        Leaning(_words(field, context, reading), _value(field, context, mention))
        for field in _needed(witness, number, context, (value, anchor))
    )
    return DateOrigin(value, anchor, leanings)


def _needed(witness: _Witness, number: int, context: Context, found: tuple[str, str]) -> list[str]:
    """What a date leans on: all without which its value or anchor changes, else the first that gives them alone."""

    def gives(changed: Context) -> bool:
        return bool(witness.resolve(number, changed)[2:] == found)

    nothing: dict[str, Any] = {field: {} if field == "seen" else None for field in LEANINGS}
    if gives(replace(context, **nothing)):
        return []
    needed = [field for field in LEANINGS if not gives(replace(context, **{field: nothing[field]}))]
    alone = ({field: lost for field, lost in nothing.items() if field != kept} for kept in LEANINGS)
    enough = (kept for kept, lost in zip(LEANINGS, alone, strict=True) if gives(replace(context, **lost)))
    return needed or [*enough][:1]


def _words(field: str, context: Context, reading: Reading) -> str:
    return _document_words(context, reading.facts.get("date")) if field == "document" else LEANINGS[field]


def _value(field: str, context: Context, mention: Candidate) -> str:
    """The date leant on as ISO text."""
    if field == "seen":
        first = mention.data["expression"]["first"]
        return str(context.seen.get((first.get("month"), first.get("day")), ""))
    return _iso(getattr(context, field))


def _document_words(context: Context, own: str | None) -> str:
    if context.label == "reference":
        return "the reference date given"
    if context.label == "previous":
        return "the day being told: a diary's entry, or what a quotation speaks of"
    return "the document's own date" if own else "the first whole date that the text tells"


def _iso(known: Any) -> str:
    if not isinstance(known, Known):
        return str(known)
    parts = (f"{known.year:04}", *(f"{part:02}" for part in (known.month, known.day) if part is not None))
    return "-".join(parts)


def naming(reading: Reading, mention: Candidate) -> Naming | None:
    """The rule that named the organisation of a mention; None for other kinds."""
    if mention.label is not Label.ORG or mention.entity is None:
        return None
    rule = "lexicon" if given_by_user(mention, "name") else str(mention.data.get(NAMING, BY_NONE))
    return Naming(reading.text[mention.start : mention.end], mention.entity.name, rule, _rule_words(rule))


def _rule_words(rule: str) -> str:
    known = {
        "lexicon": "the user's lexicon says so",
        BY_ALIAS: "the document introduced the short form",
        BY_NONE: "no rule knows more than the words themselves",
    }
    doc = next((one.__doc__ for one in RULES if one.__name__ == rule), None)
    return known.get(rule) or (doc or rule).strip().split("\n")[0]


def record_of(extraction: Extraction, identifier: str) -> MentionedRecord | None:
    """The record with an id, of any family that mentions belong to."""
    families = ("persons", "organisations", "places", "posts", "dates", "quantities")
    records = (record for family in families for record in getattr(extraction, family))
    return next((record for record in records if record.id == identifier), None)


def tenures_of(extraction: Extraction, record: str, mention: str) -> tuple[Tenure, ...]:
    """The tenures that a mention tells of: as its person or body, as a post of it, as the date that bounds it."""
    dated = {post.mention for post in extraction.posts if record in post.when}
    return tuple(
        tenure
        for tenure in extraction.tenures
        if record in (tenure.person, tenure.organisation, tenure.place)
        or mention in tenure.mentions
        or dated & set(tenure.mentions)
    )
