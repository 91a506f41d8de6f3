"""The commands that look at one text: ``show`` and ``explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from partyie.cli.options import File, Lexicon, Model, ReferenceDate, Tables, bad_option, text_of
from partyie.errors import InputError


def show(
    file: File,
    reference_date: ReferenceDate = None,
    lexicon: Lexicon = None,
    tables: Tables = None,
    model: Model = "sm",
) -> None:
    """Show a text with its mentions in colour, and the links between them."""
    from rich.console import Console

    from partyie.api import extract
    from partyie.formats.terminal import coloured_text, facts, legend, link_lines, repair_lines

    source, text = text_of(file)
    with bad_option():
        extraction = extract(text, source=source, reference_date=reference_date, lexicon=lexicon, model=model)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    colour = console.color_system is not None
    for line in facts(extraction):
        console.print(line)
    console.print(legend(extraction))
    console.print("\n", coloured_text(extraction, colour=colour), "\n", sep="")
    for line in (*link_lines(extraction), *repair_lines(extraction)):
        console.print(line)


def explain(
    file: File,
    at: Annotated[
        int, typer.Option(min=0, metavar="OFFSET", help="Code point of the text, from 0.", show_default=False)
    ],
    reference_date: ReferenceDate = None,
    lexicon: Lexicon = None,
    tables: Tables = None,
    model: Model = "sm",
) -> None:
    """Say which rules proposed what at a place in a text, which won and why."""
    from partyie.api import explain as explain_place
    from partyie.pipeline.explanation import explanation_lines

    _, text = text_of(file)
    with bad_option():
        try:
            explanation = explain_place(text, at, reference_date=reference_date, lexicon=lexicon, model=model)
        except InputError as error:
            raise typer.BadParameter(str(error), param_hint="'--at'") from error
    for line in explanation_lines(explanation):
        typer.echo(line)
