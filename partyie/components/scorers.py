"""How spaCy's own evaluation (`nlp.evaluate`) scores our mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from partyie.formats.docbin import SPANS_KEY

Scores = dict[str, Any]


@registry.scorers("partyie.span_scorer.v1")  # type: ignore[untyped-decorator]  # spaCy types no registry
def make_span_scorer(spans_key: str = SPANS_KEY) -> Callable[..., Scores]:
    """A scorer of labelled spans in ``doc.spans[spans_key]``; overlaps allowed.

    Its keys: ``spans_<key>_p``, ``_r``, ``_f`` and ``_per_type``.
    """

    return partial(score_spans, spans_key=spans_key)  # a function in here couldn't be sent to another process


def score_spans(examples: Iterable[Example], *, spans_key: str = SPANS_KEY, **_: Any) -> Scores:
    """Precision, recall and F1 of one span group, strict by offsets and label."""
    attribute = f"spans_{spans_key}"
    scores: Scores = Scorer.score_spans(
        examples,
        attribute,
        getter=lambda doc, _: _group(doc, spans_key),
        has_annotation=lambda doc: spans_key in doc.spans,
        allow_overlap=True,
        labeled=True,
    )
    return scores


def _group(doc: Doc, spans_key: str) -> list[Span]:
    return list(doc.spans[spans_key]) if spans_key in doc.spans else []
