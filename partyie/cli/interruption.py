"""Ctrl-C and SIGTERM: a KeyboardInterrupt at once, except while a line is being written."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self


class Interruption:
    """Takes both signals while it is entered.

    What runs under :meth:`held_back` is finished first; a second signal doesn't wait, as a write to a pipe that nobody
    reads never ends.
    """

    def __init__(self) -> None:
        self.busy = False
        self.asked = False
        self.before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self.before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.busy and not self.asked:
            self.asked = True
            return
        raise KeyboardInterrupt

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Do what must not stop halfway."""
        self.busy = True
        try:
            yield
        finally:
            self.busy = False
        if self.asked:
            raise KeyboardInterrupt
