"""The institution that a document is about: 学校, 校党委, 财务处, 土木工程学院 are its own or parts of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from partyie.components.areas import leading_units
from partyie.components.organisation_context import ORGAN_TAIL, Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import BODY_INSIDE, UNIT_START, standard_body, without_term
from partyie.components.organisation_prefixes import levelled
from partyie.components.reading import Candidate
from partyie.text import lazy_re as re

INSTITUTION = re.compile(
    r"(?:大学|学院|学校|中学|小学|党校|幼儿园|医院|卫生院|公司|集团|厂|研究[所院]|设计院|科学院|服务中心|管理局|银行|支行|博物馆|图书馆)$"
)
WHOLE_WORDS = {
    "学校": ("大学", "学院", "学校", "中学", "小学", "党校"),
    "学院": ("学院",),
    "医院": ("医院", "卫生院"),
    "公司": ("公司",),
    "集团": ("集团", "集团有限公司", "集团股份有限公司", "集团公司"),
    "中心": ("中心",),
    "研究所": ("研究所",),
    "研究院": ("研究院",),
}
SHORT_WORDS = {
    "校": WHOLE_WORDS["学校"],
    "学": WHOLE_WORDS["学校"],
    "院": ("医院", "学院", "研究院"),
    "所": ("研究所",),
    "公": ("公司",),
    "集": WHOLE_WORDS["集团"],
    "中": ("中心",),
    "医": ("医院",),
}
FACULTY = re.compile(
    r"[\u4e00-\u9fff、]{0,10}(?:工程|科学|技术|管理|经济|贸易|金融|法|文|理|工|商|外国?语|马克思主义|医|药|护理|艺术|设计|建筑|化学|化工|物理"
    r"|数学|统计|信息|计算机|软件|自动化|电子|生命|生物|环境|机械|电气|材料|教育|新闻|传播|历史|国际|船舶|能源|动力|水利|土木|农|林|食品|园艺"
    r"|资源|地理?|海洋|航空|交通|人文|社会|政治|哲学|体育|音乐|美术|公共卫生|继续教育|研究生)学院"
    r"|[\u4e00-\u9fff、]{2,14}(?:系|研究[所院]|教研室|实验室|校医院|出版社)|(?:教务|学生|人事|科研|财务|后勤)[\u4e00-\u9fff]{0,4}[处部]"
    r"|图书馆|档案馆|研究生院|党校|学生会|校友会"
)
INDEPENDENT = re.compile(r"(?:职业|师范|医科|中央|国家|中国)[\u4e00-\u9fff]{0,6}学院$|科学院")
DEPARTMENT = re.compile(
    r"(?:党委|行政)?[\u4e00-\u9fff]{1,10}?(?:办公室|研究室|监督室|调解室|工作室|资料室|教研室|科|处|室|股|庭|车间|班组)"
    r"|党委(?:办公室|宣传部|组织部|统战部|学生工作部|教师工作部|人民武装部)|(?:宣传|组织|人事|财务|市场|质量|安全|工程|生产|技术)[\u4e00-\u9fff]{0,6}部"
    r"|[\u4e00-\u9fff]{2,10}(?:工作站|项目部|项目经理部|就业服务指导中心|标本馆)"
)
PART_OF = re.compile(r"[\u4e00-\u9fff]{1,12}(?:科|处|室|股|庭|车间|中心|站|部|组)$")
STOPS = "。；！？"
EDUCATION = re.compile(
    r"(?:在职|函授)?(?:研究生|本科|大学|大专|专科|学习|毕业|就读|进修|[\u4e00-\u9fff]{2,8}(?:系|专业))"
)
LEAST_WHOLE = 4  # characters of an institution's name
NEAR = 16  # characters between a body and a department that is taken for a part of it
OFTEN = 3  # mentions by which a document is about an institution
AT_HEAD, AT_FOOT, HEAD_WEIGHT = 200, 150, 2


def find_home(context: NamingContext, organs: Iterable[tuple[Candidate, str]]) -> OrganisationName | None:
    """The institution that is named most, at the head of the document above all; None where none is named so often."""
    votes: Counter[str] = Counter()
    words: Counter[str] = Counter()
    found: dict[str, OrganisationName] = {}
    at_edge: set[str] = set()
    text = context.places.reading.text
    length = len(text)
    for mention, surface in organs:
        if EDUCATION.match(text, mention.end):
            continue
        words[surface[:1]] += surface in WHOLE_WORDS or bool(UNIT_START.match(surface))
        for name in _institutions(context, without_term(surface)):
            key = name.key
            found[key] = name
            if mention.start < AT_HEAD or mention.end > length - AT_FOOT:
                at_edge.add(key)
            votes[key] += HEAD_WEIGHT if mention.start < AT_HEAD else 1
    for key in list(votes):
        if key not in at_edge:
            del votes[key]
            continue
        votes[key] += OFTEN * (context.issuer is not None and context.issuer.key.startswith(key))
        votes[key] += sum(words[word] for word, endings in SHORT_WORDS.items() if key.endswith(endings))
    best = max(votes, key=lambda key: votes[key], default="")
    return found.get(best) if votes[best] >= OFTEN else None


def _institutions(context: NamingContext, form: str) -> Iterator[OrganisationName]:
    """The institution that a form names, and the one that it names a part of: 清水师范学院附属中学."""
    name = context.known.get(form) or context.ending(form) or levelled(context, Form(form, 0, -1))
    if name is None or not name.resolved or is_faculty(context, name.key):
        return
    part = name.parent is not None and PART_OF.fullmatch(name.key[len(name.parent) :])
    if INSTITUTION.search(name.key) and not part:
        yield name
    tail = ORGAN_TAIL.fullmatch(name.key)
    if tail and INSTITUTION.search(tail["body"]):
        yield context.known.get(tail["body"]) or OrganisationName(tail["body"], True, name.area)
    for end in range(LEAST_WHOLE, len(name.key)):
        whole = context.known.get(name.key[:end])
        if whole is not None and INSTITUTION.search(whole.key):
            yield whole


def institution(context: NamingContext, form: Form) -> OrganisationName | None:
    """学校, 医院, 公司: the one named last before in the line, else the document's own, else the last."""
    endings = WHOLE_WORDS.get(form.name)
    if endings is None:
        return None

    def accepts(known: OrganisationName) -> bool:
        return known.resolved and known.key.endswith(endings) and not (form.name == "学校" and known.parent)

    home = context.home if context.home is not None and context.home.key.endswith(endings) else None
    return context.last(accepts, line=form.line) or home or context.own(endings) or context.last(accepts)


def faculty(context: NamingContext, form: Form) -> OrganisationName | None:
    """土木工程学院, 教务处 in a university's document: the university's."""
    home = context.home
    if home is None or not home.key.endswith(("大学", "学院", "党校")) or home.key.endswith(form.name):
        return None
    if not is_faculty(context, form.name):
        return None
    return OrganisationName(home.key + form.name, True, home.area, home.key)


def is_faculty(context: NamingContext, name: str) -> bool:
    """Whether a name can only be a part of a university: 土木工程学院, not 闽江师范学院."""
    known = context.places.known
    return bool(FACULTY.fullmatch(name)) and not INDEPENDENT.search(name) and not leading_units(name, known)


def department(context: NamingContext, form: Form) -> OrganisationName | None:
    """财务处 close behind a body is that body's; elsewhere in a document about an institution, the institution's."""
    if not DEPARTMENT.fullmatch(form.name) or leading_units(form.name, context.places.known):
        return None
    if form.name.endswith(("办公室", "办事处")) or BODY_INSIDE.search(form.name):
        return None
    start = max(0, form.start - NEAR)
    clause = max(start, *(context.places.reading.text.rfind(stop, start, form.start) for stop in STOPS))
    near = context.last(lambda known: known.resolved, line=form.line, after=clause)
    home = context.home
    if near is None and (home is None or (form.name[-1] == "股" and home.key.endswith("公司"))):
        return None
    if near is not None and home is not None and near.area is None and PART_OF.fullmatch(near.key):
        near = home  # another department of the institution
    parent = whole_body(context, near or home or OrganisationName("", False))
    return OrganisationName(parent.key + standard_body(form.name), True, parent.area, parent.key)


def whole_body(context: NamingContext, name: OrganisationName) -> OrganisationName:
    """The body whose department a name is: 潼南区中医院治未病中心 → 潼南区中医院."""
    parent = context.known.get(name.parent) if name.parent else None
    tail = ORGAN_TAIL.fullmatch(name.key)
    if tail and not name.committee and tail["tail"][-1] != "委":
        return OrganisationName(tail["body"], True, name.area)
    if parent is not None and name.parent is not None and PART_OF.fullmatch(name.key[len(name.parent) :]):
        return parent
    return name
