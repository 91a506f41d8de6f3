"""Encodings: gold and its traditional twin are told right in all of them; the report shows what was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from partyie.benchmarks.corpus import read_split
from partyie.benchmarks.encoding_figures import EncodingFigures, EncodingPoint, format_encodings
from partyie.benchmarks.encodings import ENCODINGS, WHOLE, measure_encodings, outcome_of, with_rare
from partyie.errors import InputError

LONG = {WHOLE, "1000", "200", "64", "32", "16"}


@pytest.fixture(scope="module")
def figures() -> EncodingFigures:
    """Of a part of what the committed figures are of."""
    return measure_encodings([document.text for split in ("written", "extra") for document in read_split(split)[:2]])


@pytest.mark.parametrize("name", ENCODINGS)
def test_no_text_is_read_as_another(figures: EncodingFigures, name: str) -> None:
    """Whole documents are read; of cuts few are refused, and only a few characters can be mistaken."""
    for length, point in figures.read[name].items():
        total = point.right + point.refused + point.wrong
        assert length != WHOLE or point.right == total
        assert point.wrong == 0 or length not in LONG
        assert point.refused <= 0.05 * total or length not in LONG
        assert point.wrong <= 0.02 * total


@pytest.mark.parametrize("name", ENCODINGS)
def test_the_seeds_are_read_whole(root: Path, name: str) -> None:
    """They are damaged: mojibake, private use, lost line ends."""
    encoding, tried = ENCODINGS[name], 0
    for path in sorted((root / "annotations" / "seeds").glob("*.txt")):
        fitted = encoding.fit(path.read_bytes().decode())
        if fitted is not None:
            tried += 1
            assert outcome_of(encoding.encode(fitted), fitted) == "right"
    assert tried or encoding.codec in ("big5", "cp950", "big5hkscs")


@pytest.mark.parametrize("name", ENCODINGS)
def test_what_ends_inside_a_character_is_refused_as_such(figures: EncodingFigures, name: str) -> None:
    for length, point in figures.cut_inside[name].items():
        assert point.wrong == 0 or length not in LONG
        assert point.refused == 0 or length != WHOLE


def test_rare_characters_take_four_bytes() -> None:
    text = with_rare("市委" * 50)
    assert (text[25], text[75]) == ("㛃", "𠮷")
    assert len(text.encode("gb18030")) == 2 * len(text) + 2 * 2


def test_the_report_shows_shares_and_numbers() -> None:
    figures = EncodingFigures(
        documents=1,
        read={"UTF-8": {"whole": EncodingPoint(right=2, refused=0, wrong=0)}, "Big5": {}},
        cut_inside={"UTF-8": {"whole": EncodingPoint(right=999, refused=0, wrong=1)}},
    )
    shown = format_encodings(figures)
    assert "| UTF-8 | 100 / 0 / 0 |" in shown
    assert "| Big5 | – |" in shown
    assert "| UTF-8 | 99.9 / 0 / 1 |" in shown
    assert EncodingFigures.model_validate_json(figures.model_dump_json()) == figures


def test_no_texts_are_refused() -> None:
    with pytest.raises(InputError, match="there are none"):
        measure_encodings([""])
