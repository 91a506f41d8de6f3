"""Dates: spans and values that the words alone give, every row of the tables, laws, look-alikes, hostile input."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from plain_readings import dates_in, plain_reading
from readings import read

from partyie.components.dates import find_dates
from partyie.components.reading import reading_of
from partyie.lexicon.date_words import date_words, eras
from partyie.records import Label

AS_OF = "2021-09-29"

ABSOLUTE = [
    ("会议于2021年9月29日召开。", [("2021年9月29日", "2021-09-29")]),
    ("二〇二一年九月二十九日", [("二〇二一年九月二十九日", "2021-09-29")]),
    ("2016-03-05至2016-03-08", [("2016-03-05至2016-03-08", "2016-03-05/2016-03-08")]),
    ("2016/3/5 20:01", [("2016/3/5 20:01", "2016-03-05T20:01")]),
    ("2021-09-21T04:00", [("2021-09-21T04:00", "2021-09-21T04:00")]),
    ("生于1963年10月，", [("1963年10月", "1963-10")]),
    ("1994.06—1998.03　任教师", [("1994.06—1998.03", "1994-06/1998-03")]),
    ("2021.09—　　县委书记", [("2021.09—", "2021-09/..")]),
    ("2009.08-2014.12 任教师", [("2009.08-2014.12", "2009-08/2014-12")]),
    ("2009-08至2014-12", [("2009-08至2014-12", "2009-08/2014-12")]),
    ("2018/1/10-2018/7/10", [("2018/1/10-2018/7/10", "2018-01-10/2018-07-10")]),
    ("2021.06- 任县长", [("2021.06-", "2021-06/..")]),
    ("2021.06—今 任县长", [("2021.06—今", "2021-06/..")]),
    ("1995 - 1997年", [("1995 - 1997年", "1995/1997")]),
    ("2021年9月上中旬", [("2021年9月上中旬", "2021-09-01/2021-09-20")]),
    ("2020年五一", [("2020年五一", "2020-05-01")]),
    ("十四五期间", [("十四五", "2021/2025")]),
    ("上世纪八十年代中期", [("上世纪八十年代中期", "198")]),
    ("五月三十一日", [("五月三十一日", "XXXX-05-31")]),
    ("03年2月28日", [("03年2月28日", "2003-02-28")]),
    ("2017年大寒", [("2017年大寒", "2017-01-20")]),
    ("2021.06至今", [("2021.06至今", "2021-06/..")]),
    ("2021年9月至今任局长", [("2021年9月至今", "2021-09/..")]),
    ("编号20210929", [("20210929", "2021-09-29")]),
    ("1986至1995年", [("1986至1995年", "1986/1995")]),
    ("（1949—2010）", [("1949—2010", "1949/2010")]),
    ("2004年至2021年9月", [("2004年至2021年9月", "2004/2021-09")]),
    ("2023年3月5日至8日", [("2023年3月5日至8日", "2023-03-05/2023-03-08")]),
    ("2023年1—3月", [("2023年1—3月", "2023-01/2023-03")]),
    ("2022年4月1日0—24时", [("2022年4月1日0—24时", "2022-04-01T00:00/2022-04-01T24:00")]),
    ("2021年10月上旬", [("2021年10月上旬", "2021-10-01/2021-10-10")]),
    ("2020年2月下旬", [("2020年2月下旬", "2020-02-21/2020-02-29")]),
    ("2021年上半年", [("2021年上半年", "2021-H1")]),
    ("2021年第一季度", [("2021年第一季度", "2021-Q1")]),
    ("2023年前三季度", [("2023年前三季度", "2023-01/2023-09")]),
    ("2024年前5个月", [("2024年前5个月", "2024-01/2024-05")]),
    ("2013年冬天", [("2013年冬天", "2013-WI")]),
    ("2013年底", [("2013年底", "2013")]),
    ("上世纪60年代", [("上世纪60年代", "196")]),
    ("20世纪八十年代", [("20世纪八十年代", "198")]),
    ("九十年代", [("九十年代", "199")]),
    ("19世纪", [("19世纪", "18")]),
    ("公元前221年", [("公元前221年", "-0221")]),
    ("“十四五”时期", [("“十四五”时期", "2021/2025")]),
    ("2021年7月19日10时25分许", [("2021年7月19日10时25分许", "2021-07-19T10:25")]),
    ("2022年9月14日晚上8点半", [("2022年9月14日晚上8点半", "2022-09-14T20:30")]),
    ("2021年9月15日深夜", [("2021年9月15日深夜", "2021-09-15TNI")]),
    ("2018年国庆节晚上", [("2018年国庆节晚上", "2018-10-01TEV")]),
    ("2021年11月25日（星期四）上午9时", [("2021年11月25日（星期四）上午9时", "2021-11-25T09:00")]),
    ("2021年9月29日 星期三", [("2021年9月29日 星期三", "2021-09-29")]),
    ("2020年7月14日22:00至次日6:00", [("2020年7月14日22:00至次日6:00", "2020-07-14T22:00/2020-07-15T06:00")]),
    ("晚上11点到早上7点", [("晚上11点到早上7点", "T23:00/T07:00")]),
    ("下午2:30至6:00", [("下午2:30至6:00", "T14:30/T18:00")]),
    ("农历2020年正月初一", [("农历2020年正月初一", "2020-01-25")]),
    ("1926年农历八月十六", [("1926年农历八月十六", "1926-09-22")]),
    ("1943年农历腊月二十三", [("1943年农历腊月二十三", "1944-01-18")]),
    ("2020年闰四月初一", [("2020年闰四月初一", "2020-05-23")]),
    ("清乾隆三年", [("清乾隆三年", "1738")]),
    ("嘉靖三十五年春", [("嘉靖三十五年春", "1556-SP")]),
    ("民国十九年", [("民国十九年", "1930")]),
    ("98年5月", [("98年5月", "1998-05")]),
    ("2021年9月3日拂晓，", [("2021年9月3日拂晓", "2021-09-03TMO")]),
    ("民国107年10月21日", [("民国107年10月21日", "2018-10-21")]),
    ("比98年最高水位低", [("98年", "1998")]),
]

RELATIVE = [
    ("去年底", [("去年底", "2020")]),
    ("去年10月至今年5月", [("去年10月至今年5月", "2020-10/2021-05")]),
    ("上周五（二十四日）已到", [("上周五（二十四日）", "2021-09-24")]),
    ("昨（二十八日）早", [("昨（二十八日）早", "2021-09-28TMO")]),
    ("昨（28）日一早", [("昨（28）日一早", "2021-09-28TMO")]),
    ("今晚8时至明早7时", [("今晚8时至明早7时", "2021-09-29T20:00/2021-09-30T07:00")]),
    ("今冬明春", [("今冬明春", "2021-WI/2022-SP")]),
    ("下月初", [("下月初", "2021-10")]),
    ("上周末", [("上周末", "2021-09-25/2021-09-26")]),
    ("30日8时至31日6时", [("30日8时至31日6时", "2021-08-30T08:00/2021-08-31T06:00")]),
    ("12月30日、31日", [("12月30日", "2021-12-30"), ("31日", "2021-12-31")]),
    ("9月28日中毒，次日凌晨4时", [("9月28日", "2021-09-28"), ("次日凌晨4时", "2021-09-29T04:00")]),
    ("上学年", [("上学年", "2020-09/2021-07")]),
    ("龙年", [("龙年", "2024")]),
    ("农历辛丑年八月初三", [("农历辛丑年八月初三", "2021-09-09")]),
    ("1至8月增长一成，比去年同期快", [("1至8月", "2021-01/2021-08"), ("去年同期", "2020-01/2020-08")]),
]

LOOK_ALIKES = [
    *("2月30日", "4月31日", "13月", "2021年2月29日", "25时", "8:75", "24:61"),
    *("3个月", "十三个月", "12年", "三十年", "拘留15日", "三十日内", "三日访问", "为期10日", "限期7日"),
    *("第3日", "10号站", "5号主墩", "61号居民", "88号院", "G240线", "荔委组综〔2021〕117号", "12345热线"),
    *("三点意见", "两点要求", "一点不差", "一时疏忽", "同时召开", "及时上报", "24小时", "8小时内"),
    *(
        "每天早上8点",
        "每年3月",
        "每年的3月5日",
        "每周一",
        "近日",
        "日前",
        "连日来",
        "当前",
        "目前",
        "现在",
        "如今",
        "平时",
    ),
    *("2021年级", "三年级", "九十后", "80后", "1000年历史", "千年古村", "五年规划", "三年行动"),
    *("“十四五”规划", "十四五规划纲要", "五一路", "五一劳动奖章", "八一中学", "七一勋章", "三八红旗手", "九三学社"),
    *("清明上河图", "国庆镇", "元旦晚会", "中秋月饼", "谷雨同志", "白露医生", "张立春", "县长谷雨（白族）"),
    *("比分3:2", "1:50000", "2021.0935", "10.5万元", "3.15吨", "1/3", "192.168.1.1", "139-0123-4567"),
    *("春运", "夏收", "秋粮", "冬训", "春节联欢晚会", "周一鸣", "周三友", "年级", "年轻", "月光", "月薪", "满月"),
    *("上旬刊号", "左右为难", "前后呼应", "许多", "早就", "晚报", "夜市", "晨练", "白天", "夜间", "早上好"),
    *("当天", "当年他还小", "今天的中国", "本年级", "次年级", "二〇二", "二三四五"),
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE, ids=lambda value: value if isinstance(value, str) else "")
def test_absolute_dates_need_no_context(text, expected):
    """The words alone give the whole value."""
    assert dates_in(text) == expected


@pytest.mark.parametrize(("text", "expected"), RELATIVE, ids=lambda value: value if isinstance(value, str) else "")
def test_relative_dates_count_from_the_reference(text, expected):
    """As of 29 September 2021, a Wednesday."""
    assert dates_in(text, AS_OF) == expected


@pytest.mark.parametrize("word", date_words(), ids=lambda word: word.id)
def test_every_word_reads_its_own_example(word):
    """All dates of the example, no more and no fewer, with their values."""
    expected = [tuple(pair.split("=")) for pair in word.expected.split(";")]
    assert dates_in(word.example, AS_OF) == expected


@pytest.mark.parametrize("era", [era for era in eras() if era.example != "-"], ids=lambda era: era.id)
def test_every_era_reads_its_own_example(era):
    """The first year of a reign, all years of a dynasty."""
    assert [value for _, value in dates_in(era.example)] == [era.expected]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_no_dates(text):
    """Durations, numbers of things, names, habits and impossible days; alone and inside a sentence."""
    assert dates_in(text, AS_OF) == []
    assert dates_in(f"据介绍，{text}，工作有序推进。", AS_OF) == []


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("2020年前后", "APPROX"),
        ("9月3日凌晨0时左右", "APPROX"),
        ("下午三点多，", "APPROX"),
        ("上午9点不到，", "BEFORE"),
        ("9月底", "END"),
        ("年初", "START"),
        ("12月中全部完成", "MID"),
        ("2021年9月", None),
    ],
)
def test_modifiers_are_kept(text, modifier):
    """What blurs a date or places it in its year belongs to it."""
    (date,) = find_dates(plain_reading(text))
    assert date.data["modifier"] == modifier


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("自2021年9月1日起施行", "2021年9月1日"),
        ("2018年以来", "2018年"),
        ("12月20日前完成", "12月20日"),
        ("端午节期间", "端午节"),
        ("2022年端午节当天", "2022年端午节"),
        ("“春节”前，", "“春节”"),
        ("9月12日（农历八月十六）", "9月12日"),
    ],
)
def test_what_bounds_a_date_stays_outside(text, span):
    """起, 以来, 前, 期间 and a bracketed twin are no part of it."""
    assert dates_in(text, AS_OF)[0][0] == span


PIECES = [
    "2021年",
    "9月",
    "29日",
    "至",
    "3",
    "去年",
    "次日",
    "上午",
    "8:30",
    "农历",
    "腊月二十三",
    "（",
    "周三",
    "）",
    "，",
    "。",
    "一",
    "点",
    "底",
    "—",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "县委书记", "\n", " "]), max_size=12).map("".join)


@given(first=TEXTS, second=TEXTS)
def test_paragraphs_do_not_touch(first, second):
    """A blank line apart, two texts give their own dates, shifted."""
    apart = find_dates(plain_reading(f"{first}\n\n{second}"))
    shift = len(first) + 2
    alone = [(date.start, date.end, date.data["value"]) for date in find_dates(plain_reading(first))]
    alone += [(d.start + shift, d.end + shift, d.data["value"]) for d in find_dates(plain_reading(second))]
    assert [(date.start, date.end, date.data["value"]) for date in apart] == alone


@given(
    st.text(
        alphabet="年月日号时点分季周旬初末底上下前后今明昨去0123456789〇一二三十廿.:-—至到（）农历“”四五", max_size=60
    )
)
def test_any_text_is_read_without_harm(text):
    """Candidates are in order, don't overlap and lie in the text; anchoring never raises."""
    dates = find_dates(plain_reading(text))
    assert all(date.label is Label.DATE and 0 <= date.start < date.end <= len(text) for date in dates)
    assert all(left.end <= right.start for left, right in pairwise(dates))
    dates_in(text, AS_OF)
    dates_in(text)


HOSTILE = [
    "1",
    "年",
    "一",
    "2021年",
    "3月",
    "1-",
    "2021.",
    "星期",
    "农历",
    "“",
    "上",
    "初",
    "8:",
    "至",
    "二〇",
    "　",
    "今",
    "年底",
    "1月至",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length(piece):
    """Twice the hostile text takes no more than thrice the time."""

    def seconds(repeats: int) -> float:
        reading = plain_reading(piece * repeats)
        start = time.process_time()
        find_dates(reading)
        return time.process_time() - start

    repeats = 20_000 // len(piece)
    seconds(100)
    best = min(seconds(repeats) for _ in range(3))
    assert min(seconds(2 * repeats) for _ in range(3)) <= 3 * best + 0.05


def test_padded_names_are_no_festivals():
    """国　庆 is a person; 国庆 in pinyin or plain is the day."""
    padded = read("一、张三任市教育局局长；\n　　二、国　庆任市文化局局长。")
    assert find_dates(padded) == []
    assert surfaces_of("国庆期间，全市安全平稳。") == ["国庆"]


def surfaces_of(text: str) -> list[str]:
    return [surface for surface, _ in dates_in(text)]


@pytest.mark.parametrize(
    "text", ["\ud800年3月", "2021年\x009月", "\x00" * 9, "9999年12月31日，次日，上周五", "1年1月1日"]
)
def test_odd_characters_do_no_harm(text):
    """Lone surrogates, NULs and the ends of the calendar."""
    for reference in (None, "0001-01-01", "9998-12-31"):
        dates_in(text, reference)


def test_the_component_fills_the_reading():
    """As a spaCy component on any tokenizer."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("partyie_dates")
    assert [date.label for date in reading_of(nlp("会议于2021年9月29日召开。")).candidates] == [Label.DATE]
