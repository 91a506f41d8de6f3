"""The segmenter's tables on disk are those that its weights give."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from partyie.errors import ModelError
from partyie.models import segmenter_path
from partyie.tokenizer import model_files
from partyie.tokenizer.checksums import SUMS, write_sums
from partyie.tokenizer.model_files import draw_tables, read_features
from partyie.tokenizer.table_files import NUMBERS, WEIGHTS, read_tables, write_tables

FILES = ("weights.npz", NUMBERS, WEIGHTS, SUMS)


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(segmenter_path() / name, tmp_path)
    return tmp_path


def test_the_shipped_tables_are_those_of_the_weights():
    kept, drawn = read_tables(segmenter_path()), draw_tables(segmenter_path())
    assert kept is not None, "the tables are outdated: run scripts/pack_tables.py"
    for name in ("numbers", "bias", "characters", "transitions"):
        assert np.array_equal(getattr(kept, name), getattr(drawn, name)), name
    for ours, theirs in zip(kept.levels, drawn.levels, strict=True):
        assert ours.places == theirs.places
        assert all(
            np.array_equal(getattr(ours, name), getattr(theirs, name)) for name in ("keys", "weights", "goes_on")
        )


def test_tables_of_other_weights_are_passed_over(folder):
    with np.load(folder / "weights.npz") as arrays:
        changed = {name: arrays[name] for name in arrays.files}
    changed["w"] = changed["w"] + 1
    np.savez_compressed(folder / "weights.npz", **changed)
    write_sums(folder)
    assert read_tables(folder) is None
    assert np.array_equal(read_features(folder).bias, draw_tables(segmenter_path()).bias + 1)


def test_without_tables_they_are_drawn(folder, monkeypatch):
    (folder / WEIGHTS).unlink()
    monkeypatch.setattr(model_files, "draw_tables", lambda folder: "drawn")
    assert read_features(folder) == "drawn"


def test_what_is_written_is_read(folder):
    tables = read_features(folder)
    text = "市委书记赴北京调研，共123人。"
    before = tables.scores(text)
    write_tables(tables, folder)
    assert np.array_equal(read_features(folder).scores(text), before)


@pytest.mark.parametrize("name", [NUMBERS, WEIGHTS])
def test_a_damaged_file_is_refused(folder, name):
    (folder / name).write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(ModelError, match=folder.name):
        read_features(folder)


def test_files_that_do_not_belong_together_are_refused(folder):
    np.save(folder / WEIGHTS, np.load(folder / WEIGHTS)[:-1])
    write_sums(folder)
    with pytest.raises(
        ModelError, match=r"tables\.npy has weights of shape \(\d+, 5\), tables\.npz speaks of \d+ rows"
    ):
        read_features(folder)
