"""What standard output is: a terminal of some width, with or without colour."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Literal, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

UNLIMITED = 1 << 16  # cells of a line that is not to be broken
NARROWEST, USUAL = 30, 80
PIPE = 100  # cells of a line where there is no terminal
AT_ONCE = 500  # lines that are printed together


class _Closed(io.RawIOBase):
    """What nobody reads: writing fails, as on a disk that is full."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(errno.EBADF, "it is closed")


def closed_output() -> TextIO:
    """Stands for a standard output that is closed."""
    return io.TextIOWrapper(cast(BinaryIO, _Closed()), encoding="utf-8", write_through=True)


def in_colour(asked: bool | None) -> bool:
    """Whether to write in colour: as asked, else as NO_COLOR, FORCE_COLOR and the terminal have it."""
    if asked is not None:
        return asked
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def line_width(asked: int | None, colour: bool) -> int | None:
    """Cells of a line: as asked, else the terminal's, else ``PIPE``; None (0 was asked) leaves lines as they are.

    Colour that was forced into a pipe is meant for a pager: then the width is that of the terminal it runs in.
    """
    if asked is not None:
        return max(asked, NARROWEST) if asked else None
    if not (sys.stdout.isatty() or colour):
        return PIPE
    with suppress(ValueError):
        return max(int(os.environ["COLUMNS"]), NARROWEST) if os.environ.get("COLUMNS") else _terminal_width()
    return _terminal_width()


def _terminal_width() -> int:
    for descriptor in (1, 2, 0):
        with suppress(OSError):
            return max(os.get_terminal_size(descriptor).columns or USUAL, NARROWEST)
    return USUAL


def console(colour: bool, width: int | None = None) -> Console:
    """A console on standard output that adds nothing of its own to what it is given."""
    from rich.console import Console

    # Terminals that call themselves xterm have long had 256 colours; with 16, persons and dates would look alike.
    many: Literal["truecolor", "256"] = "truecolor" if os.environ.get("COLORTERM") in ("truecolor", "24bit") else "256"
    return Console(
        width=width or UNLIMITED,
        force_terminal=colour,
        no_color=not colour,
        color_system=many if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=False,
    )


def print_lines(screen: Console, lines: Iterable[Text]) -> None:
    """Print lines as they are, many together: rich takes several times as long for each alone."""
    rest = iter(lines)
    while some := list(islice(rest, AT_ONCE)):
        if screen.color_system is None:
            screen.file.write("".join(f"{line.plain}\n" for line in some))
            screen.file.flush()
        else:
            screen.print(*some, sep="\n", soft_wrap=True)
