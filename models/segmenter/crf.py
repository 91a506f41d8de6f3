"""A linear-chain CRF over features given as rows of a weight table, trained sentence batch by sentence batch.

Exact gradients by forward-backward; the step of each weight shrinks with the gradients it has seen (AdaGrad,
Duchi, Hazan and Singer 2011). Only the weights of features in a batch are touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partyie.models.segmenter.templates import WORD_COLUMNS, Columns, Numbers
from partyie.tokenizer.features import TAGS

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train.

    Attributes:
        epochs: Times through the corpus.
        rate: Step of a weight before it has seen gradients.
        decay: Share of a weight that counts as gradient towards zero, a batch.
        dropped: Share of known-word features left out, anew each time: the outside lists must learn to stand in.
        batch: Sentences of similar length that make one step.
        seed: Of the order of batches and of what is dropped.
    """

    epochs: int = 6
    rate: float = 0.25
    decay: float = 0.005
    dropped: float = 0.4
    batch: int = 32
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences side by side. ``mask``: (longest, sentences); ``at``: the characters, where the mask is true."""

    mask: Mask
    at: Numbers


@dataclass(slots=True)
class Weights:
    """What is learnt. ``features``: (rows, tags), the last row stays 0; ``transitions``: (tag before, tag)."""

    features: Floats
    transitions: Floats


class Training:
    """One training: weights, and how far each may still step."""

    def __init__(self, columns: Columns, tags: Numbers, rows: int, settings: Settings) -> None:
        self.columns, self.tags, self.settings = columns, tags, settings
        count = len(TAGS)
        self.weights = Weights(np.zeros((rows + 1, count)), np.zeros((count, count)))
        self._seen = Weights(np.ones((rows + 1, count)), np.ones((count, count)))
        self._random = np.random.default_rng(settings.seed)

    def order(self, batches: list[Batch]) -> list[Batch]:
        """The batches, shuffled for one epoch."""
        return [batches[at] for at in self._random.permutation(len(batches))]

    def step(self, batch: Batch) -> float:
        """Learn from one batch; gives how unlikely its tags were before (negative log-likelihood)."""
        columns = self._drop(self.columns[batch.at])
        rows, groups, at = _grouped(columns)
        weights = self.weights.features[rows]
        loss, nodes, edges = _gradients(
            weights[at.reshape(columns.shape)].sum(axis=1), self.weights.transitions, batch.mask, self.tags[batch.at]
        )
        gradient = np.add.reduceat(nodes[groups.characters], groups.bounds, axis=0) + self.settings.decay * weights
        seen = self._seen.features[rows] + gradient * gradient
        self._seen.features[rows] = seen
        self.weights.features[rows] = weights - self.settings.rate * gradient / np.sqrt(seen)
        self.weights.features[-1] = 0.0
        self._seen.transitions += edges * edges
        self.weights.transitions -= self.settings.rate * edges / np.sqrt(self._seen.transitions)
        return loss

    def _drop(self, columns: Columns) -> Columns:
        words = columns[:, WORD_COLUMNS]
        words[self._random.random(words.shape) < self.settings.dropped] = len(self.weights.features) - 1
        return columns


@dataclass(frozen=True, slots=True)
class _Groups:
    """Which characters have each distinct feature: ``characters[bounds[i]:bounds[i + 1]]``."""

    characters: Numbers
    bounds: Numbers


def _grouped(columns: Columns) -> tuple[Columns, _Groups, Numbers]:
    """The distinct rows in ``columns``, who has them, and for each cell the place of its row among them."""
    flat = columns.ravel()
    order = np.argsort(flat, kind="stable")
    rising = flat[order]
    bounds = np.flatnonzero(np.append(True, rising[1:] != rising[:-1]))
    places = np.empty(len(flat), np.int64)
    places[order] = np.repeat(np.arange(len(bounds)), np.diff(np.append(bounds, len(flat))))
    return rising[bounds], _Groups(order // columns.shape[1], bounds), places


def make_batches(starts: Numbers, lengths: Numbers, size: int) -> Iterator[Batch]:
    """Sentences by length, ``size`` at a time."""
    order = np.argsort(lengths, kind="stable")
    for chosen in np.split(order, range(size, len(order), size)):
        places = np.arange(lengths[chosen].max())[:, None]
        mask = places < lengths[chosen]
        yield Batch(mask, (places + starts[chosen])[mask])


def _gradients(scores: Floats, transitions: Floats, mask: Mask, tags: Numbers) -> tuple[float, Floats, Floats]:
    """Loss of the right tags, and its gradient by node and by transition."""
    highest = scores.max(axis=1, keepdims=True)
    nodes = np.zeros((*mask.shape, scores.shape[1]))
    nodes[mask] = np.exp(scores - highest)
    marginals, edges, logs = _forward_backward(nodes, np.exp(transitions), mask)
    right = np.full(mask.shape, -1)
    right[mask] = tags
    before, after = right[:-1][mask[1:]], right[1:][mask[1:]]
    np.subtract.at(edges, (before, after), 1.0)
    errors = marginals[mask]
    every = np.arange(len(tags))
    errors[every, tags] -= 1.0
    loss = logs + highest.sum() - scores[every, tags].sum() - transitions[before, after].sum()
    return float(loss), errors, edges


def _forward_backward(nodes: Floats, edges: Floats, mask: Mask) -> tuple[Floats, Floats, float]:
    """Probabilities of tags and expected transitions; *shape* of ``nodes``: (longest, sentences, tags).

    Each step is scaled to sum 1, so that long sentences don't underflow (Rabiner 1989); ``logs`` gathers the scales.
    """
    length = len(nodes)
    forward, scales = np.empty_like(nodes), np.ones(mask.shape)
    forward[0] = nodes[0]
    for at in range(length):
        if at:
            forward[at] = (forward[at - 1] @ edges) * nodes[at]
        within = mask[at]
        scales[at, within] = forward[at, within].sum(axis=1)
        forward[at] /= scales[at, :, None]
        if at:
            forward[at, ~within] = forward[at - 1, ~within]
    marginals, expected = np.empty_like(nodes), np.zeros_like(edges)
    marginals[-1] = forward[-1]
    backward = np.ones_like(nodes[0])
    for at in range(length - 1, 0, -1):
        within = mask[at, :, None]
        ahead = np.where(within, nodes[at] * backward / scales[at, :, None], 0.0)
        expected += (forward[at - 1].T @ ahead) * edges
        backward = np.where(within, ahead @ edges.T, backward)
        marginals[at - 1] = forward[at - 1] * backward
    return marginals, expected, float(np.log(scales).sum())
