"""Outlets and sources that a document names: 来源：, 本报讯, mastheads, the paper or site at a line's head.

Rules of `partyie.components.document_issuer`: each takes the reading and its lines and gives organisations, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from partyie.components.document_lines import FOOT_LINES, HEAD_LINES, Line
from partyie.components.document_navigation import is_navigation
from partyie.components.reading import LIKELY, Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

Rule = Callable[[Reading, list[Line]], list[Candidate]]

JOINT = r"\s*+[:：/／|｜]?\s*+[《“]?"
PUBLISHER = re.compile(rf"(?:发布单位|发布机构|发文机关|发文单位|发布者|制发机关){JOINT}$")
SOURCE = re.compile(rf"(?:(?<!信息)来源|稿源|出品|原载){JOINT}$")
NAMED_SOURCE = re.compile(
    r"(?<!信息)来源\s*[:：|｜/]\s*[《“]?(?P<name>[\u4e00-\u9fffA-Za-z·]{2,16})(?=[\s》”|｜【（(\[)）]|$)"
)
NO_SOURCE = re.compile("原创|网络|互联网|本站|整理|综合|投稿|资料|^(?:记者|作者|编辑)")
AUTHOR = re.compile(rf"(?:作者|作者单位|供稿单位){JOINT}$")
LABEL_BEFORE = 8  # characters before a name in which its label stands
DATELINE = r"(?:[·・|][\u4e00-\u9fff]{2,8})?(?:[\u4e00-\u9fff]{0,6}(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)?\s*(?:讯|电)"
BYLINE = re.compile(rf"^\s*+(?:{DATELINE}|[（(](?:特约|本报|全媒体|见习)?记者|(?:全媒体|特约|见习)?记者)")
OUTLET = re.compile(
    rf"\s*[（(【]?(?P<outlet>[\u4e00-\u9fff]{{2,10}}(?:报|网|社|台|融媒|融媒体|客户端|在线|新闻))"
    rf"(?={DATELINE}\s*[（(：:】 ]|记者)"
)
OUTLET_NAME = re.compile(
    r"\s*(?:\d{4}[\d\-./年月日: ]{4,16}\s)?"
    r"(?P<outlet>[\u4e00-\u9fff·]{2,12}(?:报|网|讯|台|社|融媒|发布|周刊|月刊|新闻|在线))(?=\s|[|｜>＞]|$)"
)
REPORT = re.compile(r"[讯电]\s*[（(]")  # a report begins; whose it is, `byline` says
LONGEST_DATELINE = 40
OWN_PAPER = re.compile(r"^(?:本|据|我)")
MASTHEAD = re.compile(r"第\s*\d+\s*版|版[·・]|星期|农历|第\s*\d+\s*期|\d[年月日]")
MEDIUM = re.compile(r"(?:报|网|社|电视台|电台|广播|融媒体?(?:中心)?|新闻|在线|发布|客户端|传媒集团)$")
WEBSITE = re.compile(r"(?:网站?|在线|门户|发布|融媒)$")
LABEL = re.compile(r"^\s*+(?:【[^】]*】)?\s*+[《◎]?\s*+$")
PROSE = re.compile("[，。；]")
LAST_LINES = 4  # among which a paper names itself at the end


def labelled(pattern: re.Pattern[str], places: Callable[[list[Line]], list[Line]]) -> Rule:
    """The rule that takes the organisation after a label in some of the lines."""

    def rule(reading: Reading, lines: list[Line]) -> list[Candidate]:
        for line in places(lines):
            for mention in line.mentions:
                before = reading.text[max(line.start, mention.start - LABEL_BEFORE) : mention.start]
                if mention.label is Label.ORG and pattern.search(before):
                    return [mention]
        return []

    return rule


def named_source(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """来源：清水清风: an account or site that wasn't found as an organisation."""
    for line in ends(lines):
        name = NAMED_SOURCE.search(reading.text, line.start, line.end)
        if name is not None and not NO_SOURCE.search(name["name"]):
            return [Candidate(Label.ORG, name.start("name"), name.end("name"), "issuer.source", LIKELY)]
    return []


def above(lines: list[Line]) -> list[Line]:
    """The first lines, down to the first that is running text."""
    return list(takewhile(lambda line: "。" not in line.text, lines[:HEAD_LINES]))


def ends(lines: list[Line]) -> list[Line]:
    """The first and the last lines."""
    return [*lines[:HEAD_LINES], *lines[-FOOT_LINES:]]


publisher = labelled(PUBLISHER, ends)  # 发布机构：清水县统计局
source_above = labelled(SOURCE, above)  # 来源：安康日报
source = labelled(SOURCE, ends)
author = labelled(AUTHOR, ends)  # 作者：党委宣传部


def original(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """原创　宣传科　潼南区中医院　2023-08-19: the account after the author on a public page."""
    for line in lines[:HEAD_LINES]:
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        if line.plain.startswith("原创") and organs:
            return organs[-1:]
    return []


def masthead(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """松原日报　2021年9月29日　星期三　03版·要闻: a medium that opens one of the first lines, with a date or a page."""
    heads = _mastheads(reading, lines)
    return next(([head] for head in heads if not WEBSITE.search(reading.text[head.start : head.end])), [])


def site_masthead(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """清水县人民政府网　04-06 10:22　[字号 大 中 小]: a page's site, which a source named on the page outdoes."""
    return list(_mastheads(reading, lines))[:1]


def _mastheads(reading: Reading, lines: list[Line]) -> Iterator[Candidate]:
    for line in lines[:5]:
        if PROSE.search(line.text) or REPORT.search(line.text):
            continue
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        dated = any(mention.label is Label.DATE for mention in line.mentions)
        media = [organ for organ in organs if MEDIUM.search(reading.text[organ.start : organ.end])]
        before = reading.text[line.start : media[0].start] if media else ""
        if dated and len(media) == 1 and not (SOURCE.search(before) or PUBLISHER.search(before)):
            yield media[0]
        elif organs and LABEL.match(reading.text[line.start : organs[0].start]):
            alone = line is lines[0] and line.is_whole(organs[0], reading)
            if dated or alone or MASTHEAD.search(line.text):
                yield organs[0]


def outlet(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """香江侨讯　四邑乡情　二〇二一年五月十八日: a paper or site that wasn't found as an organisation opens a line."""
    for line in (*lines[:5], *lines[5:][-LAST_LINES:]):
        name = OUTLET_NAME.match(reading.text, line.start, line.end)
        if name is None or PROSE.search(line.text) or any(each.label is Label.ORG for each in line.mentions):
            continue
        dated = any(mention.label is Label.DATE for mention in line.mentions)
        if dated or "记者" in line.text or is_navigation(reading, line):
            return [Candidate(Label.ORG, name.start("outlet"), name.end("outlet"), "issuer.outlet", LIKELY)]
    return []


def byline(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """宁波日报讯（记者…, 新华社北京9月29日电: the medium whose report begins."""
    for line in lines[:HEAD_LINES]:
        outlet = OUTLET.match(reading.text, line.start, min(line.end, line.start + LONGEST_DATELINE))
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        known = [organ for organ in organs if outlet is not None and organ.start == outlet.start("outlet")]
        if outlet and not known and not OWN_PAPER.match(outlet["outlet"]):
            return [Candidate(Label.ORG, outlet.start("outlet"), outlet.end("outlet"), "issuer.byline", LIKELY)]
        for organ in organs:
            after = reading.text[organ.end : organ.end + LONGEST_DATELINE]
            if organ.start - line.start <= 4 and BYLINE.match(after):
                return [organ]
    return []


def foot(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """（兴化市融媒体中心　第1107期）: a medium named in one of the last lines, that didn't only give the pictures."""
    for mention in organs_below(lines):
        after = reading.text[mention.end : mention.end + 10]
        if MEDIUM.search(reading.text[mention.start : mention.end]) and "提供" not in after:
            return [mention]
    return []


def organs_below(lines: list[Line]) -> Iterator[Candidate]:
    """The organisations in the last lines, the last line first."""
    for line in reversed(lines[-LAST_LINES:]):
        for mention in line.mentions:
            if mention.label is Label.ORG:
                yield mention
