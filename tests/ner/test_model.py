"""A model's folder: read, written, and refused when anything is wrong, with the folder's name."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from tiny_models import LABELS, array_file, model_files, student_arrays, write_files

from partyie.errors import ModelError
from partyie.ner import model as models
from partyie.ner.features import SIZES, character_features
from partyie.ner.model import META, WEIGHTS, find_model, format_meta, model_from, read_model, write_model
from partyie.ner.network import network_from

FILES = model_files(array_file(student_arrays()))
TEXT = "市委书记张三到柳溪村"


def texts(*contents: str):
    return [(text, character_features(text, bytearray(len(text) + 1))) for text in contents]


class TestReading:
    def test_description_and_weights(self):
        model = model_from(FILES)
        assert (model.name, model.labels, model.weights) == ("sm", LABELS, {"test": 1.5})

    def test_it_says_of_each_text_what_its_network_says(self):
        model, network = model_from(FILES), network_from(student_arrays())
        read = list(model.read(texts(TEXT, "", "市")))
        assert [said.logs.shape[0] for said in read] == [len(TEXT), 0, 1]
        assert all(said.labels == LABELS for said in read)
        scores = network.scores(*texts(TEXT)[0])
        assert np.allclose(read[0].logs - read[0].logs[:, :1], scores - scores[:, :1], atol=1e-4)
        assert np.allclose(np.exp(read[0].logs).sum(axis=1), 1, atol=1e-5)

    def test_written_and_read_again_it_is_the_same(self, tmp_path):
        model = read_model(write_files(tmp_path / "first", FILES))
        write_model(model, tmp_path / "second" / "deeper")
        again = read_model(tmp_path / "second" / "deeper")
        assert again.files == model.files == FILES
        [ours], [theirs] = model.read(texts(TEXT)), again.read(texts(TEXT))
        assert np.array_equal(ours.logs, theirs.logs)

    def test_other_files_in_the_folder_are_left_alone(self, tmp_path):
        folder = write_files(tmp_path / "model", FILES | {"README.md": b"card", "notes.txt": b""})
        assert read_model(folder).files == FILES


def described(**meta):
    return model_files(FILES[WEIGHTS], **meta)


class TestRefusal:
    @pytest.mark.parametrize(
        ("files", "message"),
        [
            ({}, "meta.json"),
            ({META: FILES[META]}, "weights.npz"),
            (FILES | {WEIGHTS: FILES[WEIGHTS][:-9]}, "weights.npz isn't the file that meta.json was written for"),
            (FILES | {META: b"{"}, "Expecting"),
            (FILES | {META: b"\xff"}, "decode"),
            (FILES | {META: json.dumps({"name": "sm"}).encode()}, "seal"),
            (FILES | {META: format_meta({"name": "sm"}).encode()}, "sha256"),
            (FILES | {META: FILES[META].replace(b"1.5", b"1.6")}, "meta.json isn't as it was written"),
            (described(features=SIZES | {"word": 3}), "other features"),
            (described(features={name: SIZES[name] for name in [*SIZES][:-1]}), "other features"),
            (model_files(FILES[WEIGHTS][:-90]), "zip"),
            (model_files(b"no archive at all"), "zip"),
            (model_files(array_file({"gain": np.zeros(4)})), "code_points"),
            (model_files(array_file(student_arrays() | {"pairs": np.zeros(7, np.int8)})), "reshape"),
            (model_files(array_file({"gain": np.array([{}], dtype=object)})), "allow_pickle"),
        ],
        ids=[
            "empty folder",
            "no weights",
            "cut short",
            "broken description",
            "no text",
            "no seal",
            "no hashes",
            "another weight",
            "a feature of another size",
            "a feature less",
            "broken archive",
            "no archive",
            "arrays missing",
            "array of another shape",
            "pickle",
        ],
    )
    def test_a_damaged_or_foreign_model_is_refused_by_name(self, tmp_path, files, message):
        folder = write_files(tmp_path / "somewhere", files)
        with pytest.raises(ModelError, match=f"no learnt model can be read from .*somewhere: .*(?:{message})"):
            read_model(folder)

    @pytest.mark.parametrize("files", [FILES | {META: b"[]"}, model_files(b"")], ids=["a list", "empty weights"])
    def test_odd_damage_is_refused_by_name_too(self, tmp_path, files):
        folder = write_files(tmp_path / "somewhere", files)
        with pytest.raises(ModelError, match="somewhere"):
            read_model(folder)

    def test_a_missing_folder_is_named(self, tmp_path):
        with pytest.raises(ModelError, match=r"no learnt model can be read from .*nowhere"):
            read_model(tmp_path / "nowhere")

    def test_the_large_model_says_what_it_lacks(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "onnxruntime", None)
        with pytest.raises(ModelError, match="pip install onnxruntime"):
            model_from(model_files(FILES[WEIGHTS], {"model.onnx": b"network"}))

    def test_a_network_that_the_description_does_not_name_is_not_run(self, tmp_path, monkeypatch):
        """As when a small model is written over a large one."""
        monkeypatch.setitem(sys.modules, "onnxruntime", None)
        folder = write_files(tmp_path / "over", {"model.onnx": b"of another model"})
        write_model(model_from(FILES), folder)
        try:
            model = read_model(folder)
        except ModelError:
            pytest.fail("the left-over network was run")
        assert model.files == FILES


class TestFinding:
    def test_an_unknown_size_names_the_choices(self):
        with pytest.raises(ModelError, match="there is no model 'xl': the choices are 'sm' and 'lg'"):
            find_model("xl")

    def test_the_large_one_says_how_to_get_it(self, monkeypatch):
        monkeypatch.setattr(models, "entry_points", lambda **_: [])
        with pytest.raises(ModelError, match=r"'lg' is a package of its own, .*: pip install models/\S*lg "):
            find_model("lg")

    def test_a_package_that_names_its_folder_is_found(self, monkeypatch, tmp_path):
        folder = write_files(tmp_path / "large", described(name="lg"))
        asked = []

        def installed(**wanted):
            asked.append(wanted)
            return [SimpleNamespace(load=lambda: str(folder))]

        monkeypatch.setattr(models, "entry_points", installed)
        assert find_model("lg").name == "lg"
        assert asked == [{"group": "partyie_models", "name": "lg"}]

    def test_a_model_is_read_once(self, monkeypatch, tmp_path):
        write_files(tmp_path, FILES)
        monkeypatch.setattr(models, "entry_points", lambda **_: [SimpleNamespace(load=lambda: tmp_path)])
        assert find_model("lg") is find_model("lg")
