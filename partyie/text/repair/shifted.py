"""GBK text that was read one byte too late because a byte before it was lost.

``。”疫情防控工作`` (A1A3 A1B1 D2DF C7E9 …) without its alignment is ``?！币咔榉揽毓ぷ``: the first byte alone gives
a question mark, then A3A1 is ！, B1D2 is 币, DFC7 is 咔. The reading is off until an ASCII character or another lost
byte ends it. To repair a stretch, the halves of neighbouring characters are joined to characters again, and the part
of it is taken where this makes the text likelier. The gain must be large: the characters of the result follow each
other often where those of the input never do, or there are other marks of the damage (a reading without its opening
bracket, a quotation that would not end).

Offsets: each restored character stands for the input character that holds its first byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from partyie.records import Repair
from partyie.text import lazy_re as re
from partyie.text.frequencies import likeliest, log_likelihoods
from partyie.text.kept import kept_property
from partyie.text.readings import SYLLABLE, characters_read, reads_as
from partyie.text.repair import repair_of
from partyie.text.script import script_tables

KIND = "mojibake"
ENOUGH = 14.0  # gain as a natural logarithm, evidence included; below it the input stays as it is
IN_THE_MEAN = 2.0  # … and for each character
ORDINARY = -9.5  # the mean log likelihood that the result must have: it is about -6 in prose
UNMARKED = 4  # characters that a result must have where nothing shows that bytes were lost
# What other marks of the damage count, likewise as logarithms.
UNOPENED_READING = 8.0  # 謴?fù)
UNENDED_QUOTATION = 6.0
LETTER_AMONG_HAN = 6.0  # 闭f這
LOST_BYTE = 4.0
IMPOSSIBLE = -25.0
LOST_CHARACTER = 10.0  # what it costs to give up a character whose second byte nothing shows

REACH = 24  # damage is dense: characters that look sound this far from it are sound
UNKNOWN = "\ufffd"
SENTENCE_ENDS = "。，！？"
CLOSING_QUOTES = "”’』」"
VERBS_OF_SAYING = "说說道称稱讲講问問"
LOST = "?\ufffd"
LEADS = [bytes((byte,)) for byte in range(0x81, 0xFF)]
TRAILS = [bytes((byte,)) for byte in range(0x40, 0xFF)]
# A stretch of two-byte characters. Sites that write ! for ！ do so in damaged text as well.
STRETCH = re.compile(r"!?[^\x00-\x7f\ufffd]{2,}|![^\x00-\x7f\ufffd]")
# What may follow it: lost bytes with or without a reading, or an ASCII letter that is a second byte.
TAIL = re.compile(rf"[{LOST}](?P<reading>{SYLLABLE})[)）]|[{LOST}]|[@-~](?=[^\x00-\x7f])")
DAMAGE = re.compile(rf"[{LOST}](?:[！!]|(?<=[^\x00-\x7f].){SYLLABLE}[)）]|(?<=\ufffd))")

KEPT = 1 << 12  # answers about what a byte begins: a page is damaged in the same places over and over
LAST = 0xFFFF  # no character beyond it is rare
DENSE = re.compile(rb"r[ro]{0,3}r(?:[ro]{0,3}r)*")  # rare characters, see _kinds, with few and no ASCII between them


@dataclass(frozen=True, slots=True)
class Piece:
    """What a stretch of the input, mostly one character, is when its bytes are joined the other way.

    Attributes:
        restored: The character whose first byte the stretch holds; UNKNOWN if its bytes are none.
        gain: How much likelier that is than the input, as a natural logarithm; evidence included.
        old: The logarithm for the input alone.
        is_mark: Whether it stands where a byte was visibly lost.
    """

    start: int
    end: int
    restored: str
    gain: float
    old: float = 0.0
    is_mark: bool = False


def find_shifted(text: str) -> list[Repair]:
    """The stretches to be read one byte over, each a repair of as many characters and perhaps one for its end."""
    suspicious = [*rare_stretches(text), *(match.span() for match in DAMAGE.finditer(text))]
    found: list[Repair] = []
    whole = Whole(text)
    for stretch in stretches_around(text, suspicious, STRETCH):
        found += _repairs(whole, stretch, found[-1].end if found else 0)
    return found


class Whole:
    """A text and what only the whole of it tells, found out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._seen, self._open = 0, 0  # as far as quotations are counted, and how many of its line are open there

    @kept_property
    def is_traditional(self) -> bool:
        """Whether a character stands in it that no simplified text holds."""
        return bool(script_tables().evidence.search(self.text))

    def is_in_quotation(self, place: int) -> bool:
        """Whether a line has more quotations begun than ended before a place; places are asked about in order."""
        _, behind, rest = self.text[self._seen : place].rpartition("\n")
        self._open = (0 if behind else self._open) + rest.count("“") - rest.count("”")
        self._seen = place
        return self._open > 0


def stretches_around(text: str, spans: Iterable[tuple[int, int]], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The pattern's matches that touch one of the spans, in its line and no further from it than a REACH."""
    for first, last in _close_together(text, sorted(spans)):
        near = max(first - REACH, 0)
        start = max(text.rfind("\n", near, first) + 1, near)
        end = text.find("\n", last, last + REACH)
        for match in pattern.finditer(text, start, end if end >= 0 else last + REACH):
            if match.start() <= last and first <= match.end():
                yield match


def _close_together(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those of one line that are less than two REACHes apart as one, so that no stretch is met twice."""
    start = end = -1
    for first, last in spans:
        if start >= 0 and first - end <= 2 * REACH and "\n" not in text[end:first]:
            end = max(end, last)
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end


def rare_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where rare characters stand close together, as in 璀璨的、温馨的余晖 or in text read wrongly."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    kinds = _kinds()[np.minimum(points, LAST)].tobytes()
    return (match.span() for match in DENSE.finditer(kinds))


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """For each code point up to `LAST` whether it is rare (``r``), ASCII (``a``) or another (``o``).

    Rare are characters beyond level 1 of GB 2312 and its traditional forms, kana, Greek, Cyrillic, lines.
    """
    leads, trails = range(0xB0, 0xD8), range(0xA1, 0xFF)
    usual = {bytes((lead, trail)).decode("gb2312", "ignore") for lead in leads for trail in trails}
    usual.update(chr(code) for code, form in script_tables().simplified.items() if form in usual)
    kinds = np.full(LAST + 1, ord("o"), np.uint8)
    kinds[:0x80] = ord("a")
    kinds[[code for code in range(0x4E00, 0xA000) if chr(code) not in usual]] = ord("r")
    for first, last in ("\u0370\u052f", "\u2500\u257f", "\u3040\u30ff", "\ue000\uf8ff", "€€"):
        kinds[ord(first) : ord(last) + 1] = ord("r")
    return kinds


def _repairs(whole: Whole, stretch: re.Match[str], taken: int) -> list[Repair]:
    """The repairs of one stretch; what stands before ``taken`` belongs to the stretch before it."""
    pieces = _read_over(whole, stretch, taken)
    first, last, gain = _best_part(pieces)
    part = pieces[first:last]
    if not part or not _is_chinese(part):
        return []
    marks = (part[0].is_mark, part[-1].is_mark, _ends_quotation(whole, part))
    if sum(marks) == 0 and len(part) < UNMARKED:
        return []
    if gain + UNENDED_QUOTATION * marks[-1] < max(ENOUGH, IN_THE_MEAN * len(part)):
        return []
    if last < len(pieces):  # the next character's first half is used up; without its second half nothing is left of it
        part[-1] = replace(part[-1], end=pieces[last].end)
    return list(_joined(whole.text, part))


def _is_chinese(part: list[Piece]) -> bool:
    return sum(piece.old + piece.gain for piece in part if not piece.is_mark) > ORDINARY * len(part)


def _read_over(whole: Whole, stretch: re.Match[str], taken: int) -> list[Piece]:
    """The pieces of a stretch: the lost byte before it, its characters, and the damage behind it."""
    text = whole.text
    start, body = stretch.start(), stretch[0].replace("!", "！")
    data = [character.encode("gb18030", "replace") for character in body]
    if any(len(pair) != 2 for pair in data):
        return []
    joined = [_character(left[1:] + right[:1]) for left, right in pairwise(data)]
    tail = TAIL.match(text, stretch.end())
    ending = _ending(whole, tail, data[-1][1:], joined[-1]) if tail else ""
    restored = [*joined, ending[:1] or UNKNOWN]
    old, new = log_likelihoods(body, text[start - 1 : start] if start else ""), log_likelihoods("".join(restored))
    pieces = [
        Piece(start + at, start + at + 1, character, better - worse if character != UNKNOWN else IMPOSSIBLE, worse)
        for at, (character, better, worse) in enumerate(zip(restored, new, old, strict=True))
    ]
    if tail and ending:
        pieces = _with_ending(tail, pieces, ending)
    head = _head(text, start, data[0][:1], restored[0]) if start > taken else None
    return [Piece(start - 1, start, head, LOST_BYTE, is_mark=True), *pieces] if head else pieces


@lru_cache(maxsize=1 << 15)
def _character(pair: bytes) -> str:
    character = pair.decode("gbk", "replace")
    return character if len(character) == 1 else UNKNOWN


def _head(text: str, start: int, trail: bytes, after: str) -> str | None:
    """The character whose first byte was lost in front of the stretch."""
    if text[start - 1] not in LOST:
        return None
    candidates = _with_trail(trail)
    ends = [character for character in candidates if character in SENTENCE_ENDS]
    if after in CLOSING_QUOTES and len(ends) == 1:
        return ends[0]  # “……。”: what is quoted ends with a mark, more surely than any pair of characters is
    before = text[start - 2] if start > 1 else ""
    return likeliest((character for character in candidates if not character.isdigit()), before, after)


@cache
def _with_trail(trail: bytes) -> list[str]:
    """The characters that a byte ends."""
    return [character for lead in LEADS if (character := _character(lead + trail)) != UNKNOWN]


@cache
def _with_lead(lead: bytes) -> list[str]:
    """The characters that a byte begins."""
    return [character for trail in TRAILS if (character := _character(lead + trail)) != UNKNOWN]


@cache
def _in_script(lead: bytes, is_traditional: bool) -> list[str]:
    """Those that can stand in the text: no simplified ones among traditional, nor the other way round."""
    tables = script_tables()
    other = tables.counter if is_traditional else tables.evidence
    return [character for character in _with_lead(lead) if not other.match(character)]


def _ending(whole: Whole, tail: re.Match[str], lead: bytes, before: str) -> str:
    """The characters that the stretch's last byte begins, read from the damage behind it: one, two, or none sure."""
    after = whole.text[tail.end() : tail.end() + 1]
    if tail["reading"] is not None:
        return _read_as(lead, tail["reading"], before, after)
    if tail[0] not in LOST:
        return _character(lead + tail[0].encode("ascii")).strip(UNKNOWN)
    return _unread(lead, whole.is_traditional, before, after)


@lru_cache(maxsize=KEPT)
def _unread(lead: bytes, is_traditional: bool, before: str, after: str) -> str:
    """The character of which nothing but the first byte is left."""
    fitting = _in_script(lead, is_traditional)
    saying = [character for character in fitting if before in CLOSING_QUOTES and character in VERBS_OF_SAYING]
    return likeliest(saying or fitting, before, after) or ""


@lru_cache(maxsize=KEPT)
def _read_as(lead: bytes, reading: str, before: str, after: str) -> str:
    """The character with this reading, or it and the one before it."""
    read = [character for character in _with_lead(lead) if reads_as(character, reading)]
    return likeliest(read, before, after) or _two(lead, reading, before, after)


def _two(lead: bytes, reading: str, before: str, after: str) -> str:
    """A character that the byte begins and one with this reading, whose bytes between them show as nothing.

    In ``鲉?dòng)`` 86 begins 啟 (86A2), and its A2 with the 84 of 動 (84D3) is no character; with 啓 (8699) there
    would be one (9984, 檮).
    """
    trails = {first: first.encode("gbk")[1:] for first in _with_lead(lead)}
    leads = {second: second.encode("gbk")[:1] for second in characters_read(reading)}
    unseen = {one: {trail for trail in trails.values() if _character(trail + one) == UNKNOWN} for one in leads.values()}
    pairs = (first + second for second in leads for first in trails if trails[first] in unseen[leads[second]])
    return likeliest(pairs, before, after) or ""


def _with_ending(tail: re.Match[str], pieces: list[Piece], ending: str) -> list[Piece]:
    """The last piece stretched over the damage behind it, or one more piece for that, with what the damage counts."""
    evidence = LOST_BYTE if tail[0] in LOST else UNOPENED_READING if tail["reading"] else LETTER_AMONG_HAN
    last = replace(pieces[-1], gain=pieces[-1].gain + evidence, is_mark=True)
    if len(ending) == 1:
        return [*pieces[:-1], replace(last, end=tail.end())]
    return [*pieces[:-1], last, Piece(tail.start(), tail.end(), ending[1], 0.0, is_mark=True)]


def _best_part(pieces: list[Piece]) -> tuple[int, int, float]:
    """The half-open range of pieces whose summed gain is largest, and that gain; empty where none gains.

    A part that ends before the last piece costs the character behind it.
    """
    best, found, total, start = 0.0, (0, 0), 0.0, 0
    for at, piece in enumerate(pieces):
        if total <= 0.0:
            total, start = 0.0, at
        total += piece.gain
        is_last = at + 1 == len(pieces)
        gain = total if is_last else total - pieces[at + 1].old - LOST_CHARACTER
        if gain >= best and total > 0.0:
            best, found = gain, (start, at + 1)
    return *found, best


def _ends_quotation(whole: Whole, part: list[Piece]) -> bool:
    """Whether the result ends a quotation that its line has open."""
    return whole.is_in_quotation(part[0].start) and any(piece.restored == "”" for piece in part)


def _joined(text: str, part: list[Piece]) -> Iterator[Repair]:
    """One repair for the pieces that change one character into one, and one for each that is longer."""
    start, restored = part[0].start, ""
    for piece in part:
        if piece.end - piece.start == 1:
            restored += piece.restored
            continue
        if restored:
            yield repair_of(text, start, piece.start, restored, KIND)
        yield repair_of(text, piece.start, piece.end, piece.restored, KIND)
        start, restored = piece.end, ""
    if restored:
        yield repair_of(text, start, part[-1].end, restored, KIND)
