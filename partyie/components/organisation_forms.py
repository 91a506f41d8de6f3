"""Forms of organisations' names, apart from any document: terms of office, standard bodies, abbreviations, kinds."""

from __future__ import annotations

from functools import lru_cache

from partyie.lexicon.central_organs import central_kinds
from partyie.lexicon.heads import organ_heads
from partyie.lexicon.known_bodies import known_kinds
from partyie.lexicon.organ_forms import form_pattern, organ_forms
from partyie.text import lazy_re as re

TERM = re.compile(r"第?[〇一二三四五六七八九十百零\d]{1,4}届|第[〇一二三四五六七八九十百零\d]{1,4}次会议")
BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
OFFICES = re.compile(r"(?<=[委府局会])机关$")
ASSOCIATION = re.compile(r"(?<=[会协联])委员会$")
KINDS = (
    (re.compile(r"^共青团"), "mass"),
    (re.compile(r"(?:党组|党委|党总支|党支部|党工委|机关工委|支委会)$"), "party"),
    (re.compile(r"^中共.+纪委|纪委监委|监委(?:$|派?驻)|纪检(?:监察)?组$"), "supervision"),
    (re.compile(r"党校"), "school"),
    (re.compile(r"^中共.+委"), "party"),
    (re.compile(r"人大(?:常委会|主席团|工委|$)"), "congress"),
    (re.compile(r"政协(?![网报])"), "cppcc"),
    (re.compile(r"人民检察院"), "procuratorate"),
    (re.compile(r"人民法院"), "court"),
    (re.compile(r"(?:指挥部|领导小组|专班|组委会)(?:办公室|[\u4e00-\u9fff]{2,6}组)$"), "temporary"),
    (
        re.compile(r"(?:公安|交警|交通|刑侦|特警|执法|稽查|渔政|消防|缉私|监察|督察)[\u4e00-\u9fff]{0,8}[大中支总]队$"),
        "government",
    ),
    (
        re.compile(r"(?:改革|健康|监督管理|事务|建设|农业农村|教育|技术|交通|信息化|计划生育|体育|商务)委员会$"),
        "government",
    ),
)
ZONES = (
    (re.compile(r"(?<!技术)经开区(?=管委会|管理委员会|党工委|纪工委|工委)"), "经济技术开发区"),
    (re.compile(r"高新区(?=管委会|管理委员会|党工委|纪工委|工委)"), "高新技术产业开发区"),
)
NOT_AREAS = ("学", "院", "公司", "校", "厂", "局", "集团")
CONGRESS_PARTY = re.compile(r"^(?:中国共产党|中共)(?P<place>.+?)委员会(?P<rest>.*)$")
CPPCC = re.compile(r"^(?:中国人民政治协商会议|政协)(?P<place>.+?)委员会(?P<rest>.*)$")
REPEATED = re.compile(r"^(?P<place>.+?(?P<word>[省市县区州旗]))(?P=word)委")
KEPT_OFFICES = ("编办", "双拥办")
LEAST_OFFICE = 2  # characters that a name has more of before 办 stands for 办公室
PARTY_DEPARTMENTS = ("党校", "办公厅", "组织部", "宣传部", "统战部", "政法委", "政治局")
GOVERNMENT_REST = re.compile(r"办|党组|外事|新闻|督查|信息|研究|法制|驻|机关|[\u4e00-\u9fff]{2,4}(?:办|室)")
WHOLE = frozenset({"共青团", "兵团", "解放军", "融媒", "民委", "府", "公安"})  # short only where nothing follows
ENDINGS = {"联": "联合会", "协": "协会", "办": "办公室", "媒": "融媒体中心", "委": "委员会", "所": "派出所"}
UNIVERSITY = re.compile("[\u4e00-\u9fff]大")
UNIT_START = re.compile(
    r"^(?P<word>局|厅|项目部|分行|支行|学校|医院|学院|校|院|所|厂|公司|集团|中心|大队|中队|支队|连|团|师|矿|馆|站|台|行|社|会|县局|市局|省厅|区局)"
    r"(?P<rest>(?:党|纪委|机关|工会|团委|团支部|妇联|董事会|监事会|理事会|委员会|常委会|常务|秘书|学生会|研究生会|校友会"
    r"|图书馆|档案馆|标本馆|后勤|工作|领导小组|老干部|关工委).*|办|[\u4e00-\u9fff]{0,6}(?:办公室|科|处|室|股|部|庭|中心|大队|支部|组|车间|班))$"
)
SHORT_NAME = re.compile(
    r"^(?:局|厅|校|院|厂|公司|集团|学院|大队|中队|支队|连|团|师|矿|行|社|会|所|中心|县局|市局|省厅|区局)(?![计业联保馆])"
    r"|^(?:学校|医院|派出所|合作社|指挥部|领导小组|专班|工作专班|工作队|工作组|调查组|研究所|研究院|办公室|委员会)$"
)
NUMBERED = re.compile(
    r"^(?P<ordinal>第?)(?P<number>[一二三四五六七八九十]{1,3})(?P<word>医院|院|高中|高级中学|高|中|小|幼)(?P<rest>.*)$"
)
NUMBERED_WORDS = {
    "医院": "人民医院", "院": "人民医院", "高中": "高级中学", "高": "高级中学", "高级中学": "高级中学", "中": "中学",
    "小": "小学", "幼": "幼儿园",
}  # fmt: skip
NUMBERED_REST = re.compile(r"|(?:党|团委|工会|[\u4e00-\u9fff]{1,6}[科室部处]|分校|校区)[\u4e00-\u9fff]{0,4}")
BODY_INSIDE = re.compile(r"厂|公司|医院|大学|学院|集团|法院|局(?!部)")
LONGEST_HEAD = 10
MEDIA = ("报", "网", "社", "台", "融媒")


@lru_cache(maxsize=2048)
def without_term(name: str) -> str:
    """A name without its term of office: 安徽省第十三届人大 → 安徽省人大, 政协第十二届湖北省委员会 → 湖北省政协."""
    full, name = name, TERM.sub("", name)
    name = OFFICES.sub("", BRACKET.sub("", name))
    for zone, full_zone in ZONES:
        name = zone.sub(full_zone, name)
    cppcc = CPPCC.match(name)
    if cppcc:
        return f"{cppcc['place']}政协{cppcc['rest']}"
    party = CONGRESS_PARTY.match(name)
    if party:
        place, rest = party["place"], party["rest"]
        return f"{place}党委{rest}" if place.endswith(NOT_AREAS) else f"中共{place}委{rest}"
    if full != name:
        name = ASSOCIATION.sub("", name)
    repeated = REPEATED.match(name)
    if repeated and full != name:
        return name[: repeated.end("place")] + name[repeated.end() - 1 :]
    return name


@lru_cache(maxsize=2048)
def standard_body(body: str) -> str:
    """A body in its standard form: 政府办 → 人民政府办公室, 住建局党组 → 住房和城乡建设局党组.

    >>> standard_body("发改委"), standard_body("公安局"), standard_body("委组织部")
    ('发展和改革委员会', '公安局', '委组织部')
    """
    numbered = _numbered(body)
    if numbered:
        return numbered
    form, rest = _leading_form(body)
    tail = _tail_pattern().search(form + rest)
    if tail:
        return (form + rest)[: tail.start()] + organ_forms()[tail.group()].standard
    if rest.endswith("办") and not rest.endswith(KEPT_OFFICES) and (form or len(rest) > LEAST_OFFICE):
        rest += "公室"
    return form + rest


def _numbered(body: str) -> str:
    """二中 → 第二中学, 三医院 → 第三人民医院; empty where it is no such name."""
    match = NUMBERED.match(body)
    if match is not None and match["ordinal"] and match["word"] in ("医院", "院"):
        return ""
    if match is None or not NUMBERED_REST.fullmatch(match["rest"]):
        return ""
    return f"第{match['number']}{NUMBERED_WORDS[match['word']]}{match['rest']}"


def is_numbered(body: str) -> bool:
    """Whether a body is a numbered school or hospital: 二中, 第一医院."""
    return bool(NUMBERED.match(body)) and bool(_numbered(body))


def _leading_form(body: str) -> tuple[str, str]:
    """The standard of the short form that a body begins with, and the rest; an empty form where it has none."""
    match = form_pattern().match(body)
    if match is None or not _ends_form(match.group(), body[match.end() :]):
        return "", body
    standard = organ_forms()[match.group()].standard
    if body.startswith(standard):
        return "", body
    rest = body[match.end() :]
    return standard, rest.removeprefix("公室" if standard.endswith("办公室") else "员会")


def _ends_form(form: str, rest: str) -> bool:
    """Whether a short form isn't the beginning of a longer word: 政府 in 政府债务管理领导小组, 兵团 in 兵团二中."""
    if not rest:
        return True
    if form == "政府":
        return bool(GOVERNMENT_REST.match(rest))
    if form == "中央":
        return rest.startswith(PARTY_DEPARTMENTS)
    return form not in WHOLE and not form.endswith("集团")


@lru_cache(maxsize=1)
def _tail_pattern() -> re.Pattern[str]:
    """A short form at the end of a name, right after another organ: 人民法院 + 审委会."""
    return re.compile(rf"(?<=[院会局委府厅部大学司协])(?:{form_pattern().pattern})$")


@lru_cache(maxsize=1024)
def kind_of(name: str) -> str:
    """The kind of an organisation by the last word of its name, else ``other``."""
    heads = organ_heads()
    for start in range(max(0, len(name) - LONGEST_HEAD), len(name)):
        head = heads.get(name[start:])
        if head is not None:
            return head.kind
    return "media" if name.endswith(MEDIA) else "other"


def kind_of_name(name: str) -> str:
    """The kind of a resolved name: by the tables of central and well-known bodies, by its parts, by its last word."""
    listed = central_kinds().get(name) or known_kinds().get(name)
    return listed or next((kind for pattern, kind in KINDS if pattern.search(name)), None) or kind_of(name)


@lru_cache(maxsize=2048)
def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` leaves out characters of ``full``, begins with two that stand together there, and ends alike.

    >>> abbreviates("左江铝业", "广西左江铝业股份有限公司"), abbreviates("县财政局", "县林业局")
    (True, False)
    """
    if UNIVERSITY.fullmatch(short) and full.endswith("大学"):
        return short[0] in full[:-2]
    if len(short) < 2 or len(short) >= len(full) or short[:2] not in full or full.startswith(short):
        return False
    at = full.find(short[:2])
    if at > 0 and not (_has_legal_form(full) or full.endswith(ENDINGS.get(short[-1], "\n"))):
        return False
    for character in short:
        at = full.find(character, at)
        if at < 0:
            return False
        at += 1
    return short[-1] == full[-1] or _has_legal_form(full) or full.endswith(ENDINGS.get(short[-1], "\n"))


def _has_legal_form(name: str) -> bool:
    return name.endswith(("公司", "合作社", "合作联社"))
