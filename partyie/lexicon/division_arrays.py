"""The division table as arrays: a number for each name and each row, and which rows have which name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from partyie.lexicon.arrays import Arrays
from partyie.lexicon.packing import joined, packed
from partyie.lexicon.table import read_columns

TABLE = "divisions.tsv.gz"
COLUMNS = ("code", "name", "short", "middle", "level", "parent", "status")
LEVELS = ("province", "prefecture", "county", "township")
CURRENT = "current"

Integers = npt.NDArray[np.int32]


def division_arrays() -> Arrays:
    """The table that partyie ships, see :func:`draw_arrays`."""
    return packed(TABLE, draw_arrays)


def draw_arrays() -> Arrays:
    """Draw the arrays from the table.

    Returns:
        ``forms``: every name, full, middle or short, in UTF-8 with line ends between them. For each row ``codes`` (0
        where it has none), ``names`` and ``shorts`` (numbers of forms), ``parents`` (a row above it, or -1), ``levels``
        (places in `LEVELS`) and ``current``. ``coded``: rows of current divisions by rising code. ``full_rows``: the
        rows with each full or middle name, one form after another, where the form numbered ``n`` has those from
        ``full_starts[n]`` to ``full_starts[n + 1]``; ``short_rows`` likewise.
    """
    codes, names, shorts, middles, levels, parents, statuses = read_columns(TABLE, COLUMNS)
    full: defaultdict[str, list[int]] = defaultdict(list)
    short: defaultdict[str, list[int]] = defaultdict(list)
    by_code: dict[str, int] = {}
    parent_rows: list[int] = []
    for row, (name, middle, abbreviation) in enumerate(zip(names, middles, shorts, strict=True)):
        parent_rows.append(by_code.get(parents[row], -1))
        if statuses[row] == CURRENT:
            by_code.setdefault(codes[row] or name, row)
        full[name].append(row)
        if middle:
            full[middle].append(row)
        if abbreviation != name:
            short[abbreviation].append(row)
    numbers = {form: number for number, form in enumerate(dict.fromkeys((*full, *short)))}
    full_starts, full_rows = _rows_by_form(full, numbers)
    short_starts, short_rows = _rows_by_form(short, numbers)
    return {
        "forms": joined(numbers),
        "codes": np.array([int(code or 0) for code in codes], np.int32),
        "names": np.array([numbers[name] for name in names], np.int32),
        "shorts": np.array([numbers[name] for name in shorts], np.int32),
        "parents": np.array(parent_rows, np.int32),
        "levels": np.array([LEVELS.index(level) for level in levels], np.uint8),
        "current": np.array([status == CURRENT for status in statuses], np.bool_),
        "coded": np.array([by_code[code] for code in sorted(filter(str.isdigit, by_code), key=int)], np.int32),
        "full_starts": full_starts,
        "full_rows": full_rows,
        "short_starts": short_starts,
        "short_rows": short_rows,
    }


def _rows_by_form(rows: Mapping[str, Sequence[int]], numbers: Mapping[str, int]) -> tuple[Integers, Integers]:
    """Where the rows of each form begin, and those rows."""
    counts = [len(rows.get(form, ())) for form in numbers]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return starts, np.array([row for form in numbers for row in rows.get(form, ())], np.int32)
