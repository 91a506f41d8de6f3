"""Words that name dates: relative words, parts of the day, festivals, plan periods, dynasties and reigns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class DateWord:
    """One word.

    Attributes:
        id: Row id.
        form: The word.
        kind: ``relative``, ``part``, ``festival``, ``quoted_festival`` (only with a cue) or ``plan``.
        value: By kind; see the head of ``date_words.tsv``.
        not_after: What makes another word before the form, or None.
        not_before: What makes another word behind the form, or None.
        example: A sentence of a document dated 2021-09-29.
        expected: Its dates, ``surface=value``, separated by ``;``.
        source: Where the row comes from.
    """

    id: str
    form: str
    kind: str
    value: str
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    example: str
    expected: str
    source: str

    def stands_at(self, text: str, start: int) -> bool:
        """Whether the form at ``text[start:]`` is this word and not part of another."""
        end = start + len(self.form)
        if self.not_after and self.not_after.search(text, max(0, start - 1), start):
            return False
        return not (self.not_before and self.not_before.match(text, end))


@dataclass(frozen=True, slots=True)
class Era:
    """A dynasty or a reign.

    Attributes:
        id: Row id.
        form: Its name: 明代, 嘉靖.
        kind: ``dynasty`` or ``reign``.
        dynasty: The dynasty's short name, which may stand before a reign: 明.
        first: First year of our era; negative before it.
        last: Last year.
        example: A sentence with one date, or ``-``.
        expected: That date's value.
        source: Where the row comes from.
    """

    id: str
    form: str
    kind: str
    dynasty: str
    first: int
    last: int
    example: str
    expected: str
    source: str


def _date_word(
    *,
    id: str,
    form: str,
    kind: str,
    value: str,
    not_after: str,
    not_before: str,
    example: str,
    expected: str,
    source: str,
) -> DateWord:
    left = None if not_after == "-" else re.compile(f"(?:{not_after})$")
    right = None if not_before == "-" else re.compile(not_before)
    return DateWord(id, form, kind, value, left, right, example, expected, source)


def _era(
    *,
    id: str,
    form: str,
    kind: str,
    dynasty: str,
    first: str,
    last: str,
    example: str,
    expected: str,
    source: str,
) -> Era:
    return Era(id, form, kind, dynasty, int(first), int(last), example, expected, source)


@cache
def date_words() -> tuple[DateWord, ...]:
    """All words, in table order."""
    return tuple(read_table("date_words.tsv", _date_word))


@cache
def eras() -> tuple[Era, ...]:
    """All dynasties and reigns, in table order."""
    return tuple(read_table("eras.tsv", _era))


@cache
def words_of(kind: str) -> dict[str, DateWord]:
    """The words of one kind by form."""
    return {word.form: word for word in date_words() if word.kind == kind}


def any_of(forms: Iterable[str]) -> str:
    """A regex that matches the longest of the forms."""
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
