"""The committed gold: complete, valid, canonical, and each file derived from the one that it should be."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from partyie.benchmarks.corpus import PACKAGED, read_gold, read_split
from partyie.errors import GoldError, InputError
from partyie.formats.gold_checks import check_gold
from partyie.formats.gold_json import format_gold_json
from partyie.formats.inline import format_inline, parse_inline

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
TAGGED = sorted(ANNOTATIONS.glob("*/*.tagged"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("tagged", TAGGED, ids=lambda path: path.stem)
def test_gold_keeps_the_guideline(tagged: Path) -> None:
    check_gold(parse_inline(read(tagged), tagged.stem))


@pytest.mark.parametrize("tagged", TAGGED, ids=lambda path: path.stem)
def test_tagged_files_are_canonical_and_json_derives_from_them(tagged: Path) -> None:
    """``python scripts/derive_gold.py`` would change nothing."""
    document = parse_inline(read(tagged), tagged.stem)
    assert format_inline(document) == read(tagged)
    assert format_gold_json(document) == read(tagged.with_suffix(".json"))


@pytest.mark.parametrize("raw", sorted(ANNOTATIONS.glob("seeds/*.txt")), ids=lambda path: path.stem)
def test_seed_gold_annotates_the_raw_file(raw: Path) -> None:
    assert parse_inline(read(raw.with_suffix(".tagged")), raw.stem).text == read(raw)


def test_splits_are_complete() -> None:
    """As many documents as ``splits.tsv`` says, each with its JSON, none in two splits, no text twice."""
    with (ANNOTATIONS / "splits.tsv").open(encoding="utf-8", newline="") as lines:
        stated = {row["split"]: int(row["documents"]) for row in csv.DictReader(lines, delimiter="\t")}
    found = {split: read_gold(ANNOTATIONS / split) for split in stated}
    assert {split: len(documents) for split, documents in found.items()} == stated
    everything = [document for documents in found.values() for document in documents]
    assert len({document.name for document in everything}) == len(everything)
    assert len({document.text for document in everything}) == len(everything)


@pytest.mark.parametrize("split", PACKAGED)
def test_the_package_holds_the_splits(split: str) -> None:
    assert read_split(split) == read_gold(ANNOTATIONS / split)


def test_the_package_holds_no_seeds() -> None:
    """They are third-party texts: the tree has them, the wheel has not."""
    with pytest.raises(InputError, match="the package holds no split 'seeds'"):
        read_split("seeds")


def test_json_alone_is_gold_too(tmp_path: Path) -> None:
    document = read_gold(ANNOTATIONS / "written")[0]
    (tmp_path / "G01.json").write_text(format_gold_json(document), encoding="utf-8")
    assert read_gold(tmp_path) == [document]


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold here"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="not a folder"):
        read_gold(tmp_path / "nowhere")


def test_gold_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "G01.tagged").write_bytes("市委".encode("gb18030"))
    with pytest.raises(GoldError, match="G01: not UTF-8"):
        read_gold(tmp_path)
