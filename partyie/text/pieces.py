"""Long texts in pieces that can be read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BREAKS = ("\n\n", "\n", "。")  # where a piece may end, the best first


def cut_pieces(text: str, limit: int, breaks: Sequence[str] = BREAKS) -> Iterator[tuple[int, int]]:
    r"""Cut a text into half-open pieces of at most ``limit`` code points that together are the whole text.

    >>> list(cut_pieces("第一段。\n第二段。\n第三段。", 12))
    [(0, 10), (10, 14)]

    A piece ends after the last paragraph break in its second half, else after a line, else after a sentence; text
    without any of these is cut at the limit. A text within the limit, the empty one too, is one piece.

    Args:
        limit: Code points, at least 1.
        breaks: After which a piece may end, the best first.
    """
    start = 0
    while len(text) - start > limit:
        end = _last_break(text, start + limit // 2, start + limit, breaks)
        yield start, end
        start = end
    yield start, len(text)


def _last_break(text: str, first: int, last: int, breaks: Sequence[str]) -> int:
    for mark in breaks:
        at = text.rfind(mark, first, last)
        if at >= 0:
            return at + len(mark)
    return last
