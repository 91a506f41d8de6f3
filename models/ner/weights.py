"""Fits the weights by which candidates are judged: logistic regression on gold that nothing else has learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partyie.components.evidence import Setting, overlapped, sights, signs
from partyie.components.ner import propose
from partyie.components.reading import Reading
from partyie.components.words import words_of
from partyie.ner.spans import TagProbabilities
from partyie.ner.tags import Span

Floats = npt.NDArray[np.float64]

RIDGE = 1.0  # how strongly weights are drawn to zero
RULE_RIDGE = 4.0  # the same for single rules, most of which are rare
STEPS = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """The signs of one candidate and whether gold has it."""

    signs: tuple[tuple[str, float], ...]
    right: bool
    importance: float = 1.0


def judged(reading: Reading, seen: TagProbabilities, gold: Iterable[Span], importance: float = 1.0) -> list[Judged]:
    """Every candidate of rules and model in a reading, held against the gold of its clean text."""
    right = set(gold)
    learnt = propose(reading, seen, "")
    candidates = [*reading.candidates, *learnt]
    setting = Setting(words_of(reading), overlapped(learnt, reading.candidates, len(reading.text)))
    return [
        Judged(tuple(signs(c, sight, setting)), (c.start, c.end, c.label.value) in right, importance)
        for c, sight in zip(candidates, sights(candidates, seen), strict=True)
    ]


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
    ridge = np.array([RIDGE if name.split(".")[0].isupper() else RULE_RIDGE for name in names])
    return dict(zip(names, _newton(values, right, importance, ridge).round(3).tolist(), strict=True))


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
