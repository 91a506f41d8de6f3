"""Predictions as long as the suites write them: with the words that our guideline leaves outside a span.

人民币 and 钱 of a sum, 大 of an age, 每小时 of a speed, the words that bound a bare number, 天 to 周 as one range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from partyie.benchmarks.temporal_bounds import INTERVAL_END, Bounded, both_sides, bounded
from partyie.benchmarks.temporal_values import Prediction
from partyie.components.measure_ranges import CONNECTOR

RENMINBI = re.compile(r"人民[币幣]\s{0,2}\Z")
MONEY_WORD = re.compile("[钱錢](?:以[上下])?")
GROWN = re.compile("大(?![型小量批学])")
PER_TIME = re.compile(r"每(?P<time>小[时時]|秒[钟鐘]?)\Z")


def with_bounds(text: str, numbers: Sequence[Prediction]) -> Iterator[Prediction]:
    """The bare numbers of a clean text, those with a bound as ranges."""
    bounds: list[Bounded] = []
    for number in numbers:
        one = _bounded(text, number)
        if one is None or not one.bound:
            yield _closed(text, number)
        else:
            bounds.append(one)
    for start, end, interval in both_sides(text, bounds):
        yield {"start": start, "end": end, "type": "numberrange", "value": interval}


def _bounded(text: str, number: Prediction) -> Bounded | None:
    value = number["value"]
    if not isinstance(value, float):
        return None
    return bounded(text, Bounded(number["start"], number["end"], Decimal(repr(value))))


def _closed(text: str, number: Prediction) -> Prediction:
    """之间 behind a range of numbers belongs to it."""
    found = INTERVAL_END.match(text, number["end"]) if number["type"] == "numberrange" else None
    return {**number, "end": found.end()} if found else number


def widened(text: str, found: Sequence[Prediction]) -> list[Prediction]:
    """The predictions of one input, in text order, each with the words that the suites count to it.

    >>> widened("每小时60公里", [{"start": 3, "end": 7, "type": "dimension", "value": 60000.0, "unit": "m"}])
    [{'start': 0, 'end': 7, 'type': 'dimension', 'value': 60.0, 'unit': 'km/h'}]
    """
    wide: list[Prediction] = []
    for one in found:
        one = _widened(text, one)
        joined = _joined(text, wide[-1], one) if wide else None
        wide[-1:] = [joined] if joined else [*wide[-1:], one]
    return wide


def _widened(text: str, one: Prediction) -> Prediction:
    start, end = one["start"], one["end"]
    if one["type"] == "currency":
        before, behind = RENMINBI.search(text, max(0, start - 5), start), MONEY_WORD.match(text, end)
        return {**one, "start": before.start() if before else start, "end": behind.end() if behind else end}
    if one["type"] == "age":
        grown = GROWN.match(text, end)
        return {**one, "end": grown.end() if grown else end}
    if one["type"] == "dimension" and one.get("unit") in ("m", "mi"):
        per = PER_TIME.search(text, max(0, start - 4), start)
        return _speed(one, per) if per else one
    return one


def _speed(one: Prediction, per: re.Match[str]) -> Prediction:
    hourly = per["time"].startswith("小")
    length = "km" if hourly and one["unit"] == "m" else one["unit"]
    factor = Decimal("0.001") if length == "km" else Decimal(1)
    value = one["value"]
    ends = [float(Decimal(repr(end)) * factor) if end is not None else None for end in _ends(value)]
    return {
        **one,
        "start": per.start(),
        "value": ends if isinstance(value, list) else ends[0],
        "unit": f"{length}/{'h' if hourly else 's'}",
    }


def _ends(value: object) -> list[float | None]:
    return value if isinstance(value, list) else [value if isinstance(value, float) else None]


def _joined(text: str, first: Prediction, last: Prediction) -> Prediction | None:
    """13天至8周: two lengths of time in different units, joined by a word for a range."""
    low, high = str(first.get("value")), str(last.get("value"))
    if (first["type"], last["type"]) != ("duration", "duration") or "/" in low + high:
        return None
    if not CONNECTOR.fullmatch(text, first["end"], last["start"]):
        return None
    return {"start": first["start"], "end": last["end"], "type": "duration", "value": f"{low}/{high}"}
