"""What stands before a number: approximators, currencies, signs (近500个, 港币二百万元, 零下2℃)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from partyie.components.measures import Measure
from partyie.lexicon.approximators import approximator_before

CURRENCIES = {
    "港币": "港元",
    "港元": "港元",
    "美金": "美元",
    "美元": "美元",
    "澳门币": "澳门元",
    "欧元": "欧元",
    "英镑": "英镑",
    "日元": "日元",
    "新台币": "新台币",
    "台币": "新台币",
    "US$": "美元",
    "HK$": "港元",
    "$": "美元",
    "￥": "元",
    "¥": "元",
}
"""Currency words and signs that stand before the number and give its unit."""

SIGN = re.compile(r"零下|负|(?<![0-9A-Za-z])[-－−﹣]")
AGE_CUE = frozenset(("年近", "年过", "年逾"))
"""Words that make a bare number an age."""


def with_front(text: str, measure: Measure) -> Measure:
    """Sign, approximators and currency before the number, from right to left."""
    return _with_currency(text, _with_approximator(text, _with_sign(text, measure)))


def _with_sign(text: str, measure: Measure) -> Measure:
    for length in (2, 1):
        at = measure.start - length
        sign = SIGN.match(text, at) if at >= 0 else None
        if sign and sign.end() == measure.start and _is_negative(text, at, sign[0], measure):
            return replace(measure, start=at, amount=measure.amount.times(Decimal(-1)))
    return measure


def _is_negative(text: str, at: int, sign: str, measure: Measure) -> bool:
    """A dash that joins (A-3, 11-13) is no sign, nor is one before a range."""
    before = text[at - 1 : at]
    if measure.amount.value is None:
        return False
    return sign in ("零下", "负") or not (before.isascii() and before.isalnum())


def _with_currency(text: str, measure: Measure) -> Measure:
    """港币二百万元, 美金不到两万元: the word before the sum gives the unit."""
    if measure.unit and measure.dimension != "money":
        return measure
    for length in (3, 2, 1):
        word = text[max(0, measure.start - length) : measure.start]
        if word in CURRENCIES:
            measure = replace(measure, start=measure.start - len(word), unit=CURRENCIES[word], dimension="money")
            return _with_approximator(text, measure)
    return measure


def _with_approximator(text: str, measure: Measure) -> Measure:
    row = approximator_before(text, measure.start)
    if row is None:
        return measure
    measure = replace(measure, start=measure.start - len(row.form), amount=measure.amount.modified(row.modifier))
    return replace(measure, unit="岁", dimension="age") if row.form in AGE_CUE and not measure.unit else measure
