"""Every annotation format: what is written is read, whatever the text holds; all committed gold too."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from gold_strategies import any_values, documents, plain_values
from hypothesis import given
from hypothesis import strategies as st

from partyie.errors import GoldError, InputError
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.formats.inline import FACTS_LINE, read_inline
from partyie.formats.registry import FORMATS, Format
from partyie.records import Label

ANNOTATION = [row for row in FORMATS.values() if row.hub == "annotation"]
NOTATIONS = ("inline", "gold-json")  # values hold no _, | or blank but the plain one
pytestmark = pytest.mark.filterwarnings("error")


def by_name(row: Format) -> str:
    return row.name


def written_and_read(row: Format, several: list[GoldDocument], folder: Path) -> dict[str, GoldDocument]:
    path = folder / f"out{'' if row.kind == 'folder' else row.suffix}"
    if path.is_dir():
        shutil.rmtree(path)
    row.writer()(several, path)
    try:
        return {document.name: document for document in row.reader()(path)}
    except InputError:
        assert not several  # an empty folder is no gold
        return {}


@pytest.mark.parametrize("row", ANNOTATION, ids=by_name)
@given(data=st.data())
def test_round_trip(row: Format, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Astral characters, CRLF, lone CR, U+3000, joined emoji, combining marks; overlaps but where there can't be any."""
    drawn = documents(
        flat=row.name == "inline",
        whole_lines=row.name == "brat",
        values=plain_values if row.name in NOTATIONS else any_values,
    )
    several = data.draw(st.lists(drawn, max_size=3, unique_by=lambda document: document.name))
    assert written_and_read(row, several, tmp_path_factory.mktemp("out")) == {one.name: one for one in several}


@pytest.fixture(scope="module")
def committed(root: Path) -> list[GoldDocument]:
    folders = [folder for folder in sorted((root / "annotations").iterdir()) if any(folder.glob("*.tagged"))]
    return [document for folder in folders for document in read_inline(folder)]


@pytest.mark.parametrize("row", ANNOTATION, ids=by_name)
def test_all_committed_gold(row: Format, committed: list[GoldDocument], tmp_path: Path) -> None:
    assert len(committed) >= 154
    assert written_and_read(row, committed, tmp_path) == {document.name: document for document in committed}


@pytest.mark.parametrize("row", ANNOTATION, ids=by_name)
def test_an_empty_text(row: Format, tmp_path: Path) -> None:
    empty = GoldDocument(name="空", text="")
    assert written_and_read(row, [empty], tmp_path) == {"空": empty}


def place(id_: str, start: int, end: int, text: str, **fields: Any) -> GoldSpan:
    return GoldSpan(id=id_, label=Label.PLACE, start=start, end=end, text=text[start:end], **fields)


@pytest.mark.parametrize("row", [row for row in ANNOTATION if row.kind == "file" or row.name == "brat"], ids=by_name)
@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([("t1", Label.POST, 0, 2, ("p9",))], "坏, characters 0–2: POST t1 '书记': holder=p9 is no span"),
        (
            [("t1", Label.POST, 0, 1, ()), ("t1", Label.POST, 1, 2, ())],
            "坏, characters 1–2: POST t1 '记': the id stands",
        ),
    ],
)
def test_what_no_tool_can_show_is_refused_alone(
    row: Format, spans: list[tuple[str, Label, int, int, tuple[str, ...]]], said: str, tmp_path: Path
) -> None:
    """A document that can't be written is named; those beside it are written."""
    text = "书记到会"
    bad = GoldDocument(
        name="坏",
        text=text,
        spans=tuple(
            GoldSpan(id=id_, label=label, start=start, end=end, text=text[start:end], holder=holder)
            for id_, label, start, end, holder in spans
        ),
    )
    good = [GoldDocument(name="好", text=text), GoldDocument(name="又", text=text)]
    path = tmp_path / f"out{'' if row.kind == 'folder' else row.suffix}"
    errors: list[GoldError] = []
    row.writer()([good[0], bad, good[1]], path, on_error=errors.append)
    assert [str(error)[: len(said)] for error in errors] == [said]
    assert {document.name for document in row.reader()(path)} == {"好", "又"}
    with pytest.raises(GoldError):
        row.writer()([bad], tmp_path / "again")


def test_overlaps_are_not_for_the_inline_notation(tmp_path: Path) -> None:
    text = "石桥镇"
    nested = GoldDocument(name="G", text=text, spans=(place("l1", 0, 3, text), place("l2", 0, 2, text)))
    with pytest.raises(GoldError, match="G, characters 0–2: l2 '石桥' overlaps the span before it"):
        FORMATS["inline"].writer()([nested], tmp_path / "out")


@pytest.mark.parametrize("row", [row for row in ANNOTATION if row.kind == "folder"], ids=by_name)
def test_two_documents_of_one_name_are_told(row: Format, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="a/b: two documents have this name"):
        row.writer()([GoldDocument(name="a/b", text="一"), GoldDocument(name="a/b", text="二")], tmp_path / "out")
    assert [document.text for document in row.reader()(tmp_path / "out")] == ["一"]


def test_a_line_of_equals_signs_is_not_for_the_inline_notation(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="the text itself holds"):
        FORMATS["inline"].writer()([GoldDocument(name="G", text=f"上{FACTS_LINE}下")], tmp_path / "out")


DAMAGE = {  # where the label of a mention stands
    "inline": "⟦{}#",
    "brat": "\t{} 0 ",
    "gold-json": '"label": "{}"',
    "label-studio": '"labels": ["{}"]',
    "label-studio-utf16": '"labels": ["{}"]',
    "doccano": '"label": "{}", "start_offset"',
    "conll": "B-{}",
}


@pytest.mark.parametrize("row", ANNOTATION, ids=by_name)
def test_one_bad_document_is_told_and_the_rest_read(row: Format, tmp_path: Path) -> None:
    """A label of another scheme in the second of three documents."""
    text = "石桥镇"
    several = [GoldDocument(name=name, text=text, spans=(place("l1", 0, 3, text),)) for name in ("1", "2", "3")]
    path = tmp_path / f"out{'' if row.kind == 'folder' else row.suffix}"
    row.writer()(several, path)
    file = path / f"2{row.suffix}" if path.is_dir() else path
    data = file.read_text(encoding="utf-8")
    second = 0 if path.is_dir() else data.rindex("\n", 0, data.index('"name": "2"'))
    label = DAMAGE[row.name]
    assert label.format("PLACE") in data[second:]
    damaged = data[second:].replace(label.format("PLACE"), label.format("LOC"), 1)
    file.write_text(data[:second] + damaged, encoding="utf-8")
    errors: list[GoldError] = []
    assert [document.name for document in row.reader()(path, on_error=errors.append)] == ["1", "3"]
    assert len(errors) == 1 and "LOC" in str(errors[0]) and "2" in str(errors[0])
    with pytest.raises(GoldError, match="LOC"):
        list(row.reader()(path))


@pytest.mark.parametrize("row", ANNOTATION, ids=by_name)
def test_what_is_not_there_is_told(row: Format, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(row.reader()(tmp_path / f"nothing{row.suffix}"))


def test_lone_surrogates_are_kept_where_there_are_escapes_and_told_elsewhere(tmp_path: Path) -> None:
    document = GoldDocument(name="半", text="半\ud800字")
    for name in ("label-studio", "doccano", "conll"):
        FORMATS[name].writer()([document], tmp_path / name)
        assert list(FORMATS[name].reader()(tmp_path / name)) == [document]
    for name in ("inline", "brat"):
        with pytest.raises(GoldError, match="半: a lone surrogate at character"):
            FORMATS[name].writer()([document], tmp_path / name)


@pytest.mark.parametrize("name", ["inline", "gold-json", "brat"])
def test_a_file_of_a_folder_is_the_old_or_the_new_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full in the midst of a file leaves the annotator's; names may be as long as a file system allows."""
    row, long = FORMATS[name], "长" * 80
    row.writer()([GoldDocument(name=long, text="张三")], tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert any(file.startswith(long) for file in before)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("partyie.formats.beside.Beside.put", full)
    with pytest.raises(OSError, match="No space"):
        row.writer()([GoldDocument(name=long, text="李四")], tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
