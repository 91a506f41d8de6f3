"""Single blanks that have got into a sentence: 县应急管 理局局长. Bad copies and recognised scans have them.

Running text parts nothing by blanks. So one is taken out where nothing speaks for it: its line has marks on both
sides, it is alone between two marks, and what it parts are no names or bodies set side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from partyie.text import lazy_re as re
from partyie.text.frequencies import joined_share

HAN = "\u3400-\u9fff"
BLANK = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
GAP = re.compile(f"[{BLANK}](?<=[{HAN}].)(?=[{HAN}])")
CLAUSE = 40  # characters on each side within which its clause begins and ends
NEAR = 100  # … and within which its line shows other marks
BOUND = re.compile(r"[^\u3400-\u9fff\d%％·A-Za-z" + BLANK + "]")
SENTENCE_MARK = re.compile(rf"[，。；！？]|[,;](?=[{HAN}])|(?<![一二三四五六七八九十\d])、")
OTHER = re.compile(f"[{BLANK}]")
NAME = 4  # characters of a run that may be a name
CREDIT = "记者|記者|通讯员|通訊員|编辑|編輯|校对|校對|审核|審核|作者|来源|來源|责编|責編|[摄攝文图圖男女]"
LABELS, CREDITS = re.compile(f"(?:{CREDIT}|摄影|攝影)$"), re.compile(CREDIT)
BODY_END, BODY_BEGIN = "局委府院会會部办辦厅廳处處科队隊站所司校团團社厂廠组組", "省市县縣区區乡鄉镇鎮州旗盟中各"


def find_stray(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the blanks to be taken out, in text order."""
    for gap in GAP.finditer(text):
        if _is_stray(text, gap.start(), gap.end()):
            yield gap.span()


def _is_stray(text: str, start: int, end: int) -> bool:
    left = text[max(start - CLAUSE, 0) : start]
    right = text[end : end + CLAUSE]
    bounds = [found.end() for found in BOUND.finditer(left)]
    opening = left[bounds[-1] - 1] if bounds else ""
    left = left[bounds[-1] :] if bounds else left
    closing = BOUND.search(right)
    right = right[: closing.start()] if closing else right
    if OTHER.search(left + right):
        return False
    if opening in ("：", ":") or LABELS.search(left) or CREDITS.match(right):
        return False
    if left[-1] in BODY_END and right[0] in BODY_BEGIN:
        return False
    is_word = joined_share(left[-1], right[0]) > 0.5
    return (is_word or max(len(left), len(right)) > NAME) and _in_sentence(text, start, end)


def _in_sentence(text: str, start: int, end: int) -> bool:
    """Whether the line has marks on both sides, that of a list's number not counted."""
    before = text[max(start - NEAR, 0) : start].rpartition("\n")[2]
    behind = text[end : end + NEAR].partition("\n")[0]
    return bool(SENTENCE_MARK.search(before) and SENTENCE_MARK.search(behind))
