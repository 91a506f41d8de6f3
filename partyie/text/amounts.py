"""Amounts: numerals that are exact, blurred (十几, 两三百, 3千多) or shares (百分之五, 三分之二, 七成半)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import lru_cache

from partyie.text.numerals import ARABIC, CHINESE_DIGIT, NUMERAL, NumeralError, parse_numeral

LESS, MORE, APPROX, AT_MOST = "LESS_THAN", "MORE_THAN", "APPROX", "EQUAL_OR_LESS"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as far as the text fixes it.

    Attributes:
        value: The number; None for a range.
        lower: Lowest number meant, inclusive; None unless a range.
        upper: Highest number meant, inclusive; None unless a range.
        modifier: ``LESS_THAN``, ``MORE_THAN``, ``APPROX``, ``EQUAL_OR_LESS`` or None.
        share: Whether it is a part of a whole (成, 百分之) and takes no unit.
    """

    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    modifier: str | None = None
    share: bool = False

    def times(self, factor: Decimal) -> Amount:
        """The amount in a unit ``factor`` times smaller."""
        return self._mapped(lambda number: number * factor)

    def plus(self, number: Decimal) -> Amount:
        """The amount and an exact number more (一年 + 半)."""
        return self._mapped(lambda part: part + number)

    def _mapped(self, change: Callable[[Decimal], Decimal]) -> Amount:
        value, lower, upper = (part if part is None else change(part) for part in (self.value, self.lower, self.upper))
        return replace(self, value=value, lower=lower, upper=upper)

    def modified(self, modifier: str | None) -> Amount:
        """The amount under one more modifier; two that contradict each other leave only APPROX."""
        if modifier is None or modifier == self.modifier:
            return self
        return replace(self, modifier=APPROX if self.modifier else modifier)

    @property
    def low(self) -> Decimal:
        """The lowest number meant."""
        return self.value if self.value is not None else self.lower if self.lower is not None else Decimal(0)

    @property
    def high(self) -> Decimal:
        """The highest number meant."""
        return self.value if self.value is not None else self.upper if self.upper is not None else Decimal(0)


Reading = tuple[Amount, int]
"""An amount and where it ends."""

_PAIRS = "一两|一二|二三|两三|三四|四五|五六|六七|七八|八九|三五"
_PAIR = re.compile(
    rf"(?P<head>[一二三四五六七八九十百千万亿两零]*[十百千万亿])?(?P<pair>{_PAIRS})(?P<scale>[十百千万亿]*)"
)
_TEENS = re.compile(r"(?P<tens>[一二三四五六七八九两百千万零]*十|[0-9]*[1-9]0)(?:好)?几(?P<scale>[百千万亿]*)")
_FEW = re.compile(r"(?:好几|几|数(?=[十百千万亿]))(?P<scale>[十百千万亿]*)(?:[几余多])?")
_UP_TO = re.compile(r"(?:成百上千|上千上万|成千上万|几十上百|上(?P<scale>[百千万亿]++)(?![年面司里]))")
_DOZENS = re.compile(r"(?P<number>百|千|百十|千把|百把|万把)(?P<blur>来|把|十来)?(?=[个名人号户斤亩块家只头里天元条])")
_BLURRED = re.compile(rf"(?P<number>{NUMERAL}) ?(?P<blur>多|余|来)(?P<scale>[百千万亿]*)")
_PLAIN = re.compile(rf"{NUMERAL}(?: (?P<scale>[万亿]+)(?=[余多]?[元人亩吨斤户次名件平米立公]))?")
_HALF = re.compile(r"半(?!山|岛|球|导|夜|空|途|路|边|年度|场|生|径|决|价|数|月谈|职|百|成品|自动)")
_PERCENT = re.compile(rf"(?P<number>{ARABIC})(?:(?P<percent>%)|‰)(?![0-9])")
_PARTS = re.compile(
    rf"(?P<whole>百|千|万|十万|百万|千万|亿|万万|仟|佰)分之(?:(?P<pair>{_PAIRS})|(?P<number>{NUMERAL}))"
)
_FRACTION = re.compile(
    rf"(?:(?P<plus>{CHINESE_DIGIT}+)又)?(?P<whole>{CHINESE_DIGIT}{{0,2}}十?{CHINESE_DIGIT}|十)分之(?P<number>{CHINESE_DIGIT}+)"
)
_SLASH = re.compile(r"(?P<number>[1-9])/(?P<whole>[2-9]|10)(?=的|以上|以下|左右|强|弱|多)")
_TENTHS = re.compile(
    rf"(?:(?P<pair>{_PAIRS})|(?P<number>[一二两三四五六七八九十]|10|[1-9](?:\.[0-9])?))成"
    r"(?:(?P<half>半)|(?P<more>[一二三四五六七八九](?![十百千万亿成员名个人家户])))?"
    r"(?!立|员|为|功|果|效|本|长|年|都|绩|熟|品|因|就|型|份|千|百|语|人[^数]|套|交|建|婚)"
)
_HALF_OF = re.compile(r"一半(?!天|年)|百分百")


def _range(low: Decimal, high: Decimal, modifier: str | None = None, *, share: bool = False) -> Amount:
    return Amount(lower=low, upper=high, modifier=modifier, share=share)


def _digits(pair: str) -> tuple[Decimal, Decimal]:
    return parse_numeral(pair[0]), parse_numeral(pair[1])


def _scale(text: str | None) -> Decimal:
    return parse_numeral(text) if text else Decimal(1)


def read_percent(text: str, start: int) -> Reading | None:
    """4.6% and 0.8‰ as shares of one."""
    found = _PERCENT.match(text, start)
    if not found:
        return None
    exponent = -2 if found["percent"] else -3
    return Amount(parse_numeral(found["number"]).scaleb(exponent), share=True), found.end()


def read_parts(text: str, start: int) -> Reading | None:
    """百分之五, 千分之二点四, 百分之七八."""
    found = _PARTS.match(text, start)
    if not found:
        return None
    whole = parse_numeral(found["whole"])
    if found["pair"]:
        low, high = _digits(found["pair"])
        return _range(low / whole, high / whole, share=True), found.end()
    return Amount(parse_numeral(found["number"]) / whole, share=True), found.end()


def read_fraction(text: str, start: int) -> Reading | None:
    """三分之二, 三又五分之一."""
    found = _FRACTION.match(text, start)
    if not found:
        return None
    value = parse_numeral(found["number"]) / parse_numeral(found["whole"])
    mixed = found["plus"] is not None
    return Amount(value + _scale(found["plus"]) if mixed else value, share=not mixed), found.end()


def read_slash(text: str, start: int) -> Reading | None:
    """2/3的村: with a word behind that shows a share."""
    found = _SLASH.match(text, start)
    if not found or int(found["number"]) >= int(found["whole"]):
        return None
    return Amount(Decimal(found["number"]) / Decimal(found["whole"]), share=True), found.end()


def read_tenths(text: str, start: int) -> Reading | None:
    """七成, 七成半, 四成二, 三四成."""
    found = _TENTHS.match(text, start)
    if not found:
        return None
    if found["pair"]:
        low, high = _digits(found["pair"])
        return _range(low / 10, high / 10, share=True), found.end()
    more = Decimal("0.05") if found["half"] else _scale(found["more"]) / 100 if found["more"] else Decimal(0)
    return Amount(parse_numeral(found["number"]) / 10 + more, share=True), found.end()


def read_half_of(text: str, start: int) -> Reading | None:
    """一半, 百分百."""
    found = _HALF_OF.match(text, start)
    return (Amount(Decimal("0.5") if found[0] == "一半" else Decimal(1), share=True), found.end()) if found else None


def read_up_to(text: str, start: int) -> Reading | None:
    """上百, 成千上万: at least that many."""
    found = _UP_TO.match(text, start)
    if not found:
        return None
    if found["scale"]:
        return Amount(parse_numeral(found["scale"]), modifier=MORE), found.end()
    low = {"成百上千": 100, "几十上百": 20}.get(found[0], 1000)
    high = {"成百上千": 9000, "几十上百": 100}.get(found[0], 90000)
    return _range(Decimal(low), Decimal(high), APPROX), found.end()


def read_teens(text: str, start: int) -> Reading | None:
    """十几, 20几, 三十好几, 十几万: between one and nine more."""
    found = _TEENS.match(text, start)
    if not found:
        return None
    tens, scale = parse_numeral(found["tens"]), _scale(found["scale"])
    return _range((tens + 1) * scale, (tens + 9) * scale), found.end()


def read_few(text: str, start: int) -> Reading | None:
    """几个, 几百, 数千万: two to nine of them."""
    found = _FEW.match(text, start)
    if not found:
        return None
    scale = _scale(found["scale"])
    return _range(2 * scale, 9 * scale, APPROX), found.end()


def read_pair(text: str, start: int) -> Reading | None:
    """两三, 七八十, 十六七, 四百六七十, 三四千万: two neighbouring digits are a range."""
    found = _PAIR.match(text, start)
    if not found or _goes_on(text, found.end()):
        return None
    low, high = _digits(found["pair"])
    head, scale = found["head"] or "", found["scale"]
    if head and not scale and head[-1] != "十":
        scale, head_value = {"百": "十", "千": "百", "万": "千", "亿": "千万"}[head[-1]], parse_numeral(head)
        return _range(head_value + low * _scale(scale), head_value + high * _scale(scale)), found.end()
    if not head:
        return _range(low * _scale(scale), high * _scale(scale)), found.end()
    first, second = found["pair"][0], found["pair"][1]
    return _range(parse_numeral(head + first + scale), parse_numeral(head + second + scale)), found.end()


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
    value = parse_numeral(found["number"]) * _scale(found["scale"])
    return Amount(value, modifier=APPROX if found["blur"] == "来" else MORE), found.end()


def read_half(text: str, start: int) -> Reading | None:
    """半 before a unit."""
    found = _HALF.match(text, start)
    return (Amount(Decimal("0.5")), found.end()) if found else None


def read_plain(text: str, start: int) -> Reading | None:
    """Any exact numeral; 1.86 万 with a blank between."""
    found = _PLAIN.match(text, start)
    return (Amount(parse_numeral(found[0].replace(" ", ""))), found.end()) if found else None


FORMS: tuple[Callable[[str, int], Reading | None], ...] = (
    read_percent,
    read_parts,
    read_fraction,
    read_slash,
    read_tenths,
    read_half_of,
    read_up_to,
    read_teens,
    read_few,
    read_pair,
    read_dozens,
    read_blurred,
    read_half,
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
    r"[0-9几〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百千万亿拾佰仟廿卅]|零(?!下)|半(?!山)|好几|上(?=[百千万亿])"
    r"|成(?=[百千])|数(?=[十百千万亿])|个(?=把[月小星钟])"
)
"""Where an amount may begin."""
