"""What must hold of the command line: whatever it is given, it ends with one of its exit codes and no traceback."""

from __future__ import annotations

import os
import shutil
import traceback
from functools import cache
from pathlib import Path

from examples import TAGGED, gold_document, records
from reader_laws import workplace
from typer.testing import CliRunner

from partyie.cli import app
from partyie.formats.jsonl import write_jsonl
from partyie.lexicon import extension

EXIT_CODES = (0, 1, 2, 130)
COMMANDS = ("extract", "show", "explain", "convert", "schema")
REFUSED = ("-j", "--j")  # processes: a hundred of them would be started
SHORTEST_ARGUMENTS = 12
TSV = "term\tlabel\tname\n七彩办\tORG\t七彩街办事处\n"


@cache
def template() -> Path:
    """The files that a run finds in its folder."""
    folder = workplace() / "template"
    folder.mkdir()
    (folder / "a.txt").write_text(gold_document().text, encoding="utf-8")
    (folder / "b.txt").write_bytes("县长高峰".encode("gb18030"))
    (folder / "empty.txt").touch()
    (folder / "terms.tsv").write_text(TSV, encoding="utf-8")
    (folder / "gold").mkdir()
    (folder / "gold" / "n.tagged").write_text(TAGGED, encoding="utf-8")
    (folder / os.fsdecode(b"\xb9.txt")).write_text("县委", encoding="utf-8")
    with (folder / "r.jsonl").open("wb") as file:
        write_jsonl(records(), file)
    return folder


def arguments_of(data: bytes) -> tuple[list[str], bytes, bytes]:
    """The arguments, a file's content and the standard input: stretches parted by NUL, of which the last two are these.

    What would lead out of the folder or start processes is taken out.
    """
    *parts, content, given = (b"", b"", *data.split(b"\0"))
    arguments = [os.fsdecode(part.replace(b"/", b"_")) for part in parts if part not in (b"..", b"")]
    return [one for one in arguments if not one.startswith(REFUSED)][:SHORTEST_ARGUMENTS], content, given


def command(data: bytes) -> None:
    """One run of the program in a folder of its own."""
    arguments, content, given = arguments_of(data)
    if not arguments or arguments[0] not in COMMANDS:
        arguments = [COMMANDS[len(data) % len(COMMANDS)], *arguments]
    run_in(fresh_folder(content), arguments, given)


def fresh_folder(content: bytes) -> Path:
    """The folder anew, with one more file."""
    folder = workplace() / "run" / "here"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template(), folder)
    (folder / "x.txt").write_bytes(content)
    return folder


def run_in(folder: Path, arguments: list[str], given: bytes) -> None:
    """Run the command there; its exit code is one of ours, and nothing of Python's is shown."""
    before, added = Path.cwd(), dict(extension.ADDED)
    state = (extension._STATE.rows, extension._STATE.digest)
    os.chdir(folder)
    try:
        result = CliRunner().invoke(app, arguments, input=given, prog_name="partyie")
    finally:
        os.chdir(before)
        extension.ADDED.clear()
        extension.ADDED.update(added)
        extension._STATE.rows, extension._STATE.digest = state
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(
            f"{arguments}: {''.join(traceback.format_exception(result.exception))[-1500:]}"
        ) from result.exception
    assert result.exit_code in EXIT_CODES, (arguments, result.exit_code)
    assert "Traceback (most recent call last)" not in result.output, arguments
