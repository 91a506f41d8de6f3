"""What is told of one spell in several places, put together: one spell, one tenure.

A removal ends the spell that the document has told of before; a title with the name beside it is the spell that a
career list dates; two dated spells are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from partyie.components.tenure_spans import agree
from partyie.text import lazy_re as re

Source = TypeVar("Source")

REACH = 50  # spells of one person in posts of one title that are looked back on: no text has more
CURRENT, FORMER, PROPOSED = "current", "former", "proposed"
ORGAN = re.compile(r"^中共|(?<=[省市县区州盟旗])委$|人民政府$|人民委员会$|党委$|党工委$|村委会$|村民委员会$|居委会$")


@dataclass(slots=True, eq=False)
class Spell(Generic[Source]):
    """One spell of one person in one post, as far as one place of the text, or several together, tell of it.

    Attributes:
        person: Key of the person.
        title: Clean, without blanks.
        body: Key of the body or place served in, or None where the text names none.
        start: ISO, or None; ``end`` likewise.
        leaves: Whether the text tells of leaving the post.
        sources: What tells of it, in text order; the first of the dated ones leads.
    """

    person: str
    title: str
    body: str | None
    start: str | None
    end: str | None
    status: str
    leaves: bool = False
    sources: list[Source] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        """Whether a start or an end is known."""
        return self.start is not None or self.end is not None


def same_body(one: str | None, other: str | None) -> bool:
    """Whether two bodies can be the same: equal, one unknown, or one the place that the other is an organ of.

    >>> same_body("绩溪县", "绩溪县人民政府"), same_body("中共绩溪县委", "绩溪县人民政府"), same_body(None, "绩溪县")
    (True, False, True)
    """
    if one is None or other is None or one == other:
        return True
    short, long = sorted((one, other), key=len)
    return ORGAN.sub("", long) == short


def merge_spells(spells: Iterable[Spell[Source]]) -> list[Spell[Source]]:
    """The spells of a document, told in text order, each once; in the order in which each is first told of."""
    groups: defaultdict[tuple[str, str], list[Spell[Source]]] = defaultdict(list)
    order: dict[int, int] = {}
    for number, spell in enumerate(spells):
        groups[spell.person, spell.title].append(spell)
        order[id(spell)] = number
    merged = [spell for group in groups.values() for spell in _merge(group)]
    return sorted(merged, key=lambda spell: order[id(spell)])


def _merge(group: list[Spell[Source]]) -> list[Spell[Source]]:
    """One person's spells in posts of one title: dated ones first, then what has no date."""
    if len(group) == 1:
        return group
    kept: list[Spell[Source]] = []
    for spell in sorted(group, key=lambda spell: not spell.dated):  # stable: text order among equals
        known = _dated_match(kept, spell) if spell.dated else _undated_match(kept, spell)
        if known is None:
            kept.append(spell)
        else:
            _join(known, spell)
    return kept


def _comparable(one: Spell[Source], other: Spell[Source]) -> bool:
    return same_body(one.body, other.body) and (one.status == PROPOSED) == (other.status == PROPOSED)


def _dated_match(kept: list[Spell[Source]], spell: Spell[Source]) -> Spell[Source] | None:
    """The spell with the same start, or the open one that this end closes, or that opens this one's end."""
    for known in reversed(kept[-REACH:]):
        if not _comparable(known, spell):
            continue
        starts = agree(known.start, spell.start) or known.start is None or spell.start is None
        ends = agree(known.end, spell.end) or known.end is None or spell.end is None
        start, end = known.start or spell.start, known.end or spell.end
        if starts and ends and (start is None or end is None or start <= end or agree(start, end)):
            return known
    return None


def _undated_match(kept: list[Spell[Source]], spell: Spell[Source]) -> Spell[Source] | None:
    """The last spell of the same status, else the last one at all; two that are not dated are one."""
    fitting = [known for known in kept[-REACH:] if _comparable(known, spell)]
    same = [known for known in fitting if known.status == spell.status]
    return next(reversed(same or fitting), None)


def _join(known: Spell[Source], spell: Spell[Source]) -> None:
    """Add what one place tells to what is known; who has left a post has left it."""
    known.start = max(filter(None, (known.start, spell.start)), key=len, default=None)
    known.end = max(filter(None, (known.end, spell.end)), key=len, default=None)
    known.body = known.body or spell.body
    known.leaves = known.leaves or spell.leaves
    if FORMER in (known.status, spell.status):
        known.status = FORMER
    known.sources += spell.sources
