"""Records as pandas data frames (``pip install partyie[frames]``)."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from partyie.errors import PartyieError
from partyie.formats.rows import columns, rows
from partyie.records import Extraction

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # pandas-stubs is not among our tools


class MissingLibraryError(PartyieError, ImportError):
    """An optional library isn't installed; the message says how to get it."""


def to_frame(extractions: Extraction | Iterable[Extraction], family: str) -> pandas.DataFrame:
    """One family of records as a data frame, one row a record, in text order.

    Cells keep their Python types: tuples of ids, Decimals, datetimes, None. Beside each column of ids stands one of
    names (``person``, ``person_name``), and the first column names the document.

    Args:
        extractions: One, or several whose rows follow one another.
        family: ``mentions``, ``persons``, ``organisations``, ``places``, ``posts``, ``tenures``, ``dates``,
            ``quantities``, ``links``, ``repairs`` or ``documents``.

    Raises:
        InputError: There is no such family.
        MissingLibraryError: pandas isn't installed.
    """
    several = [extractions] if isinstance(extractions, Extraction) else extractions
    names = columns(family)
    data = [list(row.values()) for extraction in several for row in rows(extraction, family)]
    try:
        library = import_module("pandas")
    except ImportError as error:
        raise MissingLibraryError("data frames need pandas: pip install 'partyie[frames]'") from error
    # dtype=object: pandas would turn None into NaN, and integers beside it into floats
    frame: pandas.DataFrame = library.DataFrame(data, columns=names, dtype=object)
    for name in names:
        if len(frame) and all(type(value) is int for value in frame[name]):
            frame[name] = frame[name].astype("int64")
    return frame
