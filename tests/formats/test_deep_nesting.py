"""Brackets in brackets in whatever file is read as JSON: a clear error, and never the end of Python's stack."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from partyie.errors import InputError, PartyieError
from partyie.formats import brat, conll, doccano, gold_json, label_studio
from partyie.formats.cells import PARSERS
from partyie.formats.columns import Column, ColumnType
from partyie.formats.json_reading import parse_json
from partyie.formats.jsonl import read_jsonl
from partyie.lexicon.user_files import read_lexicon

DEPTH = 100_000
LISTS, OBJECTS = "[" * DEPTH + "]" * DEPTH, '{"a":' * DEPTH + "1" + "}" * DEPTH
DEEP = pytest.mark.parametrize("deep", [LISTS, OBJECTS, "[" * DEPTH], ids=["lists", "objects", "unclosed"])


@DEEP
def test_parsing_says_so(deep: str) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        parse_json(deep)


@DEEP
def test_a_line_of_results(deep: str) -> None:
    with pytest.raises(InputError, match="line 1 isn't JSON: nested too deeply"):
        list(read_jsonl([deep.encode()]))


def test_a_list_in_a_cell() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        PARSERS[ColumnType.STRINGS](LISTS, Column("aliases", ColumnType.STRINGS))


READERS: dict[str, tuple[str, Callable[[Path], Iterable[Any]]]] = {
    "doccano": ("a.jsonl", doccano.read_doccano),
    "label studio": ("a.json", label_studio.read_label_studio),
    "gold": ("a.json", gold_json.read_gold_json),
    "lexicon": ("a.jsonl", lambda path: [read_lexicon(path)]),
}


@DEEP
@pytest.mark.parametrize("kind", READERS)
def test_a_file(deep: str, kind: str, tmp_path: Path) -> None:
    name, read = READERS[kind]
    (tmp_path / name).write_text(deep, encoding="utf-8")
    with pytest.raises(PartyieError) as caught:
        list(read(tmp_path / name))
    assert len(str(caught.value)) < 500


def test_what_stands_beside_annotations() -> None:
    with pytest.raises(PartyieError, match="nested too deeply"):
        brat.parse_ann("", "市委", "a", LISTS)
    with pytest.raises(PartyieError, match="nested too deeply"):
        conll._comment("# partyie " + LISTS, "# partyie ", 1, "a.conll")
