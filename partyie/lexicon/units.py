"""Units of measure, currencies and classifiers: what may stand behind a number."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class Unit:
    """One written form of a unit.

    Attributes:
        id: Row id.
        form: As written: ``个月``, ``km``.
        name: As records write it, simplified: ``公里`` for ``km``.
        dimension: As `partyie.records.Quantity.dimension`.
        factor: How many ``base`` one such unit is; None where it has none (classifiers).
        base: SI or ISO 4217 symbol of the base unit, or ``""``.
        not_before: What makes another word together with the form (名 + 单), or None.
        example: A sentence with one quantity.
        expected: Value and unit of that quantity.
        source: Where the row comes from.
    """

    id: str
    form: str
    name: str
    dimension: str
    factor: Fraction | None
    base: str
    not_before: re.Pattern[str] | None
    example: str
    expected: str
    source: str


def unit_row(
    *,
    id: str,
    form: str,
    unit: str,
    dimension: str,
    factor: str,
    base: str,
    not_before: str,
    example: str,
    expected: str,
    source: str,
) -> Unit:
    """A row of ``units.tsv``."""
    ratio = None if factor == "-" else Fraction(factor)
    other_word = None if not_before == "-" else re.compile(not_before)
    return Unit(id, form, unit, dimension, ratio, base.strip("-"), other_word, example, expected, source)


@cache
def units() -> dict[str, Unit]:
    """All units by written form."""
    return {row.form: row for row in read_table("units.tsv", unit_row)}


@cache
def _lengths() -> dict[str, list[int]]:
    """How long the forms are that begin with a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for form in units():
        lengths.setdefault(form[0], set()).add(len(form))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def unit_at(text: str, start: int) -> Unit | None:
    """The longest unit written at ``text[start:]`` that is not the beginning of another word.

    >>> unit_at("提高3个百分点", 3).name, unit_at("13名单位", 2)
    ('个百分点', None)

    A form in Latin letters is not followed by another letter or digit.
    """
    table = units()
    for length in _lengths().get(text[start : start + 1], ()):
        end = start + length
        unit = table.get(text[start:end]) if end <= len(text) else None
        if unit and not _continued(text, end, unit):
            return unit
    return None


def _continued(text: str, end: int, unit: Unit) -> bool:
    if unit.form[-1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return True
    return unit.not_before is not None and unit.not_before.match(text, end) is not None
