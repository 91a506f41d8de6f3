"""Organs of the centre, democratic parties, national media and banks: by full name and settled short form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.patterns import grouped
from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class CentralOrgan:
    """A form, the resolved name it stands for, and the kind of organisation.

    ``not_before`` is a regular expression of what must not follow: 中共 + 党员, 中央 + 空调.
    """

    form: str
    name: str
    kind: str
    not_before: str


@cache
def central_organs() -> dict[str, CentralOrgan]:
    """All rows by form."""
    return {row.form: row for row in read_table("central_organs.tsv", CentralOrgan)}


@cache
def _pattern() -> re.Pattern[str]:
    organs = sorted(central_organs().values(), key=lambda organ: (-len(organ.form), organ.form))
    return re.compile(grouped(organ.form + (f"(?!{organ.not_before})" if organ.not_before else "") for organ in organs))


def central_organ_matches(text: str) -> Iterator[tuple[int, int, str]]:
    """Where central organs are named: start, end, kind; longest first at each place."""
    table = central_organs()
    for match in _pattern().finditer(text):
        yield match.start(), match.end(), table[match.group()].kind


def leading_central_organ(name: str) -> CentralOrgan | None:
    """The longest row that a name begins with: 国家民委 of 国家民委民族团结促进司; None where it begins with none."""
    table = central_organs()
    match = _pattern().match(name)
    return table[match.group()] if match else None


@cache
def central_kinds() -> dict[str, str]:
    """The kind of organisation by resolved name."""
    return {organ.name: organ.kind for organ in central_organs().values()}
