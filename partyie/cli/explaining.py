"""The command ``explain``: why a place in a text was read as it was."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from partyie.cli.options import (
    FAILED,
    File,
    Lexicon,
    MaxCharacters,
    MaxSeconds,
    Model,
    ReferenceDate,
    Tables,
    Width,
    bad_option,
    limits_of,
    say,
    text_of,
    whole_number,
)
from partyie.errors import InputError, TooLongError

EXPLAIN_HELP = """Say which rules proposed what at a place in a text, which won and why.

Name the place by its offset, by words that stand there, or by a mention's id as partyie show and the records give it.
Each candidate comes with what speaks for it and against it: what adds up to its score.

\b
Examples:
  partyie explain notice.txt --find 市委 --nth 2
  partyie explain notice.txt --mention m3
  partyie explain notice.txt --at 140 --json
"""


def explain(
    file: File,
    at: Annotated[
        int | None, typer.Option(parser=whole_number(0), metavar="OFFSET", help="Code point of the text, from 0.")
    ] = None,
    find: Annotated[str | None, typer.Option(metavar="TEXT", help="Where these words stand, as written.")] = None,
    nth: Annotated[
        int, typer.Option(parser=whole_number(1), metavar="N", help="With --find: where they stand the Nth time.")
    ] = 1,
    mention: Annotated[str | None, typer.Option(metavar="ID", help="Where this mention begins: m3.")] = None,
    json: Annotated[bool, typer.Option("--json", help="All of it as JSON.")] = False,
    width: Width = None,
    reference_date: ReferenceDate = None,
    lexicon: Lexicon = None,
    tables: Tables = None,
    model: Model = "sm",
    max_characters: MaxCharacters = None,
    max_seconds: MaxSeconds = None,
) -> None:
    from partyie.api import explain as explain_place
    from partyie.cli.screen import USUAL, line_width
    from partyie.pipeline.explanation_data import format_explanation
    from partyie.pipeline.explanation_lines import explanation_lines

    if [at, find, mention].count(None) != 2:
        raise typer.BadParameter("name one place by one of them", param_hint="'--at', '--find', '--mention'")
    limits = limits_of(max_characters, max_seconds)
    source, text = text_of(file, limits.characters)
    place = at if at is not None else mention if mention is not None else (str(find), nth)
    with bad_option():
        try:
            told = explain_place(
                text,
                place,
                source=source,
                reference_date=reference_date,
                lexicon=lexicon,
                model=model,
                limits=limits,
            )
        except TooLongError as error:
            say(f"{source}: {error}")
            raise typer.Exit(FAILED) from error
        except InputError as error:
            hint = "--at" if at is not None else "--find" if find is not None else "--mention"
            raise typer.BadParameter(str(error), param_hint=f"'{hint}'") from error
    if json:
        sys.stdout.buffer.write(format_explanation(told).encode("utf-8", "backslashreplace") + b"\n")
        return
    for line in explanation_lines(told, line_width(width, colour=False) or USUAL):
        typer.echo(line)
