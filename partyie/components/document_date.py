"""The document's own date, chosen among its DATE mentions: dateline, signature, masthead, title line, footer.

A mention counts as a place for the document's date only where the line around it says so; each kind of place is a
named rule, and the first kind in `PLACES` that has a mention wins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

FULL = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-\d\d\Z")
YEAR = re.compile(r"\d{4}\Z")
LABEL = re.compile(
    r"(?:发布|更新|发表|公开|公布|成文|印发|发文|制发|签发|发稿|编发|上传)?(?:时间|日期)[：: ]*\Z|发布[：: ]*\Z"
)
NEWS_LINE = re.compile(r"来源|编辑|记者|浏览|点击|阅读|字号|责编|字体|打印|作者|发表于|分享|信息来源|通讯员")
MASTHEAD = re.compile(
    r"日报|晚报|晨报|周刊|快报|报\s|战报|简报|版|第\s*\d+\s*期|频道|专刊|综合|责任编辑|要闻|汇编|新闻组|中心|主办|编"
)
OUTLET = re.compile(r"[\d:： ]*[\u4e00-\u9fff·]{2,12}(?:报|网|网站|发布|新闻|在线|融媒|中心|电视台|客户端)[\d:： ]*")
LONGEST_OUTLET = 30
UPLOADED = re.compile(r"\s*(?:上传|更新|发布)")
PRINTED = re.compile(r"\s*印(?:发|制)?")
BRACKETS = "（）()【】[]〔〕 \u3000\t"
WINDOW = 100  # characters of a line on either side of a date that say what kind of place it is
HEAD_LINES, TAIL_LINES = 12, 14
"""How many lines at the top may hold a dateline, and how many at the end a signature."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention, the words beside it in its line (`WINDOW` on either side), and the number of the line."""

    mention: Candidate
    before: str
    after: str
    line: int
    lines: int
    value: str

    @property
    def alone(self) -> bool:
        """Whether nothing but brackets and blanks shares the line."""
        return not (self.before.strip(BRACKETS) or self.after.strip(BRACKETS))

    @property
    def near_top(self) -> bool:
        return self.line < HEAD_LINES

    @property
    def near_end(self) -> bool:
        return self.line >= self.lines - TAIL_LINES


def is_labelled(place: _Place) -> bool:
    """发布时间：2022年3月16日."""
    return LABEL.search(place.before) is not None and (place.near_top or place.near_end)


def is_on_news_line(place: _Place) -> bool:
    """2020-07-12　来源：某新闻网."""
    beside = place.before[-40:] + place.after[:40]
    return (
        NEWS_LINE.search(beside) is not None
        and len(place.before + place.after) < 90
        and (place.near_top or place.near_end)
    )


def is_beside_outlet(place: _Place) -> bool:
    """2023-01-09　清水发布: a date and who put the page out, nothing else."""
    beside = (place.before + place.after).strip(BRACKETS)
    return place.near_top and len(beside) <= LONGEST_OUTLET and OUTLET.fullmatch(beside) is not None


def is_masthead(place: _Place) -> bool:
    """某日报　2018年9月14日（星期五）　03版."""
    weekday = "weekday" in place.mention.rule
    beside = place.before + place.after
    if len(beside) > 60 or re.search(r"[，。；]", place.before) or not FULL.match(place.value):
        return False
    named = MASTHEAD.search(beside) is not None
    return (weekday and (named or place.near_top)) or (named and place.near_top)


def is_line_at_top(place: _Place) -> bool:
    """A line or bracket of its own near the title."""
    return place.alone and place.near_top


def is_head_of_issue(place: _Place) -> bool:
    """某委办公室　　2023年12月27日 at the right of the first lines."""
    return (
        place.near_top
        and not place.after.strip(BRACKETS)
        and "  " in place.before
        and not re.search(r"[，。；]", place.before)
    )


def is_signature(place: _Place) -> bool:
    """A line of its own near the end."""
    return place.alone and not place.near_top


def is_uploaded(place: _Place) -> bool:
    """2021年11月18日09时06分上传."""
    return UPLOADED.match(place.after) is not None and (place.near_end or place.near_top)


def is_state_of(place: _Place) -> bool:
    """（截至2022年11月30日） under the title."""
    return place.near_top and re.fullmatch(r"[（(]?\s*截[至止]\s*", place.before) is not None


def is_passed_at(place: _Place) -> bool:
    """（2023年2月9日大会主席团通过） under the title."""
    return (
        place.near_top
        and re.fullmatch(r"[（(]\s*", place.before) is not None
        and place.after.rstrip().endswith(("）", ")"))
    )


def is_spoken_at(place: _Place) -> bool:
    """——2023年1月6日在某县第十八届人民代表大会第三次会议上, under the title of a report or speech."""
    return (
        place.near_top
        and re.fullmatch(r"[（(—\-\s]*", place.before) is not None
        and place.after.startswith("在")
        and place.after.rstrip(BRACKETS).endswith("上")
    )


def is_printed(place: _Place) -> bool:
    """某办公室2021年6月28日印发."""
    return PRINTED.match(place.after) is not None and (place.near_end or place.near_top)


def is_last_word(place: _Place) -> bool:
    """A date that closes a line of the footer."""
    return place.near_end and not place.after.strip(BRACKETS) and not re.search(r"[，。；]", place.before)


def is_first_word(place: _Place) -> bool:
    """2023年第11期: the year of a periodical's issue."""
    return place.near_top and re.match(r"\s*(?:年\s*)?第\s*\d+\s*期", place.after) is not None


PLACES: tuple[tuple[Callable[[_Place], bool], re.Pattern[str]], ...] = (
    (is_labelled, FULL),
    (is_masthead, FULL),
    (is_uploaded, FULL),
    (is_on_news_line, FULL),
    (is_beside_outlet, FULL),
    (is_head_of_issue, FULL),
    (is_line_at_top, FULL),
    (is_signature, FULL),
    (is_passed_at, FULL),
    (is_spoken_at, FULL),
    (is_state_of, FULL),
    (is_printed, FULL),
    (is_last_word, FULL),
    (is_labelled, MONTH),
    (is_line_at_top, MONTH),
    (is_head_of_issue, MONTH),
    (is_printed, MONTH),
    (is_signature, MONTH),
    (is_first_word, YEAR),
)
"""Kinds of places and the grain that the date must have there, best first."""


def document_date(reading: Reading) -> str | None:
    """The document's own date among `Reading.mentions`, as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None without one.

    Works on the values that the words alone give (``data["value"]``), so it can run before dates are anchored.
    """
    places = [place for place in _places(reading) if "/" not in place.value]
    of_grain = {grain: [place for place in places if grain.match(place.value)] for grain in (FULL, MONTH, YEAR)}
    for fits, grain in PLACES:
        for place in filter(fits, of_grain[grain]):
            return place.value[:10] if grain is FULL else place.value
    return None


def _places(reading: Reading) -> list[_Place]:
    text, starts = reading.text, _line_starts(reading.text)
    places, number = [], 0
    for mention in reading.mentions:
        if mention.label is not Label.DATE:
            continue
        number = bisect_right(starts, mention.start, lo=number) - 1
        before = text[max(starts[number], mention.start - WINDOW) : mention.start]
        after = text[mention.end : mention.end + WINDOW].partition("\n")[0]
        value = str(mention.data.get("value") or "")
        places.append(_Place(mention, before, after, number, len(starts), value))
    return places


def _line_starts(text: str) -> list[int]:
    """Where each line begins that holds something."""
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts
