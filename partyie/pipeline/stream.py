"""Many texts, in order, in one process or several; a text that fails becomes a Failure in its place."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from partyie.errors import InputError, TooLongError
from partyie.formats.jsonl import format_line, line_parts
from partyie.pipeline.limits import Limits, within
from partyie.pipeline.reader import Recipe, reader_for
from partyie.pipeline.worker_process import ended_after, last_second
from partyie.pipeline.workers import Task, WorkerDiedError, Workers
from partyie.records import Extraction, Failure, FailureReason, TooLong
from partyie.records.packed import PackedExtraction

Text = str | tuple[str | None, str] | Failure
OnError = Literal["record", "raise"]
Batch = list[Any]
R = TypeVar("R")

BATCH_SIZE = 64  # most texts sent to a process at once
BATCH_CHARACTERS = 50_000  # a batch is closed at this size, however few its texts: some seconds of work
BATCHES_AHEAD = 2  # batches under way for each process: enough to keep it busy, few enough for flat memory
DEATHS = 3  # of its process after which a text is given up: it may have been others' doing


@dataclass(frozen=True, slots=True)
class Line:
    """A result as it is written: what a worker sends, as it costs far less than sending the records.

    Attributes:
        data: One line of JSON in UTF-8, newline at the end; for a long text what it is written from.
        length: Code points of the text; 0 where it failed.
        failure: The result, where it is a Failure.
    """

    data: bytes | PackedExtraction
    length: int
    failure: Failure | None = None

    def parts(self) -> Iterator[bytes]:
        """The line, in parts of moderate size."""
        return line_parts(self.data) if isinstance(self.data, PackedExtraction) else iter((self.data,))

    @property
    def json(self) -> bytes:
        """The line in one piece."""
        return b"".join(self.parts())

    def extraction(self, text: Any) -> Extraction:
        """The Extraction that the line states, of this text."""
        if isinstance(self.data, PackedExtraction):
            return self.data.unpack(text)
        try:
            return Extraction.model_validate_json(self.data).with_text(text)
        except ValidationError:  # it refuses the escaped lone surrogates that a source may hold
            return Extraction.model_validate(json.loads(self.data)).with_text(text)


Waiting = deque[tuple[Batch, Task[list[Line]]]]


@dataclass(frozen=True, slots=True)
class Job:
    """How each text is to be read; sent to every process."""

    recipe: Recipe
    reference_date: date | None = None
    on_error: OnError = "record"
    limits: Limits = field(default_factory=Limits)

    def read(self, item: Any) -> Extraction | Failure:
        """Read one text (or hand on a Failure); with ``on_error="record"`` no exception comes out."""
        return self._read(item, reader_for(self.recipe).read)

    def read_line(self, item: Any) -> Line:
        """The same, written; a long text's records stay packed."""
        try:
            return _line(self._read(item, reader_for(self.recipe).read_packed))
        except Exception as error:  # no memory is left to write it
            if self.on_error == "raise":
                raise
            return _line(_failure(item, error))

    def _read(self, item: Any, read: Callable[..., R]) -> R | Failure:
        if isinstance(item, Failure):
            return item
        source, text = item if isinstance(item, tuple) and len(item) == 2 else (None, item)
        try:
            with within(self.limits, text):
                return read(text, source=source, reference_date=self.reference_date)
        except Exception as error:
            return self.failure(item, error)

    def failure(self, item: Any, error: Exception) -> Failure:
        """What stands in the place of a text that can't be read; with ``on_error="raise"`` the error is raised."""
        if self.on_error == "raise":
            raise error
        return _failure(item, error)

    def read_batch(self, batch: Batch) -> list[Line]:
        """Read several texts: what a worker process runs."""
        return [self._read_in_worker(item) for item in batch]

    def _read_in_worker(self, item: Any) -> Line:
        with ended_after(self.limits.seconds):
            return self.read_line(item)


def _line(result: Extraction | PackedExtraction | Failure) -> Line:
    if isinstance(result, Failure):
        return Line(format_line(result), 0, result)
    return Line(result if isinstance(result, PackedExtraction) else format_line(result), result.length)


def _failure(item: Any, error: Exception) -> Failure:
    if isinstance(error, TooLongError):
        return Failure(source=_source(item), error=TooLong.of(error))
    kind = "input" if isinstance(error, InputError) else "extraction"
    message = str(error) if kind == "input" else f"{type(error).__name__}: {error}"
    return Failure(source=_source(item), error=FailureReason(kind=kind, message=message))


def _source(item: Any) -> str | None:
    source = item[0] if isinstance(item, tuple) and len(item) == 2 else None
    return source if isinstance(source, str) else None


def _text(item: Any) -> Any:
    return item[1] if isinstance(item, tuple) and len(item) == 2 else item


def read_many(
    texts: Iterable[Text], job: Job, *, n_process: int = 1, batch_size: int = BATCH_SIZE
) -> Generator[Extraction | Failure, None, None]:
    """Read a stream of texts; results come in the order of the texts, only a few batches are held.

    Args:
        texts: Strings, ``(source, string)`` pairs, or Failures, which are handed on in their place.
        n_process: Worker processes; 1 reads in this one.
        batch_size: Texts sent to a process at once.
    """
    reader_for(job.recipe)  # a pipeline that can't be built is the caller's error, not each text's
    if n_process == 1:
        yield from map(job.read, texts)
    else:
        for item, line in _read_in_processes(_batches(texts, batch_size), job, n_process):
            yield line.failure or line.extraction(_text(item))


def read_lines(
    texts: Iterable[Text], job: Job, *, n_process: int = 1, batch_size: int = BATCH_SIZE
) -> Generator[Line, None, None]:
    """The same results as they are written; those of other processes are never taken apart."""
    reader_for(job.recipe)
    if n_process == 1:
        yield from map(job.read_line, texts)
    else:
        for _, line in _read_in_processes(_batches(texts, batch_size), job, n_process):
            yield line


def _batches(texts: Iterable[Text], batch_size: int) -> Iterator[Batch]:
    """The texts in batches that grow, each by one, up to ``batch_size``: short streams keep all processes busy, too.

    What was taken before ``texts`` raised comes first, then the exception.
    """
    batch: Batch = []
    size, limit = 0, 1
    try:
        for item in texts:
            batch.append(item)
            text = _text(item)
            size += len(text) if isinstance(text, str) else 0
            if len(batch) == limit or size >= BATCH_CHARACTERS:
                yield batch
                batch, size, limit = [], 0, min(limit + 1, batch_size)
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _read_in_processes(batches: Iterator[Batch], job: Job, n_process: int) -> Iterator[tuple[Any, Line]]:
    """Each item with its line. A stream that is left early ends its processes at once.

    Where the texts raise an exception, it comes after the results of those before, as in one process.
    """
    workers = Workers(n_process, job.recipe)
    job = replace(job, recipe=job.recipe.light())  # the workers have the lexicon
    waiting: Waiting = deque()
    raised: list[Exception] = []
    try:
        for batch in _till_raised(batches, raised):
            waiting.append((batch, workers.submit(job.read_batch, batch)))
            if len(waiting) > BATCHES_AHEAD * n_process:
                yield from _finish(waiting, job, workers)
        while waiting:
            yield from _finish(waiting, job, workers)
    finally:
        workers.close()
    for error in raised:
        raise error


def _till_raised(batches: Iterator[Batch], raised: list[Exception]) -> Iterator[Batch]:
    try:
        yield from batches
    except Exception as error:
        raised.append(error)


def _finish(waiting: Waiting, job: Job, workers: Workers) -> Iterator[tuple[Any, Line]]:
    """The results of the first batch under way; if its process died, it is read again text by text."""
    batch, task = waiting.popleft()
    workers.wait(task)
    if task.error is None:
        lines: Iterable[Line] = task.result()
    elif len(batch) == 1 and _ran_over(task, job):
        lines = [_overrun(batch[0], job)]
    else:
        workers.settle()  # memory that another batch takes would be laid at the wrong door
        lines = (_read_alone(item, job, workers) for item in batch)
    for item, line in zip(batch, lines, strict=True):
        yield item, line
        workers.attend()


def _read_alone(item: Any, job: Job, workers: Workers) -> Line:
    """Read one text while no other is under way, so that only the text that kills its process is lost.

    A process may also be killed from outside, and memory be short because of others: hence several tries.
    """
    if isinstance(item, Failure) or not isinstance(_text(item), str):
        return job.read_line(item)  # nothing to be read, and perhaps nothing that can be sent
    for _ in range(1, DEATHS):  # the first was in its batch
        task = workers.submit(job.read_batch, [item])
        workers.wait(task)
        if not isinstance(task.error, WorkerDiedError) or _ran_over(task, job):
            break
    if task.error is None:
        [line] = task.result()
        return line
    if _ran_over(task, job):
        return _overrun(item, job)
    if isinstance(task.error, WorkerDiedError):
        return _give_up(item, job, task.error)
    if job.on_error == "raise":
        raise task.error
    return _line(_failure(item, task.error))


def _ran_over(task: Task[list[Line]], job: Job) -> bool:
    """Whether its process was ended for the time that a text took; without a limit the signal is somebody else's."""
    return job.limits.seconds is not None and isinstance(task.error, WorkerDiedError) and task.error.by_time


def _overrun(item: Any, job: Job) -> Line:
    """The line of a text whose process was ended for the time that it took."""
    allowed = job.limits.seconds or 0.0
    return _line(job.failure(item, TooLongError("seconds", allowed, round(last_second(allowed), 3))))


def _give_up(item: Any, job: Job, error: WorkerDiedError) -> Line:
    message = f"the process died {DEATHS} times while reading this text ({error})"
    if job.on_error == "raise":
        raise BrokenProcessPool(message)
    return crash(item, message)


def crash(item: Any, message: str) -> Line:
    """The line of a text that kills whoever reads it."""
    return _line(Failure(source=_source(item), error=FailureReason(kind="crash", message=message)))
