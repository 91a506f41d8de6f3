"""Damage that text has taken on its way, one kind a file, each a function from a text to the repairs it needs.

All of them refuse when they are not certain: a missed repair costs a mention, a wrong one rewrites the input.
"""

from __future__ import annotations

from collections.abc import Sequence

from partyie.records import Repair
from partyie.text.offsets import OffsetMap


def repair_of(text: str, start: int, end: int, repaired: str, kind: str) -> Repair:
    """The record of ``text[start:end]`` being read as ``repaired``."""
    return Repair(start=start, end=end, kind=kind, original=text[start:end], repaired=repaired)


def apply_repairs(text: str, repairs: Sequence[Repair]) -> tuple[str, OffsetMap]:
    """The text with all repairs made, and the way back. The repairs are sorted and don't overlap.

    >>> repaired, offsets = apply_repairs("書(shū)記", [repair_of("書(shū)記", 0, 6, "書", "pinyin")])
    >>> repaired, offsets.source_span(0, 1)
    ('書記', (0, 6))
    """
    parts, position = [], 0
    for repair in repairs:
        parts += [text[position : repair.start], repair.repaired]
        position = repair.end
    edits = [(repair.start, repair.end, len(repair.repaired)) for repair in repairs]
    return "".join(parts) + text[position:], OffsetMap.from_edits(len(text), edits)
