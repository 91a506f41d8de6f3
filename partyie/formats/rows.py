"""Records as flat rows with readable names beside the ids: what tables (CSV, data frames, pages) are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from partyie.formats.columns import DOCUMENTS, columns
from partyie.formats.derived import VALUES, RecordIndex
from partyie.records import Extraction, Organisation, Person, Place, Quantity, Record, TextSpan, format_decimal

Row = dict[str, Any]


def rows(extraction: Extraction, family: str) -> Iterator[Row]:
    """The rows of one family, in text order, with the keys of :func:`columns`.

    Values stay Python values (tuples, Decimals, datetimes); ids are resolved to names in the ``…_name`` columns.

    Raises:
        InputError: There is no such family.
    """
    keys = columns(family)
    if family == DOCUMENTS:
        yield dict(zip(keys, _document_values(extraction), strict=True))
        return
    names, index, document = display_names(extraction), RecordIndex(extraction), document_key(extraction)
    derived = VALUES.get(family, {})
    for record in getattr(extraction, family):
        known = {"document": document, **_values(record, names)}
        known |= {name: value(record, index) for name, value in derived.items()}
        yield {key: known[key] for key in keys}


def document_key(extraction: Extraction) -> str:
    """What the column ``document`` says: the source's name, else the digest of the text."""
    return extraction.source if extraction.source is not None else extraction.text_sha256


def _document_values(extraction: Extraction) -> list[Any]:
    facts, version = dict(extraction.document).values(), dict(extraction.version).values()
    return [document_key(extraction), *facts, extraction.length, extraction.text_sha256, *version]


def _values(record: Record, names: dict[str, str]) -> Row:
    """Every field, with names beside ids (`columns` chooses from them) and the two ends of a stretch."""
    known: Row = {}
    for field, value in record:
        known[field], known[f"{field}_name"] = value, _name_of(value, names)
        if isinstance(value, TextSpan):
            known[f"{field}_start"], known[f"{field}_end"] = value.start, value.end
    return known


def _name_of(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(names.get(identifier, identifier) for identifier in value)
    return names.get(value, value) if isinstance(value, str) else None


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
