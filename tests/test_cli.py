"""The command line: what it reads, writes, says and returns. The pipeline's findings don't matter here."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import partyie
from partyie.cli import app
from partyie.cli.options import parse_reference_date
from partyie.formats.jsonl import format_schema
from partyie.formats.wrapping import width_of

pytestmark = pytest.mark.usefixtures("fake_pipeline")

TEXT = "市委书记张三到会。\r\n"


def run(*arguments: str | Path, input: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)


def records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the issue: an empty file, a binary one, GB18030, Big5, and one that can't be read."""
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a_empty.txt").write_bytes(b"")
    (folder / "b_binary.dat").write_bytes(b"\x00\x01\x02")
    (folder / "c_gb.txt").write_bytes(TEXT.encode("gb18030"))
    (folder / "deep" / "big5.txt").write_bytes("市委書記張三到會。\r\n".encode("big5"))
    (folder / "e_utf8.txt").write_bytes(TEXT.encode("utf-8-sig"))
    (folder / "f_gone.txt").symlink_to(folder / "nowhere")
    return folder


def test_good_files_are_extracted_and_bad_ones_named(folder: Path) -> None:
    result = run("extract", folder)
    assert result.exit_code == 1
    lines = records(result.stdout)
    assert [os.path.relpath(line["source"], folder) for line in lines] == [
        "a_empty.txt",
        "b_binary.dat",
        "c_gb.txt",
        "deep/big5.txt",
        "e_utf8.txt",
        "f_gone.txt",
    ]
    assert [line["length"] for line in lines if "error" not in line] == [0, 11, 11, 11]
    assert lines[1] == {
        "source": str(folder / "b_binary.dat"),
        "error": {
            "kind": "binary",
            "message": "a NUL byte at 0: binary data; if it is text, convert it to UTF-8 first",
        },
    }
    gone = f"a link to {folder}/nowhere, which isn't there"
    assert lines[5]["error"] == {"kind": "missing", "message": gone}
    assert result.stderr.splitlines() == [
        f"partyie: {folder}/b_binary.dat: a NUL byte at 0: binary data; if it is text, convert it to UTF-8 first",
        f"partyie: {folder}/f_gone.txt: {gone}",
    ]


def test_all_read_is_0(folder: Path) -> None:
    result = run("extract", folder / "c_gb.txt", folder / "a_empty.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line["length"] for line in records(result.stdout)] == [11, 0]


def test_a_missing_path_is_an_input_that_failed(folder: Path) -> None:
    result = run("extract", "missing.txt", folder / "c_gb.txt")
    assert result.exit_code == 1
    assert result.stderr == "partyie: missing.txt: no such file or directory\n"
    assert [line["source"] for line in records(result.stdout)] == ["missing.txt", str(folder / "c_gb.txt")]


def test_a_text_that_breaks_a_rule_fails_alone(tmp_path: Path) -> None:
    for name, text in (("1.txt", "张三"), ("2.txt", "坏"), ("3.txt", "李四")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("extract", tmp_path)
    assert result.exit_code == 1
    assert [line.get("error", {}).get("kind") for line in records(result.stdout)] == [None, "extraction", None]
    assert result.stderr == f"partyie: {tmp_path}/2.txt: ValueError: a rule broke\n"


def test_standard_input_is_a_dash() -> None:
    result = run("extract", "-", input=TEXT.encode("gb18030"))
    [line] = records(result.stdout)
    assert (line["source"], line["length"], result.exit_code) == ("-", 11, 0)


def test_output_goes_to_a_file_that_is_not_its_own_input(folder: Path) -> None:
    output = folder / "out.jsonl"
    output.write_text('{"source":"old"}\n')
    result = run("extract", folder, "-o", output)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(records(output.read_text(encoding="utf-8"))) == 6


@pytest.mark.parametrize(
    ("name", "begins"),
    [("page.HTML", b"<!doctype html>"), ("out.jsonl", b'{"source"'), ("out", b'{"source"'), ("out.txt", b'{"source"')],
)
def test_the_output_is_what_its_name_says(folder: Path, tmp_path: Path, name: str, begins: bytes) -> None:
    assert run("extract", folder / "c_gb.txt", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_several_jobs_write_the_same_bytes(folder: Path) -> None:
    assert run("extract", folder, "--jobs", "2").stdout_bytes == run("extract", folder).stdout_bytes


def test_csv_is_a_folder_and_html_a_page(folder: Path, tmp_path: Path) -> None:
    assert run("extract", folder, "--format", "csv", "-o", tmp_path / "tables").exit_code == 1
    assert len((tmp_path / "tables" / "failures.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
    assert run("extract", folder / "c_gb.txt", "--format", "html", "-o", tmp_path / "page.html").exit_code == 0
    assert "张三" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert run("extract", folder / "c_gb.txt", "--format", "html").stdout.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Missing argument 'PATH'"),
        (["extract", "a.txt", "--wrong"], "No such option"),
        (["extract", "a.txt", "--format", "excel"], "'excel' is none of jsonl, csv, parquet"),
        (["extract", "a.txt", "-o", "out.csv"], "csv is a folder with a table a family: --format csv -o FOLDER"),
        (["extract", "a.txt", "-o", "out.PARQUET"], "parquet is a folder with a table a family"),
        (["extract", "a.txt", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["extract", "a.txt", "--reference-date", "yesterday"], "'yesterday' is no ISO date"),
        (["extract", "a.txt", "--lexicon", "missing.tsv"], "'missing.tsv' does not exist"),
        (["extract", "a.txt", "--format", "csv"], "csv is a folder with a table a family"),
        (["extract", "a.txt", "-o", "."], ". is a folder"),
        (["extract", "a.txt", "-o", "no/such/folder/out"], "can't write no/such/folder/out"),
        (["extract", "a.txt", "--jobs", "x"], "'x' is no whole number from 1 upwards"),
        (["extract", "a.txt", "--reference-date", "2021-13-40"], "month must be in 1..12"),
        (["explain", "a.txt"], "'--at', '--find', '--mention': name one place by one of them"),
        (["explain", "a.txt", "--at", "0", "--find", "张"], "name one place by one of them"),
        (["explain", "a.txt", "--at", "-1"], "'-1' is no whole number from 0 upwards"),
        (["explain", "a.txt", "--at", "2"], "offset 2 is outside the text, which has 2 code points"),
        (["explain", "a.txt", "--find", "李"], "'李' doesn't stand in the text"),
        (["explain", "a.txt", "--find", "张", "--nth", "2"], "'张' stands in the text once: there is no number 2"),
        (["explain", "a.txt", "--mention", "m9"], "the text has no mention 'm9': m1 is the only one"),
        (["show", "a.txt", "--only", "PERSON,CITY"], "'CITY' is no kind of mention: choose from PERSON, POST"),
        (["show", "a.txt", "--width", "wide"], "'wide' is no whole number from 0 upwards"),
        (["doctor", "a.txt"], "unexpected extra argument"),
        (["unknown"], "No such command 'unknown'"),
    ],
)
def test_bad_usage_is_2_and_says_what(arguments: list[str], message: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "a.txt").write_text("张三", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_input_is_never_overwritten(folder: Path) -> None:
    before = (folder / "c_gb.txt").read_bytes()
    result = run("extract", folder / "c_gb.txt", "-o", folder / "deep" / ".." / "c_gb.txt")
    assert result.exit_code == 2
    assert "also an input" in result.stderr
    assert (folder / "c_gb.txt").read_bytes() == before


def test_a_file_of_an_input_folder_is_never_overwritten_but_an_output(folder: Path, fake_pipeline: Any) -> None:
    before = (folder / "c_gb.txt").read_bytes()
    result = run("extract", folder, "-o", folder / "c_gb.txt")
    assert result.exit_code == 2
    assert "also an input" in result.stderr
    assert (folder / "c_gb.txt").read_bytes() == before
    output = folder / "out.jsonl"
    assert {run("extract", folder, "-o", output).exit_code for _ in range(2)} <= {0, 1}
    assert output.read_bytes().startswith(b'{"source":')
    assert (folder / "c_gb.txt").read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Unix's")
@pytest.mark.parametrize("command", [["extract"], ["show"], ["explain", "--at", "0"]])
def test_a_lexicon_that_is_no_file_is_bad_usage(folder: Path, tmp_path: Path, command: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe.tsv")
    (tmp_path / "zero.tsv").symlink_to("/dev/zero")
    for lexicon in (tmp_path / "pipe.tsv", tmp_path / "zero.tsv"):
        result = run(command[0], folder / "c_gb.txt", *command[1:], "--lexicon", lexicon)
        assert (result.exit_code, result.stdout) == (2, "")
        said = "".join(result.stderr.replace("│", "").split())
        assert f"'--lexicon':{lexicon}isnofile,butapipeoradevice:saveitsrowsinafile" in said


def test_a_damaged_lexicon_is_bad_usage(folder: Path, tmp_path: Path, monkeypatch: Any) -> None:
    lexicon = tmp_path / "names.tsv"
    lexicon.write_text("term\tlabel\n七\tBODY\n", encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "200")
    result = run("extract", folder / "c_gb.txt", "--lexicon", lexicon)
    assert result.exit_code == 2
    assert "'--lexicon'" in result.stderr
    assert "line 2: label 'BODY'" in result.stderr


def test_the_reference_date_reaches_the_pipeline(folder: Path, fake_pipeline: Any) -> None:
    run("extract", folder / "c_gb.txt", "--reference-date", "2021-09-29")
    run("extract", folder / "c_gb.txt", "--reference-date", "2021-09-29T08:00")
    assert [reference for _, reference in fake_pipeline.seen] == ["2021-09-29", "2021-09-29T08:00:00"]
    assert str(parse_reference_date("20210929")) == "2021-09-29"


def test_show_prints_text_legend_and_marks(folder: Path) -> None:
    result = run("show", folder / "c_gb.txt")
    assert result.exit_code == 0
    assert "市委书记⟦PERSON#m1|张三⟧到会。" in result.stdout
    assert " PERSON  1" in result.stdout


def test_show_reads_folders_and_standard_input_and_goes_on_after_a_failure(folder: Path) -> None:
    result = run("show", folder)
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith("──")] == [
        f"── {folder}/{name} ──" for name in ("a_empty.txt", "c_gb.txt", "deep/big5.txt", "e_utf8.txt")
    ]
    assert "(the text is empty)" in result.stdout
    assert result.stderr.splitlines()[0].startswith(f"partyie: {folder}/b_binary.dat: a NUL byte")
    assert "⟦PERSON#m1|张三⟧" in run("show", "-", input=TEXT.encode()).stdout


def test_show_goes_on_after_a_text_that_breaks_a_rule(tmp_path: Path) -> None:
    for name, text in (("1.txt", "坏"), ("2.txt", "张三")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("show", tmp_path)
    assert result.exit_code == 1
    assert "⟦PERSON#m1|张三⟧" in result.stdout
    assert result.stderr == f"partyie: {tmp_path}/1.txt: ValueError: a rule broke\n"


def test_show_of_an_empty_folder_says_so(tmp_path: Path) -> None:
    result = run("show", tmp_path)
    assert (result.exit_code, result.stderr) == (0, f"partyie: there are no files in {tmp_path}\n")


@pytest.mark.parametrize(
    ("options", "variables", "coloured"),
    [
        ([], {}, False),
        (["--color"], {}, True),
        (["--color"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_a_choice(
    folder: Path, monkeypatch: Any, options: list[str], variables: dict[str, str], coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    output = CliRunner().invoke(app, ["show", str(folder / "c_gb.txt"), *options], color=True).stdout
    assert ("\x1b[" in output) == coloured
    assert ("⟦PERSON#m1|" in output) == (not coloured)


def test_the_width_is_the_terminals_or_as_asked(folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "32")
    long = folder / "long.txt"
    long.write_text("县委书记" * 20, encoding="utf-8")
    assert f"{'县委书记' * 12}县委\n" in run("show", long).stdout  # a pipe: 100 cells
    assert "县委书记" * 20 in run("show", long, "--width", "0").stdout
    assert f"{'县委书记' * 4}\n{'县委书记' * 4}\n" in run("show", long, "--color").stdout  # for a pager
    assert f"{'县委书记' * 5}\n" in run("show", long, "--width", "40").stdout
    assert "县委书记" * 20 in run("show", long, "--color", "--width", "0").stdout


def test_explain_names_a_folder_as_such(folder: Path) -> None:
    result = run("explain", folder, "--at", "0")
    assert (result.exit_code, result.stderr) == (1, f"partyie: {folder}: is a folder: name one file in it\n")


@pytest.mark.parametrize("command", ["extract", "show", "explain", "doctor", "schema", "benchmark"])
def test_each_help_has_an_example_and_fits_80_cells(command: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = run("--help").stdout if command == "benchmark" else run(command, "--help").stdout
    assert "Example" in text or command == "benchmark"
    assert max(map(width_of, text.splitlines())) <= 80


@pytest.mark.parametrize("command", [["show"], ["explain", "--at", "0"]])
def test_commands_on_one_file_fail_with_its_reason(folder: Path, command: list[str]) -> None:
    result = run(*command, folder / "b_binary.dat")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"partyie: {folder}/b_binary.dat: a NUL byte at 0")


def test_schema_and_version() -> None:
    assert run("schema").stdout == format_schema()
    assert run("--version").stdout == f"partyie {partyie.__version__}\n"


def test_benchmark_commands_are_those_of_the_benchmarks() -> None:
    result = run("benchmark", "--help")
    assert result.exit_code == 0
    assert "accuracy" in result.stdout
    assert run("benchmark", "accuracy", "--no-such-option").exit_code == 2


HELP = """
import sys
from partyie.cli import app
try:
    app(["--help"])
finally:
    sys.stderr.write(" ".join({"spacy", "pandas", "partyie.pipeline", "rich.progress"} & set(sys.modules)))
"""


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert "extract" in done.stdout


def test_the_module_runs_in_a_plain_locale() -> None:
    """In a locale without Chinese, output is UTF-8 all the same."""
    command = [sys.executable, "-m", "partyie", "schema"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=environment)
    assert (done.returncode, done.stdout.decode()) == (0, format_schema())


def test_file_names_that_are_not_utf8(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xb9\xab.txt", "wb") as file:
        file.write(TEXT.encode())
    with open(os.fsencode(tmp_path) + b"/\xce\xc4.txt", "wb") as file:
        file.write(b"\x00")
    result = run("extract", tmp_path)
    assert [line["source"] for line in records(result.stdout)] == [
        f"{tmp_path}/\\xb9\\xab.txt",
        f"{tmp_path}/\\xce\\xc4.txt",
    ]
    assert "\\xce\\xc4.txt: a NUL byte" in result.stderr


def test_a_failure_is_told_in_one_line_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "a\r\npartyie: \x1b[2J.txt").write_bytes(b"\x00")
    result = run("extract", tmp_path)
    [line] = result.stderr.splitlines()
    assert line.startswith(f"partyie: {tmp_path}/a␍␊partyie: ␛[2J.txt: a NUL byte at 0")
    assert [line["source"] for line in records(result.stdout)] == [f"{tmp_path}/a\r\npartyie: \x1b[2J.txt"]


def test_a_reader_that_leaves_early_is_no_error_to_shout_about(folder: Path, monkeypatch: Any) -> None:
    class Closed(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            raise BrokenPipeError(32, "Broken pipe")

    class Stream(io.TextIOWrapper):
        pass

    monkeypatch.setattr(sys, "stdout", Stream(Closed()))  # type: ignore[arg-type]
    with pytest.raises(SystemExit) as left:
        app(["extract", str(folder / "c_gb.txt")])
    assert left.value.code == 1


# What may drive a terminal: control characters of both sets but tab and newline, direction overrides.
DRIVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "x\x1b]0;evil\x07\x1b[31m\x9b31m\u202e\u2066abc"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", HOSTILE],
        ["extract", f"--{HOSTILE}"],
        ["extract", "a.txt", "-o", f"{HOSTILE}/out.jsonl"],
        ["extract", "a.txt", "-o", f"{HOSTILE}.csv"],
        ["extract", "a.txt", "--format", HOSTILE],
        ["extract", "a.txt", "--lexicon", HOSTILE],
        ["extract", "a.txt", "--tables", HOSTILE],
        ["extract", "a.txt", "--jobs", HOSTILE],
        ["extract", "a.txt", "--max-seconds", HOSTILE],
        ["extract", "a.txt", "--reference-date", HOSTILE],
        ["show", HOSTILE],
        ["show", "a.txt", "--only", HOSTILE],
        ["show", "a.txt", "--width", HOSTILE],
        ["explain", HOSTILE, "--at", "0"],
        ["explain", "a.txt", "--find", HOSTILE],
        ["explain", "a.txt", "--mention", HOSTILE],
        ["explain", "a.txt", HOSTILE, "--at", "0"],
        ["convert", HOSTILE, "--to", "jsonl", "-o", "out"],
        ["convert", HOSTILE, "--from", "jsonl", "--to", "jsonl", "-o", "out"],
        ["convert", "a.txt", "--to", HOSTILE, "-o", "out"],
        ["convert", "a.txt", "--from", HOSTILE, "--to", "jsonl", "-o", "out"],
        ["convert", "a.txt", "--from", "jsonl", "--to", "jsonl", "-o", f"{HOSTILE}/out"],
        ["convert", "a.txt", "--to", "jsonl", "-o", "out", "--texts", HOSTILE],
        ["convert", "a.txt", "--to", "jsonl", "-o", "out", "--name", HOSTILE],
        ["doctor", HOSTILE],
        ["benchmark", HOSTILE],
        ["benchmark", f"--{HOSTILE}"],
        [HOSTILE],
        [f"--{HOSTILE}"],
    ],
    ids=lambda arguments: "-".join(arguments).replace(HOSTILE, "X").replace("/", "-"),
)
@pytest.mark.parametrize("plain", [False, True])
def test_what_is_said_of_a_strangers_name_drives_no_terminal(
    arguments: list[str], plain: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if plain:  # as click says it, where typer is told to do without rich
        monkeypatch.setattr("typer.core.HAS_RICH", False)
    Path("a.txt").write_text("张三", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert "abc" in "".join(result.stderr.replace("│", "").split()).lower()
    assert not DRIVING.search(result.stderr)
