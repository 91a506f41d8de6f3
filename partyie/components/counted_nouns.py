"""The noun that a quantity counts: behind it (9名干部) or directly before it (招收学生300名, 罚款5万元).

Without parts of speech only neighbours are looked at, and before the quantity only what the dimension lets expect:
money has a sum's name before it (费, 款, 额), a share a rate's (率). Durations and ages count no noun.
"""

from __future__ import annotations

from partyie.text import lazy_re as re

HAN = re.compile(r"[\u4e00-\u9fff]+")
NO_NOUN = re.compile(
    r"同(?![志学事乡])|[的和与及或是为在由于从到至将被把向对等均都已也又还就才共分占达超有无不没以之其各按因需应可能会经]"
    r"|[比增降提较来去走过了着让给送派内外里后前中受用做收开转出入上下]"
)
BRIDGE = re.compile(r"(?:[为达到至占共计约仅已有]|(?:超过|突破|达到))*\Z")
EXPECTED_BEFORE = {
    "money": re.compile(r"[费款金额资入值产本价税润息债酬薪券品造]\Z"),
    "share": re.compile(r"[率值比面度员众业]\Z"),
}
"""Last characters of the nouns that may stand before a sum or a share."""
VERBS = re.compile("参加|参与|出席|到会|到场|列席|报名|参会|参训|聆听|观看|受益|感染|死亡|受伤|遇难|脱贫|就业")
"""What those counted do, when they have no noun (60余人参加)."""
UNCOUNTED = frozenset(("duration", "age", "temperature"))
LONGEST = 6


def counted_noun(text: str, word_starts: bytearray, start: int, end: int, dimension: str) -> str | None:
    """The noun beside the quantity ``text[start:end]``; None where none stands there.

    Args:
        text: Clean text.
        word_starts: 1 where a segmenter word begins, as in `partyie.components.reading.Reading`.
        start: First code point of the quantity.
        end: One past its last.
        dimension: Of the quantity, as in `partyie.records.Quantity`.
    """
    if dimension in UNCOUNTED:
        return None
    before = _before(text, word_starts, start)
    if dimension in EXPECTED_BEFORE and before and not EXPECTED_BEFORE[dimension].search(before):
        before = None
    return _after(text, word_starts, end) or before


def _after(text: str, word_starts: bytearray, end: int) -> str | None:
    """The next word, with the one behind it when it is a single character (老房子)."""
    found = HAN.match(text, end, end + 12)
    if found is None or NO_NOUN.match(text, end) or VERBS.match(text, end):
        return None
    last = _word_end(word_starts, end, found.end())
    if last - end == 1 and last < found.end() and not NO_NOUN.match(text, last):
        last = _word_end(word_starts, last, found.end())
    noun = text[end:last]
    return noun if len(noun) <= LONGEST else None


def _before(text: str, word_starts: bytearray, start: int) -> str | None:
    """The word before, over 为, 达 and 共."""
    left = text[max(0, start - 12) : start]
    bridge = BRIDGE.search(left)
    stop = start - (len(bridge[0]) if bridge else 0)
    first = stop - 1
    while first > 0 and not word_starts[first] and stop - first < LONGEST:
        first -= 1
    noun = text[max(first, 0) : stop]
    if noun.startswith("化") and first > 1:  # 城镇化率, cut into 城镇 and 化率
        first -= 2
        noun = text[first:stop]
    return noun if len(noun) > 1 and HAN.fullmatch(noun) and not NO_NOUN.match(noun) else None


def _word_end(word_starts: bytearray, start: int, limit: int) -> int:
    end = start + 1
    while end < limit and not word_starts[end]:
        end += 1
    return end
