"""What a path stands for, and why a file can't be read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from partyie.records import Failure
from partyie.text.files import list_files, read_file, source_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("二", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes("一".encode("gb18030"))
    (tmp_path / "c.dat").write_bytes(b"\x00\x01")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    return tmp_path


def names(folder: Path, **options: str) -> list[str]:
    return [os.path.relpath(str(file), folder) for file in list_files([str(folder)], **options)]


def test_a_folder_stands_for_its_visible_files_sorted(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b/2.txt", "c.dat"]


def test_the_output_is_left_out_of_folders_but_not_when_named(folder: Path) -> None:
    output = str(folder / "a.txt")
    assert names(folder, skip=output) == ["b/2.txt", "c.dat"]
    assert list(list_files([output], skip=output)) == [output]


def test_paths_keep_their_order_and_missing_ones_their_place(folder: Path) -> None:
    paths = [str(folder / "c.dat"), "missing", "-", str(folder / "b")]
    assert list(list_files(paths)) == [*paths[:3], str(folder / "b" / "2.txt")]


def test_links_to_files_are_read_and_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "d.txt").symlink_to(folder / "a.txt")
    (folder / "e.txt").symlink_to(folder / "nowhere")
    (folder / "f").symlink_to(folder, target_is_directory=True)
    assert names(folder) == ["a.txt", "b/2.txt", "c.dat", "d.txt", "e.txt"]
    dangling = read_file(str(folder / "e.txt"))
    assert isinstance(dangling, Failure)
    assert dangling.error.kind == "missing"


def test_a_pipe_in_a_folder_fails_instead_of_blocking(folder: Path) -> None:
    os.mkfifo(folder / "b" / "1.pipe")
    [failed] = [item for item in list_files([str(folder)]) if isinstance(item, Failure)]
    assert (failed.source, failed.error.message) == (str(folder / "b" / "1.pipe"), "not a regular file")


def test_a_folder_that_cannot_be_listed_fails_in_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    items = list(list_files([str(folder)]))
    assert [isinstance(item, Failure) for item in items] == [False, True, False]
    assert items[1].error.message == "permission denied"


@pytest.mark.parametrize(
    ("path", "kind"), [("c.dat", "binary"), ("missing.txt", "missing"), ("b", "unreadable"), ("cut.txt", "encoding")]
)
def test_what_cannot_be_read_says_why(folder: Path, path: str, kind: str) -> None:
    (folder / "cut.txt").write_bytes("市委书记".encode()[:-1])
    failed = read_file(str(folder / path))
    assert isinstance(failed, Failure)
    assert failed.source == str(folder / path)
    assert failed.error.kind == kind
    assert failed.error.message


def test_a_file_without_permission_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    failed = read_file(str(folder / "a.txt"))
    assert isinstance(failed, Failure)
    assert (failed.error.kind, failed.error.message) == ("unreadable", "permission denied")


def test_text_and_standard_input_are_read_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_file(str(folder / "a.txt")) == (str(folder / "a.txt"), "一")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("市委\r\n".encode("utf-8-sig"))))
    assert read_file("-") == ("-", "市委\r\n")


def test_file_names_that_are_not_utf8_are_shown_safely(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xb9\xab.txt"
    with open(name, "w", encoding="utf-8") as file:
        file.write("公文")
    source, text = read_file(*list_files([str(tmp_path)]))
    assert (source, text) == (f"{tmp_path}/\\xb9\\xab.txt", "公文")
    assert source_name("a/通知.txt") == "a/通知.txt"
