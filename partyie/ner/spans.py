"""From scores of tags to spans: the best ones, and how likely any given span is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from partyie.ner.tags import BEGIN, END, INSIDE, OUTSIDE, SINGLE, Span, Tags, decode
from partyie.text.kept import kept_property

Floats = npt.NDArray[np.float32]

_OUTSIDE_ENOUGH = np.float32(np.log(0.98))  # where "outside" is likelier than this, spans end for certain


def log_probabilities(scores: Floats) -> Floats:
    """Scores normalised over the tags, in place; *shape:* (length, tags)."""
    scores -= scores.T.copy().max(axis=0)[:, None]  # few tags, many characters: faster along the longer side
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return scores


@dataclass(frozen=True)
class TagProbabilities:
    """What the model says of each character of a text.

    Attributes:
        logs: *Shape:* (length, tags); logarithms of probabilities.
        labels: The labels, in the order of the tags.
    """

    logs: Floats
    labels: tuple[str, ...]

    def best_spans(self) -> list[Span]:
        """The spans of the likeliest well-formed sequence of tags, in text order; computed once."""
        return self._best

    @kept_property
    def _best(self) -> list[Span]:
        return list(decode(best_tags(self.logs, self.labels), self.labels))

    @kept_property
    def _inside(self) -> npt.NDArray[np.float64]:
        """Sums of each label's "inside" up to each position; *shape:* (length + 1, labels)."""
        sums = np.zeros((len(self.logs) + 1, len(self.labels)))
        np.cumsum(self.logs[:, INSIDE::4], axis=0, out=sums[1:], dtype=np.float64)
        return sums

    def span_logs(self, spans: Sequence[Span]) -> npt.NDArray[np.float64]:
        """For each span the logarithm of the probability of exactly its tags.

        *Shape:* (len(spans),).
        """
        if not spans:
            return np.zeros(0)
        columns = {label: column for column, label in enumerate(self.labels)}
        starts, ends, labels = (np.array(part) for part in zip(*((s, e, columns[n]) for s, e, n in spans), strict=True))
        whole = self.logs[starts, 4 * labels + BEGIN] + self.logs[ends - 1, 4 * labels + END].astype(np.float64)
        whole += self._inside[np.maximum(ends - 1, starts + 1), labels] - self._inside[starts + 1, labels]
        single: npt.NDArray[np.float64] = np.where(ends - starts == 1, self.logs[starts, 4 * labels + SINGLE], whole)
        return single


def best_tags(logs: Floats, labels: Sequence[str]) -> Tags:
    """The likeliest well-formed tags of each stretch that may hold spans; all else is outside.

    Mostly these are just each character's likeliest tag; only where those make no whole spans a path is looked for.
    """
    active = np.append(logs[:, OUTSIDE] < _OUTSIDE_ENOUGH, False)
    rows = np.flatnonzero(active)
    tags = np.zeros(len(logs), np.int64)
    tags[rows] = logs[rows].argmax(axis=1)
    around = np.concatenate([[OUTSIDE], tags, [OUTSIDE]])
    broken = np.flatnonzero(~_may_follow(len(labels))[around[:-1], around[1:]])
    if len(broken):
        edges = np.flatnonzero(np.diff(active, prepend=False))
        starts, ends = edges[::2].tolist(), edges[1::2].tolist()
        for stretch in np.unique(np.searchsorted(ends, broken)).tolist():
            start, end = starts[stretch], ends[stretch]
            tags[start:end] = _best_path(logs[start:end].tolist())
    return tags


@cache
def _may_follow(labels: int) -> npt.NDArray[np.bool_]:
    """Whether a tag (column) may follow a tag (row), with so many labels. *Shape:* (tags, tags)."""
    tags = np.arange(1 + 4 * labels)
    kind = np.where(tags == OUTSIDE, OUTSIDE, (tags - 1) % 4 + 1)
    opens, goes_on = np.isin(kind, (BEGIN, INSIDE)), np.isin(kind, (INSIDE, END))
    same = (tags[:, None] - 1) // 4 == (tags - 1) // 4
    return np.where(opens[:, None], goes_on & same, ~goes_on)


def _best_path(rows: Sequence[Sequence[float]]) -> list[int]:
    """The likeliest well-formed tags of a stretch, by Viterbi's algorithm on the tags' two kinds of states.

    Behind a character either no span is open (``closed``) or one of a certain label is (``opened``).
    """
    bases = range(0, len(rows[0]) - 1, 4)
    closed, opened = 0.0, [-math.inf] * len(bases)
    steps: list[tuple[int, list[int]]] = []  # the tags that lead to the states: to closed, to each opened
    for row in rows:
        into_closed, into_opened = OUTSIDE, []
        best = closed + row[OUTSIDE]
        for label, base in enumerate(bases):
            end, single = opened[label] + row[base + END], closed + row[base + SINGLE]
            if end > best:
                best, into_closed = end, base + END
            if single > best:
                best, into_closed = single, base + SINGLE
            begin, inside = closed + row[base + BEGIN], opened[label] + row[base + INSIDE]
            opened[label] = max(begin, inside)
            into_opened.append(base + (BEGIN if begin >= inside else INSIDE))
        closed = best
        steps.append((into_closed, into_opened))
    return _walk_back(steps)


def _walk_back(steps: Sequence[tuple[int, Sequence[int]]]) -> list[int]:
    """The tags that led to the last step's closed state."""
    tags: list[int] = []
    within: int | None = None  # the label of the span that is open behind this character
    for into_closed, into_opened in reversed(steps):
        tag = into_closed if within is None else into_opened[within]
        label, kind = divmod(tag - 1, 4)
        within = label if tag != OUTSIDE and kind + 1 in (INSIDE, END) else None
        tags.append(tag)
    return tags[::-1]
