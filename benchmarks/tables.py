"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partyie.formats.stretches import visible

MARKUP = str.maketrans({"<": "&lt;", "&": "&amp;", "`": "\\`", "|": "\\|", "[": "\\[", "\n": " ", "\r": " "})


def as_words(name: str) -> str:
    r"""A name from outside, as of a file, that becomes no markup.

    >>> as_words("a<b>|c")
    'a&lt;b>\\|c'
    """
    return visible(name).translate(MARKUP)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, figures: bool = True) -> Iterator[str]:
    """The lines of a table; columns of figures, all but the first, are set flush right.

    >>> list(table(["", "F1"], [["a|b", "1"]]))
    ['|  | F1 |', '|---|--:|', '| a\\\\|b | 1 |']
    """
    yield f"| {' | '.join(header)} |"
    yield f"|---|{('--:|' if figures else '---|') * (len(header) - 1)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
