"""Importing partyie gives Extraction its views, and imports no view until one is called."""

from __future__ import annotations

import subprocess
import sys

from partyie.records import Extraction

FRESH = """
import sys
import partyie
heavy = {"spacy", "pandas", "rich", "typer", "partyie.formats.html", "partyie.formats.frame"} & set(sys.modules)
assert not heavy, heavy
assert callable(partyie.Extraction.to_html) and callable(partyie.Extraction.to_frame)
"""


def test_a_fresh_import_attaches_views_and_loads_nothing_heavy() -> None:
    subprocess.run([sys.executable, "-c", FRESH], check=True)


def test_views_reach_their_formats(extraction: Extraction) -> None:
    assert "莆田市委" in extraction.to_html()
    assert extraction._repr_html_().startswith("<iframe")
    assert list(extraction.to_frame("persons")["name"]) == ["张三"]
