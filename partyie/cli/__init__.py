"""The command line: arguments, files, printing. What needs spaCy is imported when a command runs."""

from __future__ import annotations

import errno
import inspect
import sys
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from partyie.cli.conversion import convert
from partyie.cli.explaining import EXPLAIN_HELP, explain
from partyie.cli.extraction import extract
from partyie.cli.health import DOCTOR_HELP, doctor
from partyie.cli.one_text import SHOW_HELP, show
from partyie.cli.options import FAILED, say
from partyie.cli.screen import closed_output
from partyie.cli.usage import Commands

NOT_WRITTEN = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, errno.EBADF)  # a full disk, a closed output
EXTRACT_EXAMPLES = """

\b
Examples:
  partyie extract notice.txt
  partyie extract notices/ -o notices.jsonl --jobs 4
  partyie extract notices/ -o tables --format csv
"""
CONVERT_EXAMPLES = """

\b
Examples:
  partyie convert notices.jsonl --to label-studio -o tasks.json
  partyie convert corrected.json --to inline -o gold/
  partyie convert notices.jsonl --to parquet -o tables/
"""
SCHEMA_EXAMPLES = """Print the JSON schema of an output line.

\b
Example:
  partyie schema > extraction.schema.json
"""
BENCHMARK_EXAMPLES = """Measure accuracy and throughput: partyie benchmark --help lists the measurements.

\b
Example:
  partyie benchmark accuracy --gold my_gold/
"""


def reflowed(text: str) -> str:
    """A help text whose paragraphs are one line each, to be broken where the terminal ends; examples stay lines."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(one if one.startswith("\b") else " ".join(one.split()) for one in paragraphs)


app = typer.Typer(
    name="partyie",
    cls=Commands,
    help="Read Chinese party and government texts into typed records.",
    no_args_is_help=True,
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


app.command(help=reflowed(f"{inspect.getdoc(extract)}{EXTRACT_EXAMPLES}"))(extract)
app.command(help=reflowed(SHOW_HELP))(show)
app.command(help=reflowed(EXPLAIN_HELP))(explain)
app.command(help=reflowed(f"{inspect.getdoc(convert)}{CONVERT_EXAMPLES}"))(convert)
app.command(help=reflowed(DOCTOR_HELP))(doctor)


@app.command(help=reflowed(SCHEMA_EXAMPLES))
def schema() -> None:
    """Print the JSON schema of an output line."""
    from partyie.formats.jsonl import format_schema

    sys.stdout.buffer.write(format_schema().encode())


@app.command(
    "benchmark",
    help=reflowed(BENCHMARK_EXAMPLES),
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def benchmark(context: typer.Context) -> None:
    """Accuracy and throughput (partyie benchmark --help)."""
    house = import_module("partyie.benchmarks.cli").app
    house.info.cls = Commands  # it may not know the layer above it
    typer.main.get_command(house)(args=context.args, prog_name="partyie benchmark")


def main() -> None:
    """The console script."""
    sys.stdout = sys.stdout or closed_output()  # closed by who started the process: >&-
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:  # who reads has left
            raise SystemExit(FAILED) from None
        if error.errno not in NOT_WRITTEN or error.filename is not None:
            raise
        say(f"can't write standard output: {(error.strerror or str(error)).lower()}")
        raise SystemExit(FAILED) from None
