"""Numerals: the exact value of one numeral, and a numeral for a value.

Arabic (``1,208.5``), Chinese (``二千三百``), financial (``贰亿叁仟柒佰万``), digit by digit (``二〇二一``) and
mixed (``2亿3千万``, ``1.2万``) spellings are read into one exact `Decimal`.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Literal

from partyie.errors import PartyieError
from partyie.text import lazy_re as re

Style = Literal["arabic", "chinese", "financial", "mixed"]

LONGEST = 64
"""Code points of the longest numeral read: what is longer is no number that a text means."""


class NumeralError(PartyieError, ValueError):
    """Characters that do not form one numeral; the message quotes them."""


DIGITS = "零一二三四五六七八九"
FINANCIAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
"""Regex of an Arabic number with or without thousands separators and decimals."""

DECIMAL = "[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
CHINESE_DIGIT = "[零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
CHINESE_SCALE = "(?:[十万亿萬億拾佰仟]|百(?!分点|帕)|(?<![十百])千(?![克瓦伏卡焦帕赫])|兆(?![瓦赫帕焦字比]))"
"""One scale character that is not the beginning of a unit (百分点, 千瓦, 兆赫; the 千 of 十千米).

A text in simplified characters may still hold a 萬 or 億.
"""
CHINESE = (
    rf"(?:[零〇○一二三四五六七八九廿卅卌壹贰叁肆伍陆柒捌玖]|{CHINESE_SCALE}"
    r"|参(?=[拾佰仟万亿])|(?<=[拾佰仟万零])参(?![与加照考观赛保军谋])"
    rf"|(?<![一二两三四五六七八九十百千万])两(?!两)|两(?=[百千万亿])){{1,{LONGEST + 1}}}+"
    rf"(?:点{DECIMAL}++[百千万亿]*+|(?<=[零百千万亿])点[0-9]++)?"
)
"""Regex of a run of Chinese numeral characters, decimals with 点; not every match is a numeral.

A run stops where it is too long to be one: a reader that asks again at each character stays linear.

The 两 of 九斤四两 is a unit: behind another digit it counts only before a scale (一万两千)."""

NUMERAL = (
    rf"(?:{ARABIC}(?:(?!千米){CHINESE_SCALE}++(?:零?[0-9]++(?:\.[0-9]++)?|[一二三四五六七八九][百千](?![年岁]))?)*+"
    rf"|{CHINESE})"
)
"""Regex of what may be a numeral in any spelling; `parse_numeral` decides."""

_SIMPLE = str.maketrans(
    {
        "〇": "零",
        "○": "零",
        "两": "二",
        "廿": "二十",
        "卅": "三十",
        "卌": "四十",
        "拾": "十",
        "佰": "百",
        "仟": "千",
        "参": "三",
        "萬": "万",
        "億": "亿",
    }
    | dict(zip(FINANCIAL_DIGITS, DIGITS, strict=True))
)
_ARABIC = str.maketrans(DIGITS, "0123456789")
_PLAIN = re.compile(rf"(?:{ARABIC})\Z")
_DIGIT_STRING = re.compile(rf"[{DIGITS}]+\Z")
_TWO_AS_DECIMAL = re.compile(rf"点{CHINESE_DIGIT}*?两")
_SECTION = re.compile(
    r"(?:(?P<thousands>[0-9]+(?:\.[0-9]+)?)?(?P<thousand>千))?"
    r"(?P<gap_hundreds>0?)(?:(?P<hundreds>[0-9]+(?:\.[0-9]+)?)?(?P<hundred>百))?"
    r"(?P<gap_tens>0?)(?:(?P<tens>[0-9]+(?:\.[0-9]+)?)?(?P<ten>十))?"
    r"(?P<gap_ones>0?)(?P<ones>[0-9]+(?:\.[0-9]+)?)?0?\Z"
)
_GAPS_BEHIND = {1000: ("gap_hundreds", "gap_tens", "gap_ones"), 100: ("gap_tens", "gap_ones")}
_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])")
_ADJACENT = re.compile(r"[一二三四五六七八九][一二三四五六七八九0-9]|[0-9][一二三四五六七八九]")
_BIG = (("兆", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)))


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal:
    """Read one Chinese, Arabic or mixed numeral.

    >>> parse_numeral("3亿五千万"), parse_numeral("1,208.5"), parse_numeral("二〇二一")
    (Decimal('350000000'), Decimal('1208.5'), Decimal('2021'))

    Args:
        text: One whole numeral, width-folded; no sign, no unit, no approximator.

    Returns:
        The exact value in ones (万 and 亿 multiplied in). An elliptic last digit counts in the next lower
        unit: 一万三 is 13000, 一万零三 is 10003.

    Raises:
        NumeralError: The characters do not form one numeral, as in 三五十万, or are more than `LONGEST`.

    Source: GB/T 15835-2011, numerals in published text.
    """
    if not text or len(text) > LONGEST or _TWO_AS_DECIMAL.search(text):
        raise NumeralError(f"not a numeral: {text[:LONGEST]!r}")
    if _PLAIN.match(text):
        return Decimal(text.replace(",", ""))
    simple = text.translate(_SIMPLE)
    if _DIGIT_STRING.match(simple):
        return Decimal(simple.translate(_ARABIC))
    with localcontext(prec=4 * LONGEST):  # the default 28 digits would round what a long numeral says
        value = _with_point(simple)
    if value is None:
        raise NumeralError(f"not a numeral: {text!r}")
    return value


def _with_point(text: str) -> Decimal | None:
    """二点三万: whole part, decimals if there are any, then perhaps a scale for both."""
    head, point, tail = text.partition("点")
    head = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), head)
    # 一七二零点五 is said digit by digit
    whole = Decimal(head.translate(_ARABIC)) if _DIGIT_STRING.match(head) else _sum(head)
    if whole is None or not point:
        return whole
    decimals = tail.rstrip("十百千万亿")
    scale = _whole(tail[len(decimals) :]) if len(decimals) < len(tail) else Decimal(1)
    decimals = decimals.translate(_ARABIC)
    return None if scale is None or not decimals.isdecimal() else (whole + Decimal(f"0.{decimals}")) * scale


def _sum(head: str) -> Decimal | None:
    return None if _ADJACENT.search(head) else _whole(head.translate(_ARABIC))


def _whole(text: str) -> Decimal | None:
    """Split at the last and largest of 兆 亿 万: what stands before multiplies it, what follows is added."""
    for word, unit in _BIG:
        head, found, tail = text.rpartition(word)
        if found and word in head and not head.endswith(word):
            return None  # 一万二万
        if found:
            factor = _whole(head) if head else Decimal(1)
            rest = _rest(tail, unit)
            return None if factor is None or rest is None else factor * unit + rest
    return _section(text)


def _rest(text: str, unit: Decimal) -> Decimal | None:
    """What follows a unit: nothing, one elliptic digit (一万三), or a smaller whole number."""
    if not text:
        return Decimal(0)
    if text[0] in "千百":
        return None
    if len(text) == 1 and text.isdecimal():
        return Decimal(text) * unit / 10
    rest = _whole(text)
    return rest if rest is not None and rest < unit else None


def _section(text: str) -> Decimal | None:
    """Below ten thousand: 3千5百, 二千零五十, 百八十, 三百五 (elliptic 350)."""
    found = _SECTION.match(text)
    if not found or not text:
        return None
    part = found.groupdict()
    total, lowest, first = Decimal(0), 0, True
    for count, unit, value in (("thousands", "thousand", 1000), ("hundreds", "hundred", 100), ("tens", "ten", 10)):
        if part[unit]:
            if part[count] is None and not (first or unit == "ten"):
                return None  # 三千百: only the first unit, or 十, goes without a digit
            total += Decimal(part[count] or 1) * value
            lowest, first = value, False
    if part["ones"]:
        gaps = _GAPS_BEHIND.get(lowest, ("ones",))
        elliptic = len(part["ones"]) == 1 and not any(part[gap] for gap in gaps)
        total += Decimal(part["ones"]) * (lowest // 10 if elliptic else 1)
    return total


def format_numeral(number: int | Decimal, style: Style = "chinese") -> str:
    """Write a number that is not negative in one of four spellings; `parse_numeral` reads each back.

    >>> [format_numeral(12030, style) for style in ("arabic", "chinese", "financial", "mixed")]
    ['12,030', '一万二千零三十', '壹万贰仟零叁拾', '1.203万']

    Raises:
        ValueError: The number is negative or not finite.
    """
    exact = Decimal(number)
    if not exact.is_finite() or exact.is_signed():
        raise ValueError(f"no numeral for {number}")
    if style == "arabic":
        return f"{exact:,f}"
    if style == "mixed":
        return _mixed(exact)
    whole, _, decimals = f"{exact:f}".partition(".")
    text = _chinese(int(whole)).removeprefix("一") if 10 <= int(whole) < 20 else _chinese(int(whole))
    text += "点" + "".join(DIGITS[int(digit)] for digit in decimals) if decimals else ""
    return _financial(text) if style == "financial" else text


def _mixed(number: Decimal) -> str:
    for word, unit in (("亿", Decimal(10**8)), ("万", Decimal(10**4))):
        if number >= unit:
            text = f"{number.scaleb(-unit.adjusted()):f}"
            return (text.rstrip("0").rstrip(".") if "." in text else text) + word
    return f"{number:f}"


def _chinese(number: int) -> str:
    for word, unit in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= unit:
            head, rest = divmod(number, unit)
            gap = "零" if 0 < rest < unit // 10 else ""
            return _chinese(head) + word + gap + (_chinese(rest) if rest else "")
    return DIGITS[number]


def _financial(text: str) -> str:
    """Financial characters close every gap: 十一 is 壹拾壹."""
    full = "一" + text if text.startswith("十") else text
    return full.translate(str.maketrans(DIGITS + "十百千", FINANCIAL_DIGITS + "拾佰仟"))
