"""Rows of the user's in the shipped tables: read, refused, and used by the grammars of a fresh process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from partyie.errors import InputError, PartyieError, TableError
from partyie.lexicon import extension
from partyie.lexicon.extension import extend_tables
from partyie.lexicon.table import ADDED, DATA, READ

TABLES = {
    "posts.tsv": "title\tgroup\tkind\n# 注释\n片警长\tunit\toffice\n",
    "organ_heads.tsv": "form\tkind\tuse\n督窗\tgovernment\tPB\n",
    "organ_forms.tsv": "form\tstandard\n督窗\t督查窗口\n",
    "units.tsv": "form\tunit\tdimension\tfactor\tbase\n挑子\t挑子\tmass\t50\tkg\n",
    "notes.txt": "no table",
}
SCRIPT = """
import multiprocessing, sys, partyie
from partyie.errors import PartyieError

TEXT = "清水县督窗主任张三、片警长李四到会，群众送来3挑子粮食。"
if __name__ == "__main__":
    assert partyie.extend_tables(sys.argv[1])["posts.tsv"] == 1
    result = partyie.extract(TEXT)
    print([(one.text, one.rule) for one in result.mentions if one.rule.split(".")[0] in ("org", "quantity")])
    print([post.title for post in result.posts], [one.name for one in result.organisations], result.quantities[0].unit)
    print(result.version.lexicon)
    multiprocessing.set_start_method("spawn")
    print(list(partyie.extract_many([TEXT] * 2, n_process=2)) == [result] * 2)
    try:
        partyie.extend_tables(sys.argv[1])
    except PartyieError as error:
        print(error)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = tmp_path / "tables"
    tables.mkdir()
    for name, content in TABLES.items():
        (tables / name).write_text(content, encoding="utf-8")
    return tables


def test_the_grammars_of_a_process_and_of_its_workers_know_the_rows(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, "-P", str(script), str(folder)], capture_output=True, check=True)
    found, posts, version, same, late = done.stdout.decode("utf-8").splitlines()
    assert "('清水县督窗', 'org.division')" in found
    assert "('3挑子', 'quantity.mass')" in found
    assert posts == "['主任', '片警长'] ['清水县督查窗口'] 挑子"
    assert version.startswith("0.1.0+tables.")
    assert same == "True"
    assert "was read before: extend the tables before this process reads its first text" in late


def test_without_rows_nothing_is_added() -> None:
    assert ADDED == {}
    assert (extension.added_rows(), extension.tables_digest()) == ((), "")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("posts.tsv", "title\n片警长\n", "line 1: the header must name title, group, kind, and of id, title"),
        ("posts.tsv", "title\tgroup\tkind\n片警长\tarmy\toffice\n", "line 2: group 'army' is none of enterprise"),
        ("posts.tsv", "title\tgroup\tkind\n片警长\tunit\n", "line 2: no kind"),
        ("organ_heads.tsv", "form\tkind\tuse\n督窗\tgovernment\tPX\n", "line 2: use 'PX' has other letters than"),
        (
            "organ_heads.tsv",
            "form\tkind\tuse\tnot_before\n督窗\tgovernment\tP\t(\n",
            "line 2: not_before .* no pattern",
        ),
        ("organ_forms.tsv", "form\tstandard\n督窗\n", "line 2: no standard"),
        ("units.tsv", "form\tunit\tdimension\tfactor\n挑\t挑\tmass\tx\n", "line 2: Invalid literal for Fraction"),
        ("units.tsv", "form\tunit\tdimension\n挑\t挑\tweight\n", "line 2: dimension 'weight' is none of"),
        ("units.tsv", "form\tunit\tdimension\n挑\t挑\tmass\tx\n", "line 2: 4 cells where the header names 3"),
        ("post_modifiers.tsv", "form\tkind\n见习\trank\n", "the header must name form, kind, heads"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        extend_tables(tmp_path)
    assert ADDED == {}


def test_every_shipped_row_would_be_accepted(tmp_path: Path) -> None:
    """But heads without a use, which only the learnt model reads."""
    for name in extension.MAKERS:
        path = tmp_path / name
        lines = (DATA / name).read_text(encoding="utf-8").split("\n")
        used = [line for line in lines if name != "organ_heads.tsv" or line.split("\t")[2:3] != [""]]
        path.write_text("\n".join(used), encoding="utf-8")
        assert len(extension._read(path)) > 10


def test_folders_without_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        extend_tables(tmp_path / "none")
    with pytest.raises(InputError, match=r"has none of posts\.tsv"):
        extend_tables(tmp_path)


def test_too_late_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extension, "READ", {*READ, "units.tsv"})
    with pytest.raises(PartyieError, match=r"^(.*, )?units\.tsv was read before"):
        extend_tables(folder)
    assert ADDED == {}
