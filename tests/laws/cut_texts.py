"""A text cut short, or with one character gone, at every place: whole, or only what lies around the place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

Damage = Literal["prefix", "deletion"]
AROUND = 120
"""Code points before the place that are read with it, and as many behind it, up to the line's beginning."""


def damaged(text: str, damage: Damage, at: int, *, around: int | None = None) -> str:
    """The text that ends before code point ``at``, or lacks it.

    Args:
        around: Take only so many code points before it (twice as many of a prefix) and behind it, from the beginning
            of a line where one begins there. None: take the whole.
    """
    reach = len(text) if around is None else around * 2 if damage == "prefix" else around
    start = _line_start(text, max(at - reach, 0), at)
    if damage == "prefix":
        return text[start:at]
    return text[start:at] + text[at + 1 : at + 1 + reach]


def thinned(text: str, first: int, apart: int) -> str:
    """The text without every ``apart``-th code point from ``first`` on."""
    return "".join(char for at, char in enumerate(text) if at % apart != first)


def places(text: str, step: int, first: int = 0) -> Iterator[int]:
    """Every ``step``-th place of a text."""
    yield from range(first % step, len(text), step)


def _line_start(text: str, earliest: int, at: int) -> int:
    """The first beginning of a line from ``earliest`` on, before ``at``; else ``earliest``."""
    if earliest == 0:
        return 0
    found = text.find("\n", earliest - 1, at)
    return earliest if found < 0 or found + 1 >= at else found + 1
