"""Characters that only look different: width, compatibility forms, dots in names, circles in numerals.

All functions but :func:`fold_newlines` change characters one for one, so that offsets stay. NFKC is not used: it
turns ① into 1, ㎡ into m2 and … into three dots, and so moves everything behind them. Left alone on purpose:
full-width punctuation (，：（ are the standard marks of Chinese), ～ and ｜, circled numbers, unit signs.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from partyie.text import lazy_re as re
from partyie.text.offsets import OffsetMap
from partyie.text.tables import read_rows

# Signs that Chinese text writes in half width (GB/T 15835: 12.5%, -3, 1/2); ，：；！？（） stay full.
FULL_WIDTH_SIGNS = "％＋－＝＜＞／＃＆＊＠＄＿＾＼｀"
BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE_END = re.compile("(?<!\r)\r++\n|[\r\x0b\x0c\u2028\u2029]")
WINDOWS_LINE_END = re.compile("(?<!\r)\r++\n")  # \r\r\n where a text was written for Windows twice
BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
COMPATIBILITY = ((0x2F00, 0x2FD6), (0xF900, 0xFB00))  # Kangxi radicals, compatibility ideographs
SUPPLEMENT = re.compile("[\U0002f800-\U0002fa1f]")  # kept out of the class below: beyond U+FFFF it would be slow
NARROW = 0xFEE0  # from U+FF01 … U+FF5E to U+0021 … U+007E

# Patterns begin with the character they look for and look back from there: ten times faster than looking ahead of it.
LETTER = r"[^\W\d_·]"
NAME_DOTS = "・•‧．∙⋅･"
NAME_DOT = re.compile(rf"[{NAME_DOTS}](?<={LETTER}.)(?={LETTER})")  # 艾力・買買提; not a bullet at a line's head
POINT_IN_NUMBER = re.compile(r"．(?<=\d．)")
# １，２８６米, 41，320元: groups of three before a unit; not 第3，286人, nor lengths in a row (100，200米).
COMMA_AT_DIGITS = re.compile(r"，(?<=\d，)(?=\d{3})")
THOUSANDS = re.compile(
    r"(?<![第图圖表件\d.．,，])(?![1-9]00(?:[,，][1-9]00)+(?!\d))\d{1,3}(?:[,，]\d{3})+"
    r"(?=[.．]\d|[万萬亿億余餘多个個名位人户戶家次项項条條件台臺辆輛套座间間张張份篇部场場只头頭株棵立平公千美元米里亩畝吨噸斤艘度℃])"
)

ZERO = "OoＯｏ○◯〇"
HAN_DIGIT = "一二三四五六七八九"
BEFORE_UNIT = r"(?=[年月日号时点分秒个名人户亩元万亿米吨度次项家岁%％])"
ZERO_AMONG_DIGITS = re.compile(rf"[{ZERO}0０](?:(?<=[{HAN_DIGIT}].)|(?<=\d[{ZERO}]))")
# 2O22年, 1O月底, 5O21: from a digit on, not inside a formula or code (Al2O3, O2O, H2O, 4Ox).
ARABIC_RUN = re.compile(rf"(?<![A-Za-zＡ-Ｚａ-ｚ\d○◯〇])\d[\d{ZERO}]++(?![A-Za-zＡ-Ｚａ-ｚ])(?P<unit>{BEFORE_UNIT})?")
# 二○二二年, 二O二二年, 一○五号: a row of digits, so not a circle after 十 or before a word (一○之谜).
HAN_RUN = re.compile(rf"[{HAN_DIGIT}][{HAN_DIGIT}{ZERO}0０]++(?P<unit>(?=[年月日号]))?")
TO_ARABIC_ZERO = dict.fromkeys(map(ord, ZERO), "0")
TO_HAN_ZERO = dict.fromkeys(map(ord, ZERO + "0０"), "〇")
# Scanned text takes 日 for 曰; in a date nothing else can be meant: 十月十五曰, 昨曰.
DAY_READ_AS_SAY = re.compile(r"(?<=月)([初廿卅一二三四五六七八九十\d]{1,3})曰|(?<=昨)曰")


def fold_newlines(text: str) -> tuple[str, OffsetMap]:
    r"""Every line end as ``\n``: ``\r\n`` as one that stands for both, ``\r`` of old Macs, form feeds, U+2028.

    Not U+0085, which is a byte of mojibake more often than a line end: :func:`fold_width` makes it one, later.
    """
    if not LINE_END.search(text):
        return text, OffsetMap(len(text))
    edits = [(found.start(), found.end(), 1) for found in WINDOWS_LINE_END.finditer(text)]
    return LINE_END.sub("\n", text), OffsetMap.from_edits(len(text), edits)


def fold_width(text: str) -> str:
    """Digits, letters and signs in half width, blanks as spaces, compatibility characters as their standard ones.

    >>> fold_width("〔２０２２〕８号　艾力・買買提　２O２２年　⺠政局")
    '〔2022〕8号 艾力·買買提 2022年 民政局'

    Returns:
        A text of the same length. Line and paragraph separators and lone carriage returns become ``\\n``.
    """
    table, looking_different = width_table()
    text = looking_different.sub(lambda found: table[found[0]], text)
    text = SUPPLEMENT.sub(lambda found: standard_form(found[0]), text)
    text = POINT_IN_NUMBER.sub(".", NAME_DOT.sub("·", text))
    if COMMA_AT_DIGITS.search(text):
        text = THOUSANDS.sub(lambda number: number[0].replace("，", ","), text)
    return fold_zeros(text)


def fold_zeros(text: str) -> str:
    """Circles and letters that stand for a zero in a numeral, and 曰 for 日 in a date; the length stays.

    >>> fold_zeros("二○二二年1O月，O2O平台，Al2O3，子曰")
    '二〇二二年10月，O2O平台，Al2O3，子曰'
    """
    if ZERO_AMONG_DIGITS.search(text):
        text = ARABIC_RUN.sub(lambda run: _with_zeros(run, TO_ARABIC_ZERO), text)
        text = HAN_RUN.sub(lambda run: _with_zeros(run, TO_HAN_ZERO), text)
    return DAY_READ_AS_SAY.sub(lambda found: (found[1] or "") + "日", text) if "曰" in text else text


def _with_zeros(run: re.Match[str], zeros: dict[int, str]) -> str:
    """The run as digits; circles at its end only count before a unit (一○之谜, 3Ｏ)."""
    sure = run[0] if run["unit"] is not None else run[0].rstrip(ZERO)
    return sure.translate(zeros) + run[0][len(sure) :]


@cache
def width_table() -> tuple[dict[str, str], re.Pattern[str]]:
    """What becomes of each character that is folded wherever it stands, and the class of them all."""
    table = {chr(code): chr(code - NARROW) for code in range(0xFF01, 0xFF5F) if chr(code).isalnum()}
    table.update({sign: chr(ord(sign) - NARROW) for sign in FULL_WIDTH_SIGNS})
    table.update(dict.fromkeys(BLANKS, " "))
    table.update(dict.fromkeys(BREAKS, "\n"))
    table.update({row["radical"]: row["ideograph"] for row in read_rows("radicals.tsv")})
    compatible = (chr(code) for first, last in COMPATIBILITY for code in range(first, last))
    table.update({character: standard_form(character) for character in compatible})
    table = {character: folded for character, folded in table.items() if character != folded}
    return table, re.compile("[" + "".join(map(re.escape, table)) + "]")


def standard_form(character: str) -> str:
    """The character that a compatibility form stands for, where that is one character."""
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded > "\u2fff" else character
