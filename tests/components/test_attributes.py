"""What a text states of persons, each statement with its mentions given."""

from __future__ import annotations

import time

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
        ("{P:周铁山}烈士的事迹感动全县。", "deceased", True),
        ("{P:周铁山}，男，苗族，福建仙游人，中共党员。", "native_place", "福建省仙游县"),
        ("{P:周铁山}，{L:山东曹县}人，{D:1960年=1960}生。", "native_place", "山东省曹县"),
        ("{P:周铁山}，男，籍贯四川芦山，大学学历。", "native_place", "四川省芦山县"),
        ("{L:山东曹县}籍民警{P:周铁山}到会。", "native_place", "山东省曹县"),
        ("{P:周铁山}，男，{D:1960年=1960}出生于{L:福建省仙游县}，汉族。", "birthplace", "福建省仙游县"),
        ("{P:周铁山}，生于{D:1960年=1960}，汉族。", "birth", "1960"),
        ("{P:周铁山}（{D:1911年12月—2009年10月=1911-12/2009-10}）是画家。", "birth", "1911-12"),
        ("{P:周铁山}（{D:1911年12月—2009年10月=1911-12/2009-10}）是画家。", "death", "2009-10"),
        ("{P:周铁山}同志于{D:2021年1月5日=2021-01-05}在{L:兰州市}逝世。", "death", "2021-01-05"),
        ("{D:2021年1月5日=2021-01-05}，{P:周铁山}因公殉职。", "death", "2021-01-05"),
        ("鉴于死亡，不再追究责任的人员（1人）\n1．{P:周铁山}，车间班长。", "deceased", True),
        ("{P:周铁山}，男，{D:1987年=1987}加入{O:九三学社}。", "party_joined", "1987"),
        ("{P:周铁山}，男，省委党校研究生学历，工学博士学位。", "degree", "工学博士"),
        ("女村医{P:周小满}背着药箱上山。", "gender", "女"),
        ("他的曾孙女{P:周小满}来了。", "gender", "女"),
        ("{P:周小满}刚参加工作，她每天走十里路。", "gender", "女"),
        ("{P:周小满}是新来的队员。她每天走十里路。", "gender", "女"),
        ("{P:周铁山}是云南宁蒗的彝族小伙，手很巧。", "ethnicity", "彝族"),
        ("{P:周铁山}是云南宁蒗的彝族小伙，手很巧。", "gender", "男"),
        ("年近七旬的俄罗斯族养蜂人{P:周铁山}来了。", "ethnicity", "俄罗斯族"),
        ("{P:周铁山}（男，汉族，{D:1970.05=1970-05}，大学，中共党员）", "birth", "1970-05"),
        ("{P:周铁山} 男，汉族，中共党员，大学文化。", "education", "大学"),
        (
            "{P:周铁山}，男，{D:1905年=1905}生，因病于{D:1932年4月10日=1932-04-10}在{L:兰州}逝世。",
            "death",
            "1932-04-10",
        ),
        ("{P:周铁山}　男　{D:1922年=1922}生　清水县城关镇人　{D:1949年=1949}牺牲", "native_place", "清水县城关镇"),
        ("{P:周铁山}　男　{D:1922年=1922}生　{D:1947年=1947}参军　{D:1949年=1949}牺牲", "death", "1949"),
        ("护士｜{P:周小满}｜女（苗族）｜{D:2000年10月=2000-10}｜大专", "gender", "女"),
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
        ("{P:周铁山}向前跑去，把她拉上岸。", "gender"),
        ("{P:周铁山}的女儿病了，她没有说。", "gender"),
        ("{P:周铁山}教学生唱歌，他说：“她唱得好。”", "gender"),
        ("{P:周铁山}说，他会来。", "gender"),
        ("积石山保安族东乡族撒拉族自治县{P:周铁山}到会。", "ethnicity"),
        ("{L:加拿大}籍医生{P:周铁山}到会。", "native_place"),
        ("{P:周铁山}，男，{D:1995年=1995}加入{O:中国作家协会}。", "party_joined"),
        ("{P:周铁山}，男，在{O:勒林学院}读副博士。", "degree"),
        ("{P:周铁山}，男，主要负责人，汉族。", "native_place"),
        ("{P:周铁山}守着他牺牲在前线的儿子的军装。", "deceased"),
        ("{P:周铁山}看望烈士家属。", "deceased"),
        ("{P:周铁山}，男，汉族。其妻{P:周铁山}于{D:2009年=2009}病故。", "birth"),
        ("{P:周铁山}（{D:2015年3月—2018年6月=2015-03/2018-06}）任职。", "death"),
        ("{P:周铁山}（{D:2021.05=2021-05}）摄", "birth"),
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


FORM = (
    "姓　　名：{P:周铁山}\n性　　别：男\n民　　族：彝\n出生年月：{D:1970年3月=1970-03}\n籍　　贯：四川芦山\n"
    "政治面貌：中共党员\n学　　历：大学本科\n学　　位：法学学士\n参加工作时间：{D:1991年7月=1991-07}\n"
    "入党时间：{D:1993年6月=1993-06}\n"
)


def test_a_form_is_read_by_its_labels():
    assert stated(FORM)["周铁山"] == {
        "gender": "男",
        "ethnicity": "彝族",
        "birth": "1970-03",
        "native_place": "四川省芦山县",
        "party": "中共党员",
        "education": "大学本科",
        "degree": "法学学士",
        "work_started": "1991-07",
        "party_joined": "1993-06",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("｜姓名｜{P:周铁山}｜性别｜男｜民族｜汉｜", {"gender": "男", "ethnicity": "汉族"}),
        ("姓名：{P:周铁山}　性别：女　政治面貌：群众", {"gender": "女", "party": "群众"}),
        ("姓名：{P:周铁山}　籍贯：不详　学历：暂缺", {}),
        ("性别：男\n姓名：{P:周铁山}\n", {}),
    ],
)
def test_fields_in_a_line(text, expected):
    assert stated(text)["周铁山"] == expected


def test_each_form_is_about_its_own_person():
    found = stated(FORM + "姓　　名：{P:郑小满}\n性　　别：女\n")
    assert found["郑小满"] == {"gender": "女"}


def test_children_are_named_after_their_label():
    found = stated("子：{P:周大江}　{P:周大河}　　女：{P:周小满}　泣告")
    assert {name: facts["gender"] for name, facts in found.items()} == {"周大江": "男", "周大河": "男", "周小满": "女"}


@pytest.mark.parametrize("piece", ["性别：", "姓名 ", "民族：汉", "女（", "，男"])
def test_endless_fields_cost_no_square(piece):
    def seconds(repeats: int) -> float:
        reading = marked("{P:周铁山}" + piece * repeats)
        find_entities(reading)
        start = time.process_time()
        find_attributes(reading)
        return time.process_time() - start

    best = min(seconds(4_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) <= 3 * best + 0.05
