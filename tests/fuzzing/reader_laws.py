"""What must hold of any file: a reader gives what can be written and read again, or an error that names the file.

Each function takes bytes and raises AssertionError where that doesn't hold; an error that isn't one of partyie's is a
fault by itself.
"""

from __future__ import annotations

import atexit
import csv
import shutil
import tempfile
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from examples import gold_document, records
from spacy.vocab import Vocab

from partyie.errors import GoldError, InputError, PartyieError
from partyie.formats.brat import format_ann, read_brat
from partyie.formats.columns import TABLES
from partyie.formats.conll import format_conll, read_conll
from partyie.formats.csv import read_csv, write_csv
from partyie.formats.docbin import read_docbin, write_docbin
from partyie.formats.doccano import format_line as doccano_line
from partyie.formats.doccano import read_doccano
from partyie.formats.duckdb import read_duckdb, write_duckdb
from partyie.formats.files import read_jsonl_file
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_checks import check_gold, check_values
from partyie.formats.gold_json import format_gold_json, parse_gold_json, read_gold_json
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.inline import format_inline, parse_inline, read_inline
from partyie.formats.jsonl import format_line, read_jsonl
from partyie.formats.label_studio import read_label_studio
from partyie.formats.parquet import read_parquet, write_parquet
from partyie.formats.registry import FORMATS, guess_format
from partyie.lexicon import extension, user_files
from partyie.lexicon.user_files import read_lexicon
from partyie.records import Extraction, Failure, text_digest

Item = Extraction | Failure
NAMES = ("a.jsonl", "a.json", "a.tagged", "a.ann", "a.conll", "a.spacy", "a.ndjson", "a.iob2", "a.txt", "a.x")


@cache
def workplace() -> Path:
    """A folder of this process, gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="partyie-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def place(name: str, data: bytes) -> Path:
    """A file of the workplace with these bytes."""
    path = workplace() / name
    path.write_bytes(data)
    return path


def read(reader: Callable[[Path], Iterable[Any]], path: Path, named: str | None = None) -> list[Any]:
    """What a reader gives; nothing where it refuses the file by an error that names it.

    Args:
        named: What the message must hold, if not the file's name: of files of several documents it may be the
            document's, which the file says itself.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            return list(reader(path))
        except PartyieError as error:
            wanted = path.stem if named is None else named
            assert str(error) and wanted in str(error), f"the message names no file: {error}"
            return []


def hold_items(items: Iterable[Item]) -> None:
    """Records that were read can be written as JSON Lines, and are the same again."""
    for item in items:
        [again] = read_jsonl([format_line(item)])
        assert again.model_dump() == item.model_dump()


def hold_documents(documents: Iterable[GoldDocument]) -> None:
    """Gold that was read is written by every writer, or refused as gold; what has a notation comes back the same."""
    for document in documents:
        for form in (format_ann, format_conll, doccano_line):
            for written in attempt(form, document):
                assert isinstance(written, str | bytes)
        for form, parse in ((format_inline, parse_inline), (format_gold_json, parse_gold_json)):
            for text in attempt(form, document):
                assert parse(text, document.name) == document, form
        for _ in attempt(check_gold, document):
            pass
        for _ in attempt(check_values, document):  # only what it lets pass becomes records
            hold_items([extraction_from_gold(document)])


def attempt(action: Callable[[GoldDocument], Any], document: GoldDocument) -> Iterator[Any]:
    """What an action gives, or nothing where it refuses the document by a GoldError."""
    try:
        yield action(document)
    except GoldError as error:
        assert str(error)


def jsonl(data: bytes) -> None:
    """Lines of Extractions and Failures."""
    hold_items(read(read_jsonl_file, place("lines.jsonl", data)))


def views(data: bytes) -> None:
    """Records of the sample as anybody may have changed them, and what is made of records with their text."""
    from partyie.formats.docbin import doc_from_extraction
    from partyie.formats.gold_proposals import gold_from_extraction
    from partyie.formats.html import to_html
    from partyie.formats.terminal import View, terminal_view
    from partyie.records import Label

    text = gold_document().text
    for item in read(read_jsonl_file, place("lines.jsonl", data)):
        if isinstance(item, Failure) or item.text_sha256 != text_digest(text):
            continue
        try:
            known = item.with_text(text)
            assert list(terminal_view(known, View(tuple(Label), records=True, colour=False, width=80)))
            assert to_html(known)
            assert doc_from_extraction(known, Vocab()).text == text
            assert format_inline(gold_from_extraction(known, text, "a"))
        except PartyieError as error:
            assert str(error)


def gold_json(data: bytes) -> None:
    """Gold as JSON."""
    hold_documents(read(read_gold_json, place("gold.json", data)))


def inline(data: bytes) -> None:
    """Gold in brackets."""
    hold_documents(read(read_inline, place("gold.tagged", data)))


def label_studio(data: bytes) -> None:
    """Tasks of Label Studio."""
    hold_documents(read(read_label_studio, place("tasks.json", data), named=""))


def doccano(data: bytes) -> None:
    """Lines of doccano."""
    hold_documents(read(read_doccano, place("lines.jsonl", data), named=""))


def conll(data: bytes) -> None:
    """Characters and their tags."""
    hold_documents(read(read_conll, place("tags.conll", data), named=""))


def brat(data: bytes) -> None:
    """A text, its annotation and what brat has no place for, parted by NUL."""
    text, annotation, facts = (*data.split(b"\0", 2), b"", b"")[:3]
    place("notice.txt", text)
    if facts:
        place("notice.facts.json", facts)
    else:
        (workplace() / "notice.facts.json").unlink(missing_ok=True)
    hold_documents(read(read_brat, place("notice.ann", annotation), named=""))


@contextmanager
def one_file_of(folder: Path, name: str, data: bytes) -> Iterator[None]:
    """A file of a folder holds something else meanwhile."""
    file = folder / name
    before = file.read_bytes()
    file.write_bytes(data)
    try:
        yield
    finally:
        file.write_bytes(before)


@cache
def tables(name: str) -> Path:
    """Tables of a sample, in CSV or Parquet."""
    folder = workplace() / name
    {"csv": write_csv, "parquet": write_parquet}[name](records(), folder)
    return folder


def csv_tables(data: bytes) -> None:
    """A folder of tables, one of which (by the first byte) holds the rest."""
    family = TABLES[data[0] % len(TABLES)] if data else TABLES[0]
    limit = csv.field_size_limit()
    with one_file_of(tables("csv"), f"{family}.csv", data[1:]):
        hold_items(read(read_csv, tables("csv")))
    assert csv.field_size_limit() == limit


def parquet_tables(data: bytes) -> None:
    """A folder of Parquet files, one of which (by the first byte) holds the rest."""
    family = TABLES[data[0] % len(TABLES)] if data else TABLES[0]
    with one_file_of(tables("parquet"), f"{family}.parquet", data[1:]):
        hold_items(read(read_parquet, tables("parquet")))


@cache
def database() -> bytes:
    """A database of a sample."""
    path = workplace() / "base.duckdb"
    write_duckdb(records(), path)
    return path.read_bytes()


def duckdb_database(data: bytes) -> None:
    """The database with patches: four bytes say where, one how many bytes follow; an odd first byte cuts it there."""
    content = bytearray(database())
    cut = bool(data and data[0] & 1)
    at = 1
    while at + 5 <= len(data):
        start, length = int.from_bytes(data[at : at + 4], "big") % len(content), data[at + 4]
        patch = data[at + 5 : at + 5 + length]
        content[start : start + len(patch)] = patch
        if cut:
            del content[start:]
            break
        at += 5 + length
    path = place("base2.duckdb", bytes(content))
    hold_items(read(read_duckdb, path))


def docbin(data: bytes) -> None:
    """A DocBin: packed by us where the first byte is even, so that its content is what varies."""
    content = data[1:] if data[:1] and data[0] & 1 else zlib.compress(data[1:], 1)
    items = read(read_docbin, place("docs.spacy", content))
    hold_items(items)
    if items:
        write_docbin(items, workplace() / "again.spacy")


def guessed(data: bytes) -> None:
    """A file whose name (by the first byte) and content say what it is."""
    path = place(NAMES[data[0] % len(NAMES)] if data else NAMES[0], data[1:])
    try:
        format_ = guess_format(path)
    except InputError as error:
        assert path.name in str(error)
        return
    assert FORMATS[format_.name] is format_
    read(format_.reader(), path, named="")


def user_lexicon(data: bytes) -> None:
    """A user's terms as TSV or JSON Lines, and the places where they stand in the file itself."""
    path = place("terms.jsonl" if data and data[0] & 1 else "terms.tsv", data[1:])
    user_files._read_file.cache_clear()  # a file changes here within the clock's tick
    try:
        lexicon = read_lexicon(path)
    except PartyieError as error:
        assert path.name in str(error), error
        return
    assert len(list(lexicon)) == len(lexicon)
    text = data[1:400].decode("utf-8", "surrogateescape")
    for start, end, term in lexicon.matches(text):
        assert 0 <= start < end <= len(text) and term.term


def user_tables(data: bytes) -> None:
    """Rows for the shipped tables, of one of them (by the first byte)."""
    names = sorted(extension.MAKERS)
    folder = workplace() / "rows"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    name = names[data[0] % len(names)] if data else names[0]
    (folder / name).write_bytes(data[1:])
    try:
        rows = extension._read(folder / name)  # not `extend_tables`: rows would stay for the process
    except PartyieError as error:
        assert name in str(error), error
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


def figures(data: bytes) -> None:
    """Measured figures of an earlier day, of one kind (by the first byte)."""
    from partyie.benchmarks.cli_options import read_old

    kinds = list(figure_kinds().values())
    path = place("old.json", data[1:])
    read_one = kinds[data[0] % len(kinds)] if data else kinds[0]
    old = read(lambda path: [read_old(path, read_one)], path)
    if old and not isinstance(old[0], dict):
        from partyie.benchmarks.compare import compare_figures

        assert compare_figures(old[0], old[0]).startswith("## Before")


@cache
def figure_kinds() -> dict[str, Callable[[str], Any]]:
    """The figures that are read again, by the name of their committed file."""
    from partyie.benchmarks.figures import Throughput
    from partyie.benchmarks.gate import Baseline
    from partyie.benchmarks.growth_figures import Growth
    from partyie.benchmarks.lexicon_figures import LexiconFigures
    from partyie.benchmarks.peers.figures import Comparison
    from partyie.benchmarks.report import read_json

    records = {
        "throughput": Throughput,
        "baseline": Baseline,
        "growth": Growth,
        "lexicon": LexiconFigures,
        "peers": Comparison,
    }
    return {"accuracy": read_json, **{name: kind.model_validate_json for name, kind in records.items()}}
