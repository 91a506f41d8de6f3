"""How far a stream has come: counted, told to a callable, or shown as a bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar

from partyie.pipeline.stream import Line
from partyie.records import Extraction, Failure

T = TypeVar("T", Extraction | Failure, Line)

REFRESH = 0.1  # seconds between two pictures of the bar


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stream has come.

    Attributes:
        done: Texts whose result is there, failures among them.
        failed: How many of them failed.
        characters: Code points of the texts that were read.
        seconds: Since the stream began.
        total: How many texts there are, or null where that isn't known before the end.
    """

    done: int
    failed: int
    characters: int
    seconds: float
    total: int | None = None

    @property
    def rate(self) -> float:
        """Code points a second."""
        return self.characters / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds still to go at the rate so far, counted in texts; null where it can't be told."""
        if self.total is None or not self.done:
            return None
        return max(self.total - self.done, 0) * self.seconds / self.done


Report = Callable[[Progress], object]


def counted(results: Iterable[T], report: Report, total: int | None = None) -> Iterator[T]:
    """The same results; ``report`` is told after each one."""
    start = monotonic()
    failed = characters = 0
    with _closing(results):  # where ``report`` raises, too
        for done, result in enumerate(results, 1):
            if failure_of(result) is None:
                characters += result.length  # type: ignore[union-attr]  # a Failure has none, but this is none
            else:
                failed += 1
            report(Progress(done, failed, characters, monotonic() - start, total))
            yield result


def _closing(results: object) -> AbstractContextManager[object]:
    """Ends a stream, with its processes, when it is left; anything else needs no end."""
    return closing(results) if isinstance(results, Generator) else nullcontext()


def shown(results: Iterable[T], total: int | None = None) -> Iterator[T]:
    """The same results, with a bar on standard error (a terminal's) or in the notebook, gone at the end."""
    with progress_bar(total) as bar:
        yield from counted(results, bar.update, total)


def failure_of(result: Extraction | Failure | Line) -> Failure | None:
    """The Failure that a result is, if it is one."""
    if isinstance(result, Line):
        return result.failure
    return result if isinstance(result, Failure) else None


def count_of(texts: Iterable[object]) -> int | None:
    """How many there are, where that can be told without taking them."""
    return len(texts) if isinstance(texts, Sized) else None


def progress_bar(total: int | None) -> Bar | NoBar | NotebookBar:
    """What shows progress where this program runs: a terminal, a notebook, or neither."""
    return NotebookBar() if _in_notebook() else terminal_bar(total)


def terminal_bar(total: int | None, *, kept: int = 0, summary: bool = False) -> Bar | NoBar:
    """A bar on standard error where that is a terminal.

    Args:
        total: How many texts are still to be read, where that is known.
        kept: How many results an earlier run has left: the bar begins there.
        summary: Whether a line says at the end what has been read.
    """
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    return Bar(total, kept=kept, summary=summary) if is_terminal else NoBar()


def _in_notebook() -> bool:
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return type(shell).__name__ == "ZMQInteractiveShell" or "google.colab" in type(shell).__module__


def describe(progress: Progress) -> str:
    """Failures, rate and time left in words.

    >>> describe(Progress(done=30, failed=1, characters=45_000, seconds=3.0, total=90))
    '1 failed, 15,000 characters/s, 0:00:06 left'
    """
    words = [f"{progress.failed:,} failed"] if progress.failed else []
    words.append(f"{progress.rate:,.0f} characters/s")
    if progress.left is not None:
        words.append(f"{timedelta(seconds=round(progress.left))} left")
    return ", ".join(words)


def summarise(progress: Progress, kept: int = 0) -> str:
    """What has been read, in a line.

    >>> summarise(Progress(done=1000, failed=3, characters=4_200_000, seconds=281.3), kept=200)
    'partyie: 1,000 texts (200 more were there), 3 failed, 4,200,000 characters, 0:04:41, 14,931 characters/s'
    """
    words = [f"{progress.done:,} text{'s' * (progress.done != 1)}" + (f" ({kept:,} more were there)" if kept else "")]
    words += [f"{progress.failed:,} failed"] if progress.failed else []
    words += [f"{progress.characters:,} characters", str(timedelta(seconds=round(progress.seconds)))]
    return f"partyie: {', '.join(words)}, {progress.rate:,.0f} characters/s"


class NoBar:
    """Shows nothing: standard error is a file or a log."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        pass

    def say(self, line: str) -> None:
        """Print a line."""
        print(line, file=sys.stderr)

    def update(self, progress: Progress) -> None:
        """Nothing to do."""


class Bar:
    """A bar on a terminal, gone at the end; ``say`` prints a line above it.

    Args:
        total: How many texts are still to be read, where that is known.
        kept: How many were read before: the bar begins there.
        summary: Whether a line says at the end what has been read.
    """

    def __init__(self, total: int | None, *, kept: int = 0, summary: bool = False) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Display

        self.console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
        # refreshed here, not by its thread: a process that forks workers should have one thread
        self.display = Display(*columns, console=self.console, auto_refresh=False, transient=True)
        self.task = self.display.add_task("", total=None if total is None else kept + total, completed=kept)
        self.refreshed = 0.0
        self.kept, self.summary = kept, summary
        self.last = Progress(0, 0, 0, 0.0)

    def __enter__(self) -> Self:
        self.display.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        self.display.stop()
        if self.summary and kind is None and self.last.done:
            self.say(summarise(self.last, self.kept))

    def say(self, line: str) -> None:
        """Print a line of its own."""
        self.console.print(line)

    def update(self, progress: Progress) -> None:
        """Show how far it has come, unless that was done a moment ago."""
        self.last = progress
        if monotonic() - self.refreshed > REFRESH:
            self.display.update(
                self.task, completed=self.kept + progress.done, description=describe(progress), refresh=True
            )
            self.refreshed = monotonic()


class NotebookBar:
    """A line in a notebook's output, written over as the stream goes on (rich's own bar needs ipywidgets there)."""

    def __init__(self) -> None:
        self.handle: Any = None
        self.refreshed = 0.0

    def __enter__(self) -> Self:
        display: Any = import_module("IPython.display")
        self.handle = display.DisplayHandle()
        self.handle.display({"text/plain": "reading"}, raw=True)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.handle.update({"text/plain": ""}, raw=True)

    def update(self, progress: Progress) -> None:
        """Show how far it has come, unless that was done a moment ago."""
        if monotonic() - self.refreshed > REFRESH:
            of = f" of {progress.total:,}" if progress.total is not None else ""
            line = f"{progress.done:,}{of} texts, {describe(progress)}"
            self.handle.update({"text/plain": line}, raw=True)
            self.refreshed = monotonic()
