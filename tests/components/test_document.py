"""What a document says of itself: headline, number, issuer."""

from __future__ import annotations

import time

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


BODY = "    近日，各项工作扎实推进，成效明显。\n" * 16


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{O:清水县残疾人联合会}网站　>> 新闻\n会议召开\n来源：{O:新华社}\n" + BODY, "清水县残疾人联合会"),
        ("会议召开\n发布机构：{O:清水县统计局}　来源：{O:新华社}\n" + BODY, "清水县统计局"),
        ("会议召开\n{O:新华社}{L:北京}{D:9月29日=2021-09-29}电（记者）\n" + BODY, "新华社"),
        ("会议召开\n每日清水网永清{D:1月26日=2022-01-26}讯（{O:清水日报}记者）\n" + BODY, "每日清水网"),
        ("会议召开\n本报讯（记者）\n" + BODY, None),
        ("会议召开\n来源：清水清风　浏览\n" + BODY, "清水清风"),
        ("会议召开\n来源：互联网　浏览\n" + BODY, None),
        ("香江侨讯　四邑乡情　{D:二〇二一年五月十八日=2021-05-18}\n会议召开\n" + BODY, "香江侨讯"),
        ("{O:清水县审计局}审计结果公告\n" + BODY, "清水县审计局"),
        ("{O:清水县人民政府}关于做好防汛工作的通知\n" + BODY, "清水县人民政府"),
        ("{O:清水县人民政府}召开会议研究防汛工作\n" + BODY, None),
        ("讣告\n" + BODY + "周铁山同志治丧小组\n{D:2021年6月1日=2021-06-01}\n", "周铁山同志治丧小组"),
        (BODY + "{O:清水县司法局}\n{D:2021年6月1日=2021-06-01}\n附件：名单\n" + BODY, "清水县司法局"),
        (BODY + "{O:清水县妇联}　{D:2021年6月1日=2021-06-01}\n", "清水县妇联"),
        (BODY + "抄送：{O:清水县妇联}　{D:2021年6月1日=2021-06-01}印发\n", None),
        (BODY + "版权所有 © {O:清水县人民医院}\n", "清水县人民医院"),
        (BODY + "（图片由{O:清水县融媒体中心}提供）\n", None),
    ],
)
def test_issuers(text, expected):
    assert facts(text).get("issuer") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清水先锋网 | 组织建设 | 干部工作 | 人才\n山里来了新书记\n" + BODY, "山里来了新书记"),
        ("清水在线　校园　教师　资助\n山里来了新书记\n" + BODY, "山里来了新书记"),
        ("清水州人民政府门户网站　走进清水 / 企业风采\n山里来了新书记\n" + BODY, "山里来了新书记"),
        ("首页 → 要闻\n山里来了新书记\n" + BODY, "山里来了新书记"),
        ("新闻动态\n山里来了新书记\n" + BODY, "山里来了新书记"),
        ("{O:清水县委}　{O:清水县人民政府}\n山里来了新书记\n" + BODY, "山里来了新书记"),
        ("{D:民国107年10月21日=2018-10-21}\n山里来了新书记\n" + BODY, "山里来了新书记"),
        ("周铁山在清水县调研时强调\n把车间当考场\n" + BODY, "把车间当考场"),
        ("{O:清水县委}　{O:清水县人民政府}\n关于振兴乡村的意见\n" + BODY, "清水县委清水县人民政府关于振兴乡村的意见"),
        ("第一届代表大会第三次会议\n关于工作报告的决议\n" + BODY, "第一届代表大会第三次会议关于工作报告的决议"),
        ("清水县审计局公告\n2023年第3号\n关于预算执行的审计结果\n" + BODY, "关于预算执行的审计结果"),
        ("山里来了新书记 村里有了新气象\n" + BODY, "山里来了新书记 村里有了新气象"),
    ],
)
def test_headlines(text, expected):
    assert facts(text)["title"].replace("\u3000", " ") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("清水字〔2021〕9号　　签发人：周铁山", "清水字〔2021〕9号"),
        ("发文字号：清教发〔2021〕21号", "清教发〔2021〕21号"),
        ("发文字号：清市教字第11034567800号", "清市教字第11034567800号"),
        ("第三号", "第三号"),
        ("第三期", None),
        ("【工作简报】第8期", "第8期"),
    ],
)
def test_lines_with_numbers(line, expected):
    assert facts(f"公告\n{line}\n\n正文。").get("number") == expected


@pytest.mark.parametrize("piece", ["{D:2021年9月29日=2021-09-29}、", "{O:清水县委}　", "来源：", "｜清水｜", "清 水 "])
def test_one_endless_line_costs_no_square(piece):
    def seconds(repeats: int) -> float:
        reading = marked(piece * repeats)
        start = time.process_time()
        find_facts(reading)
        return time.process_time() - start

    best = min(seconds(2_000) for _ in range(3))
    assert min(seconds(4_000) for _ in range(3)) <= 3 * best + 0.05
