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


def test_a_place_is_kept_as_such():
    _, [tenure] = tenures("{L:清水村}{T:村主任}{P:周铁山}")
    assert tenure["organisation"] is None
    assert tenure["place"].name.endswith("清水村")
