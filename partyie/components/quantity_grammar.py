"""The grammar of measures: a number, its unit, what blurs it, and ranges of two.

    measure = [approximator] [currency] [sign] amount [unit] [approximator]
    range   = amount [unit] (至|到|—|～) measure | amount [unit] (与|和) measure 之间 | measure 以上 measure 以下

Each part is a function of the text and a position or a measure; `read_measure` puts them together.
"""

from __future__ import annotations

from decimal import Decimal

from partyie.components.measure_fronts import with_front, with_sign, with_signs
from partyie.components.measure_ranges import BETWEEN, CONNECTOR, LINK_HEADS, bounded, joined
from partyie.components.measure_units import with_part_unit, with_unit
from partyie.components.measures import Measure
from partyie.lexicon.approximators import approximator_behind
from partyie.lexicon.units import units
from partyie.text import lazy_re as re
from partyie.text.amount import Amount
from partyie.text.amounts import read_amount

ABOUT_ONE = re.compile(r"个把(?P<unit>月|小时|星期|钟头)")
HAN = re.compile("[\u4e00-\u9fff]")
SIGNED = frozenset(("temperature", "share"))
SIGN = re.compile("零下|负|[-－−](?=[0-9])")
AGE_TAIL = frozenset(("出头", "开外"))
ROUND_AGES = frozenset(Decimal(10 * tens) for tens in range(2, 10))
"""二十出头 says an age, without 岁."""


def read_measure(text: str, start: int) -> Measure | None:
    """The measure whose number begins at ``start``; None where no number stands there.

    >>> measure = read_measure("将近40分钟", 2)
    >>> measure.start, measure.end, measure.unit, measure.amount.modifier
    (0, 6, '分钟', 'LESS_THAN')
    """
    measure = _about_one(text, start) or _bare(text, start)
    return with_front(text, _with_range(text, measure)) if measure else None


def _about_one(text: str, start: int) -> Measure | None:
    """个把月: one or a little more, without a numeral."""
    found = ABOUT_ONE.match(text, start)
    if found is None:
        return None
    unit = units()["个" + found["unit"]]
    amount = Amount(Decimal(1), modifier="APPROX")
    return Measure(start, found.end(), amount, unit.name, unit.dimension, unit.form, start)


def _bare(text: str, start: int) -> Measure | None:
    """Number, unit and what belongs behind them."""
    reading = read_amount(text, start)
    if reading is None:
        return None
    amount, end = reading
    measure = Measure(start, end, amount, number_end=end)
    with_any = with_part_unit if amount.share else with_unit
    return _with_behind(text, with_any(text, measure))


def _with_range(text: str, first: Measure) -> Measure:
    connector = between = None
    if text[first.end : first.end + 1] in LINK_HEADS:
        connector = CONNECTOR.match(text, first.end)
        between = None if connector else BETWEEN.match(text, first.end)
    link = connector or between
    last = _signed(text, link.end()) if link else None
    if last and (last.dimension in SIGNED or last.form == "度" or not last.unit):
        first, last = with_signs(text, first, last)
    if last and between:
        last = _before_interval_word(text, last)
    if last is None:
        last = _upper_bound(text, first)
        return first if last is None else bounded(first, last) or first
    return joined(text, first, last) or first


def _signed(text: str, start: int) -> Measure | None:
    """The second end of a range, with the sign of a temperature or share: 零下3度至零下10度."""
    sign = SIGN.match(text, start)
    if sign is None:
        return _bare(text, start)
    last = _bare(text, sign.end())
    return with_sign(text, last) if last and (last.dimension in SIGNED or last.form == "度") else None


def _before_interval_word(text: str, last: Measure) -> Measure | None:
    """20 of 10与20间, where 间 counts no rooms; None where the word is missing."""
    if last.form == "间" and not HAN.match(text, last.end):
        return last._replace(end=last.number_end, unit="", dimension="count", form="")
    return last if text.startswith(("之间", "间"), last.end) else None


def _upper_bound(text: str, first: Measure) -> Measure | None:
    """7年以下 behind 3年以上."""
    if first.amount.modifier != "MORE_THAN" or not text.startswith("以上", first.end - 2):
        return None
    last = _bare(text, first.end)
    return last if last and last.amount.modifier == "EQUAL_OR_LESS" else None


def _with_behind(text: str, measure: Measure) -> Measure:
    row = approximator_behind(text, measure.end)
    if row is None or not _may_stand_behind(row.form, measure):
        return measure
    measure = measure._replace(end=measure.end + len(row.form), amount=measure.amount.modified(row.modifier))
    is_age = row.form in AGE_TAIL and not measure.unit and measure.amount.value in ROUND_AGES
    return measure._replace(unit="岁", dimension="age") if is_age else measure


def _may_stand_behind(form: str, measure: Measure) -> bool:
    """强 and 弱 close a share, 整 a sum; 多 and 余 need a unit or a share before them."""
    if form in ("强", "弱"):
        return measure.dimension == "share" and not measure.unit
    if form in ("整", "正"):
        return measure.dimension == "money"
    return bool(measure.unit) or measure.amount.share or form not in ("多", "余")
