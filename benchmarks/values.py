"""What mentions mean: the values of dates and quantities, the resolved names of organisations."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from partyie.benchmarks.pairs import Key, Pair
from partyie.benchmarks.scores import Error, Scoreboard
from partyie.formats.gold import GoldSpan
from partyie.records import Date, Label, Mention, Quantity

DATE, QUANTITY = "date span+value", "quantity span+value"
DATE_VALUE = "date value | span ok"
QUANTITY_VALUE, QUANTITY_UNIT, QUANTITY_DIMENSION = (
    "quantity value | span ok", "quantity unit | span ok", "quantity dimension | span ok",
)  # fmt: skip
ORGANISATION_NAME = "organisation name | span ok"
PLACES = 4  # decimals that values are compared to: 三分之二 is 2/3 in gold, 0.6667 or more exact in a record

Number = Decimal | str | None
Amount = tuple[Number, Number]  # a range; an exact number is its own lower and upper end
V = TypeVar("V")
Valued = set[tuple[Key, V]]  # mentions with what they mean

SECONDS_LEFT_OUT = re.compile(r"(T\d\d:\d\d):00$")
MINUTES_LEFT_OUT = re.compile(r"(T\d\d)$")
BLANKS = re.compile(r"\s")
# A short form that still says where: 荔城区委, not a bare 市委.
ANCHORED = re.compile(r"[^省市县区州盟旗镇乡街村社]{1,12}(?:省|市|县|区|州|盟|旗|镇|乡|街道|村|社区)")


def score_values(pair: Pair, board: Scoreboard) -> None:
    """Count values twice: of rightly found mentions, and span and value together over all mentions."""
    for span, mention in pair.matched:
        if compare := COMPARISONS.get(span.label):
            compare(pair, span, mention, board)
    board.counts[DATE].add(*_dates(pair))
    board.counts[QUANTITY].add(*_quantities(pair))


def same_organisation(one: str | None, other: str | None) -> bool:
    """Whether two keys name one body: equal, or equal but for a longer administrative prefix.

    中共, 中国共产党 and the long 委员会 make no difference; a bare 市委 equals nothing but itself.

    >>> same_organisation("中共莆田市荔城区委", "荔城区委员会"), same_organisation("莆田市委", "市委")
    (True, False)
    """
    if one and one == other:
        return True
    short, long = sorted((_organisation_key(one), _organisation_key(other)), key=len)
    if not short:
        return False
    return short == long or (long.endswith(short) and ANCHORED.match(short) is not None)


def plain_date(value: str | None) -> str | None:
    """A date value with its clock times to the minute where no seconds are named, without a zone letter.

    >>> plain_date("T23/T07:00:00")
    'T23:00/T07:00'
    """
    if not value:
        return value
    return "/".join(
        SECONDS_LEFT_OUT.sub(r"\1", MINUTES_LEFT_OUT.sub(r"\1:00", point)) for point in value.rstrip("Z").split("/")
    )


def gold_amount(value: str) -> Amount:
    """A gold quantity as a range: ``2..3`` from 2 to 3, ``2/3`` from 0.6667 to 0.6667."""
    low, _, high = value.partition("..")
    return _number(low), _number(high or low)


def amounts_of(quantity: Quantity | None) -> list[Amount]:
    """The ranges that a record can be read as: its value, and its bounds."""
    if quantity is None:
        return [(None, None)]
    bounds = _rounded(quantity.lower), _rounded(quantity.upper)
    if quantity.value is None:
        return [bounds]
    value = _rounded(quantity.value)
    return [(value, value), bounds]


def _number(text: str) -> Number:
    """A number to `PLACES` decimals; what is none stays as it is and equals no number."""
    numerator, slash, denominator = text.partition("/")
    if not text:
        return None
    try:
        return round(Decimal(numerator) / Decimal(denominator) if slash else Decimal(text), PLACES)
    except (InvalidOperation, ZeroDivisionError):
        return text


def _rounded(number: Decimal | None) -> Decimal | None:
    try:
        return None if number is None else round(number, PLACES)
    except InvalidOperation:  # more digits than rounding can hold: compared exactly
        return number


def _organisation_key(name: str | None) -> str:
    key = BLANKS.sub("", name or "")
    return key.replace("中国共产党", "").replace("中共", "").replace("委员会", "委")


def _compare_date(pair: Pair, span: GoldSpan, mention: Mention, board: Scoreboard) -> None:
    date: Date | None = pair.dates.get(mention.record)
    got = date.value if date else None
    right = plain_date(span.value) == plain_date(got)
    board.shares[DATE_VALUE].add(right)
    if not right:
        board.errors.append(_wrong(pair, span, mention, "date value", span.value, got))


def _compare_quantity(pair: Pair, span: GoldSpan, mention: Mention, board: Scoreboard) -> None:
    quantity = pair.quantities.get(mention.record)
    unit, dimension = (quantity.unit, quantity.dimension) if quantity else ("", "")
    value_right, unit_right = gold_amount(span.value or "") in amounts_of(quantity), span.unit == unit
    board.shares[QUANTITY_VALUE].add(value_right)
    board.shares[QUANTITY_UNIT].add(unit_right)
    board.shares[QUANTITY_DIMENSION].add((span.dimension or "") == dimension)
    if not (value_right and unit_right):
        wanted, got = f"{span.value} {span.unit}".rstrip(), _shown(quantity)
        board.errors.append(_wrong(pair, span, mention, "quantity value", wanted, got))


def _compare_organisation(pair: Pair, span: GoldSpan, mention: Mention, board: Scoreboard) -> None:
    if span.entity is None:
        return
    record = pair.named.get(mention.record)
    got = record.name if record else None
    right = same_organisation(span.entity, got)
    board.shares[ORGANISATION_NAME].add(right)
    if not right:
        board.errors.append(_wrong(pair, span, mention, "organisation name", span.entity, got))


COMPARISONS: dict[Label, Callable[[Pair, GoldSpan, Mention, Scoreboard], None]] = {
    Label.DATE: _compare_date,
    Label.QUANTITY: _compare_quantity,
    Label.ORG: _compare_organisation,
}


def _dates(pair: Pair) -> tuple[Valued[str | None], Valued[str | None]]:
    """Gold and predicted dates as (place, value)."""
    gold = {(key, plain_date(span.value)) for key, span in pair.gold.items() if span.label is Label.DATE}
    predicted = set()
    for key, mention in pair.predicted.items():
        if mention.label is Label.DATE:
            date = pair.dates.get(mention.record)
            predicted.add((key, plain_date(date.value if date else None)))
    return gold, predicted


def _quantities(pair: Pair) -> tuple[Valued[Amount], Valued[Amount]]:
    """Gold and predicted quantities as (place, range); any right reading of a record will do."""
    gold = {key: gold_amount(s.value or "") for key, s in pair.gold.items() if s.label is Label.QUANTITY}
    predicted = {}
    for key, mention in pair.predicted.items():
        if mention.label is Label.QUANTITY:
            readings = amounts_of(pair.quantities.get(mention.record))
            predicted[key] = gold[key] if gold.get(key) in readings else readings[0]
    return set(gold.items()), set(predicted.items())


def _shown(quantity: Quantity | None) -> str | None:
    if quantity is None:
        return None
    number = f"{quantity.lower}..{quantity.upper}" if quantity.value is None else str(quantity.value)
    return f"{number} {quantity.unit}".rstrip()


def _wrong(pair: Pair, span: GoldSpan, mention: Mention, what: str, wanted: str | None, got: str | None) -> Error:
    shown = pair.shown(span.start, span.end)
    return Error(pair.document.name, f"wrong {what}", span.start, shown, wanted, got, mention.rule)
