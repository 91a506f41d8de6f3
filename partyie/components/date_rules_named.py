"""Rules for dates with names: festivals, solar terms, lunar days, reigns, dynasties, cyclic years, plan periods."""

from __future__ import annotations

from functools import cache

from partyie.components.date_points import Point
from partyie.components.date_rules import (
    DAY,
    FESTIVAL,
    MONTH,
    MONTH_NUMBER,
    NUMBER_HEADS,
    POSITIONS,
    QUOTES_CLOSE,
    QUOTES_OPEN,
    YEAR,
    Rule,
    character_before,
    heads_of,
    number,
)
from partyie.lexicon.date_words import Era, any_of, eras, words_of
from partyie.text import lazy_re as re
from partyie.text.calendar import ANIMALS, BRANCHES, STEMS, TERMS

LUNAR_DAY = r"(?:朔日|望日|初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)"
PERIODS = ("春秋", "战国", "三国", "五代", "民国")
"""Dynasties whose names are dates only with 时期 behind them."""
NAMED_YEAR_CUES = ("", *"到在于迎，。、“《\n ")
FESTIVAL_CUES = ("", *"，。；：、,在于至到过\n ）】")
TERM_CUES = (*FESTIVAL_CUES, *"年个《“")
FESTIVAL_TIME = re.compile(r"前|期|当|假|来|那天|小长|黄|之|到|刚|，|放")
TERM_TIME = re.compile(r"前|时|当|期|过|刚|眼看|以|之|这|那|一过|已|将|，|到")
PLAN_TIME = re.compile(r"期间|以来")
QUOTED_NAME = re.compile(r"[劳奖勋路建青儿妇国]")
"""What makes a name of a quoted date: “五一”劳动奖章."""
QUOTE_MARKS = re.compile(r"[“”‘’「」\"]")


@cache
def _years_of() -> dict[str, tuple[int, int]]:
    """First and last year of each reign and dynasty, dynasties also as 明朝."""
    years = {era.form: (era.first, era.last) for era in eras()}
    return years | {f"{form[0]}朝": years[form] for form in years if form.endswith("代") and len(form) == 2}


def _reigns() -> list[Era]:
    return [era for era in eras() if era.kind == "reign"]


def _dynasties() -> set[str]:
    """北宋, 明代, 明朝."""
    return set(_years_of()) - {era.form for era in _reigns()}


def read_reign(text: str, match: re.Match[str]) -> Point | None:
    """A year of a reign or of the Republic; 年间 is the whole reign."""
    first, last = _years_of()[match["reign"]]
    if match["count"] is None:
        return Point(years=(first, last), era=True)
    year = first + number(match["count"]) - 1
    return Point(year=year, era=True) if year <= last + 1 or match["reign"] == "民国" else None


def read_dynasty(text: str, match: re.Match[str]) -> Point | None:
    """All years of a dynasty."""
    return Point(years=_years_of()[match["dynasty"] or match["period"]], era=True)


def read_cyclic_year(text: str, match: re.Match[str]) -> Point | None:
    """A year of the cycle of sixty; every second pair of stem and branch exists."""
    stem, branch = STEMS.index(match["cyclic"][0]), BRANCHES.index(match["cyclic"][1])
    return Point(cyclic=match["cyclic"]) if (stem - branch) % 2 == 0 else None


def read_animal_year(text: str, match: re.Match[str]) -> Point | None:
    """A year of the cycle of twelve, behind a word that leads to a year."""
    return Point(cyclic=match["animal"]) if character_before(text, match.start()) in NAMED_YEAR_CUES else None


def read_plan(text: str, match: re.Match[str]) -> Point | None:
    """A plan period in quotes or with 时期; the plan itself (“十四五”规划) is no date."""
    word = words_of("plan")[match["plan"]]
    quoted, period = match["open"] and match["close"], match["period"]
    if not quoted and not (len(word.form) > 2 and (period or PLAN_TIME.match(text, match.end()))):
        return None
    if not period and word.not_before and word.not_before.match(text, match.end()):
        return None
    first, _, last = word.value.partition("/")
    return Point(years=(int(first), int(last)), modifier=POSITIONS.get(period or ""))


def read_lunar(text: str, match: re.Match[str]) -> Point | None:
    """A month and perhaps a day of the lunar calendar: named as such, by month (腊月) or by day (初三)."""
    named, month, day = match["named"], match["month"], match["day"] or match["digits"]
    lunar_month = month in ("正", "冬", "腊")
    if not (named or match["leap"]) and (day is None or month in ("元", "一") or month.isdecimal()):
        return None
    if match["digits"] and not (named or lunar_month):
        return None
    return Point(
        month=number(month), day=number(day) if day else None, lunar=True, leap=True if match["leap"] else None
    )


def read_lunar_pair(text: str, match: re.Match[str]) -> Point | None:
    """The day that bears its month's number."""
    month = number(match["month"])
    return Point(month=month, day=month, lunar=True)


def read_festival(text: str, match: re.Match[str]) -> Point | None:
    """A festival of the table, alone or in quotes; 长假 behind it is the holiday week."""
    form = match["festival"] or match["quoted"] or QUOTE_MARKS.sub("", match["split"])
    word = words_of("festival").get(form)
    if word is None or (match["festival"] and not word.stands_at(text, match.start("festival"))):
        return None
    code, _, part = word.value.partition("/")
    return Point(festival=f"{code}+") if match["holiday"] else Point(festival=code, part=part or None)


def read_quoted_festival(text: str, match: re.Match[str]) -> Point | None:
    """“七一”, 七一前夕: bare digits are a festival only in quotes or with a time word behind."""
    before = character_before(text, match.start())
    led = before in FESTIVAL_CUES or before > "\uffff"  # an emoji as bullet
    free = QUOTED_NAME.match(text, match.end()) is None
    quoted = match["open"] and match["close"] and free
    unquoted = not match["open"] and not match["close"]
    bare = unquoted and ((led and FESTIVAL_TIME.match(text, match.end())) or (before == "年" and free))
    return Point(festival=words_of("quoted_festival")[match["festival"]].value) if quoted or bare else None


def read_term(text: str, match: re.Match[str]) -> Point | None:
    """A solar term; since people bear the same names (谷雨), a year or a time word must stand beside it."""
    before = character_before(text, match.start())
    timed = before in TERM_CUES and TERM_TIME.match(text, match.end())
    return Point(festival=f"term={match['term']}") if timed or before == "年" else None


REIGN = Rule(
    "reign",
    (
        *heads_of(era.form for era in _reigns()),
        *(era.dynasty + era.form[0] for era in _reigns()),
        *heads_of(_dynasties()),
        "民国",
    ),
    rf"(?:{any_of(_dynasties() | {era.dynasty for era in _reigns()})})?"
    rf"(?P<reign>民国|{any_of(era.form for era in _reigns())})"
    r"(?:(?P<count>元|[0-9]{1,3}|[一二三四五六七八九十廿百零]{1,5})年(?!间|行动|计划|规划|攻坚)|年间)",
    read_reign,
    YEAR,
    YEAR,
)
"""嘉靖三十五年, 清道光年间, 明朝嘉靖三十五年, 民国十九年"""

DYNASTY = Rule(
    "dynasty",
    heads_of(_years_of()),
    rf"(?P<dynasty>{any_of(_dynasties() - set(PERIODS))})"
    rf"(?![表会理])|(?P<period>{any_of(PERIODS)})(?:时期|时代|年间)",
    read_dynasty,
    YEAR,
    YEAR,
)
"""明代, 民国时期"""

CYCLIC_YEAR = Rule(
    "cyclic_year",
    ("农历", *(stem + branch for stem in STEMS for branch in BRANCHES)),
    rf"(?:农历)?(?P<cyclic>[{STEMS}][{BRANCHES}])年",
    read_cyclic_year,
    YEAR,
    YEAR,
)
"""乙卯年"""

ANIMAL_YEAR = Rule(
    "animal_year",
    tuple(f"{animal}年" for animal in ANIMALS),
    rf"(?P<animal>[{ANIMALS}])年(?![前后轻糕货画级纪龄])",
    read_animal_year,
    YEAR,
    YEAR,
)
"""龙年"""

PLAN = Rule(
    "plan",
    heads_of(words_of("plan"), QUOTES_OPEN),
    rf"(?P<open>[{QUOTES_OPEN}])?(?P<plan>{any_of(words_of('plan'))})(?P<close>[{QUOTES_CLOSE}])?(?P<period>时期|初|末)?",
    read_plan,
    YEAR,
    YEAR,
)
"""“十四五”时期"""

LUNAR = Rule(
    "lunar",
    (*NUMBER_HEADS, "农历", "阴历", "旧历", "夏历", "闰", "正月", "冬月", "腊月", "元月"),
    rf"(?P<named>农历|阴历|旧历|夏历)?(?P<leap>闰)?(?P<month>{MONTH_NUMBER}|正|冬|腊|元)月"
    rf"(?:(?P<day>{LUNAR_DAY})(?![日号0-9份一二三四五六七八九])|(?P<digits>[12][0-9]|30|[1-9])[日号]?(?![0-9])|(?![日号0-9份一二三四五六七八九]))",
    read_lunar,
    MONTH,
    DAY,
)
"""农历八月十六, 腊月二十三, 四月初三, 农历8月23号"""

LUNAR_PAIR = Rule(
    "lunar_pair",
    (*"二三五六七九", "农历", "阴历", "旧历", "夏历"),
    r"(?:农历|阴历|旧历|夏历)?(?P<month>[二三五六七九])月(?P=month)"
    r"(?=$|[，。；、！？）》”\s]|[节歌圩]|龙抬头|庙会|期间|前夕|当[天日]|传统|民俗|文化|活动|假期)",
    read_lunar_pair,
    MONTH,
    DAY,
)
"""二月二, 农历三月三, 九月九"""

FESTIVAL_NAME = Rule(
    "festival",
    (
        "农历",
        "传统",
        *heads_of(words_of("festival"), QUOTES_OPEN),
        *(mark + digit for mark in QUOTES_OPEN for digit in "八六五三"),
    ),
    rf"(?:农历|传统)?(?:(?P<festival>{any_of(words_of('festival'))})"
    rf"|[{QUOTES_OPEN}](?P<quoted>{any_of(words_of('festival'))})[{QUOTES_CLOSE}]"
    rf"|(?P<split>[{QUOTES_OPEN}](?:八一|六一|五一|五四|三八)[{QUOTES_CLOSE}][建儿劳青妇][军童动年女]节))"
    r"(?P<holiday>长假|小长假|黄金周)?",
    read_festival,
    FESTIVAL,
    DAY,
)
"""中秋节, “八一”建军节, 国庆长假"""

QUOTED_FESTIVAL = Rule(
    "quoted_festival",
    heads_of(words_of("quoted_festival"), QUOTES_OPEN),
    rf"(?P<open>[{QUOTES_OPEN}])?(?P<festival>{any_of(words_of('quoted_festival'))})(?P<close>[{QUOTES_CLOSE}])?",
    read_quoted_festival,
    FESTIVAL,
    DAY,
)
"""“七一”, 七一前夕"""

TERM_NAMES = tuple(TERMS[at : at + 2] for at in range(0, len(TERMS), 2))
TERM = Rule("term", TERM_NAMES, rf"(?P<term>{any_of(TERM_NAMES)})", read_term, FESTIVAL, DAY)
"""清明前后, 霜降"""
