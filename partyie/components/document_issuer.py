"""Who issued a document: the signature, the letterhead, the paper it stands in, the source it names.

Each kind of place is a named rule; the first in `RULES` that finds an organisation wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile

from partyie.components.document_lines import FOOT_LINES, HEAD_LINES, Line, lines_of
from partyie.components.document_navigation import is_navigation
from partyie.components.reading import LIKELY, Candidate, Reading
from partyie.records import Label

JOINT = r"\s*[:：/／|｜]?\s*[《“]?"
PUBLISHER = re.compile(rf"(?:发布单位|发布机构|发文机关|发文单位|发布者|制发机关){JOINT}$")
SOURCE = re.compile(rf"(?:(?<!信息)来源|稿源|出品|原载){JOINT}$")
NAMED_SOURCE = re.compile(
    r"(?<!信息)来源\s*[:：|｜/]\s*[《“]?(?P<name>[\u4e00-\u9fffA-Za-z·]{2,16})(?=[\s》”|｜【（(\[)）]|$)"
)
NO_SOURCE = re.compile("原创|网络|互联网|本站|整理|综合|投稿|资料|^(?:记者|作者|编辑)")
AUTHOR = re.compile(rf"(?:作者|作者单位|供稿单位){JOINT}$")
LABEL_BEFORE = 8  # characters before a name in which its label stands
EDITED = re.compile(r"^\s*(?:编(?![辑校审者])印?|主办(?![的、])|编发|出品)")
PROSE = re.compile("[，。；]")
DATELINE = r"(?:[·・|][\u4e00-\u9fff]{2,8})?(?:[\u4e00-\u9fff]{0,6}(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)?\s*(?:讯|电)"
BYLINE = re.compile(rf"^\s*(?:{DATELINE}|[（(](?:特约|本报|全媒体|见习)?记者|(?:全媒体|特约|见习)?记者)")
OUTLET = re.compile(
    rf"\s*[（(【]?(?P<outlet>[\u4e00-\u9fff]{{2,10}}(?:报|网|社|台|融媒|融媒体|客户端|在线|新闻))(?={DATELINE}\s*[（(：:】 ]|记者)"
)
OUTLET_NAME = re.compile(
    r"\s*(?P<outlet>[\u4e00-\u9fff·]{2,12}(?:报|网|讯|台|社|融媒|发布|周刊|月刊|新闻|在线))(?=\s|[|｜>＞])"
)
APART = re.compile(r"\s{2}|\s*$")
LONGEST_DATELINE = 40
OWN_PAPER = re.compile(r"^(?:本|据|我)")
MOST_ORGANS = 20  # that issue a document together
MASTHEAD = re.compile(r"第\s*\d+\s*版|版[·・]|星期|农历|第\s*\d+\s*期|\d[年月日]")
MEDIUM = re.compile(r"(?:报|网|社|电视台|电台|广播|融媒体?(?:中心)?|新闻|在线|发布|客户端|传媒集团)$")
WEBSITE = re.compile(r"(?:网站?|在线|门户|发布|融媒)$")
LABEL = re.compile(r"^\s*(?:【[^】]*】)?\s*[《◎]?\s*$")
LETTERHEAD = re.compile(r"文件$")
KIND_LINE = re.compile(r"^(?:通知|通报|公告|通告|公示|决定|决议|会议纪要|任免名单|.*关于.*|.*公告|.*公示|.*名单.*)$")
TITLED = re.compile(
    r"^\s*(?:关于|(?:[\u4e00-\u9fff]{0,8}(?:公告|通告|公报|公示|通报|通知书|决定书|告知书|命令|令|文件|新闻稿|简报|会议纪要|任免名单|任免通知|书函|函|批复))\s*(?:$|[（(第\n]))"
)
ORGAN_SITE = re.compile(r"^\s*(?:门户|官方)?(?:网站|官网|政府网)\s*(?:[>＞»|｜/]|首页|$|\s)")
STATE_SITE = re.compile(r"(?:政府网|网站)$")
COPYRIGHT = re.compile(r"(?:版权所有|主办(?:单位)?|承办(?:单位)?)\s*[:：]?\s*[©Ⓒ]?\s*$")
OWNED = re.compile(r"^\s*版权所有")
COPY_TO = re.compile(r"^(?:抄送|主送|发[:：]|报[:：]|送[:：]|分送|印发|附件|联系|附[:：])")
SIGNER = re.compile(
    r"[\u4e00-\u9fff（）()“”·、]{2,40}(?:委员会|委|政府|局|厅|部|院|办公室|办|指挥部|小组|专班|中心|[协学商促工]会|联合会|理事会|董事会"
    r"|公司|集团|学校|大学|学院|中学|小学|处|总?队|站|所|支部|党组|工作组|筹备组|主席团)"
)
SEAL = re.compile(r"[（(](?:盖章|印章|公章|代章|章)[)）]|\s")

Rule = Callable[[Reading, list[Line]], list[Candidate]]


def find_issuers(reading: Reading) -> list[Candidate]:
    """Mentions of the issuing organisations, by the first rule that finds any; empty where none does.

    What signs a document without having been found as an organisation is given as a new candidate.
    """
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
    """中共甘肃省委组织部⏎2023年5月17日: organisations alone in a line, a date in the next; at the foot, or before annexes."""
    foot = range(len(lines) - 1, max(0, len(lines) - FOOT_LINES), -1)
    for number in (*foot, *range(1, len(lines) - FOOT_LINES)):
        if _is_dated(reading, lines[number]) and not COPY_TO.match(lines[number - 1].plain):
            signers = _signers(reading, lines[number - 1])
            if signers:
                return signers
    last = lines[-1] if lines else None
    if last is not None and len(last.mentions) == 1 and last.mentions[0].label is Label.ORG:
        return [last.mentions[0]] if last.is_whole(last.mentions[0], reading) else []
    return []


def _is_dated(reading: Reading, line: Line) -> bool:
    return bool(line.mentions) and line.mentions[0].label is Label.DATE and line.is_whole(line.mentions[0], reading)


def _signers(reading: Reading, line: Line) -> list[Candidate]:
    """The organisations that a line consists of, found or only built like one: 王一川同志治丧小组."""
    organs = [mention for mention in line.mentions if mention.label is Label.ORG]
    if organs and _only(reading, line, organs):
        return organs
    text = reading.text[line.start : line.end]
    if SIGNER.fullmatch(SEAL.sub("", text)):
        start = line.start + len(text) - len(text.lstrip())
        return [Candidate(Label.ORG, start, start + len(line.text), "issuer.signature", LIKELY)]
    return []


def signed_and_dated(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """清水县人民政府　2021年6月18日 in one of the last lines."""
    for line in reversed(lines[max(HEAD_LINES // 2, len(lines) - FOOT_LINES) :]):
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        dates = [mention for mention in line.mentions if mention.label is Label.DATE]
        if organs and len(dates) == 1 and dates[0] is line.mentions[-1] and _only(reading, line, [*organs, *dates]):
            return organs
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
        for mention in () if PROSE.search(line.text) else line.mentions:
            if mention.label is Label.ORG and EDITED.match(reading.text[mention.end : mention.end + 4]):
                return [mention]
    return []


def organ_site(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """清水县残疾人联合会网站　>> 新闻: an organ's own site, whatever source its page names."""
    for line in lines[:2]:
        organ = line.mentions[0] if line.mentions else None
        if organ is None or organ.label is not Label.ORG or organ.start - line.start > 2:
            continue
        after = reading.text[organ.end : min(line.end, organ.end + 10)]
        named = reading.text[organ.start : organ.end]
        if ORGAN_SITE.match(after) if not STATE_SITE.search(named) else is_navigation(reading, line):
            return [organ]
    return []


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
        if PROSE.search(line.text):
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


def side_by_side(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """清水县统计局　国家统计局清水调查队: organs that share one of the first lines."""
    for line in lines[:5]:
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        if 1 < len(organs) <= MOST_ORGANS and _only(reading, line, organs):
            return organs
    return []


def outlet(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """香江侨讯　四邑乡情　二〇二一年五月十八日: a paper or site that wasn't found as an organisation opens a line."""
    for line in (*lines[:5], *lines[5:][-4:]):
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


def titled(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """清水县审计局审计结果公告, 清水县人民政府关于…的通知: the organ that opens the headline."""
    for line in lines[:6]:
        organ = line.mentions[0] if line.mentions else None
        if organ is None or organ.label is not Label.ORG or organ.start - line.start > 4:
            continue
        if TITLED.match(reading.text[organ.end : line.end]):
            return [organ]
    return []


def copyright_line(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """版权所有 © 清水县人民医院; 主办：清水县人民政府办公室."""
    for line, mention in _organs_below(lines):
        before = reading.text[max(line.start, mention.start - LABEL_BEFORE) : mention.start]
        if COPYRIGHT.search(before) or OWNED.match(reading.text[mention.end : mention.end + LABEL_BEFORE]):
            return [mention]
    return []


def _organs_below(lines: list[Line]) -> Iterator[tuple[Line, Candidate]]:
    for line in reversed(lines[-4:]):
        for mention in line.mentions:
            if mention.label is Label.ORG:
                yield line, mention


def foot(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """（兴化市融媒体中心　第1107期）: a medium named in one of the last lines, that didn't only give the pictures."""
    for line, mention in _organs_below(lines):
        after = reading.text[mention.end : mention.end + 10]
        if MEDIUM.search(reading.text[mention.start : mention.end]) and "提供" not in after:
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
    """Whether a name at the head of a line is a site's, or stands alone or apart, or opens a menu."""
    medium = MEDIUM.search(reading.text[mention.start : mention.end])
    apart = APART.match(reading.text, mention.end, line.end)
    return bool(medium or apart) or is_navigation(reading, line)


def _only(reading: Reading, line: Line, mentions: list[Candidate]) -> bool:
    """Whether a line holds nothing but these mentions."""
    rest = reading.text[line.start : line.end]
    for mention in mentions:
        rest = rest.replace(reading.text[mention.start : mention.end], "", 1)
    return not re.sub(r"[\s（）()印章盖公代]", "", rest)


RULES: tuple[Rule, ...] = (
    publisher,
    letterhead,
    signature,
    edited,
    title_organ,
    original,
    organ_site,
    masthead,
    source_above,
    side_by_side,
    byline,
    source,
    named_source,
    site_masthead,
    signed_and_dated,
    titled,
    outlet,
    first_line,
    author,
    foot,
    copyright_line,
)
