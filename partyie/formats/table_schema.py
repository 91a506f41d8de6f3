"""What every table and column holds, in words, and the committed schema of all tables."""

from __future__ import annotations

import json
import re
from inspect import cleandoc

from partyie.formats.columns import DOCUMENTS, FAILURES, FAMILIES, TABLES, Column, Part, table_columns
from partyie.formats.derived import VALUES
from partyie.records import DocumentFacts, Failure, Record, TooLong, Version

ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
OF_INPUTS = {
    "document": "The input's key, unique in one run: its name, else the digest of its text; a.txt #2 where taken.",
    "source": "Name of the input as it was given; null where it had none.",
    "item": "Number of the input in the run, from 1, documents and failures together.",
    "length": "Of the input, in code points.",
    "text_sha256": "SHA-256 of the input's UTF-8 bytes.",
}
OF_PARTS = {
    Part.START: "First code point of it in the input, from 0.",
    Part.END: "One past its last code point.",
    Part.EXACT: "{field} with all its digits.",
    Part.NAME: "What the ids in {field} stand for.",
}


def describe_table(family: str) -> str:
    """What a row of a table is, in a sentence."""
    if family == DOCUMENTS:
        return "One row a text: what it says of itself, and what read it."
    return _summary(FAMILIES.get(family, Failure))


def describe_column(family: str, column: Column) -> str | None:
    """What a column holds, where its name doesn't say all: from the docstrings of records and of derived cells."""
    if column.field is None:
        made_by = VALUES.get(family, {}).get(column.name)
        return OF_INPUTS.get(column.name) if made_by is None else _summary(made_by)
    if column.part is not Part.WHOLE:
        return OF_PARTS[column.part].format(field=column.field)
    return next((notes[column.field] for notes in map(_notes, _records(family)) if column.field in notes), None)


def format_table_schema() -> str:
    """The schema of all tables as the committed file holds it: indented JSON, newline at the end."""
    tables = {family: [_entry(family, column) for column in table_columns(family)] for family in TABLES}
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def _entry(family: str, column: Column) -> dict[str, object]:
    entry: dict[str, object] = {"name": column.name, "type": column.type, "nullable": column.nullable}
    description = describe_column(family, column)
    return entry if description is None else {**entry, "description": description}


def _records(family: str) -> tuple[type[Record], ...]:
    if family == DOCUMENTS:
        return DocumentFacts, Version
    return (TooLong,) if family == FAILURES else (FAMILIES[family],)


def _notes(record: type[Record]) -> dict[str, str]:
    """The attributes that a record's docstring tells of. Python leaves docstrings out with -OO."""
    notes = ATTRIBUTE.findall(cleandoc(record.__doc__ or ""))
    return {name: re.sub(r"\s+", " ", note).replace("``", "") for name, note in notes}


def _summary(thing: object) -> str:
    return cleandoc(thing.__doc__ or "").partition("\n")[0].replace("``", "")
