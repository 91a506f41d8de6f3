"""A disk that is full at any place: what was there stays, or whole lines do; nothing lies beside, and it is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cli_processes import write_texts
from typer.testing import CliRunner, Result

from partyie.cli import app
from partyie.cli.interruption import Interruption
from partyie.cli.output_formats import OUTPUTS, OutputFormat
from partyie.cli.outputs import Ledger, WritingError
from partyie.formats.jsonl import format_line
from partyie.pipeline.stream import Line
from partyie.records import Failure, FailureReason

resource = pytest.importorskip("resource", reason="Unix's")

PLACES = (0, 1, 700, 2500)  # bytes of a file for which there is room


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may grow beyond; the limit stands for the disk's."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_pipeline: Any) -> Path:
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    return write_texts(tmp_path / "in", 12)


@pytest.mark.parametrize("size", PLACES)
@pytest.mark.parametrize("output", ["out.jsonl", "out.html"])
def test_extract(tmp_path: Path, output: str, size: int) -> None:
    run("extract", "in/000.txt", "-o", output)
    before = (tmp_path / output).read_bytes()
    with room_for(size):
        result = run("extract", "in", "-o", output)
    assert result.exit_code == 1
    assert f"partyie: can't write {output}: file too large; " in result.stderr
    left = (tmp_path / output).read_bytes()
    if output.endswith("html"):
        assert left == before
    else:
        assert left == b"" or left.endswith(b"\n")
        assert len(left) <= size
        assert run("extract", "in", "-o", output, "--resume").exit_code == 1
        run("extract", "in", "-o", "whole.jsonl")
        assert (tmp_path / output).read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("size", [0, 100])
@pytest.mark.parametrize("target", ["jsonl", "docbin", "html", "label-studio", "gold-json"])
def test_convert(tmp_path: Path, target: str, size: int) -> None:
    run("extract", "in", "-o", "in.jsonl")
    with room_for(size):
        result = run("convert", "in.jsonl", "--to", target, "-o", "out")
    assert result.exit_code == 1
    assert "file too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.glob(".*"))
    assert not (tmp_path / "out").is_file()


def test_the_folder_of_the_output_vanishes(tmp_path: Path) -> None:
    """What was written beside is gone, and it is told."""
    result = run("extract", "in", "-o", "nowhere/out.html")
    assert result.exit_code == 2
    assert "can't write nowhere/out.html: No such file or directory" in result.stderr


@pytest.mark.parametrize("format", [OutputFormat.JSONL, OutputFormat.CSV])
def test_an_output_that_is_removed_meanwhile_is_told(tmp_path: Path, format: OutputFormat) -> None:
    """The system goes on writing into what has no name any more."""
    folder = tmp_path / "out"
    folder.mkdir()
    failed = Failure(source="a.txt", error=FailureReason(kind="missing", message="gone"))

    def results() -> Iterator[Any]:
        yield Line(format_line(failed), 0, failed) if format is OutputFormat.JSONL else failed
        shutil.rmtree(folder)

    output = OUTPUTS[format](folder / "out.jsonl" if format is OutputFormat.JSONL else folder)
    with Interruption() as interruption, pytest.raises(WritingError, match="it was removed while it was written"):
        output.write(results(), Ledger(interruption))
