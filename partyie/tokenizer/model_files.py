"""A segmentation model read from its files, which spacy-pkuseg can read as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from spacy_pkuseg.feature_extractor import FeatureExtractor  # type: ignore[import-untyped]  # ships no types

from partyie.errors import ModelError
from partyie.lexicon.arrays import read_arrays
from partyie.tokenizer.checksums import check_sums
from partyie.tokenizer.features import (
    CHARACTER_PLACES,
    KEY,
    LONGEST,
    PAIR_PLACES,
    TAGS,
    Continuations,
    FeatureTables,
    Integers,
    Weights,
)
from partyie.tokenizer.table_files import read_tables

_CLASSES = {"**Num": "\1", "**Letter": "\2"}  # character classes, as characters that no feature names
_RENAMED = "-._,|/*:"  # punctuation that spacy-pkuseg reads as &


def read_features(folder: Path) -> FeatureTables:
    """Read a model's tables as they lie ready in ``folder``, else draw them from its weights; never a pickle.

    Raises:
        ModelError: A file is missing, damaged or another one than was written by ``models/segmenter/train.py``.
    """
    try:
        ready = read_tables(folder)
        if ready is None:
            check_sums(folder, ("weights.npz",))
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise _unreadable(folder, error) from error
    return draw_tables(folder) if ready is None else ready


def _unreadable(folder: Path, error: Exception) -> ModelError:
    return ModelError(
        f"no segmentation model can be read from {folder}: {error}; get it anew: pip install --force-reinstall partyie"
    )


def draw_tables(folder: Path) -> FeatureTables:
    """The tables of the model in ``weights.npz``.

    The file has what spacy-pkuseg looks for (``sizes``, ``w``) and, as ``names``, the features of
    ``features.msgpack`` in the order of their weights: one array is read in a fraction of the time of that dictionary.

    Raises:
        ModelError: As :func:`read_features`.
    """
    try:
        with (folder / "weights.npz").open("rb") as file:
            arrays = read_arrays(file)
        weights, names = arrays["w"].astype(np.float32), arrays["names"].tobytes().decode("utf-8")
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(folder, error) from error
    edges = len(TAGS) * len(TAGS)
    nodes = weights[:-edges]
    count = names.count("\n")
    if len(nodes) != count * len(TAGS) or not names.startswith("$$\n"):
        raise ModelError(f"the segmentation model in {folder} is damaged: {count} features, {len(weights)} weights")
    features = _parse(names, nodes.reshape(count, len(TAGS)))
    if sum(map(len, features.lines.values())) != count - 1:
        raise ModelError(f"the segmentation model in {folder} has features of another kind than ours")
    transitions = weights[-edges:].reshape(len(TAGS), len(TAGS)).T + 1.0  # spacy-pkuseg adds 1 to each
    return _tables(features, np.ascontiguousarray(transitions, np.float64))


@dataclass(frozen=True, slots=True)
class _Features:
    """All feature names as one array of code points.

    Attributes:
        points: The names one after another.
        starts: Where what follows the template (``c-1.``) begins, for each name.
        lengths: And how many code points it has.
        lines: For each template, which names have it.
        weights: *Shape:* (names, tags).
    """

    points: npt.NDArray[np.uint32]
    starts: Integers
    lengths: Integers
    lines: dict[str, Integers]
    weights: Weights

    def column(self, template: str, at: int) -> npt.NDArray[np.uint32]:
        """The character at one place of each name that has the template."""
        return self.points[self.starts[self.lines[template]] + at]


def _parse(names: str, weights: Weights) -> _Features:
    for name, character in _CLASSES.items():
        names = names.replace(name, character)
    points = np.frombuffer(names.encode("utf-32-le"), dtype="<u4")
    ends = np.flatnonzero(points == ord("\n"))
    begins = np.concatenate([[0], ends[:-1] + 1])
    dots = np.append(np.flatnonzero(points == ord(".")), len(points))
    dots = dots[np.searchsorted(dots, begins)]
    lines = {}
    for template in (*CHARACTER_PLACES, *PAIR_PLACES, "w1", "w-1"):
        fits = dots - begins == len(template)
        for at, character in enumerate(template):
            fits[fits] = points[begins[fits] + at] == ord(character)
        lines[template] = np.flatnonzero(fits)
    return _Features(points, dots + 1, ends - dots - 1, lines, weights)


def _tables(features: _Features, transitions: npt.NDArray[np.float64]) -> FeatureTables:
    used = np.zeros(0x110000, np.bool_)
    used[features.points] = True
    numbers = np.zeros(0x110000, np.uint16)
    numbers[used] = np.arange(1, used.sum() + 1)
    characters = np.zeros((used.sum() + 1, len(CHARACTER_PLACES), len(TAGS)), np.float32)
    for column, template in enumerate(CHARACTER_PLACES):
        rows = numbers[features.column(template, 0)]
        characters[rows, column] = features.weights[features.lines[template]]
    levels = tuple(_levels(features, numbers))
    return FeatureTables(_with_classes(numbers), features.weights[0], characters, levels, transitions)


def _levels(features: _Features, numbers: npt.NDArray[np.uint16]) -> Iterator[Continuations]:
    """The tree of words, a level a length; its first level takes in the pairs."""
    words, lengths, weights, columns = _words(features, numbers)
    heads = words[:, 0].copy()
    for length in range(2, LONGEST + 1):
        pairs = _pairs(features, numbers) if length == 2 else []
        places = (*(PAIR_PLACES.values() if length == 2 else ()), 0, length - 1)
        reaching = lengths >= length
        own = heads[reaching] * KEY + words[reaching, length - 1]
        keys = _distinct(np.concatenate([own, *(pair for pair, _ in pairs)]))
        table = np.zeros((len(keys), len(places), len(TAGS)), np.float32)
        for column, (pair, pair_weights) in enumerate(pairs):
            table[np.searchsorted(keys, pair), column] = pair_weights
        heads[reaching] = np.searchsorted(keys, own)
        whole = lengths == length
        table[heads[whole], len(pairs) + columns[whole]] = weights[whole]
        goes_on = np.zeros(len(keys), np.bool_)
        goes_on[heads[lengths > length]] = True
        yield Continuations(keys, table, places, goes_on)


def _pairs(features: _Features, numbers: npt.NDArray[np.uint16]) -> list[tuple[Integers, Weights]]:
    """Keys and weights of each pair template; a name is ``first.second``."""
    return [
        (
            numbers[features.column(template, 0)].astype(np.int64) * KEY + numbers[features.column(template, 2)],
            features.weights[features.lines[template]],
        )
        for template in PAIR_PLACES
    ]


def _words(features: _Features, numbers: npt.NDArray[np.uint16]) -> tuple[Integers, Integers, Weights, Integers]:
    """Words as numbers (*shape:* (words, 6), padded with 0), their lengths, weights, and 0 (begins) or 1 (ends)."""
    lines = np.concatenate([features.lines["w1"], features.lines["w-1"]])
    columns = np.repeat([0, 1], [len(features.lines["w1"]), len(features.lines["w-1"])])
    lengths = features.lengths[lines]
    words = np.zeros((len(lines), LONGEST), np.int64)
    for at in range(LONGEST):
        inside = lengths > at
        words[inside, at] = numbers[features.points[features.starts[lines[inside]] + at]]
    return words, lengths, features.weights[lines], columns


def _distinct(keys: Integers) -> Integers:
    """The keys in rising order, each once; with so few repeated ones faster than ``np.unique``."""
    rising = np.sort(keys)
    distinct: Integers = rising[np.append(True, rising[1:] != rising[:-1])[: len(rising)]]
    return distinct


def _with_classes(numbers: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint16]:
    """Give each member of a character class the number of its class, and renamed punctuation that of ``&``."""
    finished = numbers.copy()
    finished[[ord(character) for character in _CLASSES.values()]] = 0
    for members, name in ((FeatureExtractor.num, "\1"), (FeatureExtractor.letter, "\2"), (_RENAMED, "&")):
        finished[[ord(character) for character in members]] = numbers[ord(name)]
    return finished
