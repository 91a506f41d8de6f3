"""Rules for times of day: 8:30, 10时25分, 晚上九点一刻, 凌晨, 左右."""

from __future__ import annotations

from partyie.components.date_points import Point
from partyie.components.date_rules import (
    ARABIC_DIGITS,
    BLUR,
    CLOCK,
    NUMBER_HEADS,
    PART,
    Rule,
    heads_of,
    number,
)
from partyie.lexicon.date_words import any_of, words_of
from partyie.text import lazy_re as re

HOUR_NUMBER = r"(?:2[0-4]|[01]?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
MINUTE_NUMBER = r"(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])"
QUARTERS = {"一": 15, "三": 45, "1": 15, "3": 45}


def read_clock(text: str, match: re.Match[str]) -> Point | None:
    """Hours and minutes in digits."""
    hour, second, noon = int(match["hour"]), match["second"], (match["noon"] or "").lower()
    if noon and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (noon == "pm") if noon else hour
    return _on_one_day(Point(hour=hour, minute=int(match["minute"]), second=int(second) if second else None))


def read_hour(text: str, match: re.Match[str]) -> Point | None:
    """Hours and minutes in words."""
    hour, second = number(match["hour"]), match["second"]
    minute = (
        number(match["minute"]) if match["minute"] else QUARTERS.get(match["quarter"] or "", 30 if match["half"] else 0)
    )
    blur = {"多": "APPROX", "不到": "BEFORE"}.get(match["blur"] or "")
    return _on_one_day(Point(hour=hour, minute=minute, second=number(second) if second else None, modifier=blur))


def _on_one_day(point: Point) -> Point | None:
    """A day ends at 24:00: 24:01 is no time of it."""
    return point if (point.hour or 0, point.minute or 0, point.second or 0) <= (24, 0, 0) else None


def read_part(text: str, match: re.Match[str]) -> Point | None:
    """A part of the day; 正午 is twelve o'clock."""
    word = words_of("part")[match["part"]]
    if not word.stands_at(text, match.start("part")):
        return None
    if word.form == "正午":
        return Point(hour=12, minute=0)
    part, _, hours = word.value.partition("/")
    first, _, last = hours.partition("-")
    return Point(part=part, hours=(int(first), int(last)))


def read_blur(text: str, match: re.Match[str]) -> Point | None:
    """About that time."""
    return Point(modifier="APPROX")


DIGITAL_CLOCK = Rule(
    "clock",
    tuple(ARABIC_DIGITS),
    r"(?P<hour>[0-2]?[0-9])[:：](?P<minute>[0-5][0-9])(?:[:：](?P<second>[0-5][0-9]))?(?![0-9]|[:：][0-9])"
    r"(?: ?(?P<noon>[AaPp][Mm])(?![A-Za-z]))?",
    read_clock,
    CLOCK,
    CLOCK,
)
"""8:30, 17:05:33, 3:05PM"""

SPOKEN_CLOCK = Rule(
    "hour",
    (*NUMBER_HEADS, "两"),
    rf"(?P<hour>{HOUR_NUMBER}) ?(?:时|点钟?)"
    rf"(?:(?P<half>半)|(?P<quarter>[一三13])刻钟?|整"
    rf"|(?P<minute>{MINUTE_NUMBER}) ?分?(?:(?P<second>{MINUTE_NUMBER}) ?秒)?)?"
    rf"(?P<blur>多(?=$|[，。；、）\s就才便起开出到左])|不到(?=$|[，。；、）\s]))?(?![间候代期段差限有节制分度]|[0-9零〇一二三四五六七八九]{{1,2}}度)",
    read_hour,
    CLOCK,
    CLOCK,
)
"""10时25分, 8点半, 九点一刻, 三点多, 9点不到"""

PART_OF_DAY = Rule(
    "part",
    ("的", *heads_of(words_of("part"))),
    rf"的?(?P<part>{any_of(words_of('part'))})",
    read_part,
    PART,
    PART,
)
"""凌晨, 下午, 晚; 的夜晚 behind a day"""

BLURRED = Rule("blur", ("左右", "前后", "许"), r"左右|前后|许(?![多可])", read_blur, BLUR, BLUR, opens=False)
"""左右, 前后, 许 behind a date"""
