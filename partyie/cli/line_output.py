"""JSON Lines being written: whole lines only, whatever happens meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, cast


def open_output(output: Path | None, size: int | None) -> AbstractContextManager[BinaryIO]:
    """The stream to write to, without a buffer: a file, begun anew or gone on with after ``size`` bytes; or stdout."""
    if output is None:
        return nullcontext(getattr(sys.stdout.buffer, "raw", sys.stdout.buffer))
    if size is None:
        return cast(BinaryIO, output.open("wb", buffering=0))
    file = output.open("r+b", buffering=0)
    file.truncate(size)
    file.seek(size)
    return cast(BinaryIO, file)


def write_line(stream: BinaryIO, parts: Iterable[bytes]) -> None:
    """Write a whole line, given in parts, or, where a file is full, none of it.

    Raises:
        OSError: The line can't be written.
    """
    written = 0
    try:
        for part in parts:
            end = written + len(part)
            while written < end:
                written += stream.write(part[written - end :]) or 0
        stream.flush()
    except BaseException:
        with suppress(OSError):  # what is no file can't be cut
            stream.truncate(stream.tell() - written)
        raise
