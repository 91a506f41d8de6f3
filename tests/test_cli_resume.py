"""A run that is interrupted, killed or out of room leaves whole lines, and can be gone on with."""

from __future__ import annotations

import json
import os
import resource
import shlex
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_processes import PATIENCE, start, wait_for_lines, write_texts
from typer.testing import CliRunner, Result

from partyie.cli import app
from partyie.formats.jsonl import read_jsonl

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and forked processes")
TEXTS = 60


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "in", TEXTS, "慢张三")


@pytest.fixture
def whole(folder: Path, tmp_path: Path, fake_pipeline: Any) -> bytes:
    """What a run over the folder that nobody interrupts writes."""
    assert run("extract", folder, "-o", tmp_path / "whole.jsonl").exit_code == 1
    return (tmp_path / "whole.jsonl").read_bytes()


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_goes_on_to_the_same_bytes(
    folder: Path, tmp_path: Path, whole: bytes, number: signal.Signals, jobs: str
) -> None:
    output = tmp_path / "out.jsonl"
    arguments = ["extract", str(folder), "-o", str(output), "--jobs", jobs]
    process = start(*arguments)
    wait_for_lines(output, 2)
    process.send_signal(number)
    _, told = process.communicate(timeout=PATIENCE)
    written = output.read_bytes()
    assert process.returncode == 130
    assert written.endswith(b"\n")
    assert whole.startswith(written)
    assert len(written) < len(whole)
    count = written.count(b"\n")
    go_on = shlex.join(["partyie", *arguments, "--resume"])
    assert told.splitlines()[-1] == (
        f"partyie: interrupted: {count} of {TEXTS} inputs are written; go on with: {go_on}"
    )
    again = run(*arguments, "--resume")
    assert again.exit_code == 1
    assert output.read_bytes() == whole


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_goes_on_to_the_same_bytes(folder: Path, tmp_path: Path, whole: bytes, jobs: str) -> None:
    output = tmp_path / "out.jsonl"
    process = start("extract", folder, "-o", output, "--jobs", jobs)
    wait_for_lines(output, 5)
    process.kill()
    process.communicate(timeout=PATIENCE)  # standard error is closed only when the workers have gone, too
    with output.open("ab") as file:
        file.write(whole.splitlines()[output.read_bytes().count(b"\n")][:40])  # as if it had died while writing
    again = run("extract", folder, "-o", output, "--jobs", jobs, "--resume")
    assert "inputs already" in again.stderr
    assert output.read_bytes() == whole


def test_a_run_without_output_begins_and_a_finished_one_is_left_alone(
    folder: Path, tmp_path: Path, whole: bytes, fake_pipeline: Any
) -> None:
    output = tmp_path / "out.jsonl"
    assert run("extract", folder, "-o", output, "--resume").exit_code == 1
    assert output.read_bytes() == whole
    fake_pipeline.seen.clear()
    again = run("extract", folder, "-o", output, "--resume")
    assert (again.exit_code, output.read_bytes()) == (1, whole)
    assert len(fake_pipeline.seen) == 1  # the last text, read again to see that it is the same run
    assert again.stderr == f"partyie: {output} holds 60 of 60 inputs already, 9 of them failed\n"


def cut(output: Path, whole: bytes, lines: int) -> None:
    output.write_bytes(b"".join(whole.splitlines(keepends=True)[:lines]))


def test_failures_are_kept(folder: Path, tmp_path: Path, whole: bytes) -> None:
    """What failed then stays a Failure, so that the result is that of one run; remove its line and what follows else."""
    output = tmp_path / "out.jsonl"
    cut(output, whole, 5)
    (folder / "003.txt").write_text("张三", encoding="utf-8")
    run("extract", folder, "-o", output, "--resume")
    assert output.read_bytes() == whole


def change_version(line: dict[str, Any]) -> None:
    line["version"]["model"] = "lg"


def change_source(line: dict[str, Any]) -> None:
    line["source"] = "other.txt"


def change_text(line: dict[str, Any]) -> None:
    line["text_sha256"] = "0" * 64


def change_dates(line: dict[str, Any]) -> None:
    line["document"]["date"] = "2021-01-01"


def break_line(line: dict[str, Any]) -> None:
    line.clear()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (change_version, "was made by partyie 0, model lg, lexicon 0; this is partyie 0, model fake, lexicon 0"),
        (change_source, "line 3 of {output} is of other.txt, where the inputs now have {folder}/002.txt"),
        (change_text, "{folder}/002.txt has changed since it was read into {output}"),
        (change_dates, "{output} was made with another lexicon, reference date or model file"),
        (break_line, "line 3 of {output} is no result of partyie"),
    ],
)
def test_an_output_of_another_run_is_refused(
    change: Any, message: str, folder: Path, tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    output = tmp_path / "out.jsonl"
    lines = [json.loads(line) for line in whole.splitlines()[:3]]
    change(lines[2])
    made = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    output.write_text(made, encoding="utf-8")
    result = run("extract", folder, "-o", output, "--resume")
    assert result.exit_code == 2
    assert message.format(output=output, folder=folder) in result.stderr
    assert "start anew without --resume" in result.stderr
    assert output.read_text(encoding="utf-8") == made


def test_more_results_than_inputs_are_refused(folder: Path, tmp_path: Path, whole: bytes, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    output = tmp_path / "out.jsonl"
    output.write_bytes(whole)
    result = run("extract", folder / "000.txt", "-o", output, "--resume")
    assert result.exit_code == 2
    assert "holds more results than there are inputs (1)" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [[], ["--format", "csv", "-o", "tables"], ["--format", "html", "-o", "page.html"]],
    ids=["stdout", "csv", "html"],
)
def test_only_json_lines_in_a_file_are_gone_on_with(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    result = run("extract", "a.txt", "--resume", *arguments)
    assert result.exit_code == 2
    assert "only JSON Lines in a file can be gone on with: -o OUT.jsonl" in result.stderr


@posix
def test_a_full_disk_leaves_whole_lines(tmp_path: Path, fake_pipeline: Any) -> None:
    """The limit on a file's size stands for the disk's."""
    folder, output = write_texts(tmp_path / "in", 20), tmp_path / "out.jsonl"
    process = start(
        "extract", folder, "-o", output, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    )
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    written = list(read_jsonl(output.read_bytes().splitlines(keepends=True)))
    assert len(written) >= 2
    assert f"partyie: can't write {output}: file too large; {len(written)} of 20 inputs are written; go on" in told


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux's")
def test_a_full_standard_output_is_told(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "in", 3)
    with open("/dev/full", "wb") as full:
        process = start("extract", folder, stdout=full)
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert told == (
        "partyie: can't write standard output: no space left on device; 0 of 3 inputs are written; "
        "only JSON Lines in a file (-o OUT.jsonl) can be gone on with\n"
    )


@posix
def test_a_reader_that_leaves_is_told(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "in", 5)
    reading, writing = os.pipe()
    os.close(reading)
    process = start("extract", folder, stdout=writing)
    os.close(writing)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert told.startswith("partyie: can't write standard output: broken pipe; 0 of 5 inputs are written; only")
    assert len(told.splitlines()) == 1


@posix
@pytest.mark.parametrize(
    ("arguments", "begun", "said"),
    [
        (["--format", "csv", "-o", "out"], "out/documents.csv", "of 60 inputs are written; only JSON Lines"),
        (
            ["-o", "out.html"],
            ".out.html.unfinished",
            "inputs were read, nothing is written, and out.html is as it was;",
        ),
    ],
)
def test_other_formats_say_that_they_cannot_be_gone_on_with(
    folder: Path, tmp_path: Path, arguments: list[str], begun: str, said: str
) -> None:
    process = start("extract", folder, *arguments, cwd=tmp_path)
    while not (tmp_path / begun).exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert said in told
    assert not list(tmp_path.glob("*.html")) + list(tmp_path.glob(".*"))


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux's")
@pytest.mark.parametrize("arguments", [["show", "in", "--color"], ["schema"]])
def test_every_command_tells_a_full_standard_output(tmp_path: Path, arguments: list[str]) -> None:
    write_texts(tmp_path / "in", 1)
    with open("/dev/full", "wb") as full:
        process = start(*arguments, stdout=full, cwd=tmp_path)
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert told == "partyie: can't write standard output: no space left on device\n"


@posix
@pytest.mark.parametrize("command", ["extract", "show"])
def test_a_closed_standard_output_is_told(tmp_path: Path, command: str) -> None:
    write_texts(tmp_path / "in", 1)
    process = start(command, "in", cwd=tmp_path, preexec_fn=lambda: os.close(1))
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert told.startswith("partyie: can't write standard output: it is closed")
    assert len(told.splitlines()) == 1


def test_a_file_that_is_no_output_is_left_as_it_is(folder: Path, tmp_path: Path, fake_pipeline: Any) -> None:
    note = tmp_path / "note.txt"
    note.write_text("a note without an end of line", encoding="utf-8")
    result = run("extract", folder, "-o", note, "--resume")
    assert result.exit_code == 2
    assert "no result of partyie" in result.stderr
    assert note.read_text(encoding="utf-8") == "a note without an end of line"
