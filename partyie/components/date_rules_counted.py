"""Rules for what is counted inside a year or month: 第二周, 第三个月, 第一个星期日, 前两周, 最后五天; 今明两年."""

from __future__ import annotations

from partyie.components.date_points import Point
from partyie.components.date_rules import (
    DAY,
    MONTH,
    PART_OF_YEAR,
    POSITION,
    RANGE_SIGN,
    WEEKDAYS,
    YEAR,
    Rule,
    character_before,
    number,
)
from partyie.text import lazy_re as re

COUNT = r"(?:[0-9]{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
WEEK = r"(?:个?(?:星期|礼拜)|个?周(?!年|期|边|末|岁))"
WHOLE_UNIT_CUES = ("", *"，。；：、（“在于从自与和比较将\n ")
NEIGHBOURS = {"前": -2, "去": -1, "昨": -1, "今": 0, "明": 1, "后": 2}
"""How far from this year or day each word is."""


def read_nth_month(text: str, match: re.Match[str]) -> Point | None:
    """A month by its number in the year."""
    month = number(match["count"]) if match["count"] else 1
    return Point(month=month) if 1 <= month <= 12 else None


def read_quarters(text: str, match: re.Match[str]) -> Point | None:
    """Quarters of one year that follow each other, by their months (guideline §4)."""
    first, last = number(match["first"]), number(match["last"])
    return Point(months=(3 * first - 2, 3 * last)) if first < last else None


def read_nth_week(text: str, match: re.Match[str]) -> Point | None:
    """A week, or one of its days, by its number in the year or month."""
    unit = _weekday(match["weekday"]) if match["weekday"] else "week"
    count = -1 if match["last"] else number(match["count"])
    return Point(nth=(unit, count, count)) if count else None


def _weekday(word: str) -> str:
    return "7" if word == "天" else str(WEEKDAYS.index(word) + 1)


def read_nth_day(text: str, match: re.Match[str]) -> Point | None:
    """A day by its number in the year or month."""
    count = -1 if match["last"] else number(match["count"])
    return Point(nth=("day", count, count)) if count else None


def read_first_or_last(text: str, match: re.Match[str]) -> Point | None:
    """Several weeks or days at the beginning or the end of a year or month."""
    count, unit = number(match["count"]), "day" if match["day"] else "week"
    if not count:
        return None
    return Point(nth=(unit, -count, -1) if match["end"] == "最后" else (unit, 1, count))


def read_neighbours(text: str, match: re.Match[str]) -> Point | None:
    """Two or three years or days that follow each other."""
    first, last = NEIGHBOURS[match["first"]], NEIGHBOURS[match["last"]]
    count = last - first + 1
    if count != number(match["count"]):
        return None
    year = match["unit"] == "年"
    if year and match["first"] == "昨":
        return None
    unit = "year" if year else "day"
    return Point(unit=unit, shift=first, base="document", nth=(unit, 1, count))


def read_whole_units(text: str, match: re.Match[str]) -> Point | None:
    """Several whole months or years before or after this one; 山上两年 and 以上7年 are other words."""
    if character_before(text, match.start()) not in WHOLE_UNIT_CUES:
        return None
    count, unit = number(match["count"]), "month" if "月" in match["unit"] else "year"
    first = -count if match["side"] == "上" else 1
    return Point(unit=unit, shift=first, base="document", nth=(unit, 1, count)) if count > 1 else None


QUARTERS = Rule(
    "quarters",
    (*"123一二三", *(f"第{digit}" for digit in "123一二三")),
    rf"第?(?P<first>[1-3一二三]){RANGE_SIGN}第?(?P<last>[2-4二三四])季度",
    read_quarters,
    PART_OF_YEAR,
    PART_OF_YEAR,
)
"""1—3季度, 一至三季度"""

NTH_MONTH = Rule(
    "nth_month",
    tuple("的第首"),
    rf"的?(?:第 ?(?P<count>{COUNT})个月|首月)",
    read_nth_month,
    MONTH,
    MONTH,
    opens=False,
)
"""第三个月 of 2021年的第三个月, 首月"""

NTH_WEEK = Rule(
    "nth_week",
    tuple("的第最"),
    rf"的?(?:第 ?(?P<count>{COUNT}) ?|(?P<last>最后一)){WEEK}(?P<weekday>(?<=[期拜周])[{WEEKDAYS}天])?(?![0-9])",
    read_nth_week,
    POSITION,
    DAY,
    opens=False,
)
"""第二周 of 10月第二周, 第三个星期日, 最后一周"""

NTH_DAY = Rule(
    "nth_day",
    tuple("的第最"),
    rf"的?(?:第 ?(?P<count>{COUNT}) ?|(?P<last>最后一))天(?!然)",
    read_nth_day,
    POSITION,
    DAY,
    opens=False,
)
"""第一天 of 2025年第一天"""

FIRST_OR_LAST = Rule(
    "first_or_last",
    tuple("的前最"),
    rf"的?(?P<end>前|最后) ?(?P<count>{COUNT}) ?(?:(?P<day>[天日])|{WEEK})(?![0-9])",
    read_first_or_last,
    POSITION,
    POSITION,
    opens=False,
)
"""前两周 of 2021年的前两周, 最后五天"""

NEIGHBOURING = Rule(
    "neighbouring",
    tuple(first + last for first in NEIGHBOURS for last in NEIGHBOURS if NEIGHBOURS[first] < NEIGHBOURS[last]),
    r"(?P<first>[前去昨今明])(?P<last>[今明后])(?P<count>[两三23])(?P<unit>[年天日])",
    read_neighbours,
    YEAR,
    YEAR,
    joins=False,
)
"""今明两年, 昨今两天"""

WHOLE_UNITS = Rule(
    "whole_units",
    tuple(side + digit for side in "上下" for digit in "两二三四五六七八九23456789"),
    r"(?P<side>[上下])(?P<count>[两二三四五六七八九2-9])(?P<unit>个月|年(?!级))",
    read_whole_units,
    YEAR,
    MONTH,
    joins=False,
)
"""上两个月, 下三年"""
