"""Who kills workers: a count, kept apart from them, of how often they died at what.

Ray starts a dead worker anew and has it do all that it was at again, for ever. So each worker says beforehand what it
begins; where one has died before, it says so of each text, and a text at which workers die each time is given up.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol

from partyie.errors import InputError
from partyie.pipeline.stream import DEATHS, Job, Line, Text, crash

MESSAGE = f"its worker died {DEATHS} times while reading it (out of memory?)"


class Count(Protocol):
    """What a worker tells."""

    def begin(self, key: str) -> int:
        """Say that this worker begins something, and be told how often workers have died at it."""


class Deaths:
    """The count itself."""

    def __init__(self) -> None:
        self.deaths: Counter[str] = Counter()
        self.begun: dict[str, tuple[int, str]] = {}

    def begin(self, worker: str, process: int, key: str) -> int:
        """What the worker has begun before is done, if its process is the same, and has killed it, if it is another."""
        before, last = self.begun.get(worker, (process, ""))
        if before != process:
            self.deaths[last] += 1
        self.begun[worker] = process, key
        return self.deaths[key]


class RemoteDeaths:
    """The count in a process of its own, for the workers of one run: Ray actors."""

    def __init__(self) -> None:
        ray: Any = import_module("ray")
        self.actor = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(Deaths).remote()

    def begin(self, key: str) -> int:
        """As :meth:`Deaths.begin`; nothing is known where the process can't be reached."""
        ray: Any = import_module("ray")
        worker = ray.get_runtime_context().get_actor_id()  # stays when the actor is started anew
        try:
            return int(ray.get(self.actor.begin.remote(worker, os.getpid(), key)))
        except ray.exceptions.RayActorError:
            return 0


class Watched:
    """How a worker reads a job's texts; where there is a count, what kills the worker is counted."""

    def __init__(self, job: Job, count: Count | None = None) -> None:
        self.job = job
        self.count = count

    def lines(self, items: Iterable[Text], key: str) -> Iterator[Line]:
        """Read texts that belong together: a batch, a file.

        Args:
            key: Their name, the same when they are read again.

        Raises:
            InputError: Workers die at them again and again, and not while reading a text.
        """
        deaths = self._begin(key)
        if deaths >= DEATHS:
            raise InputError(MESSAGE)
        if not deaths:
            yield from map(self.job.read_line, items)
            return
        for item in items:
            yield self._read(item)
            self._begin(key)

    def _read(self, item: Text) -> Line:
        deaths = self._begin(key_of([item[1] if isinstance(item, tuple) else item]))
        return self.job.read_line(item) if deaths + 1 < DEATHS else crash(item, MESSAGE)  # once it wasn't told apart

    def _begin(self, key: str) -> int:
        return 0 if self.count is None else self.count.begin(key)


def key_of(items: Iterable[object]) -> str:
    """The same for the same texts: two of them are as deadly as one."""
    return hashlib.sha256(repr(list(items)).encode(errors="backslashreplace")).hexdigest()
