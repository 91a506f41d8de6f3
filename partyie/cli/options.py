"""What several commands share: options, exit codes, the one input of a command."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partyie.errors import ModelError, PartyieError, TableError
from partyie.records import Failure, Label
from partyie.text.files import STANDARD_INPUT, failure, list_files, read_file

if TYPE_CHECKING:
    from partyie.pipeline.limits import Limits

READ, FAILED, INTERRUPTED = 0, 1, 130  # exit codes; 2, bad usage, is click's own


def parse_reference_date(value: str) -> date:
    """An ISO date or instant; argparse-like, a wrong one is bad usage."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        why = "" if value in str(error) else f" ({error})"  # a month 13, not: no ISO at all
        raise typer.BadParameter(f"{value!r} is no ISO date such as 2021-09-29 or 2021-09-29T08:00{why}") from None
    return instant.date() if len(value) <= len("2021-09-29") else instant


def whole_number(least: int) -> Callable[[str], int]:
    """The reader of an option's whole number, at least ``least``; a wrong one is bad usage."""

    def parse(value: str | int) -> int:
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if number < least:
            raise typer.BadParameter(f"{value!r} is no whole number from {least} upwards")
        return number

    return parse


ReferenceDate = Annotated[
    date | None,
    typer.Option(
        parser=parse_reference_date,
        metavar="DATE",
        help="What 昨天, 今年 and dates without a year count from; else the document's own date.",
    ),
]
Lexicon = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        metavar="TABLE",
        callback=lambda paths: lexicon_files(paths),
        help="Names of your own (TSV or JSON Lines), which beat every rule; may be repeated: the last counts.",
    ),
]


def extend_tables(folder: Path | None) -> Path | None:
    """Add the rows of a folder to the tables, before anything is read."""
    if folder is not None:
        from partyie.lexicon.extension import extend_tables as extend

        try:
            extend(folder)
        except PartyieError as error:
            raise typer.BadParameter(str(error)) from error
    return folder


Tables = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        metavar="FOLDER",
        callback=extend_tables,
        help="Rows of your own for the grammars: posts.tsv, organ_heads.tsv, organ_forms.tsv, units.tsv.",
    ),
]
Model = Annotated[str, typer.Option(metavar="SIZE", help="The learnt model: sm, or lg, which is a package of its own.")]
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Text files (UTF-8, UTF-16, GB18030, Big5) or folders; - is standard input.",
        show_default=False,
    ),
]
Width = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(0),
        metavar="CELLS",
        help="Cells a line (30 at least), 0 for any length; else the terminal's, and in a pipe 100.",
    ),
]
Colour = Annotated[
    bool | None,
    typer.Option(
        "--color/--no-color",
        help="Else colour on a terminal; NO_COLOR and FORCE_COLOR count, too.",
        show_default=False,
    ),
]
File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="A text file (UTF-8, UTF-16, GB18030, Big5); - is standard input.", show_default=False
    ),
]


def parse_limit(kind: type[int] | type[float]) -> Callable[[str], float]:
    """The reader of a limit: a number above 0, or 0 for none; a wrong one is bad usage."""

    def parse(value: str | float) -> float:
        try:
            number = kind(value)
        except ValueError:
            number = -1
        if not 0 <= number < math.inf:
            raise typer.BadParameter(f"{value!r} is no {'whole ' * (kind is int)}number above 0, nor 0 for no limit")
        return number

    return parse


MaxCharacters = Annotated[
    float | None,
    typer.Option(
        "--max-characters",
        parser=parse_limit(int),
        metavar="N",
        help="A text of more code points fails: 0 for no limit, else 20 million.",
    ),
]
MaxSeconds = Annotated[
    float | None,
    typer.Option(
        "--max-seconds",
        parser=parse_limit(float),
        metavar="S",
        help="A text that takes more processor time fails; else there is no limit.",
    ),
]


def limits_of(characters: float | None, seconds: float | None) -> Limits:
    """The limits that the two options name."""
    from partyie.pipeline.limits import CHARACTERS, Limits

    return Limits((CHARACTERS if characters is None else int(characters)) or None, seconds or None)


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


def lexicon_files(paths: list[Path] | None) -> list[Path] | None:
    """The files, held to be files: a pipe can't be read again by other processes, and a device may never end."""
    for path in paths or ():
        if not path.is_file():
            raise typer.BadParameter(f"{path} is no file, but a pipe or a device: save its rows in a file")
    return paths


def text_of(file: str, most: int | None = None) -> tuple[str, str]:
    """Source and text of the one input of a command, which fails if it can't be read or is surely too long."""
    if file != STANDARD_INPUT and os.path.isdir(file):
        found: str | Failure = failure(file, "unreadable", "is a folder: name one file in it")
    else:
        [found] = list_files([file])
    read = found if isinstance(found, Failure) else read_file(found, most)
    if isinstance(read, Failure):
        typer.echo(complaint(read), err=True)
        raise typer.Exit(FAILED)
    return read


def complaint(failed: Failure) -> str:
    """What standard error says of an input that failed, in one line: a file's name may hold a line break."""
    from partyie.formats.stretches import one_line

    return one_line(f"partyie: {failed.source}: {failed.error.message}")


def say(message: str) -> None:
    """Tell standard error, each line under the program's name; who listens may be gone."""
    from partyie.formats.stretches import visible

    with suppress(OSError):
        for line in message.splitlines():
            typer.echo(visible(f"partyie: {line}"), err=True)
