"""The lines of a document as its head and foot are read: what is a headline, a masthead, a signature."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from partyie.components.reading import Candidate, Reading
from partyie.text import lazy_re as re

BLANKS = re.compile(r"\s+")
SEAL = re.compile("[（()）印章盖公代]")
MOST_MENTIONS = 20  # of which a line of the head or foot consists
HEAD_LINES = 14  # lines of text among which headline, number and letterhead stand
FOOT_LINES = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One line that isn't empty.

    Attributes:
        start: In the clean text, half-open with ``end``.
        text: Without blanks at either end.
        plain: Without any blanks.
        mentions: Those inside it.
        follows: Whether it follows the line before without an empty line between.
    """

    start: int
    end: int
    text: str
    mentions: tuple[Candidate, ...]
    follows: bool

    @property
    def plain(self) -> str:
        """The text without any blanks."""
        return BLANKS.sub("", self.text)

    def is_whole(self, mention: Candidate, reading: Reading) -> bool:
        """Whether the line consists of one mention."""
        return BLANKS.sub("", reading.text[mention.start : mention.end]) == self.plain

    def holds_only(self, mentions: Sequence[Candidate], reading: Reading) -> bool:
        """Whether the line consists of these mentions, blanks and the mark of a seal (（盖章）) aside."""
        if len(mentions) > MOST_MENTIONS:
            return False
        rest = self.plain
        for mention in mentions:
            rest = rest.replace(BLANKS.sub("", reading.text[mention.start : mention.end]), "", 1)
        return not SEAL.sub("", rest)


def lines_of(reading: Reading) -> list[Line]:
    """The lines that aren't empty, in order."""
    found = reading.cache.get("lines")
    if found is None:
        found = reading.cache["lines"] = _lines(reading)
    lines: list[Line] = found
    return lines


def _lines(reading: Reading) -> list[Line]:
    text, starts = reading.text, [mention.start for mention in reading.mentions]
    lines: list[Line] = []
    position, empty = 0, True
    while position <= len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        words = text[position:end].strip()
        if words:
            inside = reading.mentions[bisect_left(starts, position) : bisect_left(starts, end)]
            lines.append(Line(position, end, words, tuple(inside), not empty))
        empty = not words
        position = end + 1
    return lines
