"""Amounts: numerals that are exact, blurred (十几, 两三百, 3千多) or shares (百分之五, 三分之二, 七成半)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import lru_cache

from partyie.text import lazy_re as re
from partyie.text.amount import APPROX, MORE, PAIRS, Amount, Reading, amount_range, scale_value
from partyie.text.numerals import NUMERAL, NumeralError, parse_numeral
from partyie.text.shares import SHARES

_PAIR = re.compile(
    rf"(?P<head>[一二三四五六七八九十百千万亿两零]{{0,31}}[十百千万亿])?(?P<pair>{PAIRS})(?P<scale>[十百千万亿]*)"
)
_TEENS = re.compile(
    r"(?P<tens>[一二三四五六七八九两百千万零壹贰叁肆伍陆柒捌玖佰仟]{0,31}(?:[十拾]|[百千佰仟]零)|[0-9]{0,31}[1-9]0)(?:好)?几"
    r"(?P<scale>[百千万亿]*)(?:[多余](?P<beyond>[万亿]+))?"
)
_FEW = re.compile(r"(?:好几|几|数(?=[十百千万亿]))(?P<scale>[十百千万亿]*)(?:[几余多])?")
_UP_TO = re.compile(r"(?:成百上千|上千上万|成千上万|几十上百|上(?P<scale>[百千万亿]++)(?![年面司里]))")
_DOZENS = re.compile(r"(?P<number>百|千|百十|千把|百把|万把)(?P<blur>来|把|十来)?(?=[个名人号户斤亩块家只头里天元条])")
_BLURRED = re.compile(rf"(?P<number>{NUMERAL}) ?(?P<blur>多|余|来)(?P<scale>[百千万亿]*)")
_PLAIN = re.compile(rf"{NUMERAL}(?: (?P<scale>[万亿]+)(?=[余多]?[元人亩吨斤户次名件平米立公(（]))?")
_COUNTED_SCALE = re.compile(rf"(?P<number>{NUMERAL})个(?P<scale>万?+亿)(?!级)")
_HALF = re.compile(r"半(?!山|岛|球|导|夜|空|途|路|边|年度|场|生|径|决|价|数|月谈|职|百|成品|自动)")

_SIMPLE = re.compile(
    r"(?:[0-9]{1,20}+(?:\.[0-9]++)?|[一二三四五六七八九]|(?<![一二两三四五六七八九十百千万])两)"
    r"(?![0-9零〇○一二两三四五六七八九十百千万亿兆萬億廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟参"
    r".,%‰/ 点又分成半几好多余来]|个[万亿])"
)
"""The commonest numbers: a few Arabic digits or one Han digit, and nothing behind them that another form reads."""


def read_simple(text: str, start: int) -> Reading | None:
    """12, 3.5, 一 and 两 where no other form can apply: tried first, since most numbers are of this kind."""
    found = _SIMPLE.match(text, start)
    return (Amount(parse_numeral(found[0])), found.end()) if found else None


def read_up_to(text: str, start: int) -> Reading | None:
    """上百, 成千上万: at least that many."""
    found = _UP_TO.match(text, start)
    if not found:
        return None
    if found["scale"]:
        return Amount(parse_numeral(found["scale"]), modifier=MORE), found.end()
    low = {"成百上千": 100, "几十上百": 20}.get(found[0], 1000)
    high = {"成百上千": 9000, "几十上百": 100}.get(found[0], 90000)
    return amount_range(Decimal(low), Decimal(high), APPROX), found.end()


def read_teens(text: str, start: int) -> Reading | None:
    """十几, 20几, 三十好几, 十几万, 一百零几: between one and nine more."""
    found = _TEENS.match(text, start)
    if not found:
        return None
    tens, scale = parse_numeral(found["tens"]), scale_value(found["scale"]) * scale_value(found["beyond"])
    return amount_range((tens + 1) * scale, (tens + 9) * scale), found.end()


def read_few(text: str, start: int) -> Reading | None:
    """几个, 几百, 数千万: two to nine of them."""
    found = _FEW.match(text, start)
    if not found:
        return None
    scale = scale_value(found["scale"])
    return amount_range(2 * scale, 9 * scale, APPROX), found.end()


def read_pair(text: str, start: int) -> Reading | None:
    """两三, 七八十, 十六七, 四百六七十, 三四千万: two neighbouring digits are a range."""
    found = _PAIR.match(text, start)
    if not found or _goes_on(text, found.end()):
        return None
    head, pair, scale = found["head"] or "", found["pair"], found["scale"]
    return amount_range(parse_numeral(head + pair[0] + scale), parse_numeral(head + pair[1] + scale)), found.end()


def _goes_on(text: str, end: int) -> bool:
    """一二三四 counts nothing; 两三百五十 is no pair."""
    return text[end : end + 1] in tuple("零〇一二两三四五六七八九")


def read_dozens(text: str, start: int) -> Reading | None:
    """百十个, 千把斤: about that many."""
    found = _DOZENS.match(text, start)
    if not found or not (found["blur"] or len(found["number"]) > 1):
        return None
    return Amount(parse_numeral(found["number"][0]), modifier=APPROX), found.end()


def read_blurred(text: str, start: int) -> Reading | None:
    """3千多, 一百七十余万, 三百来: the number or somewhat more."""
    found = _BLURRED.match(text, start)
    if not found:
        return None
    value = parse_numeral(found["number"]) * scale_value(found["scale"])
    return Amount(value, modifier=APPROX if found["blur"] == "来" else MORE), found.end()


def read_half(text: str, start: int) -> Reading | None:
    """半 before a unit."""
    found = _HALF.match(text, start)
    return (Amount(Decimal("0.5")), found.end()) if found else None


def read_plain(text: str, start: int) -> Reading | None:
    """Any exact numeral; 1.86 万 with a blank between."""
    found = _PLAIN.match(text, start)
    return (Amount(parse_numeral(found[0].replace(" ", ""))), found.end()) if found else None


def read_counted_scale(text: str, start: int) -> Reading | None:
    """两个亿: the scale is counted like a thing; 万亿级 is a class of its own."""
    found = _COUNTED_SCALE.match(text, start)
    return (Amount(parse_numeral(found["number"]) * scale_value(found["scale"])), found.end()) if found else None


FORMS: tuple[Callable[[str, int], Reading | None], ...] = (
    read_simple,
    *SHARES,
    read_up_to,
    read_teens,
    read_few,
    read_pair,
    read_dozens,
    read_blurred,
    read_half,
    read_counted_scale,
    read_plain,
)
"""How a number can be said, in the order in which the forms are tried; the first that fits wins."""


def read_amount(text: str, start: int) -> Reading | None:
    """The amount written at ``text[start:]`` and where it ends; None where there is none.

    >>> read_amount("十几万人", 0)
    (Amount(value=None, lower=Decimal('110000'), upper=Decimal('190000'), modifier=None, share=False), 3)

    Approximators before it (近) and units behind it (人) are left to the caller.
    """
    for form in FORMS:
        try:
            reading = form(text, start)
        except (NumeralError, InvalidOperation, DivisionByZero, Overflow):
            continue  # looks like this form, but its numeral is none
        if reading:
            return reading
    return None


@lru_cache(maxsize=1024)
def parse_amount(text: str) -> Amount | None:
    """The amount that the whole of ``text`` is, or None."""
    reading = read_amount(text, 0)
    return reading[0] if reading and reading[1] == len(text) else None


AMOUNT_START = re.compile(
    r"[0-9几〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百千万亿拾佰仟廿卅]|零(?![下上])|半(?!山)|好几|上(?=[百千万亿])"
    r"|成(?=[百千])|数(?=[十百千万亿])|个(?=把[月小星钟])|参(?=[拾佰仟万亿])"
)
"""Where an amount may begin."""
