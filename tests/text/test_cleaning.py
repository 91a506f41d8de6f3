"""What holds of every clean text, whatever the input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.cleaning import CleanText, _apart, _records, _simplified_where, clean_text
from partyie.text.offsets import OffsetMap
from partyie.text.repair import repair_of
from partyie.text.width import fold_width

PIECES = [
    "縣委書(shū)記", "日?qǐng)?bào)", "？！闭f", "?!币咔榉揽毓ぷ鲉?dòng)后", "高　峰", "公　　示", "\r\n", "\n\n", "\n　　", "— 1 —",
    "6 22平方公里", "２O２２年", "ÖÐ¹ú", "涓浗", "\ufffd", "（", "）", "，", "。", " ", "　", "的", "市委", "人民", "〔2022〕 8 号",
    "\u200b", "\x00", "\ud800", "𠮷", "👨‍⚕️", "䶮", "茕", "(a", "?a)", "1.", "艾力・買", "é", "\u0304", "乾", "於",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)


def check(clean: CleanText) -> None:
    raw, text, offsets = clean.raw, clean.text, clean.offsets
    assert (offsets.source_length, offsets.target_length) == (len(raw), len(text))
    assert offsets.is_monotonic()
    assert "\r" not in text
    for repair in clean.repairs:
        assert raw[repair.start : repair.end] == repair.original
        assert repair.original != repair.repaired
    starts = [repair.start for repair in clean.repairs]
    assert starts == sorted(set(starts))


@given(TEXTS)
def test_any_text_can_be_cleaned_and_mapped_back(raw: str) -> None:
    check(clean_text(raw))


@given(TEXTS)
def test_the_repairs_and_folds_replayed_give_the_text(raw: str) -> None:
    clean = clean_text(raw)
    parts, position = [], 0
    for repair in clean.repairs:
        parts += [raw[position : repair.start], repair.repaired]
        position = repair.end
    replayed = fold_width(("".join(parts) + raw[position:]).replace("\r\n", "\n"))
    assert len(replayed) == len(clean.text)
    if clean.script == "simplified":
        assert replayed == clean.text


@given(TEXTS)
def test_the_same_text_gives_the_same_result(raw: str) -> None:
    assert clean_text(raw) == clean_text(raw)


@pytest.mark.parametrize("raw", ["", "\n", " ", "\x00", "\ud800", "\ufeff", "\r\n" * 3, "？", "　"])
def test_awkward_texts(raw: str) -> None:
    check(clean_text(raw))


def test_offsets_of_every_kind_of_damage() -> None:
    raw = "縣委書(shū)記高　峰，\r\n全長77. 6公里"
    clean = clean_text(raw)
    assert clean.text == "县委书记高峰，\n全长77.6公里"
    spans = {
        word: clean.offsets.source_span(clean.text.index(word), clean.text.index(word) + len(word))
        for word in ("书记", "高峰", "77.6")
    }
    assert {word: raw[start:end] for word, (start, end) in spans.items()} == {
        "书记": "書(shū)記", "高峰": "高　峰", "77.6": "77. 6",
    }  # fmt: skip


def test_pieces_of_one_damage_are_one_repair() -> None:
    raw = "“防控就是責任?!币咔榉揽毓ぷ鲉?dòng)后，全縣動員"
    (repair,) = clean_text(raw).repairs
    assert (repair.kind, repair.original) == ("mojibake", "?!币咔榉揽毓ぷ鲉?dòng)")
    assert repair.repaired == "。”疫情防控工作啟動"


def test_repairs_of_other_kinds_stay_apart_though_they_touch() -> None:
    clean = clean_text("ÖÐ¹ú書(shū)記(jì)高　峰")
    assert clean.text == "中国书记高峰"
    assert [(repair.start, repair.end, repair.kind, repair.repaired) for repair in clean.repairs] == [
        (0, 4, "mojibake", "中国"), (4, 10, "pinyin", "書"), (10, 15, "pinyin", "記"), (16, 17, "space", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "text", "repaired"),
    [
        ([], "标题：中国人民", [(3, 11)]),
        ([(0, 3)], "标题：中国人民", [(3, 11)]),
        ([(3, 7)], "标题：ÖÐ¹ú人民", [(7, 11)]),
        ([(7, 11)], "标题：中国ÈËÃñ", [(3, 7)]),
        ([(5, 7), (0, 2)], "标题：中¹ú人民", [(3, 5), (7, 11)]),
        ([(4, 5)], "标题：ÖÐ国人民", [(5, 11)]),
    ],
)
def test_known_words_are_no_mojibake(known: list[tuple[int, int]], text: str, repaired: list[tuple[int, int]]) -> None:
    """Nor is a character that one of them touches."""
    clean = clean_text("标题：ÖÐ¹úÈËÃñ", known=lambda asked: known if asked == "标题：ÖÐ¹úÈËÃñ" else [])
    assert clean.text == text
    assert [(repair.start, repair.end) for repair in clean.repairs] == repaired


def test_known_words_are_asked_for_only_where_something_looks_like_mojibake() -> None:
    def known(text: str) -> list[tuple[int, int]]:
        raise AssertionError(text)

    assert clean_text("縣委書(shū)記高　峰", known=known).text == "县委书记高峰"


def test_a_protected_name_keeps_its_characters() -> None:
    raw = "那日昇與於飛、於陵"
    keep = clean_text(
        raw, protected=lambda text: [(text.index("於陵"), text.index("於陵") + 2)] if "於陵" in text else []
    )
    assert keep.text == "那日升与于飞、於陵"


@pytest.mark.parametrize(
    "unit", ["1", "年", "　", "\n", "一 ", "高　", "書(shū)", "？！", "茕", "，\n中", "（\n", "記 者", "\u200b", "1O"]
)
def test_a_long_row_of_anything_ends(unit: str) -> None:
    check(clean_text(unit * (20_000 // len(unit))))


@pytest.mark.parametrize(
    ("text", "places", "simplified"),
    [
        ("縣委書記到會", [2], "縣委书记到會"),
        ("縣委書記到會", [3], "縣委书记到會"),
        ("書記縣", [0], "书记县"),
        ("書記縣", [2], "书记县"),
        ("一書記縣一", [2], "一书记县一"),
        ("委縣", [1], "委县"),
        ("縣委", [1], "县委"),
        ("委書", [0], "委書"),
        ("縣委書", [0, 2], "县委书"),
        ("縣委書", [], "縣委書"),
    ],
)
def test_annotated_characters_and_what_touches_them_are_simplified(
    text: str, places: list[int], simplified: str
) -> None:
    assert _simplified_where(text, places) == simplified


@pytest.mark.parametrize(
    ("spans", "left"),
    [([], [0, 2]), ([(0, 1)], [2]), ([(1, 2)], [0, 2]), ([(2, 4)], [0]), ([(0, 5)], []), ([(3, 4), (0, 1)], [])],
)
def test_repairs_that_touch_no_known_word(spans: list[tuple[int, int]], left: list[int]) -> None:
    repairs = [repair_of("甲乙丙丁", 0, 1, "", "mojibake"), repair_of("甲乙丙丁", 2, 4, "", "mojibake")]
    assert [repair.start for repair in _apart(repairs, spans)] == left


@pytest.mark.parametrize(
    ("mended", "records"),
    [
        ([], []),
        ([(0, 1, "space")], [(0, 1, "space", "甲")]),
        ([(0, 1, "mojibake"), (1, 3, "mojibake")], [(0, 3, "mojibake", "甲乙丙")]),
        ([(1, 3, "mojibake"), (0, 1, "mojibake")], [(0, 3, "mojibake", "甲乙丙")]),
        ([(0, 1, "mojibake"), (2, 3, "mojibake")], [(0, 1, "mojibake", "甲"), (2, 3, "mojibake", "丙")]),
        ([(0, 1, "pinyin"), (1, 3, "pinyin")], [(0, 1, "pinyin", "甲"), (1, 3, "pinyin", "乙丙")]),
        ([(0, 1, "mojibake"), (1, 3, "pinyin")], [(0, 1, "mojibake", "甲"), (1, 3, "pinyin", "乙丙")]),
        ([(0, 3, "mojibake"), (1, 2, "space")], [(0, 3, "mojibake", "甲乙丙")]),
        ([(0, 2, "linebreak"), (1, 4, "space")], [(0, 4, "linebreak", "甲乙丙丁")]),
    ],
)
def test_repairs_of_one_damage_are_one_record(
    mended: list[tuple[int, int, str]], records: list[tuple[int, int, str, str]]
) -> None:
    found = _records("abcd", "甲乙丙丁", OffsetMap(4), mended)
    assert [(record.start, record.end, record.kind, record.repaired) for record in found] == records


@pytest.mark.parametrize(
    ("raw", "text", "script"),
    [
        ("县委书记到会", "县委书记到会", "simplified"),
        ("縣委書記到會", "县委书记到会", "traditional"),
        ("书記(jì)到会，全长77. 6公里", "书记到会，全长77.6公里", "simplified"),
        ("书記到会，全长77. 6公里", "书記到会，全长77.6公里", "simplified"),
    ],
)
def test_only_an_annotated_character_is_simplified_in_simplified_text(raw: str, text: str, script: str) -> None:
    clean = clean_text(raw)
    assert (clean.text, clean.script) == (text, script)
