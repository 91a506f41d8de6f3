"""The command line: arguments, files, printing. What needs spaCy is imported when a command runs."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from partyie.cli.conversion import convert
from partyie.cli.extraction import extract
from partyie.cli.one_text import explain, show

app = typer.Typer(
    name="partyie",
    help="Read Chinese party and government texts into typed records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


app.command()(extract)
app.command()(show)
app.command()(explain)
app.command()(convert)


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
