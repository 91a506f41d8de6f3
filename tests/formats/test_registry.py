"""The table of formats, and how a file's format is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from partyie.errors import InputError
from partyie.formats.gold import GoldDocument
from partyie.formats.registry import FORMATS, Format, format_lines, format_named, guess_format
from partyie.records import Extraction

BACK = [row for row in FORMATS.values() if row.read]


@pytest.mark.parametrize("row", FORMATS.values(), ids=lambda row: row.name)
def test_every_row_has_its_functions(row: Format) -> None:
    """Extras aren't needed for that: what a module needs is imported when it is used."""
    assert callable(row.writer())
    if row.read:
        assert callable(row.reader())
    assert re.fullmatch(r"\.[a-z]+", row.suffix)


def test_what_is_only_written_is_told() -> None:
    with pytest.raises(InputError, match="html is only written"):
        FORMATS["html"].reader()
    with pytest.raises(InputError, match="no format is called 'xml'; there are jsonl, "):
        format_named("xml")
    assert next(iter(format_lines())).startswith("jsonl: ")


@pytest.mark.parametrize("row", [row for row in BACK if row.name != "label-studio-utf16"], ids=lambda row: row.name)
def test_what_was_written_is_told(row: Format, extraction: Extraction, tmp_path: Path) -> None:
    path = tmp_path / f"out{'' if row.kind == 'folder' else row.suffix}"
    row.writer()([extraction if row.hub == "records" else GoldDocument(name="a", text="市" * 100_000)], path)
    assert guess_format(path) is row


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("x.json", '[{"id": 1}]', "label-studio"),
        ("x.json", '{"id": 1, "data": {}, "annotations": []}', "label-studio"),
        ("x.json", '{"text": "", "spans": []}', "gold-json"),
        ("x.jsonl", '{"id": 1, "text": "", "label": []}\n', "doccano"),
        ("x.jsonl", '{"source": "a", "error": {}}\n', "jsonl"),
        ("x.jsonl", "", "jsonl"),
        ("x.ndjson", '{"source": "a", "text_sha256": ""}\n', "jsonl"),
        ("x.bio", "", "conll"),
        ("x.TAGGED", "", "inline"),
        ("x.ann", "", "brat"),
    ],
)
def test_files_of_others(name: str, data: str, format: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    assert guess_format(tmp_path / name).name == format


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.json", "{}", "its JSON isn't of a known format"),
        ("x.json", "", "its JSON isn't of a known format"),
        ("x.doc", "", "its name doesn't say which format it is: give it with --from"),
        ("x.txt", "", "is a text without records: first `partyie extract"),
    ],
)
def test_what_cannot_be_told(name: str, data: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        guess_format(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.jsonl", '{"source": "a", "error": {}}\n'),
        ("x.jsonl", '{"id": 1, "text": "", "label": []}\n'),
        ("x.json", '[{"id": 1, "data": {}}]'),
        ("x.bio", ""),
        ("x.duckdb", ""),
    ],
)
def test_a_folder_of_files_that_are_read_alone(name: str, data: str, tmp_path: Path) -> None:
    """One such file among a folder's own stops nothing."""
    (tmp_path / "a.txt").touch()
    (tmp_path / name).write_text(data, encoding="utf-8")
    with pytest.raises(InputError, match=rf"are each read alone: name them, as .*{re.escape(name)}$"):
        guess_format(tmp_path)
    (tmp_path / "a.json").write_text('{"text": "", "spans": []}', encoding="utf-8")
    assert guess_format(tmp_path).name == "gold-json"
    (tmp_path / "z.tagged").touch()
    assert guess_format(tmp_path).name == "inline"


def test_what_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"县县.*: file name too long$"):
        guess_format(tmp_path / ("县" * 200))


def test_folders_and_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no file in this folder is of a known format$"):
        guess_format(tmp_path)
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match="of a known format: texts have no records: first `partyie extract`"):
        guess_format(tmp_path)
    with pytest.raises(InputError, match="no such file or folder"):
        guess_format(tmp_path / "nothing")
