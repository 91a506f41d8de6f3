"""The readings of a text's pieces, joined as they come into one Extraction of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice, repeat
from typing import Any

from partyie.records.document import Extraction, text_digest
from partyie.records.packed import PackedExtraction, pack_records

Data = dict[str, Any]

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
FOOT_FACTS = ("issuer", "date")  # what a document may say in its last lines
PACKED_AT_ONCE = 1000  # entities


class JoinedPieces:
    """A text that is read in pieces: takes up the plain data of one after the other.

    Offsets are shifted and ids renumbered in text order. A person, organisation or place of the same name in several
    pieces becomes one record: what the first doesn't say is taken from the later ones. Document facts are the first
    piece's, with what only the last piece's foot says; the script is ``mixed`` where pieces differ.

    Every other record is complete with its piece and is packed at once, so that memory grows by little more than the
    entities that the text names.
    """

    def __init__(self) -> None:
        self._joined = PackedExtraction(Extraction.model_construct())
        self._numbers = Counter[str]()  # of the records of each family so far
        self._ids: dict[tuple[Any, ...], str] = {}  # of each entity, by family, name, code and count
        self._entities: dict[str, dict[str, Data]] = {family: {} for family in ENTITIES}
        self._facts: list[Data] = []  # of the first piece and the last
        self._scripts: set[str] = set()
        self._version: Data = {}

    def add(self, start: int, data: Data) -> None:
        """Take up the next piece, whose plain data is changed and must not be used again.

        Args:
            start: The piece's first code point in the whole text.
            data: The JSON values of an Extraction, as the pipeline writes them; what is null may be left out.
        """
        self._facts[1:] = [data["document"]]
        self._scripts.add(data["document"].get("script", "simplified"))
        self._version = data["version"]
        ids = self._new_ids(data)
        for family in (*PREFIXES, "repairs"):
            records = data.get(family) or []
            for record in records:
                _move(record, ids, start)
            if family in ENTITIES:
                self._put(family, records)
            elif records:
                self._pack(family, records)

    def finish(self, text: str, source: str | None = None) -> PackedExtraction:
        """The whole, once all pieces of ``text`` have been taken up; there is at least one."""
        for family, entities in self._entities.items():
            records = iter(entities.values())
            while some := list(islice(records, PACKED_AT_ONCE)):
                self._pack(family, some)
        self._joined.head = Extraction.model_validate(
            {
                "source": source,
                "text_sha256": text_digest(text),
                "length": len(text),
                "document": self._document(),
                "version": self._version,
            }
        )
        return self._joined

    def _document(self) -> Data:
        first, last = self._facts[0], self._facts[-1]
        foot = {name: last[name] for name in FOOT_FACTS if first.get(name) is None and last.get(name) is not None}
        return {**first, **foot, "script": self._scripts.pop() if len(self._scripts) == 1 else "mixed"}

    def _new_ids(self, data: Data) -> dict[str, str]:
        """The id that each record of a piece gets in the whole: its namesake's, or the next free one."""
        ids: dict[str, str] = {}
        for family, prefix in PREFIXES.items():
            records = data.get(family) or []
            keys: Iterable[Any] = _entity_keys(family, records) if family in ENTITIES else repeat(None, len(records))
            for record, key in zip(records, keys, strict=True):
                known = self._ids.get(key) if key else None
                if known is None:
                    self._numbers[family] += 1
                    known = f"{prefix}{self._numbers[family]}"
                    if key:
                        self._ids[key] = known
                ids[record["id"]] = known
        return ids

    def _put(self, family: str, records: Iterable[Data]) -> None:
        entities = self._entities[family]
        for record in records:
            known = entities.get(record["id"])
            if known is None:  # without what isn't known: there may be very many
                entities[record["id"]] = {field: value for field, value in record.items() if value not in (None, [])}
            else:
                _complete(known, record)

    def _pack(self, family: str, records: list[Data]) -> None:
        self._joined.packed[family].append(pack_records(family, records))


def _entity_keys(family: str, records: Iterable[Data]) -> list[tuple[Any, ...]]:
    """Family, name, code, and the how-manieth of that name: two namesakes that a piece tells apart stay two."""
    seen: Counter[tuple[Any, ...]] = Counter()
    keys: list[tuple[Any, ...]] = []
    for record in records:
        key = (family, record["name"], record.get("code"))
        seen[key] += 1
        keys.append((*key, seen[key]))
    return keys


def _move(record: Data, ids: Mapping[str, str], offset: int) -> None:
    """Rename the record's own id and all ids in it, and shift its offsets."""
    if "id" in record:
        record["id"] = ids[record["id"]]
    for field in REFERENCES & record.keys():
        record[field] = _renamed(record[field], ids)
    for span in (record, record.get("evidence") or {}):
        if isinstance(span.get("start"), int):  # a tenure's own start is a date
            span["start"] += offset
            span["end"] += offset


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return ids[value]
    return None if value is None else [ids[identifier] for identifier in value]


def _complete(known: Data, later: Data) -> None:
    """Add to an entity what a later piece says of it."""
    for field, value in later.items():
        before = known.get(field)
        if field == "mentions" and before is not None:
            before.extend(value)
        elif before is None:
            known[field] = value
        elif isinstance(value, list) and field != "path":
            before.extend(one for one in value if one not in before)
