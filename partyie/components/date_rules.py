"""What the rules of the date grammar are made of: a rule, the piece it finds, ranks, number patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from partyie.components.date_points import Point
from partyie.text import amount
from partyie.text import lazy_re as re
from partyie.text.numerals import parse_numeral

YEAR, PART_OF_YEAR, MONTH, FESTIVAL, POSITION, DAY, WEEKDAY, PART, CLOCK, BLUR = range(0, 100, 10)
"""Ranks, from coarse to fine: in one expression they rise from left to right."""

Reader = Callable[[str, "re.Match[str]"], Point | None]
"""Gets the text and a match in it; answers None when the match is no date after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of piece.

    Attributes:
        name: Shows in the mention's ``rule``.
        heads: What it can begin with: one or two characters each.
        pattern: Regex of the piece.
        read: Turns a match into a point.
        first: Rank of the coarsest part it names; a piece to its left must be coarser.
        last: Rank of the finest.
        opens: Whether an expression may begin with it.
        joins: Whether it may stand behind another piece.
    """

    name: str
    heads: tuple[str, ...]
    pattern: str
    read: Reader
    first: int
    last: int
    opens: bool = True
    joins: bool = True


class Atom(NamedTuple):
    """One piece as it stands in the text; ranks and flags as in its `Rule`.

    Attributes:
        name: Of its rule.
        start: First code point.
        end: One past the last.
        point: What it says.
        first: See `Rule`.
        last: See `Rule`.
        opens: See `Rule`.
        joins: See `Rule`.
        bare: For a number whose unit stands at the end of the range (1 of 1—3月): that unit.
    """

    name: str
    start: int
    end: int
    point: Point
    first: int
    last: int
    opens: bool = True
    joins: bool = True
    bare: str = ""


ARABIC_DIGITS = "0123456789"
HAN_DIGITS = "〇零一二三四五六七八九"
HAN_NUMBER_HEADS = HAN_DIGITS + "十廿卅"
NUMBER_HEADS = (*ARABIC_DIGITS, *HAN_NUMBER_HEADS)
QUOTES_OPEN, QUOTES_CLOSE = '“‘「"', '”’」"'

FOUR_DIGITS = r"(?:1[0-9]|20|21)[0-9]{2}"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY_NUMBER = (
    r"(?:[12][0-9]|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
)
RANGE_SIGN = f" ?{amount.RANGE_SIGN} ?"
WEEKDAYS = "一二三四五六日"
WEEKDAY_WORD = r"(?:星期|周|礼拜)"
POSITIONS = {"初": "START", "中": "MID", "底": "END", "末": "END"}


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """A small whole number in Arabic or Chinese digits; 元 and 正 are 1, 冬 11, 腊 12, 初三 3, 朔日 1, 望日 15.

    Raises:
        NumeralError: The characters form no numeral.
    """
    special = {"元": 1, "正": 1, "冬": 11, "腊": 12, "朔日": 1, "望日": 15}.get(text)
    return special if special is not None else int(parse_numeral(text.removeprefix("初")))


def heads_of(forms: Iterable[str], before: str = "") -> tuple[str, ...]:
    """The first two characters of each form, also behind each character of ``before``."""
    plain = {form[:2] for form in forms}
    return tuple(sorted(plain | {mark + form[0] for mark in before for form in plain}))


def character_before(text: str, start: int) -> str:
    """The character left of ``start``, ``""`` at the beginning."""
    return text[max(0, start - 1) : start]
