"""Rules for words that count from another date: 去年, 次日, 上周五, 年底, 上半年, 前三季度, 同期."""

from __future__ import annotations

from functools import lru_cache

from partyie.components.date_points import Point
from partyie.components.date_rules import (
    DAY,
    DAY_NUMBER,
    MONTH,
    NUMBER_HEADS,
    PART_OF_YEAR,
    POSITION,
    POSITIONS,
    WEEKDAY,
    WEEKDAY_WORD,
    WEEKDAYS,
    YEAR,
    Rule,
    character_before,
    heads_of,
    number,
)
from partyie.lexicon.date_words import any_of, words_of
from partyie.text import lazy_re as re

SEASON_WORD = "(?:春(?![耕播运节联风])|夏(?![收种粮播装])|秋(?![收粮种播分汛])|冬(?![小训储修闲至泳]))"
"""A season that is not the beginning of another word (夏收, 春运)."""
SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
NOT_BEFORE_FRONT = tuple("眼目当之以此面日")
"""What makes another word with 前 (眼前, 目前)."""
WEEK_HEADS = (*(week + second for week in "上下本这今" for second in "周星礼个一"), "上上", "下下")
CLAUSE_HEADS = ("", *"，。；：、—“\n ")
CHINA_AND_OTHERS = "国央共心部学医间小东西南北华山文级介秋午旬式外科联铁石海航粮兴信建投等专考标奖"
"""What makes another word with 中 behind a month (3月中国)."""


def read_relative(text: str, match: re.Match[str]) -> Point | None:
    """A word of the table, if it is not part of another word."""
    word = words_of("relative")[match[0]]
    return _shifted(word.value) if word.stands_at(text, match.start()) else None


@lru_cache(maxsize=256)
def _shifted(value: str) -> Point:
    """The table's notation: year-1@document, day-1@document/EV."""
    head, _, part = value.partition("/")
    shift, _, base = head.partition("@")
    unit = shift.rstrip("+-0123456789")
    return Point(unit=unit, shift=int(shift.removeprefix(unit)), base=base, part=part or None)


def read_day_before_bracket(text: str, match: re.Match[str]) -> Point | None:
    """The newspaper style of Hong Kong and Macao."""
    return Point(unit="day", shift={"今": 0, "昨": -1, "前": -2, "明": 1}[match["day"]], base="document")


def read_weekday_of_week(text: str, match: re.Match[str]) -> Point | None:
    """A day of the last, this or the next week."""
    weekday = 7 if match["weekday"] == "天" else WEEKDAYS.index(match["weekday"]) + 1
    return Point(unit="week", shift=_weeks(match["week"]), base="document", weekday=weekday)


def _weeks(word: str) -> int:
    """上 is one week back, 下下 two ahead."""
    return len(word) * {"上": -1, "下": 1}.get(word[0], 0)


def read_weekend(text: str, match: re.Match[str]) -> Point | None:
    """Saturday and Sunday of the last, this or the next week."""
    return Point(unit="week", shift=_weeks(match["week"]), base="document", span="WE")


def read_season_of_year(text: str, match: re.Match[str]) -> Point | None:
    """A season of this or a neighbouring year."""
    shift = {"今": 0, "去": -1, "昨": -1, "明": 1}[match["year"]]
    return Point(unit="year", shift=shift, base="document", span=SEASONS[match["season"]])


def read_season(text: str, match: re.Match[str]) -> Point | None:
    """A season behind its year."""
    return Point(span=SEASONS[match["season"]])


def read_school_year(text: str, match: re.Match[str]) -> Point | None:
    """From September to July."""
    return Point(unit="school year", shift={"上": -1, "本": 0, "下": 1}[match["year"]], base="document")


def read_half_year(text: str, match: re.Match[str]) -> Point | None:
    """A half; 半年度 is the first one."""
    return Point(span="H2" if match["half"] in ("下", "后") else "H1")


def read_vacation(text: str, match: re.Match[str]) -> Point | None:
    """The summer holidays are July and August, the winter ones January and February."""
    return Point(months=(7, 8) if match["vacation"] == "暑" else (1, 2), modifier="APPROX")


def read_quarter(text: str, match: re.Match[str]) -> Point | None:
    """A quarter."""
    return Point(span="Q1" if match["first"] else f"Q{number(match['quarter'] or match['letter'])}")


def read_first_months(text: str, match: re.Match[str]) -> Point | None:
    """Several months or quarters from January on."""
    count = number(match["count"])
    months = count * (3 if "季" in match["kind"] else 1)
    other_word = match[0][0] == "前" and character_before(text, match.start()) in NOT_BEFORE_FRONT
    if match[0][0] == "头" and character_before(text, match.start()) != "年":
        return None  # 今年头五个月; without the year 头四个月 are the first ones of something else
    return Point(months=(1, months)) if count > 1 and months <= 12 and not other_word else None


def read_whole_year(text: str, match: re.Match[str]) -> Point | None:
    """全年 at the head of a clause: the year reported on."""
    return Point(unit="year", shift=0, base="year") if character_before(text, match.start()) in CLAUSE_HEADS else None


def read_end_of(text: str, match: re.Match[str]) -> Point | None:
    """The beginning, middle or end of the year or month that is spoken of."""
    unit = "year" if match["unit"] == "年" else "month"
    return Point(unit=unit, shift=0, base="year", modifier=POSITIONS[match["position"]])


def read_position(text: str, match: re.Match[str]) -> Point | None:
    """初, 中, 底 or 末 behind a year or month."""
    return Point(modifier=POSITIONS.get(match["position"] or match["long"][0], "START"))


def read_same_period(text: str, match: re.Match[str]) -> Point | None:
    """The stretch of the date before, in another year."""
    return Point(same="period")


def read_this_day(text: str, match: re.Match[str]) -> Point | None:
    """The day, or about the month, of the date before, in another year."""
    return Point(same="month", modifier="APPROX") if "时" in match[0] else Point(same="period")


RELATIVE = Rule(
    "relative",
    heads_of(words_of("relative")),
    any_of(words_of("relative")),
    read_relative,
    YEAR,
    YEAR,
)
"""去年, 本月, 次日, 昨晚"""

DAY_BEFORE_BRACKET = Rule(
    "day_before_bracket",
    tuple(day + bracket for day in "今昨前明" for bracket in "（("),
    rf"(?P<day>[今昨前明])(?:(?=[（(]{DAY_NUMBER}日[）)])|[（(]{DAY_NUMBER}[）)]日)",
    read_day_before_bracket,
    DAY,
    DAY,
    joins=False,
)
"""昨 of 昨（十七日）早; 昨（20）日"""

WEEKDAY_OF_WEEK = Rule(
    "weekday_of_week",
    WEEK_HEADS,
    rf"(?P<week>上上?|下下?|[本这今])(?:一?个)?(?:(?:周|星期|礼拜)(?:的)?)?{WEEKDAY_WORD}(?P<weekday>[{WEEKDAYS}天])",
    read_weekday_of_week,
    WEEKDAY,
    WEEKDAY,
    joins=False,
)
"""上周五, 本周二, 上周星期三, 下下周一"""

WEEKEND = Rule(
    "weekend", WEEK_HEADS, r"(?P<week>上上?|下下?|[本这])个?周末", read_weekend, WEEKDAY, WEEKDAY, joins=False
)
"""上周末, 这个周末"""

SEASON_OF_YEAR = Rule(
    "season_of_year",
    tuple(year + season for year in "今去昨明" for season in "春夏秋冬"),
    rf"(?P<year>[今去昨明])(?P<season>{SEASON_WORD})(?:季|天)?",
    read_season_of_year,
    YEAR,
    PART_OF_YEAR,
    joins=False,
)
"""今冬, 去秋"""

SEASON = Rule(
    "season",
    tuple("的春夏秋冬"),
    rf"的?(?P<season>{SEASON_WORD})(?:季|天|日)?",
    read_season,
    PART_OF_YEAR,
    PART_OF_YEAR,
    opens=False,
)
"""冬, 秋天 behind a year"""

SCHOOL_YEAR = Rule(
    "school_year",
    ("上学", "本学", "下学", "上一", "下一"),
    r"(?P<year>[上本下])(?:一个?)?学年",
    read_school_year,
    YEAR,
    YEAR,
    joins=False,
)
"""上学年"""

HALF_YEAR = Rule(
    "half_year",
    ("上半", "下半", "半年"),
    r"(?P<half>[上下])半年(?!度?级)|半年度",
    read_half_year,
    PART_OF_YEAR,
    PART_OF_YEAR,
)
"""上半年, 半年度"""

QUARTER = Rule(
    "quarter",
    (*"一二三四1234", *(f"第{digit}" for digit in "一二三四1234"), "首季", *(f"Q{digit}" for digit in "1234")),
    r"第?(?P<quarter>[一二三四1-4])季度|(?P<first>首)季(?!度)|(?<![0-9A-Za-z])Q(?P<letter>[1-4])(?:季度|(?![0-9A-Za-z-]))",
    read_quarter,
    PART_OF_YEAR,
    PART_OF_YEAR,
)
"""一季度, 第三季度, 首季, Q1季度"""

HALF_OF_YEAR = Rule(
    "half_of_year", tuple("的前后"), r"的?(?P<half>[前后])半年", read_half_year, PART_OF_YEAR, PART_OF_YEAR, opens=False
)
"""前半年 of 2018年前半年"""

VACATION = Rule(
    "vacation",
    tuple("的暑寒"),
    r"的?(?P<vacation>[暑寒])(?:假|期)(?!工)",
    read_vacation,
    PART_OF_YEAR,
    PART_OF_YEAR,
    opens=False,
)
"""暑假 of 去年暑假"""

FIRST_MONTHS = Rule(
    "first_months",
    tuple(front + digit for front in "前首头" for digit in (*NUMBER_HEADS, "两")),
    r"[前首头](?P<count>1[0-2]|[1-9]|十一?|[一二两三四五六七八九])(?P<kind>个?季度?|个?月)(?![份0-9])",
    read_first_months,
    PART_OF_YEAR,
    PART_OF_YEAR,
)
"""前三季度, 前5个月, 首四个月"""

WHOLE_YEAR = Rule("whole_year", ("全年",), r"全年(?![级龄])", read_whole_year, PART_OF_YEAR, PART_OF_YEAR, joins=False)
"""全年"""

END_OF = Rule(
    "end_of",
    tuple(unit + position for unit in "年月" for position in POSITIONS),
    r"(?P<unit>[年月])(?P<position>[初底末]|中(?=$|[，。；、）\s前]))(?![步级一二三审评])",
    read_end_of,
    PART_OF_YEAR,
    POSITION,
)
"""年底, 月初"""

POSITION_IN = Rule(
    "position",
    (*POSITIONS, "伊始"),
    rf"(?P<position>[初底末](?![步级审评选线层蕴价次赛期])|中(?![{CHINA_AND_OTHERS}叶期]))|(?P<long>[初末]期|中[叶期]|伊始)",
    read_position,
    POSITION,
    POSITION,
    opens=False,
)
"""底 of 2013年底, 中 of 12月中"""

SAME_PERIOD = Rule("same", ("同期",), r"同期", read_same_period, PART_OF_YEAR, DAY, opens=False)
"""同期 of 去年同期"""

THIS_DAY = Rule(
    "this_day", tuple("的这今此"), r"的?(?:这一天|今天|这个?时候|此时)", read_this_day, PART_OF_YEAR, DAY, opens=False
)
"""的这一天 of 1954年的这一天"""

RANKS = {"year": YEAR, "month": MONTH, "week": WEEKDAY, "day": DAY, "school year": YEAR, "quarter": PART_OF_YEAR}
"""Rank of the unit that a relative word counts in."""
