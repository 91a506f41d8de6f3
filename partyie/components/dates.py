"""Dates: points and intervals on the calendar or clock, found by grammar."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.date_expressions import Expression, expressions
from partyie.components.date_points import Point
from partyie.components.date_refusals import refusal
from partyie.components.date_resolution import resolved_value
from partyie.components.placement import Component
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading
from partyie.records import Label


def find_dates(reading: Reading) -> list[Candidate]:
    """The dates of a text, in text order.

    Each candidate's data holds ``value`` (XXXX where the words alone don't say), ``modifier``, ``calendar``,
    ``type`` and ``expression``: the points as plain data, from which `partyie.components.anchors` resolves them.
    """
    text = reading.text
    return [
        _candidate(expression)
        for expression in expressions(text)
        if refusal(text, expression) is None and not _is_padded_name(reading, expression)
    ]


def _is_padded_name(reading: Reading, expression: Expression) -> bool:
    """国　庆, 谷　雨: a blank between the characters of a festival or a solar term pads a person's name."""
    if not reading.repairs or expression.names not in (("festival",), ("term",)):
        return False
    start, end = reading.offsets.source_span(expression.start, expression.end)
    return any(repair.kind == "space" and start < repair.end and repair.start < end for repair in reading.repairs)


def date_type(first: Point, last: Point | None, value: str) -> str:
    """``INTERVAL`` for what has two ends, ``TIME`` for what has a clock, else ``DATE``."""
    if "/" in value:
        return "INTERVAL"
    return "TIME" if first.has_clock or (last and last.has_clock) else "DATE"


def _candidate(expression: Expression) -> Candidate:
    first, last = expression.first, expression.last
    value = resolved_value(first, last, open_end=expression.open)
    data = {
        "value": value,
        "modifier": last.modifier if last else first.modifier,
        "calendar": first.calendar,
        "type": date_type(first, last, value),
        "expression": expression.to_data(),
    }
    rule = "date." + "_".join(dict.fromkeys(expression.names))
    return Candidate(Label.DATE, expression.start, expression.end, rule, _strength(expression), data=data)


def _strength(expression: Expression) -> int:
    first = expression.first
    if first.year is not None or (first.month is not None and first.day is not None) or len(expression.names) > 1:
        return CERTAIN
    return POSSIBLE if expression.names[0] in ("term", "quoted_festival", "animal_year", "month_day_digits") else LIKELY


class DateFinder(Component):
    """Proposes DATE mentions: see `find_dates`."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates to the Doc's reading."""
        reading = self.reading_of(doc)
        reading.candidates.extend(find_dates(reading))
        return doc


@Language.factory("partyie_dates")
def make_dates(nlp: Language, name: str) -> DateFinder:
    """Build the component ``partyie_dates``."""
    return DateFinder(nlp)
