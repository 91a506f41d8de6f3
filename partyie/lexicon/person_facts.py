"""Words of personal data: ethnic groups, education, and words that tell a person's sex."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """One of the 56 recognised groups: ``name`` 朝鲜族, ``short`` 朝鲜, ``code`` of GB/T 3304."""

    id: str
    name: str
    short: str
    code: str
    example: str
    expected: str
    source: str


@dataclass(frozen=True, slots=True)
class EducationWord:
    """A level of education (研究生) or the way it was got (在职), by ``role``."""

    id: str
    form: str
    role: str
    example: str
    expected: str
    source: str


@dataclass(frozen=True, slots=True)
class GenderWord:
    """A word that tells the sex of the person named after it, before it or in it, by ``place``."""

    id: str
    form: str
    place: str
    value: str
    example: str
    expected: str
    source: str


@cache
def ethnic_groups() -> dict[str, str]:
    """Full names by full and short name: 朝鲜 → 朝鲜族."""
    rows = read_table("ethnic_groups.tsv", EthnicGroup)
    return {**{row.short: row.name for row in rows}, **{row.name: row.name for row in rows}}


@cache
def ethnic_pattern() -> re.Pattern[str]:
    """Full names of groups, the longest first."""
    names = {name for name in ethnic_groups().values()}
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


@cache
def education_words(role: str) -> tuple[str, ...]:
    """Forms of a role, the longest first."""
    rows = read_table("education.tsv", EducationWord)
    return tuple(sorted((row.form for row in rows if row.role == role), key=len, reverse=True))


@cache
def gender_words(place: str) -> dict[str, str]:
    """Sex by form, for words at one place: ``before`` the name, ``after`` it, ``inside`` it (at its end)."""
    return {row.form: row.value for row in read_table("gender_words.tsv", GenderWord) if row.place == place}
