"""一 and its classifier: when it counts (鞋丢了一只, 两个水壶和一把铁锹) and when it only introduces (一名干部)."""

from __future__ import annotations

from collections.abc import Callable

from partyie.components.measures import Measure
from partyie.text import lazy_re as re

CLAUSE = "，。；、：！？!?;,:\n（）()…—"
CLAUSE_END = re.compile(r"[，。；：;,\n）)]|$")
LAST_CLAUSE = re.compile(rf"[^{CLAUSE}]*\Z")
QUANTITY_BESIDE = re.compile(
    r"[0-9两二三四五六七八九十百千几][多余来几]?[个名位只件条把张份台辆根枚双副套幅本部口面块匹头箱桶封票项笔场次人户家]"
)
POINTING = re.compile(r"(?:[这那哪某另每各同第上下前后新最头逐首]|唯|任何|其中|其他|随便|最后|如同|之)\Z")
HABIT = re.compile(r"每|逐|平均|[不没无未]")
"""What is repeated or denied is not counted: 每季度晾晒一次, 不漏一户一人."""
ONLY = re.compile(
    r"(?:(?:只|仅|才)(?:[有为剩住是要到]{0,3}|[送留带写画种栽挖盖][过了]?)|就[有剩]|至少|各[^，。、]{0,3})\Z"
)
NOT_COUNTED = frozenset("句声圈眼笔阵片番串幕样面道回头层级步起度线批路代种类行点")
"""Classifiers whose 一 at the end of a clause still counts nothing (说了一句, 转了一圈)."""


def closes_its_clause(text: str, measure: Measure) -> bool:
    """家书一封。 鞋丢了一只， 议题就一个：: the count is the news of the clause."""
    if measure.form in NOT_COUNTED or not CLAUSE_END.match(text, measure.end):
        return False
    clause = _clause_before(text, measure)
    if clause.endswith("的") or (measure.form == "把" and clause.endswith("了")):
        return False  # 最年轻的一位 is one of its kind; 拉了一把 only helps
    return len(clause) > 1 and not (HABIT.search(clause) or POINTING.search(clause) or _is_repeated(text, measure))


def stands_in_a_count(text: str, measure: Measure) -> bool:
    """两个水壶和一把铁锹, 一面锦旗、117张合影: another counted thing stands beside it in the list."""
    before, after = text[max(0, measure.start - 12) : measure.start], text[measure.end : measure.end + 12]
    if before[-1:] in tuple("和、及与") and QUANTITY_BESIDE.search(re.split(r"[，。；\n]", before)[-1]):
        return True
    joined = re.match(r"[\u4e00-\u9fff]{1,6}[、和及与](?=[0-9两二三四五六七八九十])", after)
    return joined is not None and QUANTITY_BESIDE.match(after, joined.end()) is not None


def is_the_only_one(text: str, measure: Measure) -> bool:
    """只有一条土街, 各送一幅蜀绣: a word before it says that one is the number; 只剩一片白 is a sight."""
    return measure.form not in ("片", "句") and ONLY.search(text, max(0, measure.start - 5), measure.start) is not None


def is_lost_or_won(text: str, measure: Measure) -> bool:
    """零票反对、一票弃权: votes are always counted."""
    return measure.form in ("票", "剂")


COUNTING: tuple[Callable[[str, Measure], bool], ...] = (
    is_lost_or_won,
    stands_in_a_count,
    is_the_only_one,
    closes_its_clause,
)
"""What makes 一 a count, in the order tried."""


def counts(text: str, measure: Measure) -> bool:
    """Whether the 一 of this measure counts; asked only about classifiers, since measures and times always do."""
    return any(rule(text, measure) for rule in COUNTING)


def _clause_before(text: str, measure: Measure) -> str:
    found = LAST_CLAUSE.search(text, max(0, measure.start - 24), measure.start)
    return found[0] if found else ""


def _is_repeated(text: str, measure: Measure) -> bool:
    """发现一个、惩戒一个; 一桩接一桩."""
    around = text[max(0, measure.start - 8) : measure.end + 8]
    return around.count(text[measure.start : measure.end]) > 1
