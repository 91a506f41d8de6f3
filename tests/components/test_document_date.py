"""The document's own date among its dates: dateline, signature, masthead, title line, footer."""

from __future__ import annotations

import gc
import time

import pytest
from plain_readings import plain_reading

from partyie.components.dates import find_dates
from partyie.components.document_date import document_date
from partyie.components.reading import CERTAIN, Candidate
from partyie.records import Label

BODY = "\n2019年3月，县里启动工程，2020年5月6日完工。\n" + "工程惠及群众，各方反映良好。\n" * 20


def date_of(text: str) -> str | None:
    reading = plain_reading(text)
    reading.mentions = find_dates(reading)
    return document_date(reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"县里通了路\n发布时间：2021-09-29 08:30 来源：县融媒体中心{BODY}", "2021-09-29"),
        (f"县里通了路\n2021-09-29 来源：县融媒体中心{BODY}", "2021-09-29"),
        (f"某县日报 2021年9月29日 星期三 第3版{BODY}", "2021-09-29"),
        (f"关于表彰的通知{BODY}中共某县委\n  2021年9月29日", "2021-09-29"),
        (f"关于表彰的通知{BODY}中共某县委\n  2021年9月29日\n抄送：县政府\n县委办公室  2021年9月30日印发", "2021-09-29"),
        (f"关于表彰的通知{BODY}县委办公室  2021年9月30日印发", "2021-09-30"),
        (f"在大会上的讲话\n（2021年9月29日）{BODY}", "2021-09-29"),
        (f"干部名册\n（截至2021年9月29日）{BODY}", "2021-09-29"),
        (f"县里通了路{BODY}编辑：某某 2021年9月29日09时06分上传", "2021-09-29"),
        (f"政府工作报告\n——2021年9月29日在某县第十八届人民代表大会第三次会议上{BODY}", "2021-09-29"),
        (f"县志\n编委会办公室  二〇一二年三月{BODY}", "2012-03"),
        (f"某县统战 2023年第11期（总第208期）{BODY}", "2023"),
        (f"关于表彰的通知{BODY}", None),
        ("", None),
    ],
)
def test_the_place_decides(text, expected):
    """Dates of the body are none of the document's."""
    assert date_of(text) == expected


DAY = "2021年9月29日"


@pytest.mark.parametrize("line", [f"{DAY}\n", f"{DAY}、", f" {DAY} ", f"（{DAY}", f"他于{DAY}来。", f"{DAY}来源"])
def test_an_endless_list_of_dates_costs_no_square(line):
    """Twice the dates take twice the time, in lines of their own and in one endless line."""

    def seconds(repeats: int) -> float:
        reading = plain_reading(line * repeats)
        start = line.index(DAY)
        reading.mentions = [
            Candidate(Label.DATE, at, at + len(DAY), "marked", CERTAIN, data={"value": "2021-09-29T"})
            for at in range(start, len(line) * repeats, len(line))
        ]
        gc.collect()
        gc.disable()  # a collection in one of the two runs would decide
        try:
            begun = time.process_time()
            document_date(reading)
            return time.process_time() - begun
        finally:
            gc.enable()

    def grows() -> bool:
        single = min(seconds(4_000) for _ in range(2))
        return min(seconds(8_000) for _ in range(2)) <= 2.2 * single + 0.03

    assert any(grows() for _ in range(6))
