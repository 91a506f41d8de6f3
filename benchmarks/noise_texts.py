"""Noise put on clean texts: what copying, printing, scanning and web pages do to Chinese, each kind a family.

A noisy text knows where each character of the clean one went, so that a mention has its place in both. Same text, same
seed, same noise.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import NamedTuple

from opencc import OpenCC

from partyie.text.cleaning import clean_text
from partyie.text.offsets import OffsetMap
from partyie.text.readings import readings_of, without_tone

HAN = re.compile("[\u3400-\u9fff]")
INSIDE = re.compile(r"(?<=[\u3400-\u9fff\d])(?=[\u3400-\u9fff\d])")  # between characters of words and numbers
AFTER_COMMA = re.compile("(?<=、)(?=[\u3400-\u9fff])")
LINE_START = re.compile(r"(?m)^(?=[^\n])")
BLANKS = (" ", "\u3000", "\u00a0", "\u2009", "\u200b")
INVISIBLE = ("\u200b", "\u00ad", "\ufeff", "\u200d", "\u2060")
NEWLINES = ("\n", "\r\n", "\r")
WIDTHS = range(20, 41)  # full-width characters of a line
CANNOT_BEGIN = "，。、；：！？）》〉”’」』】〕％%"
CANNOT_END = "（《〈“‘「『【〔"
STRETCH = range(4, 13)  # characters of a stretch in another encoding
ENCODINGS = (("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb2312", "latin-1"), ("utf-8", "gbk"))
NARROW = 0xFEE0  # from U+FF01 … U+FF5E to U+0021 … U+007E
EXCHANGED = re.compile(r"[!-~！-～]")

# How dense the noise is: characters, one of which is hit, in the mean.
PINYIN_EACH, BLANK_EACH, INVISIBLE_EACH, BREAK_EACH, MOJIBAKE_EACH, WIDTH_EACH = 20, 60, 30, 60, 50, 2


class Edit(NamedTuple):
    """``text[start:end]``, one character or nothing, written as something else."""

    start: int
    end: int
    written: str


Noise = Callable[[str, Random], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class NoisyText:
    """A text with noise.

    Attributes:
        offsets: From positions of the clean text to positions of ``text``.
    """

    text: str
    offsets: OffsetMap

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where ``clean[start:end]`` is now; what was put behind its last character is no part of it."""
        return self.offsets.source_span(start, end)


def write_edits(clean: str, edits: Iterable[Edit]) -> NoisyText:
    """The clean text with the edits, which are sorted and don't overlap.

    >>> noisy = write_edits("书记到", [Edit(0, 1, "书（shū）"), Edit(1, 1, " ")])
    >>> noisy.text, noisy.place(0, 1), noisy.place(0, 2)
    ('书（shū） 记到', (0, 6), (0, 8))
    """
    parts: list[str] = []
    changes: list[tuple[int, int, int]] = []
    position = written = 0
    for edit in edits:
        parts += [clean[position : edit.start], edit.written]
        start = written + edit.start - position
        written = start + len(edit.written)
        changes.append((start, written, edit.end - edit.start))
        position = edit.end
    text = "".join(parts) + clean[position:]
    return NoisyText(text, OffsetMap.from_edits(len(text), changes))


def make_noisy(clean: str, families: Iterable[str], seed: str) -> NoisyText:
    """The text with the noise of these families (names of `FAMILIES`), one after the other."""
    random = Random(seed)
    noisy = NoisyText(clean, OffsetMap(len(clean)))
    for family in families:
        whole = [(repair.start, repair.end) for repair in clean_text(noisy.text).repairs]
        further = write_edits(noisy.text, _outside(FAMILIES[family](noisy.text, random), whole))
        noisy = NoisyText(further.text, further.offsets.compose(noisy.offsets))
    return noisy


def _outside(edits: Iterable[Edit], spans: list[tuple[int, int]]) -> Iterator[Edit]:
    """The edits that touch no inner part of the spans, which are sorted: damage isn't damaged again."""
    waiting = iter([*spans, (sys.maxsize, sys.maxsize)])
    start, end = next(waiting)
    for edit in edits:
        while end <= edit.start:
            start, end = next(waiting)
        if max(edit.end, edit.start + 1) <= start or edit.start == edit.end == start:
            yield edit


def pinyin(text: str, random: Random) -> Iterator[Edit]:
    """书（shū）记 and 书(shu)记: the commonest reading behind a character."""
    for found in HAN.finditer(text):
        readings = readings_of(found[0])
        if readings and random.randrange(PINYIN_EACH) == 0:
            reading = readings[0] if random.random() < 0.8 or len(readings[0]) < 2 else without_tone(readings[0])
            opening, closing = random.choice(("（）", "()"))
            yield Edit(*found.span(), f"{found[0]}{opening}{reading}{closing}")


def width(text: str, random: Random) -> Iterator[Edit]:
    """Digits, letters and marks in the other width, here and there."""
    for found in EXCHANGED.finditer(text):
        if random.randrange(WIDTH_EACH) == 0:
            code = ord(found[0])
            yield Edit(*found.span(), chr(code - NARROW if code >= 0xFF00 else code + NARROW))


def spaces(text: str, random: Random) -> Iterator[Edit]:
    """Blanks of all kinds in words and numbers and at the heads of lines."""
    starts = {found.start() for found in LINE_START.finditer(text) if random.randrange(4) == 0}
    inside = {found.start() for found in INSIDE.finditer(text) if random.randrange(BLANK_EACH) == 0}
    for at in sorted(starts | inside):
        yield Edit(at, at, random.choice(BLANKS) * (random.choice((1, 2)) if at in starts else 1))


def invisible(text: str, random: Random) -> Iterator[Edit]:
    """Characters of no width inside words and numbers: soft hyphens, joiners, byte-order marks."""
    for found in INSIDE.finditer(text):
        if random.randrange(INVISIBLE_EACH) == 0:
            yield Edit(found.start(), found.start(), random.choice(INVISIBLE))


def wrapped(text: str, random: Random) -> Iterator[Edit]:
    """Every line hard-wrapped at one width, with one kind of line end; marks hang over."""
    newline, length = random.choice(NEWLINES), random.choice(WIDTHS)
    column = 0
    for at, character in enumerate(text):
        if character == "\n":
            column = 0
            if newline != "\n":
                yield Edit(at, at + 1, newline)
            continue
        if column >= length and character not in CANNOT_BEGIN and text[at - 1] not in CANNOT_END:
            yield Edit(at, at, newline)
            column = 0
        column += 1 if HAN.match(character) or character > "\u2fff" else 0.5  # type: ignore[assignment]


def breaks(text: str, random: Random) -> Iterator[Edit]:
    """Single line breaks inside words, names and numbers, oftener after a list's comma."""
    newline = random.choice(NEWLINES)
    after = {found.start() for found in AFTER_COMMA.finditer(text) if random.randrange(BREAK_EACH // 6) == 0}
    inside = {found.start() for found in INSIDE.finditer(text) if random.randrange(BREAK_EACH) == 0}
    yield from (Edit(at, at, newline) for at in sorted(after | inside))


def mojibake(text: str, random: Random) -> Iterator[Edit]:
    """Stretches of Han whose bytes were read in another encoding, where nothing was lost."""
    end = 0
    for found in HAN.finditer(text):
        if found.start() < end or random.randrange(MOJIBAKE_EACH):
            continue
        stretch = text[found.start() : found.start() + random.choice(STRETCH) // 2 * 2]
        if len(stretch) < STRETCH[0] or not all(map(HAN.match, stretch)):
            continue
        edits = list(_misread(stretch, found.start(), *random.choice(ENCODINGS)))
        end = found.start() + len(stretch) if edits else end
        yield from edits


def _misread(stretch: str, start: int, encoding: str, other: str) -> Iterator[Edit]:
    """A character is written as what holds its first byte and what follows, up to the next one's first byte."""
    data = [character.encode(encoding, "ignore") for character in stretch]
    try:
        shown = b"".join(data).decode(other)
    except UnicodeDecodeError:
        return
    places = [at for at, character in enumerate(shown) for _ in character.encode(other)]
    firsts = [places[sum(map(len, data[:number]))] for number in range(len(data)) if data[number]]
    if len(firsts) < len(stretch):
        return
    for number, (first, last) in enumerate(pairwise([*firsts, len(shown)])):
        yield Edit(start + number, start + number + 1, shown[first:last])


_TO_TRADITIONAL = OpenCC("s2t")


def traditional(text: str, random: Random) -> Iterator[Edit]:
    """The whole text in traditional characters."""
    position = 0
    for line in text.split("\n"):
        converted = _TO_TRADITIONAL.convert(line)
        if len(converted) == len(line):
            pairs = enumerate(zip(line, converted, strict=True), position)
            yield from (Edit(at, at + 1, new) for at, (old, new) in pairs if old != new)
        position += len(line) + 1


FAMILIES: Mapping[str, Noise] = {
    noise.__name__: noise for noise in (traditional, mojibake, pinyin, width, invisible, spaces, breaks, wrapped)
}
"""In the order in which they are put on together: each would spoil what the one before it needs to see."""
