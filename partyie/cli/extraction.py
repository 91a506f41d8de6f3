"""The command ``extract``: files in, records out, with a bar; it can be interrupted and gone on with."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from partyie.cli.options import (
    FAILED,
    INTERRUPTED,
    READ,
    Lexicon,
    Model,
    ReferenceDate,
    Tables,
    bad_option,
    complaint,
    whole_number,
)
from partyie.errors import InputError
from partyie.records import Extraction, Failure
from partyie.text.files import STANDARD_INPUT, list_files, read_file

if TYPE_CHECKING:
    from partyie.cli.interruption import Interruption
    from partyie.pipeline.progress import Bar, NoBar
    from partyie.pipeline.stream import Job, Line

T = TypeVar("T", "Extraction | Failure", "Line")


class Format(StrEnum):
    """What ``extract`` writes."""

    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


@dataclass(slots=True)
class Run:
    """One run of the command.

    Attributes:
        files: The inputs, in order; a Failure for what can't be listed.
        kept: How many inputs the output held before.
        failed: How many inputs failed, those of the kept ones too.
        done: How many results have been written, without the kept ones.
        size: Bytes of the output that stay; null where it is begun anew.
    """

    output: Path | None
    format: Format
    job: Job
    n_process: int
    files: Sequence[str | Failure] = ()
    kept: int = 0
    failed: int = 0
    done: int = 0
    size: int | None = None


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
    tables: Tables = None,
    model: Model = "sm",
    jobs: Annotated[int, typer.Option("--jobs", "-j", parser=whole_number(1), metavar="N", help="Processes.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with OUT (jsonl), which an interrupted run left.")
    ] = False,
) -> None:
    """Read files into records, one Extraction (or Failure) an input, in input order.

    A folder stands for every file in it and below, sorted; names that begin with a dot are left out. UTF-8, UTF-16,
    GB18030 and Big5 are told apart. A terminal shows how far it has come. Ctrl-C leaves whole lines; --resume skips the
    inputs that OUT holds, failures too, and the result is that of one run. Exit: 0 all read; 1 some inputs failed, each
    named on standard error, or the output couldn't be written; 2 bad usage; 130 interrupted.
    """
    from partyie.api import job_of
    from partyie.cli.interruption import Interruption

    _check_output(output, format, paths, resume)
    with bad_option():
        job = job_of(reference_date=reference_date, lexicon=lexicon, model=model)
    run = Run(output, format, job, jobs)
    with Interruption() as interruption:
        try:
            run.files = list(list_files(paths, skip=None if output is None else str(output)))
            if not run.files:
                _say(f"there are no files in {', '.join(paths)}")
            with bad_option():
                if resume:
                    _keep(run)
                _extract(run, interruption)
        except KeyboardInterrupt:
            _say(f"interrupted: {_so_far(run)}")
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            _stop_writing(run, error)
    raise typer.Exit(FAILED if run.failed else READ)


def _check_output(output: Path | None, format: Format, paths: Iterable[str], resume: bool) -> None:
    if resume and (format is not Format.JSONL or output is None):
        raise typer.BadParameter("only JSON Lines in a file can be gone on with: -o OUT.jsonl", param_hint="'--resume'")
    if format is Format.CSV and (output is None or output.is_file()):
        raise typer.BadParameter("csv is a folder with a table a family: name the folder", param_hint="'-o'")
    if format is not Format.CSV and output is not None and output.is_dir():
        raise typer.BadParameter(f"{output} is a folder", param_hint="'-o'")
    if output is not None and output.is_file() and any(_is_input(path, output) for path in paths):
        raise typer.BadParameter(f"{output} is also an input", param_hint="'-o'")


def _is_input(path: str, output: Path) -> bool:
    """Whether the output is an input: that file, or one of that folder which no run of ours has written."""
    if path == STANDARD_INPUT or not os.path.exists(path):
        return False
    if not os.path.isdir(path):
        return os.path.samefile(path, output)
    return output.resolve().is_relative_to(Path(path).resolve()) and not _is_ours(output)


def _is_ours(output: Path) -> bool:
    from partyie.cli.resumption import LINE_HEAD

    with output.open("rb") as file:
        head = file.read(len(LINE_HEAD))
    return output.suffix == ".html" or LINE_HEAD.startswith(head)


def _keep(run: Run) -> None:
    """Find what the output holds already, and leave those inputs out."""
    from partyie.cli.resumption import find_kept

    assert run.output is not None
    try:
        kept = find_kept(run.output, run.files, run.job)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="'--resume'") from error
    run.kept, run.failed = kept.inputs, kept.failed
    run.size = kept.size if run.output.exists() else None
    if run.kept:
        failed = f", {run.failed:,} of them failed" if run.failed else ""
        _say(f"{run.output} holds {run.kept:,} of {len(run.files):,} inputs already{failed}")


def _extract(run: Run, interruption: Interruption) -> None:
    from partyie.pipeline.progress import terminal_bar
    from partyie.pipeline.reader import reader_for
    from partyie.pipeline.stream import read_lines, read_many
    from partyie.pipeline.workers import use_one_thread

    reader_for(run.job.recipe)
    use_one_thread()
    files = run.files[run.kept :]
    texts = (file if isinstance(file, Failure) else read_file(file) for file in files)
    with terminal_bar(len(files), kept=run.kept, summary=True) as bar:
        if run.format is Format.JSONL:
            with closing(read_lines(texts, run.job, n_process=run.n_process)) as lines:
                _write_lines(_watched(lines, run, bar), run, interruption)
        else:
            with closing(read_many(texts, run.job, n_process=run.n_process)) as results:
                _write_tables_or_page(_written(_watched(results, run, bar), run), run)


def _watched(results: Iterable[T], run: Run, bar: Bar | NoBar) -> Iterator[T]:
    """The same results; the bar shows them, and the failures are told above it."""
    from partyie.pipeline.progress import counted, failure_of

    for result in counted(results, bar.update, len(run.files) - run.kept):
        failed = failure_of(result)
        if failed is not None:
            run.failed += 1
            bar.say(complaint(failed))
        yield result


def _written(results: Iterable[T], run: Run) -> Iterator[T]:
    for result in results:
        yield result
        run.done += 1


def _write_lines(lines: Iterable[Line], run: Run, interruption: Interruption) -> None:
    """Write each line as it comes, so that a reader can follow."""
    from partyie.cli.line_output import open_output, write_line

    with _opening(run.output):
        output = open_output(run.output, run.size)
    with output as stream:
        for line in lines:
            with interruption.held_back():
                write_line(stream, line.parts())
                run.done += 1


def _write_tables_or_page(results: Iterable[Extraction | Failure], run: Run) -> None:
    from partyie.formats.csv import write_csv
    from partyie.formats.html import write_html

    if run.output is None:
        write_html(results, sys.stdout.buffer)
    elif run.format is Format.HTML:
        with _opening(run.output):
            file = run.output.open("wb")
        with file:
            write_html(results, file)
    else:
        with _opening(run.output):
            run.output.mkdir(parents=True, exist_ok=True)
        write_csv(results, run.output)


@contextmanager
def _opening(output: Path | None) -> Iterator[None]:
    """An output that can't be opened is bad usage; one that can't be written any more is not."""
    try:
        yield
    except OSError as error:
        raise typer.BadParameter(f"can't write {output}: {error.strerror}", param_hint="'-o'") from error


def _so_far(run: Run) -> str:
    """How much is written and how to go on, in a sentence."""
    written = f"{run.kept + run.done:,} of {len(run.files):,} inputs are written"
    if run.format is not Format.JSONL or run.output is None:
        return f"{written}; only JSON Lines in a file (-o OUT.jsonl) can be gone on with"
    arguments = [argument for argument in sys.argv[1:] if argument != "--resume"]
    return f"{written}; go on with: {shlex.join(['partyie', *arguments, '--resume'])}"


def _say(line: str) -> None:
    from partyie.formats.stretches import visible

    with suppress(OSError):  # who listens may be gone, too
        typer.echo(visible(f"partyie: {line}"), err=True)


def _stop_writing(run: Run, error: OSError) -> NoReturn:
    """Say what can't be written any more: the disk is full, or who reads standard output has left."""
    where = "standard output" if run.output is None else str(run.output)
    reason = (error.strerror or str(error)).lower()
    _say(f"can't write {where}: {reason}; {_so_far(run)}")
    if isinstance(error, BrokenPipeError):
        raise error  # typer's: it silences what Python would say of it at the end
    raise typer.Exit(FAILED) from error
