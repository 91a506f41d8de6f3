"""Samples in one file, so that cleaning and segmenting are done once; never a pickle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from partyie.models.ner.corpus import Sample
from partyie.ner.features import SIZES


def save_samples(path: Path, samples: Sequence[Sample]) -> None:
    """Write samples to ``path`` (.npz)."""
    rows = [{"text": s.text, "spans": s.spans, "standard": s.standard, "name": s.name} for s in samples]
    data = json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")
    features = np.concatenate([np.zeros((0, len(SIZES)), np.uint8), *(sample.features for sample in samples)])
    partial = path.with_name(f"partial-{path.name}")
    np.savez_compressed(partial, rows=np.frombuffer(data, np.uint8), features=features)
    partial.replace(path)


def load_samples(path: Path) -> list[Sample]:
    """Read what :func:`save_samples` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        rows = json.loads(arrays["rows"].tobytes().decode("utf-8", "surrogatepass"))
        features = arrays["features"]
    samples, at = [], 0
    for row in rows:
        end = at + len(row["text"])
        spans = tuple((start, stop, label) for start, stop, label in row["spans"])
        samples.append(Sample(row["text"], features[at:end], spans, row["standard"], row["name"]))
        at = end
    return samples
