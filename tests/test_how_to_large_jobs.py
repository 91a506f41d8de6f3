"""The page on large jobs: its Python runs."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from how_to_pages import code_blocks

from partyie.formats.jsonl import read_jsonl


@pytest.mark.usefixtures("fake_pipeline")
def test_every_block_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        for block in code_blocks(root / "docs" / "how-to" / "large-jobs.md"):
            exec(block, names)
    results = list(read_jsonl((tmp_path / "results.jsonl").read_bytes().splitlines(keepends=True)))
    assert [result.source for result in results] == [f"{number}.txt" for number in range(200)]
    assert [line[:19] for line in told.getvalue().splitlines()] == ["100 done, 0 failed,", "200 done, 0 failed,"]
