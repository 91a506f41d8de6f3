"""Leaders of Party and state whom official writing names everywhere, mostly without introducing them.

Only names that are nothing else: 万里 or 汪洋 are left to the grammar.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from partyie.lexicon.table import read_rows
from partyie.text import lazy_re as re

# Behind these the name is part of a theory's name.
THEORY = "新时代中国特色|思想|理论|外交思想|强军思想|法治思想|文化思想|经济思想|生态文明思想"


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(name for (name,) in read_rows("leaders.tsv", ("name",)))
    return re.compile(f"(?:{names})(?!{THEORY})")


def leader_matches(text: str) -> Iterator[tuple[int, int]]:
    """Where one of them is named: start and end."""
    return (match.span() for match in _pattern().finditer(text))
