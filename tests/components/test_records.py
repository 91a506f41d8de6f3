"""The records of a whole pipeline: plain data, ids in text order, references that resolve, copies that survive."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

import partyie
from partyie.components.records import RECORDS, set_extensions

TEXT = (
    "清水县人民政府文件\n清政发〔2021〕17号\n\n关于周铁山等同志职务任免的通知\n\n各乡镇人民政府：\n"
    "    经2021年6月17日县人民政府第8次常务会议研究，决定：\n"
    "    任命周铁山为县财政局局长；\n    免去郑小满的县财政局局长职务。\n"
    "    周铁山，男，彝族，1970年3月生，大学学历，此前任清水镇镇长（2018年10月至2021年5月），联系20余户。\n\n"
    "清水县人民政府\n2021年6月18日\n"
)
FAMILIES = ("mentions", "persons", "organisations", "places", "posts", "tenures", "dates", "quantities", "links")
PREFIXES = dict(zip(FAMILIES, "mpoltsdqk", strict=True))


@pytest.fixture(scope="module")
def nlp():
    return partyie.load()


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_the_data_is_plain_json(doc):
    data = doc.user_data[RECORDS]
    assert json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False)) == data


def test_mentions_are_slices_of_the_text_in_order(doc):
    mentions = doc._.extraction.mentions
    assert all(TEXT[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


@pytest.mark.parametrize("family", FAMILIES)
def test_ids_count_from_one_in_text_order(doc, family):
    ids = [record.id for record in getattr(doc._.extraction, family)]
    assert ids == [f"{PREFIXES[family]}{number}" for number in range(1, len(ids) + 1)]


def test_entities_stand_in_the_order_of_their_first_mention(doc):
    x = doc._.extraction
    position = {mention.id: mention.start for mention in x.mentions}
    for family in (x.persons, x.organisations, x.places):
        first = [position[record.mentions[0]] for record in family]
        assert first == sorted(first)


def test_every_reference_resolves(doc):
    x = doc._.extraction
    known = {record.id for family in FAMILIES for record in getattr(x, family)}
    used = {mention.record for mention in x.mentions}
    used |= {end for link in x.links for end in (link.source, link.target)}
    used |= {i for post in x.posts for i in (*post.at, *post.holders, *post.when, post.mention)}
    used |= {i for t in x.tenures for i in (t.person, t.post, t.organisation, t.place, t.within) if i is not None}
    used |= {i for t in x.tenures for i in t.mentions}
    used |= {i for o in x.organisations for i in (o.place, o.parent) if i is not None}
    used |= {i for person in x.persons for i in (*person.member_of, *person.mentions)}
    assert used <= known


def test_the_same_text_gives_the_same_records(nlp, doc):
    assert nlp(TEXT).user_data[RECORDS] == doc.user_data[RECORDS]


def test_the_extraction_knows_its_text(doc):
    x = doc._.extraction
    assert x.text == TEXT and x.length == len(TEXT)


def test_records_survive_bytes(nlp, doc):
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert copy._.extraction == doc._.extraction


def test_records_survive_a_doc_bin(nlp, doc):
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    [copy] = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert copy._.extraction == doc._.extraction


def test_spans_know_their_records(doc):
    spans = doc.spans["partyie"]
    x = doc._.extraction
    assert len(spans) == len(x.mentions)
    for span, mention in zip(spans, x.mentions, strict=True):
        if (span.start_char, span.end_char) == (mention.start, mention.end):
            assert span._.record.id == mention.record


def test_a_doc_that_no_pipeline_read_has_no_extraction(nlp):
    doc = nlp.make_doc(TEXT)
    assert doc._.extraction is None
    assert doc[0:1]._.record is None


def test_extensions_are_set_once(doc):
    set_extensions()
    assert doc._.extraction is not None


def test_nothing_is_left_behind(doc):
    """No component's working data in what travels with the Doc."""
    assert {key for key in doc.user_data if isinstance(key, str)} <= {RECORDS, "partyie_clean"}


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_part_of_a_text_can_be_read(start, end):
    part = TEXT[min(start, end) : max(start, end)]
    x = partyie.extract(part)
    assert all(part[mention.start : mention.end] == mention.text for mention in x.mentions)


@given(
    st.text(
        alphabet=[
            "县",
            "委",
            "书",
            "记",
            "周",
            "铁",
            "山",
            "任",
            "免",
            "，",
            "。",
            "、",
            "（",
            "）",
            "\n",
            "2",
            "年",
            "月",
            " ",
        ]
    )
)
def test_any_string_of_such_characters_can_be_read(text):
    assert partyie.extract(text).length == len(text)
