"""Notations of arithmetic: powers, exponents and decimals without a whole part."""

from __future__ import annotations

from decimal import Decimal

import pytest

from partyie.text.notation import NOTATION, parse_notation


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2^5", "32"),
        ("-2^3", "-8"),
        ("4^-1", "0.25"),
        ("1.5e3", "1500"),
        ("-3E-2", "-0.03"),
        (".5", "0.5"),
        ("-.75", "-0.75"),
        ("0^1", "0"),
        ("99999999999999999999^2", "9999999999999999999800000000000000000001"),
    ],
)
def test_each_notation_has_its_value(text: str, value: str) -> None:
    """A sign before a power belongs to the whole of it."""
    assert parse_notation(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "5", "3.5", "2^", "1e", "e5", "0^0", "0^-1", "1e1000", "2^5^2", "3.5.7"])
def test_what_is_none_has_no_value(text: str) -> None:
    """Plain numbers, unfinished ones, zero to a power that is not positive."""
    assert parse_notation(text) is None


def test_a_notation_stands_apart_from_letters_and_digits() -> None:
    """A model number is none."""
    assert [found[0] for found in NOTATION.finditer("设备A1e5、值1e5、版本2.3.5、.5")] == ["1e5", ".5"]


def test_long_input_is_read_once() -> None:
    """A hundred thousand characters take no noticeable time."""
    assert not list(NOTATION.finditer("1" * 100_000)) and not list(NOTATION.finditer("." * 100_000))
