"""Large tables as arrays in files beside them, which load in milliseconds.

The table remains what people read and change. A packed file says which bytes of its table it was drawn from: once the
table is another, the arrays are drawn from it anew in each process, until ``scripts/pack_tables.py`` has written them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from partyie.lexicon.table import DATA

Arrays = Mapping[str, npt.NDArray[Any]]

_MARK = "mark"


def packed(table: str, draw: Callable[[], Arrays]) -> Arrays:
    """What ``draw`` makes of a table, read from the table's packed file as long as that is not outdated."""
    with suppress(OSError, ValueError, KeyError, BadZipFile):  # not there, or damaged: the table is there
        arrays = _read(DATA / packed_name(table))
        if arrays.pop(_MARK) == _mark(table):
            return arrays
    return draw()


def is_current(table: str) -> bool:
    """Whether a table's packed file is there, whole, and drawn from the table as it is."""
    with suppress(OSError, ValueError, KeyError, BadZipFile, zlib.error):
        arrays = _read(DATA / packed_name(table))
        return bool(arrays[_MARK] == _mark(table))
    return False


def _read(path: Traversable) -> dict[str, npt.NDArray[Any]]:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def write_packed(table: str, draw: Callable[[], Arrays], folder: Path) -> None:
    """Write the packed file of a table into ``folder``."""
    np.savez_compressed(folder / packed_name(table), allow_pickle=False, **{_MARK: _mark(table)}, **draw())


def packed_name(table: str) -> str:
    """The packed file of a table: ``divisions.npz`` of ``divisions.tsv.gz``."""
    return table.partition(".")[0] + ".npz"


def _mark(table: str) -> npt.NDArray[np.uint32]:
    return np.array(zlib.crc32((DATA / table).read_bytes()), np.uint32)


def joined(strings: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Strings without line ends as one array: their UTF-8 with line ends between them."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), np.uint8)


def strings(array: npt.NDArray[np.uint8]) -> list[str]:
    """The strings that :func:`joined` took."""
    return array.tobytes().decode("utf-8").split("\n")
