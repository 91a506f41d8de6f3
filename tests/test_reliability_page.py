"""The page on reliability shows the committed figures, and they are good enough."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from partyie.benchmarks.ceilings import Ceilings

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_reliability", ROOT / "scripts" / "write_reliability.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(name: str) -> Any:
    return json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))


def test_the_table_is_of_the_committed_figures(script: ModuleType) -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert page == script.renewed(page), "run scripts/write_reliability.py"


def test_a_changed_figure_changes_the_page(script: ModuleType, tmp_path: Path) -> None:
    for path in RESULTS.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = {**figures("fuzz"), "executions": 7}
    (tmp_path / "fuzz.json").write_text(json.dumps(changed), encoding="utf-8")
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert "| 7 executions, 0 faults |" in script.renewed(page, tmp_path)


def test_no_law_failed_and_none_was_left_untried() -> None:
    laws = figures("laws").values()
    assert all(law["failures"] == 0 and law["examples"] > 0 for law in laws)


def test_a_million_executions_and_no_fault() -> None:
    assert figures("fuzz")["executions"] >= 1_000_000
    assert figures("fuzz")["faults"] == 0


def test_whole_documents_are_never_read_as_another_text() -> None:
    whole = [sizes["whole"] for sizes in figures("encodings")["read"].values()]
    assert sum(one["wrong"] for one in whole) == sum(one["refused"] for one in whole) == 0


def test_stopped_and_killed_runs_lost_nothing() -> None:
    stops, ways = figures("interruptions"), figures("concurrency")["ways"]
    assert all(one["valid"] == one["stops"] for one in stops["stops"].values())
    assert stops["same"] == stops["runs"] > 0
    assert not [way["way"] for way in ways if way["different"]]


def test_noise_of_each_kind_keeps_95_percent() -> None:
    for kinds in figures("noise")["splits"].values():
        assert min(kind["kept"] / kind["found"] for name, kind in kinds.items() if name != "together") >= 0.95


def test_no_pattern_grows_and_hostile_text_costs_a_few_times_the_ordinary() -> None:
    ceilings = Ceilings.model_validate(figures("ceilings"))
    assert ceilings.patterns is not None and not [one.pattern for one in ceilings.patterns.patterns if one.grows]
    reads = [read for family in ceilings.families.values() for read in family.read]
    assert max(read.ratio for read in reads) < 4
    assert ceilings.line is not None and ceilings.line.read[0].characters > 3_000_000
