"""Files that are put in their place when they are whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from partyie.formats.beside import whole_file


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    """A link stays one, and what a killed run left is written over."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / ".a.unfinished").write_bytes(b"left by a killed run")
    (tmp_path / "link").symlink_to("a")
    with whole_file(tmp_path / "link") as file:
        file.write(b"new")
        assert (tmp_path / "a").read_bytes() == b"old"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new", "link": b"new"}
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_private_file_stays_private(tmp_path: Path) -> None:
    (tmp_path / "a").touch(0o600)
    with whole_file(tmp_path / "a") as file:
        file.write(b"new")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "a").stat().st_mode & 0o077) == (b"new", 0)


def test_what_was_there_stays_where_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "a") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


@pytest.mark.skipif(os.name != "posix", reason="a device is a file")
def test_a_device_is_written_and_a_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "null").symlink_to(os.devnull)
    with whole_file(tmp_path / "null") as file:
        file.write(b"gone")
    assert not Path(os.devnull).is_file()
    with pytest.raises(IsADirectoryError), whole_file(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["null"]
