"""Organisations: every head in its own example, the rules one by one, and what is none."""

from __future__ import annotations

from time import process_time

import pytest
from readings import read, surfaces

from partyie.components.organisations import find_organisations
from partyie.components.places import find_places
from partyie.components.resolve import resolve
from partyie.lexicon.heads import organ_heads
from partyie.records import Label


def organisations(text: str) -> list[str]:
    """The organisations that remain once places inside them have lost."""
    reading = read(text)
    reading.candidates += find_places(reading)
    reading.candidates += find_organisations(reading)
    reading.candidates = resolve(reading.candidates, len(reading.text)).kept
    return surfaces(reading, Label.ORG)


@pytest.mark.parametrize("head", [head for head in organ_heads().values() if head.expected], ids=lambda head: head.form)
def test_every_head_is_found_in_its_own_example(head):
    assert head.expected in organisations(head.example)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国务院办公厅印发通知", ["国务院办公厅"]),
        ("芦山县委、县政府召开会议", ["芦山县委", "县政府"]),
        ("市委市政府高度重视", ["市委", "市政府"]),
        ("中共雅安市芦山县委组织部", ["中共雅安市芦山县委组织部"]),
        ("雅安市第五届人民代表大会开幕", ["雅安市第五届人民代表大会"]),
        ("由县财政局党组书记带队", ["县财政局党组"]),
        ("县委组织部、财政局、农业农村局等单位下沉", ["县委组织部", "财政局", "农业农村局"]),
        ("成立疫情防控工作领导小组", ["疫情防控工作领导小组"]),
        ("县防汛抗旱指挥部发令。指挥部要求巡堤", ["县防汛抗旱指挥部", "指挥部"]),
        (
            "四川雅川建材有限公司（以下简称“雅川建材”）复产。雅川建材捐款",
            ["四川雅川建材有限公司", "雅川建材", "雅川建材"],
        ),
        ("来源：川西党建网　编辑：某某", ["川西党建网"]),
        ("新疆生产建设兵团第四师七十六团三连春播", ["新疆生产建设兵团第四师七十六团三连"]),
        ("该市农业农村局答复", ["农业农村局"]),
        ("党组书记作报告", ["党组"]),
    ],
)
def test_rules(text, expected):
    assert organisations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各级党组织要担负起责任",
        "有关部门要密切配合",
        "全市广大干部群众",
        "十家医院参加义诊",
        "市直机关党员干部下沉社区",
        "城市建设和管理",
        "司法局长到村调研",
        "县委员会审议",  # 委 + 员: no 县委
        "市场监管任务繁重",
        "基层党支部要发挥作用",
        "",
    ],
)
def test_kinds_and_look_alikes_are_no_organisations(text):
    assert "县委" not in organisations(text)
    assert [name for name in organisations(text) if name not in ("县委员会",)] == []


def test_a_fused_title_is_not_an_organisation():
    assert organisations("市委组织部长出席") == ["市委"]


@pytest.mark.parametrize("piece", ["\n", " ", "\u3000\n", "任", "局", "县"])
def test_twice_the_text_takes_about_twice_the_time(piece):
    """Blank lines and blanks once took the patterns of line beginnings quadratic time."""

    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        begun = process_time()
        organisations(text)
        return process_time() - begun

    seconds(2000)
    assert seconds(16000) <= 12 * max(seconds(4000), 0.01)  # linear: 4; quadratic: 16
