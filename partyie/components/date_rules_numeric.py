"""Rules for days and months in numbers: 9月, 29日, 2016-03-05, 1994.06, 20210929, 星期三."""

from __future__ import annotations

from partyie.components.date_points import Point
from partyie.components.date_rules import (
    ARABIC_DIGITS,
    CLOCK,
    DAY,
    DAY_NUMBER,
    FOUR_DIGITS,
    MONTH,
    MONTH_NUMBER,
    NUMBER_HEADS,
    POSITION,
    RANGE_SIGN,
    WEEKDAY,
    WEEKDAY_WORD,
    WEEKDAYS,
    YEAR,
    Rule,
    number,
)
from partyie.text import lazy_re as re

LIST_OPENED = re.compile(r"(?:(?<!每)年|(?<![现正])在|于|从|自)(?:(?:1[0-2]|0?[1-9])、){0,6}\Z")
UNITS_BEHIND = "%‰万亿元个人名次公千米吨亩"


def read_day_of_year(text: str, match: re.Match[str]) -> Point | None:
    """Year, month and day in digits."""
    return Point(year=int(match["year"]), month=number(match["month"]), day=number(match["day"]))


def read_month_of_year(text: str, match: re.Match[str]) -> Point | None:
    """Year and month in digits."""
    return Point(year=int(match["year"]), month=int(match["month"]))


def read_day_of_month(text: str, match: re.Match[str]) -> Point | None:
    """Month and day in digits."""
    return Point(month=int(match["month"]), day=int(match["day"]))


def read_month(text: str, match: re.Match[str]) -> Point | None:
    """A month; 正月, 冬月 and 腊月 are lunar, 元月 is January."""
    return Point(month=number(match["month"]), lunar=True if match["month"] in "正冬腊" else None)


def read_tenday(text: str, match: re.Match[str]) -> Point | None:
    """A third of a month, or two; a half."""
    if match["half"]:
        return Point(tenday=6 if match["half"] == "上" else 7)
    return Point(tenday=("上", "中", "下", "上中", "中下").index(match["tenday"]) + 1)


def read_day(text: str, match: re.Match[str]) -> Point | None:
    """A day of the month."""
    return Point(day=number(match["day"]))


def read_day_alone(text: str, match: re.Match[str]) -> Point | None:
    """A day without 日; in Chinese numerals only behind January, which has no lunar namesake (正月)."""
    before = text[max(0, match.start() - 3) : match.start()]
    if not before.endswith("月") or (match["han"] and (before[-2:] != "一月" or before[:1] == "十")):
        return None
    return Point(day=number(match["day"]))


def read_month_listed(text: str, match: re.Match[str]) -> Point | None:
    """A month without 月 in a list whose last month has it, and that a year or a preposition opens."""
    return (
        Point(month=number(match["month"]))
        if LIST_OPENED.search(text[max(0, match.start() - 24) : match.start()])
        else None
    )


def read_weekday(text: str, match: re.Match[str]) -> Point | None:
    """A day of the week; 天 is Sunday."""
    return Point(weekday=7 if match["weekday"] == "天" else WEEKDAYS.index(match["weekday"]) + 1)


def read_bare(text: str, match: re.Match[str]) -> Point | None:
    """A number whose unit stands at the end of the range."""
    value, unit = number(match["number"]), match["unit"]
    if unit == "月":
        return Point(month=value) if 1 <= value <= 12 else None
    if unit in "日号":
        return Point(day=value) if 1 <= value <= 31 else None
    return Point(hour=value, minute=0) if value <= 24 else None


ISO_DAY = Rule(
    "iso",
    tuple(ARABIC_DIGITS),
    rf"(?P<year>{FOUR_DIGITS})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})(?![0-9])",
    read_day_of_year,
    YEAR,
    DAY,
)
"""2016-03-05, 2016/3/5, 2016.3.5"""

YEAR_MONTH_DIGITS = Rule(
    "year_month_digits",
    tuple(ARABIC_DIGITS),
    r"(?P<year>(?:19|20)[0-9]{2})[./-](?P<month>0[1-9]|1[0-2]|[1-9])"
    rf"(?![0-9]|[./-][0-9]{{1,2}}(?![0-9])|[{UNITS_BEHIND}])",
    read_month_of_year,
    YEAR,
    MONTH,
)
"""1994.06; not a decimal with a unit behind it, nor a longer date cut short"""

COMPACT_DAY = Rule(
    "compact",
    tuple(ARABIC_DIGITS),
    r"(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z×*])",
    read_day_of_year,
    YEAR,
    DAY,
)
"""20210929"""

MONTH_DAY_DIGITS = Rule(
    "month_day_digits",
    tuple(ARABIC_DIGITS),
    r"(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![0-9-])(?= *\n| *$| +[0-9]{1,2}[:：][0-9]{2})",
    read_day_of_month,
    MONTH,
    DAY,
)
"""09-14 at the end of a line or before a time"""

BARE_NUMBER = Rule(
    "bare",
    NUMBER_HEADS,
    rf"(?P<number>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}|[零〇])"
    rf"(?={RANGE_SIGN}(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}) ?(?P<unit>月|日|号|时|点)(?![内间]))",
    read_bare,
    MONTH,
    CLOCK,
)
"""1 of 1—3月, 0 of 0—24时"""

MONTH_OF_YEAR = Rule(
    "month",
    (*NUMBER_HEADS, "元月", "正月", "冬月", "腊月"),
    rf"(?P<month>{MONTH_NUMBER}|元|正|冬|腊) ?月份?(?![光亮球薪嫂饼租票季氏])",
    read_month,
    MONTH,
    MONTH,
)
"""9月, 九月份, 元月"""

TENDAY = Rule(
    "tenday",
    ("上旬", "中旬", "下旬", "上中", "中下", "上半", "下半"),
    r"(?P<tenday>上中|中下|[上中下])旬(?!刊)|(?P<half>[上下])半月(?!刊|谈)",
    read_tenday,
    POSITION,
    POSITION,
)
"""上旬, 中旬, 下旬; 上半月"""

MONTH_LISTED = Rule(
    "month_listed",
    tuple(ARABIC_DIGITS),
    r"(?P<month>1[0-2]|0?[1-9])(?=(?:、(?:1[0-2]|0?[1-9])){0,5}[、和及](?:1[0-2]|0?[1-9]) ?月)",
    read_month_listed,
    MONTH,
    MONTH,
)
"""4 of 2021年4、5月份, 3 and 4 of 在3、4、5月"""

DAY_OF_MONTH = Rule(
    "day",
    NUMBER_HEADS,
    rf"(?P<day>{DAY_NUMBER}) ?[日号](?![志历报间楼线院门台机房馆室]|元(?!旦))",
    read_day,
    DAY,
    DAY,
)
"""29日, 三号"""

DAY_ALONE = Rule(
    "day_alone",
    (*ARABIC_DIGITS, *"二三十"),
    r"(?P<day>3[01]|[12][0-9]|0?[1-9]|(?P<han>三十一?|二?十[一二三四五六七八九]?))"
    rf"(?=$|[，。；、,;）)\s]|{RANGE_SIGN}(?:{FOUR_DIGITS}年)?(?:1[0-2]|[1-9])月|出生|[入退]党|[入退]伍|[上下]午|[早晚])",
    read_day_alone,
    DAY,
    DAY,
    opens=False,
)
"""29 of 2016年6月29, 3 of 1月3至2月10"""

BRACKETED_DAY = Rule(
    "bracketed_day", ("（", "("), rf"[（(](?P<day>{DAY_NUMBER})日[）)]", read_day, DAY, DAY, opens=False
)
"""（十四日） behind a word that already names the day"""

BRACKETED_WEEKDAY = Rule(
    "bracketed_weekday",
    ("（", "("),
    rf"[（(]{WEEKDAY_WORD}(?P<weekday>[{WEEKDAYS}天])[）)]",
    read_weekday,
    WEEKDAY,
    WEEKDAY,
    opens=False,
)
"""（星期三）"""

WEEKDAY_ALONE = Rule(
    "weekday",
    ("星期", "礼拜", *(f"周{day}" for day in WEEKDAYS + "天")),
    rf"{WEEKDAY_WORD}(?P<weekday>[{WEEKDAYS}天])(?![鸣平凡般新民])",
    read_weekday,
    WEEKDAY,
    WEEKDAY,
)
"""星期三, 周六"""
