"""What stands around a place where a personal name may begin or end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from partyie.components.reading import Candidate, Reading
from partyie.lexicon.person_contexts import left_contexts, right_contexts
from partyie.records import Label

BLANKS = " \u3000\t\xa0"
CELLS = "：:｜|/／"
_LONGEST_LEFT, _LONGEST_RIGHT = 5, 4
_BRACKET_REACH = 26  # how far into a bracket after a name a post may begin

_NUMBER = re.compile(
    r"(?:(?:^|[\n\u3000 ])[（(]?[一二三四五六七八九十\d]+[)）、．.，]|[▲●◆■□·*◎①-⑳🔸]|\n\d+[ \u3000])\s*\Z"
)
_BIOGRAPHY = re.compile(
    r"[（(](?:女|男|[\u4e00-\u9fff]{1,5}族|化名|左|右|中[）)]|兼[）)]|挂职|主持|\d+岁|代[）)]|前排|后排|音译|群众|党外|中共|无党"
    r"|民[建革盟进]|致公|九三|农工|试用|见图|已|曾用名|原名|别名|另案|均|同期|追授|\d)"
    r"|[，, \u3000｜|]*[男女][ \u3000，,。（(；;｜|\n]"
    r"|[，, \u3000]+(?:[\u4e00-\u9fff]{1,4}族|\d{4}[年.]\d|生于|\d{2}岁|现年|年近|年\d)"
    r"|\d\d岁|今年\d|年仅"
)
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
CLOSINGS = {"）": "（", ")": "(", "〕": "〔"}
_BRACKET_LENGTH = 30
_QUOTES = "“‘「『\"'"


def kinds(names: str) -> frozenset[str]:
    """A set of kinds from their names, separated by blanks."""
    return frozenset(names.split())


class Surroundings:
    """The evidence beside every position of one text, worked out when first asked for.

    Kinds on the left of a name: ``post``, ``post_gap`` (blanks between), ``post_colon``, ``post_close`` (a bracket
    between), ``label``, ``label_touch`` (no colon between), ``role``, ``kin``, ``named``, ``appoint``, ``agent``,
    ``slot``, ``company``, ``body`` and ``body_gap`` (an organisation or place), ``number`` (of a list), ``line``,
    ``gap`` and the punctuation kinds. On the right: ``honorific``, ``say``, ``task``, ``act``, ``act_letter`` (one
    character), ``byline``, ``biography``, ``post``, ``post_gap``, ``post_bracket``, ``body``, ``body_gap``,
    ``apposition`` and the same punctuation kinds.
    """

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        posts = reading.of(Label.POST)
        bodies = reading.of(Label.ORG, Label.PLACE)
        self.post_starts, self.post_ends = _starts(posts), _ends(posts)
        self.body_starts, self.body_ends = _starts(bodies), _ends(bodies)
        self._left: dict[int, tuple[str, ...]] = {}
        self._right: dict[int, tuple[str, ...]] = {}

    def left(self, position: int) -> tuple[str, ...]:
        """The kinds of evidence that a name begins at ``position``."""
        kinds = self._left.get(position)
        if kinds is None:
            kinds = self._left[position] = tuple(self._left_kinds(position))
        return kinds

    def right(self, position: int) -> tuple[str, ...]:
        """The kinds of evidence that a name ends at ``position``."""
        kinds = self._right.get(position)
        if kinds is None:
            kinds = self._right[position] = tuple(self._right_kinds(position))
        return kinds

    def _left_kinds(self, position: int) -> Iterable[str]:
        text = self.text
        edge = _skip_back(text, position, BLANKS)
        gap = edge < position
        inner = _skip_back(text, _skip_back(text, edge, CELLS), BLANKS)
        cell = inner < edge
        if (post_end := inner if cell else edge) in self.post_ends:
            yield "post_colon" if cell else "post_gap" if gap else "post"
        if gap or cell:
            yield from _labelled(text, inner, cell)
        else:
            yield from self._touching(position)
        if (gap or cell) and post_end in self.body_ends:
            yield "body_gap"
        if edge == 0 or text[edge - 1] in "\n\r":
            yield "line"
        elif gap:
            yield "gap"
        else:
            yield _PUNCTUATION.get(text[edge - 1]) or ("han" if _is_han(text[edge - 1]) else "other")
        if _NUMBER.search(text, max(0, position - 8), position):
            yield "number"

    def _touching(self, position: int) -> Iterable[str]:
        """What the words that touch a name on its left say."""
        text = self.text
        before = position - 1 if text[position - 1 : position] in _QUOTES else position
        kind = left_contexts().get(_longest(left_contexts(), text, before, -1) or "")
        if kind is not None and (before == position or kind == "named"):
            yield "label_touch" if kind == "label" else kind
        if text[position - 1 : position] in CLOSINGS and opening_of(text, position) in self.post_ends:
            yield "post_close"
        if position in self.body_ends:
            yield "body"
        if text[max(0, position - 2) : position] == "岁的":
            yield "role"

    def _right_kinds(self, position: int) -> Iterable[str]:
        text = self.text
        word = _longest(right_contexts(), text, position, 1)
        if word is not None:
            kind = right_contexts()[word]
            yield "act_letter" if kind == "act" and len(word) == 1 else kind
        if _BIOGRAPHY.match(text, position):
            yield "biography"
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
            yield _PUNCTUATION.get(following) or ("han" if _is_han(following) else "other")


def opening_of(text: str, end: int) -> int:
    """Where a short bracket that ends at ``end`` began, else ``end``."""
    opening = CLOSINGS.get(text[end - 1 : end])
    if opening is None:
        return end
    start = text.rfind(opening, max(0, end - _BRACKET_LENGTH), end)
    return start if start >= 0 else end


def _labelled(text: str, end: int, cell: bool) -> Iterable[str]:
    """``label`` for 审核：, ``kin_gap`` and ``role_gap`` for a word set off by blanks alone (父亲　…)."""
    kind = left_contexts().get(_longest(left_contexts(), text, end, -1) or "")
    if kind == "label" or (cell and kind in ("kin", "role")):
        yield "label"
    elif kind in ("kin", "role"):
        yield f"{kind}_gap"
    elif kind == "named":
        yield kind


def _longest(words: Mapping[str, str], text: str, position: int, step: int) -> str | None:
    """The longest of ``words`` that ends (``step`` -1) or begins (1) at ``position``."""
    for size in range(_LONGEST_LEFT if step < 0 else _LONGEST_RIGHT, 0, -1):
        word = text[max(0, position - size) : position] if step < 0 else text[position : position + size]
        if word in words:
            return word
    return None


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
