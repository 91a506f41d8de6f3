"""Write the committed schemas from the records: of an output line and of the tables' columns, both in ``docs/``."""

from __future__ import annotations

from pathlib import Path

from partyie.formats.jsonl import format_schema
from partyie.formats.table_schema import format_table_schema

DOCS = Path(__file__).parent.parent / "docs"

if __name__ == "__main__":
    for name, content in (("extraction", format_schema()), ("tables", format_table_schema())):
        (DOCS / f"{name}.schema.json").write_text(content, encoding="utf-8", newline="\n")
