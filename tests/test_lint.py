"""The house's manners, held by the tests: format, lint, strict types, and commands that say what they do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments: str, cwd: Path = ROOT) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]


def test_format() -> None:
    run("-m", "ruff", "format", "--check", ".")


def test_lint() -> None:
    run("-m", "ruff", "check", ".")


@pytest.mark.slow
def test_types_are_strict(tmp_path: Path) -> None:
    """Of the installed package, all its parts under the names that users import."""
    run("-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "-p", "partyie", cwd=tmp_path)


def commands(path: str) -> list[str]:
    """Lines that make an environment and do something in it."""
    return re.findall(r"^python3\.11 -m venv .+$", (ROOT / path).read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_ci_runs_the_second_command_of_the_readme() -> None:
    _, second = commands("README.md")
    [ci] = commands(".ci/run")
    assert ci.replace(" --quiet", "") == second
