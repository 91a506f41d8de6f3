"""What an output of ``extract`` is: checked before anything is read, written as results come, perhaps gone on with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import typer

from partyie.records import Failure

if TYPE_CHECKING:
    from partyie.cli.interruption import Interruption
    from partyie.cli.resumption import Kept
    from partyie.pipeline.stream import Job


class WritingError(Exception):
    """The output can't be written any more: the disk is full, or who reads standard output has left."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Ledger:
    """How many results have been written. A step that has begun is finished before an interruption is heard."""

    def __init__(self, interruption: Interruption) -> None:
        self.interruption = interruption
        self.done = 0

    @contextmanager
    def step(self) -> Iterator[None]:
        """Write something.

        Raises:
            WritingError: It can't be written.
        """
        with self.interruption.held_back():
            try:
                yield
            except OSError as error:
                raise WritingError(error) from error

    @contextmanager
    def result(self) -> Iterator[None]:
        """Write one result."""
        with self.step():
            yield
            self.done += 1


class Output(ABC):
    """Where results go, and in which format.

    Attributes:
        path: A file or a folder, as the format demands; null for standard output.
        takes_lines: Whether results come as they are written in JSON Lines, else as records.
        at_once: Whether nothing is there before all is written. What is there stays till then.
        finished: Whether all is written.
    """

    takes_lines: ClassVar[bool] = False
    at_once: bool = False

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.finished = False

    @abstractmethod
    def check(self, given: str | None, inputs: Iterable[str]) -> None:
        """See before anything is read whether it can be written.

        Args:
            given: The path as it was given.

        Raises:
            BadParameter: It can't; the message says how to name it.
            InputError: What is there may not be overwritten.
            MissingLibraryError: The library that writes it isn't installed.
        """

    @abstractmethod
    def write(self, results: Iterable[Any], ledger: Ledger) -> None:
        """Write the results as they come.

        Raises:
            BadParameter: It can't be opened.
            WritingError: It can't be written any more.
        """

    @property
    def can_resume(self) -> bool:
        """Whether an interrupted run can be gone on with."""
        return False

    def resume(self, files: Sequence[str | Failure], job: Job) -> Kept:
        """What is there already and will be gone on with.

        Raises:
            InputError: It isn't what a run over these inputs would have begun.
        """
        raise NotImplementedError

    @contextmanager
    def opening(self) -> Iterator[None]:
        """An output that can't be opened is bad usage; one that can't be written any more is not."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            raise typer.BadParameter(f"can't write {self.path}: {reason}", param_hint="'-o'") from error
