"""Gold documents: what the annotation guideline writes down, as typed records.

The notations (`inline`, `gold_json`) share the guideline's short keys (``ent``, ``v``, ``u`` …); the records bear full
names. The two tables below are the only place that says which is which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partyie.errors import GoldError
from partyie.records import Label, Record
from partyie.records.base import Ids
from partyie.records.post import Status


class GoldSpan(Record):
    """One mention as the annotators marked it.

    Attributes:
        id: Unique in the document (``p1``, ``t1`` …); relations point to it.
        start: First code point of the document's text, half-open with ``end``.
        text: ``document.text[start:end]``.
        entity: Key of the real-world entity (PERSON, ORG, PLACE), simplified; None where the text says it all.
        member: Ids of the ORG or PLACE spans that a PERSON belongs to.
        at: Ids of the ORG or PLACE spans that a POST belongs to.
        holder: Ids of the PERSON spans that hold a POST; ``when``: of the DATE spans that bound it.
        value: Of a DATE (ISO 8601, guideline §4) or QUANTITY (``12``, ``2/3``, ``2..3``, guideline §5).
    """

    id: str
    label: Label
    start: int
    end: int
    text: str
    entity: str | None = None
    member: Ids = ()
    at: Ids = ()
    holder: Ids = ()
    when: Ids = ()
    status: Status = "current"
    value: str | None = None
    modifier: str | None = None
    unit: str = ""
    dimension: str | None = None
    of: str | None = None

    @property
    def key(self) -> str:
        """What mentions of one entity share: the entity key, else the surface."""
        return self.entity or self.text


class GoldFacts(Record):
    """What the document says of itself."""

    date: str | None = None
    number: str | None = None
    issuer: str | None = None
    title: str | None = None


class GoldPerson(Record):
    """What the text states of one person; values as the guideline's ``@person`` line has them."""

    entity: str
    gender: str | None = None
    ethnicity: str | None = None
    native_place: str | None = None
    birthplace: str | None = None
    birth: str | None = None
    death: str | None = None
    deceased: str | None = None
    party: str | None = None
    party_joined: str | None = None
    work_started: str | None = None
    education: str | None = None
    degree: str | None = None
    rank: str | None = None


class GoldDocument(Record):
    """One annotated text.

    Attributes:
        name: Stem of its file: ``G01``.
        text: The text exactly as it stands, noise included.
        spans: In text order, none overlapping.
    """

    name: str
    text: str
    spans: tuple[GoldSpan, ...] = ()
    facts: GoldFacts = GoldFacts()
    persons: tuple[GoldPerson, ...] = ()


# Notation key → field, in the order in which the notations write them.
SPAN_KEYS: Mapping[Label, Mapping[str, str]] = {
    Label.PERSON: {"ent": "entity", "member": "member"},
    Label.ORG: {"ent": "entity"},
    Label.PLACE: {"ent": "entity"},
    Label.POST: {"at": "at", "holder": "holder", "when": "when", "status": "status"},
    Label.DATE: {"v": "value", "mod": "modifier"},
    Label.QUANTITY: {"v": "value", "mod": "modifier", "u": "unit", "dim": "dimension", "of": "of"},
}
PERSON_KEYS: Mapping[str, str] = {
    "ent": "entity", "gender": "gender", "ethnicity": "ethnicity", "native_place": "native_place",
    "birthplace": "birthplace", "birth": "birth", "death": "death", "deceased": "deceased", "party": "party",
    "party_joined": "party_joined", "work_start": "work_started", "education": "education", "degree": "degree",
    "rank": "rank",
}  # fmt: skip
FACT_KEYS: Mapping[str, str] = {name: name for name in ("date", "number", "issuer", "title")}


def format_attributes(record: Record, keys: Mapping[str, str]) -> dict[str, str]:
    """The notation's ``key: value`` pairs of a record; what has its default is left out, a blank is written ``_``.

    Raises:
        GoldError: A value holds a character that the notation can't hold (guideline §8).
    """
    pairs = {}
    for key, field in keys.items():
        value = getattr(record, field)
        if value != type(record).model_fields[field].default:
            pairs[key] = _encode(field, value)
    return pairs


def read_attributes(pairs: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a notation's pairs name: the reverse of `format_attributes`.

    Raises:
        GoldError: A key that these records don't have.
    """
    if unknown := sorted(set(pairs) - set(keys)):
        raise GoldError(f"unknown key {', '.join(unknown)}; known: {', '.join(keys)}")
    return {keys[key]: _decode(keys[key], value) for key, value in pairs.items()}


_LISTS = frozenset({"member", "at", "holder", "when"})
_CLOSED = frozenset({"modifier"})  # LESS_THAN: here the underscore is the word's own
_RESERVED = frozenset("|⟦⟧")


def _decode(field: str, value: str) -> str | tuple[str, ...]:
    if field in _LISTS:
        return tuple(filter(None, value.split(",")))
    return value if field in _CLOSED else value.replace("_", " ")


def _encode(field: str, value: str | tuple[str, ...]) -> str:
    text = ",".join(value) if isinstance(value, tuple) else value
    encoded = text if field in _CLOSED else text.replace(" ", "_")
    # Only the plain space has a stand-in; any other blank would end the value.
    if _decode(field, encoded) != value or any(char in _RESERVED or char.isspace() for char in encoded):
        raise GoldError(f"{field} {text!r} can't be written: it holds one of | ⟦ ⟧ _ or a blank other than a space")
    return encoded
