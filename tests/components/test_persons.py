"""Persons: every table row in its own example, each kind of evidence, and what only looks like a name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import read

from partyie.components.appointed_persons import find_introduced
from partyie.components.person_arcs import FULL, Arc, find_arcs
from partyie.components.person_evidence import Surroundings
from partyie.components.person_features import FeatureReader, KnownNames
from partyie.components.person_path import best_path, probabilities
from partyie.components.person_weighing import Scale
from partyie.components.persons import find_persons
from partyie.components.posts import find_posts
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.names import honorifics, name_elements, not_names
from partyie.lexicon.person_contexts import contexts

TABLES = (*honorifics(), *not_names(), *name_elements(), *contexts())
ANY_TEXT = st.text(st.sampled_from("县委书记王一川欧阳老李某女士、，（）：\n 说任尔·古丽的\ud800\0"), max_size=60)


def reading_of(text: str) -> Reading:
    reading = read(text)
    reading.candidates += find_posts(reading)
    return reading


def candidates(text: str) -> list[Candidate]:
    return find_persons(reading_of(text))


def persons(text: str) -> list[str]:
    reading = reading_of(text)
    return [reading.text[person.start : person.end] for person in find_persons(reading)]


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row.id)
def test_every_row_in_its_own_example(row):
    assert persons(row.example) == list(row.expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委书记周明远主持会议", ["周明远"]),
        ("县委常委周明远、石磊、欧阳雪梅出席会议。", ["周明远", "石磊", "欧阳雪梅"]),
        ("免去周明远的县水利局局长职务", ["周明远"]),
        ("周明远，男，汉族，1968年3月出生", ["周明远"]),
        ("开展向周明远同志学习活动", ["周明远"]),
        ("审核：周明远", ["周明远"]),
        ("（记者 周明远 通讯员 石磊）", ["周明远", "石磊"]),
        ("村民周明远说，路通了。", ["周明远"]),
        ("妻子周明霞在县医院上班", ["周明霞"]),
        ("由周明远负责", ["周明远"]),
        ("一、周明远任县财政局局长；\n二、石磊任县审计局局长。", ["周明远", "石磊"]),
    ],
)
def test_evidence(text, expected):
    assert persons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“周师傅，辛苦了！”老周摆摆手。", ["周师傅", "老周"]),
        ("村民李某某酒后驾驶", ["李某某"]),
        ("79岁的关家阿婆说", ["关家阿婆"]),
        ("镇长才旦扎西带队下乡", ["才旦扎西"]),
        ("职工阿依努尔·买买提说", ["阿依努尔·买买提"]),
        ("市长米哈伊尔·伊万诺夫到访", ["米哈伊尔·伊万诺夫"]),
        ("市长让-皮埃尔·莫罗到访", ["让-皮埃尔·莫罗"]),
        ("县委书记诸葛明远到会", ["诸葛明远"]),
    ],
)
def test_forms(text, expected):
    assert persons(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "免去其副局长职务",
        "关于任免的通知",
        "要翻越高峰、守护江山，让百姓平安",
        "和谐社会人人共建",
        "任务重、时间紧、要求高",
        "成员名单另行公布",
        "党员干部包片到户",
        "记者从有关部门获悉",
        "全市安全生产形势平稳",
        "",
    ],
)
def test_what_only_looks_like_a_name(text):
    assert persons(text) == []


def test_a_word_is_a_name_where_the_text_says_so():
    """高峰 after a title and again as the doer; not in 客流高峰."""
    text = "副县长高峰到站查看。高峰说，客流高峰即将到来。"
    assert [person.start for person in candidates(text)] == [3, 10]


def test_a_name_once_certain_is_found_everywhere():
    text = "县委书记周明远到村调研。在村口，周明远蹲下身子。" + "村里正在修路。" * 3 + "路通了，周明远松了口气。"
    assert persons(text) == ["周明远"] * 3


def test_data():
    (full,) = candidates("县委书记欧阳明远到会")
    assert full.data == {"form": "full", "surname": "欧阳", "given": "明远"}
    assert full.rule == "person.title_before"
    assert full.score is not None and 0.5 < full.score < 1
    (short,) = candidates("79岁的周奶奶说")
    assert short.data == {"form": "honorific", "surname": "周", "given": ""}


@given(ANY_TEXT)
def test_persons_are_in_order_and_apart(text):
    found = find_persons(reading_of(text))
    assert all(left.start < left.end <= right.start for left, right in pairwise(found))


@given(ANY_TEXT)
def test_scales_add_up_the_features(text):
    reading = reading_of(text)
    around = Surroundings(reading)
    arcs = find_arcs(around)
    features = FeatureReader(reading, around, arcs)
    names = {name for arc in arcs for name, _ in features.features(arc)}
    weights = {name: 0.25 + len(name) / 10 for name in names}
    scale, known = Scale(weights), KnownNames()
    for arc in arcs:
        assert (
            scale.first(features, arc)
            == pytest.approx(sum(weights[name] * value for name, value in features.features(arc)), abs=1e-6)
            or scale.first(features, arc) < -6
        )
        assert scale.second(features, arc, known) == pytest.approx(scale.first(features, arc))


def test_best_path_takes_the_most_and_nothing_twice():
    long, left, right = Arc(0, 1, 4, FULL), Arc(0, 1, 2, FULL), Arc(2, 3, 4, FULL)
    assert best_path([(3.0, long), (2.0, left), (2.0, right), (-1.0, Arc(4, 5, 6, FULL))]) == [
        (2.0, left),
        (2.0, right),
    ]
    assert best_path([(5.0, long), (2.0, left), (2.0, right)]) == [(5.0, long)]
    assert best_path([]) == []


def test_probabilities_weigh_rivals():
    long, left = Arc(0, 1, 3, FULL), Arc(0, 1, 2, FULL)
    (alone,) = probabilities([(2.0, long)], [(2.0, long)])
    (contested,) = probabilities([(2.0, long)], [(2.0, long), (2.0, left)])
    assert alone == pytest.approx(0.8808, abs=1e-4)
    assert contested == pytest.approx(0.4683, abs=1e-4)


@pytest.mark.parametrize(
    "unit", ["老", "王", "·", "　", "某", "、", "1", "阿·", "欧阳", "（女）", "先生", "王一川\n", "尔"]
)
def test_hostile_lengths(unit):
    find_persons(reading_of(unit * 1500))


def test_every_prefix_of_a_document():
    text = "县委书记周明远（女，回族）、副书记欧阳·买买提、老李说：“李某某先生任局长。”\n审核：石磊"
    for end in range(len(text) + 1):
        find_persons(reading_of(text[:end]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公示如下：\n1.脱一川，男，汉族，1968年11月生。", ["脱一川"]),
        ("二、毕力格，男，蒙古族，牧民。", ["毕力格"]),
        ("周铁山，又名周大山，1905年生。", ["周铁山"]),
        ("7,周铁山,男,汉族,本科", ["周铁山"]),
        ("欧阳一川，男，1968年11月生。", ["欧阳一川"]),
        ("12月5日，脱一川，男，汉族，到会。", []),
        ("其中，男，汉族，3人。", []),
        ("村民，男，年满18周岁，均可报名。", []),
    ],
)
def test_a_biography_that_opens_a_line_introduces_a_person(text, expected):
    reading = read(text)
    assert [reading.text[person.start : person.end] for person in find_introduced(reading)] == expected
