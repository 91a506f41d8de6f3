"""Learn the weights of ``partyie.components.person_features`` from the training and written documents.

    python scripts/fit_person_weights.py --shared ../shared

Writes ``partyie/lexicon/data/person_weights.tsv``. The model is a semi-Markov conditional random field over the arcs of
a document: the probability of a set of arcs that don't overlap grows with the sum of their scores. Documents are our
own gold, each twice, with the gold's organisations and places and with those that partyie finds, and stretches of the
PFR People's Daily corpus, whose names are marked too and stand much less close than in our documents.

The second look needs to know what a first look finds in documents it was not fitted to: five first models, each fitted
to four fifths, tell.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from partyie.components.dates import find_dates
from partyie.components.organisations import find_organisations
from partyie.components.person_arcs import Arc, find_arcs
from partyie.components.person_evidence import Surroundings
from partyie.components.person_features import FeatureReader, KnownNames
from partyie.components.person_path import best_path
from partyie.components.persons import second_arcs
from partyie.components.places import find_places
from partyie.components.posts import find_posts
from partyie.components.quantities import find_quantities
from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.lexicon.names import honorifics, surnames
from partyie.records import Label
from partyie.text.cleaning import clean_text
from partyie.text.offsets import OffsetMap
from partyie.tokenizer.segmenter import Segmenter

TARGET = Path(__file__).parent.parent / "partyie" / "lexicon" / "data" / "person_weights.tsv"
WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：？！（）"}
STRETCHES, PARAGRAPHS = 160, 10  # of the PFR corpus
FOLDS = 5
HUNDREDTHS = 100
BODIES = {"nt": Label.ORG, "ns": Label.PLACE}

Span = tuple[int, int]
Described = list[tuple[Arc, dict[str, float]]]
Floats = npt.NDArray[np.float64]


@dataclass
class Document:
    """One text with its names, and its arcs described for the first and the second look."""

    reading: Reading
    names: set[Span]
    around: Surroundings = field(init=False)
    reader: FeatureReader = field(init=False)
    first: Described = field(init=False)
    second: Described = field(default_factory=list)

    def __post_init__(self) -> None:
        self.around = Surroundings(self.reading)
        arcs = find_arcs(self.around)
        self.reader = FeatureReader(self.reading, self.around, arcs)
        self.first = [(arc, summed(self.reader.features(arc))) for arc in arcs]

    def look_again(self, scores: Floats) -> None:
        """Describe the arcs for a second look, given the first look's scores."""
        early = [(float(score), arc) for score, (arc, _) in zip(scores, self.first, strict=True)]
        known = KnownNames.of(self.reading.text, best_path(early))
        self.second = [
            (arc, summed(self.reader.features(arc) + self.reader.context(arc, known)))
            for arc in second_arcs(self.reading.text, early, known)
        ]


def summed(features: Iterable[tuple[str, float]]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for name, value in features:
        total[name] += value
    return total


# --- documents -------------------------------------------------------------------------------------------------------


def new_reading(text: str, offsets: OffsetMap, segmenter: Segmenter) -> Reading:
    starts = bytearray(len(text) + 1)
    for bound in segmenter.bounds(text):
        starts[bound] = 1
    return Reading(text, offsets, (), "simplified", starts)


def gold_documents(folder: Path, segmenter: Segmenter) -> list[Document]:
    documents = []
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        clean = clean_text(row["text"])
        spans = [
            (Label(span["label"]), *clean.offsets.target_span(span["start"], span["end"])) for span in row["spans"]
        ]
        names = {(start, end) for label, start, end in spans if label is Label.PERSON}
        given, found = (new_reading(clean.text, clean.offsets, segmenter) for _ in range(2))
        given.candidates = [
            Candidate(label, start, end, "gold", CERTAIN)
            for label, start, end in spans
            if label not in (Label.PERSON, Label.POST)
        ]
        for find in (find_dates, find_quantities, find_places, find_organisations):
            found.candidates.extend(find(found))
        for reading in (given, found):
            reading.candidates.extend(find_posts(reading))
            documents.append(Document(reading, names))
    return documents


def news_documents(path: Path, segmenter: Segmenter) -> list[Document]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(map(json.loads, file))
    starts = random.Random(0).sample(range(0, len(rows) - PARAGRAPHS, PARAGRAPHS), STRETCHES)
    return [news_document(rows[start : start + PARAGRAPHS], segmenter) for start in starts]


def news_document(rows: Sequence[dict], segmenter: Segmenter) -> Document:  # type: ignore[type-arg]
    text, names, candidates = "", set(), []
    for row in rows:
        paragraph, offset = "".join(row["words"]).translate(WIDTH), len(text)
        bodies = [(start, end) for start, end, label in row["spans"] if label == "nt"]
        for start, end, label in row["spans"]:
            inside = any(first <= start and end <= last for first, last in bodies)
            if label == "nr" and not inside:
                first, last = as_we_mark(paragraph, start, end)
                names.add((offset + first, offset + last))
            elif label == "nt" or (label == "ns" and not inside):
                candidates.append(Candidate(BODIES[label], offset + start, offset + end, "gold", CERTAIN))
        text += paragraph + "\n"
    reading = new_reading(text, OffsetMap(len(text)), segmenter)
    reading.candidates = candidates
    reading.candidates.extend(find_posts(reading))
    return Document(reading, names)


def as_we_mark(text: str, start: int, end: int) -> Span:
    """A name of the corpus with what our guideline takes in: 先生 after a surname, 老 before one."""
    if text[start:end] in surnames():
        for form in sorted((row.form for row in honorifics()), key=len, reverse=True):
            if text.startswith(form, end):
                return start, end + len(form)
    if end - start == 1 and text[start - 1 : start] in ("老", "小", "阿"):
        return start - 1, end
    return start, end


# --- model -----------------------------------------------------------------------------------------------------------


class Packed:
    """A described document as arrays."""

    def __init__(self, document: Document, described: Described, number: dict[str, int]) -> None:
        self.length = len(document.reading.text)
        self.arcs = [(arc.start, arc.end) for arc, _ in described]
        rows = [[(number[name], value) for name, value in row.items() if name in number] for _, row in described]
        self.columns = np.array([column for row in rows for column, _ in row], int)
        self.values = np.array([value for row in rows for _, value in row], float)
        self.sizes = np.array([len(row) for row in rows], int)
        self.row_numbers = np.repeat(np.arange(len(rows)), self.sizes)
        gold: defaultdict[Span, list[int]] = defaultdict(list)
        for index, span in enumerate(self.arcs):
            if span in document.names:
                gold[span].append(index)
        self.gold = list(gold.values())
        self.by_end: defaultdict[int, list[int]] = defaultdict(list)
        self.by_start: defaultdict[int, list[int]] = defaultdict(list)
        for index, (start, end) in enumerate(self.arcs):
            self.by_start[start].append(index)
            self.by_end[end].append(index)

    def scores(self, weights: Floats) -> Floats:
        products = weights[self.columns] * self.values
        return np.bincount(self.row_numbers, products, len(self.arcs)).astype(np.float64)

    def expected(self, scores: Floats) -> Floats:
        """How likely each arc is."""
        forward, backward = [0.0] * (self.length + 1), [0.0] * (self.length + 2)
        for at in range(1, self.length + 1):
            total = forward[at - 1]
            for index in self.by_end.get(at, ()):
                total = log_add(total, forward[self.arcs[index][0]] + scores[index])
            forward[at] = total
        for at in range(self.length - 1, -1, -1):
            total = backward[at + 1]
            for index in self.by_start.get(at, ()):
                total = log_add(total, backward[self.arcs[index][1]] + scores[index])
            backward[at] = total
        whole = forward[self.length]
        sums = [forward[start] + backward[end] - whole for start, end in self.arcs]
        return np.exp(np.minimum(0.0, np.array(sums) + scores))

    def wanted(self, scores: Floats) -> Floats:
        """1 for each gold name, shared among the arcs that read it in different forms."""
        target = np.zeros(len(self.arcs))
        for indices in self.gold:
            shares = np.exp(scores[indices] - scores[indices].max())
            target[indices] = shares / shares.sum()
        return target


def log_add(a: float, b: float) -> float:
    low, high = (a, b) if a < b else (b, a)
    return high + math.log1p(math.exp(low - high)) if low - high > -40 else high


@dataclass
class Model:
    """Weights by feature."""

    number: dict[str, int]
    weights: Floats

    def scores(self, document: Document, described: Described) -> Floats:
        """The score of each arc."""
        return Packed(document, described, self.number).scores(self.weights)


def fit(
    documents: Sequence[Document],
    described: Callable[[Document], Described],
    *,
    epochs: int = 25,
    pull: float = 0.003,
    rate: float = 0.5,
) -> Model:
    """Adagrad, one document a step; ``pull`` is the weight of the penalty on squared weights in each step."""
    seen = Counter(name for document in documents for _, row in described(document) for name in row)
    number = {name: index for index, name in enumerate(sorted(name for name in seen if seen[name] >= 3))}
    packed = [Packed(document, described(document), number) for document in documents]
    weights, squares = np.zeros(len(number)), np.full(len(number), 1e-3)
    order, shuffler = list(range(len(packed))), random.Random(0)
    for _ in range(epochs):
        shuffler.shuffle(order)
        for index in order:
            document = packed[index]
            scores = document.scores(weights)
            errors = document.expected(scores) - document.wanted(scores)
            pushes = document.values * errors[document.row_numbers]
            gradient = np.bincount(document.columns, pushes, len(number)) + pull * weights
            squares += gradient * gradient
            weights -= rate * gradient / np.sqrt(squares)
    return Model(number, weights)


def first_looks(documents: Sequence[Document], groups: Sequence[int]) -> None:
    """Let each document be looked at by a model that has not seen it (nor its twin)."""
    for fold in range(FOLDS):
        chosen = [document for document, group in zip(documents, groups, strict=True) if group % FOLDS != fold]
        model = fit(chosen, lambda document: document.first)
        for document, group in zip(documents, groups, strict=True):
            if group % FOLDS == fold:
                document.look_again(model.scores(document, document.first))


def cross_validate(documents: Sequence[Document], groups: Sequence[int], part: Callable[[int], bool]) -> str:
    """Strict precision, recall and F1 of the second look on documents that its model hasn't seen."""
    right = found = wanted = 0
    for fold in range(FOLDS):
        chosen = [document for document, group in zip(documents, groups, strict=True) if group % FOLDS != fold]
        model = fit(chosen, lambda document: document.second)
        for index, (document, group) in enumerate(zip(documents, groups, strict=True)):
            if group % FOLDS == fold and part(index):
                scores = model.scores(document, document.second)
                scored = [(float(score), arc) for score, (arc, _) in zip(scores, document.second, strict=True)]
                spans = {(arc.start, arc.end) for _, arc in best_path(scored)}
                right, found, wanted = (
                    right + len(spans & document.names),
                    found + len(spans),
                    wanted + len(document.names),
                )
    precision, recall = right / found, right / wanted
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def main() -> None:
    """Read the documents, fit both looks, write the weights."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    arguments.add_argument("--shared", type=Path, required=True, help="folder of corpora and gold")
    arguments.add_argument("--validate", action="store_true", help="report five-fold figures too")
    options = arguments.parse_args()
    segmenter = Segmenter()
    gold = options.shared / "annotation" / "gold"
    own = [document for split in ("training", "written") for document in gold_documents(gold / split, segmenter)]
    news = news_documents(options.shared / "data" / "corpora" / "pfr199801" / "train.jsonl.gz", segmenter)
    documents = own + news
    groups = [index // 2 for index in range(len(own))] + list(range(len(news)))
    first_looks(documents, groups)
    if options.validate:
        for name, part in (("gold bodies", 0), ("found bodies", 1)):
            figures = cross_validate(documents, groups, lambda index, part=part: index < len(own) and index % 2 == part)
            print(name, figures)
    first = fit(documents, lambda document: document.first)
    second = fit(documents, lambda document: document.second)
    write(first, second)


def write(first: Model, second: Model) -> None:
    rows = ["feature\tfirst\tsecond"]
    for name in sorted(first.number.keys() | second.number.keys()):
        early, late = (
            round(float(model.weights[model.number[name]]) * HUNDREDTHS) if name in model.number else 0
            for model in (first, second)
        )
        if early or late:
            rows.append(f"{name}\t{early}\t{late}")
    TARGET.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
