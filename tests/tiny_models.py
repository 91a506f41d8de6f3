"""Small learnt models: of random weights, in the files that `models/ner/export.py` writes; and ones that are told."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from partyie.ner.features import SIZES
from partyie.ner.model import META, WEIGHTS, Model, Text, format_meta
from partyie.ner.spans import TagProbabilities
from partyie.ner.tags import encode, tag_count
from partyie.records import Label

LABELS = tuple(label.value for label in Label)
CHARACTERS = "市委书记张三到柳溪村会议，。𠮷"
PAIRS = ("书记", "市委", "张三", "柳溪", "溪村", "。𠮷", "会议")
Floats = npt.NDArray[np.float32]


def student_arrays(
    seed: int = 0,
    *,
    width: int = 6,
    dilations: Sequence[int] = (1, 2, 3),
    characters: str = CHARACTERS,
    pairs: Sequence[str] = PAIRS,
) -> dict[str, Any]:
    """Random weights under the names, types and shapes of a student's file; row 0 is for what training never saw."""
    random = np.random.default_rng(seed)

    def draw(*shape: int) -> npt.NDArray[np.float16]:
        return random.normal(size=shape).astype(np.float16)

    keys = sorted(ord(pair[0]) << 21 | ord(pair[1]) for pair in pairs)
    arrays: dict[str, Any] = {
        "code_points": np.array([ord(character) for character in characters], np.uint32),
        "pair_keys": np.array(keys, np.uint64),
        "features": draw(sum(SIZES.values()), width),
        "feature_sizes": np.array([*SIZES.values()], np.int64),
        "gain": draw(width),
        "shift": draw(width),
        "dilations": np.array(dilations, np.int64),
        "head": draw(width, tag_count(LABELS)),
        "head_bias": draw(tag_count(LABELS)),
    }
    for name, rows in (("character", len(characters) + 1), ("pair", len(pairs) + 1)):
        arrays[f"{name}s"] = random.integers(-127, 128, (rows, width)).astype(np.int8)
        arrays[f"{name}_scales"] = random.uniform(0.002, 0.02, (rows, 1)).astype(np.float16)
    for number in range(len(dilations)):
        arrays[f"block{number}.weights"] = draw(3, width, width)
        for name in ("bias", "gain", "shift"):
            arrays[f"block{number}.{name}"] = draw(width)
    return arrays


def array_file(arrays: Mapping[str, Any]) -> bytes:
    """The arrays as the bytes of an .npz file."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def model_files(arrays: bytes, others: Mapping[str, bytes] | None = None, /, **meta: Any) -> dict[str, bytes]:
    """A model's files by name, described by hashes that fit; ``meta`` replaces what the description says."""
    contents = {WEIGHTS: arrays, **(others or {})}
    description = {
        "name": "sm",
        "labels": LABELS,
        "features": SIZES,
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()},
        "weights": {"test": 1.5},
        **meta,
    }
    return {**contents, META: format_meta(description).encode()}


def write_files(folder: Path, contents: Mapping[str, bytes]) -> Path:
    """Write files into a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return folder


def told(length: int, spans: Mapping[tuple[int, int, str], float], labels: Sequence[str] = LABELS) -> Floats:
    """Probabilities of tags where each span's characters have theirs with that probability; *shape* (length, tags).

    All else is "outside" with 0.99.
    """
    tags = tag_count(labels)
    chances = np.full((length, tags), 0.01 / (tags - 1), np.float32)
    chances[:, 0] = 0.99
    for span, sureness in spans.items():
        marks = encode(length, [span], labels)
        for at in range(span[0], span[1]):
            chances[at] = (1 - sureness) / (tags - 1)
            chances[at, marks[at]] = sureness
    return chances


def seen(length: int, spans: Mapping[tuple[int, int, str], float]) -> TagProbabilities:
    """What a model says that sees these spans, each tag with that probability."""
    return TagProbabilities(np.log(told(length, spans)), LABELS)


class Marker:
    """A scorer that knows some words: wherever one stands, its tags have the given probability."""

    def __init__(self, words: Mapping[str, tuple[str, float]]) -> None:
        self.words = words
        self.batches: list[int] = []

    def scores(self, texts: Sequence[Text]) -> Iterator[Floats]:
        self.batches.append(len(texts))
        for text, columns in texts:
            assert len(columns) == len(text)
            found = {
                (at, at + len(word), label): sureness
                for word, (label, sureness) in self.words.items()
                for at in range(len(text))
                if text.startswith(word, at)
            }
            yield np.log(told(len(text), found))


def marking_model(words: Mapping[str, tuple[str, float]], weights: Mapping[str, float]) -> Model:
    """A model around a `Marker`."""
    return Model("sm", LABELS, Marker(words), weights, {})
