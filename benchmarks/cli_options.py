"""What the commands of ``partyie benchmark`` share: options, the gold they name, files they write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from pydantic import ValidationError

from partyie.benchmarks.corpus import PACKAGED, read_gold, read_split
from partyie.errors import InputError, PartyieError
from partyie.formats.gold import GoldDocument
from partyie.formats.stretches import visible
from partyie.records import Record

TIMED = ("training", "written", "heldout")  # not extra: running prose, made for the learnt model
Read = TypeVar("Read")

GoldOption = Annotated[
    Path | None,
    typer.Option("--gold", exists=True, file_okay=False, help="A folder of gold instead of the package's splits."),
]
SplitOption = Annotated[
    list[str] | None, typer.Option("--split", help=f"{', '.join(PACKAGED)}; may be repeated; default: all.")
]
JsonOption = Annotated[Path | None, typer.Option("--json", dir_okay=False, help="Write the figures as JSON here.")]
MarkdownOption = Annotated[Path | None, typer.Option("--markdown", dir_okay=False, help="Write the report here.")]
CompareOption = Annotated[
    Path | None,
    typer.Option(
        "--compare", exists=True, dir_okay=False, metavar="OLD.json", help="Show what has changed since these figures."
    ),
]


def gold_by_split(folder: Path | None, splits: Iterable[str] = PACKAGED) -> dict[str, list[GoldDocument]]:
    """The gold of a folder, under its name, or of packaged splits."""
    if folder is not None:
        return {folder.resolve().name: read_gold(folder)}
    return {split: read_split(split) for split in splits}


def gold_texts(folder: Path | None) -> list[str]:
    """The texts that are timed: of a folder of gold, or of the packaged splits that imitate whole documents."""
    return [document.text for documents in gold_by_split(folder, TIMED).values() for document in documents]


def read_old(path: Path, read: Callable[[str], Read]) -> Read:
    """Figures of an earlier day.

    Raises:
        InputError: The file holds none of this kind.
    """
    try:
        return read(path.read_bytes().decode("utf-8"))
    except (ValidationError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: no figures of this command: {str(error).splitlines()[0]}") from error


def report(shown: str, figures: str, json: Path | None, markdown: Path | None) -> None:
    """Print a report, and write it and its figures where they are wanted."""
    typer.echo(visible(shown))
    for path, content in ((json, figures), (markdown, shown)):
        if path is not None:
            path.write_text(content, encoding="utf-8")


def as_json(figures: Record) -> str:
    """Figures as the content of a file."""
    return figures.model_dump_json(indent=1) + "\n"


def refuse(error: PartyieError) -> NoReturn:
    """Bad usage: say why and leave with exit code 2."""
    typer.echo(visible(f"partyie benchmark: {error}"), err=True)
    raise typer.Exit(2)
