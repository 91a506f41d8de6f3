"""The validator: every rule of the guideline that it holds, broken once."""

from __future__ import annotations

import pytest

from partyie.errors import GoldError
from partyie.formats.date_values import is_date_value
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.formats.gold_checks import check_gold, check_references, is_quantity_value
from partyie.formats.gold_records import number_of
from partyie.formats.inline import parse_inline
from partyie.records import Label


@pytest.mark.parametrize(
    ("tagged", "said"),
    [
        ("⟦PLACE#l1|石桥⟧⟦PLACE#l1|石楼⟧", "G, characters 2–4: PLACE l1 '石楼': the id stands twice"),
        ("⟦PLACE#l1| 石桥⟧", "G, characters 0–3: PLACE l1 ' 石桥': empty, or a blank at its edge"),
        ("⟦PLACE#l1|石桥　⟧", "G, characters 0–3: PLACE l1 '石桥\\u3000': empty, or a blank at its edge"),
        ("⟦POST#t1 holder=p9|书记⟧", "G, characters 0–2: POST t1 '书记': holder=p9 is no span of the document"),
        ("⟦POST#t1 at=t1|书记⟧", "G, characters 0–2: POST t1 '书记': at=t1 is a POST, not ORG or PLACE"),
        (
            "⟦PERSON#p1 member=p1|魏国栋⟧",
            "G, characters 0–3: PERSON p1 '魏国栋': member=p1 is a PERSON, not ORG or PLACE",
        ),
        ("⟦DATE#d1|今年⟧", "G, characters 0–2: DATE d1 '今年': value None isn't one of guideline §4"),
        ("⟦DATE#d1 v=2021 mod=MORE_THAN|今年⟧", "G, characters 0–2: DATE d1 '今年': modifier 'MORE_THAN' is none of"),
        ("⟦QUANTITY#q1 v=many dim=count|很多⟧", "G, characters 0–2: QUANTITY q1 '很多': value 'many' isn't a number"),
        ("⟦QUANTITY#q1 v=3|三⟧", "G, characters 0–1: QUANTITY q1 '三': dimension None is none of age, area"),
        ("⟦QUANTITY#q1 v=3 dim=count mod=END|三⟧", "G, characters 0–1: QUANTITY q1 '三': modifier 'END' is none of"),
        ("文\n=====\n@doc date=昨天", "G: @doc date '昨天' isn't a date"),
        ("文\n=====\n@person ent=魏国栋", "G: @person ent=魏国栋 is no PERSON of the document"),
        ("⟦PERSON#p1|路平⟧\n=====\n@person ent=路平 birth=1970年", "G: @person ent=路平 birth '1970年' isn't a date"),
        ("⟦PERSON#p1|路平⟧\n=====\n@person ent=路平\n@person ent=路平", "G: @person ent=路平 stands twice"),
    ],
)
def test_a_broken_rule_is_named(tagged: str, said: str) -> None:
    with pytest.raises(GoldError) as caught:
        check_gold(parse_inline(tagged, "G"))
    assert str(caught.value).startswith(said)


def test_overlapping_and_misplaced_spans_are_named() -> None:
    """The inline notation can't hold them; JSON can."""
    document = parse_inline("⟦PLACE#l1|石桥⟧⟦PLACE#l2|石楼⟧", "G")
    first, second = document.spans
    moved = second.model_copy(update={"start": 1, "end": 3})
    with pytest.raises(GoldError, match="begins before the span before it ends") as caught:
        check_gold(document.model_copy(update={"spans": (first, moved)}))
    assert "the text there is '桥石'" in str(caught.value)


@pytest.mark.parametrize(("start", "end", "words"), [(1, 1, ""), (-2, -1, "县"), (2, 3, ""), (1, 0, "")])
def test_a_span_is_a_place_in_the_text(start: int, end: int, words: str) -> None:
    """Python's slices would take all of these."""
    span = GoldSpan(id="o1", label=Label.ORG, start=start, end=end, text=words)
    with pytest.raises(
        GoldError, match=rf"characters {start}–{end}: ORG o1 '{words}': no place in a text of 2 charact"
    ):
        check_references(GoldDocument(name="G", text="县委", spans=(span,)))


def test_every_problem_has_a_line() -> None:
    with pytest.raises(GoldError) as caught:
        check_gold(parse_inline("⟦DATE#d1|今年⟧⟦DATE#d1 v=2021|今年⟧", "G"))
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    "value",
    [
        "2021", "2021-09", "2021-09-30", "2021-09-21T04:00", "2021-09-21T04:00:30", "XXXX", "XXXX-02-29", "XXXX-WI",
        "2021-Q1", "2021-H2", "2020-SU", "2020-W05", "2021-09-15TNI", "T23:00/T07:00", "TEV", "2015-03/2018-06",
        "2015-03/..", "199", "18", "2021-09-15TEV/2021-09-16TDT", "2019-WI/2020-SP", "2020-02-29",
        "XXXX-XX-31", "XXXX-XX-XX", "XXXX-XX-18TEV", "XXXX-XX-25/XXXX-XX-27", "-0221", "-2070/-1600", "2021-XX",
        "2021-09-03T24:30", "2020-W53",
    ],
)  # fmt: skip
def test_date_values(value: str) -> None:
    assert is_date_value(value)


@pytest.mark.parametrize(
    "value",
    [
        "", "21-09-29", "2021-13", "2021-00", "2021-02-29", "2021-9-1", "2021-Q5", "2021年", "../2021", "2021/", "/",
        "2021-09-29 04:00", "2018-06/2015-03", "2021-09-29T4:00", "2021-09-29TXX", "２０２１", "2021/2022/2023",
        "XXXX-XX-32", "XXXX-XX-00", "XX", "XX-09", "XXXX-13-XX", "2021-0X", "--2021", "-221", "2021-09-29T25:00",
        "T08:60", "2021-W00", "2021-W54", "....", "9:99", "2021-02-30", "2021-09/2020-01",
    ],
)  # fmt: skip
def test_what_is_no_date_value(value: str) -> None:
    assert not is_date_value(value)


@pytest.mark.parametrize("value", ["0", "15700", "-3", "0.046", "2/3", "1.5..2", "-5..-3"])
def test_quantity_values(value: str) -> None:
    assert is_quantity_value(value)


@pytest.mark.parametrize(
    "value", ["", "三", "1,000", "1e3", "2/0", "2/", "3..2", "2..2", "2..", "½", "１", "+1", "NaN"]
)
def test_what_is_no_quantity_value(value: str) -> None:
    assert not is_quantity_value(value)


def test_numbers_are_of_a_length_that_records_hold() -> None:
    digits = "9" * 1000
    for value in (digits, f"-{digits}.{digits}", f"1/{digits}"):
        assert is_quantity_value(value)
        assert number_of(value).is_finite()
    for value in (f"{digits}0", f"1.{digits}0", f"1/{digits}0", f"1/{'0' * 1000}"):
        assert not is_quantity_value(value)
