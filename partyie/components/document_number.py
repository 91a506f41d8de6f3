"""The number of a document (文号): 荔委组综〔2021〕117号, 第5号, 公告编号：2024-041."""

from __future__ import annotations

from partyie.components.document_lines import HEAD_LINES, lines_of
from partyie.components.reading import Reading
from partyie.text import lazy_re as re

YEAR = r"[〔\[［【(（]\d{4}[〕\]］】)）]"
ISSUED = (
    rf"[\u4e00-\u9fff（）()]{{0,14}}{YEAR}"
    r"(?:[\u4e00-\u9fff]?\d*[\u4e00-\u9fff]+)?第?\d+[号期](?:之[一二三四五六七八九十]+)?"
)
SERIAL = r"(?:\d{4}年)?第(?:\d+[号期]|[一二三四五六七八九十]+号)(?:[（(]总第\d+[号期][）)])?"
WORD = r"[\u4e00-\u9fff]{2,12}字第\d{4,14}号"  # 某市教国字第11034567800号
NUMBER_LINE = re.compile(rf"(?P<issued>{ISSUED}|{WORD})(?:签发人[:：].{{0,12}})?|[（(]?(?P<serial>{SERIAL})[）)]?")
ANNOUNCED = re.compile(
    rf"(?:公告编号|发文字号|文\s*号|编号|字号)\s*[:：]\s*(?P<number>[\u4e00-\u9fffA-Za-z]{{0,4}}\d{{4}}-\d{{1,4}}|{ISSUED}|{WORD})"
)
BULLETIN = re.compile(r"^【[^】]*】")  # 【工作简报】第8期
PERIODICAL = re.compile(r"简讯$|志$")


def find_number(reading: Reading) -> str | None:
    """The number as written, without blanks, digits and brackets half-width as in the clean text."""
    lines = lines_of(reading)[:HEAD_LINES]
    for line in lines:
        announced = ANNOUNCED.search(line.text)
        if announced:
            return announced["number"]
    for previous, line in zip([None, *lines], lines, strict=False):
        match = NUMBER_LINE.fullmatch(BULLETIN.sub("", line.plain))
        if match is None:
            continue
        if match["issued"]:
            return match["issued"]
        if previous is None or not PERIODICAL.search(previous.plain):
            return match["serial"]
    return None
