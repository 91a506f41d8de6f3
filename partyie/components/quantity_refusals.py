"""Look-alikes of quantities, each refusal a named rule: ordinals, identifiers, grades, slogans, vague ones."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from partyie.components.date_refusals import LISTED_HABIT, LONGEST_HABIT
from partyie.components.form_rules import Rule, about, rules_about
from partyie.components.indefinite import counts
from partyie.components.measures import Measure
from partyie.components.number_names import is_given_name, is_numbered_body, is_numbered_place
from partyie.components.numbered_things import NUMBERED_THINGS
from partyie.text import lazy_re as re

NEVER = Decimal("1e20")
"""No quantity of a public document is this large; what looks so is a string of digits."""

ORDINAL = re.compile(r"(?:第 ?|星期|礼拜|农历|闰|(?<![年月最当])初)\Z")
ORDINAL_ENDS, ORDINAL_LIST_SIGNS = frozenset("第 期拜历闰初"), frozenset("、和及至到—-")
"""What the two patterns around this line end with, since most numbers have none of it before them."""
ORDINAL_LIST = re.compile(r"第(?:[一二三四五六七八九十0-9]{1,3}[、和及至到—-]{1,2}){1,4}\Z")
LONGEST_LIST = 16
DAY_PARTS = frozenset(("上午", "下午", "晚", "夜"))
CODE_BEFORE = re.compile(r"(?:[0-9A-Za-zα-ωΑ-Ω_\\/@〔#№]|[A-Za-z]\.|[0-9A-Za-z][+·•-]|[×*]{2}|[0-9][×*])\Z")
CODE_AFTER = re.compile(r"[A-Za-z×*#@_〕]|·[0-9]|\+[0-9A-Z]|号(?!召|称)|路公交")
NUMBERED_CASE = re.compile(r"(?:病例|感染者|附件|附表|图|(?<!代)表|专栏)\Z")
CASE_FORMS = ("例", "名", "人", "个", "份", "幅", "张")
BUILDING = re.compile(r"[苑园村里院府城庭居厦寓]\Z")
CENTURIES = ("18", "19", "20")
FIRST_CENTURY = 15
"""From here on 世纪 is a century by its number: no text counts fifteen of them."""

SEISMIC_BEFORE = re.compile(r"震级?\Z|(?:震级|烈度|风力|阵风|里氏|瞬时|风速)[^，。]{0,4}\Z")
SEISMIC_AFTER = re.compile(r"(?:以上)?(?:[东西南北偏]{0,4}|强|大)?(?:地震|余震|阵风|大风|台风|风)")
OFFICE_UNITS = tuple("股处队局科组班连排所")
OFFICE_AFTER = re.compile(r"[副正]?(?:股长|处长|局长|队长|科长|组长|班长|连长|排长|所长|主任|教导员|指导员|民警)")
COMPANY_BEFORE = re.compile(r"[铁交建冶电]\Z")

TERM_COUNTED = re.compile(r"(?:连任|连续|历经|连开|当选|连|已)\Z")
SESSION_BODY = re.compile(r"(?:大会|人大|政协|委员会|常委会|党代会|代表会|董事会|监事会)\Z")
CONGRESS_AFTER = re.compile(r"全会|全体会议|全委会|(?:会员)?代表大会|党代会|团代会|职代会|教代会")
HELD = re.compile(r"[开行过了加席共续后经]\Z")
SESSION_AFTER = re.compile(r"(?:会议|全会|全体会议|常务会议|代表大会|会员大会|全国)")
PAGES_COUNTED = re.compile(r"(?:今日|本期|共|出|增至|扩至|改为) ?\Z")

OPENING_QUOTE, CLOSING_QUOTES = tuple('“‘「『"'), '”’」』"'
SLOGAN_FORMS = frozenset("个项条种类点道件张面批场级块步本把支轮环节门关字招")
QUOTED_TAIL = re.compile(
    rf"[^{CLOSING_QUOTES}“‘「『，。]{{1,8}}(?:[、，][^{CLOSING_QUOTES}“‘「『。]{{1,8}})?[{CLOSING_QUOTES}]"
)
NUMBERS_IN_QUOTE = re.compile(
    rf"[^{CLOSING_QUOTES}，。]{{0,6}}[一两二三四五六七八九十][^{CLOSING_QUOTES}，。]{{1,6}}[{CLOSING_QUOTES}]"
)
SLOGAN_HALF = re.compile(r"[“「][一二两三四五六七八九十]个[^”」，。]{1,5}、\Z")

POINTING_TIME = re.compile(r"(?:[这那某同早当有又每前第初的]|其中)\Z")
VAGUE_HALF = re.compile(r"半天(?:都|也|才|说|没|不|回|缓|讲|合|答)")
VAGUE_FEW = re.compile(r"[这那没]\Z")
TRIANGLE_BEFORE = re.compile(r"[长珠闽环京大小金铁老]\Z")
ROUTE_BEFORE = re.compile(r"[分成]\Z")
ROUTE_AFTER = re.compile(r"合[围击]|并进|齐[头发]|[奔挺]|进[军发击]|出击|包抄|人马|大军")
FREIGHT_AFTER = re.compile(r"级|[巨海货油轮渔粮]?轮|泊位|沉箱|码头|[巨大]?船|舰|水压机|车皮|专列")
CLOCK_BEFORE = re.compile(r"(?:上|午|晚|晨|到|至)\Z")
SCHOOL_CLASS = re.compile(r"[初高大小]\Z")
SINGLE_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
SCALE_ONLY = frozenset(("百", "千", "万", "亿", "百千", "千万", "百万"))
SCORED = re.compile(r"[得扣加减满打给记]\Z")


def _before(text: str, measure: Measure, length: int) -> str:
    return text[max(0, measure.start - length) : measure.start]


def _number(text: str, measure: Measure) -> str:
    """The characters from the measure's start to the end of its number: approximators and all."""
    return text[measure.start : measure.number_end]


def is_ordinal(text: str, measure: Measure) -> bool:
    """第一批, 第 3 页, 第一、二、三名, 星期三, 周三下午, 前三名."""
    beside = _before(text, measure, 1)
    if beside in ORDINAL_LIST_SIGNS and ORDINAL_LIST.search(_before(text, measure, LONGEST_LIST)):
        return True
    if measure.form in DAY_PARTS and text.endswith("周", 0, measure.start):
        return True
    if measure.form == "名" and measure.amount.high <= 10 and beside in ("前", "后"):
        return True
    return beside in ORDINAL_ENDS and ORDINAL.search(_before(text, measure, 3)) is not None


def is_identifier(text: str, measure: Measure) -> bool:
    """N95, 〔2021〕117号, 10号站, 139××××, 病例1: what joins a number makes a name of it."""
    before = _before(text, measure, 3)
    if not measure.amount.share and text[measure.start].isdecimal():
        if CODE_BEFORE.search(before) or (NUMBERED_CASE.search(before) and measure.form not in CASE_FORMS):
            return True
        if measure.form in ("栋", "幢") and BUILDING.search(before):
            return True
    return CODE_AFTER.match(text, measure.end) is not None


@about("世纪", "年")
def is_year(text: str, measure: Measure) -> bool:
    """2021年 where no date was found (2021年级, 1998年历史), 二十一世纪 of a name."""
    number = _number(text, measure)
    if measure.form == "世纪":
        return measure.amount.high >= FIRST_CENTURY
    return number.isdecimal() and len(number) == 4 and number[:2] in CENTURIES


@about("日")
def is_day_of_month(text: str, measure: Measure) -> bool:
    """5日 of 每年的3月5日, 30日 of 每月15日、30日, where the date itself is none; 2.19日 of a list."""
    if LISTED_HABIT.search(text, max(0, measure.start - LONGEST_HABIT), measure.start):
        return True
    return text[measure.start - 1 : measure.start] == "月" or "." in _number(text, measure)


def is_single_character(text: str, measure: Measure) -> bool:
    """队伍排, 万元 in a table's head, 百家门: one character of a numeral that is none by itself."""
    number = _number(text, measure)
    if number in SINGLE_FINANCIAL or number in ("万", "亿"):
        return True
    return number in SCALE_ONLY and measure.dimension == "count"


@about("分")
def is_adverb(text: str, measure: Measure) -> bool:
    """十分感谢, 万分."""
    return _number(text, measure) in ("十", "百", "万") and not SCORED.search(_before(text, measure, 1))


@about("级")
def is_grade(text: str, measure: Measure) -> bool:
    """四级调研员, 三级医院, 一级响应; an earthquake's or a wind's 级 is a measure."""
    if "." in _number(text, measure) or "点" in _number(text, measure):
        return False
    return not (SEISMIC_BEFORE.search(_before(text, measure, 8)) or SEISMIC_AFTER.match(text, measure.end))


@about(*OFFICE_UNITS)
def is_office(text: str, measure: Measure) -> bool:
    """二股股长, 三队教导员, 中铁八局: sections that bear numbers."""
    company = measure.form == "局" and COMPANY_BEFORE.search(_before(text, measure, 1)) is not None
    return company or OFFICE_AFTER.match(text, measure.end) is not None


@about("届", "次")
def is_session(text: str, measure: Measure) -> bool:
    """市九届人大五次会议, 市侨联十一次代表大会: terms and sessions are numbered, not counted."""
    before = _before(text, measure, 4)
    if measure.form == "届":
        return TERM_COUNTED.search(before) is None
    numbered = CONGRESS_AFTER.match(text, measure.end) is not None and not HELD.search(before)
    return (
        numbered
        or before.endswith("届")
        or (SESSION_BODY.search(before) is not None and SESSION_AFTER.match(text, measure.end) is not None)
    )


@about("版")
def is_newspaper_page(text: str, measure: Measure) -> bool:
    """03版, 见今日二版、三版: pages have numbers; 今日4版 counts them."""
    counted = PAGES_COUNTED.search(_before(text, measure, 4)) is not None
    return not counted or text.startswith("、", measure.end)


def is_quoted_slogan(text: str, measure: Measure) -> bool:
    """“四个自信”, “三个必到、两个不漏”, “三包三查五到位”, “二十条”: quoted phrases that begin with a number."""
    if measure.dimension != "count":
        return False
    before = text[measure.start - 1 : measure.start]
    if before in OPENING_QUOTE:
        short = text[measure.end : measure.end + 1] in tuple(CLOSING_QUOTES)
        several = NUMBERS_IN_QUOTE.match(text, measure.end) is not None
        slogan = measure.form in SLOGAN_FORMS and QUOTED_TAIL.match(text, measure.end) is not None
        return short or several or slogan
    return before == "、" and SLOGAN_HALF.search(_before(text, measure, 10)) is not None


def is_indefinite(text: str, measure: Measure) -> bool:
    """一场疫情, 一名党员就是一面旗帜: 一 before a classifier that counts nothing."""
    classifier = measure.dimension in ("count", "other") and measure.form not in ("倍", "番")
    return classifier and _number(text, measure) == "一" and not counts(text, measure)


def is_pointed_at(text: str, measure: Measure) -> bool:
    """这一天, 早一天, 同一年: a day that is told, not counted."""
    one = measure.dimension == "duration" and _number(text, measure) == "一"
    first = measure.form in ("年", "天") and _before(text, measure, 1) == "头"  # 头一个月 counts
    return one and (first or POINTING_TIME.search(_before(text, measure, 2)) is not None)


def is_vague_few(text: str, measure: Measure) -> bool:
    """那几天, 这几年, 没几天: a time that is told, not counted."""
    few = measure.dimension == "duration" and _number(text, measure) == "几"
    return few and VAGUE_FEW.search(_before(text, measure, 1)) is not None


def is_repeated(text: str, measure: Measure) -> bool:
    """一寸一寸地挪, 一度一度往上试: one after the other, none counted."""
    form = text[measure.start : measure.end]
    one = _number(text, measure) == "一"
    return one and (text.startswith(form, measure.end) or text.endswith(form, 0, measure.start))


@about("角")
def is_triangle(text: str, measure: Measure) -> bool:
    """长三角, 珠三角: the delta, no coins."""
    return _number(text, measure) == "三" and TRIANGLE_BEFORE.search(_before(text, measure, 1)) is not None


@about("路")
def is_street(text: str, measure: Measure) -> bool:
    """经三路, 8路车: roads and lines bear numbers; 分三路, 两路合围 count."""
    counted = ROUTE_BEFORE.search(_before(text, measure, 2)) or ROUTE_AFTER.match(text, measure.end)
    return counted is None


def is_tonnage(text: str, measure: Measure) -> bool:
    """千吨沉箱, 万吨轮: the class of a ship or load."""
    return _number(text, measure) in ("千", "万") and FREIGHT_AFTER.match(text, measure.end) is not None


def is_vague_half(text: str, measure: Measure) -> bool:
    """半天说不出话."""
    return VAGUE_HALF.match(text, measure.start) is not None


@about("里")
def is_round_distance(text: str, measure: Measure) -> bool:
    """千里, 万里: a way without a count; 近千里 counts."""
    return set(_number(text, measure)) <= set("十百千万")


@about("点", "刻")
def is_clock(text: str, measure: Measure) -> bool:
    """下午三点: a time of day that no date took."""
    return CLOCK_BEFORE.search(_before(text, measure, 1)) is not None


def is_name(text: str, measure: Measure) -> bool:
    """吴八斤的事迹, 百尺河镇, 七匹狼公司: names made of a number."""
    start, end = measure.start, measure.end
    return is_given_name(text, start, end) or is_numbered_place(text, start, end) or is_numbered_body(text, start, end)


@about("班")
def is_school_class(text: str, measure: Measure) -> bool:
    """高三班."""
    return SCHOOL_CLASS.search(_before(text, measure, 1)) is not None


REFUSALS: tuple[Rule, ...] = (
    is_ordinal,
    is_identifier,
    is_year,
    is_day_of_month,
    is_single_character,
    is_adverb,
    is_grade,
    is_office,
    is_session,
    is_newspaper_page,
    is_quoted_slogan,
    is_indefinite,
    is_pointed_at,
    is_vague_few,
    is_repeated,
    is_triangle,
    is_street,
    is_tonnage,
    is_vague_half,
    is_round_distance,
    is_clock,
    is_school_class,
    *NUMBERED_THINGS,
    is_name,
)
"""Why a number is no quantity, in the order asked."""


@cache
def _asked(form: str) -> tuple[Rule, ...]:
    return rules_about(form, REFUSALS)


def refusal(text: str, measure: Measure) -> str | None:
    """The name of the first rule that refuses the measure; None when it is a quantity."""
    if abs(measure.amount.high) >= NEVER:
        return "is_endless"
    return next((rule.__name__ for rule in _asked(measure.form) if rule(text, measure)), None)
