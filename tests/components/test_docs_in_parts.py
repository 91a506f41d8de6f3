"""What spaCy does to Docs, done to ours: parts, joined Docs, merged tokens, bytes, processes, memory zones, matchers."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

import partyie
from partyie.components.reading import reading_of
from partyie.errors import InputError

TEXT = "清水縣縣委書(shū)記周鐵山於2021年9月29日到任，走訪20餘戶。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return partyie.load()


@pytest.fixture
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def spans(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(span.text, span.label_, span.id_, span.kb_id_) for span in doc.spans["partyie"]]


def test_spans_bear_the_ids_of_mention_and_record(doc: Doc) -> None:
    mentions = doc._.extraction.mentions
    assert spans(doc) == [(m.text, m.label.value, m.id, m.record) for m in mentions]


def test_matchers_match_norms(nlp: Language, doc: Doc) -> None:
    matcher, phrases = Matcher(nlp.vocab), PhraseMatcher(nlp.vocab, attr="NORM")
    matcher.add("POST", [[{"NORM": "书记"}]])
    phrases.add("POST", [nlp.make_doc("书记")])
    assert [doc[i:j].text for _, i, j in matcher(doc)] == ["書(shū)記"]
    assert [doc[i:j].text for _, i, j in phrases(doc)] == ["書(shū)記"]


def test_a_part_has_no_records(doc: Doc) -> None:
    assert doc[2:6].as_doc()._.extraction is None


def test_a_part_with_the_data_of_the_whole_says_so(nlp: Language, doc: Doc) -> None:
    part = doc[0:3].as_doc(copy_user_data=True)
    with pytest.raises(InputError, match="run the pipeline over the part"):
        assert part._.extraction
    assert reading_of(part).text == nlp(part.text).user_data["partyie_clean"]["text"]
    assert nlp(part)._.extraction == nlp(part.text)._.extraction


def test_joined_docs_keep_their_spans(nlp: Language, doc: Doc) -> None:
    other = nlp("李卫东任局长。")
    joined = Doc.from_docs([doc, other], exclude=["user_data"])
    assert spans(joined) == spans(doc) + spans(other)
    assert joined._.extraction is None


def test_records_outlive_merged_tokens(doc: Doc) -> None:
    before = doc._.extraction
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert doc._.extraction == before


def test_docs_survive_bytes_and_copies(nlp: Language, doc: Doc) -> None:
    for copy in (Doc(nlp.vocab).from_bytes(doc.to_bytes()), doc.copy()):
        assert spans(copy) == spans(doc)
        assert copy._.extraction == doc._.extraction
    again = Doc(nlp.vocab).from_json(doc.to_json())
    assert [span.text for span in again.spans["partyie"]] == [span.text for span in doc.spans["partyie"]]


def test_many_texts_with_context_and_in_processes(nlp: Language) -> None:
    texts = [TEXT, "李卫东任局长。", ""]
    expected = [nlp(text)._.extraction for text in texts]
    pairs = list(nlp.pipe([(text, number) for number, text in enumerate(texts)], as_tuples=True))
    assert [(doc._.extraction, number) for doc, number in pairs] == [(x, n) for n, x in enumerate(expected)]
    docs = list(nlp.pipe(texts, n_process=2))
    assert [doc._.extraction for doc in docs] == expected
    assert spans(docs[0]) == spans(nlp(TEXT))


def test_some_components_alone(nlp: Language) -> None:
    with nlp.select_pipes(enable=["partyie_dates", "partyie_resolver", "partyie_records"]):
        x = nlp(TEXT)._.extraction
    assert [mention.norm for mention in x.mentions] == ["2021年9月29日"]
    assert nlp(TEXT)._.extraction != x


def test_an_extraction_outlives_its_memory_zone(nlp: Language) -> None:
    expected = nlp(TEXT)._.extraction
    with nlp.memory_zone():
        kept = nlp(TEXT)._.extraction
    assert kept == expected and kept.text == TEXT


def test_a_doc_of_ones_own_is_read(nlp: Language) -> None:
    mine = spacy.blank("zh")(TEXT)
    assert nlp(mine)._.extraction == nlp(TEXT)._.extraction
