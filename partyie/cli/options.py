"""What several commands share: options, exit codes, the one input of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from partyie.errors import ModelError, TableError
from partyie.records import Failure, Label
from partyie.text.files import read_file

READ, FAILED, INTERRUPTED = 0, 1, 130  # exit codes; 2, bad usage, is click's own


def parse_reference_date(value: str) -> date:
    """An ISO date or instant; argparse-like, a wrong one is bad usage."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no ISO date such as 2021-09-29 or 2021-09-29T08:00") from None
    return instant.date() if len(value) <= len("2021-09-29") else instant


ReferenceDate = Annotated[
    date | None,
    typer.Option(
        parser=parse_reference_date,
        metavar="DATE",
        help="What 昨天, 今年 and dates without a year count from; else the document's own date.",
    ),
]
Lexicon = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        metavar="TABLE",
        help="Names of your own (TSV or JSON Lines), which beat every rule.",
    ),
]
Model = Annotated[str, typer.Option(metavar="SIZE", help="The learnt model: sm, or lg, which is a package of its own.")]
Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE", help="Text files or folders; - is standard input.", show_default=False),
]
Width = Annotated[
    int | None,
    typer.Option(
        min=0, metavar="CELLS", help="Cells a line; 0 breaks none. Else the terminal's; a pipe's lines aren't broken."
    ),
]
Colour = Annotated[
    bool | None,
    typer.Option(
        "--color/--no-color", help="Else colour on a terminal; NO_COLOR and FORCE_COLOR count.", show_default=False
    ),
]
File = Annotated[str, typer.Argument(metavar="FILE", help="A text file; - is standard input.", show_default=False)]


def parse_labels(value: str | None) -> tuple[Label, ...]:
    """Kinds of mention, separated by commas, in any case; all where none is named; a wrong one is bad usage."""
    if value is None:
        return tuple(Label)
    names = [name.strip().upper() for name in value.split(",")]
    wrong = [name for name in names if name not in Label.__members__]
    if wrong or not names:
        raise typer.BadParameter(
            f"{', '.join(wrong)!r} is no kind of mention: choose from {', '.join(Label)}", param_hint="'--only'"
        )
    return tuple(label for label in Label if label.name in names)


@contextmanager
def bad_option() -> Iterator[None]:
    """A model or lexicon that can't be read is bad usage of its option."""
    try:
        yield
    except ModelError as error:
        raise typer.BadParameter(str(error), param_hint="'--model'") from error
    except TableError as error:
        raise typer.BadParameter(str(error), param_hint="'--lexicon'") from error


def text_of(file: str) -> tuple[str, str]:
    """Source and text of the one input of a command, which fails if it can't be read."""
    read = read_file(file)
    if isinstance(read, Failure):
        typer.echo(complaint(read), err=True)
        raise typer.Exit(FAILED)
    return read


def complaint(failed: Failure) -> str:
    """What standard error says of an input that failed."""
    from partyie.formats.stretches import visible

    return visible(f"partyie: {failed.source}: {failed.error.message}")
