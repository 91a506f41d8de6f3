"""The raw text read as clean simplified Chinese, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from partyie.records import Repair
from partyie.text.offsets import OffsetMap
from partyie.text.repair import apply_repairs, repair_of
from partyie.text.repair.invisible import find_invisible
from partyie.text.repair.linebreaks import find_linebreaks
from partyie.text.repair.mojibake import KIND as MOJIBAKE
from partyie.text.repair.mojibake import find_mojibake
from partyie.text.repair.pinyin import KIND as PINYIN
from partyie.text.repair.pinyin import find_pinyin
from partyie.text.repair.spaces import find_spaces
from partyie.text.script import is_traditional, simplified_character, simplify
from partyie.text.width import fold_newlines, fold_width

# In this order: bytes before characters, characters before the marks and blanks between them; what shows nothing comes
# out early, as it would hide from the others what stands beside it, but may be a byte of mojibake. Widths and script
# come last, because full-width forms and blanks tell what the text has been through.
REPAIRS: tuple[Callable[[str], list[Repair]], ...] = (
    find_mojibake,
    find_invisible,
    find_pinyin,
    find_linebreaks,
    find_spaces,
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """A shadow copy of one input.

    Attributes:
        raw: The input, untouched.
        text: Repaired, width-folded, simplified; what rules, lexicons and models read. Breaks that stay are ``\\n``
            (``\\r\\n`` as one, a lone ``\\r`` too), all other blanks are spaces.
        offsets: From positions of ``text`` to positions of ``raw``.
        repairs: What was mended, in text order, offsets into ``raw``.
        script: ``simplified``, ``traditional`` or ``mixed``.
    """

    raw: str
    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]
    script: str


Finder = Callable[[str], list[tuple[int, int]]]


def clean_text(raw: str, *, protected: Finder | None = None, known: Finder | None = None) -> CleanText:
    """Read ``raw`` as clean text; ``protected`` finds spans (in the folded text) that no conversion may change.

    >>> clean = clean_text("縣委書(shū)記高　峰")
    >>> clean.text, clean.offsets.source_span(2, 4), [repair.repaired for repair in clean.repairs]
    ('县委书记高峰', (2, 9), ['書', ''])

    Args:
        protected: See :func:`partyie.text.script.simplify`; it is asked only about text in traditional characters.
        known: Finds spans (in the input, with ``\\n`` for ``\\r\\n``) that are words, however much they look like
            mojibake; it is asked only where something does.
    """
    text, offsets = fold_newlines(raw)
    mended: list[tuple[int, int, str]] = []
    for find in REPAIRS:
        found = find(text)
        if found and known is not None and find is find_mojibake:
            found = _apart(found, known(text))
        if found:
            mended += [(*offsets.source_span(repair.start, repair.end), repair.kind) for repair in found]
            text, way = apply_repairs(text, found)
            offsets = offsets.compose(way)
    text = fold_width(text)
    repairs = tuple(_records(raw, text, offsets, mended))
    text, script = simplify(text, protected=protected)
    if PINYIN in (kind for _, _, kind in mended):
        annotated = (offsets.target_index(start) for start, _, kind in mended if kind == PINYIN)
        text = _simplified_where(text, annotated)
    return CleanText(raw, text, offsets, repairs, script)


def _simplified_where(text: str, places: Iterable[int]) -> str:
    """The text with the annotated characters simplified, and what traditional ones touch them (書記 of 書(shū)記).

    Elsewhere one such character is no sign of traditional script, but a page that annotates it has converted it, too.
    """
    characters = list(text)
    for place in places:
        for step in (1, -1):
            at = place if step > 0 else place - 1
            while 0 <= at < len(text) and is_traditional(text[at]):
                characters[at] = simplified_character(text[at])
                at += step
    return "".join(characters)


def _apart(repairs: list[Repair], spans: list[tuple[int, int]]) -> list[Repair]:
    """The repairs that touch none of the spans."""
    covered = bytearray(max((end for _, end in spans), default=0))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return [one for one in repairs if covered.find(1, one.start, one.end) < 0]


def _records(raw: str, text: str, offsets: OffsetMap, mended: Iterable[tuple[int, int, str]]) -> Iterable[Repair]:
    """The repairs by their place in the input, those of one damage as one.

    Pieces of mojibake that touch are one damage, and so is what a later repair did to it.
    """
    start = end = -1
    kind = ""
    for first, last, of in sorted(mended):
        if first < end or (first == end and MOJIBAKE == kind == of):
            end = max(end, last)
            continue
        if start >= 0:
            yield _record(raw, text, offsets, start, end, kind)
        start, end, kind = first, last, of
    if start >= 0:
        yield _record(raw, text, offsets, start, end, kind)


def _record(raw: str, text: str, offsets: OffsetMap, start: int, end: int, kind: str) -> Repair:
    first, last = offsets.target_span(start, end)
    return repair_of(raw, start, end, text[first:last], kind)
