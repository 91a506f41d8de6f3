"""Titles of offices, ranks and occupations: what a POST is made of.

A title is a head (书记, 局长, 工程师) with the words before it that belong to it (副, 第一, 二级, 高级, 水利).
Which of them a head takes is written beside each modifier, so that 二级调研员 is one title and 二级主任 is not.

Source: annotation guideline §2 and §9; ``data/README.md``, tables ``posts.tsv`` and ``post_modifiers.tsv``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import ahocorasick  # type: ignore[import-not-found, unused-ignore]

from partyie.lexicon.table import read_table

LONGEST_MODIFIER = 8
ASSISTANT = "助理"
# 常委会见外宾: 会 belongs to the next word, so that it doesn't make 常委 a 常委会.
_MEETING_WORDS = ("会见", "会晤")


@dataclass(frozen=True, slots=True)
class Title:
    """One head word of posts.

    Attributes:
        group: What kind of post: ``party``, ``state``, ``unit`` (the chief of a department) … ``rank``.
        kind: ``office`` stands for itself; ``role`` is an ordinary word too and needs support from what stands
            beside it; ``member`` is a post only after one of ``after``; ``ranked`` only with a modifier.
        after: Endings of the text before it that make it a post.
        not_after: Endings of the text before it that make it something else (两代表一委员).
        not_before: Beginnings of the text after it that make it something else (编辑部, 书记员).
        example: A phrase that holds it.
        expected: The posts of the example, joined by 、.
    """

    id: str
    title: str
    group: str
    kind: str
    after: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    example: str
    expected: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """One word that belongs to the title after it.

    Attributes:
        kind: ``manner`` (副, 常务), ``acting`` (代), ``whole`` (总), ``rank`` (二级, 高级), ``subject`` (财务),
            ``field`` (水利 in 水利科长: the organ's name has run into the title).
        heads: The heads it goes with: titles, groups as ``@unit``, or ``*`` for all.
    """

    id: str
    form: str
    kind: str
    heads: tuple[str, ...]
    example: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title in a text: ``text[start:end]``, its head from ``head_start``; half-open positions in that text."""

    start: int
    end: int
    head_start: int
    head: Title
    kinds: frozenset[str]


@cache
def titles() -> tuple[Title, ...]:
    """The heads of ``posts.tsv``."""
    return tuple(read_table("posts.tsv", title_row))


@cache
def modifiers() -> tuple[Modifier, ...]:
    """The modifiers of ``post_modifiers.tsv``."""
    return tuple(read_table("post_modifiers.tsv", modifier_row))


@cache
def post_grammar() -> PostGrammar:
    """The grammar of the package's own tables."""
    return PostGrammar(titles(), modifiers())


class PostGrammar:
    """Finds ``modifier* head`` in a text, longest reading first; linear in the text."""

    def __init__(self, heads: Iterable[Title], words: Iterable[Modifier]) -> None:
        self._automaton = ahocorasick.Automaton()
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for head in heads:
            self._automaton.add_word(head.title, head)
            groups[head.group].append(head.title)
        self._automaton.make_automaton()
        self._modifiers: dict[str, dict[str, str]] = defaultdict(dict)
        for word in words:
            for name in _head_names(word, groups):
                self._modifiers[word.form].setdefault(name, word.kind)

    def find(self, text: str) -> list[TitleMatch]:
        """All titles of ``text`` in text order, none overlapping, before any look at what stands around them."""
        found: list[TitleMatch] = []
        first = len(text)
        for end, head in reversed(_longest(self._automaton.iter(text))):
            if end <= first:
                match = self._extend(text, end, head, first)
                found.append(match)
                first = match.start
        found.reverse()
        return found

    def _extend(self, text: str, end: int, head: Title, limit: int) -> TitleMatch:
        """Take in the modifiers before a head, and 助理 after one (校长助理) if it ends by ``limit``."""
        start = head_start = end - len(head.title)
        if text.startswith(ASSISTANT, end) and end + len(ASSISTANT) <= limit and head.kind == "office":
            end += len(ASSISTANT)
        kinds = set()
        while (modifier := self._modifier_before(text, start, head)) is not None:
            size, kind = modifier
            start -= size
            kinds.add(kind)
        return TitleMatch(start, end, head_start, head, frozenset(kinds))

    def _modifier_before(self, text: str, end: int, head: Title) -> tuple[int, str] | None:
        for size in range(min(LONGEST_MODIFIER, end), 0, -1):
            heads = self._modifiers.get(text[end - size : end])
            if heads is not None:
                kind = heads.get(head.title) or heads.get("*")
                if kind is not None and not (kind == "acting" and _is_era(text, end)):
                    return size, kind
        return None


def blocked(text: str, match: TitleMatch) -> bool:
    """Whether the words around a title make it part of another word (编辑部, 书记员培训, 两代表一委员)."""
    head = match.head
    if text.startswith(head.not_before, match.end) and not text.startswith(_MEETING_WORDS, match.end):
        return True
    before = text[max(0, match.start - LONGEST_MODIFIER) : match.start]
    return before.endswith(head.not_after)


def _longest(hits: Iterable[tuple[int, Title]]) -> list[tuple[int, Title]]:
    """Ends (half-open) and heads of hits that don't overlap, longer and later ones preferred; rising ends."""
    kept: list[tuple[int, Title]] = []
    for last, head in hits:
        end, start = last + 1, last + 1 - len(head.title)
        while kept and start <= kept[-1][0] - len(kept[-1][1].title):
            kept.pop()
        if kept and start < kept[-1][0]:
            if len(kept[-1][1].title) > len(head.title):
                continue  # 村文书|记账, not 书记
            kept.pop()  # 高中|校长, not 中校
        kept.append((end, head))
    return kept


def _head_names(word: Modifier, groups: dict[str, list[str]]) -> Iterable[str]:
    for name in word.heads:
        yield from groups[name[1:]] if name.startswith("@") else (name,)


def _is_era(text: str, end: int) -> bool:
    """Whether 代 before ``end`` closes a word of its own (现代, 历代) instead of opening 代市长."""
    return text[max(0, end - 2) : end - 1] in tuple("现当历世替取朝年古近时后换一二三四")


def _cells(cell: str, separator: str = "|") -> tuple[str, ...]:
    return tuple(cell.split(separator)) if cell else ()


def title_row(*, after: str, not_after: str, not_before: str, expected: str, **cells: str) -> Title:
    """A row of ``posts.tsv``."""
    return Title(
        after=_cells(after),
        not_after=_cells(not_after),
        not_before=_cells(not_before),
        expected=_cells(expected, "、"),
        **cells,
    )


def modifier_row(*, heads: str, expected: str, **cells: str) -> Modifier:
    """A row of ``post_modifiers.tsv``."""
    return Modifier(heads=_cells(heads), expected=_cells(expected, "、"), **cells)
