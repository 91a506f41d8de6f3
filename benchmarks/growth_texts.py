"""Texts of any length and any number of short ones, made of gold, the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

SHORT = range(20, 200)  # code points of a line that makes a short document


def text_of_size(texts: Sequence[str], size: int) -> str:
    """The texts one after the other, over and over, as far as ``size`` bytes of UTF-8 go.

    >>> text_of_size(["市委", "ab"], size=12)
    '市委\\n\\nab\\n\\n'
    """
    parts: list[str] = []
    left = size
    for text in cycle(texts):
        if left <= 0:
            break
        parts.append(text + "\n\n")
        left -= len(parts[-1].encode("utf-8", "surrogatepass"))
    whole = "".join(parts).encode("utf-8", "surrogatepass")[:size]
    return whole.decode("utf-8", "ignore")


def cut_documents(text: str, length: int) -> list[str]:
    """The text as documents of ``length`` code points; what is left at its end is left out unless it is all.

    >>> cut_documents("abcdefg", 3), cut_documents("ab", 3)
    (['abc', 'def'], ['ab'])
    """
    whole = [text[start : start + length] for start in range(0, len(text) - length + 1, length)]
    return whole or [text]


def short_documents(texts: Sequence[str], count: int) -> Iterator[str]:
    """So many short documents: lines of the texts, over and over, numbered so that none is like another.

    >>> list(short_documents(["中共柳溪市委书记到会。" * 2 + "\\n短"], count=2))
    ['1. 中共柳溪市委书记到会。中共柳溪市委书记到会。', '2. 中共柳溪市委书记到会。中共柳溪市委书记到会。']
    """
    lines = [line for text in texts for line in text.splitlines() if len(line) in SHORT]
    for number, line in enumerate(islice(cycle(lines), count), start=1):
        yield f"{number}. {line}"
