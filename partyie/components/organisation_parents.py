"""Names that say what they are, not whose: 党组, 组织部, 办公室, 公司董事会, 指挥部.

They are joined to a body named before.
"""

from __future__ import annotations

from partyie.components.areas import LEVEL_START, MARKER, leading_units
from partyie.components.organisation_context import ORGAN_TAIL, Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import BODY_INSIDE, SHORT_NAME, UNIT_START, kind_of, standard_body
from partyie.components.organisation_prefixes import composed
from partyie.text import lazy_re as re

PARTY_DEPARTMENT = re.compile(r"^(?:组织部|宣传部|统战部|政法委|编办|老干部局|党校|巡察办|机要局|政研室|督查室)")
PART = re.compile(
    r"^(?:党组|党委|党总支|党支部|党工委|纪委|机关党委|临时党支部|工会|团委|团支部|妇联|人武部|武装部|人大|政协"
    r"|村委会|村民委员会|居委会|管委会|人大工委)"
)
BOARD = re.compile(r"^(?:董事会|监事会|理事会|股东大会|执行委员会|常委会|主席团|委员会)")
DEPARTMENT = re.compile(r"^[\u4e00-\u9fff]{0,8}?(?:办公室|研究室|监督室|科|处|室|股|庭|车间)$")
OF_COMPANY = frozenset({"董事会", "监事会", "股东大会"})
COMPANY_PART = re.compile(
    r"^(?P<body>[\u4e00-\u9fff]{2,8}?(?:公司|集团|厂))(?P<part>[\u4e00-\u9fff]{2,8}(?:部|科|处|室|车间|中心))$"
)
COMPANY = ("公司", "集团", "厂")
UNIT_ENDINGS = {
    "校": ("大学", "学院", "学校", "中学", "小学", "党校", "中", "小", "校"),
    "项目部": ("项目部", "项目经理部"),
    "分行": ("分行",),
    "支行": ("支行",),
    "学校": ("大学", "学院", "学校", "中学", "小学", "党校", "中", "小"),
    "医院": ("医院", "卫生院"),
    "学院": ("学院",),
    "院": ("医院", "学院", "法院", "检察院", "研究院", "院"),
    "公司": COMPANY,
    "集团": ("集团有限公司", "集团", "集团公司", "集团股份有限公司"),
    "会": ("会", "联合会", "协会"),
}
SAME_UNIT = re.compile(r"(?:该|本)(?P<word>镇|乡|街道|村|社区|局|厅|公司|集团|校|院|区|县|市|馆|厂|会)$")
ASSEMBLY = re.compile(r"^大会(?=主席团|秘书处)")
NATIONAL = re.compile(r"^(?:国家|国务院|中国|全国)(?=[\u4e00-\u9fff]{2})")
TEMPORARY = re.compile(r"[\u4e00-\u9fff]{3,}(?:指挥部|领导小组|专班|工作组)(?:办公室)?$")
BODY_ENDS = "局团师队所校院厂司部会"
HEADQUARTERS = ("指挥部", "领导小组", "组委会", "专班")
ZONE = re.compile(r"(?:开发区|产业园区|新区|度假区|自贸区)(?:管委会|管理委员会|党工委)?$")
INNER_ENDS = ("大队", "支队", "总队", "中心", "学院", "医院", "公司", "分局")
GOVERNMENTS = ("人民政府", "办事处", "政府")
SURE_END = 6  # characters of a name that can only be the end of the one longer name
LEAST_END = 3
LONGEST_PART = 18


def assembly(context: NamingContext, form: Form) -> OrganisationName | None:
    """大会主席团: of the people's congress that meets."""
    if not ASSEMBLY.match(form.name):
        return None
    congress = context.last(lambda known: known.key.endswith("人大"))
    return _joined(congress, form.name[2:]) if congress else None


def same_unit(context: NamingContext, form: Form) -> OrganisationName | None:
    """该镇党委, 本公司董事会: of the unit or body of that kind named last."""
    match = SAME_UNIT.search(context.places.reading.text, max(0, form.start - 3), form.start)
    if match is None or not (PART.match(form.name) or BOARD.match(form.name) or DEPARTMENT.match(form.name)):
        return None
    area = context.places.of_word(match["word"], form.start)
    return composed(context, "", area, form.name) if area else _of_unit(context, match["word"], form.name)


def party_department(context: NamingContext, form: Form) -> OrganisationName | None:
    """组织部 after 市委常委: of the committee named last in the line, else anywhere."""
    if not PARTY_DEPARTMENT.match(form.name):
        return None
    committee = context.last(_is_committee, line=form.line) or context.last(_is_committee)
    return _joined(committee, standard_body(form.name)) if committee else None


def _is_committee(name: OrganisationName) -> bool:
    return name.committee


def of_unit(context: NamingContext, form: Form) -> OrganisationName | None:
    """局党组, 校党委, 公司董事会: of the issuer, if it is such a body, else of the last one."""
    match = UNIT_START.match(form.name)
    return _of_unit(context, match["word"], match["rest"]) if match else None


def _of_unit(context: NamingContext, word: str, rest: str) -> OrganisationName | None:
    word = (
        word
        if word == "项目部"
        else word[-2:]
        if word.endswith((*COMPANY[:2], "学校", "医院", "学院", "中心", "分行", "支行"))
        else word[-1]
    )
    endings = UNIT_ENDINGS.get(word, (word,))
    home = context.home if context.home is not None and context.home.key.endswith(endings) else None
    parent = home or context.own(endings)
    parent = parent or context.last_body(endings)
    if parent is None:
        parent = next((name for ending in endings if (name := context.ending(ending)) is not None), None)
    if parent is None:
        return None
    found = _joined(parent, "校长办公室" if (word, rest) == ("校", "办") else standard_body(rest))
    found.key = "中共" + found.key if rest.startswith("纪委") else found.key
    return found


def bare(context: NamingContext, form: Form) -> OrganisationName | None:
    """党组, 人大, 办公室, 董事会, 第四届委员会: joined to the body named last in the line, else to the issuer."""
    name, board, part = form.name, BOARD.match(form.name), PART.match(form.name)
    if not (part or board or _is_department(name)) or leading_units(name, context.places.known):
        return None
    longer = _longer(context, name) or context.last(lambda known: known.key.endswith(name), line=form.line)
    if longer is not None:
        return longer
    if board and board.group() in OF_COMPANY:
        company = context.own(COMPANY) or context.last(lambda known: known.key.endswith(COMPANY))
        return _joined(company, name) if company else None
    parent = _parent_of(context, form, part=bool(part), board=bool(board))
    if parent is None or kind_of(parent.key) == "media":
        return _only_ending(context, name) if part else None
    base = OrganisationName(_base(parent, part=bool(part or board)), True, parent.area)
    return base if board and board.group() == "委员会" else _joined(base, standard_body(name))


def _only_ending(context: NamingContext, name: str) -> OrganisationName | None:
    """居委会 → the only one that has been named."""
    last = context.last(lambda known: known.resolved and known.key.endswith(name))
    return last if last is not None and context.ending(name) == last else None


def _is_department(name: str) -> bool:
    """Whether a name is a department's alone: 办公室, 财务科, not 局办公室, 机械厂一车间."""
    return bool(DEPARTMENT.match(name)) and not UNIT_START.match(name) and not BODY_INSIDE.search(name[:-1])


def _parent_of(context: NamingContext, form: Form, *, part: bool, board: bool) -> OrganisationName | None:
    parent = context.last(lambda known: known.resolved, line=form.line, places=part)
    if parent is None and board:
        parent = context.last(lambda known: known.key.endswith(("会", "联", "协")))
    if form.name.startswith("党工委"):
        parent = _street(context.last(_has_working_committee, places=True)) or parent
    if form.name == "办公室":
        parent = context.last(lambda known: known.key.endswith(HEADQUARTERS), line=form.line) or parent
    own = context.issuer if context.issuer is not None and context.issuer.key != form.name else context.home
    return parent or own


def _street(name: OrganisationName | None) -> OrganisationName | None:
    """The 街道 that a body belongs to, or the body itself."""
    if name is None or name.area is None or name.area.word != "街道":
        return name
    return OrganisationName(name.area.key, True, name.area)


def _has_working_committee(name: OrganisationName) -> bool:
    """Whether a unit or body has a 党工委: a 街道, a zone."""
    return bool(name.area is not None and name.area.word == "街道") or bool(ZONE.search(name.key))


def _base(parent: OrganisationName, *, part: bool) -> str:
    """The body itself where its party organ was named (茂林镇党委 + 人大 → 茂林镇), or the area of a government."""
    key = parent.key
    tail = ORGAN_TAIL.fullmatch(key)
    if tail and (part or tail["tail"][0] in "党审"):
        key = tail["body"].removeprefix("中共") if tail["tail"] == "纪委" else tail["body"]
    if parent.area is not None and part and (parent.committee or key.endswith(GOVERNMENTS)):
        key = parent.area.key
    return key


def _joined(parent: OrganisationName, rest: str) -> OrganisationName:
    return OrganisationName(parent.key + rest, True, parent.area, parent.key)


def _longer(context: NamingContext, name: str) -> OrganisationName | None:
    """指挥部 → the 指挥部 named in full before."""
    if PART.match(name) or PARTY_DEPARTMENT.match(name) or name in ("办公室", "研究室"):
        return None
    return context.last(lambda known: known.resolved and known.key.endswith(name) and known.key != name)


def repeated(context: NamingContext, form: Form) -> OrganisationName | None:
    """合作社, 派出所, 独立总队: short for a body named in full before; a long end also for one named later."""
    name = form.name if context.ending(form.name) is not None else standard_body(form.name)
    if context.ending(name) is None:
        return None
    return context.ending(name) if len(name) >= SURE_END else _longer(context, name)


def inside(context: NamingContext, form: Form) -> OrganisationName | None:
    """交警大队 after 福清市公安局交警大队宏路中队: the part of a longer name that ends so."""
    name = form.name
    if len(name) <= LEAST_END or not name.endswith(INNER_ENDS):
        return None
    longer = context.last(lambda known: known.resolved and name in known.key[:-1], line=form.line)
    if longer is None:
        return None
    return OrganisationName(longer.key[: longer.key.index(name) + len(name)], True, longer.area)


def extended(context: NamingContext, form: Form) -> OrganisationName | None:
    """七十六团党委, 云州分局刑侦大队: what begins with the end of a name given in full."""
    name = form.name
    for length in range(min(len(name) - 1, LONGEST_PART), LEAST_END - 1, -1):
        if name[length - 1] in BODY_ENDS:
            parent = context.ending(name[:length])
            if parent is not None:
                return _joined(parent, name[length:])
    return None


def abbreviated(context: NamingContext, form: Form) -> OrganisationName | None:
    """左江铝业党委 → 广西左江铝业股份有限公司党委; 师大 → 赣西师范大学."""
    tail = ORGAN_TAIL.fullmatch(form.name)
    stem, rest = (tail["body"], tail["tail"]) if tail else (form.name, "")
    full = context.abbreviated_by(stem)
    company = COMPANY_PART.match(form.name) if full is None else None
    if company:
        full, rest = context.abbreviated_by(company["body"]), company["part"]
    if full is None or not rest:
        return full
    return _joined(full, rest)


def standard(context: NamingContext, form: Form) -> OrganisationName | None:
    """Everything else keeps its name, in standard form; a temporary body without a place is the main unit's."""
    name, main = form.name, context.places.main
    short = bool(LEVEL_START.match(name) or PART.match(name) or SHORT_NAME.match(name) or len(name) <= 2)
    marker, national = MARKER.match(name), NATIONAL.match(name)
    if marker and marker.group() == "中国共产党" and len(name) > len("中国共产党"):
        return OrganisationName("中共" + name[5:], True)
    if TEMPORARY.fullmatch(name) and main is not None and not national:
        return OrganisationName(main.key + name, True, main)
    body = national.group() + standard_body(name[national.end() :]) if national else standard_body(name)
    return OrganisationName(body, not short or body != name)
