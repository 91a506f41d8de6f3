"""A worker process: what it runs, and the channel over which the program that started it sends work and gets answers.

Each worker has a channel of its own. When it dies, be it in the middle of an answer, its end of the channel closes with
it, so that its death is always seen; a queue that several processes share stays locked, or half written, for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import select
import signal
import socket
import struct
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, Literal

from threadpoolctl import threadpool_limits

from partyie.pipeline.reader import Recipe, hold_lexicon, reader_for

Kind = Literal["ready", "done", "failed"]
HEADER = struct.Struct("!Q")  # length of the message that follows, in bytes
CHUNK = 1 << 20  # bytes received at once
OVERRUN, GRACE = 2, 5.0  # times a text's limit, and seconds besides, after which its process is ended
LONGEST = 1e9  # seconds that a timer is set to at most: thirty years
ORPHAN_CHECK = 1.0  # seconds between two looks of a worker at whether its parent still lives


class Channel:
    """The program's end of a channel. It never waits: the worker may be busy, stopped or dead."""

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self.end = end
        self.outgoing = memoryview(b"")
        self.incoming = bytearray()

    def put(self, message: bytes) -> None:
        """Take a message for the worker, which has had all before it."""
        self.outgoing = memoryview(HEADER.pack(len(message)) + message)
        self.send()

    def send(self) -> None:
        """Send what the worker takes now. That it is dead shows when its answer is looked for."""
        with suppress(BlockingIOError, ConnectionError):
            while self.outgoing:
                self.outgoing = self.outgoing[self.end.send(self.outgoing) :]

    def answers(self) -> list[tuple[Kind, Any]]:
        """The answers that are there by now.

        Raises:
            EOFError: The worker is dead, and there are none.
        """
        ended = self._receive()
        found = []
        while len(self.incoming) >= HEADER.size:
            end = HEADER.size + HEADER.unpack_from(self.incoming)[0]
            if len(self.incoming) < end:
                break
            found.append(pickle.loads(memoryview(self.incoming)[HEADER.size : end].tobytes()))
            self.incoming = self.incoming[end:]
        if ended and not found:
            raise EOFError
        return found

    def _receive(self) -> bool:
        """Take all that is there; whether the worker's end is closed."""
        try:
            while received := self.end.recv(CHUNK):
                self.incoming += received
        except BlockingIOError:
            return False
        except ConnectionError:
            pass
        return True


def run_worker(end: socket.socket, recipe: Recipe, parent: int, inherited: Iterable[socket.socket]) -> None:
    """Be a worker till the channel closes: answer that it is ready, then each piece of work.

    Args:
        inherited: Ends of other channels that a fork has brought along.
    """
    for other in inherited:
        other.close()
    with suppress(OSError), end, end.makefile("rb") as incoming:  # the program is gone: nobody is left to be told
        try:
            start_worker(recipe, parent, end)
        except Exception as error:
            _answer(end, "failed", error)
            return
        _answer(end, "ready", None)
        while header := incoming.read(HEADER.size):
            _work(end, incoming.read(HEADER.unpack(header)[0]))


def _work(end: socket.socket, message: bytes) -> None:
    try:
        function, arguments = pickle.loads(message)
        answer = pickle.dumps(("done", function(*arguments)))
    except Exception as error:
        _answer(end, "failed", error)
    else:
        end.sendall(HEADER.pack(len(answer)))
        end.sendall(answer)


def _answer(end: socket.socket, kind: Kind, value: Any) -> None:
    if isinstance(value, Exception):
        value = _portable(value)
    answer = pickle.dumps((kind, value))
    end.sendall(HEADER.pack(len(answer)) + answer)


def _portable(error: Exception) -> Exception:
    """The error, if it can be sent to another process, else one that says the same; where it arose is noted."""
    note = f"in a worker process:\n{''.join(traceback.format_exception(error))}"
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(note)
    return error


def start_worker(recipe: Recipe, parent: int, end: socket.socket) -> None:
    """Make this process a worker: its pipeline built, one thread for arithmetic, and no life of its own.

    An interrupt is for the parent, which then ends its workers; so that a parent that was killed leaves none behind,
    each watches whether its parent lives.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's handler came along with the fork
    Thread(target=_leave_with, args=(parent, end), daemon=True).start()
    hold_lexicon(recipe)
    reader_for(recipe)
    use_one_thread()


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
    signal.setitimer(signal.ITIMER_PROF, min(last_second(seconds), LONGEST))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def use_one_thread() -> None:
    """Keep NumPy's arithmetic to one thread: the matrices are small, and several processes' threads are in each
    other's way. Counts for the libraries that are loaded by now."""
    threadpool_limits(limits=1)


def _leave_with(parent: int, end: socket.socket) -> None:
    """End this process when the channel closes or, where a process that was forked besides holds it open, when the
    parent is gone. Under ``forkserver`` the parent is the server, which outlives the program for a moment."""
    above = os.getppid()
    while not _closes(end, ORPHAN_CHECK):
        if above != os.getppid() or (above == 1 and parent != 1):
            break
    os._exit(1)


def _closes(end: socket.socket, seconds: float) -> bool:
    """Whether the channel closes meanwhile."""
    if not hasattr(select, "poll"):  # Windows, where there is no fork: the worker sees it itself, when it reads
        above = multiprocessing.parent_process()
        return above is not None and bool(wait([above.sentinel], seconds))
    watched = select.poll()
    watched.register(end, 0)  # only that it closes
    return bool(watched.poll(1000 * seconds))
