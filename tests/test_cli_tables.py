"""Tables from the command line: where they may go, and what is there after an interruption or on a full disk."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_processes import PATIENCE, start, write_texts
from typer.testing import CliRunner, Result

from partyie.cli import app
from partyie.formats.csv import read_csv
from partyie.formats.duckdb import read_duckdb
from partyie.formats.parquet import read_parquet
from partyie.records import Extraction, Failure

pytest.importorskip("pyarrow", reason="an optional extra: partyie[parquet]")
pytest.importorskip("duckdb", reason="an optional extra: partyie[duckdb]")

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of processes")
READERS = {"csv": read_csv, "parquet": read_parquet, "duckdb": read_duckdb}
every_format = pytest.mark.parametrize("format", READERS)
at_once = pytest.mark.parametrize("format", ["parquet", "duckdb"])
TEXTS = 30


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def read(format: str, path: Path) -> list[Extraction | Failure]:
    return list(READERS[format](path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "in", TEXTS, "慢张三")


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch, fake_pipeline: Any) -> None:
    """Messages on one line; the pipeline's findings don't matter here."""
    monkeypatch.setenv("COLUMNS", "300")


@every_format
def test_every_input_is_in_the_tables(folder: Path, tmp_path: Path, format: str) -> None:
    """In order, failures too, and the output lying among the inputs is never read."""
    output = folder / "out"
    for _ in range(2):
        assert run("extract", folder, "--format", format, "-o", output).exit_code == 1
        items = read(format, output)
        assert [item.source for item in items] == [str(folder / f"{n:03}.txt") for n in range(TEXTS)]
        assert [isinstance(item, Failure) for item in items] == [n % 7 == 3 for n in range(TEXTS)]


@posix
@pytest.mark.parametrize(("format", "jobs"), [("csv", "1"), ("parquet", "2"), ("duckdb", "1")])
def test_an_interrupted_run_leaves_what_is_whole(folder: Path, tmp_path: Path, format: str, jobs: str) -> None:
    """CSV has the documents so far, the others what was there before; nothing lies beside."""
    output = tmp_path / "out"
    run("extract", folder / "000.txt", "--format", format, "-o", output)
    process = start("extract", folder, "--format", format, "-o", output, "--jobs", jobs)
    while not (begun(tmp_path) or (format == "csv" and (output / "documents.csv").stat().st_size > 800)):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    items = read(format, output)
    last = told.splitlines()[-1]
    if format == "csv":
        assert 1 < len(items) < TEXTS
        assert last.startswith(f"partyie: interrupted: {len(items)} of {TEXTS} inputs are written; only JSON Lines in")
    else:
        assert len(items) == 1
        assert f" of {TEXTS} inputs were read, nothing is written, and {output} is as it was; only JSON Lines" in last
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def begun(folder: Path) -> bool:
    return any(path.name.startswith(".out") for path in folder.iterdir())


@posix
@every_format
def test_a_full_disk_leaves_what_is_whole(folder: Path, tmp_path: Path, format: str) -> None:
    """The limit on a file's size stands for the disk's."""
    output = tmp_path / "out"
    run("extract", folder / "000.txt", "--format", format, "-o", output)
    limit = 1500  # bytes of a file; a database needs more to begin with, and can't be opened
    process = start(
        "extract",
        *(folder, "--format", format, "-o", output),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == (2 if format == "duckdb" else 1)
    assert "can't write" in told
    assert "Traceback" not in told
    items = read(format, output)
    if format == "csv":
        assert f"file too large; {len(items)} of {TEXTS} inputs are written" in told
    assert len(items) == 1 or format == "csv"
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


@at_once
def test_a_missing_library_is_told_before_anything_is_read(
    tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = {"parquet": "pyarrow", "duckdb": "duckdb"}[format]
    monkeypatch.setitem(sys.modules, library, None)
    result = run("extract", "missing.txt", "--format", format, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"need {library}: pip install 'partyie[{format}]'" in result.stderr
    assert "missing.txt" not in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("format", "output", "message"),
    [
        ("jsonl", "new/", "new/ is a folder; jsonl is one file: name it, as new/extractions.jsonl"),
        ("html", "in", "in is a folder; html is one file: name it, as in/extractions.html"),
        ("duckdb", "in", "in is a folder; duckdb is one file: name it, as in/extractions.duckdb"),
        ("duckdb", None, "duckdb is one file: name it, as careers.duckdb"),
        ("duckdb", "in/000.txt", "in/000.txt can't be opened as a DuckDB database"),
        ("parquet", None, "parquet is a folder with a table a family: name the folder"),
        ("parquet", "in/000.txt", "parquet is a folder with a table a family: name the folder"),
        ("parquet", "other", "other would be replaced, but notes.txt in it is no table of partyie"),
        ("csv", "in", "in is also an input"),
        ("csv", "other", "other/persons.csv is no table of partyie: name another folder"),
    ],
)
def test_where_an_output_may_not_go(
    folder: Path, tmp_path: Path, format: str, output: str | None, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").mkdir()
    for name in ("notes.txt", "persons.csv"):
        (tmp_path / "other" / name).write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    result = run("extract", "in", "--format", format, *([] if output is None else ["-o", output]))
    assert result.exit_code == 2
    assert message in result.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


@every_format
def test_tables_cannot_be_gone_on_with(tmp_path: Path, format: str) -> None:
    result = run("extract", "a.txt", "--resume", "--format", format, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "only JSON Lines in a file can be gone on with: -o OUT.jsonl" in result.stderr


def test_what_is_no_trouble_of_the_output_is_not_told_as_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No process can be started: the output is not to blame."""

    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("partyie.cli.extraction.read_file", refuse)
    result = run("extract", folder, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    told = f"partyie: can't go on: resource temporarily unavailable; 0 of {TEXTS} inputs are written; go on with"
    assert result.stderr.startswith(told)
