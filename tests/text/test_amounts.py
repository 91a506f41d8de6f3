"""Amounts: every way of saying a number has its value, its ends or its modifier, and its end."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.amount import Amount
from partyie.text.amounts import FORMS, parse_amount, read_amount, read_pair, read_simple
from partyie.text.numerals import NumeralError


def amount(
    value: str | None = None, low: str | None = None, high: str | None = None, modifier: str | None = None
) -> Amount:
    numbers = (None if number is None else Decimal(number) for number in (value, low, high))
    return Amount(*numbers, modifier)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,208.5万", amount("12085000.0")),
        ("十几", amount(None, "11", "19")),
        ("20几", amount(None, "21", "29")),
        ("三十好几", amount(None, "31", "39")),
        ("十几万", amount(None, "110000", "190000")),
        ("几百", amount(None, "200", "900", "APPROX")),
        ("数千万", amount(None, "20000000", "90000000", "APPROX")),
        ("两三", amount(None, "2", "3")),
        ("七八十", amount(None, "70", "80")),
        ("十六七", amount(None, "16", "17")),
        ("四百六七十", amount(None, "460", "470")),
        ("一万三四", amount(None, "13000", "14000")),
        ("三五百", amount(None, "300", "500")),
        ("3千多", amount("3000", None, None, "MORE_THAN")),
        ("一百七十余万", amount("1700000", None, None, "MORE_THAN")),
        ("三百来", amount("300", None, None, "APPROX")),
        ("上百", amount("100", None, None, "MORE_THAN")),
        ("成千上万", amount(None, "1000", "90000", "APPROX")),
        ("几十上百", amount(None, "20", "100", "APPROX")),
        ("半", amount("0.5")),
        ("一百零几", amount(None, "101", "109")),
        ("叁拾几亿", amount(None, "3100000000", "3900000000")),
        ("十几万多亿", amount(None, "11000000000000", "19000000000000")),
        ("两个亿", amount("200000000")),
        ("12分之30", amount("2.5")),
        ("四又五分之三", amount("4.6")),
        ("五分之负六", amount("-1.2")),
        ("一二三四", amount("1234")),
        ("1.86 万", None),
        ("三五十万", amount(None, "300000", "500000")),
        ("三六十万", None),
        ("成百上千", amount(None, "100", "9000", "APPROX")),
        ("上千上万", amount(None, "1000", "90000", "APPROX")),
        ("四百六七", amount(None, "460", "470")),
        ("一万零三百五六", amount(None, "10350", "10360")),
        ("一千三四", amount(None, "1300", "1400")),
        ("一亿三四", amount(None, "130000000", "140000000")),
        ("十六七万", amount(None, "160000", "170000")),
        ("一万六七千", amount(None, "16000", "17000")),
        ("二十来万", amount("200000", None, None, "APPROX")),
        ("3.5个亿", amount("350000000")),
        ("两个万亿", amount("2000000000000")),
        ("人", None),
    ],
)
def test_numbers_exact_and_blurred(text, expected):
    """The whole text is one amount, or none; it is the same behind other words."""
    assert parse_amount(text) == expected
    assert expected is None or read_amount("共" + text, 1) == (expected, 1 + len(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.6%", "0.046"),
        ("0.8‰", "0.0008"),
        ("百分之五点三", "0.053"),
        ("一百分之二", "0.02"),
        ("千分之二", "0.002"),
        ("七成", "0.7"),
        ("四成二", "0.42"),
        ("七成半", "0.75"),
        ("四分之三", "0.75"),
        ("一半", "0.5"),
        ("百分百", "1"),
        ("百分之负三", "-0.03"),
        ("三十%", "0.3"),
        ("二十五分之一", "0.04"),
        ("16分之4", "0.25"),
    ],
)
def test_shares_are_parts_of_one(text, value):
    """Whatever the whole is called."""
    assert parse_amount(text) == Amount(Decimal(value), share=True)
    assert read_amount("占" + text, 1) == (Amount(Decimal(value), share=True), 1 + len(text))


def test_a_vague_share_is_a_range():
    """百分之十几 has the ends of 十几, 百分之几 those of 几."""
    found = parse_amount("百分之十几")
    assert found is not None and (found.lower, found.upper, found.share) == (Decimal("0.11"), Decimal("0.19"), True)
    few = parse_amount("百分之几")
    assert few is not None and (few.lower, few.upper, few.modifier) == (Decimal("0.02"), Decimal("0.09"), "APPROX")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("百分之七八", "0.07", "0.08"),
        ("万分之三四", "0.0003", "0.0004"),
        ("百分之二十几", "0.21", "0.29"),
        ("三四成", "0.3", "0.4"),
        ("百分之负七八", "-0.08", "-0.07"),
        ("百分之负几", "-0.09", "-0.02"),
    ],
)
def test_ends_of_a_share_rise(text, low, high):
    """Of a negative share, too."""
    found = parse_amount(text)
    assert found is not None and (found.lower, found.upper, found.share) == (Decimal(low), Decimal(high), True)
    assert found.modifier == ("APPROX" if text == "百分之负几" else None)


@pytest.mark.parametrize(
    ("text", "value", "share"),
    [
        ("三分之三", "1", True),
        ("五分之零", "0", False),
        ("五分之六", "1.2", False),
        ("四分之负三", "-0.75", False),
        ("一又四分之一", "1.25", False),
        ("十成", "1", True),
        ("5.5成", "0.55", True),
    ],
)
def test_a_share_is_no_more_than_the_whole_and_more_than_nothing(text, value, share):
    """Else it is a number and takes a unit."""
    found = parse_amount(text)
    assert found is not None and (found.value, found.share) == (Decimal(value), share)


@pytest.mark.parametrize(
    ("text", "expected", "end"),
    [
        ("百十个", amount("100", modifier="APPROX"), 2),
        ("千把斤", amount("1000", modifier="APPROX"), 2),
        ("百来个", amount("100", modifier="APPROX"), 2),
        ("百个", amount("100"), 1),
        ("半小时", amount("0.5"), 1),
        ("1.86 万元", amount("18600"), 6),
        ("1.86 万里", amount("1.86"), 4),
        ("三个亿级", amount("3"), 1),
        ("四分一公升", amount("0.25"), 3),
        ("2/10左右", Amount(Decimal("0.2"), share=True), 4),
        ("2/4的村", Amount(Decimal("0.5"), share=True), 3),
        ("3/3的村", amount("3"), 1),
        ("5/4的村", amount("5"), 1),
        ("一半天", amount("1"), 1),
        ("0分之3", amount("0"), 1),
    ],
)
def test_what_stands_behind_a_number_decides(text, expected, end):
    """百十个 is about a hundred, 3/3的 no share."""
    assert read_amount(text, 0) == (expected, end)
    assert read_amount("共" + text, 1) == (expected, 1 + end)


@pytest.mark.parametrize("digit", "零〇一二三四五六七八九")
def test_a_pair_that_goes_on_is_none(digit):
    """两三百五 can't be counted."""
    assert read_pair("两三百" + digit, 0) is None
    assert read_pair("两三百个", 0) == (amount(None, "200", "300"), 3)


def test_a_percent_sign_before_a_number_takes_it_out():
    """The 20% of an escaped address (%2020%) is no share."""
    assert read_amount("%2020%", 1) == (Amount(Decimal(2020)), 5)


@pytest.mark.parametrize(("text", "end"), [("五成员", 1), ("半山腰", None), ("十成立", 1), ("三分之二强", 4)])
def test_an_amount_ends_where_another_word_begins(text, end):
    """成员 is no 成."""
    found = read_amount(text, 0)
    assert (found[1] if found else None) == end


def test_two_modifiers_that_contradict_leave_approx():
    """约300余 is about 300."""
    assert amount("3", modifier="MORE_THAN").modified("LESS_THAN").modifier == "APPROX"
    assert amount("3", modifier="MORE_THAN").modified("MORE_THAN").modifier == "MORE_THAN"
    assert amount("3").modified(None).modifier is None


@given(st.text(alphabet="零一二两三五十百千万亿几半多余来成分之负点0123456789.,%‰上数又/把", max_size=30))
def test_any_characters_give_an_amount_or_none(text):
    """Ends in order, values finite, nothing raised."""
    found = read_amount(text, 0)
    if found:
        one, end = found
        assert 0 < end <= len(text)
        assert one.low.is_finite() and one.low <= one.high


def read_by_the_other_forms(text: str, start: int) -> tuple[Amount, int] | None:
    for form in FORMS:
        try:
            reading = None if form is read_simple else form(text, start)
        except (NumeralError, ArithmeticError):
            continue
        if reading:
            return reading
    return None


@given(
    st.text(
        "0123456789一二两三八十百千万亿零〇点.,%‰/ 又分之成半旬几好多余来个数上名人年米公里立拾参",
        min_size=1,
        max_size=8,
    )
)
def test_a_simple_number_is_what_the_other_forms_read(text: str) -> None:
    for start in range(len(text)):
        simple = read_simple(text, start)
        assert simple is None or simple == read_by_the_other_forms(text, start)


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("12名", True),
        ("3.5米", True),
        ("两个", True),
        ("1万", False),
        ("5%", False),
        ("三成", False),
        ("二十", False),
        ("3个亿", False),
    ],
)
def test_which_numbers_are_simple(text: str, simple: bool) -> None:
    assert (read_simple(text, 0) is not None) == simple
