"""Files as input: which ones a path stands for, and the text of one, or the reason there is none."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from partyie.errors import InputError, TooLongError
from partyie.records import Failure, FailureReason, TooLong
from partyie.text import lazy_re as re
from partyie.text.encoding import BinaryInputError, decode_text

STANDARD_INPUT = "-"
BYTES = 4  # of a code point at most, in every encoding that is read; and of a byte-order mark
AT_ONCE = 1 << 20  # bytes read at once of what has no size
ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")  # a byte that isn't UTF-8


def source_name(path: str) -> str:
    r"""The path as given, safe for JSON: bytes of a file name that aren't UTF-8 become ``\xff``.

    >>> source_name("通知.txt"), source_name("\udcb9.txt")
    ('通知.txt', '\\xb9.txt')
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def possible_paths(source: str) -> tuple[str, ...]:
    r"""The paths that bear this `source_name`: itself, and the one with the bytes that its escapes stand for.

    >>> possible_paths("通知.txt"), possible_paths(r"\xb9.txt")
    (('通知.txt',), ('\\xb9.txt', '\udcb9.txt'))
    """
    data = source.encode("utf-8", "surrogatepass")
    path = os.fsdecode(ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), data))
    return (source, path) if ESCAPED.search(data) else (source,)


def failure(path: str, kind: str, message: str) -> Failure:
    """The record of an input that couldn't be read."""
    return Failure(source=source_name(path), error=FailureReason(kind=kind, message=message))


def list_files(paths: Iterable[str], *, skip: str | None = None) -> Iterator[str | Failure]:
    """The input files that ``paths`` stand for, in a fixed order.

    A folder stands for every regular file in it and below, sorted by name folder by folder. Names that begin with a
    dot are left out, links to folders aren't followed (links to files are), and nothing else is passed over: a
    picture among the notices is an input that fails, so that nobody takes a partial result for the whole. What can't
    be listed is a Failure in its place.

    Args:
        skip: A file or folder to leave out of folders: the output, where it lies among the input.
    """
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            yield from _walk(path, skip)
        else:
            yield endless(path) or path


def _walk(folder: str, skip: str | None) -> Iterator[str | Failure]:
    """Without recursion: folders may lie in each other by the thousand."""
    rest: list[str | Failure] = [*_entries(folder, skip)]
    while rest:
        found = rest.pop()
        if isinstance(found, str) and found.endswith(os.sep):
            rest.extend(_entries(found.rstrip(os.sep), skip))
        else:
            yield found


def _entries(folder: str, skip: str | None) -> Iterator[str | Failure]:
    """What is in a folder, last first: files, folders (with a separator at their end), and what isn't to be opened."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        yield failure(folder, "unreadable", _reason(error))
        return
    for entry in reversed(found):
        if _same_file(entry.path, skip):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield entry.path + os.sep
        elif not _is_folder(entry):
            yield _refused(entry) or entry.path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is one, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _refused(entry: os.DirEntry[str]) -> Failure | None:
    """Why a file of a folder isn't opened: a pipe would block, a device may never end. Some do so when opened."""
    try:
        regular = stat.S_ISREG(entry.stat().st_mode)
    except FileNotFoundError:
        gone = f"a link to {source_name(os.readlink(entry.path))}, which isn't there" if entry.is_symlink() else "gone"
        return failure(entry.path, "missing", gone)
    except OSError:
        return None
    return None if regular else failure(entry.path, "unreadable", "a pipe, socket or device, not a file")


def endless(path: str) -> Failure | None:
    """Why a path that was named isn't opened: a device never ends, but for a terminal and the one that is empty."""
    try:
        status = os.fstat(sys.stdin.fileno()) if path == STANDARD_INPUT else os.stat(path)
        terminal = path == STANDARD_INPUT and sys.stdin.isatty()
    except OSError:  # it fails when it is opened, or lies in memory
        return None
    except (AttributeError, ValueError):
        return failure(path, "unreadable", "is closed" if path == STANDARD_INPUT else "no path of a file")
    if not (stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode)) or terminal or _is_null(status):
        return None
    return failure(path, "unreadable", "a device, not a file")


def _is_null(status: os.stat_result) -> bool:
    return os.path.samestat(status, os.stat(os.devnull))


def _same_file(path: str, other: str | None) -> bool:
    try:
        return other is not None and os.path.samefile(path, other)
    except OSError:
        return False


def read_file(path: str, most: int | None = None) -> tuple[str, str] | Failure:
    """``(source, text)`` of one file (``-``: standard input), or why it can't be read.

    Kinds of failure: ``missing``, ``unreadable``, ``too_long``, ``binary``, ``encoding``.

    Args:
        most: Code points. A file that surely holds more is refused by its size, unread, and one without a size
            (standard input) is read that far only; a text of a few more than these may still come.
    """
    try:
        text = decode_text(_read_bytes(path, most)).text
    except TooLongError as error:
        return Failure(source=source_name(path), error=TooLong.of(error))
    except FileNotFoundError as error:
        return failure(path, "missing", _reason(error))
    except OSError as error:
        return failure(path, "unreadable", _reason(error))
    except BinaryInputError as error:
        return failure(path, "binary", str(error))
    except InputError as error:
        return failure(path, "encoding", str(error))
    return source_name(path), text


def _read_bytes(path: str, most: int | None) -> bytes:
    if path == STANDARD_INPUT:
        return _read_within(sys.stdin.buffer, most)
    with open(path, "rb") as file:
        return _read_within(file, most)


def _read_within(file: BinaryIO, most: int | None) -> bytes:
    """All bytes of an open file.

    Raises:
        TooLongError: They are surely of more than ``most`` code points.
    """
    if most is None:
        return file.read()
    allowed = BYTES * (most + 1)  # with a mark
    size = _size(file)
    if size is not None and size > allowed:
        raise _too_long(f"has {size:,} bytes", size, most)
    data = file.read() if size else _read_most(file, allowed + 1)
    if len(data) > allowed:
        raise _too_long(f"has over {allowed:,} bytes", len(data), most)
    return data


def _read_most(file: BinaryIO, most: int) -> bytes:
    """So many bytes at most, taken in turns: who reads them at once sets aside the memory for all."""
    data = bytearray()
    while len(data) < most and (part := file.read(min(AT_ONCE, most - len(data)))):
        data += part
    return bytes(data)


def _size(file: BinaryIO) -> int | None:
    """Bytes of a regular file; null where only reading tells, as of a pipe."""
    try:
        status = os.fstat(file.fileno())
    except (OSError, AttributeError):  # it lies in memory
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _too_long(what: str, size: int, most: int) -> TooLongError:
    fewest = -(-size // BYTES) - 1  # the first may be the mark
    return TooLongError("characters", most, fewest, f"the input {what}, so at least {fewest:,} code points")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
