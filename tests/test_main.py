"""The process ends quickly, but with all its output and the right code."""

from __future__ import annotations

import os
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
    assert subprocess.run([sys.executable, "-c", code], timeout=300).returncode == 1  # there's nowhere to print it


INTERRUPTED_IMPORT = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
sys.meta_path.insert(0, Interrupting())
sys.argv = {arguments!r}
from partyie.__main__ import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("module", ["partyie.records", "partyie.cli", "spacy", "partyie.benchmarks.cli"])
def test_ctrl_c_while_modules_are_imported_ends_quietly(module, tmp_path):
    (tmp_path / "a.txt").write_text("张三", encoding="utf-8")
    command = ["benchmark", "accuracy"] if "bench" in module else ["show", str(tmp_path / "a.txt")]
    code = INTERRUPTED_IMPORT.format(module=module, arguments=["/usr/bin/partyie", *command])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_library_user_keeps_the_own_handler():
    code = "import signal; before = signal.getsignal(2); import partyie; assert signal.getsignal(2) is before"
    assert subprocess.run([sys.executable, "-c", code], timeout=300).returncode == 0


def test_a_missing_library_is_named():
    code = "import sys; sys.modules['typer'] = None; from partyie.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300)
    assert done.returncode == 1
    assert done.stderr.startswith(b"partyie: typer can't be imported")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
@pytest.mark.parametrize("command", [["show"], ["explain", "--at", "0"]])
def test_a_reader_that_leaves_early_sees_no_traceback(command, tmp_path):
    (tmp_path / "a.txt").write_text("莆田市委书记周一川到任。" * 20, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    line = [sys.executable, "-m", "partyie", *command, str(tmp_path / "a.txt")]
    done = subprocess.run(line, stdout=writing, stderr=subprocess.PIPE, timeout=300)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")
