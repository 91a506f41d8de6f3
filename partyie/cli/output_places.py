"""Where an output may go: a file or a folder, and never over an input."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from partyie.text.files import STANDARD_INPUT

OPTION = "'-o'"


def is_lines_or_page(output: Path) -> bool:
    """Whether a file is an earlier output: JSON Lines by how they begin, a page by its name."""
    from partyie.cli.resumption import LINE_HEAD

    with output.open("rb") as file:
        head = file.read(len(LINE_HEAD))
    return output.suffix == ".html" or LINE_HEAD.startswith(head)


def check_file(
    path: Path | None,
    given: str | None,
    format: str,
    inputs: Iterable[str],
    is_ours: Callable[[Path], bool] = is_lines_or_page,
) -> None:
    """That a format of one file may be written there.

    Args:
        given: The path as it was given.
        is_ours: Whether the file there is an earlier output; one that lies in a folder of inputs may be overwritten.

    Raises:
        BadParameter: It is a folder, or one of the inputs.
    """
    if path is None or given is None:
        return
    if path.is_dir() or given.endswith(("/", os.sep)):
        example = path / f"extractions.{format}"
        raise typer.BadParameter(f"{given} is a folder; {format} is one file: name it, as {example}", param_hint=OPTION)
    if path.is_file() and any(_is_input(one, path, is_ours) for one in inputs):
        raise typer.BadParameter(f"{path} is also an input", param_hint=OPTION)


def check_folder(path: Path | None, format: str, inputs: Iterable[str]) -> Path:
    """That a format of one table a family may be written there.

    Raises:
        BadParameter: It is no folder, or holds inputs.
    """
    if path is None or path.is_file():
        raise typer.BadParameter(f"{format} is a folder with a table a family: name the folder", param_hint=OPTION)
    if path.is_dir() and any(_lies_in(one, path) for one in inputs):
        raise typer.BadParameter(f"{path} is also an input", param_hint=OPTION)
    return path


def _lies_in(path: str, folder: Path) -> bool:
    return path != STANDARD_INPUT and Path(path).resolve().is_relative_to(folder.resolve())


def _is_input(path: str, output: Path, is_ours: Callable[[Path], bool]) -> bool:
    """Whether the output is an input: that file, or one of that folder which no run of ours has written."""
    if path == STANDARD_INPUT or not os.path.exists(path):
        return False
    if not os.path.isdir(path):
        return os.path.samefile(path, output)
    return output.resolve().is_relative_to(Path(path).resolve()) and not is_ours(output)
