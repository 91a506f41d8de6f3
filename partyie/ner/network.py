"""The small model: vectors of characters, pairs and features, then a few convolutions, in NumPy.

`models/ner/student.py` trains the same arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from partyie.ner.features import Columns, code_points

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

EPSILON = np.float32(1e-5)
CHUNK = 4096  # characters computed at once: what fits the processor's caches, and flat memory on any input
_SHIFT = 21  # bits of a code point


@dataclass(frozen=True, slots=True)
class Table:
    """Vectors kept as one byte a weight.

    Attributes:
        weights: *Shape:* (rows, width).
        scales: *Shape:* (rows, 1); what each row's weights are multiplied by.
    """

    weights: npt.NDArray[np.int8]
    scales: Floats

    def __call__(self, rows: Integers) -> Floats:
        """The vectors of these rows."""
        vectors: Floats = self.weights[rows] * self.scales[rows]
        return vectors


@dataclass(frozen=True, slots=True)
class Block:
    """A convolution over three positions ``dilation`` apart, its result added to its input and normalised.

    Attributes:
        weights: *Shape:* (3, width, width), for the positions before, at and after.
        bias, gain, shift: *Shape:* (width,).
    """

    dilation: int
    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, hidden: Floats) -> Floats:
        """*Shape:* (length, width), in and out; nothing stands beyond the ends."""
        apart = self.dilation
        out: Floats = hidden @ self.weights[1] + self.bias
        if len(hidden) > apart:
            out[apart:] += hidden[:-apart] @ self.weights[0]
            out[:-apart] += hidden[apart:] @ self.weights[2]
        np.maximum(out, 0, out=out)
        out += hidden
        return normalise(out, self.gain, self.shift)


def normalise(values: Floats, gain: Floats, shift: Floats) -> Floats:
    """Each row with mean 0 and variance 1, then scaled and shifted, in place."""
    values -= values.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", values, values)[:, None] / np.float32(values.shape[1])
    values /= np.sqrt(variance + EPSILON)
    values *= gain
    values += shift
    return values


@dataclass(frozen=True, slots=True)
class Network:
    """The small model's weights; immutable, so that threads may share it.

    Attributes:
        numbers: *Shape:* (0x110000,); the row of each code point, 0 for characters training never saw.
        characters: Vectors by that row.
        pair_keys: Rising; the pairs that have a vector: first code point << 21 | second.
        pairs: Their vectors, row 0 for all other pairs.
        features: A table of vectors for each feature column, one below the other, and where each begins.
        blocks: In the order in which they run.
        head: *Shapes:* (width, tags) and (tags,).
    """

    numbers: npt.NDArray[np.uint16]
    characters: Table
    pair_keys: Integers
    pairs: Table
    features: Floats
    feature_rows: Integers
    gain: Floats
    shift: Floats
    blocks: tuple[Block, ...]
    head: tuple[Floats, Floats]

    @property
    def reach(self) -> int:
        """How many characters to each side the score of a character depends on."""
        return 1 + sum(block.dilation for block in self.blocks)

    def scores(self, text: str, columns: Columns) -> Floats:
        """Score each tag for each character, not normalised.

        Args:
            text: Clean simplified text.
            columns: Its features, see `partyie.ner.features`.

        *Returns shape:* (len(text), tags).
        """
        points = code_points(text).astype(np.int64)
        weights, bias = self.head
        scores = np.empty((len(points), len(bias)), np.float32)
        for start in range(0, len(points), CHUNK):
            first, last = max(0, start - self.reach), min(len(points), start + CHUNK + self.reach)
            hidden = self._embed(points[first:last], columns[first:last])
            for block in self.blocks:
                hidden = block(hidden)
            own = hidden[start - first : start - first + CHUNK]
            scores[start : start + len(own)] = own @ weights + bias
        return scores

    def _embed(self, points: Integers, columns: Columns) -> Floats:
        hidden = self.characters(self.numbers[points].astype(np.int64))
        if len(points) > 1:
            pairs = self.pairs(self._pair_rows(points[:-1] << _SHIFT | points[1:]))
            hidden[:-1] += pairs
            hidden[1:] += pairs
        rows = columns + self.feature_rows
        for column in rows.T:
            hidden += self.features[column]
        return normalise(hidden, self.gain, self.shift)

    def _pair_rows(self, keys: Integers) -> Integers:
        if not len(self.pair_keys):
            return np.zeros(len(keys), np.int64)
        at = np.searchsorted(self.pair_keys, keys)
        at[at == len(self.pair_keys)] = 0
        return np.where(self.pair_keys[at] == keys, at + 1, 0)


def network_from(arrays: Mapping[str, Any]) -> Network:
    """The network in a file's arrays, as `models/ner/export.py` writes them.

    Raises:
        KeyError, ValueError: An array is missing or has another shape.
    """
    numbers = np.zeros(0x110000, np.uint16)
    known = arrays["code_points"]
    numbers[known] = np.arange(1, len(known) + 1)
    width = arrays["gain"].shape[0]
    sizes = arrays["feature_sizes"]
    blocks = tuple(
        Block(
            int(dilation), *(_float(arrays[f"block{number}.{name}"]) for name in ("weights", "bias", "gain", "shift"))
        )
        for number, dilation in enumerate(arrays["dilations"])
    )
    return Network(
        numbers,
        Table(arrays["characters"].reshape(-1, width), _float(arrays["character_scales"])),
        arrays["pair_keys"].astype(np.int64),
        Table(arrays["pairs"].reshape(-1, width), _float(arrays["pair_scales"])),
        _float(arrays["features"]),
        np.cumsum(sizes) - sizes,
        _float(arrays["gain"]),
        _float(arrays["shift"]),
        blocks,
        (_float(arrays["head"]), _float(arrays["head_bias"])),
    )


def _float(array: Any) -> Floats:
    return np.ascontiguousarray(array, np.float32)
