"""Rules for years in numbers: 2021年, 98年, 1986至1995年, 90年代, 21世纪, 公元前221年."""

from __future__ import annotations

from partyie.components.date_points import Point
from partyie.components.date_rules import (
    ARABIC_DIGITS,
    FOUR_DIGITS,
    HAN_DIGITS,
    MONTH_NUMBER,
    NUMBER_HEADS,
    RANGE_SIGN,
    YEAR,
    Rule,
    character_before,
    number,
)
from partyie.text import lazy_re as re
from partyie.text.amount import PAIRS

HAN_TENS = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
NOT_A_YEAR = (
    r"(?!(?:来|以来|余|多|的)?(?:历史|文明|古城|古镇|古村|老店)|级|[一二三四五六七八九十0-9]+班|代(?!表)|产[0-9一二三])"
)
SHORT_YEAR_CUES = ("", *"，。；、（“自从比与在于至到\n")
"""What may stand before a bare two-digit year (比98年)."""
RANGE_BEFORE = re.compile(r"[0-9月](?:[至到]|[—－–~～-]{1,2}) ?\Z")
BEHIND_YEAR = (
    rf"{MONTH_NUMBER}月|[上下]半年|[一二三四1-4]季度|第[0-9一二三四五六七八九十]{{1,3}}(?:个?周|季度)"
    r"|[底末初](?!步)|年[底末初]|[春夏秋冬](?!耕|播|运|节|收|训)|(?:大年|除夕|元旦|春节|清明|端午|中秋|重阳|国庆|五一)"
    r"|(?:[小大]寒|立[春夏秋冬]|雨水|惊蛰|[春秋]分|谷雨|小满|芒种|[夏冬]至|[小大处]暑|白露|寒露|霜降|[小大]雪)"
)
"""What shows that two digits before it are a year: 98年9月, 19年底, 26年除夕."""
LAST_CENTURY = tuple("三四")
"""三八年 and 四九年 are of the last century: those of this one have not been."""
COUNTED_BEHIND = re.compile(r"[来以多余前后内间]")
LONGEST_BC_BEGIN = 12  # code points of 公元前二二一年至
CENTURY_HEADS = ("本世", "上世", "本个", "上个")
CENTURY_NUMBER = r"[本上]|[0-9]{2}|[一二]?十[一二三四五六七八九]?"


def read_years(text: str, match: re.Match[str]) -> Point | None:
    """First and last year of a period; without 年 only behind 从."""
    first, last = int(match["first"]), int(match["last"])
    if match["open"] is not None and character_before(text, match.start()) not in ("从", "自"):
        return None
    return Point(years=(first, last)) if first < last else None


def read_school_years(text: str, match: re.Match[str]) -> Point | None:
    """A school year by both of its years, from September to July."""
    first, last = int(match["first"]), int(match["last"])
    return Point(year=first, value=f"{first}-09/{last}-07") if last == first + 1 else None


def read_bare_year(text: str, match: re.Match[str]) -> Point | None:
    """One end of a range whose other end is written out."""
    if match["last"] is not None and not RANGE_BEFORE.search(text, max(0, match.start() - 4), match.start()):
        return None
    return Point(year=int(match["year"]))


def read_ce_year(text: str, match: re.Match[str]) -> Point | None:
    """A year of our era or before it; there is no year 0."""
    year, before_era = number(match["year"]), match["bc"] or match["short"]
    if match["short"] and "元前" not in text[max(0, match.start() - LONGEST_BC_BEGIN) : match.start()]:
        return None
    return Point(year=-year if before_era else year) if year else None


def read_year(text: str, match: re.Match[str]) -> Point | None:
    """A year in four digits; a lunar one makes the month and day behind it lunar."""
    return Point(year=number(match["year"]), lunar=True if match["lunar"] else None)


def read_short_year(text: str, match: re.Match[str]) -> Point | None:
    """From 50 on of the twentieth century.

    Without a month behind: where the words around speak of a date, or where the spelling counts nothing (08, 五八).
    """
    digits = match["year"]
    year = number(digits)
    if match["rest"] is None and not _is_spelt_year(digits):
        cued = character_before(text, match.start()) in SHORT_YEAR_CUES and not COUNTED_BEHIND.match(text, match.end())
        if year < 50 or not cued:
            return None
    return Point(year=(1900 if year >= 50 or digits[0] in LAST_CENTURY else 2000) + year)


def _is_spelt_year(digits: str) -> bool:
    """08 and 五八 are years; 18 and 七八 (seven or eight) count."""
    return digits[0] in "0零〇" or not (digits.isdecimal() or digits in PAIRS.split("|") or "十" in digits)


def read_decade(text: str, match: re.Match[str]) -> Point | None:
    """上世纪60年代; without a century only from the thirties on, then of the twentieth."""
    tens, century = number(match["tens"]) // 10, match["century"]
    if match["hundreds"]:
        return Point(decade=int(match["hundreds"]) * 10 + tens)
    if century in ("本", "上", None):
        hundreds = {"本": 20, "上": 19}.get(century, 19 if tens > 2 else None)
        return Point(decade=hundreds * 10 + tens) if hundreds else None
    return Point(decade=(number(century) - 1) * 10 + tens)


def read_decades(text: str, match: re.Match[str]) -> Point | None:
    """Two decades one after the other, of the twentieth century where none is named."""
    first, last = number(match["first"]), number(match["tens"][0])
    century = {"本": 21, "上": 20, None: 20}.get(match["century"]) or number(match["century"])
    begin = (century - 1) * 100
    return Point(years=(begin + 10 * first, begin + 10 * last + 9)) if last == first + 1 else None


def read_century(text: str, match: re.Match[str]) -> Point | None:
    """21世纪 is 20, as in 20xx; before our era a century is told by its years."""
    if match["bc"]:
        count = number(match["century"]) if match["century"] not in ("本", "上") else 0
        return Point(years=(-100 * count, -100 * count + 99)) if count else None
    return Point(century={"本": 20, "上": 19}.get(match["century"]) or number(match["century"]) - 1)


YEARS = Rule(
    "years",
    tuple(ARABIC_DIGITS),
    r"(?P<first>(?:1[5-9]|20)[0-9]{2})年? ?(?:[—–－~～-]{1,2}|至|到) ?(?P<last>(?:1[5-9]|20)[0-9]{2})"
    r"(?:年度?(?![0-9])|(?=[)）》\]】])|(?P<open>(?![0-9年.,万千百亿个名])))",
    read_years,
    YEAR,
    YEAR,
)
"""2024—2026年, （1949—2010）, 从2016到2018"""

BARE_YEAR = Rule(
    "year",
    tuple(ARABIC_DIGITS),
    rf"(?P<year>(?:19|20)[0-9]{{2}})(?:(?={RANGE_SIGN}[0-9]{{2}}年)|(?P<last>(?![0-9年./:：-])))",
    read_bare_year,
    YEAR,
    YEAR,
)
"""1985 of 1985到89年, 2009 of 2008.03-2009"""

DECADE = Rule(
    "decade",
    (*NUMBER_HEADS, *CENTURY_HEADS),
    rf"(?:(?P<century>{CENTURY_NUMBER})个?世纪|(?P<hundreds>1[5-9]|20)(?=[0-9]0年代))?(?P<tens>[0-9]0|[二三四五六七八九]十)年代",
    read_decade,
    YEAR,
    YEAR,
)
"""上世纪60年代, 20世纪八十年代, 1980年代, 九十年代"""

DECADES = Rule(
    "decades",
    (*NUMBER_HEADS, *CENTURY_HEADS),
    rf"(?:(?P<century>{CENTURY_NUMBER})个?世纪)?(?P<first>[二三四五六七八])、?(?P<tens>[三四五六七八九]十)年代",
    read_decades,
    YEAR,
    YEAR,
)
"""五六十年代, 上世纪七八十年代"""

CENTURY = Rule(
    "century",
    (*NUMBER_HEADS, *CENTURY_HEADS, "公元"),
    rf"(?:公元(?P<bc>前)?)?(?P<century>{CENTURY_NUMBER}|(?<=[元前])[1-9一二三四五六七八九])世纪(?!之交)",
    read_century,
    YEAR,
    YEAR,
)
"""21世纪, 上世纪, 公元前3世纪"""

CE_YEAR = Rule(
    "ce_year",
    ("公元", "纪元", *(f"前{digit}" for digit in (*ARABIC_DIGITS, *HAN_DIGITS))),
    rf"(?:[公纪]元(?P<bc>前)?|(?<=[至到—－–~～-])(?P<short>前))(?P<year>[0-9]{{1,4}}|[{HAN_DIGITS}十百千]{{1,6}})年",
    read_ce_year,
    YEAR,
    YEAR,
)
"""公元前221年, 前206年 of 公元前221年至前206年"""

FULL_YEAR = Rule(
    "year",
    (*NUMBER_HEADS, "农历", "阴历", "夏历", "两千"),
    rf"(?P<lunar>[农阴夏]历 ?)?(?P<year>{FOUR_DIGITS}|[一二][{HAN_DIGITS}]{{3}}|[两二]千零{HAN_TENS}) ?年"
    rf"(?:度(?!假))?{NOT_A_YEAR}",
    read_year,
    YEAR,
    YEAR,
)
"""2021年, 二〇二一年, 两千零四年, 2021年度, 农历2021年; not 2021年级, 1000年历史"""

SHORT_YEAR = Rule(
    "short_year",
    NUMBER_HEADS,
    rf"(?P<year>[0-9]{{2}}|[{HAN_DIGITS}]{{2}})年(?P<rest>(?={BEHIND_YEAR}))?{NOT_A_YEAR}",
    read_short_year,
    YEAR,
    YEAR,
)
"""98年, 九零年9月"""

SCHOOL_YEARS = Rule(
    "school_years",
    tuple(ARABIC_DIGITS),
    rf"(?P<first>20[0-9]{{2}}|19[0-9]{{2}})年?{RANGE_SIGN}(?P<last>20[0-9]{{2}}|19[0-9]{{2}})学年度?",
    read_school_years,
    YEAR,
    YEAR,
)
"""2020—2021学年"""
