"""spaCy's own evaluation (`nlp.evaluate`) by the measure of `partyie benchmark accuracy`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from partyie.formats.docbin import RECORDS, SPANS_KEY, item_from_doc
from partyie.records import Extraction

if TYPE_CHECKING:
    from partyie.benchmarks.scores import Counts

Scores = dict[str, Any]
Places = set[tuple[int, int, str]]

# What is reported, and the row of `partyie benchmark accuracy` that it is.
ROWS = {
    "partyie_dates": "date span+value",
    "partyie_quantities": "quantity span+value",
    "partyie_holder": "holder",
    "partyie_at": "at",
    "partyie_when": "when",
    "partyie_member": "member",
}


@registry.scorers("partyie.record_scorer.v1")  # type: ignore[untyped-decorator]  # spaCy types no registry
def make_record_scorer(spans_key: str = SPANS_KEY) -> Callable[..., Scores]:
    """A scorer of mentions, values and links; see `score_records` for its keys."""

    return partial(score_records, spans_key=spans_key)  # a function in here couldn't be sent to another process


def score_records(examples: Iterable[Example], *, spans_key: str = SPANS_KEY, **_: Any) -> Scores:
    """Precision, recall and F1 (``_p``, ``_r``, ``_f``) of what the pipeline found.

    - ``spans_<key>_…`` and ``spans_<key>_per_type``: mentions of ``doc.spans[spans_key]``, right where first and last
      character and label are, however the two Docs are tokenized. References without that group don't count.
    - ``partyie_dates_…``, ``partyie_quantities_…``: mentions right in span and value.
    - ``partyie_holder_…``, ``partyie_at_…``, ``partyie_member_…``: links between posts, persons and bodies;
      ``partyie_when_…``: dates of the posts that were found.

    All but the first are counted where both Docs hold records (``doc.user_data["partyie"]``, as
    :func:`partyie.formats.docbin.make_examples` and the pipeline write them), by the code behind
    ``partyie benchmark accuracy``. A score is None where nothing of its kind was there.
    """
    # Here, so that loading a pipeline doesn't import them.
    from partyie.benchmarks.pairs import Pair
    from partyie.benchmarks.relations import score_relations
    from partyie.benchmarks.scores import Scoreboard
    from partyie.benchmarks.values import score_values
    from partyie.formats.gold_proposals import gold_from_extraction

    spans, records = Scoreboard(), Scoreboard()
    for example in examples:
        _count_spans(example, spans_key, spans.counts)
        wanted, found = _records(example.reference), _records(example.predicted)
        if wanted is not None and found is not None:
            document = gold_from_extraction(wanted, example.reference.text, wanted.source or "")
            pair = Pair(document, found)
            score_values(pair, records)
            score_relations(pair, records)
    per_type = {label: _rates("", spans.counts[label]) for label in sorted(spans.counts.keys() - {spans_key})}
    scores = _rates(f"spans_{spans_key}_", spans.counts[spans_key])
    scores[f"spans_{spans_key}_per_type"] = per_type or None
    for name, row in ROWS.items():
        scores |= _rates(f"{name}_", records.counts[row])
    return scores


def _count_spans(example: Example, spans_key: str, counts: dict[str, Counts]) -> None:
    if spans_key not in example.reference.spans:
        return
    wanted, found = _places(example.reference, spans_key), _places(example.predicted, spans_key)
    counts[spans_key].add(wanted, found)
    for label in {place[2] for place in wanted | found}:
        counts[label].add({p for p in wanted if p[2] == label}, {p for p in found if p[2] == label})


def _places(doc: Doc, spans_key: str) -> Places:
    return {(span.start_char, span.end_char, span.label_) for span in doc.spans.get(spans_key, ())}


def _records(doc: Doc) -> Extraction | None:
    if RECORDS not in doc.user_data:
        return None
    item = item_from_doc(doc)
    return item if isinstance(item, Extraction) else None


def _rates(prefix: str, counts: Counts) -> Scores:
    nothing = not (counts.right or counts.spurious or counts.missed)
    rates = {"p": counts.precision, "r": counts.recall, "f": counts.f1}
    return {f"{prefix}{name}": None if nothing else rate for name, rate in rates.items()}
