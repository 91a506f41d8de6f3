"""spaCy's own evaluation reports our mentions."""

from __future__ import annotations

import pytest
from spacy.training import Example

import partyie
from partyie.components.spans import SPANS_KEY

TEXT = "芦山县委书记张三到村走访20余户。"


def evaluated(text: str, spans: list[tuple[int, int, str]]) -> dict[str, float]:
    nlp = partyie.load()
    predicted = nlp.make_doc(text)
    reference = nlp(text)
    reference.spans[SPANS_KEY] = [reference.char_span(start, end, label=label) for start, end, label in spans]
    return nlp.evaluate([Example(predicted, reference)])


def test_its_own_mentions_score_one():
    doc = partyie.load()(TEXT)
    spans = [(span.start_char, span.end_char, span.label_) for span in doc.spans[SPANS_KEY]]
    assert evaluated(TEXT, spans)["spans_partyie_f"] == 1.0


def test_a_mention_too_many_costs_precision():
    doc = partyie.load()(TEXT)
    spans = [(span.start_char, span.end_char, span.label_) for span in doc.spans[SPANS_KEY]]
    scores = evaluated(TEXT, spans[1:])
    assert scores["spans_partyie_p"] == pytest.approx((len(spans) - 1) / len(spans))
    assert scores["spans_partyie_r"] == 1.0
