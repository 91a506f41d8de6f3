"""Finds organisations: administrative prefix + body + head, chains of departments, central organs, short forms.

Rules, in the order they run:

1. ``org.central``: organs of the centre by name (国务院, 党中央).
2. ``org.anchored``: a name that begins with a place, a level word (县, 市) or a parent body and runs over a body of
   words to a head, then on through its departments (芦山县 + 财政局 + 预算科).
3. ``org.headed``: heads that need no prefix but a body before them (疫情防控工作领导小组).
4. ``org.before_post``: bare heads directly before a post (党组书记).
5. ``org.short``: bare heads that shorten a body named before (指挥部).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading, reading_of
from partyie.components.words import JOINERS, Words, words_of
from partyie.lexicon.central_organs import central_organ_matches
from partyie.lexicon.heads import OrganHead, head_pattern, organ_heads
from partyie.records import Label

LONGEST_BODY = 18
LONGEST_WEAK_BODY = 8
LEVEL_WORD = re.compile(
    "(?:团|全国|自治)?(?:省|市|县|区|州|旗|盟|镇|乡|村|街道|社区|嘎查|苏木|兵团|自治区|自治州|高新区|经开区|开发区|地)(?=[\\u4e00-\\u9fff])"
)
PARENT_PREFIX = re.compile(
    "(?:中共|中国共产党|共青团|国网|武警|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|国家税务总局|国家统计局|中国人民银行|人行|政协)$"
)
NATIONAL = re.compile("(?:中国|全国|国家|中央|中共|共青团|武警|国营|中铁|中建|国网)(?=[\\u4e00-\\u9fff])")
ORDINAL = re.compile("第?[〇一二三四五六七八九十百零\\d]{1,4}$")
ORDINAL_START = re.compile("第[〇一二三四五六七八九十百零\\d]{1,4}(?=[\\u4e00-\\u9fff])")
KIND_BEFORE = re.compile("(?:各级?|各类|有关|相关|基层|该|某些?|[两几数多每]个?|[一二三四五六七八九十百千\\d]+余?多?[个家所支名批]|全市|全县|全省|全区|其他|先进|优秀)$")
POST_AFTER = re.compile(
    "(?:原|代|副|第一|常务|专职|兼职|执行)*(?:书记|主任|主席|委员(?!会)|局长|秘书长|秘书|部长|组长|队长|会长|理事长|成员(?!单位)|主委|院长|校长|站长|所长|科长|处长|总经理|经理|董事长|董事(?!会)|监事长|代表(?!团|队|大会)|指挥长|总指挥|负责人|委员长)"
)
# A body may not run over the beginning of another organ: 县委 | 县政府办公室.
OTHER_ORGAN = re.compile("[省市县区州旗盟镇乡村](?:委|政府|人民政府|人大|政协|纪委|监委|法院|检察院|直)")


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """One occurrence of an organisation head."""

    start: int
    end: int
    head: OrganHead


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an organisation's name can begin, and what its prefix is."""

    start: int
    end: int
    kind: str  # division, short, place, level, national, central, ordinal


@cache
def _heads() -> re.Pattern[str]:
    return head_pattern(organ_heads().values())


def find_organisations(reading: Reading) -> list[Candidate]:
    """Organisations of the clean text; data holds ``kind``, ``head``, ``prefix`` and ``level``."""
    grammar = OrganGrammar(reading)
    found = grammar.central()
    found += grammar.anchored(found)
    found += grammar.headed(found)
    found += grammar.before_posts(found)
    return found + grammar.short_forms(found)


class OrganGrammar:
    """The heads and words of one Reading, and the rules over them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.words: Words = words_of(reading)
        table = organ_heads()
        self.heads = [HeadMatch(m.start(), m.end(), table[m.group()]) for m in _heads().finditer(self.text)]
        self.head_starts = [match.start for match in self.heads]
        self.taken = bytearray(len(self.text))

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def _is_taken(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) >= 0

    # --- central organs -------------------------------------------------------------------------------------------

    def central(self) -> list[Candidate]:
        """Organs of the centre by name, with the departments that follow."""
        found = []
        for start, end, kind in central_organ_matches(self.text):
            if self._is_taken(start, end) or not self._begins(start):
                continue
            last, head = self._extend(end, None, chained=True)
            found.append(_organisation(start, last, "org.central", CERTAIN, head.kind if head else kind, head, "central"))
            self._take(start, last)
        return found

    def _begins(self, start: int) -> bool:
        return self.words.is_start(start) or start == 0

    # --- names with a prefix --------------------------------------------------------------------------------------

    def anchored(self, found: list[Candidate]) -> list[Candidate]:
        """Names that begin with a place or a level word, longest first where two begin together."""
        names = []
        for anchor in sorted(self._anchors(), key=lambda a: (a.start, -a.end)):
            if self._is_taken(anchor.start, anchor.end):
                continue
            end, head = self._extend(anchor.end, anchor, chained=False)
            if head is None:
                continue
            start = self._prefix_start(anchor)
            names.append(_organisation(start, end, f"org.{anchor.kind}", CERTAIN, head.kind, head, anchor.kind))
            self._take(start, end)
        return names

    def _anchors(self) -> Iterator[Anchor]:
        for place in self.reading.of(Label.PLACE):
            short = place.rule in ("place.division_short", "place.township_short")
            kind = "short" if short else "division" if place.rule.startswith("place.division") else "place"
            yield Anchor(place.start, place.end, kind)
        for match in LEVEL_WORD.finditer(self.text):
            if self._begins(match.start()):
                yield Anchor(match.start(), match.end(), "level")
        for match in NATIONAL.finditer(self.text):
            if self._begins(match.start()):
                yield Anchor(match.start(), match.end(), "national")
        for match in ORDINAL_START.finditer(self.text):
            yield Anchor(match.start(), match.start(), "ordinal")

    def _prefix_start(self, anchor: Anchor) -> int:
        """Takes in 中共, 共青团, 国网 … before the place."""
        match = PARENT_PREFIX.search(self.text, max(0, anchor.start - 7), anchor.start)
        return match.start() if match else anchor.start

    def _extend(self, position: int, anchor: Anchor | None, *, chained: bool) -> tuple[int, OrganHead | None]:
        """Runs from a prefix over body and head, then on over departments.

        Returns:
            Where the name ends and its last head; the position given and None where no head follows.
        """
        end, last = position, None
        number = bisect_left(self.head_starts, position)
        while number < len(self.heads):
            match = self.heads[number]
            if match.start < position:
                number += 1
                continue
            if not self._body_may_run(position, match.start, chained or last is not None):
                break
            if self._joins(position, match, anchor, chained or last is not None):
                end, last = match.end, match.head
                position, number = match.end, bisect_left(self.head_starts, match.end)
                continue
            number += 1
        return end, last

    def _body_may_run(self, start: int, end: int, chained: bool) -> bool:
        """Whether the words between a prefix (or the last head) and the next head can be inside one name."""
        if end - start > LONGEST_BODY or not self.words.free(start, end):
            return False
        body = self.text[start:end]
        if chained and body[:1] in JOINERS or any(mark in body for mark in "、《》"):
            return False
        return not OTHER_ORGAN.match(self.text, start)

    def _joins(self, position: int, match: HeadMatch, anchor: Anchor | None, chained: bool) -> bool:
        """Whether a head, with the body before it, can end the name."""
        head, body = match.head, self.text[position : match.start]
        if not body:
            return self._direct(head, anchor, chained)
        if "o" in head.use:
            return bool(ORDINAL.search(body)) and len(body) <= 5
        if chained and body[-1:] in JOINERS:
            return False
        if "b" in head.use:
            return 2 <= len(body) <= LONGEST_WEAK_BODY
        return "B" in head.use

    def _direct(self, head: OrganHead, anchor: Anchor | None, chained: bool) -> bool:
        if "P" in head.use:
            return anchor is None or anchor.kind not in ("short", "ordinal") or len(head.form) > 1
        if chained or anchor is None:
            return False
        if "p" in head.use:
            return anchor.kind in ("division", "level")
        return anchor.kind in ("short", "place", "division") and (len(head.form) > 1 or head.form == "网") and "B" in head.use + head.use.upper()

    # --- names without a prefix -----------------------------------------------------------------------------------

    def headed(self, found: list[Candidate]) -> list[Candidate]:
        """Names of a few words before a strong head."""
        names = []
        for match in self.heads:
            if "N" not in match.head.use or self._is_taken(match.start, match.end):
                continue
            start = self._body_start(match.start)
            if match.start - start < 2 or KIND_BEFORE.search(self.text, max(0, start - 8), start):
                continue
            end, head = self._extend(match.end, None, chained=True)
            names.append(_organisation(start, end, "org.headed", LIKELY, (head or match.head).kind, head or match.head, None))
            self._take(start, end)
        return names

    def _body_start(self, position: int) -> int:
        """Leftmost start of a body that ends at ``position``."""
        limit = position - LONGEST_BODY
        start = position
        while start > 0:
            before = self.words.before(start)
            if before < limit or not self.words.free(before, start) or self._is_taken(before, start):
                break
            if self.text[before] in "、《》“”（）()":
                break
            start = before
        return start

    # --- bare heads -----------------------------------------------------------------------------------------------

    def before_posts(self, found: list[Candidate]) -> list[Candidate]:
        """Bare heads directly before a post: 党组书记, 办公室主任."""
        names = []
        for match in self.heads:
            if "T" not in match.head.use or self._is_taken(match.start, match.end):
                continue
            if not POST_AFTER.match(self.text, match.end) or KIND_BEFORE.search(self.text, max(0, match.start - 8), match.start):
                continue
            if self._begins(match.start):
                names.append(_organisation(match.start, match.end, "org.before_post", LIKELY, match.head.kind, match.head, None))
                self._take(match.start, match.end)
        return names

    def short_forms(self, found: list[Candidate]) -> list[Candidate]:
        """Bare heads that shorten a body the document has named before: 指挥部."""
        known: dict[str, int] = {}
        for name in found:
            known[name.data["head"]] = min(name.end, known.get(name.data["head"], name.end))
        names = []
        for match in self.heads:
            form = match.head.form
            if "S" not in match.head.use or match.start < known.get(form, len(self.text)) or self._is_taken(match.start, match.end):
                continue
            if not self._begins(match.start) or KIND_BEFORE.search(self.text, max(0, match.start - 8), match.start):
                continue
            end, head = self._extend(match.end, None, chained=True)
            names.append(_organisation(match.start, end, "org.short", POSSIBLE, (head or match.head).kind, head or match.head, None))
            self._take(match.start, end)
        return names


def _organisation(
    start: int, end: int, rule: str, strength: int, kind: str, head: OrganHead | None, prefix: str | None
) -> Candidate:
    data = {"kind": kind, "head": head.form if head else "", "prefix": prefix}
    return Candidate(Label.ORG, start, end, rule, strength, data=data)


class OrganisationFinder:
    """Adds organisations to the candidates; reads the places found before."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        reading.candidates.extend(find_organisations(reading))
        return doc


@Language.factory("partyie_organisations")
def make_organisations(nlp: Language, name: str) -> OrganisationFinder:
    """The organisation finder."""
    return OrganisationFinder()
