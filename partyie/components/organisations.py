"""Finds organisations: administrative prefix + body + head, chains of departments, central organs, short forms.

Rules, in the order they run:

1. ``org.central``: organs of the centre by name (国务院, 党中央).
2. ``org.anchored``: a name that begins with a place, a level word (县, 市) or a parent body and runs over a body of
   words to a head, then on through its departments (芦山县 + 财政局 + 预算科).
3. ``org.headed``: heads that need no prefix but a body before them (疫情防控工作领导小组).
4. ``org.before_post``: bare heads directly before a post (党组书记).
5. ``org.short``: bare heads that shorten a body named before (指挥部).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading, reading_of
from partyie.components.words import JOINERS, Words, words_of
from partyie.lexicon.central_organs import central_organ_matches
from partyie.lexicon.heads import OrganHead, head_pattern, organ_heads
from partyie.records import Label

LONGEST_BODY = 18
LONGEST_WEAK_BODY = 8
LONGEST_BUREAU = 12  # the same for the first body behind a prefix: 数据和政务服务 in 市数据和政务服务局
LONGEST_DEPARTMENT = 6  # a department's body may hold common nouns up to this length: 干部 in 干部监督科
LEVEL_WORD = re.compile(
    "(?:团|全国|自治)?(?:省|市|县|区|州|旗|盟|镇|乡|村|街道|社区|嘎查|苏木|自治区|自治州|高新区|经开区|开发区|地(?=委|直))(?![级内外里域])(?=[\u4e00-\u9fff])"
)
# What makes the level word part of another word (城市, 小区) …
LEVEL_INSIDE = {
    "市": "城超都上股楼门夜集菜花入闹地省书早股房车黑",
    "区": "小校景社地辖片城山灾郊老新园特专工农牧库林矿港禁战疫厂市军社辖街",
    "县": "外年度邻",
    "省": "外反节",
    "州": "",
    "村": "农乡行政城新贫驻山渔",
    "镇": "乡城村集重古",
    "乡": "城村下家回老同",
    "地": "各当土基阵本外工产属驻场领天大内农田耕各两",
    "团": "集社军乐兵财社财",
}
# … and what only determines it (我市, 全县): the name begins behind it.
DETERMINERS = "全本该我贵两"
PARENT_PREFIX = re.compile(
    "(?:第?[一二三四五六七八九十]{1,3}届|中共|中国共产党|共青团|国网|武警|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|国民党"
    "|国家税务总局|国家统计局|中国人民银行|人行|政协|人保财险|中国人寿|农发行|工行|农行|建行|邮储银行|国营|支援)$"
)
NATIONAL = re.compile(
    "(?:中国|全国|国家|中央|中共|共青团|武警|海警|海军|空军|陆军|国营|中铁|中建|国网|国民党|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?=[\u4e00-\u9fff])"
)
UNIT = re.compile(
    "(?:局|厅|校|院|厂|公司|团|师|师市|集团|学院|大队|中队|连|支队|站|矿|场|行)(?=党|机关党|纪委|团委|工会|妇联|董事会|监事会)"
)
ORDINAL_BODY = re.compile("第?[〇一二三四五六七八九十百零\\d]{1,4}$")
TERM_BODY = re.compile("(?:第?[〇一二三四五六七八九十百零\\d]{1,3}届|[省市县区州旗镇乡校])$")
ORDINAL_START = re.compile("第[〇一二三四五六七八九十百零\\d]{1,4}(?=[\u4e00-\u9fff])")
NUMBERED_UNIT = re.compile("[一二三四五六七八九十百]{1,4}(?=师|团|连)")
KIND_BEFORE = re.compile(
    "(?:各级?|各类|各[省市县区州乡镇村街、（）]{1,6}|有关|相关|基层|该|某些?|这个|那个|其|[两几数多每]个?|[一二三四五六七八九十百千\\d]+余?多?[个家所支名批座]|全市|全县|全省|全区|其他|先进|优秀|国有|[）)])$"
)
GENERIC_BEFORE = re.compile("(?:各|各[省市县区州乡镇村街]{1,3}|有关|相关|每个|一些|基层|[）)])$")
GENERIC_NAMES = frozenset(
    [
        "街道办事处",
        "街道办",
        "村民小组",
        "社区服务中心",
        "村卫生室",
        "乡卫生院",
        "镇卫生院",
        "县医院",
        "乡镇政府",
        "市场监管部门",
        "村小学",
    ]
)
POST_AFTER = re.compile(
    "(?:原|代|副|第一|常务|专职|兼职|执行)*(?:书记|主任|主席|委员(?!会)|局长|秘书长|秘书|部长|组长|队长|会长|理事长|成员(?!单位)|主委|院长|校长|站长|所长|科长|处长|总经理|经理|董事长|董事(?!会)|监事长|代表(?!团|队|大会)|指挥长|总指挥|负责人|委员长)"
)
# A body may not run over the beginning of another organ: 县委 | 县政府办公室.
OTHER_ORGAN = re.compile("[省市县区州旗盟镇乡村](?:委|政府|人民政府|人大|政协|纪委|监委|法院|检察院)")
SOURCE = re.compile("来源[:：]\\s*(?P<name>[\u4e00-\u9fff·]{2,14})(?=[\\s　,，|｜。)）]|$)")
CRUMB = re.compile(
    "\\A\\s*(?P<name>(?!首页)[\u4e00-\u9fff]{2,10}(?:网|报|台|先锋|在线|发布|融媒|统战|组工|政府|党建|客户端|史志|视界))\\s*(?:>+|/|»|＞)"
)
PERIODICAL = re.compile("《(?P<name>[\u4e00-\u9fff]{2,10})》(?=\\d{4}年第)")
BYLINE = re.compile(
    "(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,10}(?:报|网|社|台|融媒体|融媒|全媒体|客户端))(?=讯?[（(]?(?:记者|讯|特约记者|通讯员))"
)
MASTHEAD = re.compile(
    "\\A\\s*(?P<name>(?!中华|关于|首页)[\u4e00-\u9fff]{2,6}(?:报|刊|文旅|侨讯|时报|发布|融媒|先锋|组工|视界|之声))(?=\\s+(?:\\d{4}|二[〇○零]|第\\s?\\d+期))"
)
WIRE = re.compile(
    "(?m)^\\s*(?P<name>[\u4e00-\u9fff]{2,8}(?:网|报|社|台|融媒))(?=[\u4e00-\u9fff]{0,4}\\d{1,2}月\\d{1,2}日[讯电])"
)
FUNERAL = re.compile("(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4}同志治丧(?:工作)?(?:小组|委员会|办公室))")
ALIAS = re.compile(
    '[（(](?:以下|下|后|下文|后文|以下统)?(?:简)?称(?:为)?[：:]?[“「『"](?P<name>[\u4e00-\u9fff]{2,10})[”」』"]'
)
SHORT_KINDS = frozenset(["media", "school", "government", "hospital"])  # what a short place name directly names
WORKS = frozenset(["煤矿", "厂", "林场", "农场"])
BRACKET = re.compile("（[\u4e00-\u9fff]{1,4}(?:会|院|中心|校)）")  # 工商业联合会（总商会）
LONG_BODIED = frozenset(["领导小组", "工作领导小组", "工作小组", "指挥部", "专班"])
BEFORE_UNIT = "由任兼为和与经报向原受在到请及按据"
MARKS_AND_JOINERS = "、《》“”（）()和与及暨"
LIST_MARKS = "、，,。等；;"
BUREAU = re.compile(
    "(?:住建|卫健|卫生健康|发改|发展改革|教体|教育|科技|工信|民政|司法|财政|人社|自然资源|生态环境|交通|交通运输|水利|水务|农业农村|商务|文旅|应急|应急管理"
    "|审计|统计|医保|市场监管|城管|林业|信访|税务|气象|公安|乡村振兴|退役军人事务|行政审批|国土资源|环保|工商|质监|安监|扶贫|文化|体育|畜牧|农机|粮食|档案|民宗)局(?!长|面)"
)
LONGEST_SECTION = 6
SHORTENED = {"人大常委会": ("常委会",), "人民代表大会常务委员会": ("常委会",)}
FIRMS = frozenset(
    ["合作社", "专业合作社", "有限公司", "股份有限公司", "有限责任公司"]
)  # called whatever their founders like
SECTIONS = frozenset([*"科处室股组庭", "委员会", "审判委员会", "纪检监察组"])
VERB_FIRST = re.compile("派出|成立|召开|抽调|组建|会同|联合|印发|下发|通过|作出|安排|负责")
DEPARTMENTS = frozenset("科处室股组办部局委厅署站所")
NATIONAL_ABBREVIATED = frozenset(["民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "国民党"])


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """One occurrence of an organisation head."""

    start: int
    end: int
    head: OrganHead


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an organisation's name can begin, and what its prefix is."""

    start: int
    end: int
    kind: str  # division, short, place, level, national, central, ordinal


@cache
def _heads() -> re.Pattern[str]:
    return head_pattern(organ_heads().values())


def find_organisations(reading: Reading) -> list[Candidate]:
    """Organisations of the clean text; data holds ``kind``, ``head``, ``prefix`` and ``level``."""
    grammar = OrganGrammar(reading)
    found = grammar.central()
    found += grammar.anchored()
    found += grammar.aliases(found)
    found += grammar.sources()
    found += grammar.headed()
    found += grammar.listed(found)
    found += grammar.bureaus()
    found += grammar.before_posts()
    return found + grammar.short_forms(found)


class OrganGrammar:
    """The heads and words of one Reading, and the rules over them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.words: Words = words_of(reading)
        table = organ_heads()
        self.heads = [HeadMatch(m.start(), m.end(), table[m.group()]) for m in _heads().finditer(self.text)]
        self.head_starts = [match.start for match in self.heads]
        self.taken = bytearray(len(self.text))
        for place in reading.of(Label.PLACE):
            self.words.clear(place.start, place.end)

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def _is_taken(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) >= 0

    # --- central organs -------------------------------------------------------------------------------------------

    def central(self) -> list[Candidate]:
        """Organs of the centre by name, with the departments that follow."""
        found = []
        for start, end, kind in central_organ_matches(self.text):
            if self._is_taken(start, end) or not self._begins(start):
                continue
            last, head = self._extend(end, None, chained=True)
            found.append(
                _organisation(start, last, "org.central", CERTAIN, head.kind if head else kind, head, "central")
            )
            self._take(start, last)
        return found

    def _begins(self, start: int) -> bool:
        return self.words.is_start(start) or start == 0

    # --- names with a prefix --------------------------------------------------------------------------------------

    def anchored(self) -> list[Candidate]:
        """Names that begin with a place or a level word, longest first where two begin together."""
        names = []
        for anchor in sorted(self._anchors(), key=lambda a: (a.start, -a.end)):
            if self._is_taken(anchor.start, anchor.end):
                continue
            end, head = self._extend(anchor.end, anchor, chained=False)
            if head is None:
                continue
            start = self._prefix_start(anchor)
            if anchor.kind in ("place", "level", "unit") and GENERIC_BEFORE.search(self.text, max(0, start - 4), start):
                continue
            if self.text[start:end] in GENERIC_NAMES and not POST_AFTER.match(self.text, end):
                continue
            bracket = BRACKET.match(self.text, end)
            end = bracket.end() if bracket else end
            names.append(_organisation(start, end, f"org.{anchor.kind}", CERTAIN, head.kind, head, anchor.kind))
            self._take(start, end)
        return names

    def _anchors(self) -> Iterator[Anchor]:
        places = self.reading.of(Label.PLACE)
        for place in places:
            short = place.rule in ("place.division_short", "place.township_short")
            kind = "short" if short else "division" if place.rule.startswith("place.division") else "place"
            yield Anchor(place.start, place.end, kind)
        inside = bytearray(len(self.text))
        for place in places:
            inside[place.start : place.end] = b"\1" * (place.end - place.start)
        for match in LEVEL_WORD.finditer(self.text):
            if inside[match.start()]:
                continue
            before = self.text[match.start() - 1] if match.start() else ""
            if before == "各":
                continue
            if before in DETERMINERS and before:
                yield Anchor(match.end(), match.end(), "determined")
            elif self._begins(match.start()) or before not in LEVEL_INSIDE.get(match.group()[0], before):
                yield Anchor(match.start(), match.end(), "level")
        for match in UNIT.finditer(self.text):
            if self.text[match.start() - 1 : match.start()] in tuple(DETERMINERS):
                yield Anchor(match.end(), match.end(), "determined")
            elif self._begins(match.start()) or self.text[match.start() - 1] in BEFORE_UNIT:
                yield Anchor(match.start(), match.end(), "unit")
        for match in NATIONAL.finditer(self.text):
            if self._begins(match.start()):
                yield Anchor(match.start(), match.end(), "national")
        for match in ORDINAL_START.finditer(self.text):
            yield Anchor(match.start(), match.start(), "ordinal")
        if "兵团" in self.text:
            for match in NUMBERED_UNIT.finditer(self.text):
                if self._begins(match.start()):
                    yield Anchor(match.start(), match.start(), "ordinal")

    def sources(self) -> list[Candidate]:
        """Media named as the source of a page or at the head of its path."""
        names = []
        for match in (
            m
            for pattern in (SOURCE, CRUMB, PERIODICAL, BYLINE, FUNERAL, MASTHEAD, WIRE)
            for m in pattern.finditer(self.text)
        ):
            start, end = match.span("name")
            if not self._is_taken(start, end) and match["name"] not in ("本报", "本网", "本台", "本社"):
                names.append(_organisation(start, end, "org.source", LIKELY, "media", None, None))
                self._take(start, end)
        return names

    def _prefix_start(self, anchor: Anchor) -> int:
        """Takes in 中共, 共青团, 国网 … before the place."""
        match = PARENT_PREFIX.search(self.text, max(0, anchor.start - 7), anchor.start)
        return match.start() if match else anchor.start

    def _extend(self, position: int, anchor: Anchor | None, *, chained: bool) -> tuple[int, OrganHead | None]:
        """Runs from a prefix over body and head, then on over departments.

        Returns:
            Where the name ends and its last head; the position given and None where no head follows.
        """
        end, last = position, None
        number = bisect_left(self.head_starts, position)
        while number < len(self.heads):
            match = self.heads[number]
            on = chained or last is not None
            if match.start < position or (ends := self._body_ends(position, match, on)) is None:
                number += 1
            elif ends:
                break
            elif self._joins(position, match, anchor, on):
                end, last = match.end, match.head
                position, number = match.end, bisect_left(self.head_starts, match.end)
            elif match.start == position and len(match.head.form) > 1:
                break
            else:
                number += 1
        return end, last

    def _body_ends(self, start: int, match: HeadMatch, chained: bool) -> bool | None:
        """Whether the words between a prefix (or the last head) and the next head can't be inside any name.

        None where they can't be inside a name with this head, but perhaps with a later one.
        """
        end = match.start
        if start == end or TERM_BODY.match(self.text, start, end):
            return False
        if "o" in match.head.use and ORDINAL_BODY.match(self.text, start, end):
            return False
        body = self.text[start:end]
        if len(body) > LONGEST_BODY or OTHER_ORGAN.match(body) or not self.words.barely_free(start, end):
            return True
        if (chained and body[0] in JOINERS) or any(mark in body for mark in "、《》"):
            return True
        if self._is_section(start, match) or self.words.free(start, end):
            return False
        longest = LONGEST_DEPARTMENT if chained else LONGEST_BUREAU
        sure_head = len(match.head.form) > 1 or match.head.form in DEPARTMENTS
        if self.words.nearly_free(start, end) and len(body) <= longest and sure_head:
            return False
        if match.head.form in FIRMS and len(body) <= longest and not VERB_FIRST.match(body):
            return False
        return None

    def _is_section(self, start: int, match: HeadMatch) -> bool:
        """A short department's body may hold verbs: 综合协调组, 组织二室."""
        short = match.start - start <= LONGEST_SECTION and match.head.form in SECTIONS
        return short and not VERB_FIRST.match(self.text, start)

    def _joins(self, position: int, match: HeadMatch, anchor: Anchor | None, chained: bool) -> bool:
        """Whether a head, with the body before it, can end the name."""
        head, body = match.head, self.text[position : match.start]
        if not body or TERM_BODY.match(body):
            levelled = body[-1:] in tuple("省市县区州旗镇乡校")
            if levelled and (
                chained or anchor is None or anchor.kind != "division" or self.text[anchor.end - 1] != body
            ):
                return False
            return self._direct(head, anchor, chained)
        if "o" in head.use and ORDINAL_BODY.match(body):
            return True
        if chained and len(body) == 1 and not head.form.startswith("学"):
            return False
        if (
            body[-1] in JOINERS
            or not _balanced(body)
            or (head.form == "委" and (len(body) == 1 or body[-1] in "主政编常"))
        ):
            return False
        if head.form == "网" and anchor is not None and anchor.kind == "level":
            return False
        if "b" in head.use:
            weak_anchor = anchor is not None and anchor.kind in ("determined", "national", "ordinal")
            return 2 <= len(body) <= LONGEST_WEAK_BODY and not weak_anchor
        if anchor is not None and anchor.kind in ("ordinal", "determined") and len(body) < 4:
            return (
                "B" in head.use and anchor.kind == "determined" and len(body) > 1 and self._plain(position, match.start)
            )
        return "B" in head.use

    def _plain(self, start: int, end: int) -> bool:
        """A body without common words and without 和."""
        return self.words.free(start, end) and not JOINERS.intersection(self.text[start:end])

    def _repeats_level(self, body: str, anchor: Anchor | None, chained: bool) -> bool:
        """A level word between prefix and head: 盂县 + 县 + 委, 民革 + 市 + 委."""
        if anchor is None or body not in tuple("省市县区州旗镇乡校"):
            return False
        if anchor.kind == "central":
            return True
        return not chained and anchor.kind == "division" and self.text[anchor.end - 1] == body

    def _direct(self, head: OrganHead, anchor: Anchor | None, chained: bool) -> bool:
        """Whether a head can follow a prefix or another head without a body between."""
        if head.form == "机关" and not chained:
            return False  # the 机关 of a place is its staff, that of a body is the body
        if "P" in head.use:
            return anchor is None or anchor.kind not in ("short", "ordinal", "determined") or len(head.form) > 1
        if chained or anchor is None:
            return False
        if (
            len(head.form) > 2
            and anchor.kind in ("division", "level")
            and head.kind not in ("enterprise", "mass", "temporary")
        ):
            return True
        if "p" in head.use:
            return anchor.kind in ("division", "level")
        if anchor.kind == "place" and "N" in head.use:
            return True
        if anchor.kind == "short":
            return (len(head.form) > 1 or head.form == "网") and (head.kind in SHORT_KINDS or head.form in WORKS)
        return False

    # --- names without a prefix -----------------------------------------------------------------------------------

    def headed(self) -> list[Candidate]:
        """Names of a few words before a strong head."""
        names = []
        for match in self.heads:
            if "N" not in match.head.use or self._is_taken(match.start, match.end):
                continue
            start = self._long_body_start(match) if match.head.form in LONG_BODIED else self._body_start(match.start)
            if match.start - start < 2 or KIND_BEFORE.search(self.text, max(0, start - 8), start):
                continue
            end, head = self._extend(match.end, None, chained=True)
            names.append(
                _organisation(start, end, "org.headed", LIKELY, (head or match.head).kind, head or match.head, None)
            )
            self._take(start, end)
        return names

    def _body_start(self, position: int) -> int:
        """Leftmost start of a body that ends at ``position``."""
        limit = position - LONGEST_BODY
        start = position
        while start > 0:
            before = self.words.before(start)
            if before < limit or not self.words.free(before, start) or self._is_taken(before, start):
                break
            if self.text[before] in MARKS_AND_JOINERS:
                break
            start = before
        return start

    def listed(self, found: list[Candidate]) -> list[Candidate]:
        """Members of a list that lean on the prefix of the first: 县委组织部、财政局、农业农村局."""
        ends = {name.end for name in found if name.data["prefix"] in ("level", "division", "determined")}
        names = []
        for match in self.heads:
            start = self._body_start(match.start)
            if start - 1 not in ends or self.text[start - 1] != "、" or self._is_taken(match.start, match.end):
                continue
            if (
                match.head.form in DEPARTMENTS
                and match.start - start >= 2
                and self.text[match.end : match.end + 1] in LIST_MARKS
            ):
                names.append(_organisation(start, match.end, "org.listed", LIKELY, match.head.kind, match.head, None))
                self._take(start, match.end)
                ends.add(match.end)
        return names

    def bureaus(self) -> list[Candidate]:
        """Bureaus every county has, named without their county: 住建局."""
        names = []
        for match in BUREAU.finditer(self.text):
            start, end = match.span()
            if (
                self._is_taken(start, end)
                or not self._begins(start)
                or KIND_BEFORE.search(self.text, max(0, start - 8), start)
            ):
                continue
            last, head = self._extend(end, None, chained=True)
            names.append(
                _organisation(start, last, "org.bureau", LIKELY, "government", head or organ_heads()["局"], None)
            )
            self._take(start, last)
        return names

    def _long_body_start(self, match: HeadMatch) -> int:
        """The same for temporary bodies, whose names hold nouns and verbs, but don't begin with a verb."""
        starts = [match.start]
        while starts[-1] > 0:
            before = self.words.before(starts[-1])
            cut = match.start - before > LONGEST_BODY or not self.words.barely_free(before, starts[-1])
            if cut or self._is_taken(before, starts[-1]) or self.text[before] in MARKS_AND_JOINERS:
                break
            starts.append(before)
        while len(starts) > 1 and not self.words.nearly_free(starts[-1], starts[-2]):
            starts.pop()
        return starts[-1]

    # --- bare heads -----------------------------------------------------------------------------------------------

    def before_posts(self) -> list[Candidate]:
        """Bare heads directly before a post: 党组书记, 办公室主任."""
        names = []
        for match in self.heads:
            if "A" in match.head.use and not self._is_taken(match.start, match.end):
                if self._begins(match.start) and not KIND_BEFORE.search(
                    self.text, max(0, match.start - 8), match.start
                ):
                    names.append(
                        _organisation(match.start, match.end, "org.alone", LIKELY, match.head.kind, match.head, None)
                    )
                    self._take(match.start, match.end)
                continue
            if self._is_taken(match.start, match.end) or not POST_AFTER.match(self.text, match.end):
                continue
            start = self._department_start(match)
            if start is None or KIND_BEFORE.search(self.text, max(0, start - 8), start):
                continue
            names.append(_organisation(start, match.end, "org.before_post", LIKELY, match.head.kind, match.head, None))
            self._take(start, match.end)
        return names

    def _department_start(self, match: HeadMatch) -> int | None:
        """Start of a department named without its parent before a post: 提名委员会主任, 党组书记."""
        start = self._body_start(match.start)
        if "B" in match.head.use and 2 <= match.start - start <= LONGEST_WEAK_BODY:
            return start
        if "T" in match.head.use and self._begins(match.start):
            return match.start
        return None

    # --- names the document introduces ----------------------------------------------------------------------------

    def aliases(self, found: list[Candidate]) -> list[Candidate]:
        """Every place where a short name stands that the document gives to a body: （以下简称“安宁钛业”）."""
        names = []
        ends = {name.end for name in found}
        for introduction in ALIAS.finditer(self.text):
            if not ends.intersection(range(introduction.start() - 1, introduction.start() + 2)):
                continue
            alias = introduction.group("name")
            for match in re.finditer(re.escape(alias), self.text):
                if not self._is_taken(*match.span()):
                    end, head = self._extend(match.end(), None, chained=True)
                    kind = head.kind if head else _kind_at(found, introduction.start())
                    names.append(_organisation(match.start(), end, "org.alias", CERTAIN, kind, head, None))
                    self._take(match.start(), end)
        return names

    def short_forms(self, found: list[Candidate]) -> list[Candidate]:
        """Bare heads that shorten a body the document has named before: 指挥部."""
        known: dict[str, int] = {}
        for name in found:
            for match in self._heads_in(name):
                for form in (match.head.form, *SHORTENED.get(match.head.form, ())):
                    known[form] = min(name.end, known.get(form, name.end))
        names = []
        for match in self.heads:
            form = match.head.form
            if (
                "S" not in match.head.use
                or match.start < known.get(form, len(self.text))
                or self._is_taken(match.start, match.end)
            ):
                continue
            if not self._begins(match.start) or KIND_BEFORE.search(self.text, max(0, match.start - 8), match.start):
                continue
            end, head = self._extend(match.end, None, chained=True)
            names.append(
                _organisation(
                    match.start, end, "org.short", POSSIBLE, (head or match.head).kind, head or match.head, None
                )
            )
            self._take(match.start, end)
        return names

    def _heads_in(self, name: Candidate) -> list[HeadMatch]:
        first = bisect_left(self.head_starts, name.start)
        return self.heads[first : bisect_left(self.head_starts, name.end)]


def _balanced(body: str) -> bool:
    """Whether no bracket or quotation is open: a name never ends inside one."""
    return (
        body.count("（") == body.count("）")
        and body.count("“") == body.count("”")
        and body.count("(") == body.count(")")
    )


def _kind_at(found: list[Candidate], position: int) -> str:
    """Kind of the organisation that ends where an alias is introduced."""
    return next((str(name.data["kind"]) for name in found if abs(name.end - position) <= 1), "other")


def _organisation(
    start: int, end: int, rule: str, strength: int, kind: str, head: OrganHead | None, prefix: str | None
) -> Candidate:
    data = {"kind": kind, "head": head.form if head else "", "prefix": prefix}
    return Candidate(Label.ORG, start, end, rule, strength, data=data)


class OrganisationFinder:
    """Adds organisations to the candidates; reads the places found before."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        reading.candidates.extend(find_organisations(reading))
        return doc


@Language.factory("partyie_organisations")
def make_organisations(nlp: Language, name: str) -> OrganisationFinder:
    """The organisation finder."""
    return OrganisationFinder()
