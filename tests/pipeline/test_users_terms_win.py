"""A user's term beats model and grammar wherever it stands, and its record says what the lexicon says."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import partyie
from partyie import UserLexicon
from partyie.benchmarks.corpus import read_gold
from partyie.lexicon.term_sheet import KINDS
from partyie.records import Extraction, Label
from partyie.text.cleaning import clean_text

SNIPPET = 120  # code points of a surrounding
RULE = "lexicon.user"
LETTERS = st.sampled_from(
    "张王莆田市委书记局长的在了二三年月日0123456789AbcＡ１２○OoO．.·・•‧臺灣縣書記於乾昇澜峤岚涞岫锟斤、（）《》-—%％😀𠮷é"
)
TERMS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=6),
    st.lists(st.text(LETTERS, min_size=1, max_size=3), min_size=2, max_size=3).map(" ".join),
    st.lists(st.text(LETTERS, min_size=1, max_size=3), min_size=2, max_size=3).map("\u3000".join),
    st.text(min_size=1, max_size=3),
).map(str.strip)


@pytest.fixture(scope="module")
def surroundings(root: Any) -> list[str]:
    texts = [one.text for folder in ("written", "training") for one in read_gold(root / "annotations" / folder)]
    chosen = random.Random(7)
    starts = [(text, chosen.randrange(max(1, len(text) - SNIPPET))) for text in texts]
    return [text[start : start + SNIPPET] for text, start in starts]


def values(label: Label) -> st.SearchStrategy[dict[str, str]]:
    """What a user may say of a term of this label."""
    fields = {
        Label.ORG: {"name": st.sampled_from(["", "甲乙办公室"]), "kind": st.sampled_from(["", *KINDS])},
        Label.PLACE: {"name": st.sampled_from(["", "甲乙村"]), "code": st.sampled_from(["", "350302", "999999"])},
        Label.DATE: {"name": st.sampled_from(["", "2021-09-29", "2015-03/2018-06", "XXXX-09-18"])},
        Label.QUANTITY: {"name": st.sampled_from(["", "1200 元", "-3.5"])},
    }.get(label, {"name": st.sampled_from(["", "甲乙丙"])})
    return st.fixed_dictionaries({"label": st.just(label.value), **fields})


def check_record(extraction: Extraction, record: str, given: dict[str, str]) -> None:
    families = ("persons", "organisations", "places", "posts", "dates", "quantities")
    [found] = [one for family in families for one in getattr(extraction, family) if one.id == record]
    name = given["name"]
    match given["label"]:
        case "PERSON" | "ORG" | "PLACE":
            assert not name or found.name == name
        case "POST":
            assert not name or found.title == name
        case "DATE":
            assert not name or found.value == name
        case "QUANTITY":
            assert not name or f"{found.value} {found.unit}".strip() == name
    assert not given.get("kind") or found.kind == given["kind"]
    assert not given.get("code") or found.code == given["code"]
    if given.get("code") == "350302":
        assert found.path == ("福建省", "莆田市", "城厢区")
        assert found.level == "county"


@settings(max_examples=50)
@given(data=st.data(), term=TERMS, label=st.sampled_from(Label))
def test_a_term_in_any_surrounding_is_what_the_user_says(
    surroundings: list[str], data: st.DataObject, term: str, label: Label
) -> None:
    assume(term.strip() and not any(mark in term for mark in "\t\n\r\0\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
    assume(not any("\ud800" <= character <= "\udfff" for character in term) and not term.startswith("#"))
    fields = data.draw(values(label))
    around = data.draw(st.sampled_from(surroundings))
    start = data.draw(st.integers(0, len(around)))
    text = around[:start] + term + around[start:]
    end = start + len(term)
    lexicon = UserLexicon.from_terms([{"term": term, **fields}])
    clean = clean_text(text, known=lambda folded: [one[:2] for one in lexicon.matches(folded)])
    first, last = clean.offsets.target_span(start, end)
    assume(clean.offsets.source_span(first, last) == (start, end))  # else cleaning has taken some of it out
    others = [match for match in lexicon.matches_in(clean) if match[0] < last and match[1] > first]
    assume(len(others) <= 1)  # the same term before it, overlapping
    extraction = partyie.extract(text, lexicon=lexicon)
    [mention] = [one for one in extraction.mentions if one.start < end and one.end > start]
    assert (mention.start, mention.end, mention.text) == (start, end, term)
    assert (mention.label, mention.rule) == (label, RULE)
    check_record(extraction, mention.record, fields)
    assert extraction.version.lexicon.endswith(f"+user.{lexicon.digest}")


def test_a_term_that_looks_like_mojibake() -> None:
    """澜峤岚涞计 could be GBK read a byte too late."""
    text = "根据《中华人民共和国审计法》和县委审计委员会批准的年度项目澜峤岚涞计划，云和县审计局派出审计组。"
    lexicon = UserLexicon.from_terms([{"term": "澜峤岚涞", "label": "PERSON"}])
    [mention] = [one for one in partyie.extract(text, lexicon=lexicon).mentions if one.rule == RULE]
    assert (mention.text, mention.norm) == ("澜峤岚涞", "澜峤岚涞")
    assert partyie.extract(text).repairs
