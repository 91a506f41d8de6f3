"""Names of organisations as keys: 市委 → 中共莆田市委, 县住建局 → 泗洪县住房和城乡建设局, 组织部 → 中共…委组织部.

A name is taken apart into a marker (中共, 共青团), an administrative prefix or a level word, and a body; the body is put
into its standard form and the prefix into the key of the unit that it stands for in the document. What stands alone
(党组, 办公室, 董事会, 指挥部) is joined to the body named last before that can have it. A form that the document
doesn't settle keeps its surface.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from partyie.components.document_places import LEVEL_START, MARKER, Area, DocumentPlaces, leading_units
from partyie.lexicon.heads import organ_heads
from partyie.lexicon.organ_forms import form_pattern, organ_forms

TERM = re.compile(r"第?[〇一二三四五六七八九十百零\d]{1,4}届|第[〇一二三四五六七八九十百零\d]{1,4}次会议")
BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
OFFICES = re.compile(r"(?<=[委府局会])机关$")
NOT_AREAS = ("学", "院", "公司", "校", "厂", "局", "集团")
CONGRESS_PARTY = re.compile(r"^(?:中国共产党|中共)(?P<place>.+?)委员会(?P<rest>.*)$")
CPPCC = re.compile(r"^(?:中国人民政治协商会议|政协)(?P<place>.+?)委员会(?P<rest>.*)$")
REPEATED = re.compile(r"^(?P<place>.+?(?P<word>[省市县区州旗]))(?P=word)委")
YOUTH = re.compile(r"^团(?P<word>[省市县区州旗])委")
COMMITTEE = re.compile(r"委(?!员|任|托|派)")
MINORITY = re.compile(r"^(?:中国民主建国会|中国民主同盟|中国国民党革命委员会|中国民主促进会|中国农工民主党|九三学社|台湾民主自治同盟)")
OFFICE = re.compile(r"(?P<stem>.*(?:委|政府|监委|人大|政协|局|厅|会|组|部|镇|街道))办$")
ORGAN_TAIL = re.compile(
    r"(?P<body>.+?)(?P<tail>(?:第[一二三四五六七八九十]{1,3})?(?:临时)?(?:党组|党委|党总支|党支部)|党工委|机关党委|机关党支部|纪委|董事会(?:.*委员会)?|监事会|理事会|工会"
    r"|团委|团支部|妇联|审判委员会|审委会)$"
)
SURE_END = 6  # characters of a name that can only be the end of the one longer name
ONE_CHARACTER_COUNTY = 2  # 费县: its committee is 费县县委
PARTY_DEPARTMENT = re.compile(r"^(?:组织部|宣传部|统战部|政法委|编办|老干部局|党校|巡察办|机要局|政研室|督查室)")
BARE_OF_BODY = re.compile(
    r"^(?:党组|党委|党总支|党支部|党工委|纪委|机关党委|临时党支部|工会|团委|团支部|妇联|人武部|武装部|人大|政协"
    r"|村委会|村民委员会|居委会|管委会|人大工委)"
)
BOARD = re.compile(r"^(?:董事会|监事会|理事会|股东大会|执行委员会|常委会|主席团|委员会)")
DEPARTMENT = re.compile(r"^[\u4e00-\u9fff]{0,8}?(?:办公室|研究室|监督室|科|处|室|股|庭|车间)$")
JOINED = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:局|委|委员会|部|组|专班|中心|队)$")
COMPANY = ("公司", "集团", "厂")
UNIT_START = re.compile(r"^(?P<word>局|厅|校|院|厂|公司|集团|学院|大队|中队|支队|连|团|师|矿|行|社|会|县局|市局|省厅|区局)(?P<rest>.+)$")
UNIT_ENDINGS = {
    "校": ("大学", "学院", "学校", "中学", "小学", "党校", "中", "小", "校"),
    "院": ("医院", "学院", "法院", "检察院", "研究院", "院"),
    "公司": ("公司", "集团", "厂"),
    "集团": ("集团有限公司", "集团", "集团公司", "集团股份有限公司"),
    "会": ("会", "联合会", "协会"),
}
WHOLE = frozenset({"共青团", "兵团", "解放军", "融媒", "民委"})
SHORTENED = ("局", "厅", "办公室", "中心", "站", "所", "院", "公司", "集团", "社", "会", "联", "校", "大学", "协", "队", "组")
WHOLE_ENDINGS = {"联": "联合会", "协": "协会", "办": "办公室"}
SAME_UNIT = re.compile(r"(?:该|本)(?P<word>镇|乡|街道|村|社区|局|厅|公司|集团|校|院|区|县|市|馆|厂|会)$")
CORPS = re.compile(r"^第?(?P<number>[一二三四五六七八九十]{1,3})师(?P<rest>.*)$")
STATIONED_TEAM = re.compile(r"^驻村")
NATIONAL = re.compile(r"^(?:国家|国务院|中国|全国)(?=[\u4e00-\u9fff]{2})")
POLICE_STATION = re.compile(r"^[\u4e00-\u9fff]{2,8}派出所$")
ASSEMBLY = re.compile(r"^大会(?=主席团|秘书处)")


@dataclass(slots=True)
class OrganisationName:
    """What is known of one organisation's name.

    Attributes:
        key: The name as a key.
        resolved: Whether it is more than a bare short form.
        area: The unit it governs or lies in.
        parent: Key of the body it was joined to, or None.
        committee: Whether it is the Party's committee of an area.
    """

    key: str
    resolved: bool
    area: Area | None = None
    parent: str | None = None
    committee: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: ``marker`` + (``units`` | ``word``) + ``body``."""

    marker: str
    prefix: str
    word: str
    body: str


@lru_cache(maxsize=4096)
def without_term(name: str) -> str:
    """A name without its term of office: 安徽省第十三届人大 → 安徽省人大, 政协第十二届湖北省委员会 → 湖北省政协."""
    full, name = name, TERM.sub("", name)
    name = OFFICES.sub("", BRACKET.sub("", name))
    cppcc = CPPCC.match(name)
    if cppcc:
        return f"{cppcc['place']}政协{cppcc['rest']}"
    party = CONGRESS_PARTY.match(name)
    if party:
        place, rest = party["place"], party["rest"]
        return f"{place}党委{rest}" if place.endswith(NOT_AREAS) else f"中共{place}委{rest}"
    repeated = REPEATED.match(name)
    if repeated and full != name:
        return name[: repeated.end("place")] + name[repeated.end() - 1 :]
    return name


@lru_cache(maxsize=4096)
def standard_body(body: str) -> str:
    """A body in its standard form: 政府办 → 人民政府办公室, 住建局党组 → 住房和城乡建设局党组.

    >>> standard_body("发改委"), standard_body("公安局"), standard_body("委组织部")
    ('发展和改革委员会', '公安局', '委组织部')
    """
    match = form_pattern().match(body)
    if match and body.startswith(organ_forms()[match.group()].standard):
        match = None
    if match and _ends_form(body, match.group(), match.end()):
        form, rest = organ_forms()[match.group()].standard, body[match.end() :]
        rest = rest.removeprefix("公室") if form.endswith("办公室") else rest.removeprefix("员会")
    else:
        form, rest = "", body
    if rest:
        office = OFFICE.fullmatch(rest) if form == "" else None
        if office and not rest.startswith("委编"):
            rest = rest + "公室"
        elif rest == "办" or (form and rest.endswith("办") and len(rest) <= len("人事办")):
            rest = rest + "公室"
    whole = form + rest
    tail = _tail_pattern().search(whole)
    return whole[: tail.start()] + organ_forms()[tail.group()].standard if tail else whole


@lru_cache(maxsize=1)
def _tail_pattern() -> re.Pattern[str]:
    """A short form at the end of a name, right after another organ: 人民法院 + 审委会."""
    return re.compile(rf"(?<=[院会局委府厅部大])(?:{form_pattern().pattern})$")


def _ends_form(body: str, form: str, end: int) -> bool:
    """Whether the short form isn't the beginning of a longer word: 政府 in 政府债务管理领导小组, 兵团 in 兵团二中."""
    rest = body[end:]
    if form == "政府":
        return not rest or bool(re.match(r"办|党组|外事|新闻|督查|信息|研究|法制|驻|机关|[\u4e00-\u9fff]{2,4}(?:办|室)", rest))
    if form == "中央":
        return not rest or rest.startswith(("党校", "办公厅", "组织部", "宣传部", "统战部", "政法委", "政治局"))
    return not rest if form in WHOLE else True


@lru_cache(maxsize=1024)
def kind_of(name: str) -> str:
    """The kind of an organisation by the last word of its name, else ``other``."""
    heads = organ_heads()
    for start in range(max(0, len(name) - 10), len(name)):
        head = heads.get(name[start:])
        if head is not None:
            return head.kind
    return "media" if name.endswith(("报", "网", "社", "台", "融媒")) else "other"


class OrganisationNames:
    """Names the organisations of one document, in the order they stand."""

    def __init__(self, places: DocumentPlaces, known: dict[str, OrganisationName] | None = None) -> None:
        self.places = places
        self.issuer: OrganisationName | None = None
        self.aliases: dict[str, OrganisationName] = {}
        self.known: dict[str, OrganisationName] = dict(known or {})
        self.passed: list[tuple[int, int, OrganisationName, bool]] = []  # start, line, name, whether a place

    def name(self, surface: str, start: int, line: int) -> OrganisationName:
        """The name of the mention that begins at ``start`` in line ``line``.

        Args:
            surface: Clean, simplified, without blanks.
            start: In the clean text.
            line: Number of its line.
        """
        found = self._resolve(surface, start, line)
        if found.resolved:
            self.known.setdefault(found.key, found)
        self.passed.append((start, line, found, False))
        return found

    def pass_place(self, area: Area, start: int, line: int) -> None:
        """Note that an administrative unit was named: what follows may be its organ."""
        self.passed.append((start, line, OrganisationName(area.key, True, area), True))

    def learn_alias(self, surface: str, name: OrganisationName) -> None:
        """From （以下简称X）: X stands for ``name`` from here on."""
        self.aliases[surface] = name

    def _resolve(self, surface: str, start: int, line: int) -> OrganisationName:
        alias = self._by_alias(surface)
        if alias is not None:
            return alias
        name = without_term(surface)
        for rule in RULES:
            found = rule(self, name, start, line)
            if found is not None:
                return self._fuller(found)
        return OrganisationName(surface, False)

    def _by_alias(self, surface: str) -> OrganisationName | None:
        if surface in self.aliases:
            return self.aliases[surface]
        for alias, name in self.aliases.items():
            if surface.startswith(alias) and len(alias) > 2:
                return OrganisationName(name.key + surface[len(alias) :], True, name.area, name.key)
        return None

    def _fuller(self, found: OrganisationName) -> OrganisationName:
        """The full form that the document gives elsewhere for an abbreviation of it."""
        if found.committee or not found.key.endswith(SHORTENED) or found.area is None or found.key.endswith("公司"):
            return found
        stem = found.key[len(found.area.key) :]
        for key, known in self.known.items():
            if key.startswith(found.area.key) and abbreviates(stem, key[len(found.area.key) :]):
                return known
        return found

    # --- rules ----------------------------------------------------------------------------------------------------

    def youth(self, name: str, start: int, line: int) -> OrganisationName | None:
        """团市委 → 共青团莆田市委."""
        match = YOUTH.match(name)
        area = self.places.of_word(match["word"], start) if match else None
        if match is None or area is None:
            return None
        return OrganisationName(f"共青团{area.key}委{standard_body(name[match.end() :])}", True, area)

    def prefixed(self, name: str, start: int, line: int) -> OrganisationName | None:
        """A name that begins with a unit: 仙游县司法局, 中共莆田市荔城区委组织部, 硝河乡硝河村党支部."""
        marker = MARKER.match(name)
        head = marker.group() if marker else ""
        rest = name[len(head) :]
        lead = leading_units(rest, self.places.known)
        if not (lead.units or lead.others):
            return None
        body = rest[lead.end :]
        if not body or (lead.short and not COMMITTEE.match(body) and not body.startswith(("县委", "市委", "省委"))):
            return None
        area = self.places.area_at(lead, start)
        if area is None:
            return None
        return self._composed(head, area, body)

    def levelled(self, name: str, start: int, line: int) -> OrganisationName | None:
        """A level word and a body: 市委, 县农业农村局, 镇党委."""
        head = ""
        marker = MARKER.match(name)
        if marker:
            head, name = marker.group(), name[marker.end() :]
        match = LEVEL_START.match(name)
        if match is None or match.end() == len(name):
            return None
        word, body = match.group(), name[match.end() :]
        if word == "大队" and not self.places.named.get("大队"):
            return None
        if word == "地":
            return self._prefectural(body)
        if word == "村" and body.startswith(("民", "委会", "务")):
            body = word + body
        area = self.places.of_word(word, start)
        if area is None:
            return OrganisationName(head + word + body, False)
        if body[:1] in ("局", "厅"):
            bureau = self._last(None, start, lambda known: known.area == area and known.key.endswith(body[:1]))
            return OrganisationName(bureau.key + body[1:], True, area) if bureau else None
        return self._composed(head, area, body)

    def _prefectural(self, body: str) -> OrganisationName | None:
        """地委 before 1983 and after: the prefecture's, by the name of its city."""
        area = self.places.of_level("prefecture")
        if area is None or area.division is None:
            return None
        return OrganisationName(f"中共{area.division.short}地{body}", True, area, committee=body == "委")

    def minority(self, name: str, start: int, line: int) -> OrganisationName | None:
        """民建市委 → 中国民主建国会松原市委员会."""
        full = standard_body(name)
        match = MINORITY.match(full)
        if match is None:
            return None
        rest = full[match.end() :]
        if not rest:
            return OrganisationName(match.group(), True)
        level = LEVEL_START.match(rest)
        lead = leading_units(rest, self.places.known)
        area = self.places.area_at(lead, start) if lead.units or lead.others else None
        if area is None and level is not None:
            area, rest = self.places.of_word(level.group(), start), rest[level.end() :]
        elif area is not None:
            rest = rest[lead.end :]
        if area is None:
            return None
        body = "委员会" if rest == "委" else rest
        return OrganisationName(match.group() + area.key + body, True, area)

    def _composed(self, head: str, area: Area, body: str) -> OrganisationName:
        """Marker, area and body as one key."""
        body = standard_body(body)
        if body == "团委":
            return OrganisationName(f"共青团{area.key}委员会", True, area)
        if body.startswith("直"):
            body = f"委{area.names[-1][-1]}{body}"
        body = self._court(area, body)
        committee = bool(COMMITTEE.match(body)) and area.level not in ("village",)
        if committee and head in ("", "中共", "中国共产党"):
            doubled = not head and len(area.names[-1]) == ONE_CHARACTER_COUNTY and f"中共{area.key}委" not in self.known
            word = area.names[-1][-1] if doubled else ""
            return OrganisationName(f"中共{area.key}{word}{body}", True, area, committee=body == "委")
        if body.startswith(("党委", "党校")) and area.level == "province" and area.names[-1].endswith("自治区"):
            return OrganisationName(f"中共{area.key}{body.replace('党校', '委党校')}", True, area, committee=body == "党委")
        if body.startswith("纪委") and not body.startswith("纪委监委"):
            return OrganisationName(f"中共{area.key}{body}", True, area)
        if head == "中国共产党":
            head = "中共"
        return OrganisationName(f"{head}{area.key}{body}", True, area)

    def _court(self, area: Area, body: str) -> str:
        """市法院 of a prefecture is its 中级人民法院."""
        if body.startswith("中院"):
            return "中级人民法院" + body[2:]
        if body.startswith("法院"):
            grade = {"province": "高级", "prefecture": "中级"}.get(area.level, "")
            return f"{grade}人民法院{body[2:]}"
        return body

    def party_department(self, name: str, start: int, line: int) -> OrganisationName | None:
        """组织部 after 市委常委: of the committee named last, else of the document's own."""
        if not PARTY_DEPARTMENT.match(name):
            return None
        committee = self._last(line, start, lambda known: known.committee)
        if committee is None:
            committee = self._last(None, start, lambda known: known.committee)
        if committee is None:
            return None
        return OrganisationName(committee.key + standard_body(name), True, committee.area, committee.key)

    def of_unit(self, name: str, start: int, line: int) -> OrganisationName | None:
        """局党组, 校党委, 公司董事会: of the last body of that kind."""
        match = UNIT_START.match(name)
        return self._of_unit(match["word"], match["rest"], start, line) if match else None

    def _of_unit(self, word: str, rest: str, start: int, line: int) -> OrganisationName | None:
        endings = UNIT_ENDINGS.get(word[-2:] if word.endswith(("公司", "集团")) else word[-1:], (word[-1:],))
        parent = self._own(endings) or self._last(None, start, lambda known: known.key.endswith(endings) and known.resolved)
        if parent is None:
            parent = next((known for known in self.known.values() if known.key.endswith(endings)), None)
        if parent is None:
            return None
        prefix = "中共" if rest.startswith("纪委") else ""
        return OrganisationName(prefix + parent.key + standard_body(rest), True, parent.area, parent.key)

    def _own(self, endings: tuple[str, ...]) -> OrganisationName | None:
        """The issuer, or the body whose department it is, where it is of the kind asked for."""
        issuer = self.issuer
        while issuer is not None and not issuer.key.endswith(endings):
            tail = ORGAN_TAIL.fullmatch(issuer.key)
            issuer = OrganisationName(tail["body"], True, issuer.area) if tail else None
        return issuer

    def bare(self, name: str, start: int, line: int) -> OrganisationName | None:
        """党组, 人大, 办公室, 董事会, 第四届委员会: joined to the body named last that can have it."""
        board, part = BOARD.match(name), BARE_OF_BODY.match(name)
        if not (part or board or DEPARTMENT.match(name)):
            return None
        longer = self._longer(name, start) or self._last(line, start, lambda known: known.key.endswith(name))
        if longer is not None:
            return longer
        if board and board.group() in ("董事会", "监事会", "股东大会"):
            company = self._own(COMPANY) or self._last(None, start, lambda known: known.key.endswith(COMPANY))
            return OrganisationName(company.key + name, True, company.area, company.key) if company else None
        parent = self._last(line, start, lambda known: known.resolved, places=bool(part))
        if parent is None and board:
            parent = self._last(None, start, lambda known: known.key.endswith(("会", "联", "协")))
        parent = parent or (self.issuer if self.issuer and self.issuer.key != name else None)
        if parent is None or kind_of(parent.key) == "media":
            return None
        base = self._base(parent, part is not None or board is not None)
        if board and board.group() == "委员会":
            return OrganisationName(base, True, parent.area)
        return OrganisationName(base + standard_body(name), True, parent.area, base)

    def _base(self, parent: OrganisationName, part: bool) -> str:
        """The body itself where its party organ was named: 茂林镇党委 + 人大 → 茂林镇."""
        key = parent.key
        tail = ORGAN_TAIL.fullmatch(key)
        if tail and (part or tail["tail"].startswith("党") or tail["tail"].startswith("审")):
            key = tail["body"]
        government = key.endswith(("人民政府", "办事处", "政府"))
        if parent.area is not None and part and (parent.committee or government):
            key = parent.area.key
        return key

    def _longer(self, name: str, start: int) -> OrganisationName | None:
        """指挥部 → the 指挥部 named in full before."""
        if len(name) < 2 or BARE_OF_BODY.match(name) or PARTY_DEPARTMENT.match(name) or name in ("办公室", "研究室"):
            return None
        return self._last(None, start, lambda known: known.resolved and known.key.endswith(name) and known.key != name)

    def police_station(self, name: str, start: int, line: int) -> OrganisationName | None:
        """三岔河派出所 in a county's document: of the county's 公安局."""
        county = self.places.main
        if not POLICE_STATION.match(name) or county is None or county.level != "county" or county.names[-1].endswith("区"):
            return None
        return OrganisationName(f"{county.key}公安局{name}", True, county, f"{county.key}公安局")

    def corps(self, name: str, start: int, line: int) -> OrganisationName | None:
        """第四师七十六团, 四师医院 in a document that speaks of the 兵团."""
        match = CORPS.match(name)
        if match is None or "兵团" not in self.places.reading.text and "团场" not in self.places.reading.text:
            return None
        return OrganisationName(f"新疆生产建设兵团第{match['number']}师{match['rest']}", True)

    def stationed(self, name: str, start: int, line: int) -> OrganisationName | None:
        """驻村工作队: of the village named last."""
        village = self.places.of_word("村", start) if STATIONED_TEAM.match(name) else None
        return OrganisationName(village.key + name, True, village) if village else None

    def same_unit(self, name: str, start: int, line: int) -> OrganisationName | None:
        """该镇党委, 本公司董事会: of the unit or body of that kind named last."""
        match = SAME_UNIT.search(self.places.reading.text, max(0, start - 3), start)
        if match is None or not (BARE_OF_BODY.match(name) or BOARD.match(name) or DEPARTMENT.match(name)):
            return None
        area = self.places.of_word(match["word"], start)
        if area is not None:
            return self._composed("", area, name)
        return self._of_unit(match["word"], name, start, line)

    def assembly(self, name: str, start: int, line: int) -> OrganisationName | None:
        """大会主席团: of the people's congress that meets."""
        match = ASSEMBLY.match(name)
        congress = self._last(None, start, lambda known: known.key.endswith("人大")) if match else None
        return OrganisationName(congress.key + name[2:], True, congress.area, congress.key) if congress else None

    def extended(self, name: str, start: int, line: int) -> OrganisationName | None:
        """七十六团党委, 云州分局刑侦大队: what begins with the end of a name given in full."""
        best: tuple[int, OrganisationName] | None = None
        for key, known in self.known.items():
            for length in range(min(len(name) - 1, len(key) - 1), 2, -1):
                if best is not None and length <= best[0]:
                    break
                if key.endswith(name[:length]) and name[length - 1] in "局团师队所校院厂司部会":
                    best = (length, known)
                    break
        if best is None:
            return None
        return OrganisationName(best[1].key + name[best[0] :], True, best[1].area, best[1].key)

    def repeated(self, name: str, start: int, line: int) -> OrganisationName | None:
        """合作社, 派出所, 独立总队: short for a body named in full before."""
        if len(name) >= SURE_END:
            whole = next((known for key, known in self.known.items() if key.endswith(name) and key != name), None)
            if whole is not None:
                return whole
        return self._longer(name, start) if any(name in key for key in self.known) else None

    def abbreviated(self, name: str, start: int, line: int) -> OrganisationName | None:
        """左江铝业党委 → 广西左江铝业股份有限公司党委; 师大 → 赣西师范大学."""
        tail = ORGAN_TAIL.fullmatch(name)
        stem, rest = (tail["body"], tail["tail"]) if tail else (name, "")
        full = next((known for key, known in self.known.items() if abbreviates(stem, key)), None)
        if full is None:
            return None
        return OrganisationName(full.key + rest, True, full.area, full.key if rest else None)

    def standard(self, name: str, start: int, line: int) -> OrganisationName | None:
        """Everything else keeps its name, in standard form."""
        marker = MARKER.match(name)
        short = bool(LEVEL_START.match(name) or BARE_OF_BODY.match(name) or UNIT_START.match(name) or len(name) <= 2)
        if marker and marker.group() == "中国共产党" and len(name) > 5:
            return OrganisationName("中共" + name[5:], True)
        national = NATIONAL.match(name)
        body = national.group() + standard_body(name[national.end() :]) if national else standard_body(name)
        return OrganisationName(body, not short or body != name)

    def _last(
        self, line: int | None, start: int, accepts: Callable[[OrganisationName], bool], *, places: bool = False
    ) -> OrganisationName | None:
        """The last name before that is accepted; in the same line only, or (line None) anywhere.

        With ``places``, an administrative unit counts, too: 安稳镇：党委书记.
        """
        for position, number, known, is_place in reversed(self.passed):
            if line is not None and number != line:
                return None
            small = is_place and known.area is not None and known.area.level in ("township", "village")
            if position < start and (not is_place or (places and small)) and accepts(known):
                return known
        return None


RULES: tuple[Callable[[OrganisationNames, str, int, int], OrganisationName | None], ...] = (
    OrganisationNames.youth,
    OrganisationNames.minority,
    OrganisationNames.assembly,
    OrganisationNames.same_unit,
    OrganisationNames.corps,
    OrganisationNames.stationed,
    OrganisationNames.prefixed,
    OrganisationNames.levelled,
    OrganisationNames.party_department,
    OrganisationNames.of_unit,
    OrganisationNames.bare,
    OrganisationNames.repeated,
    OrganisationNames.extended,
    OrganisationNames.police_station,
    OrganisationNames.abbreviated,
    OrganisationNames.standard,
)


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` leaves out characters of ``full``, begins a word of it and ends as it does or as its stem.

    >>> abbreviates("左江铝业", "广西左江铝业股份有限公司"), abbreviates("县财政局", "县林业局")
    (True, False)
    """
    if len(short) < 2 or len(short) >= len(full) or short[:2] not in full or full.startswith(short):
        return False
    at = full.find(short[:2])
    if at > 0 and short[0] != full[0] and not _legal_form(full):
        return False
    for character in short:
        at = full.find(character, at)
        if at < 0:
            return False
        at += 1
    return short[-1] == full[-1] or _legal_form(full) or full.endswith(WHOLE_ENDINGS.get(short[-1], "\n"))


def _legal_form(name: str) -> bool:
    return name.endswith(("公司", "合作社", "合作联社"))
