"""Script: OpenCC's conversion where there is evidence, and nothing where there is none."""

from __future__ import annotations

import opencc  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.script import script_tables, simplify, to_simplified
from partyie.text.tables import read_rows

ROWS = read_rows("script.tsv")
CONVERTER = opencc.OpenCC("t2s")
OURS = {character for row in ROWS if row["kind"] != "shared" for character in row["form"]}
TRADITIONAL = [chr(code) for code in script_tables().simplified if chr(code) not in OURS]
PHRASES = [
    phrase for phrases in script_tables().phrases.values() for phrase in phrases if not OURS.intersection(phrase)
]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_row_converts_its_own_example(row: dict[str, str]) -> None:
    assert simplify(row["example"])[0] == row["expected"]


@given(st.lists(st.sampled_from(TRADITIONAL) | st.sampled_from(PHRASES) | st.sampled_from("的市委，。")).map("".join))
def test_conversion_is_that_of_opencc(text: str) -> None:
    assert to_simplified(text) == CONVERTER.convert(text)


@given(st.text() | st.lists(st.sampled_from(TRADITIONAL) | st.sampled_from(PHRASES) | st.just("\n")).map("".join))
def test_length_and_lines_stay(text: str) -> None:
    converted, _ = simplify(text)
    assert len(converted) == len(text)
    assert [len(line) for line in converted.split("\n")] == [len(line) for line in text.split("\n")]


@pytest.mark.parametrize(
    "text",
    [
        "乾安县委",
        "那日昇当选",
        "著名",
        "徵羽",
        "於潜镇",
        "乾隆年间",
        "皇后",
        "陈昇、毕昇",
        "“開”字怎么写",
        "刘龑称帝",
        "甯某、麹某",
    ],
)
def test_simplified_text_stays(text: str) -> None:
    assert simplify(text) == (text, "simplified")


@pytest.mark.parametrize(
    ("text", "expected", "script"),
    [
        ("縣委書記宋書傑", "县委书记宋书杰", "traditional"),
        ("縣委書記\n后來乾脆不去", "县委书记\n后来干脆不去", "traditional"),
        ("縣委書記到會講話\n图为县委书记张三讲话", "县委书记到会讲话\n图为县委书记张三讲话", "mixed"),
        (
            "县委书记张某主持会议并讲话，强调发展\n人民日報評論員",
            "县委书记张某主持会议并讲话，强调发展\n人民日报评论员",
            "mixed",
        ),
        ("县委书记张某主持会议并讲话\n題：好", "县委书记张某主持会议并讲话\n題：好", "simplified"),
        ("中共乾安縣委員會", "中共乾安县委员会", "traditional"),
        ("黨員領導干部下沉里弄", "党员领导干部下沉里弄", "traditional"),
        ("", "", "simplified"),
    ],
)
def test_lines_are_converted_by_their_evidence(text: str, expected: str, script: str) -> None:
    assert simplify(text) == (expected, script)


def test_a_name_of_the_gazetteer_is_found_behind_its_other_characters() -> None:
    def gazetteer(text: str) -> list[tuple[int, int]]:
        start = text.find("乾佳县")
        return [(start, start + 3)] if start >= 0 else []

    assert simplify("中共乾佳縣委員會")[0] == "中共干佳县委员会"
    assert simplify("中共乾佳縣委員會", protected=gazetteer)[0] == "中共乾佳县委员会"


def test_a_name_given_in_traditional_characters_is_kept_whole() -> None:
    text = "任命劉備為縣長"
    assert simplify(text, protected=lambda text: [(2, 4)] if "劉備" in text else [])[0] == "任命劉備为县长"


def test_the_protector_is_not_asked_about_simplified_text() -> None:
    def refuse(text: str) -> list[tuple[int, int]]:
        raise AssertionError(text)

    assert simplify("乾安县委", protected=refuse)[0] == "乾安县委"
