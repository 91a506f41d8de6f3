"""What must hold of any text: repairs, cleaning, numerals, calendar, expressions, finders, the whole pipeline, encodings.

Each function takes bytes and raises AssertionError where a law is broken; any other exception is a fault, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast, get_args

import numpy as np

from partyie.components.dates import find_dates
from partyie.components.quantities import find_quantities
from partyie.components.reading import Candidate, Reading
from partyie.errors import ExpressionError, InputError
from partyie.formats.jsonl import format_line, read_jsonl
from partyie.pipeline.expressions import parse_date, parse_quantity
from partyie.records import Date, Extraction, Quantity, Record, Repair
from partyie.text import calendar
from partyie.text.amount import Amount
from partyie.text.amounts import parse_amount, read_amount
from partyie.text.cleaning import REPAIRS, clean_text
from partyie.text.encoding import decode_text
from partyie.text.folding import fold
from partyie.text.notation import parse_notation
from partyie.text.numerals import NumeralError, Style, format_numeral, parse_numeral
from partyie.text.offsets import OffsetMap
from partyie.text.repair import apply_repairs
from partyie.text.script import simplify, to_simplified
from partyie.text.sentences import line_spans, sentence_spans
from partyie.text.width import fold_newlines, fold_width

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
EXTREMES = {0: None, 4: None, 8: None, 12: date.min, 14: date.max}
READ_BACK = Decimal(10**16)  # below it every spelling of a numeral is read back
DIGITS_READ_BACK = 20
SURROGATE = re.compile("[\ud800-\udfff]")
BOMS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\0\0",
    "utf-32-be": b"\0\0\xfe\xff",
}
LINE_ENDS = frozenset("\r\x0b\x0c\u2028\u2029")


def text_of(data: bytes) -> str:
    """Any bytes as a text, lone surrogates among it."""
    return data.decode("utf-8", "surrogateescape")


def hold_offsets(offsets: OffsetMap, source: int, derived: int) -> None:
    """Every derived character stands for something, in order, and what it stands for leads back to it."""
    assert (offsets.source_length, offsets.target_length) == (source, derived)
    if not derived:
        return
    starts, ends = offsets.source_bounds(np.arange(derived + 1))
    assert (starts >= 0).all() and (starts < ends).all() and (ends <= source).all()
    assert (np.diff(starts) >= 0).all() and (np.diff(ends) >= 0).all()
    for at in {0, derived // 2, derived - 1}:
        start, end = offsets.source_span(at, at + 1)
        assert (start, end) == (starts[at], ends[at])
        first, last = offsets.target_span(start, end)
        assert 0 <= first <= at < last <= derived
        assert offsets.target_index(start) <= at
    places = np.arange(source + 1)
    assert offsets.target_indexes(places).tolist() == [offsets.target_index(place) for place in range(source + 1)]


def hold_repairs(repairs: Sequence[Repair], text: str) -> None:
    """In order, apart, and each of what stands there."""
    end = 0
    for repair in repairs:
        assert end <= repair.start < repair.end <= len(text)
        assert repair.original == text[repair.start : repair.end]
        end = repair.end


def repairs(data: bytes) -> None:
    """Each repair by itself, and what it makes of the text."""
    text = text_of(data)
    for find in REPAIRS:
        found = find(text)
        hold_repairs(found, text)
        mended, offsets = apply_repairs(text, found)
        hold_offsets(offsets, len(text), len(mended))
    unix, offsets = fold_newlines(text)
    assert len(unix) == len(text) - text.count("\r\n")
    assert LINE_ENDS.isdisjoint(unix)
    assert fold_newlines(unix)[0] == unix
    hold_offsets(offsets, len(text), len(unix))
    folded = fold_width(text)
    assert len(folded) == len(fold(text)) == len(to_simplified(text)) == len(text)
    assert fold(fold(text)) == fold(text)
    assert len(simplify(text)[0]) == len(text)


def cleaning(data: bytes) -> None:
    """The whole cleaning, and the lines and sentences of what is clean."""
    raw = text_of(data)
    clean = clean_text(raw)
    assert clean.raw == raw
    assert clean.script in ("simplified", "traditional", "mixed")
    hold_offsets(clean.offsets, len(raw), len(clean.text))
    hold_repairs(clean.repairs, raw)
    assert clean_text(raw).text == clean.text
    for spans in (line_spans(clean.text), sentence_spans(clean.text)):
        end = 0
        for start, stop in spans:
            assert end <= start < stop <= len(clean.text)
            end = stop


def numerals(data: bytes) -> None:
    """A numeral is a number that is written and read again, or a NumeralError."""
    text = text_of(data)
    try:
        number = parse_numeral(text)
    except NumeralError as error:
        assert str(error).startswith("not a numeral")
        return
    assert number.is_finite() and number >= 0
    if (
        number < READ_BACK
        and len(number.as_tuple().digits) <= DIGITS_READ_BACK
        and cast(int, number.as_tuple().exponent) > -DIGITS_READ_BACK
    ):
        for style in get_args(Style):
            assert parse_numeral(format_numeral(number, style)) == number, (style, number)


def amounts(data: bytes) -> None:
    """An amount is read at any place or isn't, and its parts are in order; so is what stands in arithmetic's notation."""
    text = text_of(data)
    for at in range(len(text)):
        reading = read_amount(text, at)
        if reading is not None:
            amount, end = reading
            assert at < end <= len(text)
            hold_amount(amount)
    whole = parse_amount(text)
    if whole is not None:
        hold_amount(whole)
    number = parse_notation(text)
    assert number is None or number.is_finite()


def hold_amount(amount: Amount) -> None:
    """One number, or two."""
    assert (amount.value is None) == (amount.lower is not None and amount.upper is not None), amount
    assert all(part is None or part.is_finite() for part in (amount.value, amount.lower, amount.upper)), amount
    assert amount.modifier in (None, "LESS_THAN", "MORE_THAN", "APPROX", "EQUAL_OR_LESS")


def calendars(data: bytes) -> None:
    """Calendar arithmetic on any value and any numbers: bounds in order, or none."""
    numbers, text = [*data[:6], 0, 0, 0, 0, 0, 0], text_of(data[6:])
    earliest, latest = calendar.bounds(text)
    if "/" not in text:
        assert (earliest is None) == (latest is None)
        assert earliest is None or latest is None or earliest < latest
    year = numbers[0] * 256 + numbers[1] - 30_000
    month, day = numbers[2] - 100, numbers[3] - 100
    known = calendar.FIRST_YEAR <= year <= calendar.LAST_YEAR
    assert calendar.is_date(year if known else None, month, day) in (True, False)
    for name in (text, text[:2], text[:1]):
        term = calendar.solar_term(year, name)
        assert term is None or term.year == year
        near = calendar.cyclic_year(name, year)
        assert near is None or abs(near - year) <= 60
    found = calendar.solar_from_lunar(year, month, day, bool(numbers[4] & 1))
    if found is not None:
        assert calendar.lunar_from_solar(found) == (year, month, day, bool(numbers[4] & 1))
    if known and calendar.is_date(year, month, day):
        instant = date(year, month, day)
        lunar = calendar.lunar_from_solar(instant)
        assert lunar is None or calendar.solar_from_lunar(*lunar) == instant
        moved = calendar.add_years(instant, numbers[4] - 128)
        assert moved is None or moved.year == year + numbers[4] - 128
        first, last = calendar.bounds(calendar.week_value(instant))
        assert first is None or last is None or first.date() <= instant < last.date()


def expressions(data: bytes) -> None:
    """One date or quantity, or an ExpressionError."""
    reference, text = reference_of(data[:2]), text_of(data[2:])
    prefer = ("future", "past", None)[data[0] % 3] if data else None
    for parse in (lambda: parse_date(text, reference_date=reference, prefer=prefer), lambda: parse_quantity(text)):
        try:
            found: Date | Quantity = parse()
        except ExpressionError as error:
            assert str(error).startswith(("'", '"')), error
        else:
            hold_round_trip(found)
            if isinstance(found, Date):
                hold_date(found)


def reference_of(data: bytes) -> date | None:
    """A day by two bytes, or none, or the first or last that Python knows."""
    number = int.from_bytes(data, "big")
    if number % 16 in EXTREMES:
        return EXTREMES[number % 16]
    return date.fromordinal(FIRST.toordinal() + number % (LAST - FIRST).days)


def hold_round_trip(record: Record) -> None:
    """What is written as JSON is read as the same."""
    assert type(record).model_validate_json(record.model_dump_json()) == record


def hold_date(found: Date) -> None:
    """Its value says the same as its instants."""
    assert found.type in ("DATE", "TIME", "INTERVAL") and ("/" in found.value) == (found.type == "INTERVAL"), found
    if found.earliest and found.latest and "/" not in found.value:
        assert found.earliest < found.latest, found


def finders(data: bytes) -> None:
    """The finders of dates and quantities on clean text without a segmenter: places in order and within."""
    clean = clean_text(text_of(data))
    word_starts = bytearray(b"\1") * (len(clean.text) + 1)
    reading = Reading(clean.text, clean.offsets, clean.repairs, clean.script, word_starts)
    dates = find_dates(reading)
    hold_places(dates, len(clean.text))
    reading.candidates += dates
    quantities = find_quantities(reading)
    hold_places(quantities, len(clean.text))
    for one in quantities:
        for name in ("value", "lower", "upper"):
            assert one.data[name] is None or one.data[name].is_finite(), one


def hold_places(candidates: Sequence[Candidate], length: int) -> None:
    """In text order, within the text, not empty."""
    last = 0
    for one in candidates:
        assert last <= one.start < one.end <= length, one
        last = one.start


@cache
def reader() -> Any:
    """The pipeline as users get it."""
    from partyie.pipeline.reader import Recipe, reader_for

    return reader_for(Recipe())


def pipeline(data: bytes) -> None:
    """The whole of it: offsets, ids, references, and the same again from JSON Lines."""
    text = text_of(data[2:])
    reference = reference_of(data[:2])
    try:
        extraction: Extraction = reader().read(text, reference_date=reference)
    except InputError as error:
        assert str(error).startswith("no text: lone surrogate"), error
        assert SURROGATE.search(text), error
    else:
        hold_extraction(extraction, text)


def hold_extraction(extraction: Extraction, text: str) -> None:
    """The laws of an Extraction of this text."""
    assert extraction.length == len(text)
    hold_repairs(extraction.repairs, text)
    ids = [one.id for one in extraction.mentions]
    assert len(set(ids)) == len(ids)
    places = [(one.start, -one.end) for one in extraction.mentions]
    assert places == sorted(places)
    records = {one.id: one for one in records_of(extraction)}
    assert len(records) == sum(1 for _ in records_of(extraction)), "ids are given once"
    for mention in extraction.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.record in records, mention
    for link in extraction.links:
        assert link.source in records and link.target in records, link
        assert 0 <= link.evidence.start <= link.evidence.end <= len(text)
    for tenure in extraction.tenures:
        assert {tenure.person, tenure.post} <= records.keys(), tenure
        assert tenure.organisation is None or tenure.organisation in records, tenure
    for found in extraction.dates:
        hold_date(found)
    [again] = read_jsonl([format_line(extraction)])
    assert again.model_dump() == extraction.model_dump()


def records_of(extraction: Extraction) -> Iterator[Any]:
    """All that mentions and links point to."""
    for family in ("persons", "organisations", "places", "posts", "tenures", "dates", "quantities"):
        yield from getattr(extraction, family)


def encodings(data: bytes) -> None:
    """Decoded bytes are the text's bytes, or there is a reason why not."""
    try:
        text, encoding = decode_text(data)
    except InputError as error:
        assert str(error)
        return
    again = text.encode(encoding)
    if encoding.startswith("utf"):
        mark = BOMS[encoding]
        assert data in (again, mark + again), encoding
    else:
        assert len(again) <= len(data) and again.decode(encoding) == text, encoding  # Big5 has some characters twice
