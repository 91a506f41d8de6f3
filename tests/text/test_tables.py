"""The tables of the text layer: readable, and what their scripts make."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from partyie.text import tables
from partyie.text.tables import read_rows


@pytest.mark.parametrize("name", ["pairs.tsv.gz", "surnames.tsv", "script.tsv", "radicals.tsv"])
def test_tables_are_read_whole(name: str) -> None:
    rows = read_rows(name)
    key = next(iter(rows[0]))
    assert len({row[key] for row in rows}) == len(rows) > 30


def test_a_row_with_a_field_too_few_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.tsv").write_text("# note\na\tb\n1\t2\n3\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(ValueError, match="shorter"):
        read_rows("bad.tsv")


def script(root: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, root / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_surnames_are_what_their_script_makes(root: Path, shared: Path) -> None:
    made = script(root, "build_text_surnames")
    assert made.table(shared) == made.TARGET.read_text("utf-8")


@pytest.mark.slow
def test_the_pairs_are_what_their_script_makes(root: Path, shared: Path) -> None:
    made = script(root, "build_text_pairs")
    assert made.table(shared) == gzip.decompress(made.TARGET.read_bytes()).decode("utf-8")
