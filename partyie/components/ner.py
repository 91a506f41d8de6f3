"""The learnt model in the pipeline: it weighs what the rules proposed and proposes what only it sees.

Runs after the finders and before the resolver. Every candidate gets a score, the probability that it is right; where
there is a score the resolver decides by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]  # ships no types
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import SimpleFrozenList, minibatch

from partyie.components.evidence import LEARNT, UNSEEN, Setting, Sight, Weights, is_open, sights, signs, span_of, weigh
from partyie.components.gazetteer_places import matches_of
from partyie.components.learnt_spans import learnt_candidate
from partyie.components.placement import Component
from partyie.components.reading import WEIGHED, Candidate, Reading
from partyie.components.resolve import LIKELY_ENOUGH
from partyie.errors import ModelError
from partyie.ner.features import character_features
from partyie.ner.model import SMALL, Model, Text, find_model, read_model, unpack_model, write_model
from partyie.ner.spans import TagProbabilities
from partyie.records import Label

# A span that only the model sees must be as likely as this. The gold that the scores are calibrated on has more of the
# bodies that real pages speak of in general terms (各党委, 街道办事处), hence the bar for organisations.
LEAST = {Label.ORG: 0.7}
LEAST_ELSE = LIKELY_ENOUGH


Told = dict[int, Sequence[tuple[str, float]]]
WEIGHING = "weighing"  # key of Reading.cache: a Weighing, where it is kept


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the candidates of a text were weighed: what `partyie explain` tells.

    Attributes:
        signs: What spoke for each candidate and against it, by its ``id``; see `partyie.components.evidence.signs`.
        dropped: The model's own candidates that aren't likely enough to go on to the resolver.
        weights: What each sign counts.
    """

    seen: TagProbabilities
    signs: Mapping[int, Sequence[tuple[str, float]]]
    dropped: Sequence[Candidate]
    weights: Weights


def propose(reading: Reading, seen: TagProbabilities, model: str) -> list[Candidate]:
    """The model's spans that no rule has proposed, as candidates named ``model.sm`` or ``model.lg``."""
    known = set(map(span_of, reading.candidates))
    found = (learnt_candidate(reading.text, span, LEARNT + model) for span in seen.best_spans() if span not in known)
    return [candidate for candidate in found if candidate is not None]


def weigh_candidates(
    reading: Reading, seen: TagProbabilities, model: str, weights: Weights, *, keep: bool = False
) -> None:
    """Add the model's own candidates to the reading's and give each its score.

    Args:
        keep: Leave a `Weighing` in the reading's cache.
    """
    told: Told | None = {} if keep else None
    proposed = propose(reading, seen, model)
    setting = Setting.of(reading, proposed)
    score(proposed, sights(proposed, seen, ()), setting, weights, told)
    learnt = [candidate for candidate in proposed if counts(candidate)]
    rivals = {span_of(candidate) for candidate in (*reading.candidates, *learnt)}
    closed = [candidate for candidate in reading.candidates if not is_open(candidate)]
    score(closed, [UNSEEN] * len(closed), setting, weights, told)
    still_open = [candidate for candidate in reading.candidates if is_open(candidate)]
    score(still_open, sights(still_open, seen, rivals), setting, weights, told)
    reading.candidates.extend(learnt)
    reading.cache[WEIGHED] = model
    if told is not None:
        dropped = [candidate for candidate in proposed if not counts(candidate)]
        reading.cache[WEIGHING] = Weighing(seen, told, dropped, weights)


def score(
    candidates: Sequence[Candidate],
    seen: Sequence[Sight],
    setting: Setting,
    weights: Weights,
    told: Told | None = None,
) -> None:
    """Give each candidate its score; where ``told`` is given, it gets the signs, some of which the score replaces."""
    for candidate, sight in zip(candidates, seen, strict=True):
        if told is not None:
            told[id(candidate)] = tuple(signs(candidate, sight, setting))
        candidate.score = round(weigh(candidate, sight, setting, weights), 4)


def least_of_learnt(label: Label) -> float:
    """The score that a span which only the model sees must reach to go on to the resolver."""
    return LEAST.get(label, LEAST_ELSE)


def counts(candidate: Candidate) -> bool:
    """Whether a weighed candidate goes on to the resolver: the model's own must be likely enough."""
    return not candidate.rule.startswith(LEARNT) or (candidate.score or 0.0) >= least_of_learnt(candidate.label)


class NameRecogniser(Component):
    """Runs a model over Docs.

    Args:
        model: Its size, or a model.
        nlp: The pipeline it stands in.
        explain: Whether each reading keeps how its candidates were weighed.
    """

    def __init__(self, model: str | Model, nlp: Language | None = None, *, explain: bool = False) -> None:
        super().__init__(nlp)
        self.model = find_model(model) if isinstance(model, str) else model
        self.explain = explain

    def __call__(self, doc: Doc) -> Doc:
        """Weigh one Doc's candidates."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Weigh the candidates of many Docs, ``batch_size`` at a time."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]  # spaCy gives it no types
            texts: list[Text] = []
            for doc in docs:
                reading = self.reading_of(doc)
                columns = character_features(reading.text, reading.word_starts, matches_of(reading))
                texts.append((reading.text, columns))
            for doc, seen in zip(docs, self.model.read(texts), strict=True):
                weigh_candidates(self.reading_of(doc), seen, self.model.name, self.model.weights, keep=self.explain)
                yield doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Write the model's files into a folder."""
        write_model(self.model, Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> NameRecogniser:
        """Take the model that lies in a folder.

        Raises:
            ModelError: There is none, or it is damaged.
        """
        self.model = read_model(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = SimpleFrozenList()) -> bytes:
        """The model's files in one piece (MessagePack)."""
        data: bytes = srsly.msgpack_dumps(dict(self.model.files))
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = SimpleFrozenList()) -> NameRecogniser:
        """Take the model of :meth:`to_bytes`.

        Raises:
            ModelError: It is damaged.
        """
        try:
            contents = srsly.msgpack_loads(data)
        except (LookupError, TypeError, ValueError) as error:
            raise ModelError(f"no learnt model can be read from these bytes: {error}") from error
        self.model = unpack_model(contents, "these bytes")
        return self


@Language.factory("partyie_ner", default_config={"model": SMALL, "explain": False})
def make_ner(nlp: Language, name: str, model: str, explain: bool) -> Any:
    """The learnt model; with ``explain`` each reading keeps how its candidates were weighed.

    Raises:
        ModelError: The model isn't installed or is damaged.
    """
    return NameRecogniser(model, nlp, explain=explain)
