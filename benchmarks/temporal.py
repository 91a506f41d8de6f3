"""Dates and quantities in the words of other libraries' test suites, so that their cases can score ours.

``python -m partyie.benchmarks.temporal CASES OUT`` reads cases (JSON Lines with ``id, input, reference_datetime,
whole_input``) and writes one line ``{"id", "predictions"}`` a case; `partyie.benchmarks.temporal_values` says in which
words. Nothing that a case expects is read.

Where the suites know more than the annotation guideline marks, the same grammar is asked directly: bare numbers come
from `read_measure`, and an input that is one expression by itself goes to `partyie.parse_date` and `parse_quantity`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

from partyie.api import load
from partyie.benchmarks.temporal_bounds import opening_bound
from partyie.benchmarks.temporal_dates import PREFER, dates_of, whole_of
from partyie.benchmarks.temporal_spans import widened, with_bounds
from partyie.benchmarks.temporal_values import Prediction, alone_of, duration_parts, number_of, quantity_of
from partyie.components.anchors import DateAnchors
from partyie.components.quantity_grammar import read_measure
from partyie.errors import ExpressionError
from partyie.lexicon.fixed_phrases import fixed_phrase_spans
from partyie.pipeline.build import read_config
from partyie.pipeline.expressions import parse_quantity
from partyie.pipeline.reader import REFERENCE_DATE
from partyie.records import Extraction, Mention
from partyie.text.amounts import AMOUNT_START, parse_amount
from partyie.text.cleaning import CleanText, clean_text
from partyie.text.notation import NOTATION, parse_notation
from partyie.text.script import to_simplified
from partyie.tokenizer.shadow import clean_of, word_starts

if TYPE_CHECKING:
    from spacy.language import Language

WRITER = "partyie_records"
KEPT = frozenset(("partyie_dates", "partyie_quantities", "partyie_resolver", "partyie_anchors", WRITER))

HAN = re.compile("[\u4e00-\u9fff]")
WORDS_OF_CHEQUES = frozenset("陆伍肆拾")
WIDE_THOUSANDS = re.compile(r"(?<=[0-9０-９])，(?=[0-9０-９]{3}(?![0-9０-９]))")
"""A full-width comma of thousands, as in full-width text; our records take it for the end of a clause."""
SLASH = re.compile(r"(?<![0-9A-Za-z/.])(?P<parts>[0-9]{1,4})/(?P<whole>[1-9][0-9]{0,3})(?![0-9A-Za-z/.])")
DOZEN = re.compile(r"(?P<number>[0-9一二两三四五六七八九十半]{1,3})(?P<set>[打对双])")
SCALES_ONLY = re.compile("[百千万亿萬億佰仟]+")
DIGIT_NAME = re.compile("[一二三四五六七八九]{2,}")
NUMBER_START = re.compile(rf"{AMOUNT_START.pattern}|[.-](?=[0-9.])")
DOTTED_CHAIN = re.compile(r"[0-9]+(?:\.[0-9]+){2,}(?![0-9.])")


class Case(TypedDict, total=False):
    """What is read of a case."""

    id: str
    input: str
    reference_datetime: str | None
    whole_input: bool


def predict(text: str, reference: str | None = None, *, whole: bool = False) -> list[Prediction]:
    """Everything that partyie finds in one input, in text order, none overlapping.

    Args:
        text: The input, untouched.
        reference: ISO date or datetime that relative dates count from.
        whole: The input is one expression by itself.
    """
    text = WIDE_THOUSANDS.sub(",", text)
    doc = _pipeline().make_doc(text)
    if reference is not None:
        doc.user_data[REFERENCE_DATE] = reference
    doc = _pipeline()(doc)
    clean = clean_of(doc)
    dates = [_at(clean, one.start, one.end, one.prediction) for one in dates_of(doc, reference)]
    doc = _pipeline().get_pipe(WRITER)(doc)
    found = [*dates, *_quantities(doc._.extraction, text, dates)]
    if whole and not any(_is_whole(one, text) for one in found):
        found = _of_expression(text, reference) or found
    taken = [clean.offsets.target_span(one["start"], one["end"]) for one in found]
    words = word_starts(doc, clean.offsets)
    numbers = _bare_numbers(clean.text, [*taken, *fixed_phrase_spans(clean.text)])
    kept = [one for one in numbers if _stands_alone(clean.text, None if whole else words, one)]
    found += [_at(clean, one["start"], one["end"], one) for one in with_bounds(clean.text, kept)]
    return widened(text, sorted(found, key=lambda one: one["start"]))


def _at(clean: CleanText, start: int, end: int, prediction: Prediction) -> Prediction:
    """A prediction of the clean text on the code points of the input."""
    first, last = clean.offsets.source_span(start, end)
    return {**prediction, "start": first, "end": last}


@cache
def _pipeline() -> Language:
    """The finders of dates and quantities, without the learnt model; the records are written by hand."""
    nlp = load(exclude=[name for name in read_config()["nlp"]["pipeline"] if name not in KEPT])
    cast(DateAnchors, nlp.get_pipe("partyie_anchors")).prefer = PREFER
    nlp.disable_pipe(WRITER)
    return nlp


def _is_whole(prediction: Prediction, text: str) -> bool:
    return not (text[: prediction["start"]] + text[prediction["end"] :]).strip()


def _quantities(extraction: Extraction, text: str, dates: list[Prediction]) -> Iterator[Prediction]:
    """The quantities that the suites have a type for and no date takes; one that is all of the text is read as such."""
    mentions = {mention.id: mention for mention in extraction.mentions}
    for quantity in extraction.quantities:
        mention = mentions[quantity.mention or ""]
        alone = not (text[: mention.start] + text[mention.end :]).strip()
        prediction = (alone_of if alone else quantity_of)(quantity, mention.norm)
        if prediction and all(mention.end <= date["start"] or date["end"] <= mention.start for date in dates):
            yield _placed(mention, prediction)


def _placed(mention: Mention, prediction: Prediction) -> Prediction:
    return {**prediction, "start": mention.start, "end": mention.end}


def _of_expression(text: str, reference: str | None) -> list[Prediction]:
    """The input as one number, else one date, else one quantity, else nothing."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    clean = to_simplified(clean_text(text).text).strip()
    first = next(_bare_numbers(clean, ()), None)
    prediction = first if first and (first["start"], first["end"]) == (0, len(clean)) else None
    if SLASH.fullmatch(clean):
        prediction = whole_of(clean, reference) or prediction
    prediction = _of_dozen(clean) or prediction or whole_of(clean, reference) or _of_quantity(text)
    prediction = prediction or _of_bound(clean) or _of_durations(clean)
    return [{**prediction, "start": start, "end": end}] if prediction else []


def _of_bound(clean: str) -> Prediction | None:
    """少于4美元: a bound before a quantity, where our records have none."""
    opening = opening_bound(clean)
    prediction = _of_quantity(clean[opening[1] :]) if opening else None
    if opening is None or prediction is None or not isinstance(prediction["value"], float):
        return None
    number = prediction["value"]
    return {**prediction, "value": [number, None] if opening[0].endswith(",)") else [None, number]}


def _of_durations(clean: str) -> Prediction | None:
    """1天12小时: in running text so many hours a day, by itself one length."""
    parts = duration_parts(clean)
    return {"type": "duration", "value": parts} if parts else None


def _of_dozen(clean: str) -> Prediction | None:
    """两打 is 24, 五对 is 10: what Duckling says of an input that is nothing else."""
    found = DOZEN.fullmatch(clean)
    if found is None:
        return None
    amount = parse_amount(found["number"])
    if amount is None or amount.value is None:
        return None
    return {"type": "number", "value": float(amount.value * (12 if found["set"] == "打" else 2))}


def _of_quantity(text: str) -> Prediction | None:
    """A quantity without its noun; of a count, the number."""
    try:
        quantity = parse_quantity(text)
    except ExpressionError:
        return None
    if quantity.of:
        return None
    if quantity.dimension == "count" and quantity.value is not None and quantity.modifier is None:
        return {"type": "number", "value": float(quantity.value)}
    return alone_of(quantity, text)


def _stands_alone(text: str, words: bytearray | None, number: Prediction) -> bool:
    """四川 and 大陆 hold a numeral's character, but no number; nor is 万 one without a digit.

    In running text (``words`` says where words begin) a number ends where a word ends, isn't a character for cheques
    that is a word of its own, and isn't a name like 九九.
    """
    start, end = number["start"], number["end"]
    written = text[start:end]
    if SCALES_ONLY.fullmatch(written):
        return False
    if words is None:
        return True
    if written in WORDS_OF_CHEQUES or (DIGIT_NAME.fullmatch(written) and HAN.match(text, max(0, start - 1), start)):
        return False
    return HAN.match(text, end) is None or text[end - 1].isascii() or bool(words[end])


def _bare_numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Prediction]:
    """The numbers of the clean text that no other prediction holds, those of counts too."""
    at, notations = 0, {found.start(): found for form in (NOTATION, SLASH) for found in form.finditer(text)}
    while found := NUMBER_START.search(text, at):
        notation = notations.get(found.start())
        if notation and not any(start < notation.end() and found.start() < end for start, end in taken):
            yield from _of_notation(notation[0], found.start())
            at = notation.end()
            continue
        if not AMOUNT_START.match(text, found.start()):
            at = found.start() + 1
            continue
        inside = [end for start, end in taken if start <= found.start() < end]
        measure = None if inside else read_measure(text, found.start())
        if measure is None or any(start < measure.number_end and measure.start < end for start, end in taken):
            at = max([found.start() + 1, *inside])
            continue
        chain = DOTTED_CHAIN.match(text, found.start())
        yield from _of_chain(chain) if chain else [number_of(text, measure, found.start())]
        at = chain.end() if chain else max(measure.number_end, found.end())


def _of_notation(written: str, start: int) -> Iterator[Prediction]:
    slash = SLASH.fullmatch(written)
    value = Fraction(int(slash["parts"]), int(slash["whole"])) if slash else parse_notation(written)
    if value is not None:
        yield {"start": start, "end": start + len(written), "type": "number", "value": float(value)}


def _of_chain(chain: re.Match[str]) -> Iterator[Prediction]:
    """10.20.30.40: with more than one point none is a decimal point."""
    at = chain.start()
    for part in chain[0].split("."):
        yield {"start": at, "end": at + len(part), "type": "number", "value": float(part)}
        at += len(part) + 1


def predict_cases(cases: Iterable[Case]) -> Iterator[dict[str, Any]]:
    """One row a case, in their order."""
    for case in cases:
        found = predict(case["input"], case.get("reference_datetime"), whole=bool(case.get("whole_input")))
        yield {"id": case["id"], "predictions": found}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read cases, write predictions."""
    parser = argparse.ArgumentParser(prog="python -m partyie.benchmarks.temporal", description="Predict suites' cases.")
    parser.add_argument("cases", type=Path, help="JSON Lines with id, input, reference_datetime, whole_input")
    parser.add_argument("out", type=Path, help="where the predictions go, as JSON Lines")
    options = parser.parse_args(arguments)
    cases = map(json.loads, options.cases.read_text(encoding="utf-8").splitlines())
    with options.out.open("w", encoding="utf-8") as stream:
        for row in predict_cases(cases):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
