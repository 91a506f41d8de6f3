"""The large learnt model of partyie; ``partyie.load("lg")`` finds it by the entry point that names `FOLDER`."""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"

FOLDER = Path(__file__).parent
"""Where the model's files lie."""
