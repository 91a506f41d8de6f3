"""Read Chinese party and government texts: who held which post in which organisation, when, and how many of what."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from partyie.formats.attach import attach_views
from partyie.records import Extraction, Failure

if TYPE_CHECKING:
    from partyie.api import extract, extract_many, load
    from partyie.formats.frame import to_frame
    from partyie.lexicon.extension import extend_tables
    from partyie.lexicon.user import UserLexicon
    from partyie.lexicon.user_files import read_lexicon
    from partyie.lexicon.user_terms import UserTerm
    from partyie.pipeline.build import use_lexicon
    from partyie.pipeline.expressions import parse_date, parse_quantity

__version__ = "0.1.0"
__all__ = [
    "Extraction",
    "Failure",
    "UserLexicon",
    "UserTerm",
    "__version__",
    "extend_tables",
    "extract",
    "extract_many",
    "load",
    "parse_date",
    "parse_quantity",
    "read_lexicon",
    "to_frame",
    "use_lexicon",
]

_LAZY = {
    "load": "partyie.api",
    "extract": "partyie.api",
    "extract_many": "partyie.api",
    "parse_date": "partyie.pipeline.expressions",
    "parse_quantity": "partyie.pipeline.expressions",
    "to_frame": "partyie.formats.frame",
    "extend_tables": "partyie.lexicon.extension",
    "UserLexicon": "partyie.lexicon.user",
    "UserTerm": "partyie.lexicon.user_terms",
    "read_lexicon": "partyie.lexicon.user_files",
    "use_lexicon": "partyie.pipeline.build",
}

attach_views()


if not TYPE_CHECKING:  # type checkers would take any name to be there

    def __getattr__(name: str) -> Any:
        """Import what is heavy only when it is first asked for."""
        if name in _LAZY:
            return getattr(import_module(_LAZY[name]), name)
        raise AttributeError(f"module 'partyie' has no attribute {name!r}")
