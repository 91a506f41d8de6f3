"""The page on large jobs: its commands and its Python run, with a pipeline that is quick."""

from __future__ import annotations

from pathlib import Path

import pytest
from how_to_pages import Reader, blocks

from partyie.formats.jsonl import read_jsonl


@pytest.mark.usefixtures("fake_pipeline")
def test_every_block_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notices").mkdir()
    for number in range(3):
        (tmp_path / "notices" / f"{number}.txt").write_text("张三到会。", encoding="utf-8")
    reader, told = Reader(), []
    for block in blocks(root / "docs" / "how-to" / "large-jobs.md"):
        reader.do(block)
        told.append(reader.told or "")
    assert len((tmp_path / "notices.jsonl").read_bytes().splitlines()) == 3
    results = list(read_jsonl((tmp_path / "results.jsonl").read_bytes().splitlines(keepends=True)))
    assert [result.source for result in results] == [f"{number}.txt" for number in range(200)]
    lines = "".join(told).splitlines()
    assert [line[:19] for line in lines[:2]] == ["100 done, 0 failed,", "200 done, 0 failed,"]
    assert set(lines[2:]) == {
        "the text has 1,200 code points: the limit is 1,000 (--max-characters, Limits(characters=…))"
    }
