"""Worker processes that read batches: replaced when one dies, ended at once when nobody wants their results.

They are started, spoken to and replaced by the thread that wants the results; no other thread takes part. So no lock of
ours can be held by another thread while a process is forked, and nothing goes on when the interpreter exits.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import selectors
import signal
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import util
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from partyie.errors import PartyieError
from partyie.pipeline.reader import Recipe, resting_reader
from partyie.pipeline.worker_process import Channel, run_worker

T = TypeVar("T")
LOG = logging.getLogger("partyie")
STARTS = 5  # workers that may be killed one after the other while they start
LOOK = 1.0  # seconds of silence after which workers are looked at


class WorkerDiedError(Exception):
    """The process died that was to answer.

    Attributes:
        code: How it ended: its exit code, or the number of the signal that killed it, negative.
    """

    def __init__(self, code: int | None) -> None:
        super().__init__(_how_it_ended(code))
        self.code = code

    @property
    def by_time(self) -> bool:
        """Whether `ended_after` has ended it."""
        return hasattr(signal, "SIGPROF") and self.code == -signal.SIGPROF


@dataclass(slots=True, eq=False)
class Task(Generic[T]):
    """A call that a worker is to make, and what came of it."""

    message: bytes
    done: bool = False
    value: T | None = None
    error: Exception | None = None

    def result(self) -> T:
        """What the call gave, once it is done.

        Raises:
            WorkerDiedError: Its process died.
            Exception: What the call raised.
        """
        if self.error is not None:
            raise self.error
        return cast(T, self.value)


class Worker:
    """A process with one pipeline, and the task that it is at."""

    def __init__(self, recipe: Recipe, others: list[Worker]) -> None:
        context: Any = multiprocessing.get_context()  # the start method that the program chose
        ours, theirs = socket.socketpair()
        forked = context.get_start_method() == "fork"
        inherited = [ours, *(other.channel.end for other in others)] if forked else []
        try:
            self.process = context.Process(
                target=run_worker, args=(theirs, recipe, os.getpid(), inherited), daemon=True, name="partyie"
            )
            self.process.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        self.channel: Channel = Channel(ours)
        self.ready = False
        self.told_stopped = False
        self.task: Task[Any] | None = None

    def end(self) -> None:
        """End the process, whatever it is at, also when it is stopped."""
        self.process.kill()
        self.process.join()
        self.channel.end.close()

    def stopped(self) -> bool:
        """Whether the process is stopped (SIGSTOP), as far as the system tells."""
        try:
            state = Path(f"/proc/{self.process.pid}/stat").read_text()
        except OSError:
            return False
        return state.rpartition(")")[2].split()[0] == "T"


class Workers:
    """Up to ``n_process`` worker processes, started when there is work for them.

    Raises:
        PartyieError: This process may have no processes of its own.
    """

    def __init__(self, n_process: int, recipe: Recipe) -> None:
        if multiprocessing.current_process().daemon:
            raise PartyieError(
                "this is a daemonic process (a worker of multiprocessing.Pool or of extract_many), which can't have "
                "processes of its own: take n_process=1 here"
            )
        self.n_process = n_process
        self.recipe = recipe
        self.workers: list[Worker] = []
        self.waiting: deque[Task[Any]] = deque()
        self.selector = selectors.DefaultSelector()
        self.failed_starts = 0
        # At the interpreter's exit, before multiprocessing waits for its processes: a stopped one would never end.
        self.at_exit = util.Finalize(None, _end_all, args=(self.workers,), exitpriority=100)

    def submit(self, function: Callable[..., T], *arguments: Any) -> Task[T]:
        """Have a worker call ``function`` as soon as one is free. What can't be sent has failed at once."""
        try:
            task: Task[T] = Task(pickle.dumps((function, arguments)))
        except Exception as error:
            return Task(b"", done=True, error=error)
        self.waiting.append(task)
        self.attend()
        return task

    def wait(self, task: Task[T]) -> None:
        """Come back when a task is done."""
        while not task.done:
            self.attend(LOOK)

    def settle(self) -> None:
        """Come back when every task is done."""
        while self.waiting or any(worker.task for worker in self.workers):
            self.attend(LOOK)

    def attend(self, seconds: float = 0) -> None:
        """Hand out work and take answers, after waiting for these for so long at most.

        Raises:
            PartyieError: Workers die while they start.
        """
        self._hand_out()
        events = self.selector.select(seconds)
        for key, event in events:
            worker: Worker = key.data
            if event & selectors.EVENT_WRITE:
                worker.channel.send()
            if event & selectors.EVENT_READ:
                self._take(worker)
            else:
                self._watch(worker)
        if not events and seconds:
            self._look()
        self._hand_out()

    def close(self) -> None:
        """End the workers, which have nothing to do any more or whose results nobody wants."""
        self.at_exit.cancel()
        self.selector.close()
        _end_all(self.workers)

    def _hand_out(self) -> None:
        idle = [worker for worker in self.workers if worker.task is None]
        while self.waiting and (idle or len(self.workers) < self.n_process):
            worker = idle.pop() if idle else self._start()
            worker.task = self.waiting.popleft()
            worker.channel.put(worker.task.message)
            self._watch(worker)

    def _start(self) -> Worker:
        with resting_reader(self.recipe):
            worker = Worker(self.recipe, self.workers)
        self.workers.append(worker)
        self.selector.register(worker.channel.end, selectors.EVENT_READ, worker)
        return worker

    def _watch(self, worker: Worker) -> None:
        """Wait for what the worker does next: it answers or, while there is more for it, takes it."""
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.channel.outgoing else 0)
        self.selector.modify(worker.channel.end, events, worker)

    def _take(self, worker: Worker) -> None:
        try:
            answers = worker.channel.answers()
        except EOFError:
            self._bury(worker)
            return
        for kind, value in answers:
            task = worker.task
            if kind == "ready":
                worker.ready, self.failed_starts = True, 0
            elif not worker.ready or task is None:
                raise value  # its pipeline can't be built
            else:
                task.done, worker.task = True, None
                task.value, task.error = (value, None) if kind == "done" else (None, value)
        self._watch(worker)

    def _bury(self, worker: Worker) -> None:
        """A worker is dead: what it was at has failed, unless it hadn't begun."""
        self.selector.unregister(worker.channel.end)
        self.workers.remove(worker)
        worker.end()
        died = WorkerDiedError(worker.process.exitcode)
        if not worker.ready:
            self.failed_starts += 1
            killed = (worker.process.exitcode or 0) < 0
            if not killed or self.failed_starts == STARTS:
                raise PartyieError(
                    f"worker processes end while they start ({died}): there is too little memory for n_process="
                    f"{self.n_process}, or the program lacks its `if __name__ == '__main__':`"
                )
            if worker.task is not None:
                self.waiting.appendleft(worker.task)
        elif worker.task is not None:
            worker.task.done, worker.task.error = True, died
            LOG.warning("worker process %d ended (%s); what it was reading is read again", worker.process.pid, died)

    def _look(self) -> None:
        """See to workers that say nothing: their death may be hidden by a process that holds their channel."""
        for worker in list(self.workers):
            if not worker.process.is_alive():
                self._take(worker)
                if worker in self.workers:
                    self._bury(worker)
            elif worker.stopped() and not worker.told_stopped:
                worker.told_stopped = True
                LOG.warning(
                    "worker process %d is stopped, and its texts are waited for: continue it (kill -CONT), or end it "
                    "(kill -KILL) and they are read again",
                    worker.process.pid,
                )


def _how_it_ended(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    if hasattr(signal, "SIGKILL") and code == -signal.SIGKILL:
        return "signal SIGKILL, as when memory runs out"
    return f"signal {signal.Signals(-code).name}" if -code in set(signal.Signals) else f"signal {-code}"


def _end_all(workers: list[Worker]) -> None:
    while workers:
        workers.pop().end()
