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
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

from partyie.api import load
from partyie.benchmarks.temporal_dates import PREFER, dates_of, whole_of
from partyie.benchmarks.temporal_values import Prediction, number_of, quantity_of
from partyie.components.anchors import DateAnchors
from partyie.components.quantity_grammar import read_measure
from partyie.errors import ExpressionError
from partyie.lexicon.fixed_phrases import fixed_phrase_spans
from partyie.pipeline.build import read_config
from partyie.pipeline.expressions import parse_quantity
from partyie.pipeline.reader import REFERENCE_DATE
from partyie.records import Extraction, Mention
from partyie.text.amounts import AMOUNT_START
from partyie.text.cleaning import CleanText, clean_text
from partyie.text.script import to_simplified
from partyie.tokenizer.shadow import clean_of, word_starts

if TYPE_CHECKING:
    from spacy.language import Language

WRITER = "partyie_records"
KEPT = frozenset(("partyie_dates", "partyie_quantities", "partyie_resolver", "partyie_anchors", WRITER))

HAN = re.compile("[\u4e00-\u9fff]")
FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")


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
    doc = _pipeline().make_doc(text)
    if reference is not None:
        doc.user_data[REFERENCE_DATE] = reference
    doc = _pipeline()(doc)
    clean = clean_of(doc)
    dates = [_at(clean, one.start, one.end, one.prediction) for one in dates_of(doc, reference)]
    doc = _pipeline().get_pipe(WRITER)(doc)
    found = [*dates, *_quantities(doc._.extraction, dates)]
    if whole and not any(_is_whole(one, text) for one in found):
        found = _of_expression(text, reference) or found
    taken = [clean.offsets.target_span(one["start"], one["end"]) for one in found]
    words = word_starts(doc, clean.offsets)
    for number in _bare_numbers(clean.text, [*taken, *fixed_phrase_spans(clean.text)]):
        if whole or _stands_alone(clean.text, words, number):
            found.append(_at(clean, number["start"], number["end"], number))
    return sorted(found, key=lambda one: one["start"])


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


def _quantities(extraction: Extraction, dates: list[Prediction]) -> Iterator[Prediction]:
    """The quantities that the suites have a type for and no date takes."""
    mentions = {mention.id: mention for mention in extraction.mentions}
    for quantity in extraction.quantities:
        mention = mentions[quantity.mention or ""]
        prediction = quantity_of(quantity, mention.norm)
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
    prediction = prediction or whole_of(clean, reference) or _of_quantity(text)
    return [{**prediction, "start": start, "end": end}] if prediction else []


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
    return quantity_of(quantity, text)


def _stands_alone(text: str, words: bytearray, number: Prediction) -> bool:
    """四川 and 大陆 hold a numeral's character, but no number.

    A number ends where a word ends, and isn't one character of those for cheques.
    """
    start, end = number["start"], number["end"]
    if text[start:end] in FINANCIAL:
        return False
    return HAN.match(text, end) is None or text[end - 1].isascii() or bool(words[end])


def _bare_numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Prediction]:
    """The numbers of the clean text that no other prediction holds, those of counts too."""
    at = 0
    while found := AMOUNT_START.search(text, at):
        inside = [end for start, end in taken if start <= found.start() < end]
        measure = None if inside else read_measure(text, found.start())
        if measure is None or any(start < measure.number_end and measure.start < end for start, end in taken):
            at = max([found.start() + 1, *inside])
            continue
        yield number_of(text, measure, found.start())
        at = max(measure.number_end, found.end())


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
