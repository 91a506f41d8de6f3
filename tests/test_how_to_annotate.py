"""The page on annotating: its commands and its Python run, in order, with the real model."""

from __future__ import annotations

import contextlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from how_to_pages import code_blocks
from typer.testing import CliRunner

from partyie.cli import app
from partyie.formats.gold_checks import check_gold
from partyie.formats.inline import read_inline

TEXTS = {
    "任职.txt": "2021年3月，魏国栋任青川市石桥镇党委书记，路平任镇长。\r\n",
    "公告.txt": "青川市委组织部公告\n任命孟远舟为青川市水利局局长。𠮷田🐱等近500人到会。\n2023年5月8日\n",
}


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def annotate(tasks: Path, export: Path) -> None:
    """Do what an annotator does in Label Studio: in one text take a mention away, and submit both."""
    exported = json.loads(tasks.read_text(encoding="utf-8"))
    for task in exported:
        results = task.pop("predictions")[0]["result"]
        if task["data"]["name"] == "任职":
            gone = next(one["id"] for one in results if one["value"].get("text") == "路平")
            results = [one for one in results if gone not in (one.get("id"), one.get("from_id"), one.get("to_id"))]
        task["annotations"] = [{"result": results, "was_cancelled": False}]
    export.write_text(json.dumps(exported, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="module")
def done(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each command of the page printed, and the folder it ran in."""
    folder = tmp_path_factory.mktemp("annotate")
    (folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (folder / "texts" / name).write_bytes(text.encode())
    told: dict[str, Any] = {"folder": folder}
    with contextlib.chdir(folder):
        for command in commands(root / "docs" / "how-to" / "annotate.md"):
            if "export.json" in command:
                annotate(folder / "tasks.json", folder / "export.json")
            result = CliRunner().invoke(app, command.removeprefix("partyie ").split())
            assert result.exit_code == 0, (command, result.output, result.exception)
            told[command] = result.output
    return told


def test_the_proposal_is_the_extraction(done: dict[str, Any]) -> None:
    """Every mention and value is right."""
    report = done["partyie benchmark accuracy --gold proposal"]
    for measure in ("span", "date span+value", "quantity span+value", "holder", "at"):
        assert re.search(rf"^\| {re.escape(measure)} \| \*\*1\.0000\*\*", report, re.MULTILINE), report


def test_the_correction_shows_in_the_figures(done: dict[str, Any]) -> None:
    """A person taken away is one that is found wrongly."""
    documents = {document.name: document for document in read_inline(done["folder"] / "gold")}
    assert {name: document.text for name, document in documents.items()} == {
        name.removesuffix(".txt"): text for name, text in TEXTS.items()
    }
    assert "路平" not in {span.text for span in documents["任职"].spans}
    for document in documents.values():
        check_gold(document)
    report = done["partyie benchmark accuracy --gold gold"]
    [found] = re.findall(r"^\| span:PERSON \| \*\*([\d.]+)\*\*", report, re.MULTILINE)
    assert 0 < float(found) < 1


def test_what_was_written_for_other_tools_comes_back(done: dict[str, Any], tmp_path: Path) -> None:
    """The same gold as the inline notation has."""
    folder = done["folder"]
    wanted = {path.name: path.read_bytes() for path in (folder / "proposal").iterdir()}
    for name in ("doccano.jsonl", "brat", "all.conll", "tasks.json"):
        out = tmp_path / name
        result = CliRunner().invoke(app, ["convert", str(folder / name), "--to", "inline", "-o", str(out)])
        assert (result.exit_code, result.output) == (0, "")
        assert {path.name: path.read_bytes() for path in out.iterdir()} == wanted


def test_the_python_runs(root: Path, tmp_path: Path) -> None:
    [block] = code_blocks(root / "docs" / "how-to" / "annotate.md")
    told = io.StringIO()
    with contextlib.chdir(tmp_path), contextlib.redirect_stdout(told):
        exec(block, {})
    assert "('PERSON', '魏国栋')" in told.getvalue() and "('POST', '书记')" in told.getvalue()


def test_the_program_has_the_command() -> None:
    command = [sys.executable, "-m", "partyie", "convert", "--formats"]
    listed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
    assert "label-studio: Label Studio's tasks" in listed.splitlines()
