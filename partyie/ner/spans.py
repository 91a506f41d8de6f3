"""From scores of tags to spans: the best ones, and how likely any given span is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from partyie.ner.tags import BEGIN, END, INSIDE, SINGLE, Span, Tags, decode, tag_count

Floats = npt.NDArray[np.float32]

_OUTSIDE_ENOUGH = np.float32(np.log(0.98))  # where "outside" is likelier than this, spans end for certain
_NEVER = np.float32(-1e9)


def log_probabilities(scores: Floats) -> Floats:
    """Scores normalised over the tags, in place; *shape:* (length, tags)."""
    scores -= scores.max(axis=1, keepdims=True)
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

    @cached_property
    def _best(self) -> list[Span]:
        return list(decode(best_tags(self.logs, self.labels), self.labels))

    @cached_property
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
    """The likeliest well-formed tags, by Viterbi's algorithm in all stretches at once that may hold spans."""
    tags = np.zeros(len(logs), np.int64)
    active = np.append(logs[:, 0] < _OUTSIDE_ENOUGH, False)
    edges = np.flatnonzero(np.diff(active, prepend=False))
    if not len(edges):
        return tags
    starts, ends = edges[::2], edges[1::2]
    order = np.argsort(starts - ends, kind="stable")  # the longest first
    _viterbi(tags, logs, starts[order], (ends - starts)[order], _allowed(labels))
    return tags


def _viterbi(tags: Tags, logs: Floats, starts: Tags, lengths: Tags, allowed: Floats) -> None:
    """Write the best paths of stretches into ``tags``; the stretches are sorted from long to short."""
    longest = int(lengths[0])
    live = np.searchsorted(-lengths, -np.arange(1, longest + 1), side="right").tolist()  # stretches that reach a step
    best = logs[starts] + allowed[0]
    final = best.copy()
    back = [np.zeros((0, 0), np.int8)]
    for step in range(1, longest):
        here = live[step]
        through = best[:here, :, None] + allowed
        back.append(through.argmax(axis=1).astype(np.int8))
        best = through.max(axis=1) + logs[starts[:here] + step]
        final[:here] = best
    tag = (final + allowed[:, 0]).argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        here = live[step]
        tags[starts[:here] + step] = tag[:here]
        if step:
            tag[:here] = back[step][np.arange(here), tag[:here]]


def _allowed(labels: Sequence[str]) -> Floats:
    """0 where a tag (column) may follow a tag (row), else far below zero. *Shape:* (tags, tags)."""
    count, tags = len(labels), tag_count(labels)
    allowed = np.full((tags, tags), _NEVER, np.float32)
    closed = [0, *(4 * label + kind for label in range(count) for kind in (END, SINGLE))]
    opens = [0, *(4 * label + kind for label in range(count) for kind in (BEGIN, SINGLE))]
    allowed[np.ix_(closed, opens)] = 0
    for label in range(count):
        base = 4 * label
        allowed[np.ix_([base + BEGIN, base + INSIDE], [base + INSIDE, base + END])] = 0
    return allowed
