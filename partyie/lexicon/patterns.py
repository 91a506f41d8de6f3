"""Regular expressions of many words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def grouped(patterns: Iterable[str]) -> str:
    """The alternatives of a regular expression, grouped by first character: a search skips what begins none of them.

    >>> grouped(["国务院", "中央(?!空调)", "国家"])
    '国(?:务院|家)|中(?:央(?!空调))'

    Args:
        patterns: Each begins with a literal character; of those with the same one the first wins.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for pattern in patterns:
        groups[pattern[0]].append(pattern[1:])
    return "|".join(f"{first}(?:{'|'.join(others)})" for first, others in groups.items())
