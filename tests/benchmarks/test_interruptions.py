"""Runs that are stopped at random moments: a small measurement, and its report."""

from __future__ import annotations

import pytest

from partyie.benchmarks.interruption_figures import InterruptionFigures, StopPoint, format_interruptions
from partyie.benchmarks.interruptions import measure_interruptions
from partyie.errors import InputError


@pytest.mark.slow
def test_stopped_runs_end_as_one() -> None:
    figures = measure_interruptions(["荥阳市委书记宋书杰到任。" * 50], stops=2)
    assert figures.stopped == 2
    assert figures.runs >= 1
    assert figures.sound


def test_what_is_lost_is_told() -> None:
    kept = StopPoint().and_one(valid=True, half=True, empty=False)
    figures = InterruptionFigures(documents=3, seed=0, runs=1, same=1, stops={"SIGKILL, 1 process": kept})
    assert figures.sound
    assert "| SIGKILL, 1 process | 1 | 1 | 1 | 0 |" in format_interruptions(figures)
    assert not figures.model_copy(update={"same": 0}).sound
    assert not figures.model_copy(update={"stops": {"SIGTERM, 1 process": kept}}).sound


def test_nothing_to_stop_is_refused() -> None:
    with pytest.raises(InputError, match="at least one stop"):
        measure_interruptions(["市委"], stops=0)
