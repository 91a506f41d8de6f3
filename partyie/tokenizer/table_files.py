"""The tables of a segmentation model, ready for use in files beside it.

To draw them from the names of its features takes a fifth of a second and four times their memory. So they are written
once: ``tables.npz`` holds numbers, and ``tables.npy`` all weights below one another, which aren't read but mapped into
memory, where processes share them and what no text needs is never loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

from partyie.lexicon.arrays import read_arrays
from partyie.tokenizer.checksums import check_sums, write_sums
from partyie.tokenizer.features import CHARACTER_PLACES, TAGS, Continuations, FeatureTables, Weights

NUMBERS, WEIGHTS = "tables.npz", "tables.npy"


def weights_mark(folder: Path) -> npt.NDArray[np.uint32]:
    """What tells the model's ``weights.npz`` from another: the checksums that the archive holds of its arrays."""
    with ZipFile(folder / "weights.npz") as archive:
        return np.array([entry.CRC for entry in archive.infolist()], np.uint32)


def write_tables(tables: FeatureTables, folder: Path) -> None:
    """Write the tables beside the ``weights.npz`` that they were drawn from, and the checksums of the whole model."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "mark": weights_mark(folder),
        "code_points": np.flatnonzero(tables.numbers).astype(np.uint32),
        "numbers": tables.numbers[tables.numbers > 0],
        "bias": tables.bias,
        "transitions": tables.transitions,
    }
    for length, level in enumerate(tables.levels, 2):
        arrays |= {f"keys{length}": level.keys, f"places{length}": np.array(level.places, np.int8)}
        arrays[f"goes_on{length}"] = level.goes_on
    blocks = [tables.characters, *(level.weights for level in tables.levels)]
    (folder / NUMBERS).unlink(missing_ok=True)  # it holds the mark: written last, so that half a writing isn't taken
    np.save(folder / WEIGHTS, np.concatenate([block.reshape(-1, len(TAGS)) for block in blocks]), allow_pickle=False)
    np.savez(folder / NUMBERS, allow_pickle=False, **arrays)
    write_sums(folder)


def read_tables(folder: Path) -> FeatureTables | None:
    """What :func:`write_tables` wrote; None where there is nothing, or where it was drawn from other weights.

    Raises:
        OSError, ValueError, KeyError, BadZipFile: A file is damaged, or isn't the one that was written.
    """
    if not ((folder / NUMBERS).is_file() and (folder / WEIGHTS).is_file()):
        return None
    check_sums(folder, (NUMBERS, WEIGHTS))
    with (folder / NUMBERS).open("rb") as file:
        found = read_arrays(file)
    if not np.array_equal(found["mark"], weights_mark(folder)):
        return None
    numbers = np.zeros(0x110000, np.uint16)
    numbers[found["code_points"]] = found["numbers"]
    lengths = [int(name.removeprefix("keys")) for name in found if name.startswith("keys")]
    places = {length: tuple(found[f"places{length}"].tolist()) for length in lengths}
    shapes = [(int(numbers.max()) + 1, len(CHARACTER_PLACES))]
    shapes += [(len(found[f"keys{length}"]), len(places[length])) for length in lengths]
    characters, *weights = _blocks(np.asarray(np.lib.format.open_memmap(folder / WEIGHTS, mode="r")), shapes)
    levels = (
        Continuations(found[f"keys{length}"], own, places[length], found[f"goes_on{length}"])
        for length, own in zip(lengths, weights, strict=True)
    )
    return FeatureTables(numbers, found["bias"], characters, tuple(levels), found["transitions"])


def _blocks(weights: Weights, shapes: Sequence[tuple[int, int]]) -> list[Weights]:
    """The weights cut into blocks of these many keys and places."""
    ends = list(accumulate(keys * places for keys, places in shapes))
    if weights.shape != (ends[-1], len(TAGS)):
        raise ValueError(f"{WEIGHTS} has weights of shape {weights.shape}, {NUMBERS} speaks of {ends[-1]} rows")
    return [block.reshape(*shape, len(TAGS)) for block, shape in zip(np.split(weights, ends[:-1]), shapes, strict=True)]
