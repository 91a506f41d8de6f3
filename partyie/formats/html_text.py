"""The text of the review page: mentions and repairs marked in place, every character kept.

Nothing stands in the text's elements but the text, so that what is selected and copied is the input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from partyie.formats.html_markup import CLASSES, named, word
from partyie.formats.stretches import HIDDEN, Stretch, stretches, visible
from partyie.records import Extraction, Mention

BLOCK = 2000  # characters, about; the browser draws only the blocks in view
CHARACTERS_A_LINE = 40
LANGUAGES = {"simplified": "zh-Hans", "traditional": "zh-Hant", "mixed": "zh"}  # fonts draw some characters otherwise
LINE_HEIGHT = 32  # pixels; both only guess at the height of a block out of view
# Also what would break the line unseen; the copy gives each back by its code point.
NOT_SHOWN = re.compile(f"{HIDDEN.pattern}|[\u2028\u2029]")


def text_html(extraction: Extraction, number: int) -> Iterator[str]:
    """The input in blocks of whole lines; a note where the extraction doesn't know it.

    Mention ``i`` is ``<b id="NUMBER.i">``, repair ``i`` ``<u id="NUMBER~i">``; where one comes in several pieces, the
    later ones say ``data-m="i"`` or ``data-x="i"``.
    """
    if extraction.text is None:
        yield f'<p class="no-text">{word("page.no_text")}</p>'
        return
    language = LANGUAGES[extraction.document.script]
    yield f'<div class="text" {named("page.text")} role="group" lang="{language}">'
    yield from _Blocks(extraction, extraction.text, number).parts()
    yield "</div>"


class _Blocks:
    """Writes one text from its stretches."""

    def __init__(self, extraction: Extraction, text: str, number: int) -> None:
        self.extraction, self.text, self.number = extraction, text, number
        self.mention_numbers = {id(mention): i for i, mention in enumerate(extraction.mentions)}
        self.repair_numbers = {id(repair): i for i, repair in enumerate(extraction.repairs)}
        self.begun: set[str] = set()  # ids that stand in the page
        self.open: tuple[Mention, ...] = ()
        self.block: list[str] = []
        self.size = self.lines = 0

    def parts(self) -> Iterator[str]:
        for stretch in stretches(self.extraction):
            self._turn_to(stretch.mentions)
            if not self.open and stretch.repair is None:
                yield from self._between(stretch.start, stretch.end)
            else:
                self._write(stretch)
        self._turn_to(())
        yield from self._finish()

    def _between(self, start: int, end: int) -> Iterator[str]:
        """Text outside mentions: only here, after a line's end, may a block end."""
        while cut := self.text.find("\n", start + max(0, BLOCK - self.size - 1), end) + 1:
            self._add(start, cut)
            yield from self._finish()
            start = cut
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        # A line's end that a stretch cuts in two stays one
        cut = end - 1 if self.text[end - 1 : end + 1] == "\r\n" and end > start else end
        self.block.append(shown(self.text[start:cut]) + _line_ends(self.text[cut:end]))
        self.size += end - start
        self.lines += self.text.count("\n", start, end)

    def _write(self, stretch: Stretch) -> None:
        if stretch.repair is None:
            self._add(stretch.start, stretch.end)
            return
        place = self._place("~", self.repair_numbers[id(stretch.repair)], "x")
        self.block.append(f'<u class="{plain_class(stretch.repair.kind)}" {place}>')
        self._add(stretch.start, stretch.end)
        self.block.append("</u>")

    def _turn_to(self, mentions: tuple[Mention, ...]) -> None:
        """Close and open elements until just these are open; one that another crosses is opened again."""
        shared = next(
            (i for i, pair in enumerate(zip(self.open, mentions, strict=False)) if pair[0] is not pair[1]), None
        )
        shared = min(len(self.open), len(mentions)) if shared is None else shared
        self.block.append("</b>" * (len(self.open) - shared))
        for mention in mentions[shared:]:
            place = self._place(".", self.mention_numbers[id(mention)], "m")
            self.block.append(f'<b class="{CLASSES[mention.label]}" {place}>')
        self.open = mentions

    def _place(self, mark: str, i: int, attribute: str) -> str:
        identifier = f"{self.number}{mark}{i}"
        if identifier in self.begun:
            return f'data-{attribute}="{i}"'
        self.begun.add(identifier)
        return f'id="{identifier}"'

    def _finish(self) -> Iterator[str]:
        if self.size:
            height = max(self.lines, self.size // CHARACTERS_A_LINE, 1) * LINE_HEIGHT
            yield f'<div style="--h:{height}px">{"".join(self.block)}</div>'
        self.block, self.size, self.lines = [], 0, 0


def shown(text: str) -> str:
    """The text escaped; what no page may get in a picture that knows its code point.

    >>> shown("a<b\\r\\n\\x00")
    'a&lt;b&#13;\\n<i data-c="0">␀</i>'
    """
    parts: list[str] = []
    last = 0
    for match in NOT_SHOWN.finditer(text):
        picture = "\u21b5" if match[0] in "\u2028\u2029" else visible(match[0])
        parts += (_line_ends(text[last : match.start()]), f'<i data-c="{ord(match[0]):x}">{picture}</i>')
        last = match.end()
    return "".join(parts) + _line_ends(text[last:])


def _line_ends(text: str) -> str:
    return escape(text).replace("\r", "&#13;")  # a browser would drop it


def plain_class(name: str) -> str:
    """A name as a class, whatever stands in it."""
    return re.sub(r"[^a-z]", "-", name.lower())
