"""The scorer against an independent one: the same figures from the same predictions."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partyie.benchmarks.accuracy import measure_accuracy
from partyie.benchmarks.corpus import read_gold
from partyie.benchmarks.figures import Accuracy
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_json import format_gold_json
from partyie.formats.jsonl import read_jsonl
from partyie.records import Extraction

DATA = Path(__file__).with_name("data")
# Their name of a row → (ours, their key).
SHARES = {
    "date value | span ok": ("date value | span ok", "ok"),
    "quantity value | span ok": ("quantity | span ok", "ok"),
    "quantity unit | span ok": ("quantity | span ok", "unit"),
    "quantity dimension | span ok": ("quantity | span ok", "dim"),
    "organisation name | span ok": ("org name | span ok", "ok"),
    "status | span ok": ("status | span ok", "ok"),
}
OURS_ONLY = {"member", "tenure", "tenure (dated)"}


def assert_same(ours: Accuracy, theirs: dict[str, Any]) -> None:
    """Every figure that both know."""
    assert ours.misplaced == theirs["offset_bad"]
    for name in ours.counts.keys() - OURS_ONLY:
        row = ours.counts[name]
        got = {"p": row.precision, "r": row.recall, "f": row.f1, "gold": row.gold, "pred": row.predicted}
        assert got == theirs[name], name
    for name, (row_name, key) in SHARES.items():
        assert ours.shares[name].share == theirs[row_name][key], name
    for fact in ("date", "number", "issuer", "title"):
        share, facts = ours.shares[f"document {fact}"], theirs["document facts"]
        assert (share.right, share.total) == (facts.get(f"{fact}.ok", 0), facts.get(f"{fact}.n", 0)), fact
    assert ours.documents == {name: row["f"] for name, row in theirs["documents"].items()}


def test_committed_figures() -> None:
    """Damaged predictions of two small documents, with the figures that the other scorer gave for them."""
    gold = read_gold(DATA / "small")
    predictions = list(read_jsonl((DATA / "small.jsonl").read_bytes().splitlines()))
    theirs = json.loads((DATA / "small.figures.json").read_text(encoding="utf-8"))
    assert_same(measure_accuracy("small", gold, predictions).figures, theirs)


@pytest.mark.parametrize("seed", range(3))
def test_the_other_scorer_agrees(
    written: list[GoldDocument],
    damage: Callable[[GoldDocument, int], Extraction],
    seed: int,
    shared: Path,
    tmp_path: Path,
) -> None:
    """Where the other scorer is at hand, it runs on the same damaged predictions."""
    predictions = [damage(document, seed) for document in written]
    for document in written:
        (tmp_path / f"{document.name}.json").write_text(format_gold_json(document), encoding="utf-8")
    lines = tmp_path / "predictions.jsonl"
    lines.write_text("".join(f"{prediction.model_dump_json()}\n" for prediction in predictions), encoding="utf-8")
    out = tmp_path / "theirs.out"
    score = [sys.executable, str(shared / "tools" / "score.py"), str(tmp_path), str(lines), "--json", str(out)]
    subprocess.run(score, check=True, capture_output=True, timeout=120)
    theirs = json.loads(out.read_text(encoding="utf-8"))
    assert_same(measure_accuracy("written", written, predictions).figures, theirs)
