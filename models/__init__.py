"""What is trained and shipped: one folder a model, each with its training code and a model card."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from partyie.errors import ModelError


def segmenter_path() -> Path:
    """The folder of the segmentation model: ``features.msgpack`` and ``weights.npz``, as spacy-pkuseg reads them.

    Raises:
        ModelError: The folder lacks one of the two files, as in an installation without package data.
    """
    folder = Path(str(files("partyie.models") / "segmenter"))
    for name in ("features.msgpack", "weights.npz"):
        if not (folder / name).is_file():
            raise ModelError(f"{folder / name} is missing: install partyie again, or train with `nox -s train`")
    return folder
