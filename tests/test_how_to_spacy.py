"""The page on spaCy: its Python runs, and its table of components is the one that warnings go by."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from how_to_pages import code_blocks

from partyie.components.placement import FINDERS, NEEDS, READS, RECORDS, RESOLVER
from partyie.pipeline.build import read_config

ROW = re.compile(r"^\| `(partyie_\w+)` \| (.+?) \| (.*?) ?\| (.+?) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page(root: Path) -> Path:
    return root / "docs" / "how-to" / "spacy.md"


def test_every_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = code_blocks(page)
    assert len(blocks) >= 12
    for block in blocks:
        exec(block, names)
    assert names["scores"]["spans_partyie_f"] > 0.8
    assert names["html"].count("李卫东") == 1


def test_the_table_is_what_warnings_go_by(page: Path) -> None:
    rows = {name: (reads, needs) for name, _, reads, needs in ROW.findall(page.read_text(encoding="utf-8"))}
    order = list(rows)
    order.remove("partyie_lexicon")
    assert order == read_config()["nlp"]["pipeline"]
    for name, (reads, needs) in rows.items():
        if name not in FINDERS and name != RESOLVER:
            assert set(re.findall(r"partyie_\w+", needs)) == set(NEEDS[name])
        if reads and reads != "all of these":
            assert {f"partyie_{word}" for word in reads.split(", ")} == set(READS[name])
    assert rows[RECORDS][0] == rows[RESOLVER][0] == "all of these"
