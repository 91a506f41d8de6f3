"""Spells in office: whose, where, from when to when, by which event."""

from __future__ import annotations

import pytest
from marked_readings import marked, surface

from partyie.components.entities import find_entities
from partyie.components.links import find_links
from partyie.components.tenures import find_tenures


def tenures(text):
    reading = marked(text)
    find_links(reading)
    find_entities(reading)
    return reading, find_tenures(reading)


def told(text, *keys):
    return [tuple(tenure[key] for key in keys) for tenure in tenures(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("任命{P:周铁山}为{O:县财政局}{T:局长}。", [("current", "appoint")]),
        ("免去{P:周铁山}的{O:县财政局}{T:局长}职务。", [("former", "remove")]),
        ("{P:周铁山}当选{T:县长}。", [("current", "elect")]),
        ("{P:周铁山}拟任{T:局长}。", [("proposed", "propose")]),
        ("{P:周铁山}辞去{T:局长}职务。", [("former", "resign")]),
        ("{T:局长}{P:周铁山}到会。", [("current", None)]),
    ],
)
def test_status_and_event(text, expected):
    assert told(text, "status", "event") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{D:2015年3月=2015-03}，{P:周铁山}任{T:局长}。", ("2015-03", None)),
        ("{D:2015年3月至2018年6月=2015-03/2018-06}，{P:周铁山}任{T:局长}。", ("2015-03", "2018-06")),
        ("{D:2015年3月至今=2015-03/..}，{P:周铁山}任{T:局长}。", ("2015-03", None)),
        ("{D:2015年3月5日=2015-03-05}，免去{P:周铁山}的{T:局长}职务。", (None, "2015-03-05")),
        ("{D:2015年3月中旬=2015-03-11/2015-03-20}，{P:周铁山}任{T:局长}。", ("2015-03", None)),
        ("{D:2015年二季度=2015-Q2}，{P:周铁山}任{T:局长}。", ("2015", None)),
        ("{D:3月=XXXX-03}，{P:周铁山}任{T:局长}。", (None, None)),
        ("{T:局长}{P:周铁山}到会。", (None, None)),
    ],
)
def test_bounds(text, expected):
    assert told(text, "start", "end") == [expected]


def test_one_tenure_for_each_person_and_title():
    reading, found = tenures("{T:书记}、{T:局长}{P:周铁山}，{T:委员}{P:郑小满}、{P:冯阿水}")
    pairs = [(surface(reading, tenure["post"]), tenure["holder"].name) for tenure in found]
    assert pairs == [("书记", "周铁山"), ("局长", "周铁山"), ("委员", "郑小满"), ("委员", "冯阿水")]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("{O:中共莆田市委}{T:副书记}、{T:市长}{P:周铁山}。{O:莆田市人民政府}同意。", "市长", "莆田市人民政府"),
        ("{O:中共莆田市委}{T:副书记}、{T:市长}{P:周铁山}。{O:莆田市人民政府}同意。", "副书记", "中共莆田市委"),
        ("{O:莆田市财政局党组}{T:书记}、{T:局长}{P:周铁山}。{O:莆田市财政局}通知。", "局长", "莆田市财政局"),
        ("{O:莆田市财政局}{T:局长}{P:周铁山}。", "局长", "莆田市财政局"),
        ("{O:中共莆田市委}{T:副书记}、{T:市长}{P:周铁山}。", "市长", None),
    ],
)
def test_the_body_served_in(text, title, expected):
    reading, found = tenures(text)
    [tenure] = [tenure for tenure in found if surface(reading, tenure["post"]) == title]
    assert (tenure["organisation"].name if tenure["organisation"] else None) == expected


def test_a_body_that_is_not_named_is_known_by_its_key():
    _, found = tenures("{O:中共莆田市委}{T:副书记}、{T:市长}{P:周铁山}。")
    assert [tenure["body"] for tenure in found] == ["中共莆田市委", "莆田市人民政府"]


def test_a_place_is_kept_as_such():
    _, [tenure] = tenures("{L:清水村}{T:村主任}{P:周铁山}")
    assert (tenure["organisation"], tenure["body"]) == (None, None)
    assert tenure["place"].name.endswith("清水村")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a removal closes the spell told of before, whatever was said of it
        ("{O:县财政局}{T:局长}{P:周铁山}到会。{D:2021年6月17日=2021-06-17}，免去{P:周铁山}的{O:县财政局}{T:局长}职务。",
         [("局长", None, "2021-06-17", "former", "remove")]),
        ("{D:2018年3月=2018-03}，任命{P:周铁山}为{O:县财政局}{T:局长}。{D:2021年6月=2021-06}，免去{P:周铁山}的{O:县财政局}{T:局长}职务。",
         [("局长", "2018-03", "2021-06", "former", "remove")]),
        ("{D:2021年6月=2021-06}，{P:周铁山}不再担任{O:县财政局}{T:局长}职务，任{O:县审计局}{T:局长}。",
         [("局长", None, "2021-06", "former", "remove"), ("局长", "2021-06", None, "current", "appoint")]),
        # what has no date is the dated spell of the same person, title and body
        ("{O:县财政局}{T:局长}{P:周铁山}到会。{D:2018年3月=2018-03}，任命{P:周铁山}为{O:县财政局}{T:局长}。",
         [("局长", "2018-03", None, "current", "appoint")]),
        # another body, another spell; a proposal is never what is
        ("{O:县财政局}{T:局长}{P:周铁山}到会。{O:县审计局}{T:局长}{P:周铁山}到会。",
         [("局长", None, None, "current", None), ("局长", None, None, "current", None)]),
        ("{T:局长}{P:周铁山}到会。{P:周铁山}拟任{T:局长}。",
         [("局长", None, None, "current", None), ("局长", None, None, "proposed", "propose")]),
    ],
)  # fmt: skip
def test_one_spell_one_tenure(text, expected):
    reading, found = tenures(text)
    assert [(surface(reading, t["post"]), t["start"], t["end"], t["status"], t["event"]) for t in found] == expected


def test_a_tenure_knows_every_mention_of_its_post():
    reading, [tenure] = tenures("{T:局长}{P:周铁山}到会。{D:2018年3月=2018-03}，任命{P:周铁山}为{T:局长}。")
    assert [post.start for post in tenure["mentions"]] == [
        m.start for m in reading.mentions if surface(reading, m) == "局长"
    ]


CAREER = (
    "{P:周铁山}，男，汉族。\n"
    "{D:2001.12—2006.09=2001-12/2006-09}　{O:中共芦山县委}{T:常委}、{T:副县长}"
    "（其间：{D:2005.04—2005.10=2005-04/2005-10}挂职任{L:宝兴县}{T:县长助理}）\n"
    "{D:2006.09—=2006-09/..}　{O:中共雅安市委}{T:秘书长}"
)


def test_a_career_list_with_a_nested_spell():
    reading, found = tenures(CAREER)
    told = [(surface(reading, t["post"]), t["start"], t["end"], t["status"], t["within"]) for t in found]
    assert told == [
        ("常委", "2001-12", "2006-09", "former", None),
        ("副县长", "2001-12", "2006-09", "former", None),
        ("县长助理", "2005-04", "2005-10", "former", 1),
        ("秘书长", "2006-09", None, "current", None),
    ]


def test_the_evidence_is_the_line_that_says_so():
    reading, found = tenures(CAREER)
    start, end = found[-1]["evidence"]
    assert reading.text[start:end] == "2006.09—　中共雅安市委秘书长"


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("{O:中共芦山县委}{T:代县长}{P:周铁山}", True),
        ("{T:代理市长}{P:周铁山}", True),
        ("{O:县财政局}{T:副局长}（主持工作）{P:周铁山}", True),
        ("{O:县财政局}{T:副局长}{P:周铁山}主持全面工作。", True),
        ("由{P:周铁山}代理{O:县财政局}{T:局长}。", True),
        ("{T:副县长}{P:周铁山}主持召开安全生产工作会议。", False),
        ("{T:副县长}{P:周铁山}主持工作会议。", False),
        ("{T:代表}{P:周铁山}", False),
    ],
)
def test_acting(text, acting):
    assert told(text, "acting") == [(acting,)]


def test_who_retires_with_others_has_left():
    assert told("{D:2021年6月=2021-06}，{T:副主席}{P:周铁山}一并卸任。", "status") == [("former",)]


def test_the_spell_that_lasts_is_not_the_one_before_it():
    text = "{P:周铁山}，{D:2021年9月至今=2021-09/..}任{O:芦山县财政局}{T:局长}，原任{O:芦山县审计局}{T:副局长}。"
    assert told(text, "start", "status") == [("2021-09", "current"), (None, "former")]


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("，现任{O:雅安市审计局}{T:副局长}。", "former"),
        ("，现任{O:雅安市审计局}{T:局长}。", "former"),
        ("，{D:2021年6月=2021-06}到任现职。", "former"),
        ("，现任{O:芦山县财政局}{T:局长}。", "current"),  # named again
        ("，兼任{O:芦山县政协}{T:委员}。", "current"),
        ("。\n现任{O:雅安市审计局}{T:副局长}的是{P:郑小满}。", "current"),  # another paragraph, another person
        ("，{P:郑小满}现任{O:雅安市审计局}{T:副局长}。", "current"),
    ],
)
def test_what_one_is_now_ends_what_one_was(rest, status):
    reading, found = tenures("{P:周铁山}{D:2016年9月=2016-09}任{O:芦山县财政局}{T:局长}" + rest)
    assert (surface(reading, found[0]["post"]), found[0]["status"]) == ("局长", status)


def test_a_learned_title_goes_on():
    text = "{P:周铁山}{D:2013年=2013}任{O:川西师范大学}{T:教授}，现任{O:雅安市审计局}{T:副局长}。"
    assert told(text, "status") == [("current",), ("current",)]


@pytest.mark.parametrize(
    ("dates", "within"),
    [
        ("{D:1999.09—2001.12=1999-09/2001-12}", 0),
        ("{D:1999.09—2005.12=1999-09/2005-12}", None),
        ("其间：{D:1999.09—2005.12=1999-09/2005-12}", 0),  # the text says so, whatever its dates
        ("其间", 0),
    ],
)
def test_a_bracket_nests_by_its_words_or_its_dates(dates, within):
    text = "{P:周铁山}，男，汉族。\n{D:1998.05—2003.11=1998-05/2003-11}　{O:芦山县财政局}{T:副局长}（" + dates
    assert told(text + "挂职任{L:双石镇}{T:副镇长}）", "within") == [(None,), (within,)]


def test_a_career_of_a_thousand_spells_takes_no_time():
    lines = "".join(f"{{D:{year}年={year}}}，{{P:周铁山}}任{{T:局长}}。" for year in range(1000, 2000))
    assert len(tenures(lines)[1]) == 1000
