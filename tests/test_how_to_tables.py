"""The page on tables: its Python runs, and finds what the page says it asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from how_to_pages import code_blocks

from partyie.formats.csv import read_csv

for library in ("pandas", "polars", "pyarrow", "duckdb"):
    pytest.importorskip(library, reason="an optional extra: partyie[tables]")


def test_every_block_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    found: dict[str, list[Any]] = {}
    for block in code_blocks(root / "docs" / "how-to" / "tables.md"):
        exec(block.replace("careers.close()\n", ""), names)
    for name in ("secretaries", "lengths", "together"):
        found[name] = names[name].fetchall()
    names["careers"].close()
    assert [row[:4] for row in found["secretaries"]] == [
        ("中共仙游县委", "王建国", "2016-05", "2021-09"),
        ("中共仙游县委", "陈大明", None, None),
    ]
    assert ("书记", 1, 5.3) in found["lengths"]
    assert ("莆田市财政局", "王建国", "陈大明") in found["together"]
    assert names["failures"]["document"].tolist() == ["broken.txt"]
    assert names["women"]["name"].to_list() == ["林小红"]
    assert [one.source for one in read_csv(tmp_path / "csv")] == ["2021.txt", "wang.txt", "broken.txt"]
