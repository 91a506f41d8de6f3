"""A fall of the speed counts when it shows three times."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from partyie.benchmarks import cli_gate
from partyie.benchmarks.gate import Baseline, slower

BEFORE = Baseline(splits={}, ratio=0.5)


@pytest.mark.parametrize(
    ("ratios", "measured", "fails"),
    [
        ([0.43], 1, False),
        ([0.41, 0.47], 2, False),
        ([0.41, 0.42, 0.44], 3, False),
        ([0.41, 0.42, 0.40], 3, True),
    ],
)
def test_a_fall_is_measured_again(monkeypatch: Any, ratios: list[float], measured: int, fails: bool) -> None:
    left = iter(ratios)
    taken: list[float] = []

    def measure(texts: list[str], rounds: int, *, loads: int) -> Any:
        taken.append(next(left))
        return SimpleNamespace(ratio=taken[-1])

    monkeypatch.setattr(cli_gate, "measure_throughput", measure)
    timed = cli_gate._timed(BEFORE, ["莆田市委"], 5)
    assert len(taken) == measured
    assert bool(list(slower(BEFORE, Baseline(splits={}, ratio=timed.ratio)))) is fails
