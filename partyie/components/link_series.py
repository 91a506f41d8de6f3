"""Posts that stand in one series, with the body named before each: 市委常委、组织部部长, 县委副书记、县长."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from partyie.components.link_strands import BODIES, Strand
from partyie.components.reading import Candidate
from partyie.lexicon.link_verbs import LinkVerb
from partyie.records import Label
from partyie.text import lazy_re as re

ANCHOR_GAP = re.compile(
    r"\s*+[｜|]?\s*+(?:(?:原任?|前|现任?|老|代|退休|离休|相关|有关|主要|一[位名]|新任|时任|首任|的)*)"
)
MODIFIERS = r"(?:兼任?|原任?|前|现任?|时任|曾任|挂任|挂职|并兼)?"
TERMS = r"(?:第[一二三四五六七八九十百\d]{1,4}届[、和至]?)*"
SERIES_GAP = re.compile(rf"\s*(?:[、/]|并?兼(?:任)?|及|和|与|以及|暨)\s*{MODIFIERS}\s*{TERMS}")
CONTINUATION = re.compile(rf"\s*，\s*{MODIFIERS}\s*{TERMS}")
FORMER_SIGN = re.compile(r"(?:原任?|前任?|时任|曾任|老|已故|上届|上一届)\s*$")
CURRENT_SIGN = re.compile(r"现任?\s*$")


@dataclass(slots=True, eq=False)
class Item:
    """One post of a series.

    Attributes:
        post: The mention.
        position: Its place in the strand.
        first: Place of the first mention that belongs to it (its anchor, or itself).
        anchor: The organisation or place directly before it.
        outer: The body before a 原: 省自然资源厅 in 省自然资源厅原党组成员.
        outer_before: The ``outer`` of the titles before it in the list, since the last that names its own body.
    """

    post: Candidate
    position: int
    first: int
    anchor: Candidate | None = None
    outer: Candidate | None = None
    outer_before: Candidate | None = None


@dataclass(slots=True, eq=False)
class Series:
    """Posts joined by 、 兼 及: what is said of one holds for all that follow, until it is said anew.

    Attributes:
        strand: Where it stands.
        items: At least one.
        continues: The series before, where only a comma stands between: 市委常委，市政府党组副书记张三.
        holders: Persons, once known, with the rule that found them.
        brackets: For posts with a bracket after them that names one body: the body.
        verb: The verb that governs it, if one does.
        rule: Name of the rule that found the holders.
        paired: Whether each holder has the post of the same number only: 张三、李四分别任局长、副局长.
        date: The date that bounds the tenure, once known, with the rule that found it.
        first: Place of its first mention in the strand.
        last: Place of its last post in the strand.
        lead: The words before it, since the mention before.
        trail: The words after it, up to the next mention.
    """

    strand: Strand
    items: list[Item]
    continues: Series | None = None
    holders: list[Candidate] = field(default_factory=list)
    brackets: dict[Candidate, Candidate] = field(default_factory=dict)
    verb: LinkVerb | None = None
    rule: str = ""
    paired: bool = False
    date: Candidate | None = None
    date_rule: str = ""
    first: int = field(init=False)
    last: int = field(init=False)
    lead: str = field(init=False)
    trail: str = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.items[0].first
        self.lead = self.strand.gaps[self.first]
        self._end()

    def add(self, item: Item) -> None:
        """One more post at the end."""
        self.items.append(item)
        self._end()

    def _end(self) -> None:
        self.last = self.items[-1].position
        self.trail = self.strand.gaps[self.last + 1]


def series_of(strand: Strand) -> list[Series]:
    """The series of one strand, in text order."""
    found: list[Series] = []
    for item in _items(strand):
        last = found[-1] if found else None
        gap = strand.gaps[item.first] if last and last.last == item.first - 1 else ""
        if last and SERIES_GAP.fullmatch(gap):
            previous = last.items[-1]
            item.outer_before = previous.outer or (None if previous.anchor else previous.outer_before)
            last.add(item)
        else:
            found.append(Series(strand, [item], last if CONTINUATION.fullmatch(gap) else None))
    return found


def _items(strand: Strand) -> Iterator[Item]:
    mentions, gaps = strand.mentions, strand.gaps
    for position, mention in enumerate(mentions):
        if mention.label is not Label.POST:
            continue
        item = Item(mention, position, position)
        before = position - 1
        if before >= 0 and mentions[before].label in BODIES and ANCHOR_GAP.fullmatch(gaps[position]):
            item.anchor, item.first = mentions[before], before
            while item.first and mentions[item.first - 1].label in BODIES and gaps[item.first] in ("", "原", "前"):
                item.first -= 1
                item.outer = mentions[item.first] if gaps[before] else None
        yield item
