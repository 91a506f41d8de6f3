"""Readings behind characters go, other brackets stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.readings import characters_read, readings_of
from partyie.text.repair import apply_repairs
from partyie.text.repair.pinyin import find_pinyin

CHARACTERS = list("縣書記長黨員動態報陽鎮農業網發學國關經濟問題區會議")


@given(st.lists(st.tuples(st.sampled_from(CHARACTERS), st.booleans()), min_size=1, max_size=12))
def test_annotated_text_reads_as_before(annotated: list[tuple[str, bool]]) -> None:
    raw = "".join(
        f"{character}({readings_of(character)[0]})" if marked else character for character, marked in annotated
    )
    text, offsets = apply_repairs(raw, find_pinyin(raw))
    assert text == "".join(character for character, _ in annotated)
    widths = [end - start for start, end in (offsets.source_span(at, at + 1) for at in range(len(text)))]
    assert [width > 1 for width in widths] == [marked for _, marked in annotated]


def damage(before: str, character: str) -> str:
    """What an annotating script leaves of a character whose first byte makes, with the one before it, another one."""
    across = (before.encode("gbk")[1:] + character.encode("gbk")[:1]).decode("gbk")
    return f"{before}?{readings_of(across)[0]}){'?'}{readings_of(character)[0]})"


def test_a_character_cut_by_a_reading_is_found_again() -> None:
    assert damage("日", "報") == "日?qǐng)?bào)"
    (repair,) = find_pinyin(damage("日", "報") + "道")
    assert (repair.original, repair.repaired) == ("?qǐng)?bào)", "報")
    (repair,) = find_pinyin(damage("國", "個") + "家")
    assert repair.repaired == "個"


def test_a_cut_character_goes_with_what_follows() -> None:
    """記者 is a word; 記 and 国 never meet, so that any character with this reading may have stood there."""
    assert [repair.repaired for repair in find_pinyin("日?tiē)?jì)者")] == ["记"]
    assert find_pinyin("日?tiē)?jì)国") == []


def test_one_letter_without_a_tone_may_be_a_unit() -> None:
    assert find_pinyin("阿(a)") == []
    assert [repair.repaired for repair in find_pinyin("發(fa)展")] == ["發"]


@pytest.mark.parametrize(
    "text", ["㐀?qǐng)?bào)", "日?qǐng)?bù)", "日?bào)", "國?qǐng)?bào)", "日qǐng)bào)", "?qǐng)?bào)"]
)
def test_what_the_bytes_dont_explain_stays(text: str) -> None:
    assert find_pinyin(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "公司(Ltd)",
        "米(m)",
        "吨(t)",
        "北京(bei jing)",
        "書(kū)",
        "(shū)",
        "書(shū",
        "書shū)",
        "書（）",
        "安(AN)",
        "局（jǔ）",
    ],
)
def test_brackets_that_are_no_reading_stay(text: str) -> None:
    assert find_pinyin(text) == []


def test_every_character_of_a_syllable_is_annotated_by_it() -> None:
    assert all(find_pinyin(f"{character}(shū)") for character in characters_read("shū"))
