"""Records as flat rows with readable names beside the ids: what tables (CSV, data frames, pages) are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from partyie.errors import InputError
from partyie.records import (
    Date,
    DocumentFacts,
    Extraction,
    Link,
    Mention,
    Organisation,
    Person,
    Place,
    Post,
    Quantity,
    Record,
    Repair,
    Tenure,
    Version,
    format_decimal,
)

FAMILIES: dict[str, type[Record]] = {
    "mentions": Mention,
    "persons": Person,
    "organisations": Organisation,
    "places": Place,
    "posts": Post,
    "tenures": Tenure,
    "dates": Date,
    "quantities": Quantity,
    "links": Link,
    "repairs": Repair,
}
DOCUMENTS = "documents"  # one row a text: its facts, length, digest and version

# Fields that hold ids, by family; each gets a companion column with what the ids stand for.
REFERENCES: dict[str, tuple[str, ...]] = {
    "mentions": ("record",),
    "persons": ("member_of",),
    "organisations": ("place", "parent"),
    "posts": ("at", "holders", "when"),
    "tenures": ("person", "post", "organisation", "place"),
    "links": ("source", "target"),
}

Row = dict[str, Any]


def columns(family: str) -> list[str]:
    """The column names of a family, in order; the first is ``document``, the source's name.

    Raises:
        InputError: There is no such family; the message lists those there are.
    """
    if family == DOCUMENTS:
        return ["document", *DocumentFacts.model_fields, "length", "text_sha256", *Version.model_fields]
    if family not in FAMILIES:
        raise InputError(f"no family of records is called {family!r}; there are {', '.join([DOCUMENTS, *FAMILIES])}")
    names = ["document"]
    for field in FAMILIES[family].model_fields:
        names += ["evidence_start", "evidence_end"] if field == "evidence" else [field]
        if field in REFERENCES.get(family, ()):
            names.append(f"{field}_name")
    return names


def rows(extraction: Extraction, family: str) -> Iterator[Row]:
    """The rows of one family, in text order, with the keys of :func:`columns`.

    Values stay Python values (tuples, Decimals, datetimes); ids are resolved to names in the ``…_name`` columns.
    """
    keys = columns(family)
    if family == DOCUMENTS:
        yield dict(zip(keys, _document_values(extraction), strict=True))
        return
    names = display_names(extraction)
    for record in getattr(extraction, family):
        yield dict(zip(keys, _values(record, family, extraction.source, names), strict=True))


def _document_values(extraction: Extraction) -> list[Any]:
    facts = dict(extraction.document).values()
    return [extraction.source, *facts, extraction.length, extraction.text_sha256, *dict(extraction.version).values()]


def _values(record: Record, family: str, source: str | None, names: dict[str, str]) -> Iterator[Any]:
    yield source
    for field, value in record:
        if field == "evidence":
            yield value.start
            yield value.end
        else:
            yield value
        if field in REFERENCES.get(family, ()):
            yield _name_of(value, names)


def _name_of(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(names.get(identifier, identifier) for identifier in value)
    return None if value is None else names.get(value, value)


def display_names(extraction: Extraction) -> dict[str, str]:
    """What a reader calls each record: id → name, title, value, or a mention's words."""
    names: dict[str, str] = {}
    for mention in extraction.mentions:
        names[mention.id] = mention.norm
        names[mention.record] = mention.norm
    entities: tuple[Person | Organisation | Place, ...] = (
        *extraction.persons,
        *extraction.organisations,
        *extraction.places,
    )
    for entity in entities:
        names[entity.id] = entity.name
    for post in extraction.posts:
        names[post.id] = post.full_title
    for date in extraction.dates:
        names[date.id] = date.value
    for quantity in extraction.quantities:
        names[quantity.id] = format_amount(quantity)
    return names


def format_amount(quantity: Quantity) -> str:
    """A quantity's number (or range) with its unit: ``15700人``, ``11..19户``."""
    if quantity.value is not None:
        return format_decimal(quantity.value) + quantity.unit
    ends = ("" if end is None else format_decimal(end) for end in (quantity.lower, quantity.upper))
    return "..".join(ends) + quantity.unit


def as_text(value: Any) -> str:
    """One cell as text: lists joined with ``; ``, plain decimals, ISO dates, ``true``/``false``, empty for null."""
    match value:
        case None:
            return ""
        case tuple():
            return "; ".join(map(as_text, value))
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format_decimal(value)
        case datetime():
            return value.isoformat()
    return str(value)
