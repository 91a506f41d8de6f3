"""Blanks that cut words, names and numbers: 高　峰, 公　　示, 9月 15 日, 6 22平方公里, 77. 6公里, 〔2022〕 8 号.

Between Han characters :mod:`partyie.text.repair.padding` decides. At numbers only typed blanks go, never U+3000, which
parts cells and dates from weekdays; and only where a unit follows, so that in 表1 3个村 and 1 个人简介 they stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from partyie.records import Repair
from partyie.text import lazy_re as re
from partyie.text.frequencies import joined_share
from partyie.text.repair import repair_of
from partyie.text.repair.padding import find_padding
from partyie.text.repair.stray import find_stray

KIND = "space"
TYPED = "[ \u00a0\u2002-\u200a\u202f]"
HAN = "\u3400-\u9fff"
# First characters of units and classifiers, and of what may stand between them and the number.
UNIT = (
    "[年月日号號时時点點分秒刻周週天岁歲个個名人位户戶家次项項条條件只隻台臺辆輛套座所间間张張份篇部本册期届屆批轮輪场場起例宗支队隊组組"
    "对對双雙栋棟幢层層级級类類种種版页頁章节節款公里米平立小英海毫厘亩畝吨噸克斤升度元角万萬亿億千百多余餘来來几幾成倍股村镇鎮省市县縣区區国國"
    "艘架枚颗顆粒株头頭匹口处處步门門盏面把根桶箱袋瓶盒包捆堆趟遍顿頓票贴%％‰℃]"
)
CAPTION = (
    "图圖表第例栏欄件附章节節步卷册期号號〔(（"  # a number behind these is that of a figure, a section, a document
)
APPROXIMATING = "近约約超过過逾达達至第每有共为為于於在"

YEAR = "(?:19|20)\\d\\d ?年"
BLANK_AT_NUMBER = re.compile(rf"{TYPED}(?:(?<=\d{TYPED})(?={UNIT})|(?<=[{HAN}]{TYPED})(?=\d))")
NUMBER_BEFORE = re.compile(r"(?<![\d.])(?<!\d[:：])\d[\d.,]*$")
NUMBER_BEHIND = re.compile(rf"\d[\d.,]*(?:(?P<spaced>{TYPED}){UNIT}|{UNIT})")
YEAR_UNIT = re.compile(r"(?<=\d{4}.)年")
DAY = re.compile("[月日时時]")
# A number cut in two, behind a word and before its unit; the first part is no serial number.
CUT_NUMBER = re.compile(
    rf"{TYPED}(?:(?<=\d.)(?!{YEAR})(?=\d{{1,6}}{TYPED}?{UNIT})|(?<=\d[.．].)(?=\d+{TYPED}?{UNIT})|(?<=\d.)(?=[.．]\d+{TYPED}?{UNIT}))"
)
# A blank in a date, of which the halves are none: 2 023年, 2005.0 4—, 11月1\u30006日.
IN_DIGITS = re.compile(r"[ \u00a0\u2002-\u200a\u202f\u3000](?<=\d.)(?=\d)")
DATE_BEFORE = re.compile(r"(?<![\d.．])(?:(?:19|20)\d\d[.．](?P<zero>[0０])|(?P<tens>(?<=月)[1-3１-３])|\d{1,3})$")
YEAR_BEHIND, MONTH_BEHIND = re.compile(r"\d{1,3}(?=年(?P<month>\d{1,2}月)?)"), re.compile(r"[1-9１-９][—\-－~～至）) ]")
DAY_BEHIND = re.compile("\\d[日号號]")
WHOLE_YEAR = re.compile(r"(?:19|20)\d\d")
WORD_AND_PART = re.compile(rf"(?P<before>[{HAN}，。；“（])\d{{1,6}}[.．]?$")
DOCUMENT_NUMBER = re.compile(r"〔\d{4}〕(?P<first>[ \u3000]?)第?\d{1,4}(?P<second>[ \u3000]?)[号號]")


def find_spaces(text: str) -> list[Repair]:
    """The blanks to be taken out, each by itself, in text order.

    >>> [(repair.start, repair.original) for repair in find_spaces("副总指挥：高　峰，全长77. 6公里，于9月 15 日完工")]
    [(6, '\\u3000'), (14, ' '), (22, ' '), (25, ' ')]
    """
    spans = {*find_padding(text), *find_stray(text), *_at_numbers(text), *_in_numbers(text), *_document_numbers(text)}
    spans.update(_in_dates(text))
    return [repair_of(text, start, end, "", KIND) for start, end in sorted(spans)]


def _at_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Blanks between a number and its unit, and before a number whose unit is set off likewise (近 500 个)."""
    for found in BLANK_AT_NUMBER.finditer(text):
        before = text[found.start() - 1]
        if before.isdigit():
            goes = _is_counted(text, found.start(), found.end())
        else:
            behind = NUMBER_BEHIND.match(text, found.end())
            goes = behind is not None and _belongs(behind, before)
        if goes:
            yield found.span()


def _belongs(number: re.Match[str], before: str) -> bool:
    """Whether a number goes on what stands before it: 近 500 个, 每 5个, and the month's day in 7月 27日."""
    if number["spaced"] or before in APPROXIMATING:
        return True
    return before + number[0][-1] in ("年月", "月日", "月号", "日时")


def _is_counted(text: str, end: int, unit: int) -> bool:
    """Whether the number that ends here counts what follows, and isn't that of a heading (1 个人简介) or caption."""
    number = NUMBER_BEFORE.search(text, max(end - 16, 0), end)
    if number is None:
        return False
    before = text[number.start() - 1 : number.start()]
    if before in ("", "\n", "\u3000"):
        is_date = YEAR_UNIT.match(text, unit) or (
            DAY.match(text, unit) and joined_share(*text[unit : unit + 2].ljust(2)) < 0.5
        )
        return bool(is_date)
    return before not in CAPTION or before == "第"


def _in_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Blanks inside a number: 6 22平方公里, 77. 6公里; not between a caption's number and the next (表1 3个村)."""
    for found in CUT_NUMBER.finditer(text):
        first = WORD_AND_PART.search(text, max(found.start() - 8, 0), found.start())
        if first and first["before"] not in CAPTION:
            yield found.span()


def _in_dates(text: str) -> Iterator[tuple[int, int]]:
    for gap in IN_DIGITS.finditer(text):
        before = DATE_BEFORE.search(text, max(gap.start() - 8, 0), gap.start())
        if before is None or text[before.start() - 1 : before.start()] in tuple(CAPTION.rstrip("〔(（")):
            continue
        if before["tens"]:
            is_cut = DAY_BEHIND.match(text, gap.end())
        elif before["zero"]:
            is_cut = MONTH_BEHIND.match(text, gap.end())
        else:
            rest = YEAR_BEHIND.match(text, gap.end())
            is_year = rest and WHOLE_YEAR.fullmatch(before[0] + rest[0])
            is_cut = rest if rest and is_year and (len(before[0]) != 2 or rest["month"]) else None  # 20 10年: cells
        if is_cut:
            yield gap.span()


def _document_numbers(text: str) -> Iterator[tuple[int, int]]:
    for found in DOCUMENT_NUMBER.finditer(text):
        yield from (found.span(name) for name in ("first", "second") if found[name])
