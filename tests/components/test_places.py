"""Places: gazetteer, short names that the document settles, heads, chains, and what is none."""

from __future__ import annotations

import pytest
from readings import read, surfaces

from partyie.components import gazetteer_places
from partyie.components.gazetteer_places import matches_of
from partyie.components.places import find_places
from partyie.lexicon.heads import place_heads
from partyie.lexicon.place_idioms import place_idioms
from partyie.lexicon.places import abbreviations, common_places, place_tails, regions
from partyie.records import Label


def places(text: str) -> list[str]:
    reading = read(text)
    reading.candidates += find_places(reading)
    return surfaces(reading, Label.PLACE)


@pytest.mark.parametrize("head", [head for head in place_heads().values() if head.expected], ids=lambda head: head.form)
def test_every_head_is_found_in_its_own_example(head):
    assert head.expected in places(head.example)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("福建省莆田市仙游县赖店镇", ["福建省莆田市仙游县赖店镇"]),
        ("仙游县召开会议。仙游干部群众积极响应", ["仙游县", "仙游"]),
        ("张三，甘肃靖远人", ["甘肃靖远"]),
        ("琼海市塔洋镇联先村", ["琼海市塔洋镇联先村"]),
        ("塞尔维亚代表团到访", ["塞尔维亚"]),
        ("在莆田和泉州调研", ["莆田", "泉州"]),
    ],
)
def test_rules(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "走进村里看变化",
        "公安机关依法处理",
        "通过两条路径推进",
        "要平安过节",
        "三个乡的干部",
        "城区改造提速",
        "和县委一起研究",
        "代县长作报告",
        "",
    ],
)
def test_common_words_are_no_places(text):
    assert places(text) == []


def test_known_divisions_carry_code_and_path():
    reading = read("福建省仙游县召开会议")
    (place,) = find_places(reading)
    assert place.data == {"name": "仙游县", "code": "350322", "level": "county", "path": ["福建省", "莆田市", "仙游县"]}


@pytest.mark.parametrize("row", common_places(), ids=lambda row: f"{row.kind}-{row.form}")
def test_common_words_in_their_own_examples(row):
    found = places(row.example)
    assert row.form not in found
    assert row.kind != "word" or row.expected in found


@pytest.mark.parametrize("row", place_idioms(), ids=lambda row: row.form)
def test_sayings_name_no_place(row):
    """Only the places that the example names besides are found."""
    assert places(row.example) == row.expected.strip("-").split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("景区位于泰山脚下", ["泰山"]),
        ("代表团来自法国", ["法国"]),
        ("公司总部位于日本", ["日本"]),
        ("黄河水位上涨", ["黄河"]),
    ],
)
def test_the_same_places_are_found_where_they_are_meant(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize("row", [*regions().values(), *place_tails().values()], ids=lambda row: row.form)
def test_regions_and_tails_in_their_own_examples(row):
    assert row.expected in places(row.example)


@pytest.mark.parametrize("form", list(abbreviations()))
def test_one_character_names(form):
    assert form in places(f"代表团在{form}期间收获很大。") or form in places(f"他来{form}工作。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上堡、思顺、麟潭三个乡挂果树多", ["上堡", "思顺", "麟潭"]),
        ("则木村通了路。则木村很美。则木村安静", ["则木村"] * 3),
        ("布尔汗布达山落了新雪", ["布尔汗布达山"]),
        ("众人登上弁山远眺", ["弁山"]),
        ("他到德国弗莱贝格参观", ["德国弗莱贝格"]),
        ("江坑村修路。江坑有民宿", ["江坑村", "江坑"]),
    ],
)
def test_names_by_wording_and_document(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize("text", ["存在港口", "靠的是一张嘴", "办公楼里", "正在新建道路", "在一线"])
def test_no_places_by_wording(text):
    assert places(text) == []


def test_the_gazetteer_is_asked_once_a_text(monkeypatch):
    asked = []
    own = gazetteer_places.gazetteer_matches
    monkeypatch.setattr(gazetteer_places, "gazetteer_matches", lambda text: asked.append(text) or own(text))
    reading = read("仙游县赖店镇")
    find_places(reading)
    assert [reading.text[start:end] for start, end, _ in matches_of(reading)] == ["仙游县", "赖店镇"]
    assert asked == [reading.text]
