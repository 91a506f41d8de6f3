"""doccano: JSON Lines with a text, entities and relations (its export *JSONL(relation)*).

doccano counts places in UTF-16 code units, as JavaScript does (doccano#2290): each 𠮷 or emoji is two. With its setting
*Count grapheme clusters as one character* it counts something else, which isn't read here.

doccano keeps no values of entities. They travel in the field ``partyie``, which it takes as metadata and gives back,
and are joined again with the entities by their place, since it numbers entities anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from partyie.errors import GoldError, InputError
from partyie.formats.beside import whole_file
from partyie.formats.corrections import (
    RELATIONS,
    OnError,
    Region,
    Relation,
    attempted,
    corrected,
    original_data,
    original_document,
)
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_files import encoded, json_text, read_text
from partyie.formats.json_reading import parse_json
from partyie.formats.utf16 import Utf16

ORIGINAL = "partyie"  # key of a line: the document as it went out
Line = tuple[int, str]  # its number, from 1, and what it holds


def write_doccano(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None = None) -> None:
    """Write one document a line.

    To import: a project of *Sequence Labeling* with *Use relation labeling* and without *Count grapheme clusters as one
    character*; file format *JSONL(relation)*, its columns for text and entities as they are.

    Args:
        on_error: Is given the error of a document that can't be written, which is then left out; else it is raised.

    Raises:
        GoldError: A document has dangling relations, ids that stand twice or an empty span.
    """
    with whole_file(path) as file:
        for line in attempted(documents, format_line, on_error):
            file.write(line)


def read_doccano(path: Path, on_error: OnError | None = None) -> Iterator[GoldDocument]:
    """The documents of an export, with relations or without (``label``: ``[[start, end, label], …]``).

    Where a line has no ``relations``, those of the document that went out hold between the mentions still there. A
    line of another's making is named after the file and its number. A new entity has the next free id and no values.

    Raises:
        InputError: There is no such file.
        GoldError: A line can't be read, or an entity has another label than the six; the message names the place.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    lines = ((number, line) for number, line in enumerate(read_text(path).split("\n"), 1) if line.strip())
    return attempted(lines, lambda line: _read_line(line, path), on_error)


def format_line(document: GoldDocument) -> bytes:
    """One line, newline at the end.

    Raises:
        GoldError: As for `write_doccano`.
    """
    original, place = original_data(document), Utf16(document.text).units
    numbers = {span.id: number for number, span in enumerate(document.spans, 1)}
    relations = [
        {"from_id": numbers[span.id], "to_id": numbers[target], "type": kind}
        for span in document.spans
        for kind in RELATIONS
        for target in getattr(span, kind)
    ]
    data = {
        "text": document.text,
        "entities": [
            {
                "id": numbers[span.id],
                "label": str(span.label),
                "start_offset": place(span.start),
                "end_offset": place(span.end),
            }
            for span in document.spans
        ],
        "relations": [{"id": number, **relation} for number, relation in enumerate(relations, 1)],
        ORIGINAL: original,
    }
    return encoded(json_text(data), document.name) + b"\n"


def _read_line(line: Line, path: Path) -> GoldDocument:
    number, data = line
    place = f"{path}, line {number}"
    try:
        raw = parse_json(data)
        text = raw.get("text", raw.get("data"))
        if not isinstance(text, str):
            raise GoldError(f"{place}: no text")
        bare = GoldDocument(name=f"{path.stem}-{number}", text=text)
        original = original_document(raw[ORIGINAL], text) if ORIGINAL in raw else bare
        regions, relations = _regions(raw, Utf16(text)), _relations(raw)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{place} isn't one of doccano's: {type(error).__name__}: {error}") from error
    return corrected(original, regions, relations)


def _regions(raw: dict[str, Any], places: Utf16) -> list[Region]:
    if "entities" in raw:
        entities = [(str(one["id"]), one["start_offset"], one["end_offset"], one["label"]) for one in raw["entities"]]
    else:
        spans = raw.get("label", raw.get("labels", ()))
        entities = [(f"entity {number}", *span) for number, span in enumerate(spans, 1)]
    return [
        Region(key, label, places.code_points(int(start)), places.code_points(int(end)))
        for key, start, end, label in entities
    ]


def _relations(raw: dict[str, Any]) -> list[Relation] | None:
    if "entities" not in raw or "relations" not in raw:
        return None
    return [Relation(one["type"], str(one["from_id"]), str(one["to_id"])) for one in raw["relations"]]
