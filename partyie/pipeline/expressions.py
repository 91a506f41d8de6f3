"""One expression read by itself: a string that is a date, a string that is a quantity.

The same grammars as in running text, without segmenter or learnt model. What the finders refuse in running text
because the words around don't speak for it (五点, 晚上, 一个) is accepted here: that the string is a date or a quantity
is what the caller says. What is none anywhere (2月30日, 三级) is refused here too.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NoReturn

from partyie.components.anchors import anchor_dates
from partyie.components.date_bounds import Side, bounded
from partyie.components.date_distances import distance_at
from partyie.components.date_expressions import Expression, between, expressions
from partyie.components.date_festivals import is_in_lunar_calendar
from partyie.components.date_rules import RANGE_SIGN
from partyie.components.measures import Measure
from partyie.components.quantities import find_quantities
from partyie.components.quantity_grammar import read_measure
from partyie.components.quantity_refusals import refusal
from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.components.record_data import DATE_FIELDS
from partyie.errors import ExpressionError, InputError
from partyie.pipeline.reader import iso_reference
from partyie.records import Date, Label, Quantity
from partyie.text import lazy_re as re
from partyie.text.amount import Amount
from partyie.text.amounts import AMOUNT_START
from partyie.text.calendar import bounds
from partyie.text.cleaning import clean_text
from partyie.text.notation import parse_notation
from partyie.text.offsets import OffsetMap
from partyie.text.script import to_simplified

CONTEXTUAL = frozenset(("is_indefinite", "is_single_character", "is_vague_half"))
"""Refusals that mean "counts nothing in this sentence": 一个, 两人, 半天."""
QUANTITY_FIELDS = ("value", "lower", "upper", "modifier", "unit", "dimension", "of")
SPACED = re.compile(r"[0-9]{4} [0-9]{1,2} [0-9]{1,2}")
YEARS_ALONE = re.compile(rf"(?:1[5-9]|20)[0-9]{{2}}{RANGE_SIGN}(?:1[5-9]|20)[0-9]{{2}}")
LONGEST_NAME = 5  # code points of a festival's or a plan's name
COINS = re.compile(r"(?P<quantity>.*[块毛角分])钱$")
THOUSANDS = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
GROWN = re.compile(r"(?P<quantity>.*[岁年月周天])大$")
SPEED = re.compile(r"每(?P<per>小时|分钟|秒)(?P<quantity>.*[米里]$)")
BETWEEN = re.compile(r"(?:介于|在)?(?P<low>[^与和]{1,20})[与和](?P<high>[^与和]{1,20}?)之?间")
OUTSIDE_WORDS = (
    re.compile(r"人民币 ?(?P<quantity>[^ ].*[元圆角分整正上下右]$)"),
    COINS,
    GROWN,
    SPEED,
)
"""What may stand around a quantity that is read by itself, though it is outside the span in running text."""
LONGEST_SHOWN = 40  # code points of the text that an error quotes


Prefer = Literal["future", "past"]


def parse_date(text: str, *, reference_date: date | None = None, prefer: Prefer | None = None) -> Date:
    """Read a string that is one date: a day, a month, a period, a range, a time, with the words that bound it.

    >>> parse_date("二〇二一年九月二十九日").value
    '2021-09-29'
    >>> parse_date("去年9月", reference_date=date(2021, 9, 29)).value
    '2020-09'
    >>> parse_date("9月18日").value
    'XXXX-09-18'
    >>> parse_date("自2016年9月起").value, parse_date("三年前", reference_date=date(2021, 9, 29)).value
    ('2016-09/..', '2018')

    Args:
        text: The expression; traditional, full-width and spaced forms are read too.
        reference_date: ``date`` or ``datetime`` from which 去年, 昨天 and a missing year are counted. Without it they
            stay unknown: today's date is never taken.
        prefer: Where a weekday, a day of the month or a festival alone lies: ``future`` or ``past`` of the reference
            date; else in its week, nearest to it, or as documents tell.

    Returns:
        The record that :func:`partyie.extract` gives, with the id ``d1`` and no mention. A bound that includes its
        date makes an open interval (截至2018年: ``../2018``); one that doesn't is the modifier ``BEFORE`` or ``AFTER``.

    Raises:
        ExpressionError: The text is no date, or holds more than one. It is an `InputError` and a `ValueError`.
        InputError: ``text`` isn't a string.
        TypeError: ``reference_date`` is no date.
    """
    reference = iso_reference(reference_date)
    clean = _clean(text)
    found = list(expressions(clean))
    whole = whole_date(clean, found)
    if whole is None:
        _refuse(text, "date", [clean[one.start : one.end] for one in found])
    expression, side = whole
    if not all(is_in_lunar_calendar(point) for point in (expression.first, expression.last) if point):
        _refuse(text, "date", [])
    return _on_side(date_record(clean, expression, reference, prefer), side)


def whole_date(clean: str, found: list[Expression]) -> tuple[Expression, Side | None] | None:
    """The one date that a clean text is, and what the words around make of it.

    Args:
        clean: The text.
        found: Its date expressions.
    """
    one = found[0] if len(found) == 1 else between(clean, *found) if len(found) == 2 else None
    if one:
        around = bounded(clean, one.start, one.end)
        if (around.start, around.end) == (0, len(clean)):
            return one, around.side
    number = AMOUNT_START.search(clean)
    distance = distance_at(clean, number.start()) if number else None
    if distance and (distance.start, distance.end) == (0, len(clean)):
        return distance, None
    named = _named_date(clean) or _spaced_date(clean)
    return (named, None) if named else None


def _spaced_date(clean: str) -> Expression | None:
    """2022 11 23, 1998至2001: numbers that only by themselves are a date."""
    if not (SPACED.fullmatch(clean) or YEARS_ALONE.fullmatch(clean)):
        return None
    found = list(expressions(clean.replace(" ", "-") if SPACED.fullmatch(clean) else f"{clean}年"))
    return found[0]._replace(start=0, end=len(clean)) if len(found) == 1 else None


FRAMES = ("“{}”", "{}时期", "{}前")
"""What shows in running text that a name is a date: “七一”, 十四五时期, 清明前."""


def _named_date(clean: str) -> Expression | None:
    """十四五, 双十一, 清明: names that are dates by themselves only where the caller says so."""
    for frame in FRAMES if len(clean) <= LONGEST_NAME else ():
        for one in expressions(frame.format(clean)):
            if one.end - one.start >= len(clean) and one.first.known().keys() & {"festival", "years"}:
                return one._replace(start=0, end=len(clean))
    return None


def date_record(clean: str, expression: Expression, reference: str | None, prefer: str | None = None) -> Date:
    """The record of one expression of a clean text, resolved by itself from an ISO reference date."""
    mention = _date_mention(expression)
    reading = _reading(clean)
    reading.mentions.append(mention)
    anchor_dates(reading, reference, prefer)
    return Date(id="d1", **{name: mention.data[name] for name in DATE_FIELDS})


def _on_side(record: Date, side: Side | None) -> Date:
    """自2018年起 and 截至2018年 are open intervals; 2018年以前 and 2018年之后 leave the year out."""
    if side in ("BEFORE", "AFTER"):
        return record.model_copy(update={"modifier": side})
    if side is None or record.type == "INTERVAL":
        return record
    value = f"{record.value}/.." if side == "SINCE" else f"../{record.value}"
    earliest, latest = bounds(value)
    return record.model_copy(update={"value": value, "earliest": earliest, "latest": latest, "type": "INTERVAL"})


def parse_quantity(text: str) -> Quantity:
    """Read a string that is one quantity: a number with what blurs it, its unit and the noun it counts.

    >>> parse_quantity("近500个").model_dump(include={"value", "modifier", "unit"})
    {'value': Decimal('500'), 'modifier': 'LESS_THAN', 'unit': '个'}
    >>> quantity = parse_quantity("兩三百名學生")
    >>> quantity.lower, quantity.upper, quantity.of
    (Decimal('200'), Decimal('300'), '学生')

    Args:
        text: The expression; traditional, full-width and spaced forms are read too. A number alone is a quantity
            without unit.

    Returns:
        The record that :func:`partyie.extract` gives, with the id ``q1`` and no mention.

    Raises:
        ExpressionError: The text is no quantity, or holds more than one. It is an `InputError` and a `ValueError`.
        InputError: ``text`` isn't a string.
    """
    clean = _clean(text)
    data = _quantity_data(clean) or _stripped_quantity(clean) or _notation(clean)
    if data is None:
        found = find_quantities(_reading(clean))
        _refuse(text, "quantity", [clean[one.start : one.end] for one in found])
    if data["unit"] == "块" and data["of"] is None:
        data = {**data, "unit": "元", "dimension": "money"}
    return Quantity(id="q1", **{name: data[name] for name in QUANTITY_FIELDS})


def _clean(text: str) -> str:
    """Clean and simplified, whatever its script: an expression is too short to show it.

    A full-width comma among digits stands for thousands here; in running text it may end a clause.
    """
    if not isinstance(text, str):
        raise InputError(f"a text is a str, not {type(text).__name__}")
    return THOUSANDS.sub(",", to_simplified(clean_text(text).text).strip())


def _reading(clean: str) -> Reading:
    """A reading in which all that stands behind the expression is one word: the noun that is counted."""
    word_starts = bytearray(len(clean)) + b"\1"
    return Reading(clean, OffsetMap(len(clean)), (), "simplified", word_starts)


def _date_mention(expression: Expression) -> Candidate:
    data = {
        "modifier": (expression.last or expression.first).modifier,
        "calendar": expression.first.calendar,
        "expression": expression.to_data(),
    }
    return Candidate(Label.DATE, expression.start, expression.end, "expression", CERTAIN, data=data)


def _is_whole(clean: str, quantity: Candidate) -> bool:
    """Whether a quantity is the whole text, or the text but for the noun behind it."""
    rest = clean[quantity.end :]
    return quantity.start == 0 and rest in ("", quantity.data["of"]) and rest != "钱"


def _quantity_data(clean: str) -> dict[str, Any] | None:
    found = find_quantities(_reading(clean))
    return found[0].data if len(found) == 1 and _is_whole(clean, found[0]) else _refused_quantity(clean)


def _stripped_quantity(clean: str) -> dict[str, Any] | None:
    """人民币5元, 五块钱, 三个月大, 每小时60公里: with words that no span in running text has (guideline §9)."""
    for word in OUTSIDE_WORDS:
        found = word.match(clean)
        data = _quantity_data(found["quantity"]) if found else None
        if found is None or data is None:
            continue
        if word is COINS and data["unit"] == "分" and data["value"] is not None:
            return {**data, "value": data["value"] / 100, "unit": "元", "dimension": "money"}
        if word is GROWN:
            return {**data, "dimension": "age"}
        if word is not SPEED:
            return data
        if data["dimension"] == "length":
            return {**data, "unit": f"{data['unit']}每{found['per']}", "dimension": "other"}
    between = BETWEEN.fullmatch(clean)
    return _quantity_data(f"{between['low']}至{between['high']}") if between else None


def _notation(clean: str) -> dict[str, Any] | None:
    """2^5, 1.5e3."""
    value = parse_notation(clean)
    return None if value is None else Measure(0, len(clean), Amount(value)).data(None)


def _refused_quantity(clean: str) -> dict[str, Any] | None:
    """A number alone, or one that only its sentence would speak against."""
    number = AMOUNT_START.search(clean)
    measure = read_measure(clean, number.start()) if number else None
    if measure is None or (measure.start, measure.end) != (0, len(clean)):
        return None
    if refusal(clean, measure) not in (None, *CONTEXTUAL):
        return None
    return measure.data(None)


def _refuse(text: str, kind: str, found: list[str]) -> NoReturn:
    shown = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
    if not found:
        raise ExpressionError(f"{shown!r} is no {kind}")
    if len(found) > 1:
        raise ExpressionError(f"{shown!r} holds {len(found)} expressions of a {kind}, the first of them {found[0]!r}")
    raise ExpressionError(f"{shown!r} holds more than the {kind} {found[0]!r}")
