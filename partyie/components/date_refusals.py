"""Look-alikes of dates, each refusal a named rule: habits, counted days, numbers of things, names."""

from __future__ import annotations

from collections.abc import Callable

from partyie.components.date_expressions import Expression
from partyie.components.number_names import is_given_name
from partyie.lexicon.fixed_phrases import fixed_phrase_spans
from partyie.text import lazy_re as re

HABIT = re.compile(r"每(?:个|到|逢|年|月|周|星期|天|日)?的?\Z")
LISTED_HABIT = re.compile(r"每(?:个?月|年(?:[0-9]{1,2}月)?)(?:[0-9]{1,2}[月日号][、和及]){1,4}\Z")
LONGEST_HABIT = 20
AGE_OF_MOON = re.compile(r"[满足]\Z")
DURATION_BEFORE = re.compile(
    r"(?:拘留|为期|历时|共计?|连续|超过?|逾|近|满|足足|不足|不到|提前|限期|试用|约|延长|前后|长达|仅|了|间隔|休息|停课|停业|停产|隔离|减至|减为|缩短至|至少|最多|还有|还剩|只剩|剩余|需要?)\Z"
)
DURATION_AFTER = re.compile(r"[内余多来间]|以内|之内|以上|时间|游|训练|行程|假期|的?期限|假(?!日)|访问|工期|餐|班|集训")
NUMBERED_BEFORE = re.compile(r"(?:[第A-Za-z0-9/路街道巷弄区座栋幢楼]|国道|省道|编)\Z")
DATE_CUE_BEFORE = re.compile(r"(?:[在于到至自从截]|截至|截止|(?:上|下|本|这)个?月|^|\n)\Z")
DATE_CUE_AFTER = re.compile(r"[前起早晚，。,）)上下凌到至—-]|以前|以后|之前|之后|左右|当天|$|\n")
WEEKDAY_AFTER = re.compile(r"[，。、至到—～-]|$|\n|[（(]|公布|前|后|起")
YEAR_IN_SENTENCE = re.compile(r"[0-9〇零一二三四五六七八九]{2,4}年[^。！？\n]*\Z")
COUNTED = re.compile(r"[0-9一两三四几半个]\Z")
BOUNDED_BEHIND = re.compile(r"[以之][前后]|左右")
SEX_AFTER = re.compile(r"[，,][男女][，,]")
MEASURE_POINTS = re.compile(r"(?:意见|要求|建议|措施|体会|希望|内容|经验|做法|看法|感受|启示|想法|水)")


def is_habit(text: str, expression: Expression) -> bool:
    """每天早上8点, 每年3月, 每月15日、30日: what comes again is no date."""
    if LISTED_HABIT.search(text, max(0, expression.start - LONGEST_HABIT), expression.start):
        return True
    return HABIT.search(text, max(0, expression.start - 3), expression.start) is not None


def is_duration(text: str, expression: Expression) -> bool:
    """拘留15日, 三十日内: days that are counted, not named."""
    if set(expression.names) != {"day"}:
        return False
    if text[expression.end - 1] == "日" and DURATION_AFTER.match(text, expression.end):
        return True
    before = DURATION_BEFORE.search(text, max(0, expression.start - 4), expression.start) is not None
    return before or (not text[expression.start].isdecimal() and not _is_named_day(text, expression))


def _is_named_day(text: str, expression: Expression) -> bool:
    """十四日 names a day only where words or brackets around say so."""
    before = text[max(0, expression.start - 3) : expression.start]
    bracketed = before[-1:] in tuple("（(") and text[expression.end : expression.end + 1] in tuple("）)")
    return bracketed or DATE_CUE_BEFORE.search(before) is not None


def is_numbered_thing(text: str, expression: Expression) -> bool:
    """10号站, 5号主墩, 61号: a number given to a thing."""
    if set(expression.names) - {"day", "bare", "to"} or text[expression.end - 1] != "号":
        return False
    if NUMBERED_BEFORE.search(text, max(0, expression.start - 2), expression.start):
        return True
    cued = DATE_CUE_BEFORE.search(text, max(0, expression.start - 3), expression.start) is not None
    return not (cued and DATE_CUE_AFTER.match(text, expression.end))


def is_ordinal_day(text: str, expression: Expression) -> bool:
    """第3日, 第二天 as a count."""
    return text[expression.start - 1 : expression.start] == "第" and expression.names[0] in (
        "day",
        "month",
        "hour",
        "bare",
    )


def is_bare_hour(text: str, expression: Expression) -> bool:
    """三点意见, 两点: an hour needs Arabic digits, a half, or a part of the day before it."""
    if expression.names != ("hour",):
        return False
    words = text[expression.start : expression.end]
    if BOUNDED_BEHIND.match(text, expression.end):
        return False
    if MEASURE_POINTS.match(text, expression.end) or words in ("一时", "一点", "半点", "两点", "十点"):
        return True
    return not (
        words[0].isdecimal() or any(mark in words for mark in "半刻整钟分多") or (len(words) > 2 and "时" in words)
    )


def is_bare_weekday(text: str, expression: Expression) -> bool:
    """周一鸣, 周三: alone a weekday of two characters needs an end or a range behind it; 星期三 doesn't."""
    short = expression.end - expression.start == 2
    return short and expression.names == ("weekday",) and WEEKDAY_AFTER.match(text, expression.end) is None


def is_single_part(text: str, expression: Expression) -> bool:
    """早, 晚, 夜 alone, and 白天, 夜间 as habits, name no day."""
    if expression.names != ("part",):
        return False
    word = text[expression.start : expression.end]
    if word in ("上午", "下午") and COUNTED.search(text, max(0, expression.start - 1), expression.start):
        return True  # 坐了一下午 is how long
    return len(word) == 1 or word.startswith("的") or word in LOOSE_PARTS


LOOSE_PARTS = frozenset(
    (
        *("一早", "一大早", "清早", "拂晓", "黎明", "早间", "早上", "早晨", "清晨", "白天", "中午", "午间", "午后"),
        *("傍晚", "傍黑", "晚间", "晚上", "夜晚", "夜里", "夜间", "入夜", "半夜", "午夜", "深夜", "后半夜"),
    )
)
"""Parts of the day that mostly stand for a habit or an unnamed day when nothing names the day."""


def is_loose_day(text: str, expression: Expression) -> bool:
    """当天 points at a date already told; 当年 without a year before it in the sentence is long ago."""
    words = text[expression.start : expression.end]
    if words == "当年":
        return YEAR_IN_SENTENCE.search(text, max(0, expression.start - 40), expression.start) is None
    return words == "当天"


def is_month_of_something(text: str, expression: Expression) -> bool:
    """满月, 3月龄."""
    if expression.names != ("month",):
        return False
    return AGE_OF_MOON.search(text, max(0, expression.start - 1), expression.start) is not None


LONGEST_IDIOM = 10
STREET_AFTER = re.compile(r"湖|路(?![上遇况边])|街(?![头上])|镇(?![上村干])|桥(?![头上])")
BODY_AFTER = re.compile(r"[一-龥]{0,2}(?:研究院|公司|集团|出版社|酒店|广场|小学|中学|大厦)")
MONTH_BEFORE = re.compile(r"[0-9一二三四五六七八九十]月\Z")
FOOD_BEFORE = re.compile(r"[煮吃包滚尝卖做品]\Z")
FOOD_AFTER = re.compile(r"馅|制作|食品|厂|汤圆|生产")
DAWN = re.compile(r"[阳晖辉霞夕露]")


def is_in_idiom(text: str, expression: Expression) -> bool:
    """一日之计在于晨, 十月怀胎: a phrase of the table that holds the whole expression."""
    start = max(0, expression.start - LONGEST_IDIOM)
    shift = expression.start - start
    length = expression.end - expression.start
    spans = fixed_phrase_spans(text[start : expression.end + LONGEST_IDIOM], kind="idiom")
    return any(first <= shift and shift + length <= last for first, last in spans)


def is_person(text: str, expression: Expression) -> bool:
    """葛十月任妇女主任, （记者滕国庆）: a given name."""
    return expression.names in (("month",), ("festival",)) and is_given_name(text, expression.start, expression.end)


def is_food(text: str, expression: Expression) -> bool:
    """煮元宵, 元宵制作: the dish, not its day."""
    if expression.names != ("festival",) or text[expression.start : expression.end] != "元宵":
        return False
    cooked = FOOD_BEFORE.search(text, max(0, expression.start - 1), expression.start)
    return cooked is not None or FOOD_AFTER.match(text, expression.end) is not None


def is_name_of_place_or_body(text: str, expression: Expression) -> bool:
    """七夕湖, 二十一世纪教育研究院: a name that begins with a day or a century."""
    if expression.names == ("festival",):
        return STREET_AFTER.match(text, expression.end) is not None
    return expression.names == ("century",) and BODY_AFTER.match(text, expression.end) is not None


def is_rest_of_impossible(text: str, expression: Expression) -> bool:
    """5日 of 13月5日: what follows a month that no year has is no day of another."""
    behind_month = MONTH_BEFORE.search(text, max(0, expression.start - 2), expression.start)
    return expression.names[0] == "day" and behind_month is not None


def is_dawn(text: str, expression: Expression) -> bool:
    """商朝阳, 元朝晖: a surname and 朝阳, no dynasty."""
    dynasty = expression.names == ("dynasty",) and text[expression.end - 1] == "朝"
    return dynasty and DAWN.match(text, expression.end) is not None


def is_introduced_person(text: str, expression: Expression) -> bool:
    """凌晨，男，汉族: whose sex is told is a person."""
    return SEX_AFTER.match(text, expression.end) is not None


def is_removal(text: str, expression: Expression) -> bool:
    """免去年广久的职务, 免去冬文的职务: the verb goes on to 去."""
    return text[expression.start] == "去" and text.startswith("免", max(0, expression.start - 1))


REFUSALS: tuple[Callable[[str, Expression], bool], ...] = (
    is_habit,
    is_ordinal_day,
    is_numbered_thing,
    is_duration,
    is_bare_hour,
    is_bare_weekday,
    is_single_part,
    is_loose_day,
    is_month_of_something,
    is_in_idiom,
    is_person,
    is_rest_of_impossible,
    is_food,
    is_name_of_place_or_body,
    is_dawn,
    is_introduced_person,
    is_removal,
)
"""Why what has the form of a date is none, in the order asked."""


def refusal(text: str, expression: Expression) -> str | None:
    """The name of the first rule that refuses the expression; None when it is a date."""
    return next((rule.__name__ for rule in REFUSALS if rule(text, expression)), None)
