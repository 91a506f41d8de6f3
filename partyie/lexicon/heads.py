"""Heads: the last words of organisation and place names (局, 委员会, 社区, 水库), with how each may be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.patterns import grouped
from partyie.lexicon.table import read_rows, read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class OrganHead:
    """The last word of organisation names.

    Attributes:
        form: 局.
        kind: Kind of organisation, as in the records.
        use: How a name may end in it, a set of letters:
            P directly after an administrative prefix or a parent body (县+政府);
            p the same, after a level word or division only (县+府);
            B after a body of words that follows a prefix (县+农业农村+局);
            b the same, but only where the prefix is near (a weak head);
            N after a body without any prefix (疫情防控工作+领导小组);
            n the same, after a short proper body (清溪+中学), since the head also names kinds (农村中学);
            T bare, directly before a post (党组+书记);
            S bare, short for a body named in full before (指挥部);
            A by itself, always; o after an ordinal or number (第四+师).
        not_after: Characters that must not stand before it (干 + 部).
        not_before: Regular expression of what must not follow (局 + 长).
        example: A sentence of our own.
        expected: The name in it, or nothing where the example only illustrates.
    """

    form: str
    kind: str
    use: str
    not_after: str
    not_before: str
    example: str
    expected: str


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """The last word of place names outside the division gazetteer; columns as in `OrganHead`."""

    form: str
    kind: str
    not_after: str
    not_before: str
    example: str
    expected: str


@cache
def organ_heads() -> dict[str, OrganHead]:
    """Organisation heads by form."""
    return {row.form: row for row in read_table("organ_heads.tsv", OrganHead)}


@cache
def place_heads() -> dict[str, PlaceHead]:
    """Place heads by form."""
    return {row.form: row for row in read_table("place_heads.tsv", PlaceHead)}


def head_pattern(heads: Iterable[OrganHead | PlaceHead]) -> re.Pattern[str]:
    """One pattern of all heads, longest first, each with what must not stand before or after it."""
    longest_first = sorted(heads, key=lambda head: (-len(head.form), head.form))
    return re.compile(grouped(map(_alternative, longest_first)))


def _alternative(head: OrganHead | PlaceHead) -> str:
    """The pattern of one head; what must not stand before it is asked for behind its first character."""
    first, rest = head.form[0], head.form[1:]
    before = f"(?<![{head.not_after}]{first})" if head.not_after else ""
    after = f"(?!{head.not_before})" if head.not_before else ""
    return first + before + rest + after


@dataclass(frozen=True, slots=True)
class OutsideWords:
    """Common words that don't stand inside names.

    Attributes:
        hard: Verbs and function words: a name never runs over them.
        soft: Nouns: only a short department name runs over them.
        verbs: Single characters that are verbs or function words when they are words of their own.
        common: All of these and the common words that do stand in organisations' names.
    """

    common: frozenset[str]
    hard: frozenset[str]
    soft: frozenset[str]
    verbs: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.hard or word in self.soft


@cache
def outside_words() -> OutsideWords:
    """The table ``outside_words.tsv.gz``."""
    rows = list(read_rows("outside_words.tsv.gz", ("word", "strength")))
    long = [row for row in rows if len(row[0]) > 1]
    return OutsideWords(
        common=frozenset(word for word, _ in long),
        hard=frozenset(word for word, strength in long if strength == "hard"),
        soft=frozenset(word for word, strength in long if strength == "soft"),
        verbs=frozenset(word for word, _ in rows if len(word) == 1),
    )
