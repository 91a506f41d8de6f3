"""The command ``extract``: files in, records out, with a bar; it can be interrupted and gone on with."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from partyie.cli.options import (
    FAILED,
    INTERRUPTED,
    READ,
    Lexicon,
    MaxCharacters,
    MaxSeconds,
    Model,
    ReferenceDate,
    Tables,
    bad_option,
    complaint,
    limits_of,
    say,
    whole_number,
)
from partyie.cli.output_formats import OutputFormat, output_of, parse_format
from partyie.cli.outputs import Ledger, Output, WritingError
from partyie.errors import InputError
from partyie.records import Extraction, Failure
from partyie.text.files import list_files, read_file

if TYPE_CHECKING:
    from partyie.pipeline.progress import Bar, NoBar
    from partyie.pipeline.stream import Job, Line

T = TypeVar("T", "Extraction | Failure", "Line")
ONLY_LINES = "only JSON Lines in a file (-o OUT.jsonl) can be gone on with"


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files or folders; - is standard input.", show_default=False)
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="File to write (csv, parquet: folder); else standard output."
        ),
    ] = None,
    format: Annotated[
        OutputFormat | None,
        typer.Option(
            parser=parse_format,
            metavar="FORMAT",
            help="jsonl: one record a line; csv, parquet: a folder with a table a family; duckdb: a database of them; "
            "html: one page. Else as OUT ends, and jsonl where it says nothing.",
        ),
    ] = None,
    reference_date: ReferenceDate = None,
    lexicon: Lexicon = None,
    tables: Tables = None,
    model: Model = "sm",
    max_characters: MaxCharacters = None,
    max_seconds: MaxSeconds = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", parser=whole_number(1), metavar="N", help="Processes.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with OUT (jsonl), which an interrupted run left.")
    ] = False,
) -> None:
    """Read files into records, one Extraction (or Failure) an input, in input order.

    A folder stands for every file in it and below, sorted; names that begin with a dot are left out. UTF-8, UTF-16,
    GB18030 and Big5 are told apart. A terminal shows how far it has come. Ctrl-C leaves whole lines (csv: whole
    documents; parquet, duckdb: what was there before); --resume skips the inputs that OUT holds, failures too, and the
    result is that of one run. Exit: 0 all read; 1 some inputs failed, each named on standard error, or the output
    couldn't be written; 2 bad usage; 130 interrupted.
    """
    from partyie.api import job_of
    from partyie.cli.interruption import Interruption

    out = output_of(format, output, paths)
    if resume and not out.can_resume:
        raise typer.BadParameter("only JSON Lines in a file can be gone on with: -o OUT.jsonl", param_hint="'--resume'")
    with bad_option():
        limits = limits_of(max_characters, max_seconds)
        job = job_of(reference_date=reference_date, lexicon=lexicon, model=model, limits=limits)
    with Interruption() as interruption:
        run = Run(out, job, jobs, Ledger(interruption))
        try:
            run.files = list(list_files(paths, skip=output))
            if not run.files:
                say(f"there are no files in {', '.join(paths)}")
            with bad_option():
                if resume:
                    _keep(run)
                _extract(run)
        except KeyboardInterrupt:
            say(f"interrupted: {_so_far(run)}")
            raise typer.Exit(INTERRUPTED) from None
        except WritingError as error:
            _stop_writing(run, error.error)
        except OSError as error:  # no process can be started, no memory is left
            say(f"can't go on: {_reason(error)}; {_so_far(run)}")
            raise typer.Exit(FAILED) from error
    raise typer.Exit(FAILED if run.failed else READ)


@dataclass(slots=True)
class Run:
    """One run of the command.

    Attributes:
        files: The inputs, in order; a Failure for what can't be listed.
        kept: How many inputs the output held before.
        failed: How many inputs failed, those of the kept ones too.
    """

    output: Output
    job: Job
    n_process: int
    ledger: Ledger
    files: Sequence[str | Failure] = ()
    kept: int = 0
    failed: int = 0


def _keep(run: Run) -> None:
    """Find what the output holds already, and leave those inputs out."""
    try:
        kept = run.output.resume(run.files, run.job)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="'--resume'") from error
    run.kept, run.failed = kept.inputs, kept.failed
    if run.kept:
        failed = f", {run.failed:,} of them failed" if run.failed else ""
        say(f"{run.output.path} holds {run.kept:,} of {len(run.files):,} inputs already{failed}")


def _extract(run: Run) -> None:
    from partyie.pipeline.progress import terminal_bar
    from partyie.pipeline.reader import reader_for
    from partyie.pipeline.stream import read_lines, read_many
    from partyie.pipeline.worker_process import use_one_thread

    reader_for(run.job.recipe)
    use_one_thread()
    files = run.files[run.kept :]
    texts = (file if isinstance(file, Failure) else read_file(file, run.job.limits.characters) for file in files)
    with terminal_bar(len(files), kept=run.kept, summary=True) as bar:
        if run.output.takes_lines:
            with closing(read_lines(texts, run.job, n_process=run.n_process)) as lines:
                run.output.write(_watched(lines, run, bar), run.ledger)
        else:
            with closing(read_many(texts, run.job, n_process=run.n_process)) as results:
                run.output.write(_watched(results, run, bar), run.ledger)


def _watched(results: Iterable[T], run: Run, bar: Bar | NoBar) -> Iterator[T]:
    """The same results; the bar shows them, and the failures are told above it."""
    from partyie.pipeline.progress import counted, failure_of

    for result in counted(results, bar.update, len(run.files) - run.kept):
        failed = failure_of(result)
        if failed is not None:
            run.failed += 1
            bar.say(complaint(failed))
        yield result


def _so_far(run: Run) -> str:
    """How much is written and how to go on, in a sentence."""
    count = f"{run.kept + run.ledger.done:,} of {len(run.files):,} inputs"
    if run.output.at_once and not run.output.finished:
        return f"{count} were read, nothing is written, and {run.output.path} is as it was; {ONLY_LINES}"
    if not run.output.can_resume:
        return f"{count} are written; {ONLY_LINES}"
    arguments = [argument for argument in sys.argv[1:] if argument != "--resume"]
    return f"{count} are written; go on with: {shlex.join(['partyie', *arguments, '--resume'])}"


def _stop_writing(run: Run, error: OSError) -> NoReturn:
    """Say what can't be written any more."""
    where = "standard output" if run.output.path is None else str(run.output.path)
    say(f"can't write {where}: {_reason(error)}; {_so_far(run)}")
    if isinstance(error, BrokenPipeError):
        raise error  # typer's: it silences what Python would say of it at the end
    raise typer.Exit(FAILED) from error


def _reason(error: OSError) -> str:
    return error.strerror.lower() if error.strerror else str(error)
