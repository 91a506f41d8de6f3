"""A text in windows that the model reads one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from partyie.text.pieces import cut_pieces

Window = TypeVar("Window", bound=tuple[int, ...])

LONGEST = 128  # characters a window may hold
_BREAKS = ("\n", "。", "；", "！", "？", "，", "、")  # after which a window may end, the best first


def cut_windows(text: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Cut a text into half-open windows that together are the whole text.

    A window ends after the last line break in its second half, else after a sentence, else after a comma; text
    without any of these is cut where the window is full. An empty text has none.

    >>> list(cut_windows("第一段。\\n第二段。\\n第三段。", 12))
    [(0, 10), (10, 14)]

    Args:
        text: Any text.
        longest: Characters a window may hold, at least 2.
    """
    return cut_pieces(text, longest, _BREAKS) if text else iter(())


def group_windows(windows: Iterable[Window], size: int) -> Iterator[list[Window]]:
    """Lists of windows that, each padded to its longest, hold about ``size`` characters.

    Args:
        windows: Tuples that end in start and end, from short to long.
        size: Characters; a window that alone is longer has a list of its own.
    """
    group: list[Window] = []
    for window in windows:
        if group and (len(group) + 1) * (window[-1] - window[-2]) > size:
            yield group
            group = []
        group.append(window)
    if group:
        yield group
