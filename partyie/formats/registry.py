"""Every format by its name: what it holds, where, and which functions read and write it.

A format is one row of `FORMATS`. Two kinds of thing are held: records (`Extraction` or `Failure`) and annotation
(`GoldDocument`); `partyie convert` goes from one to the other by the bridges `gold_from_extraction` and
`extraction_from_gold`. Modules are imported when they are first used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from partyie.errors import InputError

Hub = Literal["records", "annotation"]
SNIFFED = 1 << 16  # bytes of a file that are looked at to tell what it is


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: As ``--to`` and ``--from`` have it.
        hub: ``records`` or ``annotation``.
        kind: ``file``, or ``folder`` of files.
        suffix: How the file, or each file of the folder, ends.
        module: Below ``partyie.formats``.
        says: For the help of the command line.
        functions: What stands behind ``read_`` and ``write_`` in the module; as a rule the module's own name.
        read: Whether it can be read back.
        needs_text: Whether records can be written only with their text.
        uses_text: Whether more is written of records with their text (tables: the words that are the evidence).
        extra: What ``pip install 'partyie[…]'`` must bring, or null.
    """

    name: str
    hub: Hub
    kind: Literal["file", "folder"]
    suffix: str
    module: str
    says: str
    functions: str | None = None
    read: bool = True
    needs_text: bool = False
    uses_text: bool = False
    extra: str | None = None

    @property
    def at_once(self) -> bool:
        """Whether it is put in its place when it is whole, so that what is there stays if anything stops that."""
        return self.kind == "file" or self.name == "parquet"

    @property
    def leaves_out(self) -> bool:
        """Whether its writer takes ``on_error`` and goes on without what can't be written."""
        return self.hub == "annotation" or self.name == "docbin"

    def reader(self) -> Callable[..., Iterator[Any]]:
        """``(path) -> items``; annotation's also takes ``on_error``.

        Raises:
            InputError: The format is only written.
        """
        if not self.read:
            raise InputError(f"{self.name} is only written: nothing reads it")
        function: Callable[..., Iterator[Any]] = self._function("read")
        return function

    def writer(self) -> Callable[..., None]:
        """``(items, path) -> None``; where `leaves_out` holds, it also takes ``on_error``."""
        function: Callable[..., None] = self._function("write")
        return function

    def _function(self, verb: str) -> Any:
        return getattr(import_module(f"partyie.formats.{self.module}"), f"{verb}_{self.functions or self.module}")


ROWS = (
    Format("jsonl", "records", "file", ".jsonl", "files", "a record a line, as extract writes", "jsonl_file"),
    Format("csv", "records", "folder", ".csv", "csv", "a table a family", uses_text=True),
    Format(
        "parquet", "records", "folder", ".parquet", "parquet", "a typed table a family", uses_text=True, extra="parquet"
    ),
    Format(
        "duckdb", "records", "file", ".duckdb", "duckdb", "a database of all tables", uses_text=True, extra="duckdb"
    ),
    Format("docbin", "records", "file", ".spacy", "docbin", "spaCy's Docs", needs_text=True),
    Format("html", "records", "file", ".html", "files", "a page to read", "html_file", read=False, needs_text=True),
    Format("inline", "annotation", "folder", ".tagged", "inline", "gold in brackets, NAME.tagged"),
    Format("brat", "annotation", "folder", ".ann", "brat", "brat's NAME.txt and NAME.ann"),
    Format("gold-json", "annotation", "folder", ".json", "gold_json", "gold with offsets, NAME.json"),
    Format("label-studio", "annotation", "file", ".json", "label_studio", "Label Studio's tasks"),
    Format("label-studio-utf16", "annotation", "file", ".json", "label_studio", "as in 2021", "label_studio_utf16"),
    Format("doccano", "annotation", "file", ".jsonl", "doccano", "doccano's JSONL(relation)"),
    Format("conll", "annotation", "file", ".conll", "conll", "a character and its BIO tags a line"),
)
FORMATS: dict[str, Format] = {row.name: row for row in ROWS}
# Other names of files, by how they end.
ALIASES = {".ndjson": ".jsonl", ".bio": ".conll", ".iob": ".conll", ".iob2": ".conll", ".bmes": ".conll"}


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        InputError: There is none; the message lists them.
    """
    if name not in FORMATS:
        raise InputError(f"no format is called {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def guess_format(path: Path) -> Format:
    """The format of a file or folder, by what it is called and, where that isn't enough, by what it holds.

    Raises:
        InputError: Nothing there, or it can't be told.
    """
    if path.is_dir():
        return _of_folder(path)
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    suffix = ALIASES.get(path.suffix.lower(), path.suffix.lower())
    if suffix == ".txt":
        raise InputError(f"{path} is a text without records: first `partyie extract {path} -o OUT.jsonl`")
    if suffix in (".json", ".jsonl"):
        return FORMATS[_json_format(path)]
    found = next((one for one in FORMATS.values() if one.suffix == suffix), None)
    if found is None:
        raise InputError(f"{path}: its name doesn't say which format it is: give it with --from")
    return found


def _of_folder(path: Path) -> Format:
    """The first format, in the table's order, whose files lie there."""
    files = sorted(path.iterdir())
    suffixes = {file.suffix.lower() for file in files}
    found = next((one for one in FORMATS.values() if one.kind == "folder" and one.suffix in suffixes), None)
    alone = _first_of_one_file(files)
    if alone is not None and (found is None or (found.name == "gold-json" and alone.suffix.lower() == ".json")):
        raise InputError(f"{path} is a folder of files that are each read alone: name them, as {alone}")
    if found is None:
        texts = ": texts have no records: first `partyie extract`" if ".txt" in suffixes else ""
        raise InputError(f"{path}: no file in this folder is of a known format{texts}")
    return found


def _first_of_one_file(files: Iterable[Path]) -> Path | None:
    """The first whose format is one file, if the first whose format can be told is such a one."""
    for file in files:
        try:
            if file.is_file():
                return file if guess_format(file).kind == "file" else None
        except (InputError, OSError):  # a text, a note
            continue
    return None


def _json_format(path: Path) -> str:
    """Tell what JSON a file holds by its first keys."""
    with path.open("rb") as file:
        head = file.read(SNIFFED)
    first = head.lstrip(b" \t\r\n\xef\xbb\xbf")
    if first.startswith(b"["):
        return "label-studio"
    keys = _first_keys(first)
    if "version" in keys or "error" in keys or "text_sha256" in keys:
        return "jsonl"
    if "spans" in keys:
        return "gold-json"
    if "annotations" in keys or "predictions" in keys:
        return "label-studio"
    if "text" in keys or "data" in keys:
        return "doccano"
    if not first and path.suffix.lower() != ".json":
        return "jsonl"
    raise InputError(f"{path}: its JSON isn't of a known format: give it with --from")


# How files begin whose first object is longer than what is looked at.
BEGINNINGS = {'{"source":': "text_sha256", '{\n"text":': "spans", '{"text":': "text", '{"id":': "text"}


def _first_keys(head: bytes) -> set[str]:
    """Keys of the first object, as far as the file was read."""
    text = head.decode("utf-8", "ignore")
    try:
        data = json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return {key for beginning, key in BEGINNINGS.items() if text.startswith(beginning)}
    return set(data) if isinstance(data, dict) else set()


def format_lines() -> Iterable[str]:
    """A line a format, for the help."""
    return (f"{one.name}: {one.says}" for one in FORMATS.values())
