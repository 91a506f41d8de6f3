"""A learnt model read from its folder, whichever size it has."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Protocol

from partyie.errors import ModelError
from partyie.lexicon.arrays import read_arrays
from partyie.ner.features import SIZES, Columns
from partyie.ner.network import Floats, network_from
from partyie.ner.spans import TagProbabilities, log_probabilities

SMALL, LARGE = "sm", "lg"
META, WEIGHTS = "meta.json", "weights.npz"
SEAL = "seal"  # key of the description: the digest of all else in it
ENTRY_POINTS = "partyie_models"  # a package that holds a model names its folder under this group

Text = tuple[str, Columns]


class Scorer(Protocol):
    """Computes scores of tags."""

    def scores(self, texts: Sequence[Text]) -> Iterator[Floats]:
        """For each text its scores, not normalised, *shape* (len(text), tags)."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A learnt model of names.

    Attributes:
        name: ``sm`` or ``lg``.
        labels: What it marks, in the order of its tags.
        scorer: Its network.
        weights: How much each sign counts when candidates are weighed, see `partyie.components.evidence`.
        files: Its files by name, as read: what `write_model` writes.
    """

    name: str
    labels: tuple[str, ...]
    scorer: Scorer
    weights: Mapping[str, float]
    files: Mapping[str, bytes]

    def read(self, texts: Sequence[Text]) -> Iterator[TagProbabilities]:
        """What the model says of each text, in order."""
        for scores in self.scorer.scores(texts):
            yield TagProbabilities(log_probabilities(scores), self.labels)


class _Small:
    """The small model's network reads one text at a time: it is as fast alone as in a batch."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._network = network_from(arrays)

    def scores(self, texts: Sequence[Text]) -> Iterator[Floats]:
        for text, columns in texts:
            yield self._network.scores(text, columns)


def find_model(name: str) -> Model:
    """The model of that size, read once a process.

    Raises:
        ModelError: No such model, not installed, or damaged.
    """
    return _found(model_folder(name))


@lru_cache(maxsize=4)
def _found(folder: Path) -> Model:
    return read_model(folder)


def model_folder(name: str) -> Path:
    """Where the model of that size lies.

    Raises:
        ModelError: No such model, or not installed.
    """
    if name == SMALL:
        with as_file(files("partyie.models.ner") / SMALL) as folder:
            return Path(folder)
    found = next(iter(entry_points(group=ENTRY_POINTS, name=name)), None)
    if found is not None:
        return Path(found.load())
    if name == LARGE:
        raise ModelError(
            "the large model 'lg' is a package of its own, which isn't installed: "
            "pip install models/lg in partyie's source tree; 'sm' comes with partyie"
        )
    raise ModelError(f"there is no model {name!r}: the choices are {SMALL!r} and {LARGE!r}")


def read_model(folder: Path) -> Model:
    """Read a model; never a pickle.

    Raises:
        ModelError: A file is missing, damaged, or of another version of the features.
    """
    try:
        contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES}
    except OSError as error:
        raise ModelError(f"no learnt model can be read from {folder}: {error}; {_ANEW}") from error
    return unpack_model(contents, str(folder))


def unpack_model(contents: Mapping[str, bytes], source: str) -> Model:
    """The model in the files of ``source``.

    Raises:
        ModelError: As :func:`read_model`; the message names the source.
    """
    try:
        return model_from(contents)
    except _DAMAGE as error:
        raise ModelError(f"no learnt model can be read from {source}: {error}; {_ANEW}") from error


_SUFFIXES = {".json", ".npz", ".onnx"}
_DAMAGE = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
_ANEW = "get it anew: pip install --force-reinstall what it came with (partyie, partyie-lg), or save the pipeline again"


def model_from(contents: Mapping[str, bytes]) -> Model:
    """The model in a folder's files.

    Raises:
        KeyError, TypeError, ValueError: They aren't those of a model.
    """
    meta = json.loads(contents[META])
    if meta[SEAL] != _seal(meta):
        raise ValueError(f"{META} isn't as it was written")
    contents = {name: contents[name] for name in (META, *meta["sha256"])}  # nothing that isn't accounted for
    for name, digest in meta["sha256"].items():
        if hashlib.sha256(contents[name]).hexdigest() != digest:
            raise ValueError(f"{name} isn't the file that {META} was written for")
    if meta["features"] != SIZES:
        raise ValueError("it was trained on other features than this version of partyie computes")
    arrays = load_arrays(contents[WEIGHTS])
    if "model.onnx" in contents:
        from partyie.ner.transformer import Transformer

        scorer: Scorer = Transformer(arrays, contents["model.onnx"])
    else:
        scorer = _Small(arrays)
    return Model(meta["name"], tuple(meta["labels"]), scorer, meta["weights"], dict(contents))


def load_arrays(data: bytes) -> dict[str, Any]:
    """The arrays of an .npz file."""
    from io import BytesIO

    return read_arrays(BytesIO(data))


def format_meta(meta: Mapping[str, Any]) -> str:
    """A description of a model as its ``meta.json``, sealed: with the digest of all else that it says."""
    return json.dumps({**meta, SEAL: _seal(meta)}, ensure_ascii=False, indent=1) + "\n"


def _seal(meta: Mapping[str, Any]) -> str:
    told = {name: value for name, value in meta.items() if name != SEAL}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def write_model(model: Model, folder: Path) -> None:
    """Write a model's files as they were read."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in model.files.items():
        (folder / name).write_bytes(data)
