"""Parts of a whole: 4.6%, 百分之五, 三分之二, 七成半, 一半."""

from __future__ import annotations

from decimal import Decimal

from partyie.text import lazy_re as re
from partyie.text.amount import APPROX, PAIRS, Amount, Reading, amount_range, pair_digits, scale_value
from partyie.text.numerals import NUMERAL, parse_numeral

_PERCENT = re.compile(rf"(?<!%)(?P<number>{NUMERAL})(?:(?P<percent>%)|‰)(?![0-9])")
_PARTS = re.compile(
    rf"[一壹]?(?P<whole>百|千|万|十万|百万|千万|亿|万万|仟|佰)分之(?P<sign>负)?(?:(?P<pair>{PAIRS})|(?P<tens>[一二三四五六七八九]?十)?(?P<few>几)|(?P<number>{NUMERAL}))"
)
_FRACTION = re.compile(rf"(?:(?P<plus>{NUMERAL})又)?(?P<whole>{NUMERAL})分之(?P<sign>负)?(?P<number>{NUMERAL})")
_PART_OF_UNIT = re.compile(
    r"(?P<whole>[二三四五六八十])分一(?=公?升|毫升|[汤茶]匙|加仑|公?斤|磅|公?里|英[里尺寸]|公?顷|亩|吨)"
)
_SLASH = re.compile(r"(?P<number>[1-9])/(?P<whole>[2-9]|10)(?=的|以上|以下|左右|强|弱|多)")
_TENTHS = re.compile(
    rf"(?:(?P<pair>{PAIRS})|(?P<number>[一二两三四五六七八九十]|10|[1-9](?:\.[0-9])?))成"
    r"(?:(?P<half>半)|(?P<more>[一二三四五六七八九](?![十百千万亿成员名个人家户])))?"
    r"(?!立|员|为|功|果|效|本|长|年|都|绩|熟|品|因|就|型|份|千|百|语|人[^数]|套|交|建|婚)"
)
_HALF_OF = re.compile(r"一半(?!天|年)|百分百")


def read_percent(text: str, start: int) -> Reading | None:
    """4.6% and 0.8‰ as shares of one."""
    found = _PERCENT.match(text, start)
    if not found:
        return None
    exponent = -2 if found["percent"] else -3
    return Amount(parse_numeral(found["number"]).scaleb(exponent), share=True), found.end()


def read_parts(text: str, start: int) -> Reading | None:
    """百分之五, 千分之二点四, 百分之七八, 百分之负三, 百分之十几."""
    found = _PARTS.match(text, start)
    if not found:
        return None
    whole = parse_numeral(found["whole"]) * (-1 if found["sign"] else 1)
    if found["pair"]:
        return _share_range(*pair_digits(found["pair"]), whole), found.end()
    if found["tens"]:
        tens = parse_numeral(found["tens"])
        return _share_range(tens + 1, tens + 9, whole), found.end()
    if found["few"]:
        return _share_range(Decimal(2), Decimal(9), whole, APPROX), found.end()
    return Amount(parse_numeral(found["number"]) / whole, share=True), found.end()


def _share_range(low: Decimal, high: Decimal, whole: Decimal, modifier: str | None = None) -> Amount:
    """Both parts of the whole, the lower first: of a negative one the lower is the larger number."""
    lower, upper = sorted((low / whole, high / whole))
    return amount_range(lower, upper, modifier, share=True)


def read_fraction(text: str, start: int) -> Reading | None:
    """三分之二, 三又五分之一, 16分之5; one that is more than the whole is a number, no share."""
    found = _FRACTION.match(text, start)
    if not found:
        return None
    value = parse_numeral(found["number"]) / parse_numeral(found["whole"]) * (-1 if found["sign"] else 1)
    value = value + parse_numeral(found["plus"]) if found["plus"] else value
    return Amount(value, share=0 < value <= 1), found.end()


def read_part_of_unit(text: str, start: int) -> Reading | None:
    """四分一公升: without 之, before a unit."""
    found = _PART_OF_UNIT.match(text, start)
    return (Amount(1 / parse_numeral(found["whole"])), found.end()) if found else None


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
        return _share_range(*pair_digits(found["pair"]), Decimal(10)), found.end()
    more = Decimal("0.05") if found["half"] else scale_value(found["more"]) / 100 if found["more"] else Decimal(0)
    return Amount(parse_numeral(found["number"]) / 10 + more, share=True), found.end()


def read_half_of(text: str, start: int) -> Reading | None:
    """一半, 百分百."""
    found = _HALF_OF.match(text, start)
    return (Amount(Decimal("0.5") if found[0] == "一半" else Decimal(1), share=True), found.end()) if found else None


SHARES = (read_percent, read_parts, read_fraction, read_part_of_unit, read_slash, read_tenths, read_half_of)
"""How a share can be said, in the order tried."""
