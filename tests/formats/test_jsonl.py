"""A line holds a record, comes back as it was, and fits the committed schema."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from partyie.errors import InputError, TooLongError
from partyie.formats.jsonl import format_line, format_schema, line_schema, read_jsonl, write_jsonl
from partyie.records import DocumentFacts, Extraction, Failure, FailureReason, TooLong, Version, text_digest

SCHEMA = Path(__file__).parents[2] / "docs" / "extraction.schema.json"
TOO_LONG = [
    Failure(source="a.txt", error=TooLong.of(TooLongError("characters", 2, 3))),
    Failure(source="b.txt", error=TooLong.of(TooLongError("seconds", 2, 3))),
]
FAILURE = Failure(source="a.bin", error=FailureReason(kind="binary", message="a NUL byte at 0"))


def test_records_come_back_as_they_were(extraction: Extraction) -> None:
    stream = io.BytesIO()
    write_jsonl([extraction, FAILURE, extraction, *TOO_LONG], stream)
    lines = stream.getvalue().splitlines(keepends=True)
    assert len(lines) == 5
    read = list(read_jsonl(lines))
    assert read[1] == FAILURE
    assert read[3:] == TOO_LONG
    assert isinstance(read[0], Extraction)
    assert read[0].with_text(extraction.text or "") == extraction
    assert format_line(read[0]) == lines[0] == lines[2]


def test_numbers_are_plain_and_characters_unescaped(extraction: Extraction) -> None:
    line = format_line(extraction).decode()
    assert '"value":"20"' in line
    assert "書(shū)記" in line


def test_a_lone_surrogate_still_makes_a_line() -> None:
    text = "\ud800王"
    facts = DocumentFacts(title=text)
    version = Version(package="1", model="1", lexicon="1")
    extraction = Extraction(text_sha256=text_digest(text), length=2, document=facts, version=version)
    line = format_line(extraction)
    assert line.isascii()
    assert list(read_jsonl([line])) == [extraction]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 3 isn't JSON"),
        (b"\xff\n", "line 3 isn't JSON"),
        (b'{"source": 1}', "line 3 is neither an Extraction nor a Failure: Extraction.source"),
        (b"[]", "line 3 is neither an Extraction nor a Failure"),
    ],
)
def test_a_bad_line_is_named_by_number(line: bytes, message: str) -> None:
    lines = read_jsonl([format_line(FAILURE), b"\n", line])
    assert next(lines) == FAILURE
    with pytest.raises(InputError, match=message):
        next(lines)


def test_the_committed_schema_is_that_of_the_records() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == format_schema(), "run scripts/write_schema.py"


def test_the_schema_names_and_requires_every_field_that_is_written(extraction: Extraction) -> None:
    definitions = line_schema()["$defs"]
    written = json.loads(format_line(extraction))
    families = {"Mention": "mentions", "Post": "posts", "Tenure": "tenures", "Quantity": "quantities", "Link": "links"}
    for name, record in [("Extraction", written), *((name, written[family][0]) for name, family in families.items())]:
        assert set(definitions[name]["properties"]) == set(definitions[name]["required"]) == set(record)
        assert definitions[name]["additionalProperties"] is False
    assert {"type": "string"} in definitions["Quantity"]["properties"]["value"]["anyOf"]
