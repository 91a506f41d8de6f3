"""How an organisation's name runs: from a prefix over a body of words to a head, then on through departments."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from partyie.components.organ_patterns import (
    DEPARTMENTS,
    FIRMS,
    LONG_BODIED,
    LONGEST_BODY,
    LONGEST_BRAND,
    LONGEST_BUREAU,
    LONGEST_DEPARTMENT,
    LONGEST_PROPER,
    LONGEST_SECTION,
    LONGEST_WEAK_BODY,
    MARKS_AND_JOINERS,
    ORDINAL_BODY,
    OTHER_ORGAN,
    SECTIONS,
    SHORT_KINDS,
    TERM_BODY,
    VERB_FIRST,
    WORKS,
)
from partyie.components.reading import Candidate, Reading
from partyie.components.words import JOINERS, Words, words_of
from partyie.lexicon.heads import OrganHead, head_pattern, organ_heads, outside_words
from partyie.records import Label
from partyie.text import lazy_re as re


class HeadMatch(NamedTuple):
    """One occurrence of an organisation head."""

    start: int
    end: int
    head: OrganHead


class Anchor(NamedTuple):
    """Where an organisation's name can begin, and what its prefix is."""

    start: int
    end: int
    kind: str  # division, short, place, level, national, central, ordinal


@cache
def _heads() -> re.Pattern[str]:
    return head_pattern(organ_heads().values())


class OrganRuns:
    """The heads and words of one Reading, and how far a name may run from its prefix."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.words: Words = words_of(reading)
        table = organ_heads()
        self.heads = [HeadMatch(m.start(), m.end(), table[m.group()]) for m in _heads().finditer(self.text)]
        self.head_starts = [match.start for match in self.heads]
        self.taken = bytearray(len(self.text))
        for place in reading.of(Label.PLACE):
            self.words.clear(place.start, place.end)

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def _is_taken(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) >= 0

    def _begins(self, start: int) -> bool:
        return self.words.is_start(start) or start == 0

    def _heads_in(self, name: Candidate) -> list[HeadMatch]:
        first = bisect_left(self.head_starts, name.start)
        return self.heads[first : bisect_left(self.head_starts, name.end)]

    def _extend(self, position: int, anchor: Anchor | None, *, chained: bool) -> tuple[int, OrganHead | None]:
        """Runs from a prefix over body and head, then on over departments.

        Returns:
            Where the name ends and its last head; the position given and None where no head follows.
        """
        end, last = position, None
        number = bisect_left(self.head_starts, position)
        while number < len(self.heads):
            match = self.heads[number]
            on = chained or last is not None
            if match.start < position or (ends := self._body_ends(position, match, on)) is None:
                number += 1
            elif ends:
                break
            elif self._joins(position, match, anchor, on):
                end, last = match.end, match.head
                position, number = match.end, bisect_left(self.head_starts, match.end)
            elif match.start == position and len(match.head.form) > 1:
                break
            else:
                number += 1
        return end, last

    def _body_ends(self, start: int, match: HeadMatch, chained: bool) -> bool | None:
        """Whether the words between a prefix (or the last head) and the next head can't be inside any name.

        None where they can't be inside a name with this head, but perhaps with a later one.
        """
        end = match.start
        if end - start > LONGEST_BODY:
            return True
        if start == end or TERM_BODY.match(self.text, start, end):
            return False
        if "o" in match.head.use and ORDINAL_BODY.match(self.text, start, end):
            return False
        body = self.text[start:end]
        if OTHER_ORGAN.match(body) or not self.words.barely_free(start, end):
            return True
        if self._is_joined(start) or any(mark in body for mark in "、《》"):
            return True
        if self._is_section(start, match) or self.words.free(start, end):
            return False
        longest = LONGEST_DEPARTMENT if chained else LONGEST_BUREAU
        sure_head = len(match.head.form) > 1 or match.head.form in DEPARTMENTS
        if self.words.nearly_free(start, end) and len(body) <= longest and sure_head:
            return False
        if not chained and match.head.form in LONG_BODIED and not VERB_FIRST.match(body):
            return False
        if match.head.form in FIRMS and len(body) <= longest and not VERB_FIRST.match(body):
            return False
        return None

    def _is_joined(self, start: int) -> bool:
        """Whether 和, 与 or the preposition 同 stands here: another name follows."""
        return self.text[start] in JOINERS or (self.text[start] == "同" and self.words.is_start(start + 1))

    def _is_section(self, start: int, match: HeadMatch) -> bool:
        """A short department's body may hold verbs: 综合协调组, 组织二室."""
        short = match.start - start <= LONGEST_SECTION and match.head.form in SECTIONS
        return short and not VERB_FIRST.match(self.text, start)

    def _joins(self, position: int, match: HeadMatch, anchor: Anchor | None, chained: bool) -> bool:
        """Whether a head, with the body before it, can end the name."""
        head, body = match.head, self.text[position : match.start]
        if not body or TERM_BODY.match(body):
            levelled = body[-1:] in tuple("省市县区州旗镇乡校")
            if levelled and (
                chained or anchor is None or anchor.kind != "division" or self.text[anchor.end - 1] != body
            ):
                return False
            return self._direct(head, anchor, chained)
        if "o" in head.use and ORDINAL_BODY.match(body):
            return True
        if chained and len(body) == 1 and not head.form.startswith("学"):
            return False
        if (
            body[-1] in JOINERS
            or not _balanced(body)
            or (head.form == "委" and (len(body) == 1 or body[-1] in "主政编常"))
        ):
            return False
        if head.form == "网" and anchor is not None and anchor.kind == "level":
            return False
        if "b" in head.use:
            weak_anchor = anchor is not None and anchor.kind in ("determined", "national", "ordinal")
            return 2 <= len(body) <= LONGEST_WEAK_BODY and not weak_anchor
        if anchor is not None and anchor.kind in ("ordinal", "determined") and len(body) < 4:
            return (
                "B" in head.use and anchor.kind == "determined" and len(body) > 1 and self._plain(position, match.start)
            )
        return "B" in head.use

    def _plain(self, start: int, end: int) -> bool:
        """A body without common words and without 和."""
        return self.words.free(start, end) and not JOINERS.intersection(self.text[start:end])

    def _direct(self, head: OrganHead, anchor: Anchor | None, chained: bool) -> bool:
        """Whether a head can follow a prefix or another head without a body between."""
        if head.form == "机关" and not chained:
            return False  # the 机关 of a place is its staff, that of a body is the body
        if "P" in head.use:
            return anchor is None or anchor.kind not in ("short", "ordinal", "determined") or len(head.form) > 1
        if chained or anchor is None:
            return False
        if (
            len(head.form) > 2
            and anchor.kind in ("division", "level")
            and head.kind not in ("enterprise", "mass", "temporary")
        ):
            return True
        if "p" in head.use:
            return anchor.kind in ("division", "level")
        if anchor.kind == "place" and "N" in head.use:
            return True
        if anchor.kind == "short":
            return (len(head.form) > 1 or head.form == "网") and (head.kind in SHORT_KINDS or head.form in WORKS)
        return False

    def _body_start(self, position: int) -> int:
        """Leftmost start of a body that ends at ``position``."""
        limit = position - LONGEST_BODY
        start = position
        while start > 0:
            before = self.words.before(start)
            if before < limit or not self.words.free(before, start) or self._is_taken(before, start):
                break
            if self.text[before] in MARKS_AND_JOINERS:
                break
            start = before
        return start

    def _brand_start(self, position: int) -> int:
        """The same for firms: common nouns may follow a brand (锦绣粮油集团), but don't begin a name."""
        starts = [self._body_start(position)]
        while starts[-1] > 0:
            before = self.words.before(starts[-1])
            cut = position - before > LONGEST_BRAND or not self.words.nearly_free(before, starts[-1])
            if cut or self._is_taken(before, starts[-1]) or self.text[before] in MARKS_AND_JOINERS:
                break
            starts.append(before)
        while len(starts) > 1 and self._is_common(starts[-1], starts[-2]):
            starts.pop()
        return starts[-1]

    def _proper_start(self, position: int) -> int:
        """The same for heads that also name kinds (农村中学): the body is short and begins with no common word."""
        start = self._body_start(position)
        if not 2 <= position - start <= LONGEST_PROPER:
            return position
        number = bisect_left(self.words.starts, start)
        return position if self._is_common(start, self.words.starts[number + 1]) else start

    def _is_common(self, start: int, end: int) -> bool:
        word = self.text[start:end]
        return word in outside_words().common or word in outside_words().verbs

    def _long_body_start(self, match: HeadMatch) -> int:
        """The same for temporary bodies, whose names hold nouns and verbs, but don't begin with a verb."""
        starts = [match.start]
        while starts[-1] > 0:
            before = self.words.before(starts[-1])
            cut = match.start - before > LONGEST_BODY or not self.words.barely_free(before, starts[-1])
            if cut or self._is_taken(before, starts[-1]) or self.text[before] in MARKS_AND_JOINERS:
                break
            starts.append(before)
        while len(starts) > 1 and not self.words.nearly_free(starts[-1], starts[-2]):
            starts.pop()
        return starts[-1]


def _balanced(body: str) -> bool:
    """Whether no bracket or quotation is open: a name never ends inside one."""
    return (
        body.count("（") == body.count("）")
        and body.count("“") == body.count("”")
        and body.count("(") == body.count(")")
    )
