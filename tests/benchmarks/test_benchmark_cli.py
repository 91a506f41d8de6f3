"""``partyie benchmark``: what it prints, writes, refuses and exits with."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from partyie.benchmarks import cli, cli_gate, readings
from partyie.benchmarks.report import read_json
from partyie.benchmarks.tenures import extraction_with_tenures
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.inline import format_inline
from partyie.formats.jsonl import format_line
from partyie.records import Extraction

Extractor = Callable[[list[GoldDocument]], list[Extraction]]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def extracting(monkeypatch: pytest.MonkeyPatch) -> Callable[[Extractor], None]:
    """Let the command line find what a function gives for each document, however it reads."""

    def extracting(extract: Extractor) -> None:
        for way in ("extracted", "extracted_by_rules", "extracted_by_folds"):
            monkeypatch.setattr(readings, way, extract)

    return extracting


def perfect(documents: list[GoldDocument]) -> list[Extraction]:
    return [extraction_from_gold(document) for document in documents]


def test_accuracy_of_predictions_in_a_file(
    written: list[GoldDocument], damage: Callable[[GoldDocument, int], Extraction], tmp_path: Path
) -> None:
    gold, lines = tmp_path / "mine", tmp_path / "predictions.jsonl"
    gold.mkdir()
    for document in written[:3]:
        (gold / f"{document.name}.tagged").write_bytes(format_inline(document).encode("utf-8"))
    lines.write_bytes(b"".join(format_line(damage(document, 1)) for document in written[:3]))
    json, markdown, errors = tmp_path / "a.json", tmp_path / "a.md", tmp_path / "errors.tsv"
    outputs = ("--json", json, "--markdown", markdown, "--errors", errors)
    result = run("accuracy", "--gold", gold, "--predictions", lines, *outputs)
    assert result.exit_code == 0, result.output
    figures = read_json(json.read_text(encoding="utf-8"))["mine"]
    assert set(figures.documents) == {"G01", "G02", "G03"}
    assert f"**{figures.counts['span'].f1:.4f}**" in result.output
    assert markdown.read_text(encoding="utf-8").strip() == result.output.strip()
    assert errors.read_text(encoding="utf-8").startswith(
        "document\tkind\tstart\tshown\texpected\tpredicted\trule\nG01\t"
    )


def test_accuracy_measures_every_packaged_split(extracting: Callable[[Extractor], None]) -> None:
    extracting(perfect)
    result = run("accuracy")
    assert "|  | training | extra | written | heldout |" in result.output
    assert "| documents | 70 | 40 | 16 | 28 |" in result.output


def test_accuracy_beside_an_earlier_day(
    damage: Callable[[GoldDocument, int], Extraction], extracting: Callable[[Extractor], None], tmp_path: Path
) -> None:
    """What was damaged then and is right now stands there, with the exit code of a report."""
    old = tmp_path / "old.json"
    extracting(lambda documents: [damage(document, 1) for document in documents])
    run("accuracy", "--split", "written", "--json", old)
    extracting(perfect)
    result = run("accuracy", "--split", "written", "--compare", old)
    assert result.exit_code == 0, result.output
    assert "## Before → after" in result.output
    mistakes = read_json(old.read_text(encoding="utf-8"))["written"].mistakes
    assert mistakes
    assert f"+ {mistakes[0]}" in result.output.splitlines()
    assert f"{len(mistakes)} decisions on mentions became right:" in result.output


def test_the_gate_of_ones_own_gold(
    damage: Callable[[GoldDocument, int], Extraction],
    extracting: Callable[[Extractor], None],
    written: list[GoldDocument],
    tmp_path: Path,
) -> None:
    """As `docs/how-to/benchmark.md` tells it: a baseline, the gate open, and closed when it has got worse."""
    gold = tmp_path / "gold"
    gold.mkdir()
    for document in written[:6]:
        (gold / f"{document.name}.tagged").write_bytes(format_inline(document).encode("utf-8"))
    options = ("gate", "--gold", gold, "--baseline", tmp_path / "baseline.json", "--no-speed")
    extracting(perfect)
    assert run(*options, "--update").exit_code == 0
    assert run(*options).stdout == "gate: open\n"
    extracting(lambda documents: [damage(document, 1) for document in documents])
    closed = run(*options)
    assert closed.exit_code == cli_gate.GATE_FAILED
    assert "gold: span F1 fell from 1.0000" in closed.stderr


def test_tenures_stand_beside_gold_row_by_row(extracting: Callable[[Extractor], None]) -> None:
    """One is lost, one closed too early; both bureaus that one person heads at once have their row."""

    def damaged(documents: list[GoldDocument]) -> list[Extraction]:
        [whole] = [extraction_with_tenures(document) for document in documents]
        _, second, *rest = whole.tenures
        closed = second.model_copy(update={"end": "1999-12"})
        return [whole.model_copy(update={"tenures": (closed, *rest)})]

    extracting(damaged)
    result = run("tenures", "--split", "written", "--document", "G03")
    rows = [
        line.strip("| ").split(" | ") for line in result.output.splitlines() if line.startswith(("| =", "| -", "| +"))
    ]
    assert [row[0] for row in rows].count("-") == 2
    assert [row[1:5] for row in rows if row[0] == "+"] == [["尉迟向东", "技术员", "1986-08", "1999-12"]]
    assert [row[6] for row in rows if row[2] == "局长"] == ["宣城市商务局", "宣城市招商局"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["accuracy", "--split", "seeds"], "the package holds no split 'seeds'"),
        (["accuracy", "--gold", "."], "no gold here"),
        (["gate", "--no-speed", "--update"], "--update needs --baseline"),
        (["gate", "--no-speed", "--gold", "."], "--gold needs --baseline"),
        (["gate", "--no-speed", "--baseline", "old/other.json"], "old/other.json: no figures of this command"),
        (["accuracy", "--compare", "old/other.json"], "old/other.json: no figures of this command"),
        (["throughput", "--compare", "old/other.json"], "old/other.json: no figures of this command"),
        (["peers", "--peer", "jieba"], "--peer jieba: a peer and its interpreter"),
        (["peers", "--peer", "snownlp=python"], "no peer is named snownlp"),
        (["growth", "--largest", "2 GB"], "no size '2 GB'"),
        (["page", "--results", "."], "no figures here"),
        (["accuracy", "--gold", "nowhere"], "does not exist"),
        (["throughput", "--rounds", "0"], "Invalid value for '--rounds'"),
        (["gate", "--no-speed", "--baseline", "nowhere.json"], "there is no baseline nowhere.json"),
    ],
)
def test_bad_usage_is_refused(
    arguments: list[str],
    said: str,
    extracting: Callable[[Extractor], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit code 2 and a reason."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "other.json").write_text('{"a": 1}', encoding="utf-8")
    extracting(perfect)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())


def test_the_gate_opens_and_closes(
    damage: Callable[[GoldDocument, int], Extraction], extracting: Callable[[Extractor], None], tmp_path: Path
) -> None:
    baseline = tmp_path / "baseline.json"
    extracting(perfect)
    assert run("gate", "--no-speed", "--baseline", baseline, "--update").exit_code == 0
    opened = run("gate", "--no-speed", "--baseline", baseline)
    assert (opened.exit_code, opened.stdout) == (0, "gate: open\n")
    extracting(lambda documents: [damage(document, 1) for document in documents])
    closed = run("gate", "--no-speed", "--baseline", baseline)
    assert (closed.exit_code, closed.stdout) == (1, "gate: closed\n")
    assert "written: span F1 fell from 1.0000" in closed.stderr


def test_the_how_to_names_commands_and_options_that_there_are(root: Path) -> None:
    page = (root / "docs" / "how-to" / "benchmark.md").read_text(encoding="utf-8")
    lines = re.findall(r"^partyie benchmark (.+)$", page, flags=re.MULTILINE)
    assert len(lines) >= 7
    commands = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
    for name, *words in map(shlex.split, lines):
        options = {option for parameter in commands[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, f"{name}: {words}"
