"""``python -m partyie``: the same as the console script."""

from __future__ import annotations

from partyie.cli import main

if __name__ == "__main__":
    main()
