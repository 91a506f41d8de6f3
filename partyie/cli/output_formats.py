"""The formats that ``extract`` writes: a class each, and its row in `OUTPUTS`."""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import typer

from partyie.cli.line_output import open_output, write_line
from partyie.cli.output_places import check_file, check_folder
from partyie.cli.outputs import Ledger, Output
from partyie.errors import InputError, MissingLibraryError
from partyie.formats.beside import check_there
from partyie.records import Failure

if TYPE_CHECKING:
    from partyie.cli.resumption import Kept
    from partyie.formats.table_writing import TableWriter
    from partyie.pipeline.stream import Job


class OutputFormat(StrEnum):
    """What ``extract`` writes."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    DUCKDB = "duckdb"
    HTML = "html"


NAMES = ", ".join(OutputFormat)
BY_SUFFIX = {
    ".duckdb": OutputFormat.DUCKDB,
    ".html": OutputFormat.HTML,
    ".htm": OutputFormat.HTML,
}
OF_FOLDERS = (".csv", ".parquet")  # ends of names that files of these formats have


def parse_format(value: str) -> OutputFormat:
    """The format of that name, in any case; a wrong one is bad usage."""
    if value.lower() not in list(OutputFormat):
        raise typer.BadParameter(f"{value!r} is none of {NAMES}")
    return OutputFormat(value.lower())


def format_of(output: str | None) -> OutputFormat:
    """What an output is by its name, where no format is given: JSON Lines, unless it ends otherwise."""
    suffix = "" if output is None else Path(output).suffix.lower()
    if suffix in OF_FOLDERS:
        raise typer.BadParameter(
            f"{output}: {suffix[1:]} is a folder with a table a family: --format {suffix[1:]} -o FOLDER",
            param_hint="'-o'",
        )
    return BY_SUFFIX.get(suffix, OutputFormat.JSONL)


class JsonLinesOutput(Output):
    """One record a line: a file, or standard output."""

    takes_lines = True
    size: int | None = None  # bytes of the file that stay; null where it is begun anew

    def check(self, given: str | None, inputs: Iterable[str]) -> None:
        check_file(self.path, given, OutputFormat.JSONL, inputs)

    def write(self, results: Iterable[Any], ledger: Ledger) -> None:
        """Write each line as it comes, so that a reader can follow."""
        with self.opening():
            output = open_output(self.path, self.size)
        with output as stream:
            for line in results:
                with ledger.result():
                    write_line(stream, line.parts())
            if self.path is not None:
                with ledger.step():
                    check_there(stream, self.path)

    @property
    def can_resume(self) -> bool:
        return self.path is not None

    def resume(self, files: Sequence[str | Failure], job: Job) -> Kept:
        from partyie.cli.resumption import find_kept

        assert self.path is not None
        kept = find_kept(self.path, files, job)
        self.size = kept.size if self.path.exists() else None
        return kept


class HtmlOutput(Output):
    """One page: a file, put there when it is whole, or standard output."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(path)
        self.at_once = path is not None

    def check(self, given: str | None, inputs: Iterable[str]) -> None:
        check_file(self.path, given, OutputFormat.HTML, inputs)

    def write(self, results: Iterable[Any], ledger: Ledger) -> None:
        from partyie.formats.beside import whole_file
        from partyie.formats.html import write_html

        with ExitStack() as opened:
            with ledger.interruption.held_back(), self.opening():  # else what lies beside might be left there
                output = nullcontext(sys.stdout.buffer) if self.path is None else whole_file(self.path)
                told = _Told(opened.enter_context(output), ledger)
            write_html(_counted(results, ledger), cast(BinaryIO, told))
            told.flush()
            with ledger.step():
                opened.close()
                self.finished = True


class _Told:
    """A stream whose errors are those of writing: the page draws its results while it is written."""

    def __init__(self, stream: BinaryIO, ledger: Ledger) -> None:
        self.stream, self.ledger = stream, ledger

    def write(self, data: bytes) -> int:
        with self.ledger.step():
            return self.stream.write(data)

    def flush(self) -> None:
        with self.ledger.step():
            self.stream.flush()


def _counted(results: Iterable[Any], ledger: Ledger) -> Iterator[Any]:
    """The same results; each counts as written when the next one is asked for."""
    for result in results:
        yield result
        ledger.done += 1


class TablesOutput(Output):
    """A table a family of records."""

    def write(self, results: Iterable[Any], ledger: Ledger) -> None:
        with ExitStack() as opened:
            with ledger.interruption.held_back(), self.opening():  # else what lies beside might be left there
                tables = opened.enter_context(self.tables(cast(Path, self.path)))
            for item in results:
                with ledger.result():
                    tables.write(item)
            with ledger.step():
                tables.finish()
                self.finished = True

    @abstractmethod
    def tables(self, path: Path) -> TableWriter:
        """The writer of the tables, which checks what is there."""


class CsvOutput(TablesOutput):
    """A folder; documents are there as they are written, each in all tables."""

    def check(self, given: str | None, inputs: Iterable[str]) -> None:
        from partyie.formats.csv import check_csv_folder

        check_csv_folder(check_folder(self.path, OutputFormat.CSV, inputs))

    def tables(self, path: Path) -> TableWriter:
        from partyie.formats.csv import CsvWriter

        return CsvWriter(path)


class ParquetOutput(TablesOutput):
    """A folder, put there when it is whole."""

    at_once = True

    def check(self, given: str | None, inputs: Iterable[str]) -> None:
        from partyie.formats.parquet import check_parquet_folder, parquet_library

        parquet_library()
        check_parquet_folder(check_folder(self.path, OutputFormat.PARQUET, inputs))

    def tables(self, path: Path) -> TableWriter:
        from partyie.formats.parquet import ParquetWriter

        return ParquetWriter(path)


class DuckdbOutput(TablesOutput):
    """A file, put there when it is whole."""

    at_once = True

    def check(self, given: str | None, inputs: Iterable[str]) -> None:
        from partyie.formats.duckdb import check_database, duckdb_library

        duckdb_library()
        if self.path is None:
            raise typer.BadParameter("duckdb is one file: name it, as careers.duckdb", param_hint="'-o'")
        check_file(self.path, given, OutputFormat.DUCKDB, inputs, is_ours=lambda _: True)  # the next line tells
        check_database(self.path)

    def tables(self, path: Path) -> TableWriter:
        from partyie.formats.duckdb import DuckdbWriter

        return DuckdbWriter(path)


OUTPUTS: dict[OutputFormat, Callable[[Path | None], Output]] = {
    OutputFormat.JSONL: JsonLinesOutput,
    OutputFormat.CSV: CsvOutput,
    OutputFormat.PARQUET: ParquetOutput,
    OutputFormat.DUCKDB: DuckdbOutput,
    OutputFormat.HTML: HtmlOutput,
}


def output_of(format: OutputFormat | None, given: str | None, inputs: Iterable[str]) -> Output:
    """The output of a run, checked; its name says what it is where no format does.

    Raises:
        BadParameter: It can't be written.
    """
    output = OUTPUTS[format or format_of(given)](None if given is None else Path(given))
    try:
        output.check(given, inputs)
    except MissingLibraryError as error:
        raise typer.BadParameter(str(error), param_hint="'--format'") from error
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="'-o'") from error
    return output
