"""Many texts, in order, in one process or several; a text that fails becomes a Failure in its place."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from partyie.errors import InputError
from partyie.pipeline.reader import Recipe, reader_for
from partyie.records import Extraction, Failure, FailureReason
from partyie.records.packed import PackedExtraction

Text = str | tuple[str | None, str] | Failure
OnError = Literal["record", "raise"]
Result = Extraction | PackedExtraction | Failure
Batch = list[Any]
Waiting = deque[tuple[Batch, Future[list[Result]]]]

BATCH_CHARACTERS = 200_000  # a batch is closed at this size, however few its texts
BATCHES_AHEAD = 2  # batches under way for each process: enough to keep it busy, few enough for flat memory


@dataclass(frozen=True, slots=True)
class Job:
    """How each text is to be read; sent to every process."""

    recipe: Recipe
    reference_date: date | None = None
    on_error: OnError = "record"
    packed: bool = False  # the results of long texts

    def read(self, item: Any) -> Result:
        """Read one text (or hand on a Failure); with ``on_error="record"`` no exception comes out."""
        if isinstance(item, Failure):
            return item
        source, text = item if isinstance(item, tuple) and len(item) == 2 else (None, item)
        reader = reader_for(self.recipe)
        try:
            read = reader.read_packed if self.packed else reader.read
            return read(text, source=source, reference_date=self.reference_date)
        except Exception as error:
            if self.on_error == "raise":
                raise
            return _failure(item, error)

    def read_batch(self, batch: Batch) -> list[Result]:
        """Read several texts: what a worker process runs."""
        return [self.read(item) for item in batch]


def _failure(item: Any, error: Exception) -> Failure:
    kind = "input" if isinstance(error, InputError) else "extraction"
    message = str(error) if kind == "input" else f"{type(error).__name__}: {error}"
    return Failure(source=_source(item), error=FailureReason(kind=kind, message=message))


def _source(item: Any) -> str | None:
    source = item[0] if isinstance(item, tuple) and len(item) == 2 else None
    return source if isinstance(source, str) else None


def read_many(texts: Iterable[Text], job: Job, *, n_process: int, batch_size: int) -> Iterator[Result]:
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
        yield from _read_in_processes(_batches(texts, batch_size), job, n_process)


def _batches(texts: Iterable[Text], batch_size: int) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for item in texts:
        batch.append(item)
        size += _length(item)
        if len(batch) == batch_size or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _length(item: Any) -> int:
    text = item[1] if isinstance(item, tuple) and len(item) == 2 else item
    return len(text) if isinstance(text, str) else 0


def _read_in_processes(batches: Iterator[Batch], job: Job, n_process: int) -> Iterator[Result]:
    pool = _Pool(n_process)
    waiting: Waiting = deque()
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(job, batch)))
            if len(waiting) > BATCHES_AHEAD * n_process:
                yield from _finish(waiting, job, pool)
        while waiting:
            yield from _finish(waiting, job, pool)
    finally:
        pool.close()


def _finish(waiting: Waiting, job: Job, pool: _Pool) -> list[Result]:
    """The results of the first batch under way; if its process died, it is read again text by text."""
    batch, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        if job.on_error == "raise":
            raise
    wait([future for _, future in waiting])  # another batch's death would be laid at the wrong door
    return [_read_alone(item, job, pool) for item in batch]


def _read_alone(item: Any, job: Job, pool: _Pool) -> Result:
    """Read one text while no other is under way, so that only the text that kills its process is lost."""
    try:
        [result] = pool.submit(job, [item]).result()
    except BrokenProcessPool:
        reason = FailureReason(kind="crash", message="the process died while reading this text (out of memory?)")
        return Failure(source=_source(item), error=reason)
    return result


class _Pool:
    """Worker processes that are replaced when one of them dies."""

    def __init__(self, n_process: int) -> None:
        self.n_process = n_process
        self.executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context()  # the start method that the program chose
        return ProcessPoolExecutor(self.n_process, context, initializer=_start_worker)

    def submit(self, job: Job, batch: Batch) -> Future[list[Result]]:
        try:
            return self.executor.submit(job.read_batch, batch)
        except BrokenProcessPool:
            self.close()  # its threads too, before new processes are forked
            self.executor = self._start()
            return self.executor.submit(job.read_batch, batch)

    def close(self) -> None:
        self.executor.shutdown(cancel_futures=True)


def _start_worker() -> None:
    """An interrupt is for the main process, which then closes the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
