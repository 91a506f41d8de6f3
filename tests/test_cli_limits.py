"""Limits on the command line: what is refused unread, what is told, and how a run goes on behind it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from partyie.cli import app
from partyie.records import Failure, TooLong
from partyie.text.files import read_file

pytestmark = pytest.mark.usefixtures("fake_pipeline")


def run(*arguments: str | Path, input: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {"a": "张三", "b": "李四" * 30, "c": "张三李四", "d": "书记" * 3, "e": "李四"}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_long_file_fails_in_its_place(folder: Path) -> None:
    result = run("extract", folder, "--max-characters", "4")
    assert result.exit_code == 1
    errors = [json.loads(line).get("error") for line in result.stdout.splitlines()]
    assert [error and (error["kind"], error["allowed"], error["found"]) for error in errors] == [
        None,
        ("too_long", 4, 44),  # by its size
        None,
        ("too_long", 4, 6),
        None,
    ]
    assert errors[1]["message"] == (
        "the input has 180 bytes, so at least 44 code points: the limit is 4 (--max-characters, Limits(characters=…))"
    )
    assert "b.txt: the input has 180 bytes" in result.stderr
    assert "d.txt: the text has 6 code points: the limit is 4" in result.stderr


def test_a_run_goes_on_behind_a_long_file_to_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    settings = ["extract", folder, "-o", out, "--max-characters", "4", "--max-seconds", "100"]
    assert run(*settings).exit_code == 1
    whole = out.read_bytes()
    for kept in range(len(whole.splitlines()) + 1):
        out.write_bytes(b"".join(whole.splitlines(keepends=True)[:kept]) + whole[:9] * (kept < 5))
        assert run(*settings, "--resume").exit_code == 1
        assert out.read_bytes() == whole


def test_with_another_limit_what_was_read_is_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("extract", folder, "-o", out)
    result = run("extract", folder, "-o", out, "--resume", "--max-characters", "1")
    assert result.exit_code == 2
    assert "the limit is 1" in result.stderr.replace("│\n│ ", "")


def test_nought_is_no_limit(folder: Path) -> None:
    assert run("extract", folder, "--max-characters", "0", "--max-seconds", "0").exit_code == 0


@pytest.mark.parametrize("wrong", ["-1", "many", "1.5", "inf"])
def test_a_wrong_number_is_bad_usage(folder: Path, wrong: str) -> None:
    result = run("extract", folder, "--max-characters", wrong)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is no whole number above 0, nor 0 for no limit" in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize("wrong", ["-1", "many", "inf", "nan"])
def test_wrong_seconds_are_bad_usage(folder: Path, wrong: str) -> None:
    assert run("extract", folder, "--max-seconds", wrong).exit_code == 2


@pytest.mark.parametrize("command", [["show"], ["explain", "--at", "0"]])
def test_other_commands_say_so_and_fail(folder: Path, command: list[str]) -> None:
    for name in ("b", "d"):
        result = run(command[0], folder / f"{name}.txt", *command[1:], "--max-characters", "4")
        assert result.exit_code == 1
        assert f"{name}.txt: the " in result.stderr
        assert "the limit is 4 (--max-characters" in result.stderr


class Endless(io.RawIOBase):
    """A stream without end, which counts what is taken of it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = b"\xe5\xb8\x82" * (len(buffer) // 3) + b"a" * (len(buffer) % 3)
        self.taken += len(buffer)
        return len(buffer)


def test_standard_input_is_read_as_far_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    read = read_file("-", 10)
    assert isinstance(read, Failure)
    assert isinstance(read.error, TooLong)
    assert (read.source, read.error.limit, read.error.allowed, read.error.found) == ("-", "characters", 10, 11)
    assert endless.taken < 100_000


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_no_encoding_makes_a_text_within_the_limit_too_long(tmp_path: Path, codec: str) -> None:
    text = "市委书记𠀀" * 8
    (tmp_path / "a.txt").write_bytes(text.encode(codec))
    assert read_file(str(tmp_path / "a.txt"), len(text)) == (str(tmp_path / "a.txt"), text)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """It has a hole for its contents: a terabyte that nobody could read."""
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(2**40)
    read = read_file(str(tmp_path / "a.txt"), 20_000_000)
    assert isinstance(read, Failure)
    assert read.error.message.startswith(
        "the input has 1,099,511,627,776 bytes, so at least 274,877,906,943 code points"
    )


def test_a_limit_beyond_all_memory_sets_none_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    for most in (10**12, 10**30):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO("张三".encode()))))  # type: ignore[arg-type]
        assert read_file("-", most) == ("-", "张三")
