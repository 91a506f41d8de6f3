"""What a document says of itself: headline, number, issuer."""

from __future__ import annotations

import pytest
from marked_readings import marked

from partyie.components.document import find_facts


def facts(text):
    reading = marked(text)
    find_facts(reading)
    return reading.facts


NOTICE = (
    "{O:清水县人民政府}文件\n清政发〔2021〕17号\n\n{O:清水县人民政府}\n关于做好防汛工作的通知\n\n各乡镇人民政府：\n"
    "    现将有关事项通知如下。\n\n{O:清水县人民政府}\n{D:2021年6月18日=2021-06-18}\n"
)
NEWS = (
    "清水县召开春耕现场会\n{D:2021年3月2日=2021-03-02} 来源：{O:清水日报}\n\n    {D:3月1日=2021-03-01}，{L:清水县}召开春耕现场会。"
    "{T:县长}{P:周铁山}出席并讲话。\n"
)


def test_a_notice():
    found = facts(NOTICE)
    assert found["title"] == "清水县人民政府关于做好防汛工作的通知"
    assert found["number"] == "清政发〔2021〕17号"
    assert found["issuer"] == "清水县人民政府"
    assert found["date"] == "2021-06-18"


def test_a_report_of_a_newspaper():
    found = facts(NEWS)
    assert found["title"] == "清水县召开春耕现场会"
    assert found["issuer"] == "清水日报"
    assert "number" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清政办发〔2020〕3号\n\n关于印发方案的通知\n\n正文。", "清政办发〔2020〕3号"),
        ("公告\n\n第5号\n\n现予公布。", "第5号"),
        ("关于开展活动的通知\n\n根据清政发〔2020〕3号文件要求，现通知如下。", None),
        ("清水县举行比赛\n\n他家住在第5号楼。", None),
    ],
)
def test_numbers(text, expected):
    assert facts(text).get("number") == expected


def test_the_script_is_always_stated():
    assert facts("")["script"] == "simplified"


@pytest.mark.parametrize("text", ["", "\n\n\n", "。", "第", "{P:周铁山}", "{O:县委}", "〔2021〕"])
def test_scraps_are_read_without_complaint(text):
    assert facts(text)["script"] == "simplified"


def test_a_headline_across_lines_is_put_together():
    text = "{O:清水县委}\n关于印发《2021年\n工作要点》的通知\n\n各乡镇党委：\n    现印发给你们。\n"
    assert facts(text)["title"].replace(" ", "") == "清水县委关于印发《2021年工作要点》的通知"
