"""The Extraction of a long text in little memory: its records as packed JSON, family by family."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from partyie.records.base import Record
from partyie.records.document import Extraction

FAST = 1  # zlib's level: records are alike, so even this makes a tenth of them
FAMILIES = (
    "mentions", "persons", "organisations", "places", "posts", "tenures", "dates", "quantities", "links", "repairs",
)  # fmt: skip
ADAPTERS: dict[str, TypeAdapter[Any]] = {
    family: TypeAdapter[Any](Extraction.model_fields[family].annotation or Any) for family in FAMILIES
}


@dataclass(slots=True)
class PackedExtraction:
    """What an Extraction holds, at a twentieth of its memory: the result of a long text until it is written.

    Attributes:
        head: The Extraction without its records.
        packed: For each family, compressed JSON of some of its records at a time, in text order.
    """

    head: Extraction
    packed: dict[str, list[bytes]] = field(default_factory=lambda: {family: [] for family in FAMILIES})

    @property
    def length(self) -> int:
        """Of the input, in code points."""
        return self.head.length

    @property
    def source(self) -> str | None:
        """Name of the input, or null."""
        return self.head.source

    def json_parts(self) -> Iterator[bytes]:
        """The bytes of the Extraction's ``model_dump_json()``, in parts of moderate size.

        Raises:
            PydanticSerializationError: ``source`` holds a lone surrogate, which UTF-8 can't.
        """
        for number, name in enumerate(Extraction.model_fields):
            yield b"," if number else b"{"
            if name in self.packed:
                yield f'"{name}":['.encode()
                yield from _separated(map(zlib.decompress, self.packed[name]))
                yield b"]"
            else:
                yield self.head.model_dump_json(include={name}).encode()[1:-1]
        yield b"}"

    def unpack(self, text: str | None = None) -> Extraction:
        """The Extraction itself; it knows its text if this is given.

        Raises:
            InputError: The text isn't the one that was extracted.
        """
        families = {family: tuple(_unpacked(family, parts)) for family, parts in self.packed.items()}
        whole = self.head.model_copy(update=families)
        return whole if text is None else whole.with_text(text)


def pack_records(family: str, data: list[dict[str, Any]]) -> bytes:
    """Plain data of some records of a family, checked and packed.

    Raises:
        ValidationError: It isn't what the records of this family hold.
    """
    adapter = ADAPTERS[family]
    return zlib.compress(adapter.dump_json(adapter.validate_python(data))[1:-1], FAST)


def _unpacked(family: str, parts: Iterable[bytes]) -> Iterator[Record]:
    """The records; those with the same fields share the set of their names, which is half of a record's memory."""
    field_sets: dict[frozenset[str], set[str]] = {}
    for part in parts:
        for record in ADAPTERS[family].validate_json(b"[%b]" % zlib.decompress(part)):
            fields = record.model_fields_set
            object.__setattr__(record, "__pydantic_fields_set__", field_sets.setdefault(frozenset(fields), fields))
            yield record


def _separated(parts: Iterable[bytes]) -> Iterator[bytes]:
    for number, part in enumerate(parts):
        if number:
            yield b","
        yield part
