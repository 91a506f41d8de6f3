"""Words around a date that make it a bound: 从…起, 截至, 2018年以前, 2010年及以后, 从…到…止.

The annotation guideline (§4) leaves them outside a mention; who reads one expression by itself needs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from partyie.text import lazy_re as re

Side = Literal["SINCE", "AFTER", "UNTIL", "BEFORE"]

OPENERS: tuple[tuple[re.Pattern[str], Side | None], ...] = (
    (re.compile(r"(?:截至|截止(?:到|至)?|直到|直至)\Z"), "UNTIL"),
    (re.compile(r"(?:自从|打从|(?<![服顺跟听依遵])从|(?<!各|独|亲|来|擅|私)自|(?<![经理事])由)\Z"), "SINCE"),
    (re.compile(r"(?:大约|约莫|大概)\Z"), None),
)
"""What may stand right before a date, and the bound that it makes; none where it only blurs."""
LONGEST_OPENER = 3

CLOSERS: tuple[tuple[re.Pattern[str], Side | None], ...] = (
    (re.compile(r" ?(?:及|或|或者|和)(?:其)?[之以]前"), "UNTIL"),
    (re.compile(r" ?(?:及|或|或者|和)(?:其)?[之以]后"), "SINCE"),
    (re.compile(r" ?[之以]前"), "BEFORE"),
    (re.compile(r" ?[之以]后"), "AFTER"),
    (re.compile(r"以来|[到至](?:现在|目前|如今)|开始|起(?![来步草诉点飞到源伏初身爆航义因])"), "SINCE"),
    (re.compile(r"为?止"), "UNTIL"),
    (re.compile(r"前(?![后夕往沿期列景身任半几三两天年])"), "BEFORE"),
    (re.compile(r"后(?![来期续天年半几三两勤续])"), "AFTER"),
    (re.compile(r"之间|期间|假期|间|[以之]内|内(?![容部涵设外])"), None),
)
"""What may stand right behind a date, in the order tried."""


CLOCK_END = re.compile(r"[0-9时点半刻分]\Z")
"""会议9时开始 tells when it begins; 从9时开始 opens a stretch."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A date with the words that bound it.

    Attributes:
        start: First code point of the whole.
        end: One past the last.
        side: ``SINCE`` and ``UNTIL`` include the date, ``AFTER`` and ``BEFORE`` don't; None for no bound.
    """

    start: int
    end: int
    side: Side | None = None


def bounded(text: str, start: int, end: int) -> Bounded:
    """The date at ``text[start:end]`` with the words around that bound it.

    >>> bounded("自2016年9月1日起施行", 1, 10)
    Bounded(start=0, end=11, side='SINCE')
    """
    side: Side | None = None
    for pattern, opened in OPENERS:
        found = pattern.search(text, max(0, start - LONGEST_OPENER), start)
        if found:
            start, side = found.start(), opened
            break
    for pattern, closed in CLOSERS:
        found = pattern.match(text, end)
        if found and not (found[0] == "开始" and side is None and CLOCK_END.search(text, max(0, end - 1), end)):
            return Bounded(start, found.end(), closed or side)
    return Bounded(start, end, side)
