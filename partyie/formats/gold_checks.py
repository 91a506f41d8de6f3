"""What a gold document must keep to, beyond the notation: the guideline's rules that a program can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from partyie.errors import GoldError
from partyie.formats.date_values import is_date_value
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.records import Label

DATE_MODIFIERS = frozenset({"APPROX", "START", "MID", "END", "BEFORE", "AFTER"})
QUANTITY_MODIFIERS = frozenset({"APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"})
DIMENSIONS = frozenset({
    "count", "money", "duration", "age", "length", "area", "mass", "volume", "share", "temperature", "other",
})  # fmt: skip
# Which labels a relation may point to (guideline §6).
TARGETS = {
    "holder": {Label.PERSON},
    "at": {Label.ORG, Label.PLACE},
    "member": {Label.ORG, Label.PLACE},
    "when": {Label.DATE},
}

DIGITS = r"\d{1,1000}"  # more is no number that a text means, and none that records hold
NUMBER = re.compile(rf"-?{DIGITS}(?:\.{DIGITS})?", re.ASCII)
FRACTION = re.compile(rf"{DIGITS}/(?=0*[1-9]){DIGITS}", re.ASCII)

Rule = Callable[[GoldDocument], Iterator[str]]


def check_gold(document: GoldDocument) -> None:
    """Hold a document against the rules below.

    Raises:
        GoldError: At least one rule is broken; the message has a line for each place, naming document,
            characters and span.
    """
    _check(document, RULES)


def check_references(document: GoldDocument) -> None:
    """Hold a document against the rules without which no notation can show it: ids, places, ends of relations.

    Overlaps, blank edges, values and facts are left to `check_gold`.

    Raises:
        GoldError: As for `check_gold`.
    """
    _check(document, REFERENCE_RULES)


def check_values(document: GoldDocument) -> None:
    """Hold a document against the rules that records need: those of `check_references`, and values that can be read.

    Raises:
        GoldError: As for `check_gold`.
    """
    _check(document, (*REFERENCE_RULES, dates_have_values, quantities_have_values))


def _check(document: GoldDocument, rules: Iterable[Rule]) -> None:
    if problems := [f"{document.name}{problem}" for rule in rules for problem in rule(document)]:
        raise GoldError("\n".join(problems))


def is_quantity_value(value: str) -> bool:
    """Whether a value is a number, a fraction or a range from low to high (guideline §5).

    >>> [is_quantity_value(value) for value in ("15700", "2/3", "2..3", "3..2", "two", "1/0")]
    [True, True, True, False, False, False]
    """
    if ".." in value:
        low, _, high = value.partition("..")
        return bool(NUMBER.fullmatch(low) and NUMBER.fullmatch(high)) and Decimal(low) < Decimal(high)
    return bool(NUMBER.fullmatch(value) or FRACTION.fullmatch(value))


def _at(span: GoldSpan) -> str:
    return f", characters {span.start}–{span.end}: {span.label} {span.id} {span.text!r}"


def ids_are_unique(document: GoldDocument) -> Iterator[str]:
    """A relation must point to one span."""
    seen: set[str] = set()
    for span in document.spans:
        if span.id in seen:
            yield f"{_at(span)}: the id stands twice"
        seen.add(span.id)


def spans_are_places(document: GoldDocument) -> Iterator[str]:
    """A span has at least one character, and offsets count from the text's beginning."""
    for span in document.spans:
        if not 0 <= span.start < span.end <= len(document.text):
            yield f"{_at(span)}: no place in a text of {len(document.text)} characters"


def surfaces_are_the_text(document: GoldDocument) -> Iterator[str]:
    """Offsets are code points into the text as it stands."""
    for span in document.spans:
        if document.text[span.start : span.end] != span.text:
            yield f"{_at(span)}: the text there is {document.text[span.start : span.end]!r}"


def spans_are_flat(document: GoldDocument) -> Iterator[str]:
    """Spans stand in text order and never overlap (guideline §1)."""
    end = 0
    for span in document.spans:
        if span.start < end:
            yield f"{_at(span)}: begins before the span before it ends"
        end = max(end, span.end)


def edges_are_not_blank(document: GoldDocument) -> Iterator[str]:
    """A span begins and ends with a character of its name."""
    for span in document.spans:
        if not span.text or span.text != span.text.strip():
            yield f"{_at(span)}: empty, or a blank at its edge"


def references_fit(document: GoldDocument) -> Iterator[str]:
    """Relations point to spans of the right label (guideline §6)."""
    labels = {span.id: span.label for span in document.spans}
    for span in document.spans:
        for relation, wanted in TARGETS.items():
            for target in getattr(span, relation):
                if target not in labels:
                    yield f"{_at(span)}: {relation}={target} is no span of the document"
                elif labels[target] not in wanted:
                    yield f"{_at(span)}: {relation}={target} is a {labels[target]}, not {' or '.join(sorted(wanted))}"


def dates_have_values(document: GoldDocument) -> Iterator[str]:
    """Each DATE has an ISO value and, if any, a TIMEX3 modifier (guideline §4)."""
    for span in document.spans:
        if span.label is Label.DATE:
            if not is_date_value(span.value or ""):
                yield f"{_at(span)}: value {span.value!r} isn't one of guideline §4"
            if span.modifier not in DATE_MODIFIERS | {None}:
                yield f"{_at(span)}: modifier {span.modifier!r} is none of {', '.join(sorted(DATE_MODIFIERS))}"


def quantities_have_values(document: GoldDocument) -> Iterator[str]:
    """Each QUANTITY has a number, a dimension and, if any, a modifier (guideline §5)."""
    for span in document.spans:
        if span.label is Label.QUANTITY:
            if not is_quantity_value(span.value or ""):
                yield f"{_at(span)}: value {span.value!r} isn't a number, a fraction or a range"
            if span.dimension not in DIMENSIONS:
                yield f"{_at(span)}: dimension {span.dimension!r} is none of {', '.join(sorted(DIMENSIONS))}"
            if span.modifier not in QUANTITY_MODIFIERS | {None}:
                yield f"{_at(span)}: modifier {span.modifier!r} is none of {', '.join(sorted(QUANTITY_MODIFIERS))}"


def facts_fit(document: GoldDocument) -> Iterator[str]:
    """Dates among the facts are dates; facts of a person belong to somebody whom the text names, once."""
    dated = [("@doc date", document.facts.date)]
    named = {span.key for span in document.spans if span.label is Label.PERSON}
    seen: set[str] = set()
    for person in document.persons:
        if person.entity not in named:
            yield f": @person ent={person.entity} is no PERSON of the document"
        if person.entity in seen:
            yield f": @person ent={person.entity} stands twice"
        seen.add(person.entity)
        for field in ("birth", "death", "party_joined", "work_started"):
            dated.append((f"@person ent={person.entity} {field}", getattr(person, field)))
    for place, value in dated:
        if value is not None and not is_date_value(value):
            yield f": {place} {value!r} isn't a date of guideline §4"


REFERENCE_RULES: tuple[Rule, ...] = (ids_are_unique, spans_are_places, surfaces_are_the_text, references_fit)
RULES: tuple[Rule, ...] = (
    *REFERENCE_RULES,
    spans_are_flat,
    edges_are_not_blank,
    dates_have_values,
    quantities_have_values,
    facts_fit,
)
