"""What stands around a place where a personal name may begin or end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import ahocorasick  # type: ignore[import-not-found, unused-ignore]  # ships no types

from partyie.components.reading import Candidate, Reading
from partyie.lexicon.person_contexts import left_contexts, right_contexts
from partyie.records import Label
from partyie.text import lazy_re as re

BLANKS = " \u3000\t\xa0"
CELLS = "：:｜|/／"
CLOSINGS = {"）": "（", ")": "(", "〕": "〔"}
FREE, SOFT, HARD = 0, 1, 2
_SOFT_WORDS = ("agent",)
_QUOTES = "“‘「『\"'"
_LONGEST_RIGHT = 4
_HAN_ALONE = ("han",)
_BRACKET_LENGTH = 30  # of a bracket that may stand between a post and its holder, or between two names
_BRACKET_REACH = 26  # how far into a bracket after a name a post may begin

_NUMBER = re.compile(
    r"(?:(?:^|[\n\u3000 ])[（(]?[一二三四五六七八九十\d]+[)）、．.，]|[▲●◆■□·*◎①-⑳🔸]|\n\d+[ \u3000])\s*\Z"
)
_BIOGRAPHY = re.compile(
    r"[（(](?:女|男|[\u4e00-\u9fff]{1,5}族|化名|左|右|中[）)]|兼[）)]|挂职|主持|\d+岁|代[）)]|前排|后排|音译|群众|党外|中共"
    r"|无党|民[建革盟进]|致公|九三|农工|试用|见图|已|曾用名|原名|别名|另案|均|同期|追授|\d)"
    r"|[，, \u3000｜|]*[男女][ \u3000，,。（(；;｜|\n]"
    r"|[，, \u3000]+(?:[\u4e00-\u9fff]{1,4}族|\d{4}[年.]\d|生于|\d{2}岁|现年|年近|年\d)"
    r"|\d\d岁|今年\d|年仅"
)
_BIOGRAPHY_BEGINS = frozenset("（(，, \u3000｜|男女今年0123456789")
_PUNCTUATION = {
    "、": "list",
    "，": "comma",
    ",": "comma",
    "的": "of",
    **dict.fromkeys("。；;！!？?“”「」‘’—…", "stop"),
    **dict.fromkeys("（([【《〔", "open"),
    **dict.fromkeys("）)]】》〕", "close"),
    **dict.fromkeys("｜|：:/／", "cell"),
}
# Characters after which a name may well begin.
_ANNOUNCERS = frozenset(character for character in _PUNCTUATION if character not in "]】》") | frozenset(
    BLANKS + "\n\r"
)


def kinds(names: str) -> frozenset[str]:
    """A set of kinds from their names, separated by blanks."""
    return frozenset(names.split())


class Surroundings:
    """The evidence beside every position of one text, worked out when first asked for.

    Kinds on the left of a name: ``post``, ``post_gap`` (blanks between), ``post_colon``, ``post_close`` (a bracket
    between), ``label``, ``label_touch`` (no colon between), ``role``, ``kin``, ``named``, ``appoint``, ``agent``,
    ``slot``, ``body`` and ``body_gap`` (an organisation or place), ``number`` (of a list), ``line``, ``gap`` and the
    punctuation kinds. On the right: ``honorific``, ``say``, ``task``, ``become``, ``act``, ``act_letter`` (one
    character), ``byline``, ``biography``, ``post``, ``post_gap``, ``post_bracket``, ``body``, ``body_gap``,
    ``apposition`` and the same punctuation kinds.
    """

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        posts = reading.of(Label.POST)
        bodies = reading.of(Label.ORG, Label.PLACE)
        self.post_starts, self.post_ends = _starts(posts), _ends(posts)
        self.body_starts, self.body_ends = _starts(bodies), _ends(bodies)
        self.words_before = _left_words(reading.text)
        self.told_left = self.post_ends | self.body_ends | self.words_before.keys()
        self._left: dict[int, tuple[str, ...]] = {}
        self._right: dict[int, tuple[str, ...]] = {}

    def levels(self) -> bytearray:
        """For each position how strongly something announces a name there: ``FREE``, ``SOFT`` or ``HARD``.

        A mark or blank before a position is soft, and so is 由; a post, a label, a role or kin is hard, also across
        blanks, colons and cell edges.
        """
        text = self.text
        levels = bytearray([SOFT]) + bytearray(map(_ANNOUNCERS.__contains__, text))
        for position in self.post_ends:
            levels[position] = levels[_skip(text, position, BLANKS + CELLS)] = HARD
        for position, word in self.words_before.items():
            if left_contexts()[word] in _SOFT_WORDS:
                levels[position] = max(levels[position], SOFT)
            else:
                levels[position] = levels[_skip(text, position, BLANKS + CELLS + _QUOTES)] = HARD
        return levels

    def left(self, position: int) -> tuple[str, ...]:
        """The kinds of evidence that a name begins at ``position``."""
        found = self._left.get(position)
        if found is None:
            found = self._left[position] = self._left_kinds(position)
        return found

    def right(self, position: int) -> tuple[str, ...]:
        """The kinds of evidence that a name ends at ``position``."""
        found = self._right.get(position)
        if found is None:
            found = self._right[position] = self._right_kinds(position)
        return found

    def _left_kinds(self, position: int) -> tuple[str, ...]:
        text = self.text
        previous = text[position - 1] if position else "\n"
        if _is_han(previous) and previous != "的":
            if position not in self.told_left:
                return _HAN_ALONE
            post = ("post",) if position in self.post_ends else ()
            return (*post, *self._touching(position, position), "han")
        edge = _skip_back(text, position, BLANKS)
        gap = edge < position
        inner = _skip_back(text, _skip_back(text, edge, CELLS), BLANKS)
        cell = inner < edge
        found = []
        if (post_end := inner if cell else edge) in self.post_ends:
            found.append("post_colon" if cell else "post_gap" if gap else "post")
        if gap or cell:
            found += self._labelled(inner, cell)
            if post_end in self.body_ends:
                found.append("body_gap")
        else:
            found += self._touching(position, position - 1 if previous in _QUOTES else position)
        if edge == 0 or text[edge - 1] in "\n\r":
            found.append("line")
        elif gap:
            found.append("gap")
        else:
            found.append(_PUNCTUATION.get(previous, "other"))
        if _NUMBER.search(text, max(0, position - 8), position):
            found.append("number")
        return tuple(found)

    def _touching(self, position: int, before: int) -> Iterator[str]:
        """What the words that touch a name on its left say; only naming words reach across a quotation mark."""
        kind = left_contexts().get(self.words_before.get(before, ""))
        if kind is not None and (before == position or kind == "named"):
            yield "label_touch" if kind == "label" else kind
        if position in self.body_ends:
            yield "body"
        if self.text[position - 1 : position] in CLOSINGS and opening_of(self.text, position) in self.post_ends:
            yield "post_close"
        if self.text[max(0, position - 2) : position] == "岁的":
            yield "role"

    def _labelled(self, end: int, cell: bool) -> Iterator[str]:
        """``label`` for 审核：, ``kin_gap`` and ``role_gap`` for a word set off by blanks alone (父亲　…)."""
        kind = left_contexts().get(self.words_before.get(end, ""))
        if kind == "label" or (cell and kind in ("kin", "role")):
            yield "label"
        elif kind in ("kin", "role"):
            yield f"{kind}_gap"
        elif kind == "named":
            yield kind

    def _right_kinds(self, position: int) -> tuple[str, ...]:
        text = self.text
        following = text[position : position + 1]
        found = []
        if following in _right_beginnings() and (word := _longest(right_contexts(), text, position)):
            kind = right_contexts()[word]
            found.append("act_letter" if kind == "act" and len(word) == 1 else kind)
        if following in _BIOGRAPHY_BEGINS and _BIOGRAPHY.match(text, position):
            found.append("biography")
        if _is_han(following) and following != "的":
            if position in self.post_starts:
                found.append("post")
            if position in self.body_starts:
                found.append("body")
            found.append("han")
        else:
            found += self._right_of_mark(position)
        return tuple(found)

    def _right_of_mark(self, position: int) -> Iterator[str]:
        text = self.text
        edge = _skip(text, position, BLANKS)
        inner = _skip(text, edge, BLANKS + CELLS)
        gap = edge > position
        if inner in self.post_starts:
            yield "post" if inner == position else "post_gap"
        if inner in self.body_starts:
            yield "body" if inner == position else "body_gap"
        following = text[edge : edge + 1]
        if following in ("（", "("):
            if any(at in self.post_starts for at in range(edge + 1, edge + _BRACKET_REACH)):
                yield "post_bracket"
        elif following in ("，", ",") and (edge + 1 in self.body_starts or edge + 1 in self.post_starts):
            yield "apposition"
        if not following or following in "\n\r":
            yield "line"
        elif gap:
            yield "gap"
        else:
            yield _PUNCTUATION.get(following, "other")


@cache
def _left_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in left_contexts():
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


@cache
def _right_beginnings() -> frozenset[str]:
    """The first characters of the words on the right."""
    return frozenset(word[0] for word in right_contexts())


def _left_words(text: str) -> dict[int, str]:
    """The longest context word that ends at each position."""
    words: dict[int, str] = {}
    for last, word in _left_automaton().iter(text):
        if len(word) > len(words.get(last + 1, "")):
            words[last + 1] = word
    return words


def opening_of(text: str, end: int) -> int:
    """Where a short bracket that ends at ``end`` began, else ``end``."""
    opening = CLOSINGS.get(text[end - 1 : end])
    if opening is None:
        return end
    start = text.rfind(opening, max(0, end - _BRACKET_LENGTH), end)
    return start if start >= 0 else end


def _longest(words: Mapping[str, str], text: str, position: int) -> str:
    """The longest of ``words`` that begins at ``position``, or nothing."""
    for size in range(_LONGEST_RIGHT, 0, -1):
        word = text[position : position + size]
        if word in words:
            return word
    return ""


def _skip_back(text: str, position: int, characters: str) -> int:
    while position and text[position - 1] in characters:
        position -= 1
    return position


def _skip(text: str, position: int, characters: str) -> int:
    while position < len(text) and text[position] in characters:
        position += 1
    return position


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _starts(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset(candidate.start for candidate in candidates)


def _ends(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset(candidate.end for candidate in candidates)
