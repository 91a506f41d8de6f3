"""Ranges of measures: 3至14个月, 5000元至1万元, 2.5%—3%, 百分之五至十, 八到九百亿."""

from __future__ import annotations

from decimal import Decimal

from partyie.components.measures import Measure
from partyie.text import lazy_re as re
from partyie.text.amount import RANGE_SIGN, Amount
from partyie.text.numerals import parse_numeral

CONNECTOR = re.compile(rf"(?:[(（]不?含[)）])?[ 　]?{RANGE_SIGN}[ 　]?")
LINK_HEADS = frozenset("(（ 　至到—－-–~～―ー与和")
"""What CONNECTOR and BETWEEN can begin with."""
BETWEEN = re.compile(r"[ 　]?[与和][ 　]?")
"""Joins two ends only before 之间: 10与20之间."""


def joined(text: str, first: Measure, last: Measure) -> Measure | None:
    """One measure of both ends; None where the second is not a larger one of the same kind."""
    if not _same_kind(first, last):
        return None
    first = _share_of_first(text, first, last)
    last = _share_of_last(text, first, last)
    if first.amount.high <= 0 and last.amount.high < first.amount.low:
        amount = Amount(lower=last.amount.low, upper=first.amount.high, modifier=last.amount.modifier)
        return last._replace(start=first.start, amount=amount._replace(share=last.amount.share))
    low, high = _low_end(text, first, last), last.amount.high
    if low >= high:
        return None
    amount = Amount(lower=low, upper=high, modifier=last.amount.modifier, share=last.amount.share)
    return last._replace(start=first.start, amount=amount)


def bounded(first: Measure, last: Measure) -> Measure | None:
    """3年以上7年以下: the range between two bounds of one unit."""
    low, high = first.amount.value, last.amount.value
    if first.unit != last.unit or low is None or high is None or low >= high:
        return None
    return last._replace(start=first.start, amount=Amount(lower=low, upper=high))


def _same_kind(first: Measure, last: Measure) -> bool:
    """The first measure goes without unit or has the unit of the last."""
    if first.unit:
        return first.unit == last.unit
    return not first.amount.share or last.amount.share or not last.unit


def _share_of_first(text: str, first: Measure, last: Measure) -> Measure:
    """三至四成, 2—3%: the first number is a share as the last one is."""
    if first.amount.share or not last.amount.share:
        return first
    number = text[last.start : last.number_end]
    factor = next(value for sign, value in (("‰", "0.001"), ("%", "0.01"), ("", "0.1")) if sign in number)
    return first._replace(amount=first.amount.times(Decimal(factor)))


def _share_of_last(text: str, first: Measure, last: Measure) -> Measure:
    """百分之五至十: the last number is a share as the first one is."""
    whole, parts, _ = text[first.start : first.number_end].partition("分之")
    if last.amount.share or not (first.amount.share and parts):
        return last
    return last._replace(amount=last.amount.times(1 / parse_numeral(whole))._replace(share=True), dimension="share")


def _low_end(text: str, first: Measure, last: Measure) -> Decimal:
    """The lower number, in the scale of the upper one where it has none of its own: 3至5万, 八到九百亿."""
    low, number = first.amount.low, text[first.start : first.number_end]
    scale = _scale_word(text[last.start : last.number_end])
    if scale and _scale_word(number):
        scale = scale[-1] if scale[-1] in "万亿" and scale[-1] not in number else ""
    scaled = low * parse_numeral(scale) if scale else low
    return scaled if scaled < last.amount.high else low


def _scale_word(number: str) -> str:
    """The scale characters at the end of a numeral: 千万 of 两千万, nothing of 二十三."""
    return number[len(number.rstrip("百千万亿")) :]
