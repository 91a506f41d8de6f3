"""The noun that a quantity counts: behind it (9名干部) or directly before it (招收学生300名)."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u4e00-\u9fff]+")
STOP_AFTER = re.compile(
    r"[的和与及或是为在由于从到至将被把向对等均都已也又还就才均共分占达超有无不没以之其各按因需应可能会经同比增降提较比来去走过了着让给送派]"
)
STOP_BEFORE = re.compile(
    r"[的和与及或是为在由于从到至将被把向对等均都已也又还就才共分占达超有无不没以之其各按因需应可]"
)
BRIDGE = re.compile(r"(?:[为达到至占共计约仅已有]|(?:超过|突破|达到))*\Z")
LONGEST = 6


def counted_noun(text: str, word_starts: bytearray, start: int, end: int) -> str | None:
    """The head noun of the quantity ``text[start:end]``; None where no noun stands beside it.

    Args:
        text: Clean text.
        word_starts: 1 where a segmenter word begins, as in `partyie.components.reading.Reading`.
        start: First code point of the quantity.
        end: One past its last.
    """
    return _after(text, word_starts, end) or _before(text, word_starts, start)


def _after(text: str, word_starts: bytearray, end: int) -> str | None:
    found = HAN.match(text, end, end + 12)
    if found is None or STOP_AFTER.match(text, end):
        return None
    last = _word_end(word_starts, end, found.end())
    if last - end == 1 and last < found.end() and not STOP_AFTER.match(text, last):
        last = _word_end(word_starts, last, found.end())
    noun = text[end:last]
    return noun if len(noun) <= LONGEST else None


def _before(text: str, word_starts: bytearray, start: int) -> str | None:
    left = text[max(0, start - 12) : start]
    bridge = BRIDGE.search(left)
    stop = start - (len(bridge[0]) if bridge else 0)
    first = stop - 1
    while first > 0 and not word_starts[first] and stop - first < LONGEST:
        first -= 1
    noun = text[max(first, 0) : stop]
    return noun if len(noun) > 1 and HAN.fullmatch(noun) and not STOP_BEFORE.match(noun) else None


def _word_end(word_starts: bytearray, start: int, limit: int) -> int:
    end = start + 1
    while end < limit and not word_starts[end]:
        end += 1
    return end
