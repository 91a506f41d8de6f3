"""The types of the public interface as a user's strict mypy sees them, on the installed package."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import partyie

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "typing"
EXPECTED = re.compile(r"# ([ER]): (.+)$")
TOLD = re.compile(r'^([\w.]+):(\d+): (?:error: .*\[([\w-]+)\]|note: Revealed type is "(.*)")$')
Line = tuple[str, int, str]


def expected() -> set[Line]:
    """File, line, and the code or type that stands behind it in a comment."""
    return {
        (path.name, number, one)
        for path in FOLDER.glob("*ed.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := EXPECTED.search(line))
        for one in (found[2].split(", ") if found[1] == "E" else [found[2]])
    }


@pytest.mark.slow
@pytest.mark.skipif(Path(partyie.__file__).parent == ROOT / "partyie", reason="mypy doesn't see editable installations")
def test_a_strict_mypy_accepts_and_rejects_what_it_should(tmp_path: Path) -> None:
    """Elsewhere, so that what is checked is the installed package; a user has neither our settings nor our plugins."""
    files = [tmp_path / path.name for path in sorted(FOLDER.glob("*ed.py"))]
    for path in files:
        path.write_text((FOLDER / path.name).read_text(encoding="utf-8"), encoding="utf-8")
    command = [
        "-m",
        "mypy",
        "--strict",
        "--no-color-output",
        "--no-error-summary",
        "--hide-error-context",
        *(path.name for path in files),
    ]
    done = subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, timeout=600)
    lines = [line for line in done.stdout.splitlines() if ": note: " not in line or "Revealed" in line]
    told = {(found[1], int(found[2]), found[3] or found[4]) for line in lines if (found := TOLD.match(line))}
    assert len(lines) == len([line for line in lines if TOLD.match(line)]), done.stdout + done.stderr
    assert told == expected(), done.stdout + done.stderr
