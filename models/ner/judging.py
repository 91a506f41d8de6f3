"""The weights of evidence of a written model, and how well rules, model and both together do on held-out gold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from partyie.benchmarks.corpus import read_gold
from partyie.components.evidence import Setting, overlapped, sights, weigh
from partyie.components.ner import counts, propose
from partyie.components.reading import Candidate, Reading, reading_of
from partyie.components.resolve import resolve
from partyie.components.words import words_of
from partyie.models.ner.weights import Judged, fit, judged, reliability
from partyie.ner.features import character_features
from partyie.ner.model import read_model
from partyie.ner.spans import TagProbabilities
from partyie.ner.tags import Span
from partyie.pipeline.build import build

HELD_OUT, DEVELOPMENT = "heldout", "written"
DEVELOPMENT_IMPORTANCE = 0.5  # the rules were made with the development split in view
FOLDS = 7


class _Document:
    """A gold document with its candidates and what the model says."""

    def __init__(self, reading: Reading, seen: TagProbabilities, gold: Sequence[Span]) -> None:
        self.reading, self.seen, self.gold = reading, seen, tuple(gold)

    def rows(self, importance: float) -> list[Judged]:
        return judged(self.reading, self.seen, self.gold, importance)

    def scored(self, weights: dict[str, float]) -> list[Candidate]:
        """Copies of all candidates, with the scores that these weights give."""
        learnt = propose(self.reading, self.seen, "")
        setting = Setting(words_of(self.reading), overlapped(learnt, self.reading.candidates, len(self.reading.text)))
        candidates = [*self.reading.candidates, *learnt]
        pairs = zip(candidates, sights(candidates, self.seen), strict=True)
        return [
            Candidate(c.label, c.start, c.end, c.rule, c.strength, weigh(c, sight, setting, weights))
            for c, sight in pairs
        ]


def candidate_weights(model: Path, gold: Path) -> tuple[dict[str, float], dict[str, Any]]:
    """Fit the weights to held-out and development gold.

    Returns:
        The weights; and a report: span F1 of rules, model and both, held-out documents judged with weights fitted to
        the others, and how often candidates of each score are right.
    """
    held_out, development = (_documents(model, gold / split) for split in (HELD_OUT, DEVELOPMENT))
    shared = [row for document in development for row in document.rows(DEVELOPMENT_IMPORTANCE)]
    joined: list[tuple[set[Span], set[Span]]] = []
    scores: list[float] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        others = [row for number, d in enumerate(held_out) if number % FOLDS != fold for row in d.rows(1.0)]
        weights = fit([*others, *shared])
        for document in held_out[fold::FOLDS]:
            candidates = document.scored(weights)
            kept = resolve(filter(counts, candidates), len(document.reading.text), weighed=True).kept
            joined.append((spans_of(kept), set(document.gold)))
            scores += [candidate.score or 0.0 for candidate in candidates]
            right += [_span(candidate) in document.gold for candidate in candidates]
    weights = fit([*(row for document in held_out for row in document.rows(1.0)), *shared])
    report = {
        "rules": f1((spans_of(_alone(d)), set(d.gold)) for d in held_out),
        "model": f1((set(d.seen.best_spans()), set(d.gold)) for d in held_out),
        "both": f1(joined),
        "reliability": reliability(scores, right),
    }
    return weights, report


def _documents(model: Path, folder: Path) -> list[_Document]:
    learnt = read_model(model)
    nlp = build(exclude=["partyie_ner"])
    finders = [nlp.get_pipe(name) for name in nlp.pipe_names[: nlp.pipe_names.index("partyie_resolver")]]
    documents = []
    for gold in read_gold(folder):
        doc = nlp.make_doc(gold.text)
        for finder in finders:
            doc = finder(doc)
        reading = reading_of(doc)
        [seen] = learnt.read([(reading.text, character_features(reading.text, reading.word_starts))])
        spans = [(*reading.offsets.target_span(span.start, span.end), span.label.value) for span in gold.spans]
        documents.append(_Document(reading, seen, spans))
    return documents


def _alone(document: _Document) -> list[Candidate]:
    return resolve(document.reading.candidates, len(document.reading.text)).kept


def _span(candidate: Candidate) -> Span:
    return candidate.start, candidate.end, candidate.label.value


def spans_of(candidates: Sequence[Candidate]) -> set[Span]:
    """The spans of candidates."""
    return set(map(_span, candidates))


def f1(pairs: Any) -> dict[str, float]:
    """Strict F1 of pairs of found and gold spans, all labels together and each by itself."""
    counts: dict[str, list[int]] = {}
    for found, gold in pairs:
        for span in found | gold:
            for name in ("all", span[2]):
                count = counts.setdefault(name, [0, 0])
                count[0] += span in found and span in gold
                count[1] += (span in found) + (span in gold)
    return {name: round(2 * right / both, 4) for name, (right, both) in sorted(counts.items())}
