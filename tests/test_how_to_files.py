"""The page on files: its commands run, and say what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from how_to_pages import Reader

from partyie.formats.jsonl import read_jsonl
from partyie.records import Failure


def test_every_block_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Reader().follow(root / "docs" / "how-to" / "files.md")
    results = list(read_jsonl((tmp_path / "notices.jsonl").read_bytes().splitlines()))
    assert [isinstance(result, Failure) for result in results] == [True, True, False]
