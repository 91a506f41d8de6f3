"""What a path stands for, and why a file can't be read."""

from __future__ import annotations

import codecs
import io
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partyie.records import Failure
from partyie.text.files import list_files, possible_paths, read_file, source_name


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
    (folder / "g.txt").symlink_to("g.txt")
    *found, dangling, itself = list_files([str(folder)])
    assert [os.path.relpath(str(file), folder) for file in found] == ["a.txt", "b/2.txt", "c.dat", "d.txt"]
    assert isinstance(dangling, Failure)
    assert (dangling.error.kind, dangling.source) == ("missing", str(folder / "e.txt"))
    assert dangling.error.message == f"a link to {folder / 'nowhere'}, which isn't there"
    assert itself == str(folder / "g.txt")
    read = read_file(str(itself))
    assert isinstance(read, Failure)
    assert "symbolic links" in read.error.message


def test_a_pipe_in_a_folder_fails_instead_of_blocking(folder: Path) -> None:
    os.mkfifo(folder / "b" / "1.pipe")
    [failed] = [item for item in list_files([str(folder)]) if isinstance(item, Failure)]
    assert (failed.source, failed.error.message) == (
        str(folder / "b" / "1.pipe"),
        "a pipe, socket or device, not a file",
    )


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


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, int], None]]:
    """Makes folders of a name in each other, the deepest with a file, and clears them away: shutil can't."""
    made: list[str] = []

    def make(name: str, number: int) -> None:
        for _ in range(number):
            os.mkdir(name)
            os.chdir(name)
            made.append(name)
        Path("e.txt").touch()
        os.chdir(tmp_path)

    monkeypatch.chdir(tmp_path)
    yield make
    os.chdir(tmp_path)
    for name in made:
        os.chdir(name)
    os.unlink("e.txt")
    for name in reversed(made):
        os.chdir("..")
        os.rmdir(name)


def test_folders_in_each_other_by_the_thousand(deep: Callable[[str, int], None]) -> None:
    deep("d", 1100)
    for name in ("a.txt", "z.txt"):
        Path(name).touch()
    assert list(list_files(["."])) == ["./a.txt", f"./{'d/' * 1100}e.txt", "./z.txt"]


def test_a_folder_too_deep_to_be_named_fails_in_its_place(deep: Callable[[str, int], None]) -> None:
    deep("长" * 80, 20)  # 4,096 bytes are the most that Linux takes at once
    Path("长长.txt").touch()
    found, failed = list_files(["."])
    assert found == "./长长.txt"
    assert isinstance(failed, Failure)
    assert failed.error.message == "file name too long"


def test_thousands_of_files_of_a_folder(tmp_path: Path) -> None:
    """``PARTYIE_FILES=10000 pytest …`` makes more of them, which takes file systems their time."""
    number = int(os.environ.get("PARTYIE_FILES", "1000"))
    for one in range(number):
        os.mknod(tmp_path / f"{one:05}")
    assert list(list_files([str(tmp_path)])) == [str(tmp_path / f"{one:05}") for one in range(number)]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="Unix's")
def test_devices_that_never_end_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "zero").symlink_to("/dev/zero")
    for path in ("/dev/zero", "/dev/full", "/dev/urandom", str(tmp_path / "zero")):
        [failed] = list_files([path])
        assert isinstance(failed, Failure)
        assert (failed.source, failed.error.message) == (path, "a device, not a file")
    assert list(list_files(["/dev/null"])) == ["/dev/null"]
    assert read_file("/dev/null") == ("/dev/null", "")


@pytest.mark.skipif(not os.path.exists("/proc/version"), reason="Linux's")
def test_files_without_a_size_are_read(tmp_path: Path) -> None:
    read = read_file("/proc/version")
    assert isinstance(read, tuple)
    assert read[1].startswith("Linux version")
    failed = read_file("/proc/self/mem")
    assert isinstance(failed, Failure)
    assert failed.error.kind == "unreadable"


def test_a_socket_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # its path must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s.txt")
        [in_folder] = list_files(["."])
        named = read_file("s.txt")
    assert isinstance(in_folder, Failure)
    assert in_folder.error.message == "a pipe, socket or device, not a file"
    assert isinstance(named, Failure)
    assert named.error.kind == "unreadable"


@pytest.mark.parametrize("change", ["vanishes", "becomes a folder", "becomes a link to itself", "grows", "shrinks"])
def test_what_happens_between_listing_and_reading(folder: Path, change: str) -> None:
    path = folder / "a.txt"
    [listed, *_] = list_files([str(folder)])
    if change in ("grows", "shrinks"):
        path.write_text("市委" * 9 if change == "grows" else "", encoding="utf-8")
        assert read_file(str(listed)) == (str(path), "市委" * 9 if change == "grows" else "")
        return
    path.unlink()
    if change == "becomes a folder":
        path.mkdir()
    elif change == "becomes a link to itself":
        path.symlink_to(path)
    failed = read_file(str(listed))
    assert isinstance(failed, Failure)
    assert failed.error.kind == ("missing" if change == "vanishes" else "unreadable")


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "\t.txt", "-o.txt", "\x1b[31m.txt", " .txt", "长" * 84, "%s{}.txt", "\\x41"]
)
def test_odd_names_are_read_and_found_again(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("市委", encoding="utf-8")
    [listed] = list_files([str(tmp_path)])
    source, text = read_file(str(listed))
    assert (source, text) == (str(tmp_path / name), "市委")
    assert str(listed) in possible_paths(source)


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"", ""), (codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, ""), (" \n\t\u3000\n".encode(), " \n\t\u3000\n")],
)
def test_files_with_nothing_to_read_are_texts(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read_file(str(tmp_path / "a.txt")) == (str(tmp_path / "a.txt"), text)


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull, encoding="utf-8") as closed:
        pass
    for stdin in (None, closed):
        monkeypatch.setattr("sys.stdin", stdin)
        [failed] = list_files(["-"])
        assert isinstance(failed, Failure)
        assert (failed.source, failed.error.message) == ("-", "is closed")


def test_what_is_no_path_is_told() -> None:
    [failed] = list_files(["a\0b"])
    assert isinstance(failed, Failure)
    assert failed.error.message == "no path of a file"
