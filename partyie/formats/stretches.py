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
    """A stretch of the input in which nothing changes: ``[start, end)`` with the mention and repair that cover it."""

    start: int
    end: int
    mention: Mention | None
    repair: Repair | None


def stretches(extraction: Extraction) -> Iterator[Stretch]:
    """The input from first to last code point; a mention that is partly repaired comes in several stretches."""
    spans: tuple[Mention | Repair, ...] = (*extraction.mentions, *extraction.repairs)
    points = {0, extraction.length}.union(*((span.start, span.end) for span in spans))
    mentions, repairs = list(reversed(extraction.mentions)), list(reversed(extraction.repairs))
    for start, end in pairwise(sorted(points)):
        while mentions and mentions[-1].end <= start:
            mentions.pop()
        while repairs and repairs[-1].end <= start:
            repairs.pop()
        mention = mentions[-1] if mentions and mentions[-1].start <= start else None
        repair = repairs[-1] if repairs and repairs[-1].start <= start else None
        yield Stretch(start, end, mention, repair)


def visible(text: str) -> str:
    """The text with what no page or terminal may get made visible, one character for one.

    Control characters (which could drive the terminal) become their pictures, direction overrides and lone
    surrogates U+FFFD. Newlines (with their carriage return) and tabs stay.
    """
    return HIDDEN.sub(_picture, text)


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
