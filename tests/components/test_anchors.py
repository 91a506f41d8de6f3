"""Anchoring: what a date leans on, by where it stands; never today's date."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_readings import anchored, dates_in, plain_reading

from partyie.components.anchors import anchor_dates
from partyie.components.date_points import Point
from partyie.components.dates import find_dates

CHRONICLE = "大事记\n1949年\n1月11日 县委成立。\n10月2日 群众集会。\n1952年\n11月15日 撤省。\n12月 免职。\n是年 大旱。"


def values(text: str, reference: str | None = None, **facts: str) -> list[str]:
    return [value for _, value in dates_in(text, reference, **facts)]


@pytest.mark.parametrize(
    ("text", "document", "expected"),
    [
        ("12月28日召开会议。", "2023-12-29", ["2023-12-28"]),
        ("1月20日前后拨付到位。", "2023-12-29", ["2024-01-20"]),
        ("10月底前主体完工。", "2022-03-18", ["2022-10"]),
        ("28日下午，会议讨论。", "2023-12-29", ["2023-12-28TAF"]),
        ("31日夜间在家。", "2022-04-02", ["2022-03-31TNI"]),
        ("春节期间走访。", "2023-12-29", ["2024-02-10"]),
        ("春节前，走访困难职工。", "2025-02-13", ["2025-01-29"]),
        ("下半年启动。", "2021-05-18", ["2021-H2"]),
        ("一季度增长5%，比去年同期快。", "2025-04-28", ["2025-Q1", "2024-Q1"]),
        ("1月1日至2月28日巡查，比去年同期少。", "2021-03-15", ["2021-01-01/2021-02-28", "2020-01-01/2020-02-29"]),
    ],
)
def test_the_documents_date_fills_what_is_missing(text, document, expected):
    """Nearest year, month or festival, as documents are written."""
    assert values(text, date=document) == expected


@pytest.mark.parametrize(
    ("text", "document", "expected"),
    [
        ("2018年6月，县里选派干部。6月27日，他到了村里。", "2021-03-02", ["2018-06", "2018-06-27"]),
        ("2019年4月11日开工。7月22日凌晨2时许，山洪来了。", "2021-03-02", ["2019-04-11", "2019-07-22T02:00"]),
        ("2023年，面对8月初的强降雨，", "2024-04-18", ["2023", "2023-08"]),
        ("自2020年以来投入过亿元，截至7月底已完工。", "2023-08-15", ["2020", "2023-07"]),
        ("2021年11月16日逝世。他2009年退休。11月16日下午吊唁。", "2021-11-17", ["2021-11-16", "2009", "2021-11-16TAF"]),
        ("一、2023年工作回顾。全年增长6%，比上年快，年末存款增加。", "2024-01-23", ["2023", "2023", "2022", "2023"]),
    ],
)
def test_what_is_told_goes_before_the_document(text, document, expected):
    """The year of the sentence, of the telling, of the same day told before, of the year reported on."""
    assert values(text, date=document) == expected


def test_a_chronicles_headings_hold_until_the_next():
    """A year on its own line dates the entries below it."""
    expected = ["1949", "1949-01-11", "1949-10-02", "1952", "1952-11-15", "1952-12", "1952"]
    assert values(CHRONICLE, date="2012-03") == expected


@pytest.mark.parametrize(
    ("text", "document", "expected"),
    [
        ("1月25日，农历大年初一，全县值守。", None, "2020-01-25"),
        ("4月5日，农历三月初一，上坟的人多。2019年开春以来少雨。", None, "2019-04-05"),
        ("9月29日（农历八月十五），中秋慰问。", "2023", "2023-09-29"),
    ],
)
def test_a_lunar_twin_fixes_the_year(text, document, expected):
    """The year in which both names mean one day."""
    facts = {"date": document} if document else {}
    assert values(text, **facts)[0] == expected


@pytest.mark.parametrize(
    ("text", "document", "expected"),
    [
        ("9月18日，工地上焊花四溅。“今天要封顶。”工长说。", "2021-09-20", ["2021-09-18", "2021-09-18"]),
        ("9月18日封顶。今天，工长又来到现场。", "2021-09-20", ["2021-09-18", "2021-09-20"]),
        ("3月18日封顶。“今天还在返修。”工长说。", "2021-09-20", ["2021-03-18", "2021-09-20"]),
        (
            "5月6日　立夏　阴\n昨晚的会开到很晚。\n5月9日　晴\n昨天下种。",
            "2019-05-24",
            ["2019-05-06", "2019-05-05TEV", "2019-05-09", "2019-05-08"],
        ),
    ],
)
def test_what_is_said_or_noted_on_a_day_counts_from_it(text, document, expected):
    """今天 between quotation marks of fresh news is the day told, in a diary the entry's."""
    assert values(text, date=document) == expected


def test_times_of_day_belong_to_the_day_told():
    """On the same line and on the next ones of a timetable; not after a stretch of days."""
    assert values("3月29日上午，8:10出发，15时许到家。", date="2022-04-02") == [
        "2022-03-29TMO",
        "2022-03-29T08:10",
        "2022-03-29T15:00",
    ]
    assert values("公示期为9月11日至15日，上午8:30至12:00受理。", date="2023-09-08") == [
        "2023-09-11/2023-09-15",
        "T08:30/T12:00",
    ]


def test_next_day_leans_on_the_day_before():
    """A year alone is no day."""
    assert values("2019年7月19日发生险情。2018年也有。次日排除。", date="2021-01-01")[-1] == "2019-07-20"


def test_without_any_date_years_stay_unknown():
    """今年 is not this year."""
    assert values("今年3月，去年冬天，昨天，9月18日。") == ["XXXX-03", "XXXX-WI", "XXXX-XX-XX", "XXXX-09-18"]


def test_the_first_whole_date_dates_an_undated_text():
    """今年 of an undated text counts from it."""
    assert values("2020年5月18日晚，村里开会。2014年还很穷，今年变了样，去年卖布六万元。") == [
        "2020-05-18TEV",
        "2014",
        "2020",
        "2019",
    ]


def test_a_reference_beats_the_document():
    """And says so."""
    reading = anchored("昨天开会。", "2021-09-29T08:00", date="2020-01-01")
    assert reading.mentions[0].data["value"] == "2021-09-28"
    assert reading.mentions[0].data["anchor"] == "reference"


@pytest.mark.parametrize(
    ("text", "facts", "anchor"),
    [
        ("2021年9月29日", {}, "explicit"),
        ("9月18日", {"date": "2021-09-29"}, "document"),
        ("2019年6月获批。6月27日开工", {"date": "2021-03-02"}, "previous"),
        ("1月25日，农历大年初一", {}, "calendar"),
    ],
)
def test_the_anchor_names_its_source(text, facts, anchor):
    """Where the missing parts were taken from."""
    assert anchored(text, **facts).mentions[-1 if anchor == "previous" else 0].data["anchor"] == anchor


def test_bounds_calendar_and_type_are_set():
    """All that a Date record needs."""
    lunar, hours = anchored("2020年正月初一，2021年9月29日8:00至10:00").mentions
    assert (lunar.data["calendar"], lunar.data["type"]) == ("lunar", "DATE")
    assert (lunar.data["earliest"], lunar.data["latest"]) == ("2020-01-25T00:00:00", "2020-01-26T00:00:00")
    assert (hours.data["calendar"], hours.data["type"]) == ("gregorian", "INTERVAL")
    assert (hours.data["earliest"], hours.data["latest"]) == ("2021-09-29T08:00:00", "2021-09-29T10:00:00")


def test_anchoring_twice_changes_nothing():
    """Values are made from the expression, not from earlier values."""
    reading = anchored("去年底启动，次年完成，28日验收。", date="2021-09-29")
    first = [dict(mention.data) for mention in reading.mentions]
    anchor_dates(reading)
    assert [dict(mention.data) for mention in reading.mentions] == first


def test_points_survive_plain_data():
    """What the finder stores can be read back."""
    for date in find_dates(plain_reading("明代，2021年10月上旬，前三季度，去年同期，农历腊月二十三，“十四五”时期")):
        data = date.data["expression"]["first"]
        assert Point.from_data(data).to_data() == data


def test_the_clock_on_the_wall_is_never_read():
    """In a process whose clock raises, dates still get their values."""
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "import datetime, time\n"
        "def no(*args): raise AssertionError('the clock was read')\n"
        "class Date(datetime.date):\n    today = classmethod(no)\n"
        "class Moment(datetime.datetime):\n    now = classmethod(no)\n    today = classmethod(no)\n"
        "datetime.date, datetime.datetime = Date, Moment\n"
        "from plain_readings import dates_in\n"
        "print(dates_in('今年3月，昨天，春节，周五', '2021-09-29'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "2021-03" in done.stdout, done.stderr


PIECES = [
    "2021年",
    "9月",
    "29日",
    "去年",
    "次日",
    "上午",
    "8:30",
    "农历",
    "腊月二十三",
    "（",
    "）",
    "，",
    "。\n",
    "同期",
    "春节",
    "年底",
    "至",
    "今年",
    "周五",
    "龙年",
    "上周五",
    "上周末",
    "母亲节",
    "下月",
    "前天",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from([None, "2021-09-29", "2021-09", "2021", "0001-01-01", "9998-12-31", "高"]),
)
def test_anchoring_never_raises(text, reference):
    """Whatever stands together, each date has a value, and bounds in order."""
    for date in anchored(text, reference).mentions:
        assert date.data["value"]
        if date.data["earliest"] and date.data["latest"] and "/" not in date.data["value"]:
            assert date.data["earliest"] < date.data["latest"]
