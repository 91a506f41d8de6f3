"""Numbers without unit or classifier that still count: 7镇27乡, 13督导组, table cells, 浏览次数：437, 6比7."""

from __future__ import annotations

from collections.abc import Callable

from partyie.components.measures import Measure
from partyie.text import lazy_re as re

VIEWS = re.compile(r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?[：: \[［]{0,3}\Z")
PLUS = re.compile(r"\+")
SCORE_AFTER = re.compile(r"比(?=[0-9])")
SCORE_BEFORE = re.compile(r"[0-9]比\Z")
COUNTED_HEAD = re.compile(
    r"(?:个?(?:成员单位|督导组|工作组|检查组|巡视组|巡察组|工作专班|领导小组)|镇(?![一-龥]*街)|乡(?!村)|街道|社区|行政村|村居|部门|单位|乡镇|镇街|园区|县市|省区|金(?=[0-9])|银(?=[0-9])|铜)"
)
MEDAL = re.compile(r"[金银铜](?=[0-9，。；、：\s]|$)")
CROWD = re.compile(r"(?:将近|近|约|超|逾)?(?:[一二两三四五六七八九十百千]*[百千万]|[0-9]{2,4})[多余]?\Z")
WORKFORCE_AFTER = re.compile(
    r"(?:多|余|来)?(?:民工|民众|群众|军民|干群|党员|职工|将士|大军|人民(?![币法检])|师生|居民(?!委|小区|楼)|村民(?!委|小组)|佃户|农户|移民|官兵|旅客|考生|学子|游客|市民)"
)
READING_BEFORE = re.compile(r"(?:值|率|指数|系数|均值|比值)(?:最[高低大小])?[为达至在仅是]?\Z")
COUNTED_BEFORE = re.compile(r"(?:人口|人数|户数|件数|总数|数量|总量|用户|粉丝|人次)(?:已?[达为约近超逾至到])?\Z")
COUNTED_SCALE = re.compile(r"个万?亿\Z")
CLAUSE_END = re.compile(r"[，。；、）)\n]|$")
CELL_BREAK = " 　\t｜|│"
CELL_AFTER = re.compile(rf"[{CELL_BREAK}\n]|$")
NUMBER_CELL = re.compile(rf"(?<=[{CELL_BREAK}])[-－]?[0-9,.]+%?(?=[{CELL_BREAK}\n]|$)")
WHOLE_CELL = re.compile(rf"(?<=[{CELL_BREAK}])[0-9,]+(?=[{CELL_BREAK}\n]|$)")
WIDE_GAP = re.compile(r" {2,}|[|│\t]")
PROSE = re.compile(r"[，。；！？]")
RISE = re.compile(r"[↑↓±]\Z")


def read_view_counter(text: str, measure: Measure) -> Measure | None:
    """浏览次数：437; 阅读 10万+."""
    if not VIEWS.search(text, max(0, measure.start - 8), measure.start):
        return None
    if PLUS.match(text, measure.end):
        return measure._replace(end=measure.end + 1, amount=measure.amount.modified("MORE_THAN"))
    return measure


def read_score(text: str, measure: Measure) -> Measure | None:
    """6比7: both sides of a score."""
    before = SCORE_BEFORE.search(text, max(0, measure.start - 3), measure.start)
    return measure._replace(dimension="other") if before or SCORE_AFTER.match(text, measure.end) else None


def read_counted_head(text: str, measure: Measure) -> Measure | None:
    """7镇27乡, 13督导组, 4金2银3铜: the noun follows the Arabic number directly."""
    number = text[measure.start : measure.end]
    if not number.isdecimal() or len(number) > 4:
        return None
    return measure if COUNTED_HEAD.match(text, measure.end) or MEDAL.match(text, measure.end) else None


def read_crowd(text: str, measure: Measure) -> Measure | None:
    """六千民工, 四百多佃户, 近730村民: a number of people who need no classifier."""
    number = text[measure.start : measure.number_end]
    return measure if CROWD.fullmatch(number) and WORKFORCE_AFTER.match(text, measure.end) else None


def read_reading(text: str, measure: Measure) -> Measure | None:
    """CT值最低17.4: the figure of an index closes its clause."""
    if "." not in text[measure.start : measure.end] or not CLAUSE_END.match(text, measure.end):
        return None
    before = READING_BEFORE.search(text, max(0, measure.start - 6), measure.start)
    return measure._replace(dimension="other") if before else None


def read_total(text: str, measure: Measure) -> Measure | None:
    """总人口86.4万: a sum in 万 or 亿 that closes its clause behind the word for what is counted."""
    number = text[measure.start : measure.number_end]
    closes = number[-1:] in ("万", "亿") and len(number) > 1 and CLAUSE_END.match(text, measure.end)
    return measure if closes and COUNTED_BEFORE.search(text, max(0, measure.start - 6), measure.start) else None


def read_counted_scale(text: str, measure: Measure) -> Measure | None:
    """三个亿: a sum that needs no unit."""
    counted = COUNTED_SCALE.search(text, max(measure.start, measure.number_end - 4), measure.number_end)
    return measure if counted else None


def read_table_cell(text: str, measure: Measure) -> Measure | None:
    """A cell of a table: decimals always, whole numbers where the row is one of figures or of many cells."""
    number = text[measure.start : measure.end]
    if not CELL_AFTER.match(text, measure.end) or not _is_plain(number):
        return None
    if RISE.search(text, max(0, measure.start - 1), measure.start):
        return measure._replace(dimension="other")
    line, at = _line(text, measure)
    numbers_the_row = not line[:at].strip(CELL_BREAK)
    if numbers_the_row or line[at - 1] not in CELL_BREAK or len(line) > LONGEST_ROW or PROSE.search(line):
        return None
    if "." in number:
        return measure._replace(dimension="other")
    figures = len(NUMBER_CELL.findall(line)) > 1 and (len(number) > 1 or len(WHOLE_CELL.findall(line)) > 1)
    return measure if figures or (len(number) == 2 and len(WIDE_GAP.findall(line)) >= MANY_CELLS) else None


LONGEST_ROW, MANY_CELLS = 200, 4


def _line(text: str, measure: Measure) -> tuple[str, int]:
    """The line that holds the measure, and where in it the measure begins."""
    start = text.rfind("\n", 0, measure.start) + 1
    end = text.find("\n", measure.end)
    return text[start : end if end >= 0 else len(text)], measure.start - start


def _is_plain(number: str) -> bool:
    return number.replace(",", "").replace(".", "").lstrip("-－").isdecimal() and len(number) < 12


BARE_FORMS: tuple[Callable[[str, Measure], Measure | None], ...] = (
    read_view_counter,
    read_score,
    read_counted_head,
    read_crowd,
    read_reading,
    read_total,
    read_counted_scale,
    read_table_cell,
)
"""What makes a bare number a quantity, in the order tried."""


def read_bare_number(text: str, measure: Measure) -> tuple[str, Measure] | None:
    """The rule that takes a number without unit for a quantity, and the quantity; None when none does."""
    for form in BARE_FORMS:
        found = form(text, measure)
        if found:
            return form.__name__.removeprefix("read_"), found
    return None
