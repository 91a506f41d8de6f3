"""Bodies that the text names without saying whose: groups of a headquarters, standing committees, bureaus in a list."""

from __future__ import annotations

from partyie.components.areas import leading_units
from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import is_numbered, standard_body
from partyie.components.organisation_prefixes import composed
from partyie.components.organisation_stations import county_of
from partyie.text import lazy_re as re

TEMPORARY = r"指挥部|领导小组|专班|组委会|筹委会|调查组|委员会"
OF_TEMPORARY = re.compile(
    rf"^(?P<body>{TEMPORARY})(?P<rest>办公室|[\u4e00-\u9fff]{{2,8}}组)(?P<group>[\u4e00-\u9fff]{{2,8}}组)?$"
)
GROUP = re.compile(
    r"^[\u4e00-\u9fff]{2,8}(?<!领导小)(?<!调查)(?<!工作)(?<!巡视)(?<!巡察)(?<!督导)(?<!督察)(?<!纪检监察)组$"
)
HEADQUARTERS = ("指挥部", "领导小组", "组委会", "专班", "指挥部办公室", "领导小组办公室")
CPPCC_COMMITTEE = re.compile(
    r"^(?:提案|文史|文化文史|经济|社会法制|社会和法制|社法|民族宗教|民宗|港澳台侨|教科卫体|教科文卫体|农业农村|人口资源环境|委员联络)[\u4e00-\u9fff]{0,6}(?:委员会|委)$"
)
CONGRESS_COMMITTEE = re.compile(
    r"^(?:监察司法|监察和司法|财政经济|财经|法制|农业农村|教科文卫|教育科学文化卫生|城建环资|环资|选举任免|选任联|社会建设|代表资格审查|民族侨务)[\u4e00-\u9fff]{0,8}(?:委员会|工委|委)$"
)
LISTED = re.compile(r"[、和与及]$|以及$")
BUREAU = re.compile(
    r"^(?:公安|司法|教育|教体|财政|民政|审计|统计|信访|水利|水务|农业农村|农业|林业|商务|卫生健康|卫健|人社|人力资源和?社会保障|住建|住房和?城乡建设|文旅"
    r"|应急管理|应急|自然资源|生态环境|市场监管|市场监督管理|交通运输|交通|城管|医保|医疗保障|税务|发改|发展和?改革|工信|科技|退役军人事务|乡村振兴|气象)(?:局|委)(?P<rest>党组|党委|机关)?$"
    r"|^(?:检察院|人民检察院|法院|人民法院|总工会|妇联|残联|红十字会|工商联|科协|文联|发改委|卫健委)$"
)
STATIONED = re.compile(
    r"^(?P<head>纪委监委|纪委|监委)(?P<verb>派?驻)(?P<host>[\u4e00-\u9fff]{1,12}?)(?P<group>纪检监察组|纪检组)$"
)
HOSTS = {
    "校": ("大学", "学院", "学校"),
    "院": ("院",),
    "中心": ("中心",),
    "公司": ("公司",),
    "集团": ("集团",),
    "厅": ("厅",),
    "局": ("局",),
}


def of_temporary(context: NamingContext, form: Form) -> OrganisationName | None:
    """指挥部办公室, 指挥部办公室综合组: of the 指挥部 named last."""
    match = OF_TEMPORARY.match(form.name)
    if match is None:
        return None
    body = match["body"]
    rest = match["rest"] + (match["group"] or "")
    parent = context.last(lambda known: known.key.endswith(body) and known.key != body) or context.ending(body)
    if parent is None and rest.startswith("办公室"):
        parent, rest = context.ending(body + "办公室"), rest.removeprefix("办公室")
    return _part(parent, rest) if parent is not None else None


def group(context: NamingContext, form: Form) -> OrganisationName | None:
    """物资保障组: of the headquarters named last."""
    if not GROUP.fullmatch(form.name):
        return None
    parent = _last_ending(context, HEADQUARTERS)
    return _part(parent, form.name) if parent is not None else None


def standing_committee(context: NamingContext, form: Form) -> OrganisationName | None:
    """提案委员会: of the 政协 named last; 监察司法委员会: of the 人大."""
    for pattern, endings in ((CPPCC_COMMITTEE, ("政协",)), (CONGRESS_COMMITTEE, ("人大常委会", "人大"))):
        if pattern.match(form.name):
            parent = _last_ending(context, endings)
            return _part(parent, standard_body(form.name)) if parent is not None else None
    return None


def _last_ending(context: NamingContext, endings: tuple[str, ...]) -> OrganisationName | None:
    return context.last(lambda known: known.key.endswith(endings))


def _part(parent: OrganisationName, rest: str) -> OrganisationName:
    return OrganisationName(parent.key + rest, True, parent.area, parent.key)


def listed_bureau(context: NamingContext, form: Form) -> OrganisationName | None:
    """县公安局、财政局: of the same unit; a bureau that stands alone is the main unit's."""
    if not BUREAU.match(form.name):
        return None
    text = context.places.reading.text
    area = context.places.main
    if LISTED.search(text, max(0, form.start - 2), form.start):
        before = context.last(lambda known: known.area is not None, line=form.line, after=form.start - 3)
        area = before.area if before is not None else area
    if area is None or area.level not in ("prefecture", "county"):
        return None
    return composed(context, "", area, form.name)


def bare_numbered(context: NamingContext, form: Form) -> OrganisationName | None:
    """三中, 一小 in a county's document: the county's."""
    county = county_of(context)
    if county is None or not is_numbered(form.name) or context.ending(standard_body(form.name)) is not None:
        return None
    return composed(context, "", county, form.name)


def stationed_group(context: NamingContext, form: Form) -> OrganisationName | None:
    """市纪委监委驻校纪检监察组 → 南平市纪委监委驻闽北学院纪检监察组; 驻县卫健局 → 驻县卫生健康局."""
    lead = leading_units(form.name, context.places.known)
    level = form.name[:1] if not lead and form.name[:1] in "省市县区旗州" else ""
    start = lead.end or len(level)
    match = STATIONED.match(form.name[start:])
    if match is None or not start:
        return None
    area = context.places.area_at(lead, form.start) if lead else context.places.of_word(level, form.start)
    if area is None:
        return None
    host, endings = match["host"], HOSTS.get(match["host"])
    if endings is not None:
        home = context.home if context.home is not None and context.home.key.endswith(endings) else None
        body = home or context.last(lambda known: known.resolved and known.key.endswith(endings))
        host = body.key if body is not None else host
    elif host[:1] in "省市县区旗州" and len(host) > 2:
        host = host[:1] + standard_body(host[1:])
    else:
        host = standard_body(host)
    return OrganisationName(f"{area.key}{match['head']}{match['verb']}{host}{match['group']}", True, area)
