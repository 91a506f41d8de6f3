"""``python -m partyie`` and the console script: the command line, and a quick end."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

import partyie

INTERRUPTED = 130


def main() -> None:
    """Run the command line, then leave the process as it is.

    By then all files are closed. To free one by one the objects of spaCy and of partyie, as Python does when it ends,
    would take a tenth of what reading a short document takes in all; the system frees their memory at once.
    """
    try:
        if signal.getsignal(signal.SIGINT) is partyie._leave_when_interrupted:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except SystemExit as leaving:
        if not isinstance(leaving.code, int):
            raise
        _leave(leaving.code)
    except KeyboardInterrupt:
        _leave(INTERRUPTED)


def run() -> None:
    """The command line itself."""
    try:
        from partyie.cli import main as run_command
    except ImportError as error:
        module = error.name or "a library"
        sys.stderr.write(f"partyie: {module} can't be imported ({error}): pip install --force-reinstall partyie\n")
        raise SystemExit(1) from error
    run_command()


def _leave(code: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by who started the process
            with suppress(OSError):  # who reads has left
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
