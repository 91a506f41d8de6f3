"""Relations between mentions, each construction with its mentions given: holder, at, when, member, status."""

from __future__ import annotations

import pytest
from marked_readings import marked, relations, surface

from partyie.components.links import find_links
from partyie.records import Label


def linked(text, kind):
    reading = marked(text)
    find_links(reading)
    return relations(reading, kind)


def statuses(text):
    reading = marked(text)
    find_links(reading)
    return [(surface(reading, m), m.data["status"]) for m in reading.mentions if m.label is Label.POST]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles and names side by side
        ("{T:镇长}{P:周铁山}讲话。", [("镇长", "周铁山")]),
        ("{P:周铁山}{T:镇长}讲话。", [("镇长", "周铁山")]),
        ("{T:副镇长}：{P:周铁山}、{P:郑小满}", [("副镇长", "周铁山"), ("副镇长", "郑小满")]),
        ("{T:委员} {P:周铁山} {P:郑小满}", [("委员", "周铁山"), ("委员", "郑小满")]),
        ("{T:书记}、{T:局长}{P:周铁山}出席。", [("书记", "周铁山"), ("局长", "周铁山")]),
        ("{T:镇长}{P:周铁山}、{T:科长}{P:郑小满}", [("镇长", "周铁山"), ("科长", "郑小满")]),
        ("{T:局长}兼{T:主任}的{P:周铁山}", [("局长", "周铁山"), ("主任", "周铁山")]),
        ("{P:周铁山}（{O:县政协}{T:副主席}，无党派）", [("副主席", "周铁山")]),
        ("责任{T:编辑}：{P:周铁山}", [("编辑", "周铁山")]),
        # verbs of office
        ("任命{P:周铁山}为{O:县财政局}{T:局长}。", [("局长", "周铁山")]),
        ("任命{P:周铁山}、{P:郑小满}为{T:副局长}。", [("副局长", "周铁山"), ("副局长", "郑小满")]),
        ("{P:周铁山}同志任{O:县财政局}{T:局长}，免去其{O:县审计局}{T:局长}职务。",
         [("局长", "周铁山"), ("局长", "周铁山")]),
        ("免去{P:周铁山}的{O:县财政局}{T:局长}职务。", [("局长", "周铁山")]),
        ("选举{P:周铁山}为{T:主席}，{P:郑小满}为{T:副主席}。", [("主席", "周铁山"), ("副主席", "郑小满")]),
        ("{T:组长}由{P:周铁山}担任。", [("组长", "周铁山")]),
        ("{P:周铁山}、{P:郑小满}当选{T:副县长}。", [("副县长", "周铁山"), ("副县长", "郑小满")]),
        # one subject over several sentences and lines
        ("{P:周铁山}，男，{D:1970年3月}生，现任{O:县财政局}{T:局长}。拟任{O:县政协}{T:副主席}。",
         [("局长", "周铁山"), ("副主席", "周铁山")]),
        ("{P:周铁山}，男，彝族。\n{D:1990年3月至1991年11月} {O:清水镇}{T:团委书记}\n{D:1991年11月至今} {O:县委}{T:干事}",
         [("团委书记", "周铁山"), ("干事", "周铁山")]),
        # rosters and tables
        ("{T:委员}：{P:周铁山}\n　　　{P:郑小满}", [("委员", "周铁山"), ("委员", "郑小满")]),
        ("1 {P:周铁山} 男 {O:县医院}{T:副主任}\n2 {P:郑小满} 女 {O:县一中}{T:校长}",
         [("副主任", "周铁山"), ("校长", "郑小满")]),
    ],
)  # fmt: skip
def test_holders(text, expected):
    assert linked(text, "holder") == expected


@pytest.mark.parametrize(
    "text",
    [
        "{P:周铁山}曾向{T:书记}汇报。",
        "{P:周铁山}不得担任{T:监事}。",
        "{T:书记}不在。{P:周铁山}在村里。",
        "由{T:书记}任组长，{P:周铁山}记录。",
        "{P:周铁山}未任{T:局长}。",
        "{P:周铁山}看望了{T:村支书}。",
    ],
)
def test_no_holder_without_evidence(text):
    assert linked(text, "holder") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{O:县财政局}{T:局长}{P:周铁山}", [("局长", "县财政局")]),
        ("{L:清水镇}{T:镇长}{P:周铁山}", [("镇长", "清水镇")]),
        ("{O:县财政局}{T:党组书记}、{T:局长}{P:周铁山}", [("党组书记", "县财政局"), ("局长", "县财政局")]),
        ("{O:县委}{T:副书记}、{T:县长}{P:周铁山}", [("副书记", "县委"), ("县长", "县委")]),
        ("{O:省自然资源厅}原{T:党组成员}、{T:副厅长}{P:周铁山}",
         [("党组成员", "省自然资源厅"), ("副厅长", "省自然资源厅")]),
        ("{O:省厅}原{O:党组}{T:成员}、{T:副厅长}{P:周铁山}", [("成员", "党组"), ("副厅长", "省厅")]),
        ("任{O:县财政局}{T:局长}、{O:县国资委}{T:主任}", [("局长", "县财政局"), ("主任", "县国资委")]),
        ("成立{O:县防汛指挥部}，{P:周铁山}任{T:指挥长}。", [("指挥长", "县防汛指挥部")]),
        ("{O:法治报}（{T:记者}{P:周铁山}）", [("记者", "法治报")]),
        ("{T:总河长}（{L:清水区}）{P:周铁山}", [("总河长", "清水区")]),
        ("{O:巡察组}{T:组长}{P:周铁山}、{T:副组长}{P:郑小满}", [("组长", "巡察组"), ("副组长", "巡察组")]),
        ("{O:清水商会}成立，该会{T:会长}{P:周铁山}讲话。", [("会长", "清水商会")]),
    ],
)  # fmt: skip
def test_anchors(text, expected):
    assert linked(text, "at") == expected


@pytest.mark.parametrize(
    "text",
    [
        "{O:县财政局}开会。{T:镇长}{P:周铁山}在场。",
        "{T:书记}{P:周铁山}到{O:县财政局}调研。",
        "{O:县财政局}报送，{T:镇长}{P:周铁山}签字。",
    ],
)
def test_no_anchor_without_evidence(text):
    assert linked(text, "at") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{D:2015年3月}，{P:周铁山}任{O:县财政局}{T:局长}。", [("局长", "2015年3月")]),
        ("{P:周铁山}，{D:2015年3月}起任{T:局长}，{D:2016年}建成新楼。", [("局长", "2015年3月")]),
        ("{P:周铁山}{T:副县长}（{D:2018年10月至2020年10月}）", [("副县长", "2018年10月至2020年10月")]),
        ("{P:周铁山}，男，{D:1970年3月}出生，现任{T:局长}。", []),
        ("{D:2003年5月至2009年10月}，{P:周铁山}先后任{T:乡长}、{T:书记}。",
         [("乡长", "2003年5月至2009年10月"), ("书记", "2003年5月至2009年10月")]),
        ("{P:周铁山}，男。{D:1998年}调入{O:县林业局}，历任{T:干事}、{T:科长}。", []),
        ("{P:周铁山}，男。{D:2015年}出任{T:站长}，后又兼{O:省科协}{T:副主席}。", [("站长", "2015年")]),
        ("{P:周铁山}，男。{D:2022年8月}任现职，兼任{O:县知联会}{T:副会长}。", []),
        ("{D:5月8日}，县人大常委会会议决定：{P:周铁山}被任命为{O:县财政局}{T:局长}。", [("局长", "5月8日")]),
        ("{D:昨天}，{T:局长}{P:周铁山}到镇上调研。", []),
        ("{D:5月8日}，县一中召开教职工干部大会。县委决定：{P:周铁山}同志任{O:县一中}{T:校长}。", []),
        ("{D:5月8日}，县委召开常委会会议。会议决定：{P:周铁山}同志任{O:县一中}{T:校长}。", [("校长", "5月8日")]),
    ],
)  # fmt: skip
def test_dates(text, expected):
    assert linked(text, "when") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{O:县委办公室}干部{P:周铁山}", [("周铁山", "县委办公室")]),
        ("{L:清水镇}村民{P:周铁山}、{P:郑小满}", [("周铁山", "清水镇"), ("郑小满", "清水镇")]),
        ("{P:周铁山}、{P:郑小满}（{O:海事大学}）", [("周铁山", "海事大学"), ("郑小满", "海事大学")]),
        ("{P:周铁山}，女，{O:民建}会员，{O:县医院}{T:医师}。", [("周铁山", "民建")]),
        ("{O:县妇联}来了{P:鲁大姐}。", [("鲁大姐", "县妇联")]),
        ("{O:县剧团}的{P:周铁山}唱了一段。", [("周铁山", "县剧团")]),
        ("{O:清水中学}高二学生{P:周小兰}", [("周小兰", "清水中学")]),
        ("（{O:县统计局}{P:周铁山}　摄）", [("周铁山", "县统计局")]),
        ("供稿：{O:县委办综合科}　{P:周铁山}　{P:郑小满}", [("周铁山", "县委办综合科"), ("郑小满", "县委办综合科")]),
        ("选派{O:县总工会}干部{P:周铁山}到{L:清水村}任{T:第一书记}。", [("周铁山", "县总工会")]),
        ("{P:周铁山}在{O:清水中学}教书。", [("周铁山", "清水中学")]),
        ("{P:周铁山}，在{O:清水供电所}上班。", [("周铁山", "清水供电所")]),
        ("{L:清水村}{T:第一书记}{P:周铁山}来自{O:县审计局}，账算得细。", [("周铁山", "县审计局")]),
        ("{L:清水村}{T:第一书记}{P:周铁山}，是{O:县总工会}干部。", [("周铁山", "县总工会")]),
        ("{P:周铁山}　{O:县林业局}驻{L:清水村}{T:第一书记}", [("周铁山", "县林业局")]),
        ("第一名{O:清水队}（{P:周铁山}、{P:郑小满}）", [("周铁山", "清水队"), ("郑小满", "清水队")]),
        ("{P:周铁山}（{T:局长}）、{P:郑小满}（{L:清水村}居民）", [("郑小满", "清水村")]),
        ("{P:周铁山}到{O:县财政局}办事。", []),
        ("{O:清水日报}驻{L:石门县}{T:记者}{P:周铁山}", []),
        ("{L:清水村}的{P:周大娘}", []),
        ("{P:周铁山}是{O:县农技中心}{T:技术员}。", []),
    ],
)
def test_members(text, expected):
    assert linked(text, "member") == expected


def test_each_bracket_names_the_body_of_its_own_list():
    text = "{P:周铁山}（{O:甲校}）、{P:郑小满}（{O:乙校}）"
    assert linked(text, "member") == [("周铁山", "甲校"), ("郑小满", "乙校")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{P:周铁山}任{T:局长}。", ["current"]),
        ("{P:周铁山}拟任{T:局长}。", ["proposed"]),
        ("提名{P:周铁山}为{T:局长}人选。", ["proposed"]),
        ("{O:县财政局}原{T:局长}{P:周铁山}", ["former"]),
        ("原{O:县财政局}{T:局长}{P:周铁山}", ["former"]),
        ("{P:周铁山}曾任{T:局长}。", ["former"]),
        ("免去{P:周铁山}的{T:局长}职务。", ["former"]),
        ("{P:周铁山}不再兼任{T:局长}。", ["former"]),
        ("{P:周铁山}不再担任{T:局长}，另有任用。", ["former"]),
        ("{T:局长}候选人{P:周铁山}", ["proposed"]),
        ("{D:2011年3月至2015年6月=2011-03/2015-06}，{P:周铁山}任{T:镇长}。", ["former"]),
        ("{P:周铁山}现任{T:局长}，曾任{T:镇长}。", ["current", "former"]),
    ],
)
def test_status(text, expected):
    assert [status for _, status in statuses(text)] == expected


def test_no_more_holders_than_a_text_could_name():
    """Lists of titles and of names that multiply."""
    reading = marked("{T:局长}、" * 200 + "{P:周铁山}、" * 200)
    find_links(reading)
    assert len(reading.relations) <= 20 * len(reading.mentions)


def test_evidence_covers_both_mentions():
    reading = marked("任命{P:周铁山}为{O:县财政局}{T:局长}。")
    find_links(reading)
    for relation in reading.relations:
        assert relation.start == min(relation.source.start, relation.target.start)
        assert relation.end == max(relation.source.end, relation.target.end)
