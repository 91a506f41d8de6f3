"""Files of texts and the files of their results, one for one: Parquet or JSON Lines, on any file system of pyarrow's.

A result is written under another name and renamed when it is whole: what bears its name is never half a file.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import islice, tee
from pathlib import PurePosixPath
from typing import Any, Literal
from uuid import uuid4

from partyie.distributed.deaths import Watched
from partyie.distributed.results import result_row, result_schema, result_table, texts_of
from partyie.errors import InputError
from partyie.pipeline.stream import Text
from partyie.records import Failure, FailureReason

Format = Literal["parquet", "jsonl"]
FORMATS: tuple[Format, ...] = ("parquet", "jsonl")
UNFINISHED = ".unfinished"  # how the name of a file ends that is being written; it begins with a dot
ROWS = 256  # of a Parquet file held at once


@dataclass(frozen=True, slots=True)
class Part:
    """An input file and the output file of its results, by their paths below the two folders."""

    input: str
    output: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a row has its text and, perhaps, its name."""

    text: str
    source: str | None = None


class Folder:
    """A folder, local or named by a URI (``s3://…``)."""

    def __init__(self, path: str) -> None:
        fs: Any = import_module("pyarrow.fs")
        if "://" in path:
            self.files, self.root = fs.FileSystem.from_uri(path)
        else:
            self.files, self.root = fs.LocalFileSystem(), os.path.abspath(path)

    def names(self) -> list[str]:
        """Paths of all files in it and below, sorted; nothing where there is no such folder."""
        fs: Any = import_module("pyarrow.fs")
        found = self.files.get_file_info(fs.FileSelector(self.root, allow_not_found=True, recursive=True))
        paths = [info.path for info in found if info.type == fs.FileType.File]
        return sorted(os.path.relpath(path, self.root).replace(os.sep, "/") for path in paths)

    def path(self, name: str) -> str:
        """The whole path of a file in it."""
        return f"{self.root}/{name}"

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        fs: Any = import_module("pyarrow.fs")
        return bool(self.files.get_file_info(self.path(name)).type == fs.FileType.File)

    def read(self, name: str) -> Any:
        """The file, open for reading anywhere in it."""
        return self.files.open_input_file(self.path(name))

    def write(self, name: str) -> Any:
        """The file, open for writing; folders on the way are made."""
        self.files.create_dir(str(PurePosixPath(self.path(name)).parent), recursive=True)
        return self.files.open_output_stream(self.path(name))

    def rename(self, old: str, new: str) -> None:
        """Give a file its name."""
        self.files.move(self.path(old), self.path(new))

    def remove(self, name: str) -> None:
        """Delete a file."""
        self.files.delete_file(self.path(name))


def find_parts(inputs: Iterable[str], format: Format | None) -> list[Part]:
    """The parts that the files of a folder are; other kinds of files and names that begin with ``.`` or ``_`` aren't.

    Raises:
        InputError: There is none, or two would have one output.
    """
    parts = [Part(name, f"{_stem(name)}.{format or _format(name)}") for name in inputs if _is_input(name)]
    if not parts:
        raise InputError("there are no inputs: files that end in .parquet or .jsonl")
    outputs: dict[str, str] = {}
    for part in parts:
        other = outputs.setdefault(part.output, part.input)
        if other != part.input:
            raise InputError(f"the results of {other} and {part.input} would both be {part.output}: rename one")
    return parts


def _is_input(name: str) -> bool:
    hidden = any(step.startswith((".", "_")) for step in PurePosixPath(name).parts)
    return not hidden and PurePosixPath(name).suffix.removeprefix(".") in FORMATS


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _format(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".")


def read_part(part: Part, inputs: Folder, outputs: Folder, watched: Watched, columns: Columns) -> tuple[int, int]:
    """Read a part's texts and write its results.

    Returns:
        How many texts there were, and how many of them failed.

    Raises:
        InputError: The file lacks a column, or kills its worker, which no single text of it does.
        OSError, pyarrow.ArrowException: The file isn't what its name says, or can't be read or written.
    """
    folder, name = os.path.split(part.output)
    unfinished = os.path.join(folder, f".{name}-{uuid4().hex}{UNFINISHED}")  # a worker given up for dead may yet write
    read = _parquet_texts if _format(part.input) == "parquet" else _jsonl_texts
    write = _write_parquet if _format(part.output) == "parquet" else _write_jsonl
    try:
        with inputs.read(part.input) as source, outputs.write(unfinished) as sink:
            counts = write(_named(read(source, columns), part.input), watched, part.input, sink)
        outputs.rename(unfinished, part.output)
    except BaseException:
        with suppress(OSError):
            outputs.remove(unfinished)
        raise
    return counts


def _named(texts: Iterable[Text], part: str) -> Iterator[Text]:
    """What has no name is called by its file and row, counted from 1."""
    for number, item in enumerate(texts, 1):
        name = f"{part}:{number}"
        if isinstance(item, Failure):
            yield item if item.source is not None else item.model_copy(update={"source": name})
        elif isinstance(item, tuple):
            yield (name if item[0] is None else item[0]), item[1]


def _parquet_texts(source: Any, columns: Columns) -> Iterator[Text]:
    parquet: Any = import_module("pyarrow.parquet")
    file = parquet.ParquetFile(source)
    for name in (columns.text, columns.source):
        if name is not None and name not in file.schema_arrow.names:
            raise InputError(f"there is no column {name!r}; the rows have {', '.join(file.schema_arrow.names)}")
    wanted = [name for name in (columns.text, columns.source) if name is not None]
    for batch in file.iter_batches(ROWS, columns=wanted):
        yield from texts_of(batch, columns.text, columns.source)


def _jsonl_texts(source: Any, columns: Columns) -> Iterator[Text]:
    for line in io.BufferedReader(source):
        yield _jsonl_text(line, columns)


def _jsonl_text(line: bytes, columns: Columns) -> Text:
    try:
        row = json.loads(line)
        source = None if columns.source is None else row[columns.source]
        return None if source is None else str(source), row[columns.text]
    except (ValueError, TypeError, RecursionError) as error:
        reason = f"the line is no JSON object: {error}"
    except KeyError as error:
        reason = f"the line has no {error}; it has {', '.join(row)}"
    return Failure(source=None, error=FailureReason(kind="input", message=reason))


def _write_jsonl(texts: Iterator[Text], watched: Watched, key: str, sink: Any) -> tuple[int, int]:
    done = failed = 0
    for line in watched.lines(texts, key):
        sink.write(line.json)
        done += 1
        failed += line.failure is not None
    return done, failed


def _write_parquet(texts: Iterator[Text], watched: Watched, key: str, sink: Any) -> tuple[int, int]:
    parquet: Any = import_module("pyarrow.parquet")
    done = failed = 0
    items, same = tee(texts)
    rows = (result_row(item, line) for line, item in zip(watched.lines(same, key), items, strict=False))
    with parquet.ParquetWriter(sink, result_schema()) as file:
        while chunk := list(islice(rows, ROWS)):
            file.write_table(result_table(chunk))
            done += len(chunk)
            failed += sum(error is not None for _, _, error in chunk)
    return done, failed
