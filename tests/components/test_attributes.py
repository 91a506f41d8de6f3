"""What a text states of persons, each statement with its mentions given."""

from __future__ import annotations

import pytest
from marked_readings import marked

from partyie.components.attributes import find_attributes
from partyie.components.entities import find_entities
from partyie.components.links import find_links
from partyie.records import Label


def stated(text):
    """The attributes of each person by name."""
    reading = marked(text)
    find_links(reading)
    find_entities(reading)
    find_attributes(reading)
    return {
        entity.name: {key: value for key, value in entity.data.items() if key != "aliases" and value}
        for entity in reading.entities
        if entity.label is Label.PERSON
    }


def test_a_biography():
    found = stated(
        "{P:周铁山}，男，彝族，{D:1970年3月=1970-03}生，{L:四川芦山}人，{D:1991年7月=1991-07}参加工作，"
        "{D:1993年6月=1993-06}加入{O:中国共产党}，在职研究生学历，法学硕士，现任{O:县财政局}{T:局长}。"
    )["周铁山"]
    assert found == {
        "gender": "男",
        "ethnicity": "彝族",
        "birth": "1970-03",
        "native_place": found["native_place"],
        "work_started": "1991-07",
        "party_joined": "1993-06",
        "education": found["education"],
        "degree": "法学硕士",
    }
    assert found["native_place"].endswith("芦山县")
    assert "研究生" in found["education"]


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("{P:周铁山}（女）参加会议。", "gender", "女"),
        ("{P:周铁山}女士参加会议。", "gender", "女"),
        ("他的妻子{P:郑小满}也来了。", "gender", "女"),
        ("{P:周铁山}，男，{D:1970年3月=1970-03}出生。", "birth", "1970-03"),
        ("{P:周铁山}（女，土家族）", "ethnicity", "土家族"),
        ("{P:周铁山}，男，汉族，中共党员。", "party", "中共党员"),
        ("{P:周铁山}，女，无党派。", "party", "无党派"),
        ("{P:周铁山}，女，{O:民建}会员。", "party", "民建会员"),
        ("{P:周铁山}，男，博士研究生。", "education", "博士研究生"),
        ("{P:周铁山}，男，大学学历，工学学士。", "degree", "工学学士"),
        ("{T:一级调研员}{P:周铁山}到会。", "rank", "一级调研员"),
        ("{P:周铁山}{T:少校}到会。", "rank", "少校"),
        ("{P:周铁山}同志因病逝世。", "deceased", True),
        ("{P:周铁山}在抢险中牺牲。", "deceased", True),
    ],
)
def test_single_statements(text, key, expected):
    [person] = stated(text).values()
    assert person.get(key) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{P:周铁山}说，男孩女孩都一样。", "gender"),
        ("{P:周铁山}走访了彝族群众。", "ethnicity"),
        ("{P:周铁山}出席{D:1970年3月=1970-03}创办的学校的校庆。", "birth"),
        ("{P:周铁山}看望了因公牺牲的民警的家属。", "birth"),
        ("{P:周铁山}与博士交谈。", "degree"),
        ("原{T:一级调研员}的材料由{P:周铁山}保管。", "rank"),
    ],
)
def test_nothing_is_inferred(text, key):
    [person] = stated(text).values()
    assert key not in person


def test_each_row_is_about_its_own_person():
    found = stated(
        "姓名 性别 民族 出生年月\n{P:周铁山} 男 彝族 {D:1970.03=1970-03}\n{P:郑小满} 女 汉族 {D:1981.11=1981-11}\n"
    )
    assert found["周铁山"] == {"gender": "男", "ethnicity": "彝族", "birth": "1970-03"}
    assert found["郑小满"] == {"gender": "女", "ethnicity": "汉族", "birth": "1981-11"}


def test_each_biography_ends_where_the_next_begins():
    found = stated("{P:周铁山}，男，彝族。{P:郑小满}，女，{D:1981年11月=1981-11}生，大学学历。")
    assert found["周铁山"] == {"gender": "男", "ethnicity": "彝族"}
    assert found["郑小满"] == {"gender": "女", "birth": "1981-11", "education": "大学"}
