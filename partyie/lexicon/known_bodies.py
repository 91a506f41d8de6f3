"""Bodies of the whole country that texts call by a settled short form: 华西医院 → 四川大学华西医院.

Short forms that mean another body in another place (中大, 人民医院) are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class KnownBody:
    """One short form and the body that it names.

    Attributes:
        id: Row id.
        form: The short form, whole or at the beginning of the name of a part.
        name: The body's name in full.
        kind: Kind of organisation.
        example: A text with the form.
        expected: The body that it names there.
        source: Where the row comes from.
    """

    id: str
    form: str
    name: str
    kind: str
    example: str
    expected: str
    source: str


@cache
def known_bodies() -> dict[str, KnownBody]:
    """The rows by form."""
    return {row.form: row for row in read_table("known_bodies.tsv", KnownBody)}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, known_bodies()), key=lambda form: (-len(form), form))))


def leading_known_body(name: str) -> KnownBody | None:
    """The row with the longest form that a name begins with, or None."""
    match = _pattern().match(name)
    return known_bodies()[match.group()] if match else None


@cache
def known_kinds() -> dict[str, str]:
    """The kind of organisation by full name."""
    return {row.name: row.kind for row in known_bodies().values()}
