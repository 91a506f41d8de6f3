"""Several extractions, of the pieces of one text, as the Extraction of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from partyie.records.base import Record, TextSpan
from partyie.records.document import Extraction, text_digest

AnyRecord = TypeVar("AnyRecord", bound=Record)

PREFIXES = {
    "mentions": "m",
    "persons": "p",
    "organisations": "o",
    "places": "l",
    "posts": "t",
    "tenures": "s",
    "dates": "d",
    "quantities": "q",
    "links": "k",
}
ENTITIES = ("persons", "organisations", "places")  # one record a document, however many pieces name it
REFERENCES = frozenset(
    {
        *("record", "mention", "mentions", "member_of", "place", "parent", "at", "holders", "when"),
        *("person", "post", "organisation", "within", "source", "target"),
    }
)  # fields whose values are ids


def join_extractions(parts: Sequence[tuple[int, Extraction]], text: str, source: str | None = None) -> Extraction:
    """One Extraction from those of consecutive pieces.

    Offsets are shifted and ids renumbered in text order. A person, organisation or place of the same name in several
    pieces becomes one record: what the first doesn't say is taken from the later ones. Document facts are the first
    piece's; the script is ``mixed`` where pieces differ.

    Args:
        parts: ``(start, extraction)``: each piece's first code point in ``text``; in order, at least one.
        text: The whole text.
    """
    first = parts[0][1]
    families: dict[str, dict[str, Any]] = {family: {} for family in PREFIXES}
    for offset, part in parts:
        ids = _new_ids(part, families)
        for family, records in families.items():
            for record in getattr(part, family):
                _put(records, ids[record.id], _moved(record, ids, offset))
    return first.model_copy(
        update={
            **{family: tuple(records.values()) for family, records in families.items()},
            "repairs": tuple(_moved(repair, {}, offset) for offset, part in parts for repair in part.repairs),
            "document": first.document.model_copy(update={"script": _script(part for _, part in parts)}),
            "source": source,
            "text_sha256": text_digest(text),
            "length": len(text),
        }
    ).with_text(text)


def _script(parts: Iterable[Extraction]) -> str:
    scripts = {part.document.script for part in parts}
    return scripts.pop() if len(scripts) == 1 else "mixed"


def _new_ids(part: Extraction, families: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The id each record of ``part`` gets in the whole: its namesake's, or the next free one."""
    ids: dict[str, str] = {}
    for family, prefix in PREFIXES.items():
        known = _entity_keys(families[family].values()) if family in ENTITIES else {}
        fresh = len(families[family])
        for key, identifier in _entity_keys(getattr(part, family)).items():
            if key not in known:
                fresh += 1
            ids[identifier] = known.get(key, f"{prefix}{fresh}")
    return ids


def _entity_keys(records: Iterable[Any]) -> dict[tuple[Any, ...], str]:
    """Name, code, and the how-manieth of that name: two namesakes that a piece tells apart stay two."""
    seen: Counter[tuple[Any, ...]] = Counter()
    keys: dict[tuple[Any, ...], str] = {}
    for record in records:
        key = (getattr(record, "name", None), getattr(record, "code", None))
        seen[key] += 1
        keys[*key, seen[key]] = record.id
    return keys


def _moved(record: AnyRecord, ids: dict[str, str], offset: int) -> AnyRecord:
    """The record with its own id and all ids in it renamed, and its offsets shifted."""
    changes: dict[str, Any] = {}
    for field, value in record:
        if field in ("start", "end") and isinstance(value, int):  # a tenure's start is a date
            changes[field] = value + offset
        elif isinstance(value, TextSpan):
            changes[field] = _moved(value, ids, offset)
        elif field == "id" or field in REFERENCES:
            changes[field] = _renamed(value, ids)
    return record.model_copy(update=changes)


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(ids[identifier] for identifier in value)
    return None if value is None else ids[value]


def _put(records: dict[str, Any], identifier: str, record: Record) -> None:
    known = records.get(identifier)
    records[identifier] = record if known is None else _merged(known, record)


def _merged(known: AnyRecord, later: AnyRecord) -> AnyRecord:
    changes: dict[str, Any] = {}
    for field, value in later:
        before = getattr(known, field)
        if field == "path":
            changes[field] = before or value
        elif isinstance(value, tuple):
            changes[field] = tuple(dict.fromkeys((*before, *value)))
        elif before is None:
            changes[field] = value
    return known.model_copy(update=changes)
