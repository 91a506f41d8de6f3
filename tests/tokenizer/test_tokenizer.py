"""The tokenizer: raw tokens, clean norms, and both survive storage."""

from __future__ import annotations

import pickle
import warnings

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from partyie.errors import InputError, ModelError
from partyie.text.cleaning import CleanText
from partyie.text.offsets import OffsetMap
from partyie.tokenizer import tokenizer as module
from partyie.tokenizer.shadow import CLEAN, clean_of, move_clean, raw_text, set_norms, word_starts
from partyie.tokenizer.tokenizer import Tokenizer

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "partyie.tokenizer.v1"}}}
TEXT = "县委书记王小明主持会议。\n\n“GDP”增长 5.2%"


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("zh", config=CONFIG)


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer(Vocab())


@pytest.fixture
def cleaning(monkeypatch):
    """Makes the tokenizer see a clean text that comes from the raw one by edits ``(raw piece, clean piece)``."""

    def install(*edits):
        def clean(raw, *, protected=None, known=None):
            text, made, at = "", [], 0
            for piece, instead in edits:
                start = raw.index(piece, at)
                text += raw[at:start] + instead
                at = start + len(piece)
                made.append((start, at, len(instead)))
            return CleanText(raw, text + raw[at:], OffsetMap.from_edits(len(raw), made), (), "simplified")

        monkeypatch.setattr(module, "clean_text", clean)

    return install


def tokens(doc):
    return [token.text for token in doc]


def norms(doc):
    return [token.norm_ for token in doc]


def test_a_plain_text(tokenizer):
    doc = tokenizer(TEXT)
    assert doc.text == TEXT
    assert tokens(doc) == norms(doc)
    assert tokens(doc)[:5] == ["县委", "书记", "王", "小明", "主持"]
    assert "\n\n" in tokens(doc)
    assert not any(token.whitespace_ for token in doc)


def test_norms_are_not_lower_cased_nor_straightened(tokenizer):
    assert norms(tokenizer("“WTO”……")) == tokens(tokenizer("“WTO”……"))


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60))
def test_the_text_is_kept_and_the_norms_are_the_clean_text(tokenizer, text):
    doc = tokenizer(text)
    assert doc.text == text
    assert "".join(norms(doc)) in (clean_of(doc).text, text)


class TestAlignment:
    def test_noise_within_a_word_stays_in_its_token(self, tokenizer, cleaning):
        cleaning(("书(shū)记", "书记"))
        doc = tokenizer("县委书(shū)记主持")
        assert tokens(doc) == ["县委", "书(shū)记", "主持"]
        assert norms(doc) == ["县委", "书记", "主持"]

    def test_noise_between_words_goes_to_the_word_before(self, tokenizer, cleaning):
        cleaning(("\n", ""))
        doc = tokenizer("县委\n书记")
        assert tokens(doc) == ["县委\n", "书记"]
        assert norms(doc) == ["县委", "书记"]

    def test_noise_at_the_end_too(self, tokenizer, cleaning):
        cleaning(("—1—", ""))
        assert tokens(tokenizer("县委书记—1—")) == ["县委", "书记—1—"]

    def test_leading_noise_goes_to_the_first_word(self, tokenizer, cleaning):
        cleaning(("\ufeff", ""))
        doc = tokenizer("\ufeff县委书记")
        assert tokens(doc) == ["\ufeff县委", "书记"]
        assert norms(doc) == ["县委", "书记"]
        assert list(word_starts(doc, clean_of(doc).offsets)) == [1, 0, 1, 0, 0]

    def test_words_that_share_a_stretch_are_one_token(self, tokenizer, cleaning):
        cleaning(("?币咔?榉", "县委书记"))
        doc = tokenizer("由?币咔?榉主持")
        assert tokens(doc) == ["由", "?币咔?榉", "主持"]
        assert norms(doc) == ["由", "县委书记", "主持"]
        assert list(word_starts(doc, clean_of(doc).offsets)) == [1, 1, 0, 1, 0, 1, 0, 0]

    def test_simplified_characters_are_norms_only(self, tokenizer, cleaning):
        cleaning(("書記", "书记"))
        doc = tokenizer("县委書記")
        assert (tokens(doc), norms(doc)) == (["县委", "書記"], ["县委", "书记"])

    def test_a_text_of_noise_only(self, tokenizer, cleaning):
        cleaning(("\u200b\u200b", ""))
        doc = tokenizer("\u200b\u200b")
        assert tokens(doc) == norms(doc) == ["\u200b\u200b"]
        assert list(word_starts(doc, clean_of(doc).offsets)) == [1]

    def test_characters_beyond_the_first_plane(self, tokenizer, cleaning):
        cleaning(("\n", ""))
        doc = tokenizer("𠮷林\n省😀")
        assert doc.text == "𠮷林\n省😀"
        assert "".join(norms(doc)) == "𠮷林省😀"


def test_nothing_gives_nothing(tokenizer):
    assert len(tokenizer("")) == 0


def test_half_a_surrogate_pair_is_refused_by_place(tokenizer):
    with pytest.raises(InputError, match=r"U\+D800 at position 2"):
        tokenizer("会议\ud800")


@pytest.mark.parametrize(
    ("words", "raw", "clean"),
    [
        ([], "吉林省乾安縣的書記於昨日講話", "吉林省乾安县的书记于昨日讲话"),
        ([], "縣長說這是藉口，藉口镇長說不是", "县长说这是借口，藉口镇长说不是"),
        ([], "書記乾昇昇講話時發言", "书记干升升讲话时发言"),
        (["乾昇昇"], "書記乾昇昇講話時發言", "书记乾昇昇讲话时发言"),
    ],
)
def test_names_are_kept_from_conversion(words, raw, clean):
    doc = Tokenizer(Vocab(), words)(raw)
    assert doc.text == raw
    assert "".join(norms(doc)) == clean


class TestStorage:
    def test_a_pipeline_keeps_its_words(self, nlp, tmp_path):
        nlp.tokenizer.add_words(["邓萱萱"])
        nlp.to_disk(tmp_path)
        again = spacy.load(tmp_path)
        assert again.tokenizer.segmenter.words == ["邓萱萱"]
        assert "邓萱萱" in tokens(again("由邓萱萱同志主持"))
        assert spacy.blank("zh", config=CONFIG).from_bytes(nlp.to_bytes()).tokenizer.segmenter.words == ["邓萱萱"]

    def test_words_can_stand_in_the_config(self):
        config = {"nlp": {"tokenizer": {"@tokenizers": "partyie.tokenizer.v1", "words": ["邓萱萱"]}}}
        assert "邓萱萱" in tokens(spacy.blank("zh", config=config)("由邓萱萱同志主持"))

    def test_a_tokenizer_is_picklable(self, tokenizer):
        assert tokens(pickle.loads(pickle.dumps(tokenizer))(TEXT)) == tokens(tokenizer(TEXT))

    @pytest.mark.parametrize(
        "data", [b"", b"\xff", b"[]", b"7", b'{"words": []}', b'{"segmenter": "a"}', b'{"words": 7, "segmenter": "a"}']
    )
    def test_a_damaged_one_is_told(self, tokenizer, data):
        with pytest.raises(ModelError, match=r"no saved tokenizer can be read: .*; save the pipeline again"):
            tokenizer.from_bytes(data)

    def test_another_model_is_told(self, tokenizer, monkeypatch):
        data = tokenizer.to_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tokenizer.from_bytes(data)
        monkeypatch.setattr(module, "shipped_digest", lambda: "another")
        with pytest.warns(UserWarning, match="another segmentation model"):
            tokenizer.from_bytes(data)

    @pytest.mark.parametrize(
        "store",
        [
            lambda doc: Doc(Vocab()).from_bytes(doc.to_bytes()),
            lambda doc: next(DocBin(docs=[doc], store_user_data=True).get_docs(Vocab())),
        ],
        ids=["bytes", "bin"],
    )
    def test_a_doc_keeps_norms_and_clean_text(self, tokenizer, cleaning, store):
        cleaning(("书(shū)记", "书记"), ("\n", ""))
        doc = tokenizer("县委书(shū)记\n主持GDP")
        stored = store(doc)
        assert (tokens(stored), norms(stored)) == (tokens(doc), norms(doc))
        assert clean_of(stored) == clean_of(doc)
        assert stored.user_data[CLEAN].keys() == doc.user_data[CLEAN].keys()

    def test_the_raw_text_is_known_without_reading_tokens(self, tokenizer):
        doc = tokenizer("書(shū)记  GDP\n")
        assert raw_text(doc) == doc.text == "書(shū)记  GDP\n"
        other = Doc(doc.vocab, words=["书记", "GDP"], spaces=[True, False])
        assert raw_text(other) == "书记 GDP"

    def test_a_doc_that_replaces_another_takes_over_its_clean_text(self, tokenizer):
        doc, new = tokenizer("書(shū)记"), Doc(tokenizer.vocab, words=["書(shū)记"], spaces=[False])
        kept = clean_of(doc)
        move_clean(doc, new)
        assert clean_of(new) is kept

    def test_an_empty_doc_that_is_filled_later_has_the_text_of_its_tokens(self, tokenizer):
        filled = tokenizer("").from_bytes(tokenizer("县委书记").to_bytes())
        assert raw_text(filled) == clean_of(filled).text == "县委书记"

    def test_two_processes_give_the_same(self, nlp):
        texts = [f"{TEXT}{number}" for number in range(6)]
        ones = [(doc.text, norms(doc), doc.user_data) for doc in nlp.pipe(texts)]
        twos = [(doc.text, norms(doc), doc.user_data) for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
        assert ones == twos


def test_a_doc_of_another_tokenizer_is_its_own_clean_text():
    doc = spacy.blank("zh")("县委 书记")
    clean = clean_of(doc)
    assert (clean.text, clean.offsets.is_identity) == ("县委 书记", True)
    assert list(word_starts(doc, clean.offsets)) == [1, 1, 0, 1, 1, 0]


def test_texts_stream(tokenizer):
    stream = tokenizer.pipe(iter(["会议", "书记"]))
    assert next(stream).text == "会议"


def test_set_norms_leaves_no_norm_of_spacys():
    doc = Doc(Vocab(), words=["“", "GDP", "書記"], spaces=[False] * 3)
    set_norms(doc, {2: "书记"})
    assert norms(doc) == ["“", "GDP", "书记"]
    set_norms(Doc(Vocab()), {})


@pytest.mark.parametrize("text", [TEXT, "滎陽市委書(shū)記\n宋書\n傑到任。"])
def test_a_doc_from_a_docbin_has_the_same_words(nlp, text):
    doc = nlp.make_doc(text)
    [again] = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert word_starts(again, clean_of(again).offsets) == word_starts(doc, clean_of(doc).offsets)
