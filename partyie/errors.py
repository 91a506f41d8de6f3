"""What partyie raises. Imports nothing of ours, so that every layer may use it."""

from __future__ import annotations


class PartyieError(Exception):
    """Base of every error that partyie raises on purpose."""


class TableError(PartyieError):
    """A lexicon table holds a row that can't be read; the message names file and line."""


class InputError(PartyieError):
    """An input can't be read: missing, unreadable, not text; the message names it."""


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
