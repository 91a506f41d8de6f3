"""Normalising what is normal changes nothing: widths, script, clean text, numerals, values of dates and quantities."""

from __future__ import annotations

from any_texts import texts
from extraction_laws import few
from hypothesis import given
from marked_prose import Told
from official_dates import dates
from official_prose import sentences
from official_quantities import normal_form, quantities

import partyie
from partyie.records import format_decimal
from partyie.text.cleaning import clean_text
from partyie.text.script import simplify, to_simplified
from partyie.text.width import fold_newlines, fold_width


@given(texts)
def test_width(text: str) -> None:
    """Widths folded once are folded, and so are line ends."""
    once = fold_width(text)
    assert fold_width(once) == once
    lines, _ = fold_newlines(text)
    assert fold_newlines(lines)[0] == lines


@given(texts)
def test_script(text: str) -> None:
    """Simplified text stays: converting twice is converting once."""
    once = to_simplified(text)
    assert to_simplified(once) == once
    assert simplify(once)[0] == once


@given(sentences)
def test_clean_prose(made: object) -> None:
    """Sound official prose is clean: no repair, and clean once more the same, but for blanks.

    A wide blank is layout and stays, as a space; read anew, that space before a Chinese character is damage.
    """
    text = made.text  # type: ignore[attr-defined]
    clean = clean_text(text)
    assert clean.repairs == () and len(clean.text) == len(text)
    assert clean_text(clean.text).text.replace(" ", "") == clean.text.replace(" ", "")


@few
@given(texts)
def test_norms_of_mentions(text: str) -> None:
    """The norm of a mention is clean: cleaning it again changes nothing."""
    for mention in partyie.extract(text).mentions:
        assert to_simplified(fold_width(mention.norm)) == mention.norm or mention.norm == mention.text


@given(dates())
def test_values_of_dates(made: Told) -> None:
    """A date's value is a date with that value."""
    found = partyie.parse_date(made.text)
    assert found.value == made.value
    if "/" not in found.value and len(found.value) > 4 and found.value[5:].replace("-", "").isdecimal():
        again = partyie.parse_date(found.value)
        assert (again.value, again.earliest, again.latest) == (found.value, found.earliest, found.latest)


@given(quantities())
def test_values_of_quantities(made: Told) -> None:
    """A quantity's value and unit are a quantity with that value and unit."""
    found = partyie.parse_quantity(made.text)
    if found.value is None:
        assert found.lower is not None and found.upper is not None
        again = partyie.parse_quantity(f"{format_decimal(found.lower)}至{normal_form(found.upper, found.unit)}")
    elif found.dimension == "share" and not found.unit:
        again = partyie.parse_quantity(f"{format_decimal(found.value * 100)}%")
    else:
        again = partyie.parse_quantity(normal_form(found.value, found.unit))
    assert (again.value, again.lower, again.upper) == (found.value, found.lower, found.upper)
    assert (again.unit, again.dimension) == (found.unit, found.dimension)
