"""A text cut where its mentions and repairs begin and end: what coloured views are drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from partyie.errors import InputError
from partyie.records import Extraction, Mention, Repair

HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")


class Stretch(NamedTuple):
    """A stretch of the input in which nothing changes: ``[start, end)`` with the mentions and repair that cover it.

    Attributes:
        mentions: All that cover it, outermost first: by start, then the longer, then in the extraction's order.
    """

    start: int
    end: int
    mentions: tuple[Mention, ...]
    repair: Repair | None

    @property
    def mention(self) -> Mention | None:
        """The outermost mention, for views that show one at a place."""
        return self.mentions[0] if self.mentions else None


def stretches(extraction: Extraction) -> Iterator[Stretch]:
    """The input from first to last code point; a mention that is nested, crossed or partly repaired comes in several.

    Of repairs that overlap, the first covers.
    """
    spans: tuple[Mention | Repair, ...] = (*extraction.mentions, *extraction.repairs)
    points = {0, extraction.length}.union(*((span.start, span.end) for span in spans))
    mentions = sorted(extraction.mentions, key=lambda mention: (mention.start, -mention.end))[::-1]
    repairs = list(reversed(extraction.repairs))
    open_mentions: tuple[Mention, ...] = ()
    for start, end in pairwise(sorted(points)):
        open_mentions = tuple(mention for mention in open_mentions if mention.end > start)
        while mentions and mentions[-1].start <= start:
            opening = mentions.pop()
            open_mentions += (opening,) if opening.end > start else ()
        while repairs and repairs[-1].end <= start:
            repairs.pop()
        repair = repairs[-1] if repairs and repairs[-1].start <= start else None
        yield Stretch(start, end, open_mentions, repair)


def visible(text: str) -> str:
    """The text with what no page or terminal may get made visible, one character for one.

    Control characters (which could drive the terminal) become their pictures, direction overrides and lone
    surrogates U+FFFD. Newlines (with their carriage return) and tabs stay.
    """
    return HIDDEN.sub(_picture, text)


def one_line(text: str) -> str:
    """`visible`, and line breaks are pictures, too."""
    return visible(text).replace("\r", "\u240d").replace("\n", "\u240a")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def text_of(extraction: Extraction, text: str | None = None) -> str:
    """The input of an extraction: ``text`` if given, else what the extraction still knows.

    Raises:
        InputError: The text given isn't the one extracted, or none is known (an extraction read back from JSON).
    """
    known = extraction.text if text is None else extraction.with_text(text).text
    if known is None:
        raise InputError("this extraction doesn't know its text (it isn't serialised): pass text=…")
    return known
