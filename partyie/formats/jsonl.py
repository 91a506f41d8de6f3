"""JSON Lines: one Extraction or Failure a line, UTF-8, and the JSON schema of a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticSerializationError
from pydantic_core.core_schema import DatetimeSchema

from partyie.errors import InputError
from partyie.formats.json_reading import parse_json
from partyie.formats.problems import problem
from partyie.records import Extraction, Failure
from partyie.records.packed import PackedExtraction

LINE: TypeAdapter[Extraction | Failure] = TypeAdapter(Extraction | Failure)
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
LOCAL_INSTANT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"


def format_line(item: Extraction | Failure) -> bytes:
    """One record as JSON in UTF-8, newline at the end: same record, same bytes.

    A lone surrogate, which UTF-8 can't hold, makes the whole line ASCII with ``\\ud800`` escapes.
    """
    try:
        return item.model_dump_json().encode() + b"\n"
    except PydanticSerializationError:
        return json.dumps(item.model_dump(mode="json"), separators=(",", ":")).encode("ascii") + b"\n"


def line_parts(item: Extraction | PackedExtraction | Failure) -> Iterator[bytes]:
    """The bytes of :func:`format_line`; those of a packed Extraction in parts, so that they are never all in memory."""
    if not isinstance(item, PackedExtraction):
        yield format_line(item)
    elif _fits_utf8(item.source or ""):
        yield from item.json_parts()
        yield b"\n"
    else:
        yield format_line(item.unpack())


def _fits_utf8(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def write_jsonl(items: Iterable[Extraction | PackedExtraction | Failure], stream: BinaryIO) -> None:
    """Write each item as it comes; the stream is flushed after each, so that a reader can follow."""
    for item in items:
        for part in line_parts(item):
            stream.write(part)
        stream.flush()


def read_jsonl(lines: Iterable[bytes]) -> Iterator[Extraction | Failure]:
    """Read what :func:`write_jsonl` wrote; empty lines are skipped.

    Raises:
        InputError: A line is neither an Extraction nor a Failure; the message gives its number, from 1.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read_line(line, number)


def _read_line(line: bytes, number: int) -> Extraction | Failure:
    try:
        return LINE.validate_python(parse_json(line))  # not validate_json: it refuses escaped lone surrogates
    except ValidationError as error:
        raise InputError(f"line {number} is neither an Extraction nor a Failure: {problem(error)}") from error
    except ValueError as error:
        raise InputError(f"line {number} isn't JSON: {error}") from error


class LineSchema(GenerateJsonSchema):
    """The schema of what is written: every field is there, and instants have no time zone (so aren't ``date-time``)."""

    def field_is_required(self, *_: Any, **__: Any) -> bool:
        return True

    def datetime_schema(self, schema: DatetimeSchema) -> dict[str, Any]:
        return {"type": "string", "pattern": LOCAL_INSTANT}


def line_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of one output line, as committed in ``docs/extraction.schema.json``."""
    schema = LINE.json_schema(mode="serialization", schema_generator=LineSchema)
    return {"$schema": SCHEMA_DIALECT, "title": "A line of partyie output: an Extraction or a Failure", **schema}


def format_schema() -> str:
    """The schema as the committed file holds it: indented, newline at the end."""
    return json.dumps(line_schema(), ensure_ascii=False, indent=2) + "\n"
