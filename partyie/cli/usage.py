"""What is said of bad usage drives no terminal: an argument may be the name of a stranger's file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer.core import TyperGroup

from partyie.formats.stretches import visible


class Commands(TyperGroup):
    """The commands of a program, with messages made visible before they are printed."""

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Read the program's own options."""
        with _visible_message():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: Any) -> Any:
        """Read a command's options and run it."""
        with _visible_message():
            return super().invoke(ctx)


@contextmanager
def _visible_message() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        message = getattr(error, "message", None)  # what click's errors print, whichever click typer comes with
        if hasattr(error, "format_message") and isinstance(message, str):
            error.message = visible(message)  # type: ignore[attr-defined]
        raise
