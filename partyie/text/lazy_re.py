"""The part of :mod:`re` that partyie uses, its patterns compiled when they are first used.

To compile all patterns of partyie takes half as long as to import spaCy, and no document needs them all. A module says
``from partyie.text import lazy_re as re`` and reads as any other.
"""

from __future__ import annotations

import re
from re import ASCII, Match, Pattern, escape, finditer, fullmatch, match, search, split, sub
from typing import Any, AnyStr, cast

__all__ = ["ASCII", "Match", "Pattern", "compile", "escape", "finditer", "fullmatch", "match", "search", "split", "sub"]

_USED = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "groupindex", "groups", "flags")


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """A pattern that is as good as compiled: it is compiled when something of it is first asked for.

    A mistake in it therefore shows then; ``tests/text/test_lazy_re.py`` compiles the patterns of modules and tables.

    >>> compile("[省市县]").search("莆田市").span()
    (2, 3)
    """
    return cast("Pattern[AnyStr]", LazyPattern(pattern, flags))


class _Ready:
    """A compiled pattern by its methods. It has no ``__getattr__``, which would make each of their calls slower."""

    pattern: str | bytes
    given_flags: int

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and pickled as the pattern it stands for."""
        return re.compile, (self.pattern, self.given_flags)


class LazyPattern(_Ready):
    """A pattern that isn't compiled yet."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.given_flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.given_flags)
        self.__dict__.update({used: getattr(compiled, used) for used in _USED})
        self.__class__ = _Ready  # type: ignore[assignment]  # from here on it is one
        return getattr(compiled, name)
