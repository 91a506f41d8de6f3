"""Workers of other interpreters, spoken to over pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Timer
from time import monotonic
from types import TracebackType
from typing import Any

from partyie.benchmarks.timing import ONE_THREAD, Seconds
from partyie.errors import PartyieError

SCRIPT = Path(__file__).with_name("worker.py")
PATIENCE = 600.0  # seconds for one answer


class WorkerError(PartyieError):
    """A system can't be run; the message is its own last word."""


class Worker:
    """A running system. Start it with the interpreter that has it installed.

    Args:
        name: As ``worker.py`` knows it.
        interpreter: A Python.
        script: What to run instead of ``worker.py``: it speaks the same protocol.

    Raises:
        WorkerError: The interpreter can't be started. What fails later is told by the method that asks.
    """

    def __init__(self, name: str, interpreter: str, script: Path = SCRIPT, patience: float = PATIENCE) -> None:
        self.name = name
        self.patience = patience
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        # -P: the folder of the script isn't searched for modules: some are named as a system's own might be.
        command = [interpreter, "-P", "-W", "ignore", str(script), name]
        environment = os.environ | ONE_THREAD
        if interpreter != sys.executable:
            environment.pop("PYTHONPATH", None)  # ours isn't for others
        self.started = monotonic()
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, env=environment
            )
        except OSError as error:
            self.errors.close()
            raise WorkerError(f"{interpreter} can't be started: {error.strerror}") from error

    def load(self) -> Seconds:
        """Wait until a first text has been read: how long that took since the interpreter was started."""
        answer = self._ask(do="load")
        return Seconds(wall=monotonic() - self.started, cpu=answer["cpu"])

    def keep(self, texts: Sequence[str]) -> None:
        """Give the texts that are to be read."""
        self._ask(do="texts", texts=list(texts))

    def time(self, first: int, last: int) -> Seconds:
        """How long it takes to read the texts from ``first`` to before ``last``."""
        return Seconds.model_validate(self._ask(do="time", first=first, last=last))

    def mentions(self) -> tuple[list[list[tuple[int, int, str]]], float]:
        """The mentions of each text under the system's own tags; and MiB of peak memory so far."""
        answer = self._ask(do="mentions")
        return [[(start, end, tag) for start, end, tag in text] for text in answer["mentions"]], answer["megabytes"]

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()
        self.errors.close()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, **command: Any) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        overdue = Event()

        def give_up() -> None:
            overdue.set()
            self.process.kill()

        late = Timer(self.patience, give_up)
        late.start()
        try:
            self.process.stdin.write(json.dumps(command).encode("ascii") + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            late.cancel()
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        raise WorkerError(f"no answer within {self.patience:g} s" if overdue.is_set() else self._last_words())

    def _last_words(self) -> str:
        """The last line that the process wrote to standard error."""
        self.process.wait()
        self.errors.seek(0)
        lines = self.errors.read().decode("utf-8", "replace").split("\n")
        words = [line.strip() for line in lines if line.strip()]
        return words[-1] if words else f"ended with exit code {self.process.returncode}"
