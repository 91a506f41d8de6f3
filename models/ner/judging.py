"""The weights of evidence of a written model, and how well rules, model and both together do on held-out gold.

``python -m partyie.models.ner.judging`` fits them anew to the rules as they are now, in half a minute a model and
without torch: after every change of rules that is worth it.
"""

from __future__ import annotations

import argparse
import json
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from partyie.benchmarks.corpus import read_gold
from partyie.benchmarks.readings import format_folds
from partyie.components.evidence import span_of
from partyie.components.ner import weigh_candidates
from partyie.components.reading import reading_of
from partyie.components.resolve import resolve
from partyie.models.ner.weights import Document, fit_documents, reliability
from partyie.ner.features import character_features
from partyie.ner.model import META, SMALL, format_meta, read_model
from partyie.ner.tags import Span
from partyie.pipeline.build import build

HELD_OUT, DEVELOPMENT = "heldout", "written"
DEVELOPMENT_IMPORTANCE = 0.5  # the rules were made with the development split in view
FOLDS = 7
REPORT = "training.json"
FOLD_WEIGHTS = Path(__file__).parents[2] / "benchmarks" / "folds.json"  # the small model's, for the gate


class Judgement(NamedTuple):
    """What comes of fitting: the weights, the report, and the weights of each fold, fitted without its documents."""

    weights: dict[str, float]
    report: dict[str, Any]
    folds: list[dict[str, float]]


def candidate_weights(model: Path, gold: Path) -> Judgement:
    """Fit the weights to held-out and development gold.

    The report: span F1 of rules, model and both, held-out documents judged with weights fitted to the others, and how
    often candidates of each score are right.
    """
    held_out = _documents(model, gold / HELD_OUT, 1.0)
    development = _documents(model, gold / DEVELOPMENT, DEVELOPMENT_IMPORTANCE)
    joined: list[tuple[set[Span], set[Span]]] = []
    scores: list[float] = []
    right: list[bool] = []
    folds = []
    for fold in range(FOLDS):
        others = [document for number, document in enumerate(held_out) if number % FOLDS != fold]
        weights = fit_documents([*others, *development])
        folds.append(weights)
        for document in held_out[fold::FOLDS]:
            reading = replace(document.reading, candidates=list(map(copy, document.reading.candidates)))
            weigh_candidates(reading, document.seen, "", weights)
            kept = resolve(reading.candidates, len(reading.text), weighed=True).kept
            joined.append((set(map(span_of, kept)), set(document.gold)))
            scores += [candidate.score or 0.0 for candidate in reading.candidates]
            right += [span_of(candidate) in document.gold for candidate in reading.candidates]
    weights = fit_documents([*held_out, *development])
    report = {
        "rules": f1((_alone(document), set(document.gold)) for document in held_out),
        "model": f1((set(document.seen.best_spans()), set(document.gold)) for document in held_out),
        "both": f1(joined),
        "reliability": reliability(scores, right),
    }
    return Judgement(weights, report, folds)


def judge_again(model: Path, gold: Path) -> dict[str, Any]:
    """Give a model in ``model`` new weights of evidence; returns the report, which goes into ``training.json`` too."""
    weights, report, folds = candidate_weights(model, gold)
    keep_folds(model.name, folds)
    described = json.loads((model / META).read_text(encoding="utf-8")) | {"weights": weights}
    (model / META).write_text(format_meta(described), encoding="utf-8")
    told = json.loads((model / REPORT).read_text(encoding="utf-8")) | report
    (model / REPORT).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return report


def keep_folds(model: str, folds: list[dict[str, float]]) -> None:
    """Write the small model's weights of each fold where the gate reads them; the large one's aren't kept."""
    if model == SMALL:
        FOLD_WEIGHTS.write_text(format_folds(folds), encoding="utf-8")


def main() -> None:
    """The command."""
    models = Path(__file__).parents[1]
    parser = argparse.ArgumentParser(description="Fit models' weights of evidence anew to the rules as they are now.")
    parser.add_argument("--gold", type=Path, default=models.parent / "annotations", help="folder of the gold's splits")
    parser.add_argument("models", type=Path, nargs="*", default=[models / "ner" / "sm", models / "lg" / "partyie_lg"])
    options = parser.parse_args()
    for model in options.models:
        report = judge_again(model, options.gold)
        Console(stderr=True).print(model.name, {name: report[name]["all"] for name in ("rules", "model", "both")})


def _documents(model: Path, folder: Path, importance: float) -> list[Document]:
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
        spans = ((*reading.offsets.target_span(span.start, span.end), span.label.value) for span in gold.spans)
        documents.append(Document(reading, seen, frozenset(spans), importance))
    return documents


def _alone(document: Document) -> set[Span]:
    """What the rules alone find."""
    return set(map(span_of, resolve(document.reading.candidates, len(document.reading.text)).kept))


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


if __name__ == "__main__":
    main()
