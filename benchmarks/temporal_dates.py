"""Dates as the suites mark them: with the words that bound them, and by a length of time (三天后, 近五年).

The annotation guideline (§4) leaves 起, 以前 and 从 outside a mention, and takes 三年 of 三年前 for a quantity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from spacy.tokens import Doc

from partyie.benchmarks.temporal_values import Interval, Prediction, calendar_of
from partyie.components.date_bounds import Side, bounded
from partyie.components.date_distances import distance_at
from partyie.components.date_expressions import Expression, between, expressions
from partyie.components.reading import Candidate, Reading, reading_of
from partyie.pipeline.expressions import date_record, whole_date
from partyie.records import Label
from partyie.text.amounts import AMOUNT_START

PREFER = "future"
"""The suites are made for assistants: a bare 周一 or 国庆节 is the coming one. Documents tell, ours look back."""
DAY_OR_FINER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a clean text: half-open code points of that text, and the prediction."""

    start: int
    end: int
    prediction: Prediction


def dates_of(doc: Doc, reference: str | None) -> list[Dated]:
    """The dates of a read Doc, in text order, none overlapping; lengths of time that tell a date come first."""
    reading = reading_of(doc)
    found = list(_by_distance(reading, reference))
    for dated in _marked(reading, reference):
        if all(dated.end <= one.start or one.end <= dated.start for one in found):
            found.append(dated)
    return sorted(found, key=lambda one: one.start)


def whole_of(clean: str, reference: str | None) -> Prediction | None:
    """A clean text that is one date by itself."""
    whole = whole_date(clean, list(expressions(clean)))
    if whole is None:
        return None
    expression, side = whole
    return _prediction(clean, expression, side, reference)


def _by_distance(reading: Reading, reference: str | None) -> Iterator[Dated]:
    at = 0
    while found := AMOUNT_START.search(reading.text, at):
        at = found.end()
        distance = distance_at(reading.text, found.start())
        if distance and not _is_date(reading, found.start()):
            at = max(at, distance.end)
            yield Dated(distance.start, distance.end, _prediction(reading.text, distance, None, reference))


def _is_date(reading: Reading, at: int) -> bool:
    return any(mention.start <= at < mention.end for mention in reading.mentions if mention.label is Label.DATE)


def _marked(reading: Reading, reference: str | None) -> Iterator[Dated]:
    """The DATE mentions with what bounds them; two of them as the ends of one stretch (三月和九月之间)."""
    mentions = [mention for mention in reading.mentions if mention.label is Label.DATE]
    skipped = None
    for number, mention in enumerate(mentions):
        if mention is skipped:
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        joined = between(reading.text, _expression(mention), _expression(following)) if following else None
        if joined:
            skipped = following
            around = bounded(reading.text, joined.start, joined.end)
            prediction = _prediction(reading.text, joined, None, reference)
        else:
            around = bounded(reading.text, mention.start, mention.end)
            prediction = _until_now(_of_mention(reading, mention), _expression(mention), reference)
            prediction = _with_side(prediction, mention.data["type"], around.side)
        yield Dated(around.start, around.end, prediction)


def _of_mention(reading: Reading, mention: Candidate) -> Prediction:
    low, high = (
        datetime.fromisoformat(end) if end else None for end in (mention.data["earliest"], mention.data["latest"])
    )
    surface = reading.text[mention.start : mention.end]
    return calendar_of(mention.data["value"], mention.data["modifier"], low, high, surface)


def _expression(mention: Candidate) -> Expression:
    return Expression.from_data(mention.start, mention.end, mention.data["expression"])


def _prediction(clean: str, expression: Expression, side: Side | None, reference: str | None) -> Prediction:
    date = date_record(clean, expression, reference, PREFER)
    surface = clean[expression.start : expression.end]
    is_distance = expression.names == ("distance",)
    modifier = None if is_distance else date.modifier
    prediction = calendar_of(date.value, modifier, date.earliest, date.latest, surface)
    if is_distance:
        return _open(_from_now(prediction, expression, reference), date.modifier)
    return _with_side(_until_now(prediction, expression, reference), date.type, side)


def _until_now(prediction: Prediction, expression: Expression, reference: str | None) -> Prediction:
    """至今 ends at the reference, where ours stays open."""
    if not (expression.open and reference and prediction["intervals"]):
        return prediction
    return {**prediction, "intervals": [[prediction["intervals"][0][0], reference]]}


def _from_now(prediction: Prediction, expression: Expression, reference: str | None) -> Prediction:
    """未来两个月 begins at the reference's instant, of which our dates keep the day."""
    now = expression.last is not None and expression.first.unit == "day" and expression.first.shift == 0
    if not (now and reference and prediction["intervals"]):
        return prediction
    return {**prediction, "intervals": [[reference, prediction["intervals"][0][1]]]}


def _open(prediction: Prediction, modifier: str | None) -> Prediction:
    """三年以后 and 两天之前 are open: JioNLP's reading, the only suite that tells them from 三年后."""
    if not prediction["intervals"] or modifier not in ("BEFORE", "AFTER"):
        return prediction
    low, high = prediction["intervals"][0]
    interval: Interval = [low, None] if modifier == "AFTER" else [None, high]
    return {**prediction, "intervals": [interval]}


def _with_side(prediction: Prediction, kind: str, side: Side | None) -> Prediction:
    """An open interval for a bound; Recognizers takes a day as its first instant on all four sides."""
    if side is None or not prediction["intervals"] or kind == "INTERVAL":
        return prediction
    low, high = prediction["intervals"][0]
    instant = low is not None and high is not None and _length(low, high) <= DAY_OR_FINER
    interval: Interval = {
        "BEFORE": [None, low],
        "UNTIL": [None, low if instant else high],
        "SINCE": [low, None],
        "AFTER": [low if instant else high, None],
    }[side]
    return {**prediction, "intervals": [interval]}


def _length(low: str, high: str) -> timedelta:
    return datetime.fromisoformat(high) - datetime.fromisoformat(low)
