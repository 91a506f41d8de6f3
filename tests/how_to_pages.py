"""Pages of documentation: their blocks of code, and how a reader would run them from top to bottom.

sybil, pytest-examples and mktestdocs find and run Python, but these pages also hold commands, what both print, files and
JSON, and lie outside the folder that pytest collects; so blocks are found by a Markdown parser and run here.

What a page may say to its tests, in a comment on the line before a block:

    <!-- not run: REASON -->     a block that can't run in a test
    <!-- file: NAME -->          a block that the reader saves under a name
"""

from __future__ import annotations

import contextlib
import glob
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from typer.testing import CliRunner

from partyie.cli import app

COMMENT = re.compile(r"<!-- (not run|file): (.+?) -->\s*$")
SHELL_SIGNS = re.compile(r"[|<>&;$`(){}]")
ANY_LINES = "…"  # a line of an output that stands for any lines


@dataclass(frozen=True)
class Block:
    """One fenced block.

    Attributes:
        language: First word of its info string: ``python``, ``sh``, ``text`` (what the block before it prints),
            ``json``, ``toml``; nothing for a picture or notation.
        code: Its lines.
        line: Number of its first line in the page, from 0.
        reason: Why it isn't run, or nothing.
        file: The name that it is saved under, or nothing.
    """

    language: str
    code: str
    line: int
    reason: str = ""
    file: str = ""


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page, in order."""
    found = []
    said: dict[str, str] = {}
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence":
            assert token.map is not None
            language = (token.info.split() or [""])[0]
            found.append(
                Block(language, token.content, token.map[0] + 1, said.get("not run", ""), said.get("file", ""))
            )
        match = COMMENT.search(token.content) if token.type == "html_block" else None
        said = {match[1]: match[2]} if match else {}
    return found


def code_blocks(page: Path) -> list[str]:
    """Every block of Python of a page, in order."""
    return [block.code for block in blocks(page) if block.language == "python"]


@dataclass
class Reader:
    """Someone who does what a page says, in the current folder, from top to bottom.

    Attributes:
        names: What the page's Python has defined so far.
        told: What the last block that was run printed.
    """

    names: dict[str, Any] = field(default_factory=dict)
    told: str | None = None

    def follow(self, page: Path) -> None:
        """Run every block of a page; an error says in which line of the page."""
        for block in blocks(page):
            try:
                self.do(block)
            except Exception as error:
                error.add_note(f"{page}, line {block.line + 1}")
                raise

    def do(self, block: Block) -> None:
        """Run, save, compare or parse one block."""
        if block.file:
            Path(block.file).parent.mkdir(parents=True, exist_ok=True)
            Path(block.file).write_text(block.code, encoding="utf-8")
        elif block.reason:
            self.told = None
        elif block.language == "python":
            self.told = self.run_python(block)
        elif block.language == "sh":
            self.told = "".join(map(run_line, shell_lines(block.code)))
        elif block.language == "text":
            assert self.told is not None, "an output, and nothing was run before it"
            assert fits(self.told, block.code), f"expected\n{block.code}\nprinted\n{self.told}"
        elif block.language == "json":
            json.loads(block.code)
        elif block.language == "toml":
            tomllib.loads(block.code)
        else:
            assert not block.language, f"nobody knows how to run {block.language}"

    def run_python(self, block: Block) -> str:
        """Run a block among the names of those before it; return what it prints."""
        told = io.StringIO()
        self.names.setdefault("__name__", "__main__")
        with contextlib.redirect_stdout(told):
            exec(compile("\n" * block.line + block.code, "page", "exec"), self.names)
        return told.getvalue()


def shell_lines(code: str) -> list[str]:
    """The commands of a block; one that ends in a backslash goes on in the next line."""
    lines = code.replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def run_line(line: str) -> str:
    """Run one command; return what it prints on standard output.

    ``partyie …`` runs in this process, which saves seconds a command; what needs a shell gets one.

    Raises:
        AssertionError: It ends with another exit code than 0.
    """
    name, *words = shlex.split(line, comments=True)
    if name == "partyie" and not SHELL_SIGNS.search(line):
        arguments = [one for word in words for one in sorted(glob.glob(word)) or [word]]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}"
        return result.stdout
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        ["bash", "-c", line],
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def fits(told: str, expected: str) -> bool:
    """Whether what was printed is what the page shows; trailing blanks don't count, a line of ``…`` is any lines."""
    parts = [[]]  # type: list[list[str]]
    for line in expected.rstrip().splitlines():
        if line.strip() == ANY_LINES:
            parts.append([])
        else:
            parts[-1].append(line.rstrip())
    pattern = r"(?:.*\n)*".join(re.escape("".join(f"{line}\n" for line in part)) for part in parts)
    lines = "".join(f"{line.rstrip()}\n" for line in told.rstrip().splitlines())
    return re.fullmatch(pattern, lines) is not None
