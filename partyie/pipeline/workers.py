"""Worker processes that read batches: replaced when one dies, ended at once when nobody wants their results."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Thread
from time import sleep
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

from partyie.pipeline.reader import Recipe, hold_lexicon, reader_for, resting_reader

A = ParamSpec("A")
T = TypeVar("T")

OVERRUN, GRACE = 2, 5.0  # times a text's limit, and seconds besides, after which its process is ended
ORPHAN_CHECK = 1.0  # seconds between two looks of a worker at whether its parent still lives


class Workers:
    """A pool of processes with one pipeline each."""

    def __init__(self, n_process: int, recipe: Recipe) -> None:
        self.n_process = n_process
        self.recipe = recipe
        self.executor = self._start()

    def submit(self, function: Callable[A, T], *args: A.args, **kwargs: A.kwargs) -> Future[T]:
        """Have a worker call ``function``; where one has died since the last call, all are replaced first."""
        try:
            return self.executor.submit(function, *args, **kwargs)
        except BrokenProcessPool:
            self.close()  # its threads too, before new processes are forked
            self.executor = self._start()
            return self.executor.submit(function, *args, **kwargs)

    def ended_by_time(self) -> bool:
        """Whether a worker of the broken pool was ended by `ended_after`; waits for all of them to be gone."""
        processes = list((self.executor._processes or {}).values())
        self.close()
        return hasattr(signal, "SIGPROF") and any(process.exitcode == -signal.SIGPROF for process in processes)

    def close(self) -> None:
        """Let the workers finish what they are at."""
        self.executor.shutdown(cancel_futures=True)

    def stop(self) -> None:
        """End the workers at once, whatever they are at: a long text would keep them for minutes."""
        # What `kill_workers` does from Python 3.14 on.
        for process in list((self.executor._processes or {}).values()):
            process.kill()
        self.close()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context()  # the start method that the program chose
        executor = ProcessPoolExecutor(
            self.n_process, context, initializer=start_worker, initargs=(self.recipe, os.getpid())
        )
        with resting_reader(self.recipe):
            executor.submit(os.getpid)  # forks them all, here and now
        return executor


def start_worker(recipe: Recipe, parent: int | None = None) -> None:
    """Make this process a worker: its pipeline built, one thread for arithmetic, and no life of its own.

    An interrupt is for the parent, which then ends its workers; so that a parent that was killed leaves none behind,
    each looks now and then whether its parent lives.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's handler came along with the fork
    hold_lexicon(recipe)
    reader_for(recipe)
    use_one_thread()
    if parent is not None and os.getppid() == parent:  # under `forkserver` the parent is the server, which ends itself
        Thread(target=_leave_with, args=(parent,), daemon=True).start()


def last_second(seconds: float) -> float:
    """Processor time at which a process is ended whose text may take so many seconds."""
    return OVERRUN * seconds + GRACE


@contextmanager
def ended_after(seconds: float | None) -> Iterator[None]:
    """Have the system end this process where what follows takes clearly more processor time than a text may.

    For a worker's main thread: what no check in Python comes to, such as a pattern that doesn't end, is ended, too.
    Nothing happens where the system has no such timer (Windows).
    """
    if seconds is None or not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, last_second(seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def use_one_thread() -> None:
    """Keep NumPy's arithmetic to one thread: the matrices are small, and several processes' threads are in each
    other's way. Counts for the libraries that are loaded by now."""
    threadpool_limits(limits=1)


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        sleep(ORPHAN_CHECK)
    os._exit(1)
