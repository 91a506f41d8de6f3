"""The mutation check's list: what survives is explained, of code as it is, and little enough."""

from __future__ import annotations

import ast
import csv
import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

LEAST = 0.85
NO_REASON = re.compile(r"not looked|no (?:test|second run)|a lack|\?|unknown|don't know|later", re.IGNORECASE)
"""What says only that nobody has found out: such a mutant is to be killed or understood."""
MODULES = [
    module
    for subject in tomllib.loads(Path(__file__).with_name("subjects.toml").read_text("utf-8")).values()
    for module in subject
]
with Path(__file__).with_name("survivors.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None))


@cache
def functions(path: Path) -> dict[str, set[str]]:
    """The lines of each function and method of a module, by its name; ``Class.method`` for a method."""
    source = path.read_text("utf-8")
    lines, tree = source.splitlines(), ast.parse(source)
    named = [(node.name, node) for node in tree.body if isinstance(node, ast.FunctionDef)]
    for owner in tree.body:
        if isinstance(owner, ast.ClassDef):
            named += [(f"{owner.name}.{node.name}", node) for node in owner.body if isinstance(node, ast.FunctionDef)]
    return {name: {line.strip() for line in lines[node.lineno - 1 : node.end_lineno]} for name, node in named}


@pytest.mark.parametrize("module", MODULES)
def test_what_survives_is_code_as_it_is(root: Path, module: str) -> None:
    """A function or line that is gone means that the list is old: ``nox -s mutation -- MODULE``."""
    found = functions(root / module)
    for row in ROWS:
        if row["module"] == module:
            assert set(row["was"].split(" ⏎ ")) <= found.get(row["function"], set()), row
            assert row["was"] != row["becomes"], row


def test_everything_that_survives_has_a_reason() -> None:
    assert [row for row in ROWS if len(row["reason"] or "") < 8 or NO_REASON.search(row["reason"])] == []
    assert {row["module"] for row in ROWS} <= set(MODULES)
    keys = Counter((row["module"], row["function"], row["was"], row["becomes"]) for row in ROWS)
    assert max(keys.values()) == 1


@pytest.mark.parametrize("reason", ["?", "not looked into: no test notices it", "a test was written; no second run"])
def test_what_says_nothing_is_no_reason(reason: str) -> None:
    assert NO_REASON.search(reason)


def test_enough_mutants_are_killed(root: Path) -> None:
    """In every module that was run; and as many survivors are explained as there are."""
    figures = json.loads((root / "benchmarks" / "results" / "mutation.json").read_text("utf-8"))["modules"]
    assert list(figures) == [module for module in MODULES if module in figures]
    explained = Counter(row["module"] for row in ROWS)
    for module, counts in figures.items():
        noticed, alive = counts["killed"] + counts["timeout"], counts["survived"] + counts["no_tests"]
        assert noticed + alive == counts["mutants"] <= counts["possible"]
        assert noticed >= LEAST * counts["mutants"], module
        assert explained[module] == counts["rows"], module
