"""Posts beside the organisations and places of the text, and words that are titles only in some places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import read

from partyie.components.posts import find_posts
from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.records import Label


def with_bodies(text: str, *bodies: str, label: Label = Label.ORG) -> Reading:
    """A reading of ``text`` in which ``bodies`` have been found."""
    reading = read(text)
    for body in bodies:
        start = text.index(body)
        reading.candidates.append(Candidate(label, start, start + len(body), "test", CERTAIN))
    return reading


def posts(text: str, *bodies: str, label: Label = Label.ORG) -> list[str]:
    return [text[post.start : post.end] for post in find_posts(with_bodies(text, *bodies, label=label))]


@pytest.mark.parametrize(
    ("text", "bodies", "expected"),
    [
        ("县公安局局长李明到会", ["县公安局"], ["局长"]),
        ("莆田市公安局长李明到会", ["莆田市公安局"], ["公安局长"]),
        ("县人社局劳动监察大队长李明", ["县人社局"], ["劳动监察大队长"]),
        ("县委任命科长", ["县委"], ["科长"]),
        ("市医院神经外科主治医师李明", ["市医院神经外科"], ["主治医师"]),
        ("延边大学教授李明", ["延边大学"], ["教授"]),
        ("市记者协会会长李明", ["市记者协会"], ["会长"]),
    ],
)
def test_titles_beside_organisations(text, bodies, expected):
    assert posts(text, *bodies) == expected


def test_fused_titles_begin_after_the_place():
    reading = with_bodies("莆田市公安局长李明到会", "莆田市公安局")
    reading.candidates.append(Candidate(Label.PLACE, 0, 3, "test", CERTAIN))
    (post,) = find_posts(reading)
    assert (reading.text[post.start : post.end], post.data["fused"]) == ("公安局长", True)


def test_a_village_keeps_its_generic():
    assert posts("羊角村主任李明", "羊角村", label=Label.PLACE) == ["主任"]
    assert posts("羊角村村主任李明", "羊角村", label=Label.PLACE) == ["村主任"]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("石家庄市市长江丽主持会议", "长江", ["市长"]),
        ("县法院院长沙海云到会", "长沙", ["院长"]),
        ("市长江岸线整治", "长江", []),
        ("由泽州县长治市一带返回", "长治市", []),
    ],
)
def test_the_last_character_of_a_title_may_seem_to_begin_a_place(text, place, expected):
    assert posts(text, place, label=Label.PLACE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编辑：李明", ["编辑"]),
        ("重新编辑整理", []),
        ("省人大代表", ["代表"]),
        ("代表市委讲话", []),
        ("县政府党组成员", ["成员"]),
        ("成员：李明、王伟", ["成员"]),
        ("班子成员分片包干", []),
        ("四级主办", ["四级主办"]),
        ("主办单位", []),
        ("县委常委会见客商", ["常委"]),
        ("县委常委会召开会议", []),
        ("请来的翻译邹凯说", ["翻译"]),
        ("老师教翻译技巧", []),
        ("司机佘勇劝过他", ["司机"]),
        ("教师干部大会", []),
        ("两代表一委员", []),
    ],
)
def test_words_that_are_titles_in_some_places(text, expected):
    assert posts(text) == expected


def test_data():
    (post,) = find_posts(read("任命李明为代县长"))
    assert post.data == {"title": "代县长", "head": "县长", "group": "state", "acting": True, "fused": False}


def test_modifiers_of_another_kind_stay_outside():
    assert posts("原局长、现任县长、拟任副市长") == ["局长", "县长", "副市长"]


@given(st.text(st.sampled_from("县委书记副局长第一代村主任编辑成员、：\n王明 \ud800\0"), max_size=40))
def test_posts_are_in_order_and_apart(text):
    reading = read(text)
    found = find_posts(reading)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(reading.text[post.start : post.end] == post.data["title"] for post in found)


@pytest.mark.parametrize("unit", ["书记", "副", "长", "第一", "村主任、", "记者：", "\n", "一级"])
def test_hostile_lengths(unit):
    find_posts(read(unit * 2000))
