"""The ways that gold is read: as users get it, by the rules alone, and by weights that weren't fitted to it.

The learnt network has learnt ``training`` and ``extra`` by heart: what it remembers would hide that a rule has become
worse. So these are read without it too. No network has learnt ``heldout``, but the weights that judge candidates are
fitted to it: its documents are judged, in seven folds, by weights fitted to the other six (`folds.json`, which
``nox -s weigh`` writes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from partyie.formats.gold import GoldDocument
from partyie.records import Extraction, Failure

RULES, FOLDS = " (rules)", " (folds)"  # what the name of a split ends with that is read so
LEARNT = ("training", "extra")  # splits that the learnt network has learnt
WEIGHED = "heldout"  # the split that the weights of evidence are fitted to
MODEL = "partyie_ner"

Read = Iterable[Extraction | Failure]
_FOLDS: TypeAdapter[list[dict[str, float]]] = TypeAdapter(list[dict[str, float]])


def extracted(documents: Iterable[GoldDocument]) -> Read:
    """As users get it."""
    from partyie.api import extract_many

    return extract_many((document.name, document.text) for document in documents)


def extracted_by_rules(documents: Iterable[GoldDocument]) -> Read:
    """By the rules alone, without the learnt model."""
    from partyie.pipeline.build import build
    from partyie.pipeline.reader import Reader

    reader = Reader(build(exclude=[MODEL]))
    for document in documents:
        yield reader.read(document.text, source=document.name)


def extracted_by_folds(documents: Sequence[GoldDocument]) -> Read:
    """By the learnt model, each document with weights of evidence that were fitted without it."""
    from partyie.pipeline.build import build
    from partyie.pipeline.reader import Reader

    nlp = build()
    reader = Reader(nlp)
    recogniser: Any = nlp.get_pipe(MODEL)
    shipped = recogniser.model
    folds = read_folds()
    for number, document in enumerate(documents):
        recogniser.model = replace(shipped, weights=folds[number % len(folds)])
        yield reader.read(document.text, source=document.name)


def read_folds() -> list[dict[str, float]]:
    """The weights of each fold: the n-th judge every seventh held-out document from the n-th on, unknown to them."""
    return _FOLDS.validate_json((files("partyie.benchmarks") / "folds.json").read_text(encoding="utf-8"))


def format_folds(folds: Sequence[dict[str, float]]) -> str:
    """The content of `folds.json`."""
    return _FOLDS.dump_json(list(folds), indent=1).decode() + "\n"


def gate_readings(gold: dict[str, list[GoldDocument]]) -> Iterator[tuple[str, list[GoldDocument], Read]]:
    """What the gate measures of the packaged splits: name, documents and what is read, one after the other."""
    for split, documents in gold.items():
        if split == WEIGHED:
            yield split + FOLDS, documents, extracted_by_folds(documents)
            continue
        yield split, documents, extracted(documents)
        if split in LEARNT:
            yield split + RULES, documents, extracted_by_rules(documents)
