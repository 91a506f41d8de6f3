"""How gold is read for the gate: by rules alone without the model, held-out documents by weights not fitted to them."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

import partyie
from partyie.benchmarks.corpus import PACKAGED
from partyie.benchmarks.readings import (
    extracted_by_folds,
    extracted_by_rules,
    format_folds,
    gate_readings,
    read_folds,
)
from partyie.formats.gold import GoldDocument
from partyie.records import Extraction


def _meta() -> str:
    return (files("partyie.models.ner") / "sm" / "meta.json").read_text(encoding="utf-8")


def test_what_the_model_has_learnt_is_read_by_rules_too() -> None:
    names = [name for name, _, _ in gate_readings({split: [] for split in PACKAGED})]
    assert names == ["training", "training (rules)", "extra", "extra (rules)", "written", "heldout (folds)"]


def test_rules_alone_are_without_the_model(written: list[GoldDocument]) -> None:
    [found] = extracted_by_rules(written[:1])
    assert isinstance(found, Extraction)
    assert found.source == written[0].name
    assert found.version.model == "rules"
    assert not [mention for mention in found.mentions if mention.rule.startswith("model.")]


def test_each_fold_judges_by_its_own_weights(written: list[GoldDocument], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the shipped weights in every fold, users' scores; with none, every candidate is as likely as not."""
    shipped = partyie.extract(written[0].text, source=written[0].name)
    weights = json.loads(_meta())["weights"]
    monkeypatch.setattr("partyie.benchmarks.readings.read_folds", lambda: [weights, {}])
    first, second = extracted_by_folds([written[0], written[0]])
    assert first == shipped
    assert isinstance(second, Extraction)
    assert {mention.score for mention in second.mentions} == {0.5}


def test_folds_are_committed() -> None:
    """Seven, of the signs that the shipped weights have."""
    folds = read_folds()
    assert len(folds) == 7
    assert len({json.dumps(fold, sort_keys=True) for fold in folds}) == 7
    shipped = set(json.loads(_meta())["weights"])
    assert all(set(fold) <= shipped for fold in folds)
    assert all(len(fold) > 0.8 * len(shipped) for fold in folds)


def test_folds_survive_their_file() -> None:
    assert json.loads(format_folds([{"a.b": 1.5}, {}])) == [{"a.b": 1.5}, {}]
