"""What shows nothing goes where Chinese is beside it, and stays where it joins something."""

from __future__ import annotations

import pytest

from partyie.text.cleaning import clean_text
from partyie.text.repair.invisible import find_invisible

EVERY = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff"]


@pytest.mark.parametrize("character", EVERY)
@pytest.mark.parametrize(
    "text", ["县委{}书记", "20{}21年", "，{}李明", "\n{}县长", "县长{}", "GDP{}增长", "👩{}县长", "县长{}👩"]
)
def test_it_goes(character: str, text: str) -> None:
    [repair] = find_invisible(text.format(character))
    assert (repair.start, repair.original, repair.repaired) == (text.index("{"), character, "")


@pytest.mark.parametrize("text", ["👩\u200d🌾", "县👩\u200d🌾长", "می\u200cشود", "ᠮᠣᠩ\u180eᠭᠣᠯ"])
def test_it_stays_in_emoji_and_other_scripts(text: str) -> None:
    assert find_invisible(text) == []


def test_it_hides_no_other_damage() -> None:
    clean = clean_text("縣委書\u200d(shū)記\u00ad到會。\n會議由副縣\u2060\n長\ufeff、局長主持。")
    assert clean.text == "县委书记到会。\n会议由副县长、局长主持。"


def test_a_byte_of_mojibake_is_no_soft_hyphen() -> None:
    damaged = "中国".encode().decode("latin-1")
    assert "\u00ad" in damaged
    assert clean_text(damaged + "政府").text == "中国政府"
