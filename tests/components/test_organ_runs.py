"""How far organisations' names run: what may stand before a head without a prefix, and what ends a name."""

from __future__ import annotations

import pytest
from readings import read

from partyie.components.organisations import find_organisations
from partyie.components.places import find_places
from partyie.records import Label


def organisations(text: str) -> list[str]:
    """The organisations proposed, in the order of the text."""
    reading = read(text)
    reading.candidates += find_places(reading)
    found = sorted(find_organisations(reading), key=lambda name: name.start)
    return [text[name.start : name.end] for name in found if name.label is Label.ORG]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("锦绣粮油集团捐款", ["锦绣粮油集团"]),  # a common noun follows the brand
        ("红柳集团工会慰问", ["红柳集团工会"]),
        ("采访得到浛洸中学支持", ["浛洸中学"]),
        ("绥芬河市第三中学获胜", ["绥芬河市第三中学"]),
        ("国民革命军第十九师南下", ["国民革命军第十九师"]),
        ("供稿：综合办公室 摄影", ["综合办公室"]),
        ("县灾后恢复重建指挥部成立", ["县灾后恢复重建指挥部"]),
        ("市外办副主任致辞", ["市外办"]),
        ("中铁二十五局集团第三工程有限公司施工", ["中铁二十五局集团第三工程有限公司"]),
    ],
)
def test_names_begin_where_their_brand_does(text, expected):
    assert organisations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("宜昌港务集团与县港务局交换数据", "宜昌港务集团"),
        ("县公安局刑侦大队联合县市场监管局查封", "县公安局刑侦大队"),
        ("芦山县人民法院以受贿罪判处徒刑", "芦山县人民法院"),
        ("由联合龙门乡团委举办", "龙门乡团委"),
    ],
)
def test_verbs_and_prepositions_end_a_name(text, expected):
    assert expected in organisations(text)


@pytest.mark.parametrize("text", ["农村中学建设", "重点中学", "在县民族会展中心举行", "会议室", "街道与企业商定"])
def test_kinds_and_buildings_are_no_organisations(text):
    assert organisations(text) == []
