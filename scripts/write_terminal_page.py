"""Write what the commands of ``docs/how-to/terminal.md`` print into the page; run it when the output has changed."""

from __future__ import annotations

import re
import shlex
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from partyie.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "terminal.md"
TEXT = re.compile(r"^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SESSION = re.compile(r"^```console\n\$ partyie (?P<command>[^\n]*)\n.*?^```$", re.DOTALL | re.MULTILINE)
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")


def renewed(page: str) -> str:
    """The page with each command's output as it is now; its first block of text is ``notice.txt``."""
    with TemporaryDirectory() as folder, chdir(folder):
        Path("notice.txt").write_text(TEXT.findall(page)[0], encoding="utf-8")
        return SESSION.sub(_session, page)


def _session(block: re.Match[str]) -> str:
    environment = dict.fromkeys(VARIABLES)
    result = CliRunner().invoke(app, shlex.split(block["command"]), env=environment, catch_exceptions=False)
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    return "\n".join(["```console", f"$ partyie {block['command']}", *lines, "```"])


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
