"""Fits the weights by which candidates are judged: logistic regression on gold that nothing else has learnt from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partyie.components.evidence import Setting, Sight, Weights, sights, signs, span_of
from partyie.components.ner import counts, propose, score
from partyie.components.reading import Candidate, Reading
from partyie.ner.spans import TagProbabilities
from partyie.ner.tags import Span

Floats = npt.NDArray[np.float64]

RIDGE = 1.0  # how strongly weights are drawn to zero
RULE_RIDGE = 4.0  # the same for single rules, most of which are rare
BEATEN_RIDGE = 0.1  # and for losing to another rule, which is rare but tells much
STEPS = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """The signs of one candidate and whether gold has it."""

    signs: tuple[tuple[str, float], ...]
    right: bool
    importance: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """A gold document as rules and model see it.

    Attributes:
        reading: Its candidates are those of rules.
        gold: The gold spans of its clean text.
        importance: How much it counts.
    """

    reading: Reading
    seen: TagProbabilities
    gold: frozenset[Span]
    importance: float = 1.0

    def learnt(self) -> tuple[list[Candidate], Setting]:
        """What only the model proposes, and the setting."""
        learnt = propose(self.reading, self.seen, "")
        return learnt, Setting.of(self.reading, learnt)

    def learnt_rows(self) -> list[Judged]:
        """The model's own candidates, judged."""
        learnt, setting = self.learnt()
        return self._rows(learnt, sights(learnt, self.seen, ()), setting)

    def ruled_rows(self, weights: Weights) -> list[Judged]:
        """The rules' candidates, judged, next to the model's that are likely enough by their weights."""
        learnt, setting = self.learnt()
        score(learnt, sights(learnt, self.seen, ()), setting, weights)
        ruled = self.reading.candidates
        rivals = {span_of(candidate) for candidate in (*ruled, *filter(counts, learnt))}
        return self._rows(ruled, sights(ruled, self.seen, rivals), setting)

    def _rows(self, candidates: Sequence[Candidate], seen: Sequence[Sight], setting: Setting) -> list[Judged]:
        return [
            Judged(tuple(signs(candidate, sight, setting)), span_of(candidate) in self.gold, self.importance)
            for candidate, sight in zip(candidates, seen, strict=True)
        ]


def fit_documents(documents: Sequence[Document]) -> dict[str, float]:
    """The weights of all signs: first those of the model's own candidates, then, with these in place, of the rules'."""
    learnt = fit([row for document in documents for row in document.learnt_rows()])
    return learnt | fit([row for document in documents for row in document.ruled_rows(learnt)])


def fit(rows: Sequence[Judged]) -> dict[str, float]:
    """The weights that make the rows likeliest, by Newton's method."""
    names = sorted({name for row in rows for name, _ in row.signs})
    column = {name: number for number, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.signs:
            values[number, column[name]] += value
    right = np.array([row.right for row in rows], float)
    importance = np.array([row.importance for row in rows])
    ridge = np.array([_ridge(name) for name in names])
    return dict(zip(names, _newton(values, right, importance, ridge).round(3).tolist(), strict=True))


def _ridge(name: str) -> float:
    if ".beaten." in name:
        return BEATEN_RIDGE
    return RIDGE if name.split(".")[0].isupper() else RULE_RIDGE


def _newton(values: Floats, right: Floats, importance: Floats, ridge: Floats) -> Floats:
    weights = np.zeros(values.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        gradient = values.T @ (importance * (right - chance)) - ridge * weights
        curvature = importance * chance * (1 - chance)
        hessian = (values * curvature[:, None]).T @ values + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def reliability(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Mapping[str, float]]:
    """How often candidates of about each score are right: what calibration means."""
    table: list[Mapping[str, float]] = []
    for low in range(bins):
        here = [ok for score, ok in zip(scores, right, strict=True) if low <= min(score * bins, bins - 1e-9) < low + 1]
        if here:
            table.append({"from": low / bins, "candidates": len(here), "right": round(sum(here) / len(here), 3)})
    return table
