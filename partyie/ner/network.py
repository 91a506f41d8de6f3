"""The small model: vectors of characters, pairs and features, then a few convolutions, in NumPy.

`models/ner/student.py` trains the same arithmetic.
"""

from __future__ import annotations

import threading
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
_NONE: Floats = np.empty(0, np.float32)


@dataclass(frozen=True, slots=True)
class Table:
    """Vectors kept as one byte a weight.

    Attributes:
        weights: *Shape:* (rows, width).
        scales: *Shape:* (rows, 1); what each row's weights are multiplied by.
    """

    weights: npt.NDArray[np.int8]
    scales: Floats

    def __call__(self, rows: Integers, out: Floats | None = None) -> Floats:
        """The vectors of these rows; where ``out`` is given, in it."""
        out = np.empty((len(rows), self.weights.shape[1]), np.float32) if out is None else out
        np.copyto(out, self.weights.take(rows, axis=0))
        out *= self.scales.take(rows, axis=0)
        return out


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

    def __call__(self, hidden: Floats, out: Floats, spare: Floats) -> Floats:
        """The result, in ``out``; nothing stands beyond the ends.

        *Shape:* (length, width), all three. What ``spare`` holds is lost.
        """
        apart = self.dilation
        np.matmul(hidden, self.weights[1], out=out)
        out += self.bias
        if len(hidden) > apart:
            product = spare[apart:]
            out[apart:] += np.matmul(hidden[:-apart], self.weights[0], out=product)
            out[:-apart] += np.matmul(hidden[apart:], self.weights[2], out=product)
        out += hidden
        np.maximum(out, hidden, out=out)  # the sum's positive part added to its input, faster than cut off at 0 first
        return normalise(out, self.gain, self.shift)


def normalise(values: Floats, gain: Floats, shift: Floats) -> Floats:
    """Each row with mean 0 and variance 1, then scaled and shifted, in place."""
    width = np.float32(values.shape[1])
    values -= np.add.reduce(values, axis=1, keepdims=True) / width
    variance = np.einsum("ij,ij->i", values, values)[:, None] / width
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
            hidden, out, spare = _memory(last - first, len(self.gain))
            self._embed(points[first:last], columns[first:last], hidden, spare)
            for block in self.blocks:
                hidden, out = block(hidden, out, spare), hidden
            own = hidden[start - first : start - first + CHUNK]
            np.matmul(own, weights, out=scores[start : start + len(own)])
        scores += bias
        return scores

    def _embed(self, points: Integers, columns: Columns, out: Floats, spare: Floats) -> None:
        self.characters(self.numbers[points].astype(np.int64), out)
        if len(points) > 1:
            pairs = self.pairs(self._pair_rows(points[:-1] << _SHIFT | points[1:]), spare[1:])
            out[:-1] += pairs
            out[1:] += pairs
        for rows in (columns + self.feature_rows).T:
            out += self.features.take(rows, axis=0, out=spare, mode="clip")  # the only mode that fills ``out`` directly
        normalise(out, self.gain, self.shift)

    def _pair_rows(self, keys: Integers) -> Integers:
        if not len(self.pair_keys):
            return np.zeros(len(keys), np.int64)
        at = np.searchsorted(self.pair_keys, keys)
        at[at == len(self.pair_keys)] = 0
        return np.where(self.pair_keys[at] == keys, at + 1, 0)


_THREAD = threading.local()


def _memory(length: int, width: int) -> Floats:
    """This thread's memory for three arrays (length, width), their content left over from the last call.

    Fresh memory would cost a good part of what the arithmetic on it does.
    """
    size = 3 * length * width
    if getattr(_THREAD, "memory", _NONE).size < size:
        _THREAD.memory = np.empty(size, np.float32)
    memory: Floats = _THREAD.memory[:size]
    return memory.reshape(3, length, width)


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
