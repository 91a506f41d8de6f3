"""How much of the gold an extraction gets right: spans, values, relations, tenures, coreference, attributes, facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from partyie.benchmarks.coreference import COREFERENCE, score_coreference
from partyie.benchmarks.facts import ATTRIBUTES, FACTS, score_facts
from partyie.benchmarks.figures import Accuracy, CountRow, RuleRow, ShareRow
from partyie.benchmarks.mistakes import mistakes
from partyie.benchmarks.pairs import Pair, pair_up
from partyie.benchmarks.relations import AT, HOLDER, MEMBER, NOT_CURRENT, STATUS, WHEN, score_relations
from partyie.benchmarks.scores import Counts, Error, Scoreboard
from partyie.benchmarks.spans import SPAN, score_spans
from partyie.benchmarks.tenures import TENURE, TENURE_BODY, TENURE_DATED, score_tenures
from partyie.benchmarks.values import (
    DATE,
    DATE_VALUE,
    ORGANISATION_NAME,
    QUANTITY,
    QUANTITY_DIMENSION,
    QUANTITY_UNIT,
    QUANTITY_VALUE,
    score_values,
)
from partyie.formats.gold import GoldDocument
from partyie.records import Extraction, Failure, Label

SECTIONS: tuple[Callable[[Pair, Scoreboard], None], ...] = (
    score_spans,
    score_values,
    score_relations,
    score_tenures,
    score_coreference,
    score_facts,
)
# Every report has every row, in this order, also where nothing was counted.
COUNTS = (
    SPAN, *(f"{SPAN}:{label}" for label in Label), DATE, QUANTITY, HOLDER, AT, WHEN, MEMBER, NOT_CURRENT, TENURE,
    TENURE_DATED, *COREFERENCE.values(), ATTRIBUTES,
)  # fmt: skip
SHARES = (
    DATE_VALUE, QUANTITY_VALUE, QUANTITY_UNIT, QUANTITY_DIMENSION, ORGANISATION_NAME, STATUS, TENURE_BODY,
    *FACTS.values(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures of one split, and what they were counted from."""

    figures: Accuracy
    errors: tuple[Error, ...]
    pairs: tuple[Pair, ...]


def measure_accuracy(
    split: str, documents: Iterable[GoldDocument], extractions: Iterable[Extraction | Failure]
) -> Measurement:
    """Score the extractions of one split's texts.

    Args:
        split: The name that the figures go by.
        documents: The gold.
        extractions: In any order; each is matched to its document by the digest of its text.
    """
    documents = list(documents)
    pairs, missing = pair_up(documents, _read(extractions))
    board = Scoreboard()
    for pair in pairs:
        for section in SECTIONS:
            section(pair, board)
    figures = Accuracy(
        split=split,
        documents={pair.document.name: _document_f1(pair) for pair in pairs},
        missing=tuple(document.name for document in missing),
        misplaced=board.misplaced,
        counts={name: CountRow.of(board.counts[name]) for name in COUNTS},
        shares={name: ShareRow.of(board.shares[name]) for name in SHARES},
        rules={name: RuleRow(right=n["right"], spurious=n["spurious"]) for name, n in sorted(board.rules.items())},
        mistakes=tuple(mistakes(pairs)),
    )
    return Measurement(figures, tuple(board.errors), tuple(pairs))


def _read(items: Iterable[Extraction | Failure]) -> Iterator[Extraction]:
    return (item for item in items if isinstance(item, Extraction))


def _document_f1(pair: Pair) -> float:
    counts = Counts()
    counts.add(pair.gold.keys(), pair.predicted.keys())
    return round(counts.f1, 4)
