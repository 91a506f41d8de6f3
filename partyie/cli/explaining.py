"""The command ``explain``: why a place in a text was read as it was."""

from __future__ import annotations

from typing import Annotated

import typer

from partyie.cli.options import File, Lexicon, Model, ReferenceDate, bad_option, text_of
from partyie.errors import InputError


def explain(
    file: File,
    at: Annotated[
        int, typer.Option(min=0, metavar="OFFSET", help="Code point of the text, from 0.", show_default=False)
    ],
    reference_date: ReferenceDate = None,
    lexicon: Lexicon = None,
    model: Model = "sm",
) -> None:
    """Say which rules proposed what at a place in a text, which won and why."""
