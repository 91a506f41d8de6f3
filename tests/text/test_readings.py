"""Readings of characters, both ways."""

from __future__ import annotations

import unicodedata

import pytest

from partyie.text.readings import characters_read, has_tone, readings_of, reads_as, without_tone


@pytest.mark.parametrize(
    ("character", "syllable", "expected"),
    [
        ("書", "shū", True),
        ("书", "shū", True),
        ("書", unicodedata.normalize("NFD", "shū"), True),
        ("書", "shu", True),
        ("長", "zhǎng", True),
        ("長", "cháng", True),
        ("書", "shù", False),
        ("綠", "lǜ", True),
        ("綠", "lv", True),
        ("女", "nü", True),
        ("司", "ltd", False),
        ("司", "sī", True),
        ("A", "a", False),
        ("们", "men", True),
    ],
)
def test_reads_as(character: str, syllable: str, expected: bool) -> None:
    assert reads_as(character, syllable) is expected


def test_characters_with_a_reading_have_it() -> None:
    found = characters_read("qǐng")
    assert {"请", "請", "顷"} <= set(found)
    assert all("qǐng" in readings_of(character) for character in found)
    assert characters_read("xyz") == ""


def test_tones() -> None:
    assert [has_tone(syllable) for syllable in ("shū", "shu", "lü", "lǘ")] == [True, False, False, True]
    assert without_tone("zhuāng") == "zhuang"
