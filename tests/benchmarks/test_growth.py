"""Growth: a small measurement has every figure, and its report shows them."""

from __future__ import annotations

import pytest

from partyie.benchmarks.growth import measure_growth
from partyie.benchmarks.growth_figures import Growth
from partyie.benchmarks.growth_report import format_growth
from partyie.errors import InputError

TEXT = "荥阳市委书记宋书杰2021年9月29日到任，会见全市三百名干部代表。\n" * 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"largest": "1 KB"}, "no size '1 KB': 10 KB, 100 KB, 1 MB, 10 MB"),
        ({"documents": 9}, "at least 10 documents"),
        ({"rounds": 0}, "at least one round"),
    ],
)
def test_nothing_to_measure_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        measure_growth([TEXT], **options)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_small_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    """All parts, each in processes of their own."""
    monkeypatch.setattr("partyie.benchmarks.growth.STEADY", 10_000)
    told: list[str] = []
    growth = measure_growth([TEXT], largest="10 KB", documents=30, rounds=1, say=told.append)
    assert list(growth.sizes) == ["1 KB", "10 KB"]
    assert [point.documents for point in growth.sizes.values()] == [10, 1]
    assert growth.sizes["10 KB"].ratio.median == 1.0
    assert list(growth.counts) == ["1", "3", "10", "30"]
    assert growth.counts["30"].characters > 30 * 30
    assert growth.memory.peak >= (growth.memory.end or 0)
    assert growth.starts.extract > growth.starts.spacy > 0
    assert growth.starts.load > 0
    assert told[0] == "documents of up to 10 KB, 1 rounds"
    assert Growth.model_validate_json(growth.model_dump_json()) == growth
    shown = format_growth(growth)
    assert "| 10 KB | " in shown
    assert "| 30 | " in shown
    assert "growth over the last nine tenths" in shown
