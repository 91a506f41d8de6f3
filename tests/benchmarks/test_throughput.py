"""Timing: rounds interleave, and a fresh process measures the real pipeline."""

from __future__ import annotations

import pytest

from partyie.benchmarks.throughput import measure_throughput, peak_megabytes, time_rounds
from partyie.errors import InputError


def test_readers_take_turns() -> None:
    calls: list[str] = []
    readers = {"one": lambda text: calls.append(f"one {text}"), "two": lambda text: calls.append(f"two {text}")}
    seconds = time_rounds(readers, ["a", "b"], rounds=2)
    assert calls == ["one a", "one b", "two a", "two b"] * 2
    assert {name: len(rounds) for name, rounds in seconds.items()} == {"one": 2, "two": 2}


def test_memory_is_in_megabytes() -> None:
    """A Python process holds more than five and less than 16,000 of them."""
    assert 5 < peak_megabytes() < 16_000


@pytest.mark.parametrize(("texts", "rounds"), [([], 5), ([""], 5), (["市委"], 0)])
def test_nothing_to_measure_is_refused(texts: list[str], rounds: int) -> None:
    with pytest.raises(InputError, match="at least one round and some text"):
        measure_throughput(texts, rounds)


@pytest.mark.slow
def test_the_pipeline_is_timed_beside_pkuseg() -> None:
    figures = measure_throughput(["荥阳市委书记宋书杰2021年9月29日到任。\n" * 40], rounds=1)
    assert figures.characters == 23 * 40
    assert figures.ratio == pytest.approx(figures.characters_per_second / figures.pkuseg_per_second, rel=0.01)
    assert figures.load_seconds > 0
    assert figures.peak_megabytes > 50
