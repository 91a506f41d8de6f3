"""Rows of damaged text with what they say, and of sound text that looks damaged: the two tables of tests/data."""

from __future__ import annotations

from pathlib import Path

import pytest

from partyie.text.cleaning import clean_text

DATA = Path(__file__).parents[2] / "data"
BEFORE, AFTER = "　　会议指出，要抓好落实。\n", "\n　　会议强调，要压实责任，形成合力。"


def rows(name: str) -> list[list[str]]:
    """The fields of a table's rows; ⏎ stands for a line break and ▁ for U+3000."""
    lines = (DATA / name).read_text("utf-8").split("\n")[1:]
    return [line.replace("⏎", "\n").replace("▁", "\u3000").split("\t") for line in lines if line]


DAMAGED = rows("damaged_text.tsv")
LOOKALIKES = rows("clean_lookalikes.tsv")


@pytest.mark.parametrize(("name", "kind", "damaged", "expected"), DAMAGED, ids=[row[0] for row in DAMAGED])
def test_damaged_text_reads_as_what_it_was(name: str, kind: str, damaged: str, expected: str) -> None:
    clean = clean_text(damaged)
    assert clean.text == expected
    if kind not in ("width", "script"):
        assert {repair.kind for repair in clean.repairs} >= {kind}


@pytest.mark.parametrize(("name", "kind", "text"), LOOKALIKES, ids=[row[0] for row in LOOKALIKES])
def test_what_only_looks_damaged_comes_through(name: str, kind: str, text: str) -> None:
    clean = clean_text(text)
    assert clean.repairs == ()
    assert clean.text == text.replace("\u3000", " ")


@pytest.mark.parametrize(("name", "kind", "text"), LOOKALIKES, ids=[row[0] for row in LOOKALIKES])
def test_what_only_looks_damaged_comes_through_among_prose(name: str, kind: str, text: str) -> None:
    around = BEFORE + text + AFTER
    assert clean_text(around).repairs == ()


def test_there_are_enough_lookalikes() -> None:
    assert len(LOOKALIKES) >= 300
    assert len({text for _, _, text in LOOKALIKES}) == len(LOOKALIKES)
