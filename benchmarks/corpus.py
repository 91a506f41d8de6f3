"""The gold that is measured on: splits of the package, or any folder of gold documents."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from partyie.errors import GoldError, InputError
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_checks import check_gold
from partyie.formats.gold_json import parse_gold_json
from partyie.formats.inline import parse_inline

PACKAGED = ("training", "extra", "written", "heldout")


def read_split(split: str) -> list[GoldDocument]:
    """The documents of a split that the package holds (one of `PACKAGED`), by name.

    Raises:
        InputError: No such split in the package; the seeds, third-party texts, are in the source tree only.
    """
    if split not in PACKAGED:
        raise InputError(
            f"the package holds no split {split!r}, only {', '.join(PACKAGED)}: "
            "give the folder of other gold (the seeds are in annotations/seeds of the source tree)"
        )
    return read_gold(files("partyie.annotations") / split)


def read_gold(folder: Traversable) -> list[GoldDocument]:
    """The gold documents of a folder, by name, each held against the guideline's rules.

    A document is ``NAME.tagged`` (inline notation) or, where that is missing, ``NAME.json``.

    Raises:
        InputError: Not a folder, or no gold in it.
        GoldError: A document can't be read or breaks a rule; the message names document and place.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: not a folder")
    documents = list(_documents(folder))
    if not documents:
        raise InputError(f"{folder}: no gold here (NAME.tagged or NAME.json)")
    return documents


def _documents(folder: Traversable) -> Iterator[GoldDocument]:
    names = {entry.name for entry in folder.iterdir()}
    for stem in sorted({name.rpartition(".")[0] for name in names if name.endswith((".tagged", ".json"))}):
        tagged = f"{stem}.tagged" in names
        data = _text(folder / f"{stem}{'.tagged' if tagged else '.json'}", stem)
        document = parse_inline(data, stem) if tagged else parse_gold_json(data, stem)
        check_gold(document)
        yield document


def _text(path: Traversable, name: str) -> str:
    """A file's text, line ends untouched: offsets count them."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError(f"{name}: not UTF-8: {error}") from error
