"""Readings that were wrong in texts of newcomers, each kind with a sentence of its own."""

from __future__ import annotations

import pytest

from partyie.api import extract


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("县委书记韦清和昨天走访了三户困难群众。", "PERSON", ["韦清和"]),
        ("县长单清和作说明，县长苗清和今天到会。", "PERSON", ["单清和", "苗清和"]),
        ("县长单清和李明作说明。", "PERSON", ["单清", "李明"]),
        ("东山县委書(shū)記李明到会讲话。", "POST", ["書(shū)記"]),
        ("青竹谷二期项目开工。", "QUANTITY", []),
        ("翠湖小区二期交付。", "QUANTITY", []),
        ("培训班共办了三期。", "QUANTITY", ["三期"]),
        ("闽东地委土改工作团团长王平。", "ORG", ["闽东地委土改工作团"]),
        ("招商专员王平、三级巡视专员李明到会。", "POST", ["招商专员", "三级巡视专员"]),
        ("县首席数据官周丽介绍了情况。", "POST", ["首席数据官"]),
        ("2021年4、5月份，县里开展了检查。", "DATE", ["2021年4", "5月份"]),
        ("2021年4、5号楼", "DATE", ["2021年"]),
        ("项目在3、4、5月推进。", "DATE", ["3", "4", "5月"]),
        ("2023年3、4、5月推进。", "DATE", ["2023年3", "4", "5月"]),
        ("做好第3、4月和每年3、4、5月的工作。", "DATE", ["4月", "5月"]),
        ("中共东山县财政局党\n组书记、局长李明", "ORG", ["中共东山县财政局党\n组"]),
        ("免去王平同志东山县水利局副局\n长、党组成员职务。", "POST", ["副局\n长", "成员"]),
    ],
)
def test_mentions(text: str, label: str, expected: list[str]) -> None:
    assert [mention.text for mention in extract(text).mentions if mention.label.value == label] == expected


@pytest.mark.parametrize(
    ("text", "noun"),
    [("全县城镇化率45.3%。", "城镇化率"), ("共有60余人参加会议。", None), ("30多名干部参加。", "干部")],
)
def test_counted_nouns(text: str, noun: str | None) -> None:
    assert [quantity.of for quantity in extract(text).quantities] == [noun]


def test_listed_months_have_their_values() -> None:
    assert [date.value for date in extract("2021年4、5月份，县里开展了检查。").dates] == ["2021-04", "2021-05"]


def test_a_district_without_a_town_is_of_no_certain_town() -> None:
    assert [one.name for one in extract("新区党工委书记王平主持会议。").organisations] == ["新区党工委"]


def test_a_cut_list_of_posts_has_body_holder_and_status() -> None:
    x = extract("免去王平同志东山县水利局副局\n长、党组成员职务。")
    names = {one.id: one.name for one in (*x.organisations, *x.persons)}
    found = [(post.title, post.status, *(names[one] for one in (*post.at, *post.holders))) for post in x.posts]
    assert found == [("副局长", "former", "东山县水利局", "王平"), ("成员", "former", "东山县水利局党组", "王平")]


@pytest.mark.parametrize("line", ["1990年9月至1994年7月 在省委党校学习", "学历：在职大学，工学学士"])
def test_a_line_of_a_career_is_no_headline(line: str) -> None:
    assert extract(f"{line}\n1994年7月至今 任县委书记").document.title is None
