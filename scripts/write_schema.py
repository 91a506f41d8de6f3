"""Write ``docs/extraction.schema.json``, the JSON schema of an output line, from the records."""

from __future__ import annotations

from pathlib import Path

from partyie.formats.jsonl import format_schema

SCHEMA = Path(__file__).parent.parent / "docs" / "extraction.schema.json"

if __name__ == "__main__":
    SCHEMA.write_text(format_schema(), encoding="utf-8", newline="\n")
