"""From scores of tags to spans: the best ones, and how likely any given span is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class TagProbabilities:
    """What the model says of each character of a text.

    Attributes:
        logs: *Shape:* (length, tags); logarithms of probabilities.
        labels: The labels, in the order of the tags.
    """

    logs: Floats
    labels: tuple[str, ...]

    def best_spans(self) -> list[Span]:
        """The spans of the likeliest well-formed sequence of tags, in text order."""
        return list(decode(best_tags(self.logs, self.labels), self.labels))

    def span_logs(self, spans: Sequence[Span]) -> npt.NDArray[np.float64]:
        """For each span the logarithm of the probability of exactly its tags.

        *Shape:* (len(spans),).
        """
        inside = np.zeros((len(self.logs) + 1, len(self.labels)))
        np.cumsum(self.logs[:, INSIDE::4], axis=0, out=inside[1:], dtype=np.float64)
        out = np.empty(len(spans))
        for number, (start, end, label) in enumerate(spans):
            column = self.labels.index(label)
            base = 4 * column
            if end - start == 1:
                out[number] = self.logs[start, base + SINGLE]
            else:
                between = inside[end - 1, column] - inside[start + 1, column]
                out[number] = self.logs[start, base + BEGIN] + between + self.logs[end - 1, base + END]
        return out


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
