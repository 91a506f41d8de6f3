"""Training: right gradients, spacy-pkuseg's features, one command, the same bytes each time."""

from __future__ import annotations

import gzip
import itertools
import json
import sys

import numpy as np
import pytest
import spacy_pkuseg
from spacy_pkuseg.feature_extractor import FeatureExtractor

from partyie.models.segmenter import crf, train
from partyie.models.segmenter.corpus import read_sentences, split_held_out, with_ascii_punctuation
from partyie.models.segmenter.crf import Settings, make_batches
from partyie.models.segmenter.templates import GAP, Templates, normal, tags_of
from partyie.tokenizer.features import TAGS
from partyie.tokenizer.model_files import read_features
from partyie.tokenizer.segmenter import Segmenter

SENTENCES = [
    ["县委", "召开", "常委会", "会议", "。"],
    ["县", "人民政府", "召开", "会议", "，", "研究", "工作", "。"],
    ["２０２３年", "１１月", "，", "市委", "书记", "主持", "会议", "。"],
    ["会议", "研究", "了", "乡村", "振兴", "工作", "（", "扩大", "）", "。"],
] * 6


def write_lines(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(row + "\n" for row in rows)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A small stand-in for the folder of corpora."""
    folder = tmp_path_factory.mktemp("shared")
    rows = [json.dumps({"words": sentence}) for sentence in SENTENCES]
    for name in ("pfr199801/train", "pfr199801/dev", "corpuszh/train"):
        write_lines(folder / "data" / "corpora" / f"{name}.jsonl.gz", rows)
    divisions = ["code\tname", "350300\t莆田市", "350300100\t新度镇"]
    for name in ("divisions", "divisions_nbs2023"):
        write_lines(folder / "data" / "gazetteers" / f"{name}.tsv.gz", divisions)
    return folder


@pytest.fixture(scope="module")
def model(shared, tmp_path_factory):
    out = tmp_path_factory.mktemp("model")
    train.train(shared, out, Settings(epochs=3))
    return out


class TestCorpus:
    def test_letters_and_digits_are_folded_and_punctuation_is_not(self, shared):
        sentences = read_sentences(shared / "data" / "corpora" / "pfr199801" / "train.jsonl.gz")
        assert sentences[2][:3] == ["2023年", "11月", "，"]

    def test_the_last_twentieth_is_held_out(self):
        kept, held_out = split_held_out([[str(number)] for number in range(45)])
        assert [word for (word,) in held_out] == ["43", "44"]
        assert len(kept) == 43

    def test_some_sentences_come_again_with_ascii_punctuation(self):
        again = list(with_ascii_punctuation([["会议", "（", "扩大", "）"]] * 100, 0.2, seed=1))
        assert 5 < len(again) < 40
        assert again[0] == ["会议", "(", "扩大", ")"]
        assert again == list(with_ascii_punctuation([["会议", "（", "扩大", "）"]] * 100, 0.2, seed=1))


def test_tags():
    names = {number: name for name, number in TAGS.items()}
    tags = [names[tag] for tag in tags_of(["了", "会议", "常委会", "人民政府"])]
    assert tags == ["B_single", "B", "I_end", "B", "I_first", "I_end", "B", "I_first", "I", "I_end"]


class TestTemplates:
    TEXT = GAP.join(normal("".join(sentence)) for sentence in SENTENCES) + GAP
    TEMPLATES = Templates(TEXT, SENTENCES, {"divisions": {"莆田市"}, "phrases": {"乡村振兴", "莆田市"}})

    def names(self):
        weights = np.arange(self.TEMPLATES.size + 1, dtype=float)[:, None].repeat(len(TAGS), 1)
        weights[self.TEMPLATES.first_kind :] = 0.0
        return {int(row[0]): name for name, row in self.TEMPLATES.features(weights) if row[0]}

    def test_columns_are_the_features_of_spacy_pkuseg(self):
        theirs = FeatureExtractor()
        theirs.unigram = set(self.TEMPLATES.words)
        names = self.names()
        sentence = "".join(SENTENCES[3])
        columns = self.TEMPLATES.columns(normal(sentence))
        for at, row in enumerate(columns):
            ours = {names[number] for number in row.tolist() if number in names}
            found = theirs.get_node_features(at, list(FeatureExtractor.normalize_text(sentence)))
            assert ours == set(found) & set(names.values())
            assert len(ours) >= 5

    def test_a_word_of_a_list_gets_the_weight_of_its_kind(self):
        weights = np.zeros((self.TEMPLATES.size + 1, len(TAGS)))
        word = self.TEMPLATES.words.index("莆田市")
        weights[self.TEMPLATES.kind_rows(0)[word], 0] = 7.0
        heavy = {name for name, row in self.TEMPLATES.features(weights) if row[0] == 7.0}
        assert heavy == {"w1.莆田市"}

    def test_nothing_reaches_over_a_gap(self):
        columns = self.TEMPLATES.columns(normal("会议") + GAP + normal("会议"))
        assert np.array_equal(columns[:2], columns[-2:])


class TestGradients:
    """Against all tag sequences written out."""

    LENGTHS = (3, 1, 2)

    @pytest.fixture
    def problem(self):
        random = np.random.default_rng(0)
        lengths = np.array(self.LENGTHS)
        (batch,) = make_batches(np.cumsum(lengths) - lengths, lengths, 3)
        total = sum(self.LENGTHS)
        return random.normal(size=(total, 5)), random.normal(size=(5, 5)), batch, random.integers(0, 5, total)

    def loss(self, scores, transitions, batch, tags):
        """Minus the log-probability of the tags, by brute force."""
        total = 0.0
        inside = np.full(batch.mask.shape, -1)
        inside[batch.mask] = np.arange(len(scores))
        for column in inside.T:
            at = column[column >= 0]

            def score(path, at=at):
                nodes = sum(scores[place, tag] for place, tag in zip(at, path, strict=True))
                return nodes + sum(transitions[pair] for pair in itertools.pairwise(path))

            every = [score(path) for path in itertools.product(range(5), repeat=len(at))]
            total += np.log(np.exp(every).sum()) - score(tuple(tags[at].tolist()))
        return total

    def test_loss(self, problem):
        scores, transitions, batch, tags = problem
        assert crf._gradients(scores, transitions, batch.mask, tags)[0] == pytest.approx(self.loss(*problem))

    def test_gradients(self, problem):
        scores, transitions, batch, tags = problem
        _, nodes, edges = crf._gradients(scores, transitions, batch.mask, tags)
        step = 1e-6
        for array, gradient in ((scores, nodes), (transitions, edges)):
            for place in list(np.ndindex(array.shape))[::4]:
                before = self.loss(*problem)
                array[place] += step
                slope = (self.loss(*problem) - before) / step
                array[place] -= step
                assert gradient[place] == pytest.approx(slope, abs=1e-4)


class TestCommand:
    def test_it_learns_its_sentences(self, model):
        segmenter = Segmenter(read_features(model))
        assert segmenter.cut("县委召开会议，研究乡村振兴工作。") == [
            "县委",
            "召开",
            "会议",
            "，",
            "研究",
            "乡村",
            "振兴",
            "工作",
            "。",
        ]
        report = json.loads((model / "training.json").read_text(encoding="utf-8"))
        assert report["scores"]["dev"]["f1"] > 0.95

    def test_spacy_pkuseg_reads_the_model(self, model):
        reference = spacy_pkuseg.pkuseg(str(model), user_dict=None)
        for sentence in SENTENCES[:4]:
            text = "".join(sentence)
            assert reference.cut(text) == Segmenter(read_features(model)).cut(text)

    def test_the_same_corpus_gives_the_same_bytes(self, shared, model, tmp_path):
        train.train(shared, tmp_path, Settings(epochs=3))
        for name in ("features.msgpack", "training.json"):
            assert (tmp_path / name).read_bytes() == (model / name).read_bytes()
        with np.load(tmp_path / "weights.npz") as ours, np.load(model / "weights.npz") as theirs:
            assert all(np.array_equal(ours[key], theirs[key]) for key in theirs)

    def test_without_the_corpus_it_says_so(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setattr(sys, "argv", ["train", "--shared", str(tmp_path)])
        with pytest.raises(SystemExit, match="2"):
            train.main()
        assert "PARTYIE_SHARED" in capsys.readouterr().err
