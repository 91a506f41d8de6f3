"""The shipped segmentation model: its files, its size, its card."""

from __future__ import annotations

import json

import numpy as np
import pytest
import srsly

import partyie.models
from partyie.errors import ModelError
from partyie.models import segmenter_path

BUDGET = 12_000_000  # bytes on disk


def test_the_model_keeps_to_its_budget():
    assert sum((segmenter_path() / name).stat().st_size for name in ("features.msgpack", "weights.npz")) <= BUDGET


def test_both_files_name_the_same_features():
    index = srsly.read_msgpack(segmenter_path() / "features.msgpack")["feature_to_idx"]
    with np.load(segmenter_path() / "weights.npz", allow_pickle=False) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")[:-1]
        assert list(index.items()) == list(zip(names, range(len(names)), strict=True))
        assert arrays["sizes"].tolist() == [5, len(names)]


def test_the_card_says_what_training_measured():
    card = (segmenter_path() / "README.md").read_text(encoding="utf-8")
    report = json.loads((segmenter_path() / "training.json").read_text(encoding="utf-8"))
    assert f"{report['features']:,}" in card
    for scores in report["scores"].values():
        assert all(f"{score:.4f}" in card for score in scores.values())


def test_the_model_is_as_good_as_promised():
    report = json.loads((segmenter_path() / "training.json").read_text(encoding="utf-8"))
    assert report["scores"]["dev"]["f1"] >= 0.955


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    (tmp_path / "segmenter").mkdir()
    (tmp_path / "segmenter" / "features.msgpack").touch()
    monkeypatch.setattr(partyie.models, "files", lambda package: tmp_path)
    with pytest.raises(ModelError, match=r"weights\.npz is missing"):
        segmenter_path()
