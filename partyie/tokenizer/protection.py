"""Place names that conversion to simplified characters would damage: 乾安县 is not 干安县."""

from __future__ import annotations

from functools import cache

from partyie.lexicon.divisions import divisions
from partyie.text import lazy_re as re
from partyie.text.script import to_simplified

_SHORT_LEVELS = ("province", "prefecture", "county")  # of townships only full names: 藉口 is an excuse, 藉口镇 a place


def protected_names(text: str) -> list[tuple[int, int]]:
    """Where names of divisions stand whose own characters conversion would change; half-open code points.

    >>> protected_names("吉林省乾安县於潜镇借口")
    [(3, 6), (6, 9)]
    """
    return [match.span() for match in _names().finditer(text)]


@cache
def _names() -> re.Pattern[str]:
    names = [*divisions().full_forms(), *divisions().short_forms(_SHORT_LEVELS)]
    converted = to_simplified("\n".join(names)).split("\n")
    damaged = {name for name, form in zip(names, converted, strict=True) if name != form}
    return re.compile("|".join(map(re.escape, sorted(damaged, key=len, reverse=True))))
