"""Timing: rounds interleave, and a fresh process measures the real pipeline."""

from __future__ import annotations

import pytest

from partyie.benchmarks.throughput import ENOUGH, measure_throughput, time_rounds
from partyie.benchmarks.timing import BLOCK
from partyie.errors import InputError


def test_readers_take_turns_block_by_block() -> None:
    """Two short texts are one block, a long one is the next."""
    calls: list[str] = []
    readers = {"one": lambda text: calls.append(f"one {text[0]}"), "two": lambda text: calls.append(f"two {text[0]}")}
    seconds = time_rounds(readers, ["a", "b" * BLOCK, "c" * BLOCK], rounds=2)
    assert calls == ["one a", "one b", "two a", "two b", "one c", "two c"] * 2
    assert {name: len(rounds) for name, rounds in seconds.items()} == {"one": 2, "two": 2}


@pytest.mark.parametrize(("texts", "rounds"), [([], 5), ([""], 5), (["市委"], 0)])
def test_nothing_to_measure_is_refused(texts: list[str], rounds: int) -> None:
    with pytest.raises(InputError, match="at least one round and some text"):
        measure_throughput(texts, rounds)


@pytest.mark.slow
def test_the_pipeline_is_timed_beside_pkuseg() -> None:
    text = "荥阳市委书记宋书杰2021年9月29日到任。\n" * 40
    figures = measure_throughput([text], rounds=1, loads=1)
    assert ENOUGH <= figures.characters < ENOUGH + len(text)
    assert figures.characters % len(text) == 0
    assert figures.ratio == pytest.approx(figures.characters_per_second / figures.pkuseg_per_second, rel=0.01)
    assert figures.ratio_low == figures.ratio == figures.ratio_high
    assert figures.wall_ratio is not None
    assert figures.load_seconds > 0
    assert figures.peak_megabytes > 50
