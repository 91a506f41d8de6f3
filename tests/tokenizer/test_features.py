"""Features by number give spacy-pkuseg's scores, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
import spacy_pkuseg
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy_pkuseg.inference import getLogYY

from partyie.errors import ModelError
from partyie.models import segmenter_path
from partyie.tokenizer import features
from partyie.tokenizer.checksums import write_sums
from partyie.tokenizer.features import TAGS
from partyie.tokenizer.model_files import read_features
from partyie.tokenizer.segmenter import shipped_tables

TEXTS = [
    "县委书记王小明主持召开常委会会议，传达学习全省领导干部会议精神。",
    "2023年11月7日上午9时30分，同比增长5.2%，投资3.5亿元",
    "ＧＤＰ与GDP，第十二届全国人民代表大会第一次会议（一九九八年三月）",
    "a-b.c_d,e|f/g*h:i",
    "𠮷林省\0长春市",
    "中",
    "龘靐齉爩",
]


@pytest.fixture(scope="module")
def reference():
    return spacy_pkuseg.pkuseg(str(segmenter_path()), user_dict=None)


def scores_of(reference, text):
    nodes = list(reference.feature_extractor.normalize_text(text))
    rows = [reference.feature_extractor.get_node_features_idx(at, nodes) for at in range(len(nodes))]
    model = reference.model
    return getLogYY(rows, model.n_tag, model.n_feature * model.n_tag, model.w, 1.0)


@pytest.mark.parametrize("text", TEXTS)
def test_scores_are_those_of_spacy_pkuseg(reference, text):
    nodes, edges = scores_of(reference, text)
    assert np.array_equal(shipped_tables().scores(text), nodes)
    assert np.array_equal(shipped_tables().transitions, edges)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="".join(TEXTS), min_size=1, max_size=40))
def test_any_mixture_of_characters_scores_the_same(reference, text):
    assert np.array_equal(shipped_tables().scores(text), scores_of(reference, text)[0])


def test_chunks_do_not_show(monkeypatch):
    text = "".join(TEXTS)
    whole = shipped_tables().scores(text)
    monkeypatch.setattr(features, "CHUNK", 7)
    assert np.array_equal(shipped_tables().scores(text), whole)


def test_two_gaps_keep_stretches_apart():
    apart = shipped_tables().scores("市委\0\0书记")
    assert np.array_equal(apart[:2], shipped_tables().scores("市委"))
    assert np.array_equal(apart[4:], shipped_tables().scores("书记"))


def test_empty_text_has_no_scores():
    assert shipped_tables().scores("").shape == (0, len(TAGS))


def test_weights_are_multiples_of_a_power_of_two():
    """Then their sums are exact in any order, and all machines decide alike."""
    weights = np.load(segmenter_path() / "weights.npz")["w"] * 128
    assert np.array_equal(weights, np.round(weights))


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"w": np.zeros(30)}, "no segmentation model"),
        ({"w": np.zeros(30), "names": "$$\nc.中\n"}, "damaged: 2 features, 30 weights"),
        ({"w": np.zeros(35), "names": "$$\nww.l.中国*人民\n"}, "features of another kind"),
    ],
)
def test_foreign_files_are_refused(tmp_path, arrays, message):
    ready = {key: np.frombuffer(value.encode(), np.uint8) if key == "names" else value for key, value in arrays.items()}
    np.savez(tmp_path / "weights.npz", **ready)
    write_sums(tmp_path)
    with pytest.raises(ModelError, match=message):
        read_features(tmp_path)


def test_missing_and_broken_files_are_named(tmp_path):
    with pytest.raises(ModelError, match=tmp_path.name):
        read_features(tmp_path)
    (tmp_path / "weights.npz").write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(ModelError, match=tmp_path.name):
        read_features(tmp_path)


def test_pickled_arrays_are_refused(tmp_path):
    np.savez(tmp_path / "weights.npz", w=np.array([{}], dtype=object), names=np.zeros(1, np.uint8))
    write_sums(tmp_path)
    with pytest.raises(ModelError, match="allow_pickle"):
        read_features(tmp_path)
