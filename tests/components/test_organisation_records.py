"""Records of organisations: kind, level, division code, place and parent, for every kind of body; former units."""

from __future__ import annotations

import pytest
from marked_readings import marked, surface

from partyie.components.entities import find_entities

CITY = "{L:福建省莆田市}讯 "
COUNTY = "{L:仙游县}讯 {L:赖店镇}、"
CITY_CODE, COUNTY_CODE, TOWN_CODE = "350300", "350322", "350322106"


def record(text, words):
    """Name and data of the entity of the last mention with these words."""
    reading = marked(text)
    find_entities(reading)
    mention = [m for m in reading.mentions if surface(reading, m) == words][-1]
    return mention.entity.name, mention.entity.data


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("市委", "中共莆田市委", "party"),
        ("市委组织部", "中共莆田市委组织部", "party"),
        ("市委办", "中共莆田市委办公室", "party"),
        ("市委政法委", "中共莆田市委政法委", "party"),
        ("市委网信办", "中共莆田市委网络安全和信息化委员会办公室", "party"),
        ("市公安局党委", "莆田市公安局党委", "party"),
        ("市财政局机关党委", "莆田市财政局机关党委", "party"),
        ("民建市委", "中国民主建国会莆田市委员会", "party"),
        ("市纪委", "中共莆田市纪委", "supervision"),
        ("市监委", "莆田市监委", "supervision"),
        ("市纪委监委", "莆田市纪委监委", "supervision"),
        ("市纪委监委驻市卫健委纪检监察组", "莆田市纪委监委驻市卫生健康委员会纪检监察组", "supervision"),
        ("市政府", "莆田市人民政府", "government"),
        ("市政府办", "莆田市人民政府办公室", "government"),
        ("市发改委", "莆田市发展和改革委员会", "government"),
        ("市卫健委", "莆田市卫生健康委员会", "government"),
        ("市国资委", "莆田市国有资产监督管理委员会", "government"),
        ("市公安局刑侦支队", "莆田市公安局刑侦支队", "government"),
        ("市消防救援支队", "莆田市消防救援支队", "government"),
        ("市人大常委会", "莆田市人大常委会", "congress"),
        ("市人大常委会办公室", "莆田市人大常委会办公室", "congress"),
        ("市人大常委会财经工委", "莆田市人大常委会财政经济工作委员会", "congress"),
        ("市政协", "莆田市政协", "cppcc"),
        ("市政协提案委", "莆田市政协提案委员会", "cppcc"),
        ("市中院", "莆田市中级人民法院", "court"),
        ("市法院", "莆田市中级人民法院", "court"),
        ("市检察院", "莆田市人民检察院", "procuratorate"),
        ("市检察院第三检察部", "莆田市人民检察院第三检察部", "procuratorate"),
        ("市总工会", "莆田市总工会", "mass"),
        ("团市委", "共青团莆田市委", "mass"),
        ("市妇联", "莆田市妇联", "mass"),
        ("市工商联", "莆田市工商业联合会", "mass"),
        ("市作协", "莆田市作家协会", "mass"),
        ("市城投集团", "莆田市城市建设投资集团有限公司", "enterprise"),
        ("市农商行", "莆田市农村商业银行", "enterprise"),
        ("市委党校", "中共莆田市委党校", "school"),
        ("市实小", "莆田市实验小学", "school"),
        ("市二中", "莆田市第二中学", "school"),
        ("市三医院", "莆田市第三人民医院", "hospital"),
        ("市妇幼院", "莆田市妇幼保健院", "hospital"),
        ("市融媒体中心", "莆田市融媒体中心", "media"),
        ("市疫情防控指挥部", "莆田市疫情防控指挥部", "temporary"),
        ("市防办", "莆田市防汛抗旱指挥部办公室", "temporary"),
        ("市森防指", "莆田市森林防灭火指挥部", "temporary"),
    ],
)
def test_bodies_of_a_city(words, name, kind):
    found, data = record(CITY + "{O:" + words + "}通报。", words)
    assert (found, data["kind"], data["resolved"]) == (name, kind, True)
    assert (data["level"], data["code"], data["place"]) == ("prefecture", CITY_CODE, "莆田市")


@pytest.mark.parametrize(
    ("words", "name", "kind", "level", "code"),
    [
        ("县委", "中共仙游县委", "party", "county", COUNTY_CODE),
        ("县人武部", "仙游县人民武装部", "military", "county", COUNTY_CODE),
        ("县中医院", "仙游县中医院", "hospital", "county", COUNTY_CODE),
        ("县法院", "仙游县人民法院", "court", "county", COUNTY_CODE),
        ("县法院法警大队", "仙游县人民法院司法警察大队", "court", "county", COUNTY_CODE),
        ("钟山派出所", "仙游县公安局钟山派出所", "government", "county", COUNTY_CODE),
        ("枫亭法庭", "仙游县人民法院枫亭人民法庭", "court", "county", COUNTY_CODE),
        ("枫亭中心卫生院", "仙游县枫亭中心卫生院", "hospital", "county", COUNTY_CODE),
        ("镇党委", "仙游县赖店镇党委", "party", "township", TOWN_CODE),
        ("镇政府", "仙游县赖店镇人民政府", "government", "township", TOWN_CODE),
        ("罗峰村党支部", "仙游县赖店镇罗峰村党支部", "party", "village", None),
        ("罗峰村村委会", "仙游县赖店镇罗峰村村委会", "community", "village", None),
    ],
)
def test_bodies_of_a_county_and_below(words, name, kind, level, code):
    found, data = record(COUNTY + "{O:" + words + "}到会。", words)
    assert (found, data["kind"], data["level"], data["code"]) == (name, kind, level, code)


@pytest.mark.parametrize(
    ("words", "name", "kind", "level"),
    [
        ("党中央", "中共中央", "party", "national"),
        ("中央纪委", "中共中央纪委", "supervision", "national"),
        ("国务院", "国务院", "government", "national"),
        ("公安部", "公安部", "government", "national"),
        ("全国政协", "全国政协", "cppcc", "national"),
        ("最高检", "最高人民检察院", "procuratorate", "national"),
        ("全国妇联", "中华全国妇女联合会", "mass", "national"),
        ("解放军", "中国人民解放军", "military", "national"),
        ("国家民委民族团结促进司", "国家民族事务委员会民族团结促进司", "government", None),
        ("华西医院", "四川大学华西医院", "hospital", None),
        ("安徽师大", "安徽师范大学", "school", None),
        ("中铁八局", "中铁八局集团有限公司", "enterprise", None),
        ("中行清水支行", "中国银行清水支行", "enterprise", None),
    ],
)
def test_bodies_of_the_whole_country(words, name, kind, level):
    found, data = record("{O:" + words + "}参加。", words)
    assert (found, data["kind"]) == (name, kind)
    assert level is None or data["level"] == level


@pytest.mark.parametrize(
    ("text", "words", "parent"),
    [
        ("{L:仙游县}{O:县委}、{O:县委组织部}", "县委组织部", "中共仙游县委"),
        ("{L:仙游县}{O:县委}、{O:县纪委}", "县纪委", "中共仙游县委"),
        ("{L:仙游县}{O:县政府}、{O:县司法局}", "县司法局", "仙游县人民政府"),
        ("{O:仙游县司法局}和{O:县司法局社区矫正科}", "县司法局社区矫正科", "仙游县司法局"),
        ("{O:仙游县司法局}的{O:局党组}", "局党组", "仙游县司法局"),
        ("{L:仙游县}{O:县司法局}", "县司法局", None),
    ],
)
def test_the_body_that_an_organisation_is_part_of(text, words, parent):
    assert record(text, words)[1]["parent"] == parent


@pytest.mark.parametrize(
    ("text", "words", "name", "code"),
    [
        ("{L:荥阳县}旧志载，{O:县委}成立。", "县委", "中共荥阳县委", "410182"),
        ("{O:荥阳县公安局}后改称{O:荥阳市公安局}。{O:市委}", "市委", "中共荥阳市委", "410182"),
        ("{L:莆田县}志稿：{O:县政府}", "县政府", "莆田县人民政府", "350304"),
        ("{L:永康县}旧事：{O:县委}", "县委", "中共永康县委", "330784"),
        ("{L:浙江省}{L:永康}：{O:市委}", "市委", "中共永康市委", "330784"),
        ("{L:宣城地区}，{O:宣城地委}", "宣城地委", "中共宣城地委", "341800"),
    ],
)
def test_units_that_have_changed_their_name(text, words, name, code):
    found, data = record(text, words)
    assert (found, data["code"]) == (name, code)
