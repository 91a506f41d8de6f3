"""Lines of a terminal: text cut by the cells it takes, as Chinese is set.

Rich cuts at blanks, and Chinese has none: a line would end at the last blank before a long paragraph, or with an
opening bracket. Here a line ends after any Chinese character but an opening bracket, and none begins with a closing
one or a stop (kinsoku), where that can be helped. Words and numbers in Latin letters stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len
from rich.text import Text

NOT_FIRST = frozenset("、，。；：？！）」』”’》〉】〕］｝〗…‥—～·•%％‰℃,.;:?!)]}>⟧|⁰¹²³⁴⁵⁶⁷⁸⁹ー々")
NOT_LAST = frozenset("（「『“‘《〈【〔［｛〖([{<⟦|￥$#№")
TAB = 8  # cells between two tab stops
LEAST = 2  # cells that a line has at least: one Chinese character
_JOINER = "\u200d"
_JOINED = frozenset(("Mn", "Me", "Mc", "Cf"))  # categories of what stands on, or with, the character before
_FLAGS = range(0x1F1E6, 0x1F200)  # regional indicators: two are a flag
_SKIN = range(0x1F3FB, 0x1F400)  # colours of the emoji before
# Of what most lines consist: characters of two cells, and of one, none of which goes on with the one before.
_WIDE = re.compile(r"[\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]+")
_NARROW = re.compile(r"[ -~·“”‘’…—–⁰¹²³⁴⁵⁶⁷⁸⁹─→━▶⟦⟧]*")


def clusters(text: str) -> Iterator[str]:
    r"""The text in what a terminal draws as one: a character with its accents, an emoji made of several.

    >>> [len(one) for one in clusters("e\u0301中👩\u200d🏫🇨🇳")]
    [2, 1, 3, 2]
    """
    if _NARROW.fullmatch(_WIDE.sub("", text)):
        yield from text
        return
    start, flags = 0, 0
    for at in range(1, len(text)):
        flags = flags + 1 if ord(text[at - 1]) in _FLAGS else 0
        if not _goes_on(text[at - 1], text[at], flags):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _goes_on(before: str, character: str, flags: int) -> bool:
    if before < "\u0300" and character < "\u0300":
        return False
    code = ord(character)
    joined = before == _JOINER or code in _SKIN or unicodedata.category(character) in _JOINED
    return joined or (code in _FLAGS and flags % 2 == 1)


@lru_cache(maxsize=20_000)
def cells(cluster: str) -> int:
    """How many cells of a line one cluster takes."""
    return cell_len(cluster)


def width_of(text: str) -> int:
    """How many cells a line takes that begins at the first; tabs go to the next stop."""
    narrow = _WIDE.sub("", text)
    if _NARROW.fullmatch(narrow):
        return 2 * len(text) - len(narrow)
    width = 0
    for cluster in clusters(text):
        width += TAB - width % TAB if cluster == "\t" else cells(cluster)
    return width


def break_points(line: str, width: int) -> Iterator[int]:
    """Where a line (without line ends and tabs) is cut so that each part takes at most ``width`` cells."""
    parts = list(clusters(line))
    start = at = used = first = 0  # of the part's first cluster, the current one; cells; code points before the part
    best: int | None = None  # number of the last cluster that may begin a line
    while at < len(parts):
        if at > start and _may_break(parts[at - 1], parts[at]):
            best = at
        taken = cells(parts[at])
        if used + taken > width and at > start and not parts[at].isspace():
            cut = best if best is not None else at
            first += sum(map(len, parts[start:cut]))
            yield first
            start, best, used = cut, None, sum(map(cells, parts[cut:at]))
            continue
        used += taken
        at += 1


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two clusters: not between Latin letters, nor where stops and brackets forbid."""
    if after == " " or before == " ":
        return after != " "
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    return not (before.isascii() and after.isascii())


def wrapped(line: Text, width: int) -> Iterator[Text]:
    """The parts of one line, with its styles; blanks where it was cut are dropped, those at its beginning stay.

    Args:
        line: Without line ends.
        width: Cells, at least 2; less counts as 2.
    """
    line = without_tabs(line)
    if width_of(line.plain) <= width:
        yield line
        return
    points = list(break_points(line.plain, max(width, LEAST)))
    for part in line.divide(points):
        if points:
            part.rstrip()
        yield part


def without_tabs(line: Text) -> Text:
    """The line with blanks up to the next stop instead of each tab."""
    if "\t" not in line.plain:
        return line
    out, used = Text(style=line.style), 0
    for number, part in enumerate(line.split("\t", allow_blank=True)):
        blanks = TAB - used % TAB if number else 0
        out.append(" " * blanks).append_text(part)
        used += blanks + width_of(part.plain)
    return out
