"""Numerals: each spelling gives its exact value, and every value can be written and read back."""

from __future__ import annotations

import contextlib
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.numerals import LONGEST, NumeralError, format_numeral, parse_numeral

STYLES = ("arabic", "chinese", "financial", "mixed")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("零", "0"),
        ("1,208.5", "1208.5"),
        ("十", "10"),
        ("十一", "11"),
        ("壹拾壹", "11"),
        ("廿七", "27"),
        ("百八十", "180"),
        ("二百五", "250"),
        ("三千五", "3500"),
        ("三千零五", "3005"),
        ("一万三", "13000"),
        ("一万零三", "10003"),
        ("一万零四十", "10040"),
        ("一万零三百五", "10350"),  # the 零 is for the thousands
        ("一万零三百零五", "10305"),
        ("四千零四万", "40040000"),
        ("三万五千亿二千万", "3500020000000"),
        ("拾亿零六万零五百零六", "1000060506"),
        ("贰亿叁仟柒佰万", "237000000"),
        ("2亿3千万", "230000000"),
        ("3千5百", "3500"),
        ("3万4000", "34000"),
        ("1.2万亿", "1200000000000"),
        ("10万万", "1000000000"),
        ("二〇二一", "2021"),
        ("二○二○", "2020"),
        ("两千", "2000"),
        ("二点三万", "23000"),
        ("九十九点六五", "99.65"),
        ("一百点零", "100"),
        ("万", "10000"),
        ("一七二点五", "172.5"),
        ("零点35", "0.35"),
        ("二百点12", "200.12"),
        ("参佰零参", "303"),
        ("参万伍仟", "35000"),
        ("二億三千萬", "230000000"),
        ("三兆", "3000000000000"),
        ("一兆二亿", "1000200000000"),
        ("一亿五", "150000000"),
        ("一亿零五", "100000005"),
        ("5万9999", "59999"),
        ("1,208万", "12080000"),
        ("一七二零点五", "1720.5"),
        ("二五点三", "25.3"),
        ("九八", "98"),
        ("七", "7"),
        ("七点五", "7.5"),
        ("二点三百万", "2300000"),
        ("一点五百", "150"),
        ("3.5千", "3500"),
        ("两万两千", "22000"),
        ("三百12", "312"),
        ("2千5", "2500"),
        ("2千05", "2005"),
        ("千五百", "1500"),
        ("千零五", "1005"),
        ("百五", "150"),
        ("一百十五", "115"),
        ("一千零十", "1010"),
        ("二十五", "25"),
        ("四百零五点五", "405.5"),
        ("九千八百七十六", "9876"),
        ("一千二百三十四万五千六百七十八", "12345678"),
        ("陆万柒仟捌佰玖拾", "67890"),
        ("卅一", "31"),
        ("卌", "40"),
    ],
)
def test_reads_every_spelling(text, value):
    """Arabic, Chinese, financial, positional and mixed numerals have one exact value."""
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三五十万",
        "千百",
        "十百",
        "五十十",
        "一万二万",
        "一二百",
        "点五",
        "五点",
        "三千万千",
        "人",
        "1,23",
        "1，23",
        "五点两",
        "１２",
        "一万百",
        "三亿千万",
        "5万10000",
        "5万20000",
        "一千零百",
        "五点一两",
        "2.5.5",
    ],
)
def test_refuses_what_is_no_numeral(text):
    """Numeral characters in an impossible order have no value, and the message quotes them."""
    with pytest.raises(NumeralError) as refused:
        parse_numeral(text)
    assert str(refused.value) == f"not a numeral: {text!r}"


def test_the_longest_numeral_that_is_read():
    """Its last digit counts; of a longer one the message quotes the beginning."""
    assert str(parse_numeral("1" * LONGEST)) == "1" * LONGEST
    assert str(parse_numeral("一" * LONGEST)) == "1" * LONGEST
    exact = "123456789012345678901234567890.123456789"
    assert parse_numeral(exact + "万") == Decimal("1234567890123456789012345678901234.56789")
    with pytest.raises(NumeralError) as refused:
        parse_numeral("1" * (LONGEST + 1))
    assert str(refused.value) == f"not a numeral: {'1' * LONGEST!r}"


@pytest.mark.parametrize("style", STYLES)
@given(number=st.integers(0, 10**16))
def test_whole_numbers_round_trip(style, number):
    """What is written in any spelling is read back exactly."""
    assert parse_numeral(format_numeral(number, style)) == number


@pytest.mark.parametrize("style", STYLES)
@given(number=st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=4))
def test_decimals_round_trip(style, number):
    """Decimals survive too."""
    assert parse_numeral(format_numeral(number, style)) == number


@given(st.text(alphabet="零〇一二两三五九十百千万亿点0123456789.,廿壹拾", max_size=LONGEST))
def test_reads_a_finite_value_or_refuses(text):
    """No combination of numeral characters raises anything but NumeralError."""
    with contextlib.suppress(NumeralError):
        assert parse_numeral(text).is_finite()


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        ("0", "chinese", "零"),
        ("10", "chinese", "十"),
        ("15", "chinese", "十五"),
        ("20", "chinese", "二十"),
        ("110", "chinese", "一百一十"),
        ("105", "chinese", "一百零五"),
        ("109", "chinese", "一百零九"),
        ("10950", "chinese", "一万零九百五十"),
        ("1010", "chinese", "一千零一十"),
        ("1100", "chinese", "一千一百"),
        ("10001", "chinese", "一万零一"),
        ("23000", "chinese", "二万三千"),
        ("100030000", "chinese", "一亿零三万"),
        ("120000000", "chinese", "一亿二千万"),
        ("2.05", "chinese", "二点零五"),
        ("12.5", "chinese", "十二点五"),
        ("10", "financial", "壹拾"),
        ("15", "financial", "壹拾伍"),
        ("20304", "financial", "贰万零叁佰零肆"),
        ("67890", "financial", "陆万柒仟捌佰玖拾"),
        ("9999", "mixed", "9999"),
        ("10000", "mixed", "1万"),
        ("200000", "mixed", "20万"),
        ("2E+5", "mixed", "20万"),
        ("10000.50", "mixed", "1.00005万"),
        ("99990000", "mixed", "9999万"),
        ("100000000", "mixed", "1亿"),
        ("350000000", "mixed", "3.5亿"),
        ("20000000000", "mixed", "200亿"),
        ("1234567.5", "arabic", "1,234,567.5"),
    ],
)
def test_writes_a_number_as_documents_do(number, style, text):
    """Gaps are filled by one 零; 十五, not 一十五; 3.5亿, not 35000万."""
    assert format_numeral(Decimal(number), style) == text


@pytest.mark.parametrize("number", [-1, Decimal("NaN"), Decimal("Infinity")])
def test_writes_no_numeral_for_what_has_none(number):
    """Negative numbers and NaN have no numeral."""
    with pytest.raises(ValueError, match=f"no numeral for {number}"):
        format_numeral(number)


@pytest.mark.parametrize("unit", ["9", "一", "万", "零", "1,"])
def test_endless_numerals_are_refused_at_once(unit):
    """A hundred thousand numeral characters cost about as much as a thousand."""

    def seconds(length: int) -> float:
        text = unit * length
        start = time.process_time()
        for _ in range(200):
            with pytest.raises(NumeralError):
                parse_numeral(text)
        return time.process_time() - start

    assert any(seconds(100_000) <= 5 * seconds(1_000) + 0.05 for _ in range(4))
