"""The process ends quickly, but with all its output and the right code."""

from __future__ import annotations

import subprocess
import sys

import pytest

from partyie import __main__
from partyie.formats.jsonl import format_schema


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "partyie", *arguments], capture_output=True, timeout=300)


def test_all_output_arrives():
    done = run("schema")
    assert done.returncode == 0 and done.stdout.decode("utf-8") == format_schema()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [(["extract", "no such file"], 1, b"no such file or directory"), (["extract", "--no-such"], 2, b"No such option")],
)
def test_codes_and_messages_arrive(arguments, code, message):
    done = run(*arguments)
    assert done.returncode == code and message in done.stderr


def test_a_file_is_written_whole(tmp_path):
    (tmp_path / "text.txt").write_text("莆田市委书记周一川到任。" * 2000, encoding="utf-8")
    done = run("extract", str(tmp_path / "text.txt"), "-o", str(tmp_path / "out.jsonl"))
    assert done.returncode == 0 and (tmp_path / "out.jsonl").read_bytes().endswith(b"}\n")


def test_a_message_instead_of_a_code_is_left_to_python(monkeypatch):
    def leave():
        raise SystemExit("why")

    monkeypatch.setattr(__main__, "run", leave)
    with pytest.raises(SystemExit, match="why"):
        __main__.main()


def test_closed_streams_keep_the_code():
    code = "import os, subprocess, sys; os.close(1); os.close(2); sys.exit(subprocess.call([sys.executable, '-m', 'partyie', 'extract', 'no such file']))"
    assert subprocess.run([sys.executable, "-c", code], timeout=300).returncode == 1
    code = code.replace("'extract', 'no such file'", "'--version'")
    assert subprocess.run([sys.executable, "-c", code], timeout=300).returncode == 0
