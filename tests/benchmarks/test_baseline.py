"""The gate, held: today's accuracy and speed against the committed baseline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from partyie.benchmarks.corpus import PACKAGED
from partyie.benchmarks.gate import Baseline
from partyie.benchmarks.readings import gate_readings


def test_the_baseline_covers_every_reading_of_every_packaged_split(root: Path) -> None:
    data = (root / "benchmarks" / "results" / "baseline.json").read_text(encoding="utf-8")
    baseline = Baseline.model_validate_json(data)
    assert set(baseline.splits) == {name for name, _, _ in gate_readings({split: [] for split in PACKAGED})}
    assert baseline.ratio is not None


@pytest.mark.slow
def test_nothing_has_become_worse(root: Path) -> None:
    """If it has on purpose, make the baseline anew and say why in the changelog."""
    baseline = root / "benchmarks" / "results" / "baseline.json"
    command = [
        sys.executable,
        "-c",
        "from partyie.cli import main; main()",
        "benchmark",
        "gate",
        "--baseline",
        str(baseline),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=root.parent)
    assert done.returncode == 0, done.stderr[-6000:]
