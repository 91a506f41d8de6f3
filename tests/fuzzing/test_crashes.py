"""Inputs that once were faults, each in the folder of its target: none is one any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import TARGETS

CRASHES = Path(__file__).parents[1] / "data" / "crashes"
INPUTS = sorted(path for path in CRASHES.glob("*/*") if path.is_file())


def test_there_are_crashes_to_replay() -> None:
    """The folder is where it is looked for, and every folder in it is a target's."""
    assert len(INPUTS) > 10
    assert {path.parent.name for path in INPUTS} <= TARGETS.keys()


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_is_no_fault_any_more(path: Path) -> None:
    TARGETS[path.parent.name].run(path.read_bytes())
