"""The page on lexicons: its Python runs, its table of terms is one."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
from how_to_pages import code_blocks

import partyie
from partyie.lexicon.extension import NEEDED


def test_every_block_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    partyie.extract("张三购买三吨粮食。")
    told = io.StringIO()
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(told):
        for block in code_blocks(root / "docs" / "how-to" / "lexicon.md"):
            exec(block, names)
    lines = told.getvalue().splitlines()
    assert lines[0].count("lexicon.user") == 3
    assert lines[1] == "周铁山 ('老周',) 七彩街道办事处"
    assert [line.partition("]")[0] for line in lines[2:4]] == ["['ORG'", "['PLACE'"]
    assert [line.split()[-1].count("+user.") for line in lines[2:5]] == [1, 1, 0]
    assert "units.tsv was read before" in lines[5]


def test_the_table_of_terms_and_the_columns_are_true(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "how-to" / "lexicon.md").read_text(encoding="utf-8")
    table = re.search(r"^```\n(term\t.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert table
    path = tmp_path / "terms.tsv"
    path.write_text(table[1], encoding="utf-8")
    assert len(partyie.read_lexicon(path)) == 6
    for name, columns in NEEDED.items():
        assert f"| `{name}` | {', '.join(f'`{column}`' for column in columns)} |" in page
