"""What a run of the laws writes: rows of all laws, as JSON and as a page; the committed ones are of laws that exist."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from laws_report import Law, write_report

HERE = Path(__file__).parent
COMMITTED = HERE.parents[1] / "benchmarks" / "results" / "laws.json"


def test_rows_of_other_laws_are_kept(tmp_path: Path) -> None:
    write_report(tmp_path, {"a.test_one": Law("One | two.", 1200, 1, 2.25, {"seed 000": 7})})
    write_report(tmp_path, {"a.test_two": Law("Two\n    lines.", 3)})
    rows = json.loads((tmp_path / "laws.json").read_text("utf-8"))
    assert {name: (row["examples"], row["failures"]) for name, row in rows.items()} == {
        "a.test_one": (1200, 1),
        "a.test_two": (3, 0),
    }
    page = (tmp_path / "laws.md").read_text("utf-8")
    assert "| One \\| two. | 1,200 | 1 | 2.2 |\n| Two lines. | 3 | 0 | 0.0 |\n| together | 1,203 | 1 |" in page
    assert "| seed 000 | 7 |" in page


def test_committed_rows_are_of_laws_that_exist_and_hold() -> None:
    rows = json.loads(COMMITTED.read_text("utf-8"))
    statements = {
        f"{path.stem}.{node.name}": " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
        for path in HERE.glob("test_law_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert {name: row["statement"] for name, row in rows.items()} == statements
    assert all(row["examples"] and not row["failures"] for row in rows.values())
