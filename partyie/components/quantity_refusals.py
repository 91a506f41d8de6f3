"""Look-alikes of quantities, each refusal a named rule: ordinals, identifiers, grades, slogans, sessions, vague ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from partyie.components.indefinite import counts
from partyie.components.quantity_grammar import Measure

ORDINAL = re.compile(r"(?:第|星期|礼拜|农历|闰|其)\Z")
JOINED_BEFORE = re.compile(r"[0-9A-Za-zＡ-Ｚａ-ｚα-ωΑ-Ω×*＊#＃№_/\\.@〔\[【+＋·•-]\Z")
JOINED_AFTER = re.compile(r"[A-Za-z×XＸ*＊#＃@_〕\]]|·[0-9]|\+[0-9A-Z]|(?:号|＃|路公交)(?![召称])")
WORD_TAIL = re.compile(r"[0-9A-Za-z]\Z")
SEISMIC = re.compile(r"震级?\Z|(?:震级|烈度|风力|阵风|里氏|瞬时|风速)[^，。]{0,4}\Z")
SEISMIC_AFTER = re.compile(r"(?:以上)?(?:[东西南北偏]{0,4}|强|大)?(?:地震|余震|阵风|大风|台风|风)")
SESSION_CUE = re.compile(r"(?:连任|连续|历经|连开|当选|连|已)\Z")
MEETING_AFTER = re.compile(r"[^，。]{0,6}(?:会议|全会|例会)")
NEWSPAPER = re.compile(r"(?:[见转]|见[^，。]{0,6}|[一二三四五六七八九十版]、)\Z")
QUOTE_BEFORE = re.compile(r"[“‘「『\"]\Z")
QUOTE_AFTER = re.compile(r"[^“”‘’「」『』\"，。]{1,8}(?:[、，][^“”‘’「」『』\"。]{1,8})?[”’」』\"]")
POINTING_TIME = re.compile(r"(?:[这那某同早当]|有|新的|又|头|每|前|第|其中)\Z")
VAGUE_HALF = re.compile(r"半天(?:都|也|才|说|没|不|回|缓|讲|合)")
PLACE_LI = re.compile(r"[十百千万]+里\Z")
WHOLE_LIFE = re.compile(r"一[天年日夜][一]?")
CLOCK_WORD = re.compile(r"(?:早上|上午|下午|晚上|凌晨|中午|傍晚|今晚|昨晚|到|至)\Z")
GRADE_SCHOOL = re.compile(r"[初高大小]\Z")
IDIOM_SECOND = re.compile(r"(?:[一两二三四五六七八九十百千万][\u4e00-\u9fff]){2}\Z")


def is_ordinal(text: str, measure: Measure) -> bool:
    """第一批, 星期三."""
    return ORDINAL.search(text, max(0, measure.start - 2), measure.start) is not None


def is_identifier(text: str, measure: Measure) -> bool:
    """N95, 〔2021〕117号, 10号站, 139××××: characters that join make a name of it."""
    if text[measure.start].isdecimal() and JOINED_BEFORE.search(text, max(0, measure.start - 1), measure.start):
        return True
    return JOINED_AFTER.match(text, measure.end) is not None and not text[measure.end : measure.end + 1] == "/"


def is_year(text: str, measure: Measure) -> bool:
    """2021年 where no date was found (2021年级, 1998年历史)."""
    number = text[measure.start : measure.number_end]
    return (
        measure.form in ("年", "年度") and number.isdecimal() and len(number) == 4 and number[:2] in ("18", "19", "20")
    )


def is_grade(text: str, measure: Measure) -> bool:
    """四级调研员, 三级医院, 一级响应; an earthquake's or a wind's 级 is a measure."""
    if measure.form != "级":
        return False
    number = text[measure.start : measure.number_end]
    if SEISMIC.search(text, max(0, measure.start - 8), measure.start) or SEISMIC_AFTER.match(text, measure.end):
        return False
    return "." not in number and "点" not in number


def is_session(text: str, measure: Measure) -> bool:
    """市九届人大五次会议: terms and sessions are numbered, not counted."""
    before = text[max(0, measure.start - 3) : measure.start]
    if measure.form == "届":
        return SESSION_CUE.search(before) is None
    return (
        measure.form == "次"
        and before.endswith("届")
        or (
            measure.form == "次"
            and re.match(r"(?:会议|全会|全体会议|常务会议|代表大会|会员大会|全国)", text[measure.end : measure.end + 4])
            is not None
            and re.search(r"(?:大会|人大|政协|委员会|常委会|党代会|代表会|董事会|监事会)\Z", before) is not None
        )
    )


def is_newspaper_page(text: str, measure: Measure) -> bool:
    """见今日二版、三版: the page of that number."""
    if measure.form != "版":
        return False
    return NEWSPAPER.search(text, max(0, measure.start - 9), measure.start) is not None or text.startswith(
        "、", measure.end
    )


def is_quoted_slogan(text: str, measure: Measure) -> bool:
    """“四个自信”, “三个必到、两个不漏”: a quoted phrase that begins with a number and a classifier."""
    if measure.dimension != "count" or measure.form not in (
        "个",
        "项",
        "条",
        "种",
        "类",
        "点",
        "道",
        "件",
        "张",
        "面",
        "批",
        "场",
        "级",
    ):
        return False
    opened = QUOTE_BEFORE.search(text, max(0, measure.start - 1), measure.start) is not None
    if opened:
        return QUOTE_AFTER.match(text, measure.end) is not None
    return text[measure.start - 1 : measure.start] == "、" and _inside_slogan(text, measure)


def _inside_slogan(text: str, measure: Measure) -> bool:
    """The second half of “三个必到、两个不漏”."""
    before = text[max(0, measure.start - 10) : measure.start]
    return re.search(r"[“「][一二两三四五六七八九十]个[^”」，。]{1,5}、\Z", before) is not None


def is_indefinite(text: str, measure: Measure) -> bool:
    """一场疫情, 一名党员就是一面旗帜: 一 before a classifier that counts nothing."""
    one = text[measure.start : measure.number_end] == "一" and measure.amount.value == 1
    return (
        one
        and measure.dimension in ("count", "other")
        and measure.form != "倍"
        and measure.form != "番"
        and not counts(text, measure)
    )


def is_pointed_at(text: str, measure: Measure) -> bool:
    """这一天, 早一天, 同一年: a day that is told, not counted."""
    if measure.dimension != "duration" or text[measure.start : measure.number_end] != "一":
        return False
    return POINTING_TIME.search(text, max(0, measure.start - 2), measure.start) is not None


def is_vague_half(text: str, measure: Measure) -> bool:
    """半天说不出话."""
    return VAGUE_HALF.match(text, measure.start) is not None


def is_round_distance(text: str, measure: Measure) -> bool:
    """千里, 万里: a way without a count; 近千里 counts."""
    return PLACE_LI.fullmatch(text, measure.start, measure.end) is not None


def is_clock(text: str, measure: Measure) -> bool:
    """下午三点: a time of day that no date took."""
    return (
        measure.form in ("点", "刻") and CLOCK_WORD.search(text, max(0, measure.start - 2), measure.start) is not None
    )


def is_school_year(text: str, measure: Measure) -> bool:
    """高三2班, 三班 of a school."""
    return measure.form == "班" and GRADE_SCHOOL.search(text, max(0, measure.start - 1), measure.start) is not None


def is_numbered_law(text: str, measure: Measure) -> bool:
    """“二十条”: a list known by its length."""
    return (
        measure.form in ("条", "项")
        and QUOTE_BEFORE.search(text, max(0, measure.start - 1), measure.start) is not None
        and text[measure.end : measure.end + 1] in ("”", "」", "’")
    )


REFUSALS: tuple[Callable[[str, Measure], bool], ...] = (
    is_ordinal,
    is_identifier,
    is_year,
    is_grade,
    is_session,
    is_newspaper_page,
    is_numbered_law,
    is_quoted_slogan,
    is_indefinite,
    is_pointed_at,
    is_vague_half,
    is_round_distance,
    is_clock,
    is_school_year,
)
"""Why a number with a unit is no quantity, in the order asked."""

NEVER = Decimal("1e20")
"""No quantity of a public document is this large; what looks so is a string of digits."""


def refusal(text: str, measure: Measure) -> str | None:
    """The name of the first rule that refuses the measure; None when it is a quantity."""
    if abs(measure.amount.high) >= NEVER:
        return "is_endless"
    return next((rule.__name__ for rule in REFUSALS if rule(text, measure)), None)
