"""``partyie convert``: hubs crossed, texts found, failures told, nothing written over."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from partyie.cli import app
from partyie.cli.conversion import Conversion
from partyie.errors import MissingLibraryError
from partyie.formats import registry
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_proposals import gold_from_extraction
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.inline import parse_inline, read_inline, write_inline
from partyie.formats.jsonl import format_line
from partyie.records import Failure, FailureReason

TAGGED = (
    "⟦ORG#o1 ent=中共青川市委|市委⟧⟦POST#t1 at=o1 holder=p1 status=former|书记⟧⟦PERSON#p1 ent=魏国栋|魏国栋⟧到会{}，\r\n"
    "⟦DATE#d1 v=2022-06|6月⟧近⟦QUANTITY#q1 v=40 u=户 dim=count|40户⟧\n=====\n@doc title=公告\n"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["convert", *map(str, arguments)])


def gold(name: str) -> GoldDocument:
    return parse_inline(TAGGED.format(name), name)


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two records and a failure in the current folder, the texts of the records in ``in/`` and ``in/deep/``."""
    monkeypatch.chdir(tmp_path)
    lines = []
    for name, source in (("甲", "in/甲.txt"), ("乙", "in/deep/乙.txt")):
        document = gold(name)
        Path(source).parent.mkdir(parents=True, exist_ok=True)
        Path(source).write_bytes(document.text.encode("gb18030" if name == "乙" else "utf-8"))
        lines.append(format_line(extraction_from_gold(document).model_copy(update={"source": source})))
    lines.insert(1, format_line(Failure(source="in/坏.txt", error=FailureReason(kind="binary", message="a NUL byte"))))
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def test_records_become_proposals(records: Path) -> None:
    """Text in any encoding; the failure told and counted."""
    result = run(records, "--to", "inline", "-o", "gold")
    assert (result.exit_code, result.output) == (1, "partyie: in/坏.txt: a NUL byte\n")
    documents = {document.name: document for document in read_inline(Path("gold"))}
    assert documents == {name: gold(name) for name in ("甲", "乙")}


@pytest.mark.parametrize(
    "row", [row for row in registry.FORMATS.values() if row.hub == "annotation"], ids=lambda row: row.name
)
def test_annotation_becomes_records(row: registry.Format, tmp_path: Path) -> None:
    """Guessed where it can be, the records are those of the gold."""
    path = tmp_path / f"out{'' if row.kind == 'folder' else row.suffix}"
    row.writer()([gold("甲"), gold("乙")], path)
    result = run(path, "--to", "jsonl", "-o", tmp_path / "records.jsonl")
    assert (result.exit_code, result.output) == (0, "")
    found = {
        json.loads(line)["source"]: line for line in (tmp_path / "records.jsonl").read_bytes().splitlines(keepends=True)
    }
    assert found == {name: format_line(extraction_from_gold(gold(name))) for name in ("甲", "乙")}


def test_failures_stay_where_records_stay_records(records: Path) -> None:
    result = run(records, "--to", "jsonl", "-o", "again.jsonl")
    assert (result.exit_code, result.output) == (0, "")
    assert Path("again.jsonl").read_bytes() == records.read_bytes()


def test_a_page_needs_the_texts(records: Path) -> None:
    assert run(records, "--to", "html", "-o", "page.html").exit_code == 0
    assert "魏国栋" in Path("page.html").read_text(encoding="utf-8")


def test_tables_have_the_words_of_the_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables hold no text: it is found again, so that what one has the next has, too; where it is gone, cells are null."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("任命魏国栋为青川县副县长。", encoding="utf-8")
    assert CliRunner().invoke(app, ["extract", "a.txt", "-o", "one", "--format", "csv"]).exit_code == 0
    assert run("one", "--to", "csv", "-o", "two").exit_code == 0
    assert "魏国栋为青川县副县长\n" in Path("two/tenures.csv").read_text(encoding="utf-8")
    assert Path("two/tenures.csv").read_bytes() == Path("one/tenures.csv").read_bytes()
    Path("a.txt").unlink()
    gone = run("one", "--to", "csv", "-o", "three")
    assert (gone.exit_code, gone.output) == (0, "")
    assert "魏国栋为青川县" not in Path("three/tenures.csv").read_text(encoding="utf-8")


def test_texts_are_looked_for_below_a_folder(records: Path) -> None:
    """Ever less of the source's front, and the one whose digest is right."""
    Path("in").rename("elsewhere")
    Path("elsewhere/deep/甲.txt").write_text("another of that name", encoding="utf-8")
    result = run(records, "--to", "conll", "-o", "all.conll", "--texts", "elsewhere")
    assert (result.exit_code, result.output) == (1, "partyie: in/坏.txt: a NUL byte\n")
    back = run("all.conll", "--to", "jsonl", "-o", "back.jsonl")
    assert (
        back.exit_code,
        run("back.jsonl", "--to", "html", "-o", "p.html", "--texts", "elsewhere/deep").exit_code,
    ) == (0, 1)


def test_a_text_whose_name_is_not_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    r"""Its source has ``\xb9`` for the byte; a file that is really called so is found, too."""
    monkeypatch.chdir(tmp_path)
    for name in ("in/\udcb9\udcab.txt", r"in/\xb9乙.txt"):
        Path("in").mkdir(exist_ok=True)
        Path(name).write_text("任命魏国栋为青川县副县长。", encoding="utf-8")
    assert CliRunner().invoke(app, ["extract", "in", "-o", "r.jsonl"]).exit_code == 0
    result = run("r.jsonl", "--to", "inline", "-o", "gold")
    assert (result.exit_code, result.output) == (0, "")
    assert sorted(path.name for path in Path("gold").iterdir()) == ["%5Cxb9%5Cxab.tagged", "%5Cxb9乙.tagged"]
    Path("in").rename("moved")
    assert run("r.jsonl", "--to", "html", "-o", "page.html", "--texts", "moved").exit_code == 0
    Path("moved/\udcb9\udcab.txt").write_text("changed", encoding="utf-8")
    changed = run("r.jsonl", "--to", "html", "-o", "again.html", "--texts", "moved")
    assert (changed.exit_code, r"moved/\xb9\xab.txt isn't the text" in changed.output) == (1, True)


def test_a_text_that_is_gone_or_changed_is_told(records: Path) -> None:
    Path("in/甲.txt").unlink()
    Path("in/deep/乙.txt").write_text("changed", encoding="utf-8")
    result = run(records, "--to", "doccano", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "partyie: in/甲.txt: its text isn't there: give the folder of the texts with --texts",
        "partyie: in/坏.txt: a NUL byte",
        "partyie: in/deep/乙.txt: in/deep/乙.txt isn't the text that was extracted (its SHA-256 differs): extract it anew",
    ]
    assert not Path("out.jsonl").exists()


def test_a_record_without_a_source(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(format_line(extraction_from_gold(gold("甲")).model_copy(update={"source": None})))
    result = run(path, "--to", "brat", "-o", tmp_path / "out")
    assert (result.exit_code, result.output) == (
        1,
        "partyie: None: a record without a source: its text can't be found\n",
    )


def test_names(records: Path) -> None:
    """Two texts of one name in different folders: told, and kept apart by their paths."""
    Path("in/deep/甲.txt").write_bytes(gold("甲").text.encode())
    line = format_line(extraction_from_gold(gold("甲")).model_copy(update={"source": "in/deep/甲.txt"}))
    records.write_bytes(records.read_bytes() + line)
    result = run(records, "--to", "label-studio", "-o", "tasks.json")
    assert "partyie: in/deep/甲.txt: in/甲.txt is named 甲, too: --name path keeps them apart\n" in result.output
    Path("in/甲.md").write_bytes(gold("甲").text.encode())
    line = format_line(extraction_from_gold(gold("甲")).model_copy(update={"source": "in/甲.md"}))
    records.write_bytes(records.read_bytes() + line)
    assert run(records, "--to", "inline", "-o", "gold", "--name", "path").exit_code == 1
    assert sorted(path.name for path in Path("gold").iterdir()) == [
        "in%2Fdeep%2F乙.tagged",
        "in%2Fdeep%2F甲.tagged",
        "in%2F甲.md.tagged",
        "in%2F甲.tagged",
    ]


def test_what_must_be_mended_is_told_and_written(tmp_path: Path) -> None:
    """A region that an annotator drew and gave no value."""
    value = {"start": 0, "end": 2, "labels": ["DATE"]}
    task = {
        "data": {"text": "今年到会", "name": "甲"},
        "annotations": [{"result": [{"id": "x", "type": "labels", "value": value}]}],
    }
    (tmp_path / "export.json").write_text(json.dumps([task]), encoding="utf-8")
    result = run(tmp_path / "export.json", "--to", "inline", "-o", tmp_path / "gold")
    assert result.exit_code == 0
    assert result.output == (
        "partyie: to be mended before it is scored:\n"
        "partyie: 甲, characters 0–2: DATE d1 '今年': value None isn't one of guideline §4\n"
    )
    assert (tmp_path / "gold" / "甲.tagged").read_text(encoding="utf-8").startswith("⟦DATE#d1|今年⟧到会")
    refused = run(tmp_path / "export.json", "--to", "jsonl", "-o", tmp_path / "x.jsonl")
    assert (refused.exit_code, "value None isn't one of guideline §4" in refused.output) == (1, True)


def test_one_bad_document_stops_nothing(tmp_path: Path) -> None:
    write_inline([gold("甲"), gold("乙"), gold("丙")], tmp_path / "gold")
    (tmp_path / "gold" / "乙.tagged").write_text("⟦LOC#l1|文⟧", encoding="utf-8")
    (tmp_path / "bad.json").write_text("[3]", encoding="utf-8")
    result = run(tmp_path / "gold", tmp_path / "bad.json", "--to", "doccano", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert [line.partition(": ")[2] for line in result.output.splitlines()] == [
        "乙, line 1: label LOC is none of PERSON, POST, ORG, PLACE, DATE, QUANTITY",
        f"{tmp_path}/bad.json: not a list of Label Studio's tasks",
    ]
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["partyie"]["name"] for line in lines] == ["丙", "甲"]


def test_unfinished_tasks_are_counted(tmp_path: Path) -> None:
    done = {"data": {"text": "文", "name": "甲"}, "annotations": [{"result": []}]}
    waiting = {"data": {"text": "文", "name": "乙"}, "annotations": []}
    (tmp_path / "e.json").write_text(json.dumps([done, waiting]), encoding="utf-8")
    result = run(tmp_path / "e.json", "--to", "inline", "-o", tmp_path / "gold")
    assert (result.exit_code, result.output) == (
        0,
        f"partyie: {tmp_path}/e.json: 1 of 2 tasks have no annotation and are left out\n",
    )


def test_one_bad_record_stops_nothing(records: Path) -> None:
    """A source that a DocBin can't hold."""
    line = format_line(Failure(source="\ud800.txt", error=FailureReason(kind="binary", message="a NUL byte")))
    records.write_bytes(line + records.read_bytes())
    result = run(records, "--to", "docbin", "-o", "docs.spacy")
    assert (result.exit_code, "a DocBin can't hold the source of '\\ud800.txt'" in result.output) == (1, True)
    again = run("docs.spacy", "--to", "jsonl", "-o", "again.jsonl")
    assert (again.exit_code, Path("again.jsonl").read_bytes()) == (0, records.read_bytes().removeprefix(line))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("records.jsonl", "--to", "xml", "-o", "out"), "no format is called 'xml'"),
        (("records.jsonl", "--to", "inline", "--from", "xml", "-o", "out"), "no format is called 'xml'"),
        (("records.jsonl", "--to", "inline", "--from", "html", "-o", "out"), "html is only written"),
        (("nothing.jsonl", "--to", "inline", "-o", "out"), "nothing.jsonl: no such file or folder"),
        (("in/甲.txt", "--to", "inline", "-o", "out"), "is a text without records: first"),
        (("records.jsonl", "--to", "conll", "-o", "records.jsonl"), "is, holds or lies in an input"),
        (("records.jsonl", "--to", "conll", "-o", "records.jsonl", "--overwrite"), "is, holds or lies in an input"),
        (("records.jsonl", "--to", "inline", "-o", ".", "--overwrite"), "is, holds or lies in an input"),
        (("records.jsonl", "--to", "conll", "-o", "full"), "conll is a file, full is not"),
        (("records.jsonl", "--to", "inline", "-o", "in/甲.txt"), "inline is a folder, in/甲.txt is not"),
        (("records.jsonl", "--to", "inline", "-o", "full"), "full is there already: --overwrite writes over it"),
        (("records.jsonl", "--to", "inline", "-o", "no/out"), "there is no folder no"),
        (("records.jsonl", "--to", "inline"), "Missing option '--output'"),
    ],
)
def test_bad_usage_is_2_and_writes_nothing(records: Path, arguments: tuple[str, ...], said: str) -> None:
    Path("full").mkdir()
    Path("full/note").touch()
    before = records.read_bytes()
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())
    assert (records.read_bytes(), Path("out").exists(), len(list(Path("full").iterdir()))) == (before, False, 1)


def test_overwrite(records: Path) -> None:
    for _ in range(2):
        assert run(records, "--to", "inline", "-o", "gold", "--overwrite").exit_code == 1
    assert len(list(Path("gold").iterdir())) == 2


def full_disk() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("format", [row.name for row in registry.FORMATS.values() if row.at_once])
@pytest.mark.parametrize(
    ("stop", "code", "said"),
    [
        (lambda: signal.raise_signal(signal.SIGINT), 130, "interrupted: out is as it was"),
        (full_disk, 1, "can't write out: no space left on device; out is as it was"),
    ],
    ids=["Ctrl-C", "full disk"],
)
def test_a_stopped_run_leaves_what_was_there(
    records: Path, format: str, stop: Callable[[], None], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of a folder of tables; nothing lies beside it."""
    run(records, "--to", format, "-o", "out")
    there = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    stop_before(stop, "in/deep/乙.txt", monkeypatch)
    result = run(records, "--to", format, "-o", "out", "--overwrite")
    assert (result.exit_code, result.output.splitlines()[-1]) == (code, f"partyie: {said}")
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == there


def stop_before(stop: Callable[[], None], source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something happen before the record of that source is converted."""
    convert = Conversion.convert

    def stopped(self: Conversion, item: Any, format: registry.Format) -> Any:
        if item.source == source:
            stop()
        return convert(self, item, format)

    monkeypatch.setattr(Conversion, "convert", stopped)


def test_a_stopped_run_says_what_it_left(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder has the files so far; a file isn't there."""
    stop_before(lambda: signal.raise_signal(signal.SIGTERM), "in/deep/乙.txt", monkeypatch)
    folder = run(records, "--to", "inline", "-o", "gold")
    assert folder.output.endswith("partyie: interrupted: what was written so far is in gold\n")
    assert [path.name for path in Path("gold").iterdir()] == ["甲.tagged"]
    page = run(records, "--to", "html", "-o", "page.html")
    assert (folder.exit_code, page.exit_code) == (130, 130)
    assert page.output == "partyie: interrupted: page.html is not written\n"
    assert {path.name for path in Path().iterdir()} == {"in", "gold", "records.jsonl"}


def test_a_missing_library_is_bad_usage(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option is named that asks for it."""

    def missing(*_: Any, **__: Any) -> None:
        raise MissingLibraryError("pip install 'partyie[arrow]'")

    monkeypatch.setattr("partyie.formats.files.write_jsonl_file", missing)
    result = run(records, "--to", "jsonl", "-o", "out.jsonl")
    assert (result.exit_code, "partyie[arrow]" in result.output) == (2, True)
    assert "Invalid value for '--to'" in result.output
    monkeypatch.setattr("partyie.formats.files.read_jsonl_file", missing)
    assert "Invalid value for 'IN'" in run(records, "--to", "csv", "-o", "out").output
    assert not Path("out").exists()


def test_both_bridges() -> None:
    """Over both bridges a gold document is itself again."""
    document = gold("甲")
    back = gold_from_extraction(extraction_from_gold(document), document.text, document.name)
    assert GoldDocument(**{name: getattr(back, name) for name in GoldDocument.model_fields}) == document


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="Unix's")
@pytest.mark.parametrize("source", ["jsonl", "doccano", "label-studio", "docbin", "conll", "duckdb"])
def test_a_device_is_not_read(tmp_path: Path, source: str) -> None:
    (tmp_path / "zero.jsonl").symlink_to("/dev/zero")
    for device in (Path("/dev/zero"), tmp_path / "zero.jsonl"):
        result = run(device, "--from", source, "--to", "jsonl", "-o", tmp_path / "out.jsonl")
        assert (result.exit_code, result.output) == (1, f"partyie: {device}: a device, not a file\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Unix's")
@pytest.mark.parametrize(("source", "name"), [("inline", "a.ann.txt"), ("gold-json", "a.json"), ("csv", "dates.csv")])
def test_a_pipe_in_a_folder_fails_instead_of_blocking(tmp_path: Path, source: str, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / name)
    result = run(folder, "--from", source, "--to", "jsonl", "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, result.output) == (1, f"partyie: {folder / name}: not a regular file\n")


def test_a_file_called_as_standard_input_is(records: Path) -> None:
    records.rename("-")
    result = run("-", "--from", "jsonl", "--to", "jsonl", "-o", "out.jsonl")
    assert (result.exit_code, Path("out.jsonl").read_bytes()) == (0, Path("-").read_bytes())


def test_a_source_that_can_only_be_longer_is_not_read(records: Path) -> None:
    """A stranger's record may name any file: here one with a hole of a terabyte."""
    with Path("in/甲.txt").open("wb") as file:
        file.truncate(2**40)
    result = run(records, "--to", "inline", "-o", "gold")
    assert "in/甲.txt isn't the text that was extracted" in result.output
