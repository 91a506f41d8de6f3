"""The SHA-256 of a model's files, in the file that ``sha256sum --check`` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

SUMS = "SHA256SUMS"
SUMMED = {".msgpack", ".npy", ".npz"}


def write_sums(folder: Path) -> None:
    """Write what the model's files in ``folder`` are."""
    files = sorted(path for path in folder.iterdir() if path.suffix in SUMMED)
    (folder / SUMS).write_text("".join(f"{_digest(path)}  {path.name}\n" for path in files), encoding="utf-8")


def check_sums(folder: Path, names: Iterable[str]) -> None:
    """That these files are those that were written.

    Raises:
        OSError: One of them, or the file of checksums, can't be read.
        ValueError: One is another file, or its checksum isn't known.
    """
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    stated = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in names:
        if stated.get(name) != _digest(folder / name):
            raise ValueError(f"{name} isn't the file that {SUMS} was written for")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
