"""Read Chinese party and government texts: who held which post in which organisation, when, and how many of what."""

from __future__ import annotations

import os
import signal
import sys


def _leave_when_interrupted(*_: object) -> None:
    os._exit(130)


def _is_command_line() -> bool:
    """Whether this import begins the program ``partyie`` or ``python -m partyie``."""
    if sys.argv[:1] == ["-m"]:
        return "-m" in sys.orig_argv and sys.orig_argv[sys.orig_argv.index("-m") + 1 :][:1] == ["partyie"]
    name = os.path.basename(sys.argv[0]) if sys.argv else ""
    return os.path.splitext(name)[0].removesuffix("-script") == "partyie"


# The imports below take a third of a second, in which no code of the command line runs yet: there, Ctrl-C would end
# it with a traceback. `partyie.__main__` sets the handler back.
if _is_command_line() and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, _leave_when_interrupted)

from importlib import import_module  # noqa: E402
from typing import TYPE_CHECKING, Any  # noqa: E402

from partyie.formats.attach import attach_views  # noqa: E402
from partyie.records import Extraction, Failure  # noqa: E402

if TYPE_CHECKING:
    from partyie.api import extract, extract_many, load
    from partyie.formats.frame import to_frame
    from partyie.lexicon.extension import extend_tables
    from partyie.lexicon.user import UserLexicon
    from partyie.lexicon.user_files import read_lexicon
    from partyie.lexicon.user_terms import UserTerm
    from partyie.pipeline.build import use_lexicon
    from partyie.pipeline.expressions import parse_date, parse_quantity
    from partyie.pipeline.limits import Limits

__version__ = "0.1.0"
__all__ = [
    "Extraction",
    "Failure",
    "Limits",
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
    "Limits": "partyie.pipeline.limits",
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
