"""Lines and sentences of the clean text.

The clean text holds only breaks that are meant: one line is one paragraph, heading, list item or row.
"""

from __future__ import annotations

from partyie.text import lazy_re as re

LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
# A sentence goes to the marks that end it and the closing marks behind them, or to the line's end. …… ends nothing:
# it stands in the middle (“我先上……”说着) as often as at the end.
_END = r"[。！？!?]+[”’」』）)》〉]*"
SENTENCE = re.compile(rf"{_END}|[^\s。！？!?](?:[^。！？!?\n]*{_END}|[^。！？!?\n]*[^\s。！？!?]|)")


def line_spans(text: str) -> list[tuple[int, int]]:
    """The lines that hold something, without the blanks around them.

    >>> line_spans(" 通知\\n\\n各乡镇： \\n")
    [(1, 3), (5, 9)]
    """
    return [match.span() for match in LINE.finditer(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences, each with the marks that end it; a line ends its sentence whatever its last mark.

    >>> text = "“疫情就是命令。”他说，我先上！\\n县委书记 高峰"
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['“疫情就是命令。”', '他说，我先上！', '县委书记 高峰']
    """
    return [match.span() for match in SENTENCE.finditer(text)]
