"""Quantities: counts, measures, amounts, shares, ages and durations, with their exact values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.bare_numbers import read_bare_number
from partyie.components.counted_nouns import counted_noun
from partyie.components.measures import Measure
from partyie.components.placement import Component
from partyie.components.quantity_grammar import read_measure
from partyie.components.quantity_refusals import refusal
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading
from partyie.lexicon.fixed_phrases import fixed_phrase_spans
from partyie.records import Label
from partyie.text import lazy_re as re
from partyie.text.amount import Amount
from partyie.text.amounts import AMOUNT_START

NUMBER_RUN = re.compile(r"(?:[0-9零〇○一二三四五六七八九十百千万亿两几半壹贰叁肆伍陆柒捌玖拾佰仟廿卅]|[.,](?=[0-9]))+")
NEARBY = 300
"""How far away the neighbouring item of a list may begin."""
LIST_ITEM = re.compile(r"(?P<number>[1-9][0-9]?)\.(?=[0-9])")
AGE_WORD = re.compile(
    r"(?P<cue>年近|年过|年逾|年届|已过)(?P<age>花甲|古稀|耄耋|期颐|不惑|而立|半百)|(?P<tens>[五六七八九])旬"
)
AGES = {"花甲": 60, "古稀": 70, "耄耋": 80, "期颐": 100, "不惑": 40, "而立": 30, "半百": 50}
AGE_MODIFIERS = {"年近": "LESS_THAN", "年过": "MORE_THAN", "年逾": "MORE_THAN", "已过": "MORE_THAN"}
MONEY_VERB = re.compile(r"[收支付花赚挣捐卖买值价钱掏罚补缴交借贷资给]")
COINS = re.compile(r"钱|光洋|大洋|银元|现大洋")
HEAT = re.compile("[温热冷烧]|零[下上]")
GROWN = re.compile(r"大(?![小型量幅力批学地])")


class _Found(NamedTuple):
    measure: Measure
    rule: str
    strength: int


def find_quantities(reading: Reading) -> list[Candidate]:
    """The quantities of a text, in text order.

    Each candidate's data holds ``value``, ``lower``, ``upper`` (`Decimal` or None), ``modifier``, ``unit``,
    ``dimension`` and ``of``, as `partyie.records.Quantity` means them. Dates found before are left alone.
    """
    ages = list(_ages(reading.text))
    taken = [(one.measure.start, one.measure.end) for one in ages]
    taken += [(date.start, date.end) for date in reading.of(Label.DATE)]
    found = [*ages, *_measures(reading.text, taken)]
    return [_candidate(reading, one) for one in sorted(found, key=lambda one: one.measure.start)]


def _measures(text: str, others: list[tuple[int, int]]) -> Iterator[_Found]:
    """Read at every place where a number begins, left to right, each character once."""
    taken = iter(sorted([*others, *fixed_phrase_spans(text)]))
    barrier = next(taken, (len(text) + 1, len(text) + 1))
    at, found = 0, AMOUNT_START.search(text)
    while found:
        at = found.start()
        while barrier[1] <= at:
            barrier = next(taken, (len(text) + 1, len(text) + 1))
        if barrier[0] <= at:
            found = AMOUNT_START.search(text, barrier[1])
            continue
        at = _behind_list_number(text, at)
        measure = read_measure(text, at)
        quantity = _judge(text, measure) if measure and measure.end <= barrier[0] else None
        if quantity:
            yield quantity
        found = AMOUNT_START.search(text, quantity.measure.end if quantity else _skip(text, at, measure))


def _behind_list_number(text: str, at: int) -> int:
    """2.5纳米级技术 in the second item of a list: the number begins behind the item's own."""
    item = LIST_ITEM.match(text, at)
    if item is None or text[text.rfind("\n", 0, at) + 1 : at].strip():
        return at
    number = int(item["number"])
    neighbour = number - 1 if number > 1 else number + 1
    around = text[max(0, at - NEARBY) : at + NEARBY]
    return item.end() if re.search(rf"(?m)^ *{neighbour}[.．、](?![0-9])", around) else at


def _skip(text: str, at: int, measure: Measure | None) -> int:
    """Past the number that is no quantity, so that no part of it is taken for one."""
    run = NUMBER_RUN.match(text, at)
    return max(run.end() if run else at + 1, measure.number_end if measure else 0, at + 1)


def _judge(text: str, measure: Measure) -> _Found | None:
    measure = _settled(text, measure)
    if not (measure.unit or measure.amount.share):
        bare = None if refusal(text, measure) else read_bare_number(text, measure)
        return _Found(bare[1], f"quantity.{bare[0]}", POSSIBLE) if bare else None
    if refusal(text, measure):
        return None
    kind = measure.dimension if measure.amount.value is not None else f"{measure.dimension}_range"
    certain = measure.dimension != "count" or text[measure.number_end - 1].isascii()
    return _Found(measure, f"quantity.{kind}", CERTAIN if certain else LIKELY)


def _settled(text: str, measure: Measure) -> Measure:
    """Forms whose sense depends on what stands around them: 块, 分, 度, 月大."""
    if measure.form == "块" and measure.dimension == "count" and _is_money(text, measure):
        return measure._replace(unit="元", dimension="money")
    if measure.form in ("度", "°") and HEAT.search(text, max(0, measure.start - 6), measure.start + 2):
        return measure._replace(dimension="temperature")
    if measure.form == "折" and measure.amount.low > 10:
        return measure._replace(amount=measure.amount.times(Decimal("0.1")))  # 八五折
    if measure.dimension == "duration" and GROWN.match(text, measure.end):
        return measure._replace(dimension="age")
    if measure.form in ("分", "厘") and text[max(0, measure.start - 2) : measure.start] in ("月息", "年息", "利息"):
        rate = measure.amount.times(Decimal("0.01"))._replace(share=True)
        return measure._replace(unit="", dimension="share", amount=rate)
    return measure


def _is_money(text: str, measure: Measure) -> bool:
    """块 is money before 钱 or coins, or where money changes hands and no noun follows."""
    if COINS.match(text, measure.end):
        return True
    noun_follows = "\u4e00" <= text[measure.end : measure.end + 1] <= "\u9fff"
    return not noun_follows and MONEY_VERB.search(text, max(0, measure.start - 8), measure.start) is not None


def _ages(text: str) -> Iterator[_Found]:
    """年近花甲, 六旬老人."""
    for found in AGE_WORD.finditer(text):
        years = AGES[found["age"]] if found["age"] else 10 * "零一二三四五六七八九".index(found["tens"])
        start, modifier = (
            found.start(),
            AGE_MODIFIERS.get(found["cue"] or text[max(0, found.start() - 2) : found.start()]),
        )
        if modifier and not found["cue"]:
            start -= 2
        amount = Amount(Decimal(years), modifier=modifier)
        yield _Found(Measure(start, found.end(), amount, "岁", "age"), "quantity.age_word", LIKELY)


def _candidate(reading: Reading, found: _Found) -> Candidate:
    measure = found.measure
    of = counted_noun(reading.text, reading.word_starts, measure.start, measure.end, measure.dimension)
    return Candidate(Label.QUANTITY, measure.start, measure.end, found.rule, found.strength, data=measure.data(of))


class QuantityFinder(Component):
    """Proposes QUANTITY mentions: see `find_quantities`."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates to the Doc's reading."""
        reading = self.reading_of(doc)
        reading.candidates.extend(find_quantities(reading))
        return doc


@Language.factory("partyie_quantities")
def make_quantities(nlp: Language, name: str) -> QuantityFinder:
    """Build the component ``partyie_quantities``."""
    return QuantityFinder(nlp)
