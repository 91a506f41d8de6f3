"""The command line: arguments, files, printing. What needs spaCy is imported when a command runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Annotated, Any, NoReturn

import typer

from partyie.errors import InputError, ModelError, TableError
from partyie.records import Extraction, Failure
from partyie.text.files import STANDARD_INPUT, list_files, read_file

READ, SOME_FAILED = 0, 1  # exit codes; 2, bad usage, is click's own
REFRESH = 0.1  # seconds between two pictures of the progress bar

app = typer.Typer(
    name="partyie",
    help="Read Chinese party and government texts into typed records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """What ``extract`` writes."""

    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


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
File = Annotated[str, typer.Argument(metavar="FILE", help="A text file; - is standard input.", show_default=False)]


@app.callback()
def partyie(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and leave.", is_eager=True, callback=lambda on: on and _version()
        ),
    ] = False,
) -> None:
    """Read Chinese party and government texts into typed records."""


def _version() -> NoReturn:
    typer.echo(f"partyie {import_module('partyie').__version__}")
    raise typer.Exit


@app.command()
def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files or folders; - is standard input.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="File to write (csv: folder); else standard output."),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="jsonl: one record a line; csv: a table a family; html: one page.")
    ] = Format.JSONL,
    reference_date: ReferenceDate = None,
    lexicon: Lexicon = None,
    model: Model = "sm",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes.")] = 1,
) -> None:
    """Read files into records, one Extraction (or Failure) an input, in input order.

    A folder stands for every file in it and below, sorted; names that begin with a dot are left out. UTF-8, GB18030 and
    Big5 are told apart. Exit: 0 all read; 1 some inputs failed, each named on standard error; 2 bad usage.
    """
    from partyie.api import extract_many, extract_packed

    _check_output(output, format, paths)
    files = list(list_files(paths, skip=None if output is None else str(output)))
    texts = (file if isinstance(file, Failure) else read_file(file) for file in files)
    read: Callable[..., Iterator[Any]] = extract_packed if format is Format.JSONL else extract_many
    results = read(texts, n_process=jobs, reference_date=reference_date, lexicon=lexicon, model=model)
    failures: list[Failure] = []
    with _bad_option(), _progress(len(files)) as advance:
        _write(_watched(results, failures, advance), output, format)
    raise typer.Exit(SOME_FAILED if failures else READ)


def _check_output(output: Path | None, format: Format, paths: Iterable[str]) -> None:
    if format is Format.CSV and (output is None or output.is_file()):
        raise typer.BadParameter("csv is a folder with a table a family: name the folder", param_hint="'-o'")
    if format is not Format.CSV and output is not None and output.is_dir():
        raise typer.BadParameter(f"{output} is a folder", param_hint="'-o'")
    if output is not None and output.is_file() and any(_is_file(path, output) for path in paths):
        raise typer.BadParameter(f"{output} is also an input", param_hint="'-o'")


def _is_file(path: str, output: Path) -> bool:
    return path != STANDARD_INPUT and os.path.exists(path) and os.path.samefile(path, output)


def _write(results: Iterable[Extraction | Failure], output: Path | None, format: Format) -> None:
    if format is Format.CSV and output is not None:
        from partyie.formats.csv import write_csv

        with _bad_output():
            write_csv(results, output)
        return
    from partyie.formats.html import write_html
    from partyie.formats.jsonl import write_jsonl

    write = write_html if format is Format.HTML else write_jsonl
    if output is None:
        write(results, sys.stdout.buffer)
        return
    with _bad_output():
        file = output.open("wb")
    with file:
        write(results, file)


def _watched(
    results: Iterable[Extraction | Failure], failures: list[Failure], advance: Callable[[Failure | None], None]
) -> Iterator[Extraction | Failure]:
    """The same results; each failure is kept and told on the way."""
    for result in results:
        failed = result if isinstance(result, Failure) else None
        if failed is not None:
            failures.append(failed)
        advance(failed)
        yield result


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Failure | None], None]]:
    """A bar on standard error where that is a terminal, and the failures' reasons above it."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    columns = (*Progress.get_default_columns()[:3], MofNCompleteColumn(), TimeRemainingColumn())
    # refreshed here, not by its thread: a process that forks workers should have one thread
    bar = Progress(*columns, console=console, auto_refresh=False, transient=True, disable=not console.is_terminal)
    task = bar.add_task("reading", total=total)
    shown = 0.0

    def advance(failed: Failure | None) -> None:
        nonlocal shown
        if failed is not None:
            console.print(_complaint(failed))
        bar.advance(task)
        if monotonic() - shown > REFRESH:
            bar.refresh()
            shown = monotonic()

    with bar:
        yield advance


def _complaint(failed: Failure) -> str:
    from partyie.formats.stretches import visible

    return visible(f"partyie: {failed.source}: {failed.error.message}")


@contextmanager
def _bad_option() -> Iterator[None]:
    try:
        yield
    except ModelError as error:
        raise typer.BadParameter(str(error), param_hint="'--model'") from error
    except TableError as error:
        raise typer.BadParameter(str(error), param_hint="'--lexicon'") from error


@contextmanager
def _bad_output() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise typer.BadParameter(f"can't write {error.filename}: {error.strerror}", param_hint="'-o'") from error


@app.command()
def show(file: File, reference_date: ReferenceDate = None, lexicon: Lexicon = None, model: Model = "sm") -> None:
    """Show a text with its mentions in colour, and the links between them."""
    from rich.console import Console

    from partyie.api import extract
    from partyie.formats.terminal import coloured_text, facts, legend, link_lines, repair_lines

    source, text = _text_of(file)
    with _bad_option():
        extraction = extract(text, source=source, reference_date=reference_date, lexicon=lexicon, model=model)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    colour = console.color_system is not None
    for line in facts(extraction):
        console.print(line)
    console.print(legend(extraction))
    console.print("\n", coloured_text(extraction, colour=colour), "\n", sep="")
    for line in (*link_lines(extraction), *repair_lines(extraction)):
        console.print(line)


@app.command()
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
    from partyie.api import explain as explain_place
    from partyie.pipeline.explanation import explanation_lines

    _, text = _text_of(file)
    with _bad_option():
        try:
            explanation = explain_place(text, at, reference_date=reference_date, lexicon=lexicon, model=model)
        except InputError as error:
            raise typer.BadParameter(str(error), param_hint="'--at'") from error
    for line in explanation_lines(explanation):
        typer.echo(line)


def _text_of(file: str) -> tuple[str, str]:
    """Source and text of the one input of a command, which fails if it can't be read."""
    read = read_file(file)
    if isinstance(read, Failure):
        typer.echo(_complaint(read), err=True)
        raise typer.Exit(SOME_FAILED)
    return read


@app.command()
def schema() -> None:
    """Print the JSON schema of an output line."""
    from partyie.formats.jsonl import format_schema

    sys.stdout.buffer.write(format_schema().encode())


@app.command(
    "benchmark",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def benchmark(context: typer.Context) -> None:
    """Accuracy and throughput (partyie benchmark --help)."""
    house = import_module("partyie.benchmarks.cli").app
    typer.main.get_command(house)(args=context.args, prog_name="partyie benchmark")


def main() -> None:
    """The console script."""
    app()
