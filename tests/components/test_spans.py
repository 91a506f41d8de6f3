"""Spans: written where the mentions are, splitting tokens where they must."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span

import partyie
from partyie.components.reading import LIKELY, Candidate, reading_of
from partyie.components.spans import SPANS_KEY, write_spans
from partyie.records import Label


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("zh").vocab


def written(doc: Doc, *spans: tuple[int, int]) -> Doc:
    reading = reading_of(doc)
    reading.mentions = [Candidate(Label.ORG, start, end, "test", LIKELY) for start, end in spans]
    return write_spans(doc, reading)


def test_a_boundary_inside_a_token_splits_it(vocab):
    doc = written(Doc(vocab, words=["市委书记", "到", "村"], spaces=[False] * 3), (0, 2))
    assert [token.text for token in doc] == ["市委", "书记", "到", "村"]
    assert [(span.text, span.label_, span.id_) for span in doc.spans[SPANS_KEY]] == [("市委", "ORG", "m1")]


def test_tokens_that_fit_stay(vocab):
    doc = Doc(vocab, words=["市委", "书记"], spaces=[False] * 2)
    assert written(doc, (0, 2)) is doc


def test_text_and_blanks_are_untouched(vocab):
    doc = Doc(vocab, words=["ab", "市委书记"], spaces=[True, False])
    assert written(doc, (3, 5)).text == "ab 市委书记"


def test_several_cuts_in_several_tokens(vocab):
    doc = written(Doc(vocab, words=["市委书记", "到", "柳溪村"], spaces=[True, False, False]), (1, 2), (2, 3), (6, 8))
    assert [token.text_with_ws for token in doc] == ["市", "委", "书", "记 ", "到", "柳溪", "村"]
    assert [token.norm_ for token in doc] == ["市", "委", "书", "记", "到", "柳溪", "村"]
    assert [span.text for span in doc.spans[SPANS_KEY]] == ["委", "书", "柳溪"]


def test_norms_of_whole_tokens_are_carried_over(vocab):
    doc = Doc(vocab, words=["書記", "市委办"], spaces=[False] * 2)
    doc[0].norm_ = "书记"
    assert [token.norm_ for token in written(doc, (2, 4))] == ["书记", "市委", "办"]


def test_earlier_spans_move_along(vocab):
    doc = Doc(vocab, words=["市委书记", "到"], spaces=[False] * 2)
    doc.spans["other"] = [Span(doc, 1, 2, label="X", span_id="x1")]
    new = written(doc, (0, 2))
    moved = new.spans["other"][0]
    assert (moved.text, moved.label_, moved.id_) == ("到", "X", "x1")


def test_an_annotated_doc_is_split_in_place(vocab):
    doc = Doc(vocab, words=["市委书记", "到"], spaces=[False] * 2, tags=["NN", "VV"])
    doc.spans["other"] = [Span(doc, 1, 2, label="X")]
    same = written(doc, (0, 2))
    assert same.spans["other"][0].text == "到"
    assert same is doc
    assert [token.text for token in doc] == ["市委", "书记", "到"]
    assert doc[2].tag_ == "VV"


def test_rows_of_the_tensor_go_with_the_pieces(vocab):
    """So that a component which reads the tensor behind ours still has a row a token."""
    doc = Doc(vocab, words=["到", "市委书记处", "了"], spaces=[False] * 3)
    doc.tensor = np.array([[1.0], [2.0], [3.0]])
    same = written(doc, (1, 3), (3, 5))
    assert same is doc
    assert [token.text for token in doc] == ["到", "市委", "书记", "处", "了"]
    assert doc.tensor[:, 0].tolist() == [1.0, 2.0, 2.0, 2.0, 3.0]


def test_entities_and_sentences_of_others_stay_whole(vocab):
    doc = Doc(vocab, words=["到", "市委书记处", "了"], spaces=[False] * 3, sent_starts=[True, True, False])
    doc.ents = [Span(doc, 1, 3, label="X")]
    written(doc, (1, 3), (3, 5))
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("市委书记处了", "X")]
    assert [sentence.text for sentence in doc.sents] == ["到", "市委书记处了"]


def test_norms_survive_a_split():
    nlp = partyie.load()
    doc = nlp("芦山县委书记介绍，GDP达“八亿元”。")
    norms = {token.text: token.norm_ for token in doc}
    assert norms["GDP"] == "GDP"
    assert "".join(token.norm_ for token in doc) == doc.text
