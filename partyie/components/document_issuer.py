"""Who issued a document: the signature, the letterhead, the paper it stands in, the source it names.

Each kind of place is a named rule; the first in `RULES` that finds an organisation wins.
"""

from __future__ import annotations

from itertools import pairwise

from partyie.components.document_lines import FOOT_LINES, HEAD_LINES, Line, lines_of
from partyie.components.document_navigation import is_navigation
from partyie.components.document_outlets import (
    LABEL_BEFORE,
    MEDIUM,
    PROSE,
    Rule,
    author,
    byline,
    foot,
    masthead,
    named_source,
    organs_below,
    original,
    outlet,
    publisher,
    site_masthead,
    source,
    source_above,
)
from partyie.components.reading import LIKELY, Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

EDITED = re.compile(r"^\s*(?:编(?![辑校审者])印?|主办(?![的、])|编发|出品)")
APART = re.compile(r"\s{2}|\s*$")
MOST_ORGANS = 20  # that issue a document together
LETTERHEAD = re.compile(r"文件$")
KIND_LINE = re.compile(r"^(?:通知|通报|公告|通告|公示|决定|决议|会议纪要|任免名单|.*关于.*|.*公告|.*公示|.*名单.*)$")
TITLED = re.compile(
    r"^\s*(?:关于|[\u4e00-\u9fff]{0,8}(?:公告|通告|公报|公示|通报|通知书|决定书|告知书|建议书|裁定书|判决书|意见书|命令|令|文件|新闻稿|简报|会议纪要|任免名单"
    r"|任免通知|书函|函|批复)\s*(?:$|[（(第\n]))"
)
ORGAN_SITE = re.compile(r"^\s*(?:门户|官方)?(?:网站|官网|政府网)\s*(?:[>＞»|｜/]|首页|$|\s)")
STATE_SITE = re.compile(r"(?:政府网|网站)$")
COPYRIGHT = re.compile(r"(?:版权所有|主办(?:单位)?|承办(?:单位)?)\s*+[:：]?\s*+[©Ⓒ]?\s*+$")
OWNED = re.compile(r"^\s*版权所有")
COPY_TO = re.compile(r"^(?:抄送|主送|发[:：]|报[:：]|送[:：]|分送|印发|附件|联系|附[:：])")
SIGNER = re.compile(
    r"[\u4e00-\u9fff（）()“”·、]{2,40}(?:委员会|委|政府|局|厅|部|院|办公室|办|指挥部|小组|专班|中心|[协学商促工]会|联合会|理事会|董事会"
    r"|公司|集团|学校|大学|学院|中学|小学|处|总?队|站|所|支部|党组|工作组|筹备组|主席团)"
)
SEAL = re.compile(r"[（(](?:盖章|印章|公章|代章|章)[)）]|\s")


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
    """中共甘肃省委组织部⏎2023年5月17日: organisations alone in a line, a date in the next; then annexes may follow."""
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
    if organs and line.holds_only(organs, reading):
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
        if organs and len(dates) == 1 and dates[0] is line.mentions[-1] and line.holds_only([*organs, *dates], reading):
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


def side_by_side(reading: Reading, lines: list[Line]) -> list[Candidate]:
    """清水县统计局　国家统计局清水调查队: organs that share one of the first lines."""
    for line in lines[:5]:
        organs = [mention for mention in line.mentions if mention.label is Label.ORG]
        if 1 < len(organs) <= MOST_ORGANS and line.holds_only(organs, reading):
            return organs
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
    for mention in organs_below(lines):
        before = reading.text[max(0, mention.start - LABEL_BEFORE) : mention.start].rpartition("\n")[2]
        if COPYRIGHT.search(before) or OWNED.match(reading.text[mention.end : mention.end + LABEL_BEFORE]):
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
