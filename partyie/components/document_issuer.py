"""Who issued a document: the signature, the letterhead, the paper it stands in, the source it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from partyie.components.document_lines import FOOT_LINES, HEAD_LINES, Line, lines_of
from partyie.components.reading import Candidate, Reading
from partyie.records import Label

SOURCE = re.compile(r"(?:来源|作者|出品|原载|作者单位|发布单位|发布机构|信息来源)\s*[:：/／]?\s*[《“]?$")
NOT_SOURCE = re.compile(r"信息来源")
EDITED = re.compile(r"^\s*(?:编印?|主办|编发|出品)")
BYLINE = re.compile(r"^\s*(?:讯|电|[（(](?:特约|本报)?记者|记者)")
MOST_ORGANS = 20  # that issue a document together
MASTHEAD = re.compile(r"第\s*\d+\s*版|版[·・]|星期|农历|第\s*\d+\s*期|\d[年月日]")
MEDIUM = re.compile(r"(?:报|网|社|电视台|电台|广播|融媒体?(?:中心)?|新闻|在线|发布|客户端|传媒集团)$")
LABEL = re.compile(r"^\s*(?:【[^】]*】)?\s*[《◎]?\s*$")
LETTERHEAD = re.compile(r"文件$")
KIND_LINE = re.compile(r"^(?:通知|通报|公告|通告|公示|决定|决议|会议纪要|任免名单|.*关于.*|.*公告|.*公示|.*名单.*)$")
COPY_TO = re.compile(r"^(?:抄送|主送|发[:：]|报[:：]|送[:：]|分送|印发)")

Rule = Callable[[Reading, list[Line]], list[Candidate]]


def find_issuers(reading: Reading) -> list[Candidate]:
    """Mentions of the issuing organisations, by the first rule that finds any; empty where none does."""
    lines = lines_of(reading)
    for rule in RULES:
        found = rule(reading, lines)
        if found:
            return found
    return []


def letterhead(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """费县人民政府办公室文件."""
    for line in lines[:3]:
        if line.mentions and line.mentions[0].label is Label.ORG and LETTERHEAD.search(line.plain):
            return [line.mentions[0]]
    return []


def signature(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """中共甘肃省委组织部⏎2023年5月17日: organisations alone in a line near the end, a date in the next."""
    for number in range(len(lines) - 1, max(0, len(lines) - FOOT_LINES), -1):
        line, above = lines[number], lines[number - 1]
        if not (line.mentions and line.mentions[0].label is Label.DATE and line.is_whole(line.mentions[0], reading)):
            continue
        signers = [mention for mention in above.mentions if mention.label is Label.ORG]
        if signers and _only(reading, above, signers) and not COPY_TO.match(above.plain):
            return signers
    last = lines[-1] if lines else None
    if last is not None and len(last.mentions) == 1 and last.mentions[0].label is Label.ORG:
        return [last.mentions[0]] if last.is_whole(last.mentions[0], reading) else []
    return []


def title_organ(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """乐昌市防汛防旱防风指挥部⏎通告: an organisation alone in one of the first lines, a kind of document next."""
    for line, following in pairwise(lines[:5]):
        organ = line.mentions[0] if line.mentions else None
        alone = organ is not None and organ.label is Label.ORG and line.is_whole(organ, reading)
        if organ is not None and alone and (KIND_LINE.fullmatch(following.plain) or following.plain[:1] in "（(〔"):
            return [organ]
    return []


def edited(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """代表团新闻组编　2023年3月6日; 融媒体中心出品."""
    for line in lines[:HEAD_LINES]:
        for mention in line.mentions:
            if mention.label is Label.ORG and EDITED.match(reading.text[mention.end : mention.end + 4]):
                return [mention]
    return []


def source(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """来源：安康日报."""
    for line in (*lines[:HEAD_LINES], *lines[-FOOT_LINES:]):
        for mention in line.mentions:
            before = reading.text[max(line.start, mention.start - 8) : mention.start]
            if mention.label is Label.ORG and SOURCE.search(before) and not NOT_SOURCE.search(before):
                return [mention]
    return []


def original(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """原创　宣传科　潼南区中医院　2023-08-19: the account after the author on a public page."""
    for line in lines[:HEAD_LINES]:
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        if line.plain.startswith("原创") and organs:
            return organs[-1:]
    return []


def masthead(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """松原日报　2021年9月29日　星期三　03版·要闻: a medium that opens one of the first lines, with a date or a page."""
    for line in lines[:5]:
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        dated = any(mention.label is Label.DATE for mention in line.mentions)
        if 1 < len(organs) <= MOST_ORGANS and _only(reading, line, organs):
            return organs
        media = [organ for organ in organs if MEDIUM.search(reading.text[organ.start : organ.end])]
        if dated and len(media) == 1 and not SOURCE.search(reading.text[line.start : media[0].start]):
            return media
        first = organs[0] if organs else None
        if first is None or not LABEL.match(reading.text[line.start : first.start]):
            continue
        if dated or MASTHEAD.search(line.text) or (line is lines[0] and line.is_whole(first, reading)):
            return [first]
    return []


def byline(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """宁波日报讯（记者…: the medium whose report begins."""
    for line in lines[:HEAD_LINES]:
        for mention in line.mentions:
            if mention.label is Label.ORG and BYLINE.match(reading.text[mention.end : mention.end + 8]):
                return [mention]
    return []


def foot(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """（兴化市融媒体中心　第1107期）: a medium named in one of the last lines."""
    for line in reversed(lines[-4:]):
        for mention in line.mentions:
            if mention.label is Label.ORG and MEDIUM.search(reading.text[mention.start : mention.end]):
                return [mention]
    return []


def first_line(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """三晋先锋网 > 公示公告: the site at the head of a page's path, else the body that heads the first lines."""
    for line in lines[:3]:
        for mention in line.mentions:
            if mention.label is Label.ORG and mention.start - line.start <= 2 and _is_site(reading, line, mention):
                return [mention]
    return []


def _is_site(reading: Reading, line: Line, mention: Candidate) -> bool:
    """Whether a name at the head of a line is a site's, or stands alone."""
    medium = MEDIUM.search(reading.text[mention.start : mention.end])
    return bool(medium) or ">" in line.text or line.is_whole(mention, reading)


def _only(reading: Reading, line: Line, mentions: list[Candidate]) -> bool:
    """Whether a line holds nothing but these mentions."""
    rest = reading.text[line.start : line.end]
    for mention in mentions:
        rest = rest.replace(reading.text[mention.start : mention.end], "")
    return not re.sub(r"[\s（）()印章盖公代]", "", rest)


RULES: tuple[Rule, ...] = (
    letterhead,
    signature,
    edited,
    title_organ,
    original,
    masthead,
    source,
    byline,
    first_line,
    foot,
)
