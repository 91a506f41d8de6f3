"""Stretches are the whole text, in order, each under at most one mention and one repair."""

from __future__ import annotations

import pytest

from partyie.errors import InputError
from partyie.formats.stretches import stretches, text_of, visible
from partyie.records import Extraction


def test_stretches_are_the_text_and_know_what_covers_them(extraction: Extraction) -> None:
    text = text_of(extraction)
    found = [
        (text[part.start : part.end], part.mention and part.mention.id, bool(part.repair))
        for part in stretches(extraction)
    ]
    assert "".join(words for words, _, _ in found) == text
    assert found[:5] == [
        ("莆田市委", "m1", False),
        ("書", "m2", False),
        ("(shū)", "m2", True),
        ("記", "m2", False),
        ("<b>", None, False),
    ]


def test_an_empty_text_has_no_stretches(extraction: Extraction) -> None:
    assert list(stretches(extraction.model_copy(update={"length": 0, "mentions": (), "repairs": ()}))) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("市委\r\n\t书记", "市委\r\n\t书记"),
        ("\x1b[31m\x00\x7f\r", "␛[31m␀␡␍"),
        ("a\u202eb\ud800\x85", "a\ufffdb\ufffd\ufffd"),
    ],
)
def test_what_could_drive_a_terminal_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert len(shown) == len(text)


def test_a_text_that_is_not_known_must_be_given_and_be_the_right_one(extraction: Extraction) -> None:
    stored = Extraction.model_validate_json(extraction.model_dump_json())
    with pytest.raises(InputError, match="pass text"):
        text_of(stored)
    with pytest.raises(InputError, match="SHA-256 differs"):
        text_of(stored, "another")
    assert text_of(stored, extraction.text) == extraction.text
