"""An output that is written beside its place and put there when it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

LONGEST = 240  # bytes of a name that leave room for an ending; file systems end at 255


class Beside:
    """A file or folder under another name, hidden, until it is done. What a killed run left is written over.

    Attributes:
        place: Where it will be; links are followed.
        unfinished: Where it is meanwhile.
    """

    def __init__(self, path: Path) -> None:
        self.place = path.resolve()
        self.unfinished = self.place.with_name(f".{_short(self.place.name)}.unfinished")
        self.remove()

    def put(self) -> None:
        """Put it in its place, instead of what is there; a file may be read by those who might before."""
        old = self.place.with_name(f".{_short(self.place.name)}.old")
        if self.place.is_dir():  # a folder isn't renamed over another
            _remove(old)
            self.place.rename(old)
        elif self.place.exists():
            shutil.copymode(self.place, self.unfinished)
        self.unfinished.replace(self.place)
        _remove(old)

    def remove(self) -> None:
        """Give it up."""
        _remove(self.unfinished)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, put in its place when it is whole; if anything stops that, what was there stays.

    What isn't a plain file (a pipe, ``/dev/stdout``) is written as it is.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    beside = Beside(path)
    try:
        with beside.unfinished.open("wb") as file:
            yield file
        beside.put()
    finally:
        beside.remove()


def check_there(file: BinaryIO, path: Path) -> None:
    """That a file which was written is still where it was opened.

    Raises:
        FileNotFoundError: Somebody has removed it, or its folder; what was written is lost.
    """
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode) and not path.exists():
        raise FileNotFoundError(errno.ENOENT, "it was removed while it was written", str(path))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is either the old one or the new one, whenever it is looked at."""
    with whole_file(path) as file:
        file.write(data)


def _short(name: str) -> str:
    """The name, or a digest of it where no file system would have room for more."""
    encoded = os.fsencode(name)
    return name if len(encoded) <= LONGEST else sha256(encoded).hexdigest()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
