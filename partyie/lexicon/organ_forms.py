"""Short forms of organs' names and their standard forms: 发改委 → 发展和改革委员会, 监察委员会 → 监委.

Where the annotation guideline (§9, Keys) has the short form for a standard, the table shortens.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class OrganForm:
    """One form and its standard.

    Attributes:
        id: Row id.
        form: As it stands after the prefix of a name.
        standard: What it stands for.
        example: A name with it.
        expected: That name in its standard form.
        source: Where the row comes from.
    """

    id: str
    form: str
    standard: str
    example: str
    expected: str
    source: str


@cache
def organ_forms() -> dict[str, OrganForm]:
    """The rows by form."""
    return {row.form: row for row in read_table("organ_forms.tsv", OrganForm)}


@cache
def form_pattern() -> re.Pattern[str]:
    """All forms, the longest first."""
    return re.compile("|".join(sorted(organ_forms(), key=len, reverse=True)))
