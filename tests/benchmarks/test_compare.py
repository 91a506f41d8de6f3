"""Two days side by side."""

from __future__ import annotations

from collections.abc import Callable

from partyie.benchmarks.accuracy import measure_accuracy
from partyie.benchmarks.compare import compare_accuracies, compare_figures
from partyie.benchmarks.figures import Accuracy, Throughput
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_records import extraction_from_gold
from partyie.records import Extraction

SLOW = Throughput(
    characters=100_000, characters_per_second=20_000, pkuseg_per_second=40_000, segmenter_per_second=400_000,
    ratio=0.5, load_seconds=3.0, peak_megabytes=300.0, rounds=5, machine="some processor",
)  # fmt: skip


def test_figures_stand_side_by_side() -> None:
    """What one of the two lacks is no difference."""
    shown = compare_figures(SLOW, SLOW.model_copy(update={"characters_per_second": 25_000.0, "wall_ratio": 0.4}))
    assert "| characters_per_second | 20,000 | 25,000 | +5,000 | +25.0 |" in shown
    assert "| wall_ratio | – | 0.4 | – | – |" in shown
    assert "| rounds | 5 | 5 | +0 | +0.0 |" in shown


def test_changed_mentions_are_named(
    written: list[GoldDocument], damage: Callable[[GoldDocument, int], Extraction]
) -> None:
    def accuracy(extract: Callable[[GoldDocument], Extraction]) -> dict[str, Accuracy]:
        return {"written": measure_accuracy("written", written[:3], map(extract, written[:3])).figures}

    perfect, damaged = accuracy(extraction_from_gold), accuracy(lambda document: damage(document, 1))
    mistakes = damaged["written"].mistakes
    assert mistakes
    worse, better = compare_accuracies(perfect, damaged), compare_accuracies(damaged, perfect)
    assert f"{len(mistakes)} decisions on mentions became wrong:" in worse
    assert set(mistakes) == {line[2:] for line in worse.splitlines() if line.startswith("- ")}
    assert set(mistakes) == {line[2:] for line in better.splitlines() if line.startswith("+ ")}
    f1 = damaged["written"].counts["span"].f1
    assert f"| span | 1.0000 | {f1:.4f} | {100 * (f1 - 1):+.2f} |" in worse
    assert "0 decisions on mentions became right." in worse


def test_what_was_not_measured_before_is_said(written: list[GoldDocument]) -> None:
    new = measure_accuracy("written", written[:1], map(extraction_from_gold, written[:1])).figures
    assert "written: not measured before." in compare_accuracies({}, {"written": new})
    silent = {"written": new.model_copy(update={"mistakes": None})}
    assert "the old figures don't name their mistakes" in compare_accuracies(silent, {"written": new})
