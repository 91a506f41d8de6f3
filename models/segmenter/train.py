"""Train the segmentation model: ``python -m partyie.models.segmenter.train --shared DIR``.

Reads ``DIR/data/corpora`` and ``DIR/data/gazetteers``, writes ``features.msgpack``, ``weights.npz`` and
``training.json`` (settings and scores) beside this file, in some minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]  # ships no types
from rich.console import Console
from rich.progress import track

from partyie.errors import InputError
from partyie.models.segmenter.corpus import Sentence, read_sentences, split_held_out, with_ascii_punctuation
from partyie.models.segmenter.crf import Settings, Training, Weights, make_batches
from partyie.models.segmenter.lexicons import read_lexicons
from partyie.models.segmenter.templates import GAP, WORD_PLACES, Templates, normal, tags_of
from partyie.tokenizer.features import TAGS
from partyie.tokenizer.model_files import draw_tables, read_features
from partyie.tokenizer.segmenter import Segmenter
from partyie.tokenizer.table_files import write_tables

CORPUS = Path("data", "corpora", "pfr199801")
ASCII_SHARE = 0.1
SMALLEST = 0.2  # features whose largest weight is below this are left out
GRAIN = 128  # weights are multiples of 1 / GRAIN: small files, and sums that are exact in any order

console = Console(stderr=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=os.environ.get("PARTYIE_SHARED"), help="or PARTYIE_SHARED")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="where to write the model")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    options = parser.parse_args()
    if options.shared is None or not (options.shared / CORPUS).is_dir():
        parser.error(f"--shared DIR (or PARTYIE_SHARED) must hold {CORPUS}: the corpus doesn't come with partyie")
    train(options.shared, options.out, Settings(epochs=options.epochs))


def train(shared: Path, out: Path, settings: Settings) -> None:
    """Train, write the model, read it back and score it."""
    kept, held_out = split_held_out(read_sentences(shared / CORPUS / "train.jsonl.gz"))
    sentences = [*kept, *with_ascii_punctuation(kept, ASCII_SHARE, settings.seed)]
    text = GAP.join(normal("".join(sentence)) for sentence in sentences) + GAP
    console.print(f"{len(sentences)} sentences, {len(text)} characters; reading word lists and features …")
    templates = Templates(text, sentences, read_lexicons(shared))
    weights = learn(text, sentences, templates, settings)
    out.mkdir(parents=True, exist_ok=True)
    size = write_model(templates, weights, out)
    scores = {
        "dev": word_scores(out, read_sentences(shared / CORPUS / "dev.jsonl.gz")),
        "held_out": word_scores(out, held_out),
    }
    report = {"features": size, "settings": asdict(settings), "scores": scores}
    (out / "training.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    console.print(scores)


def learn(text: str, sentences: list[Sentence], templates: Templates, settings: Settings) -> Weights:
    """Run all epochs; the weights are the mean of those after each epoch but the first third."""
    lengths = np.array([sum(map(len, sentence)) for sentence in sentences])
    starts = np.cumsum(lengths + len(GAP)) - lengths - len(GAP)
    tags = np.zeros(len(text), np.int64)
    for start, sentence in zip(starts, sentences, strict=True):
        found = tags_of(sentence)
        tags[start : start + len(found)] = found
    training = Training(templates.columns(text), tags, templates.size, settings)
    batches = list(make_batches(starts, lengths, settings.batch))
    late: list[Weights] = []
    for epoch in range(1, settings.epochs + 1):
        label = f"epoch {epoch}/{settings.epochs}"
        steps = track(training.order(batches), label, console=console)
        loss = sum(training.step(batch) for batch in steps) / lengths.sum()
        console.print(f"{label}: {loss:.4f} nats a character")
        if epoch > settings.epochs // 3:
            late.append(Weights(training.weights.features.copy(), training.weights.transitions.copy()))
    return Weights(
        np.mean([weights.features for weights in late], axis=0),
        np.mean([weights.transitions for weights in late], axis=0),
    )


def write_model(templates: Templates, weights: Weights, out: Path) -> int:
    """Write the files, for spacy-pkuseg and for :mod:`partyie.tokenizer.model_files`; gives the number of features."""
    names, rows = ["$$"], [weights.features[0]]
    for name, row in templates.features(weights.features):
        if np.abs(row).max() >= SMALLEST:
            names.append(name)
            rows.append(row)
    words = {name.partition(".")[2] for name in names if name.partition(".")[0] in WORD_PLACES}
    features: dict[str, Any] = {
        "unigram": sorted(words),
        "bigram": [],
        "feature_to_idx": {name: at for at, name in enumerate(names)},
        "tag_to_idx": TAGS,
    }
    srsly.write_msgpack(out / "features.msgpack", features)
    flat = np.concatenate([np.stack(rows).ravel(), weights.transitions.T.ravel()])
    grained = np.round(flat * GRAIN) / GRAIN  # spacy-pkuseg wants double precision
    np.savez_compressed(
        out / "weights.npz",
        sizes=np.array([len(TAGS), len(names)]),
        w=grained,
        names=np.frombuffer("".join(f"{name}\n" for name in names).encode("utf-8"), np.uint8),
    )
    write_tables(draw_tables(out), out)
    return len(names)


def word_scores(model: Path, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Word precision, recall and F1 of a written model."""
    segmenter = Segmenter(read_features(model))
    right = found = expected = 0
    for sentence in sentences:
        ours, gold = _spans(segmenter.cut("".join(sentence))), _spans(sentence)
        right, found, expected = right + len(ours & gold), found + len(ours), expected + len(gold)
    if not right:
        raise InputError("no sentence to score the model on, or no word right")
    precision, recall = right / found, right / expected
    f1 = 2 * right / (found + expected)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _spans(words: Iterable[str]) -> set[tuple[int, int]]:
    spans, start = set(), 0
    for word in words:
        spans.add((start, start + len(word)))
        start += len(word)
    return spans


if __name__ == "__main__":
    main()
