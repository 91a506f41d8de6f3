"""What the writers of tables share: one document at a time, and all of it or nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Self

from partyie.formats.rows import InputRows, RunRows
from partyie.records import Extraction, Failure

Item = Extraction | Failure


class TableWriter(ABC):
    """Tables that are being written: entered, given each input, finished. Left without `finish`, they are given up."""

    def __init__(self) -> None:
        self.run = RunRows()

    def write(self, item: Item) -> None:
        """Write the rows of one input.

        Raises:
            OSError: They can't be written.
        """
        self.put(self.run.of(item))

    @abstractmethod
    def put(self, rows: InputRows) -> None:
        """Take the rows of one input."""

    @abstractmethod
    def finish(self) -> None:
        """Write what is held back, and put the tables in their place."""

    @abstractmethod
    def close(self) -> None:
        """End, after :meth:`finish` or instead of it; what isn't finished is given up."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def write_tables(items: Iterable[Item], writer: TableWriter) -> None:
    """Write all items and finish."""
    with writer:
        for item in items:
            writer.write(item)
        writer.finish()
