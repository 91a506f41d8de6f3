"""Gold documents as JSON: what the inline notation says, with offsets, for tools that don't read the notation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from partyie.errors import GoldError
from partyie.formats.corrections import OnError
from partyie.formats.gold import (
    FACT_KEYS,
    PERSON_KEYS,
    SPAN_KEYS,
    GoldDocument,
    GoldFacts,
    GoldPerson,
    GoldSpan,
    format_attributes,
    read_attributes,
)
from partyie.formats.gold_files import read_folder, write_folder
from partyie.formats.json_reading import parse_json
from partyie.formats.problems import problem
from partyie.records import Label

SUFFIX = ".json"
PLACED = ("id", "label", "start", "end", "text")


def read_gold_json(path: Path, on_error: OnError | None = None) -> Iterator[GoldDocument]:
    """The documents of a folder's ``NAME.json`` files, by name, or the document of one file.

    Args:
        on_error: Is given the error of a document that can't be read, which is then left out; else it is raised.

    Raises:
        InputError: There is no such file.
        GoldError: As for `parse_gold_json`.
    """
    return read_folder(path, SUFFIX, parse_gold_json, on_error)


def write_gold_json(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None = None) -> None:
    """Write each document as ``NAME.json`` into a folder, made if need be.

    Raises:
        GoldError: As for `format_gold_json`, or two documents have one name.
    """
    write_folder(documents, path, SUFFIX, format_gold_json, on_error)


def parse_gold_json(data: str, name: str) -> GoldDocument:
    """Read ``{"text": …, "spans": […], "doc": {…}, "persons": […]}``.

    Raises:
        GoldError: Not JSON, or not of that shape; the message names the document and the entry.
    """
    try:
        raw = parse_json(data)
        spans, persons = raw["spans"], raw.get("persons", ())
        return GoldDocument(
            name=name,
            text=raw["text"],
            spans=tuple(_read_span(span) for span in spans),
            facts=GoldFacts(**read_attributes(raw.get("doc", {}), FACT_KEYS)),
            persons=tuple(GoldPerson(**read_attributes(person, PERSON_KEYS)) for person in persons),
        )
    except (GoldError, ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{name}: {type(error).__name__}: {problem(error)}") from error


def format_gold_json(document: GoldDocument) -> str:
    """Write a document as JSON, one field a line, so that changes read well in a diff.

    Raises:
        GoldError: A value holds a character that the notation can't hold.
    """
    data = {
        "text": document.text,
        "spans": [_format_span(span) for span in document.spans],
        "doc": format_attributes(document.facts, FACT_KEYS),
        "persons": [format_attributes(person, PERSON_KEYS) for person in document.persons],
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def _read_span(raw: dict[str, Any]) -> GoldSpan:
    try:
        label = Label(raw["label"])
        pairs = {key: value for key, value in raw.items() if key not in PLACED}
        return GoldSpan(**{key: raw[key] for key in PLACED}, **read_attributes(pairs, SPAN_KEYS[label]))
    except (GoldError, ValidationError, ValueError, KeyError) as error:
        raise GoldError(f"span {raw.get('id', '?')}: {problem(error)}") from error


def _format_span(span: GoldSpan) -> dict[str, Any]:
    return {**{key: getattr(span, key) for key in PLACED}, **format_attributes(span, SPAN_KEYS[span.label])}
