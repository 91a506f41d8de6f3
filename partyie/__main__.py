"""``python -m partyie`` and the console script: the command line, and a quick end."""

from __future__ import annotations

import os
import sys

from partyie.cli import main as run


def main() -> None:
    """Run the command line, then leave the process as it is.

    By then all files are closed. To free one by one the objects of spaCy and of partyie, as Python does when it ends,
    would take a tenth of what reading a short document takes in all; the system frees their memory at once.
    """
    try:
        run()
    except SystemExit as leaving:
        if not isinstance(leaving.code, int):
            raise
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # closed by who started the process
                stream.flush()
        os._exit(leaving.code)


if __name__ == "__main__":
    main()
