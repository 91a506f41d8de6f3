"""Arrays from an ``.npz`` archive: never a pickle, never more than the archive says that it holds, within a bound."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from math import prod
from typing import IO, Any
from zipfile import ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]

MOST = 1 << 30  # bytes of all arrays of an archive; those that are shipped take 40 MB at most
_HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}


def read_arrays(file: IO[bytes], most: int = MOST) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an archive.

    What an archive claims is looked at before memory is taken: a few kilobytes can claim to hold terabytes.

    Args:
        most: Bytes that all arrays may take together.

    Raises:
        ValueError: It is damaged, holds what is no array of numbers, or claims more than ``most``.
    """
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            claimed = sum(entry.file_size for entry in entries)
            if claimed > most:
                raise ValueError(f"its arrays would take {claimed:,} bytes, more than the {most:,} that are read")
            return {entry.filename.removesuffix(".npy"): _array(archive, entry) for entry in entries}
    except Exception as error:  # zipfile, zlib and NumPy raise some ten kinds over damaged bytes
        raise ValueError(str(error) or type(error).__name__) from error


def _array(archive: ZipFile, entry: ZipInfo) -> npt.NDArray[Any]:
    with archive.open(entry) as stream:
        version = np.lib.format.read_magic(stream)
        if version not in _HEADERS:
            raise ValueError(f"{entry.filename} is in version {version} of NumPy's format")
        shape, _, dtype = _HEADERS[version](stream)
        if dtype.hasobject:
            raise ValueError(f"{entry.filename} holds objects: Object arrays cannot be loaded when allow_pickle=False")
        held = entry.file_size - stream.tell()
        if prod(shape) * dtype.itemsize != held:
            raise ValueError(f"{entry.filename} claims the shape {shape} of {dtype}, and holds {held:,} bytes")
    with archive.open(entry) as stream:
        array: npt.NDArray[Any] = np.lib.format.read_array(stream, allow_pickle=False)
        return array


def arrays_digest(arrays: Arrays) -> npt.NDArray[np.uint8]:
    """SHA-256 of the arrays with their names, types and shapes, in any order: 32 bytes."""
    digest = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(np.ascontiguousarray(array).data)
    return np.frombuffer(digest.digest(), np.uint8)
