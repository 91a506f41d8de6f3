"""The command ``show``: texts with their mentions, and their records, in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from partyie.cli.options import (
    FAILED,
    READ,
    Colour,
    Files,
    Lexicon,
    MaxCharacters,
    MaxSeconds,
    Model,
    ReferenceDate,
    Tables,
    Width,
    bad_option,
    complaint,
    limits_of,
    parse_labels,
    say,
)
from partyie.records import Failure
from partyie.text.files import list_files, read_file

SHOW_HELP = """Show texts with their mentions in colour, and the records and links after each.

FILE is a text file, a folder (every file in it and below), or - for standard input. Each mention bears the number of
its id (³ is m3), which the tables after the text name. Where there is no colour, mentions stand in brackets:
⟦ORG#m3|市委⟧.

\b
Examples:
  partyie show notice.txt
  partyie show notice.txt --only PERSON,POST
  partyie show notices/ --color | less -R
"""


def show(
    files: Files,
    only: Annotated[
        str | None,
        typer.Option(metavar="KINDS", help="Show these kinds alone, as PERSON,POST; also ORG, PLACE, DATE, QUANTITY."),
    ] = None,
    records: Annotated[bool, typer.Option("--records/--no-records", help="The tables after the text.")] = True,
    width: Width = None,
    color: Colour = None,
    reference_date: ReferenceDate = None,
    lexicon: Lexicon = None,
    tables: Tables = None,
    model: Model = "sm",
    max_characters: MaxCharacters = None,
    max_seconds: MaxSeconds = None,
) -> None:
    from partyie.api import job_of
    from partyie.cli.screen import console, in_colour, line_width, print_lines
    from partyie.formats.terminal import View, heading, terminal_view

    colour = in_colour(color)
    cells = line_width(width, colour)
    screen = console(colour, cells)
    view = View(parse_labels(only), records, colour, cells)
    found = list(list_files(files))
    if not found:
        say(f"there are no files in {', '.join(files)}")
    limits = limits_of(max_characters, max_seconds)
    job = job_of(reference_date=reference_date, lexicon=lexicon, model=model, limits=limits)
    failed = 0
    for number, file in enumerate(found):
        with bad_option():
            result = job.read(file if isinstance(file, Failure) else read_file(file, limits.characters))
        if isinstance(result, Failure):
            failed += 1
            typer.echo(complaint(result), err=True)
            continue
        if len(found) > 1:
            screen.print(*[""] * (number > 0), heading(result.source), sep="\n")
        print_lines(screen, terminal_view(result, view))
    raise typer.Exit(FAILED if failed else READ)
