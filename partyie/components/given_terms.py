"""What a user's term says of the record: name, kind, code or value; the rest is what the grammar reads of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from partyie.components.reading import Candidate
from partyie.lexicon.divisions import divisions
from partyie.lexicon.term_sheet import QUANTITY_VALUE
from partyie.lexicon.units import units
from partyie.lexicon.user_terms import UserTerm
from partyie.records import Label
from partyie.text.calendar import bounds

GIVEN = "users_term"  # key of Candidate.data: the user's name, kind and code, those that were given


def given_by_user(mention: Candidate, field: str) -> str | None:
    """What the user's lexicon says of a mention: its ``name``, ``kind`` or ``code``; None where it says nothing."""
    fields: Mapping[str, str] = mention.data.get(GIVEN, {})
    return fields.get(field)


def data_of(term: UserTerm, known: Candidate | None) -> dict[str, Any]:
    """What the records need.

    Args:
        known: What a rule found of the same label at the same place; its data count where the term says nothing.
    """
    data = dict(known.data) if known is not None else dict(_UNKNOWN[term.label])
    data[GIVEN] = {name: value for name in ("name", "kind", "code") if (value := getattr(term, name))}
    if term.label is Label.ORG and term.kind:
        data["kind"] = term.kind
    elif term.label is Label.PLACE and term.code:
        data.update(place_of(term.code))
    elif term.label is Label.DATE and term.name:
        data = {GIVEN: data[GIVEN], **_date(term.name)}
    elif term.label is Label.QUANTITY and term.name:
        data = {GIVEN: data[GIVEN], **_quantity(term.name)}
    return data


def place_of(code: str) -> dict[str, Any]:
    """The code of a division, with its level and path where the gazetteer has it."""
    division = divisions().coded(code)
    if division is None:
        return {"code": code, "level": None, "path": []}
    return {"code": code, "level": division.level, "path": list(division.path)}


def _date(value: str) -> dict[str, Any]:
    """A date of this value, whatever the document's date."""
    earliest, latest = bounds(value)
    return {
        "type": "INTERVAL" if "/" in value else "TIME" if "T" in value else "DATE",
        "value": value,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "anchor": "explicit",
        "calendar": "gregorian",
    }


def _quantity(value: str) -> dict[str, Any]:
    """A number and its unit: 1200 元."""
    found = QUANTITY_VALUE.fullmatch(value)
    if found is None:
        return {}
    unit = units().get(found["unit"])
    dimension = unit.dimension if unit else "other" if found["unit"] else "count"
    return {"value": Decimal(found["number"]), "unit": unit.name if unit else found["unit"], "dimension": dimension}


_UNKNOWN: dict[Label, dict[str, Any]] = {
    Label.PERSON: {"form": "full"},
    Label.ORG: {"kind": "other", "head": "", "prefix": None},
    Label.PLACE: {},
    Label.POST: {"group": "user", "acting": False, "fused": False},
    Label.DATE: {"value": "XXXX"},
    Label.QUANTITY: {},
}
