"""Stretches are the whole text, in order, each with the mentions and the repair that cover it."""

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


@pytest.mark.parametrize(
    ("ends", "covered"),
    [
        ([(0, 3), (1, 2)], ["m0", "m0 m1", "m0", ""]),  # nested
        ([(0, 2), (1, 3)], ["m0", "m0 m1", "m1", ""]),  # crossing
        ([(0, 1), (0, 3)], ["m1 m0", "m1", ""]),  # the longer is outside, whatever their order
        ([(0, 2), (0, 2)], ["m0 m1", ""]),
        ([(0, 1), (1, 2)], ["m0", "m1", ""]),
        ([(1, 1)], ["", ""]),  # of no length
    ],
)
def test_a_place_may_lie_in_several_mentions(
    extraction: Extraction, ends: list[tuple[int, int]], covered: list[str]
) -> None:
    mentions = tuple(
        extraction.mentions[0].model_copy(update={"id": f"m{i}", "start": start, "end": end})
        for i, (start, end) in enumerate(ends)
    )
    parts = list(stretches(extraction.model_copy(update={"length": 5, "mentions": mentions, "repairs": ()})))
    assert [" ".join(mention.id for mention in part.mentions) for part in parts] == covered
    assert all(part.mention is (part.mentions or (None,))[0] for part in parts)


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
