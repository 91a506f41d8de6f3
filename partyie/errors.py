"""What partyie raises. Imports nothing of ours, so that every layer may use it."""

from __future__ import annotations

from typing import Any, Literal


class PartyieError(Exception):
    """Base of every error that partyie raises on purpose."""


class TableError(PartyieError):
    """A lexicon table holds a row that can't be read; the message names file and line."""


class InputError(PartyieError):
    """An input can't be read: missing, unreadable, not text; the message names it."""


class TooLongError(InputError):
    """A text is longer, or takes longer to read, than the limits allow; the message names both figures and the fix.

    Attributes:
        limit: Which limit: ``characters`` (code points) or ``seconds`` (of processor time).
        allowed: The limit.
        found: What there is: for ``seconds`` when the text was given up, for a file that is refused by its size the
            fewest code points that it can hold.
    """

    def __init__(
        self, limit: Literal["characters", "seconds"], allowed: float, found: float, what: str | None = None
    ) -> None:
        if what is None:
            counted = f"has {found:,} code points"
            what = counted if limit == "characters" else f"was given up after {found:,} seconds of processor time"
            what = f"the text {what}"
        super().__init__(f"{what}: the limit is {allowed:,} (--max-{limit}, Limits({limit}=…))")
        self.limit, self.allowed, self.found, self.what = limit, allowed, found, what

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.limit, self.allowed, self.found, self.what)


class ExpressionError(InputError, ValueError):
    """A string is no date or no quantity, or holds more than one; the message names it."""


class ModelError(PartyieError):
    """A model is missing or damaged; the message says how to get it."""


class MissingLibraryError(PartyieError, ImportError):
    """An optional library isn't installed; the message says how to get it."""


class GoldError(PartyieError):
    """A gold document breaks the annotation guideline; the message names document and place."""


class PipelineWarning(UserWarning):
    """A component stands in a pipeline where it can't do its work; the message says which line mends that."""
