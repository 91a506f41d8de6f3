"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, figures: bool = True) -> Iterator[str]:
    """The lines of a table; columns of figures, all but the first, are set flush right.

    >>> list(table(["", "F1"], [["a|b", "1"]]))
    ['|  | F1 |', '|---|--:|', '| a\\\\|b | 1 |']
    """
    yield f"| {' | '.join(header)} |"
    yield f"|---|{('--:|' if figures else '---|') * (len(header) - 1)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
