"""Words that blur a number: 近, 约, 超过 before it, 左右, 以上, 多 behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class Approximator:
    """One approximating word.

    Attributes:
        id: Row id.
        form: The word.
        place: ``before`` or ``behind`` the number and its unit.
        modifier: TIMEX3-like modifier, or None for a word that only closes the number (伍仟元整).
        not_after: What makes another word before the form (签 + 约), or None.
        not_before: What makes another word behind the form (多 + 次), or None.
        example: A sentence with one quantity.
        expected: Text and modifier of that quantity.
        source: Where the row comes from.
    """

    id: str
    form: str
    place: str
    modifier: str | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    example: str
    expected: str
    source: str


def _approximator(
    *,
    id: str,
    form: str,
    place: str,
    modifier: str,
    not_after: str,
    not_before: str,
    example: str,
    expected: str,
    source: str,
) -> Approximator:
    if place not in ("before", "behind"):
        raise ValueError(f"place is {place!r}, not 'before' or 'behind'")
    left = None if not_after == "-" else re.compile(f"(?:{not_after})$")
    right = None if not_before == "-" else re.compile(not_before)
    return Approximator(id, form, place, None if modifier == "-" else modifier, left, right, example, expected, source)


@cache
def approximators() -> tuple[Approximator, ...]:
    """All rows, in table order."""
    return tuple(read_table("approximators.tsv", _approximator))


@cache
def _by_form(place: str) -> dict[str, Approximator]:
    return {row.form: row for row in approximators() if row.place == place}


@cache
def _lengths(place: str) -> dict[str, list[int]]:
    """How long the forms are, the longest first, by the character that touches the number."""
    lengths: dict[str, set[int]] = {}
    for form in _by_form(place):
        lengths.setdefault(form[-1 if place == "before" else 0], set()).add(len(form))
    return {beside: sorted(found, reverse=True) for beside, found in lengths.items()}


@cache
def last_characters() -> frozenset[str]:
    """The characters with which approximators before a number end."""
    return frozenset(_lengths("before"))


def approximator_before(text: str, end: int) -> Approximator | None:
    """The longest approximator that ends at ``end``, if what precedes it doesn't make another word of it.

    >>> approximator_before("接到近500个", 3).modifier, approximator_before("签约63人", 2)
    ('LESS_THAN', None)
    """
    table = _by_form("before")
    for length in _lengths("before").get(text[end - 1 : end], ()):
        start = end - length
        row = table.get(text[start:end]) if start >= 0 else None
        if row and not (row.not_after and row.not_after.search(text, max(0, start - 1), start)):
            return row
    return None


def approximator_behind(text: str, start: int) -> Approximator | None:
    """The longest approximator that begins at ``start``, if what follows doesn't make another word of it."""
    table = _by_form("behind")
    for length in _lengths("behind").get(text[start : start + 1], ()):
        end = start + length
        row = table.get(text[start:end]) if end <= len(text) else None
        if row and not (row.not_before and row.not_before.match(text, end)):
            return row
    return None
