"""The large learnt model of partyie; ``partyie.load("lg")`` finds it by the entry point that names `FOLDER`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"

FOLDER = Path(__file__).parent
"""Where the model's files lie."""


def load(**settings: Any) -> Language:
    """What ``spacy.load("partyie_lg")`` calls: ``partyie.load("lg")`` with spaCy's settings."""
    import partyie

    return partyie.load("lg", **settings)
