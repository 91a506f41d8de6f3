"""Bare numbers with a bound as the suites write them: 大于20 is ``(20,)``, 最多为5 ``(,5]``, 10与20之间 ``[10,20)``.

Our records give a bound only where the guideline has the word inside the span; 低于, 等于 and 大于 it leaves outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

LONGEST_WORD = 8  # code points of the words before a number
BEFORE = {
    "[{},)": r"(?:大于|多于|高于|超过)(?:或者?)?等于|不(?:小|少|低)于|不下于|(?:至少|最少|起码)[是有为达要]?|[≥⩾]|>=",
    "(,{}]": r"(?:小于|少于|低于)(?:或者?)?等于|不(?:大|多|高)于|不超过|(?:至多|最多)[是有为达要]?|[≤⩽]|<=",
    "({},)": r"(?<!不)(?:大于|多于|高于|超过|超出|突破)了?|(?<!不)超|[>＞]",
    "(,{})": r"(?<!不)(?:小于|少于|低于)|不到|不足|未满|[<＜]",
    "[{0},{0}]": r"(?<![大小多少高低或者])等于|＝",
}
"""Words before a number and the bound they set."""
BEHIND = {
    "[{},)": re.compile(r"[个]?[及或]以上"),
    "({},)": re.compile(r"[个]?以上"),
    "(,{}]": re.compile(r"[个]?[及或]以下"),
    "(,{})": re.compile(r"[个]?以下"),
}
WORDS_BEFORE = [(bound, re.compile(f"(?:{words}) ?\\Z")) for bound, words in BEFORE.items()]
THAN = re.compile(r"比 ?\Z")
COMPARED = re.compile(r" ?(?P<side>[高大多长重低小少短轻])(?![于达度于])")
INTERVAL_END = re.compile(r" ?之?间")
JOINED = re.compile(r"(?:的同时|[，,、；;并且而但又也或者和与及 ]){0,5}")


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number, or the bound that the words around it set; offsets are code points of the clean text.

    ``bound`` is empty for a number alone.
    """

    start: int
    end: int
    value: Decimal
    bound: str = ""

    @property
    def interval(self) -> str:
        """The bound with its number: ``(20,)``."""
        return self.bound.format(plain(self.value))


def plain(number: Decimal) -> str:
    """Digits without an exponent or closing zeros.

    >>> plain(Decimal("1500.0")), plain(Decimal("0.5"))
    ('1500', '0.5')
    """
    return f"{number.normalize():f}"


def bounded(text: str, number: Bounded) -> Bounded:
    """The number with the bound that the words before or behind it set, if any do."""
    for bound, words in WORDS_BEFORE:
        found = words.search(text, max(0, number.start - LONGEST_WORD), number.start)
        if found:
            return replace(number, start=found.start(), bound=bound)
    for bound, word in BEHIND.items():
        found = word.match(text, number.end)
        if found:
            return replace(number, end=found.end(), bound=bound)
    than = THAN.search(text, max(0, number.start - 2), number.start)
    side = COMPARED.match(text, number.end) if than else None
    if than and side:
        return Bounded(than.start(), side.end(), number.value, "({},)" if side["side"] in "高大多长重" else "(,{})")
    return number


def opening_bound(text: str) -> tuple[str, int] | None:
    """The bound whose words open the text, and where they end; None where none do.

    >>> opening_bound("少于4美元")
    ('(,{})', 2)
    """
    for bound, words in BEFORE.items():
        found = re.match(f"(?:{words})", text)
        if found and bound != "[{0},{0}]":
            return bound, found.end()
    return None


def both_sides(text: str, numbers: Iterable[Bounded]) -> Iterator[tuple[int, int, str]]:
    """Intervals of the numbers that have a bound; two that bound one interval from both sides are one (大于5小于9)."""
    waiting: Bounded | None = None
    for number in numbers:
        if waiting and JOINED.fullmatch(text, waiting.end, number.start):
            joined = _interval(waiting, number)
            if joined:
                yield waiting.start, number.end, joined
                waiting = None
                continue
        if waiting:
            yield waiting.start, waiting.end, waiting.interval
        waiting = number
    if waiting:
        yield waiting.start, waiting.end, waiting.interval


def _interval(first: Bounded, last: Bounded) -> str | None:
    """The interval between a lower and an upper bound, in whichever order they stand."""
    low, high = (first, last) if first.bound.endswith(",)") else (last, first)
    if not (low.bound.endswith(",)") and high.bound.startswith("(,")) or low.value >= high.value:
        return None
    return f"{low.bound[0]}{plain(low.value)},{plain(high.value)}{high.bound[-1]}"
