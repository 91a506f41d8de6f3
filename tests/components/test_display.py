"""displaCy shows each mention once, in our colours, in both of its styles."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from spacy import displacy
from spacy.tokens import Doc
from spacy.util import filter_spans

import partyie
from partyie.components.display import displacy_options
from partyie.formats.docbin import doc_from_extraction
from partyie.records import Label

TEXT = "中共莆田市委书记<b>张三于2021年9月29日任命李四同志为莆田市教育局局长，到仙游县走访20余户。"


@pytest.fixture(scope="module")
def doc() -> Doc:
    return partyie.load()(TEXT)


def labels_shown(html: str) -> Counter[str]:
    return Counter(re.findall(rf"\b({'|'.join(Label)})\b", html))


def test_spans_are_shown_once_each(doc: Doc) -> None:
    html = displacy.render(doc, style="span", options=displacy_options(), jupyter=False)
    assert labels_shown(html) == Counter(span.label_ for span in doc.spans["partyie"])
    assert "&lt;" in html and "<b>" not in html
    for colour in displacy_options()["colors"].values():
        assert colour in html


def test_names_without_overlap_are_shown_as_entities(doc: Doc) -> None:
    doc = doc.copy()
    doc.ents = filter_spans(doc.spans["partyie"])
    html = displacy.render(doc, style="ent", options=displacy_options(), jupyter=False)
    assert labels_shown(html) == Counter(span.label_ for span in doc.spans["partyie"])
    for span in doc.spans["partyie"]:
        assert html.count(f"{span.text}\n") == 1


def test_docs_of_a_docbin_are_shown_alike(doc: Doc) -> None:
    copy = doc_from_extraction(doc._.extraction, doc.vocab)
    html = displacy.render(copy, style="span", options=displacy_options(), jupyter=False)
    assert labels_shown(html) == Counter(span.label_ for span in doc.spans["partyie"])


def test_options_of_ones_own_win() -> None:
    options = displacy_options(spans_key="mine", top_offset=44)
    assert options["spans_key"] == "mine" and options["top_offset"] == 44
    assert options["colors"].keys() == set(Label)
