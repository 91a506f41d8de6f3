"""Lines, their padding and width, and what they tell of how the page was set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from partyie.text import lazy_re as re
from partyie.text.kept import kept_property

BLANK = " \t\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff"
NUMERAL = "一二三四五六七八九十百〇零○0-9０-９"
SENTENCE_END = "。！？!?；;：:…"
CLOSING = "”’』」》〉】〕）)"
_GAP = "[ \u3000\u00a0]*"
_COUNT = rf"[{NUMERAL}]{{1,4}}"
# — 1 —, - 3 -, 第3页, 第 3 页　共 17 页, 3/17, and a bare number.
_RULE = "[—\\-–－·•_ \u3000]*"
_OF = rf"[,，/／]?{_GAP}共?{_GAP}{_COUNT}{_GAP}页?"
PAGE_NUMBER = re.compile(rf"{_RULE}第?{_GAP}{_COUNT}{_GAP}页?{_GAP}(?:{_OF})?{_RULE}")
YEAR = re.compile(r"(?:19|20)\d\d")
COLUMN_GAP = re.compile(r"(?<=\S)(?:\u3000+|[ \u00a0]{2,}|\t+)(?=\S)|[|｜]")
ITEM = re.compile(
    rf"[●▲◆■★☆※△○◇□▍◎·•—\-－*#>＞①-⑳⑴-⒇☐✦▶►【〔\[]|第[{NUMERAL}]+[章节条款编篇]"
    rf"|[（(]?[{NUMERAL}]{{1,3}}(?:[）)、]|[．.](?!\d))|附件"
    rf"|(?:19|20)\d\d[.．年/-]\d{{1,2}}月?{_GAP}[—\-－~～至]|[\u3400-\u9fff·]{{2,8}}[，,][男女][，,]"
)
LABEL = re.compile(r"[^\s，。；、：:]{1,10}[：:]")
HEADING = re.compile(rf"第[{NUMERAL}]+[章节条款编篇]|[（(]?[{NUMERAL}]{{1,3}}(?:[）)、]|[．.](?!\d))|[【〔\[]")
MARK = re.compile(r"[，、。；]|[,;](?![\d\s])")
DATE_LINE = re.compile(
    rf"[（(]?[{NUMERAL}OＯ]{{4}}{_GAP}[年.\-/][{NUMERAL}OＯ月日.\-/ \u3000]{{2,14}}(?:印发|起)?[）)]?"
)
IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")

PARAGRAPH_INDENT = range(2, 9)  # cells: two full-width blanks are four
FEWEST_PARAGRAPHS = 2
FULL_LINES = 4
FULL_SHARE = 0.5
RAGGED = 6  # cells by which a full line may be shorter than the longest: a wide character, a mark pushed over
NARROWEST = 24  # cells; shorter lines of one length are verse, slogans or cells of a table
TABLE_GAPS = 2


@dataclass(frozen=True)
class Line:
    """One line without the blanks around it.

    Attributes:
        start: Offset of the content in the text, half-open with ``end``; equal for a blank line.
        indent: Width of the blanks in front, in cells: a Han character is two, a letter one.
    """

    start: int
    end: int
    indent: int
    text: str

    @kept_property
    def width(self) -> int:
        """Cells from the margin to the last character."""
        return self.indent + cells(self.text)

    @property
    def is_ended(self) -> bool:
        """Whether it ends with a mark that ends a sentence or a heading, closing marks aside."""
        last = self.text[-1]
        return last in SENTENCE_END or (last in CLOSING and self.text.rstrip(CLOSING)[-1:] in (*SENTENCE_END, ""))

    @kept_property
    def is_row(self) -> bool:
        """Whether it looks like a row of a table or roster: parted by wide gaps or bars."""
        return len(COLUMN_GAP.findall(self.text)) >= TABLE_GAPS

    @kept_property
    def has_gap(self) -> bool:
        """Whether a wide gap or a bar parts it at least once."""
        return bool(COLUMN_GAP.search(self.text))

    @kept_property
    def is_heading(self) -> bool:
        """Whether it is numbered or bracketed and has no inner marks, as the headings of documents are."""
        return bool(HEADING.match(self.text)) and not MARK.search(self.text[3:])

    @kept_property
    def is_item(self) -> bool:
        """Whether it begins as list items, headings, labels, dates and notes in brackets do."""
        return self.is_label or self.is_listed

    @kept_property
    def is_label(self) -> bool:
        """Whether it begins with a word and a colon."""
        return bool(LABEL.match(self.text))

    @kept_property
    def is_listed(self) -> bool:
        """Whether it is an item but for a label."""
        return bool(ITEM.match(self.text) or DATE_LINE.fullmatch(self.text) or IN_BRACKETS.fullmatch(self.text))


def cells(text: str) -> int:
    """Display width: as many bytes as GBK takes, two for a Han character, one for a letter."""
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))


def read_lines(text: str) -> list[Line]:
    """All lines of the text, blank ones included."""
    lines, position = [], 0
    for whole in text.split("\n"):
        content = whole.strip(BLANK)
        padding = len(whole) - len(whole.lstrip(BLANK))
        start = position + padding
        lines.append(Line(start, start + len(content), cells(whole[:padding]), content))
        position += len(whole) + 1
    return lines


class Layout:
    """How the lines of one text are set.

    Attributes:
        lines: The lines with content, page numbers and running headers left out.
        gaps: For each line, how many blank lines are in front of it (page furniture in front of it counts as none).
    """

    def __init__(self, text: str) -> None:
        self.lines: list[Line] = []
        self.gaps: list[int] = []
        every = read_lines(text)
        headers = _running_headers(every)
        gap = 0
        for line in every:
            if not line.text:
                gap += 1
            elif is_page_number(line.text) or line.text in headers:
                gap = 0
            else:
                self.lines.append(line)
                self.gaps.append(gap)
                gap = 0

    @kept_property
    def is_indented(self) -> bool:
        """Whether paragraphs begin with blanks: most lines do that follow a finished sentence."""
        firsts = [after.indent in PARAGRAPH_INDENT for before, after in self._pairs() if before.is_ended]
        return firsts.count(True) >= max(FEWEST_PARAGRAPHS, 0.6 * len(firsts))

    @kept_property
    def is_spaced(self) -> bool:
        """Whether blank lines part the paragraphs: most lines have one behind them that end a sentence."""
        apart = [gap > 0 for line, gap in zip(self.lines, self.gaps[1:], strict=False) if line.is_ended]
        return apart.count(True) >= max(FEWEST_PARAGRAPHS, 0.6 * len(apart))

    @kept_property
    def measure(self) -> range | None:
        """The widths of a full line, in cells, where the text is broken at a measure; None where it isn't.

        Lines that stop within a sentence are nearly all about as wide there, and wider ones are rare (rows).
        """
        inner = [line for line, gap in zip(self.lines, self.gaps[1:], strict=False) if not gap]
        stopped = [line.width for line in inner if not line.is_ended and not line.is_row]
        if len(stopped) < FULL_LINES:
            return None
        widest = _commonest_top(stopped)
        full = range(widest - RAGGED + 1, widest + 1)
        times = sum(width in full for width in stopped)
        if widest < NARROWEST or times < max(FULL_LINES, FULL_SHARE * len(stopped)):
            return None
        return full if sum(line.width > widest for line in inner) <= times / 4 else None

    def _pairs(self) -> Iterator[tuple[Line, Line]]:
        return zip(self.lines, self.lines[1:], strict=False)


def _commonest_top(widths: list[int]) -> int:
    """The width that ends the RAGGED range which holds most of the widths."""
    times = Counter(widths)
    return max(times, key=lambda top: (sum(times[top - less] for less in range(RAGGED)), -top), default=0)


def is_page_number(line: str) -> bool:
    """Whether the line holds a page number and nothing else; 2017 is a year."""
    return len(line) < 24 and bool(PAGE_NUMBER.fullmatch(line)) and not YEAR.fullmatch(line)


def _running_headers(lines: list[Line]) -> set[str]:
    """Lines that follow or precede page numbers and occur more than once."""
    content = [line.text for line in lines if line.text]
    numbers = [index for index, line in enumerate(content) if is_page_number(line)]
    if len(numbers) < 2:
        return set()
    times = Counter(content)
    beside = {content[near] for index in numbers for near in (index - 1, index + 1) if 0 <= near < len(content)}
    return {line for line in beside if times[line] > 1 and line[-1] not in SENTENCE_END and not is_page_number(line)}
