"""Whether characters are such as Chinese documents are written in: what tells a right decoding from a wrong one."""

from __future__ import annotations

from functools import cache

from partyie.text import lazy_re as re

SAMPLE = 20_000  # code points that are looked at
PUNCTUATION = "\u3000、。〈〉《》「」『』【】〔〕〇·—‘’“”…─━―│○●□■★※āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
SIGNS = "①②③④⑤⑥⑦⑧⑨⑩㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ‧・×℃‰"  # not •, which Big5 had where it has ‧ today
GB2312_LEVEL_1 = (b"\xb0\xa1", b"\xd7\xf9")  # first and last character
BIG5_LEVEL_1 = (b"\xa4\x40", b"\xc6\x7e")
NON_ASCII = re.compile(r"[^\x00-\x7f]+")


def plausibility(text: str) -> float:
    """The share, among the characters that aren't ASCII, of those in everyday use; 0 when there is none.

    Everyday are the first levels of GB2312 and Big5 (their 3,755 and 5,401 commonest characters) with the Chinese
    punctuation. A wrong decoding scatters over rare characters, kana and box drawings.
    """
    characters = "".join(NON_ASCII.findall(text[:SAMPLE]))
    if not characters:
        return 0.0
    everyday = everyday_characters()
    return sum(character in everyday for character in characters) / len(characters)


@cache
def everyday_characters() -> frozenset[str]:
    """Level 1 of GB2312 and of Big5, punctuation in either width, numbers in circles, and the letters of pinyin."""
    levels = _characters(*GB2312_LEVEL_1, "gb2312") + _characters(*BIG5_LEVEL_1, "big5")
    fullwidth = "".join(map(chr, range(0xFF01, 0xFF5F)))
    return frozenset(levels + fullwidth + PUNCTUATION + SIGNS)


def _characters(first: bytes, last: bytes, codec: str) -> str:
    """All characters of two bytes from one to another."""
    codes = range(int.from_bytes(first), int.from_bytes(last) + 1)
    return "".join(code.to_bytes(2).decode(codec, "ignore") for code in codes if code & 0xFF >= 0x40)
