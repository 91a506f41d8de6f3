"""What stands before a number: approximators, currencies, signs (近500个, 港币二百万元, 零下2℃)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from partyie.components.measures import Measure
from partyie.lexicon.approximators import approximator_before, last_characters
from partyie.lexicon.units import units
from partyie.text import lazy_re as re

CURRENCY_SIGNS = {
    "US$": "美元", "$": "美元", "HK$": "港元", "NT$": "新台币", "A$": "澳元", "AU$": "澳元", "C$": "加元",
    "CA$": "加元", "S$": "新加坡元", "MOP$": "澳门元", "￥": "元", "¥": "元",
    "€": "欧元", "£": "英镑", "₩": "韩元", "₽": "卢布",
    "₹": "卢比", "฿": "泰铢", "₫": "越南盾", "₱": "比索",
}  # fmt: skip
"""Signs that stand before the number and give its unit; words do too where the table of units has them."""

SIGN = re.compile(r"零下|负 ?|(?<![0-9A-Za-z－−-])[-－−﹣]")
DASHES = frozenset("-－−﹣")
UNIT_BEFORE = re.compile(r"[0-9一二两三四五六七八九十百千万个][天月年日周岁元米里斤吨度℃时钟]\Z")
DEGREES = re.compile(r"(?P<scale>华氏|摄氏)(?:温度|气温)?\Z")
DEGREE_FORMS = frozenset(("度", "°"))
LETTER = re.compile("[A-Za-z]")
NO_FRONT = re.compile(r"人民币|[分整正]\Z|[块毛角]钱|大洋|银元|便士")
AGE_CUE = frozenset(("年近", "年过", "年逾"))
"""Words that make a bare number an age."""


def with_front(text: str, measure: Measure) -> Measure:
    """Sign, approximators, scale and currency before the number, from right to left."""
    if text[max(0, measure.start - 1) : measure.start] not in _ends() and measure.form not in DEGREE_FORMS:
        return measure
    measure = _with_scale(text, with_sign(text, measure))
    return _with_currency(text, _with_approximator(text, measure))


@cache
def currency_words() -> dict[str, str]:
    """The units of the words and signs that may stand before a sum: 港币, 美元, USD, $.

    人民币 is none of them: it says no more than 元 (guideline §9), and coins count nothing without a number.
    """
    words = {unit.form: unit.name for unit in units().values() if unit.dimension == "money" and len(unit.form) > 1}
    return {form: name for form, name in words.items() if not NO_FRONT.search(form)} | CURRENCY_SIGNS


@cache
def _last_of_currency() -> frozenset[str]:
    """The characters with which such words end, since most numbers stand behind none."""
    return frozenset(word[-1] for word in currency_words())


@cache
def _ends() -> frozenset[str]:
    """The last characters of all that may stand before a number, scales apart."""
    return _last_of_currency() | last_characters() | DASHES | frozenset("下负 ")


@cache
def _longest_currency() -> int:
    return max(map(len, currency_words()))


def _with_scale(text: str, measure: Measure) -> Measure:
    """华氏70度, 摄氏零下5度."""
    found = DEGREES.search(text, max(0, measure.start - 6), measure.start) if measure.form in DEGREE_FORMS else None
    if found is None:
        return measure
    return measure._replace(start=found.start(), unit=found["scale"] + "度", dimension="temperature")


def with_sign(text: str, measure: Measure) -> Measure:
    for length in (2, 1):
        at = measure.start - length
        sign = SIGN.match(text, at) if at >= 0 else None
        if sign and sign.end() == measure.start and _is_negative(text, at, sign[0], measure):
            return measure._replace(start=at, amount=measure.amount.times(Decimal(-1)))
    return measure


def with_signs(text: str, first: Measure, last: Measure) -> tuple[Measure, Measure]:
    """Both ends of a range of temperatures or shares: 零下3度到5度 is -3 to 5, 零下3到5度 is -5 to -3."""
    signed = with_sign(text, first)
    below = text.startswith("零下", signed.start)
    if below and not first.unit and last.amount.low > 0:
        last = last._replace(amount=last.amount.times(Decimal(-1)))
    return signed, last


def _is_negative(text: str, at: int, sign: str, measure: Measure) -> bool:
    """A dash that joins (A-3, 11-13, 3天-5个月) is no sign, nor is one before a range."""
    before = text[at - 1 : at]
    if sign in DASHES and UNIT_BEFORE.search(text, max(0, at - 3), at):
        return False
    if measure.amount.value is None:
        return False
    return sign.strip() in ("零下", "负") or not (before.isascii() and before.isalnum())


def _with_currency(text: str, measure: Measure) -> Measure:
    """港币二百万元, 美金不到两万元: the word before the sum gives the unit."""
    if measure.unit and measure.dimension != "money":
        return measure
    end = measure.start
    if text[end - 1 : end] == " " and text[max(0, end - 2) : end - 1].isascii():
        end -= 1
    for start in range(max(0, end - _longest_currency()), end if text[end - 1 : end] in _last_of_currency() else 0):
        unit = currency_words().get(text[start:end])
        if unit and not (LETTER.match(text, start) and start and LETTER.match(text, start - 1)):
            return _with_approximator(text, measure._replace(start=start, unit=unit, dimension="money"))
    return measure


def _with_approximator(text: str, measure: Measure) -> Measure:
    row = approximator_before(text, measure.start)
    if row is None:
        return measure
    measure = measure._replace(start=measure.start - len(row.form), amount=measure.amount.modified(row.modifier))
    return measure._replace(unit="岁", dimension="age") if row.form in AGE_CUE and not measure.unit else measure
