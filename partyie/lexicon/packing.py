"""Large tables as arrays in files beside them, which load in milliseconds.

The table remains what people read and change. A packed file says which bytes of its table it was drawn from, and what
the arrays in it are, each by SHA-256. Where the table is another or the file is damaged, the arrays are drawn from the
table anew in each process, until ``scripts/pack_tables.py`` has written them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from partyie.lexicon.arrays import Arrays, arrays_digest, read_arrays
from partyie.lexicon.table import DATA

_MARK, _DIGEST = "mark", "digest"  # SHA-256 of the table, and of the arrays drawn from it


def packed(table: str, draw: Callable[[], Arrays]) -> Arrays:
    """What ``draw`` makes of a table, read from the table's packed file as long as that is whole and not outdated."""
    arrays = _current(table)
    return draw() if arrays is None else arrays


def is_current(table: str) -> bool:
    """Whether a table's packed file is there, whole, and drawn from the table as it is."""
    return _current(table) is not None


def _current(table: str) -> Arrays | None:
    try:
        with (DATA / packed_name(table)).open("rb") as file:
            arrays = read_arrays(file)
        mark, digest = arrays.pop(_MARK), arrays.pop(_DIGEST)
    except (OSError, ValueError, KeyError):  # not there, or damaged: the table is there
        return None
    whole = np.array_equal(digest, arrays_digest(arrays)) and np.array_equal(mark, _mark(table))
    return arrays if whole else None


def write_packed(table: str, draw: Callable[[], Arrays], folder: Path) -> None:
    """Write the packed file of a table into ``folder``."""
    arrays = draw()
    seals = {_MARK: _mark(table), _DIGEST: arrays_digest(arrays)}
    np.savez_compressed(folder / packed_name(table), allow_pickle=False, **seals, **arrays)


def packed_name(table: str) -> str:
    """The packed file of a table: ``divisions.npz`` of ``divisions.tsv.gz``."""
    return table.partition(".")[0] + ".npz"


def _mark(table: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(hashlib.sha256((DATA / table).read_bytes()).digest(), np.uint8)


def joined(strings: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Strings without line ends as one array: their UTF-8 with line ends between them."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), np.uint8)


def strings(array: npt.NDArray[np.uint8]) -> list[str]:
    """The strings that :func:`joined` took."""
    return array.tobytes().decode("utf-8").split("\n")
