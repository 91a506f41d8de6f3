"""Names that begin with an administrative unit or a level word: 仙游县司法局, 市委, 镇党委, 民建市委."""

from __future__ import annotations

from partyie.components.areas import LEVEL_START, MARKER, Area, leading_units, unit_area
from partyie.components.organisation_central import own_government
from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import is_numbered, standard_body
from partyie.text import lazy_re as re

YOUTH = re.compile(r"^团(?P<word>[省市县区旗州地])委")
COMMITTEE = re.compile(r"(?:地)?委(?!员|任|托|派)")
MINORITY = re.compile(
    r"^(?:中国民主建国会|中国民主同盟|中国国民党革命委员会|中国民主促进会|中国农工民主党|九三学社|台湾民主自治同盟|中国致公党)"
)
STATIONED_TEAM = re.compile(r"^驻村")
VILLAGE_BODY = ("民", "委会", "务")  # 村民委员会, 村委会, 村务监督委员会: 村 is theirs
ONE_CHARACTER_COUNTY = 2  # 费县: its committee is 费县县委
SURE_BODIES = (
    "法院", "检察院", "人民法院", "人民检察院", "纪委", "监委", "政府", "人大常委会", "政协", "县委", "市委", "省委",
)  # fmt: skip
BUREAU = re.compile(
    r"(?:公安|司法|教育|教体|财政|民政|审计|统计|信访|水利|水务|农业农村|林业|商务|卫生健康|卫健|人社|住建|文旅|应急管理|应急|自然资源"
    r"|市场监管|交通运输|城管|医保|税务|发改|工信|科技|退役军人|乡村振兴)局|公安|融媒|融媒体中心|总工会|妇联|残联|红十字会|文联|科协|党校"
)
TRIBUNAL = re.compile(r"(?<=法院)(?P<place>(?!巡回|少年|环境|行政|知识|互联)[\u4e00-\u9fff]{2,4})(?<!人民)法庭$")
UNION = re.compile(r"^总(?=$|经济|组织|宣教|权益|保障|女职|办公室)")
MANY = re.compile(r"第(?:[五六七八九]|十[一二三四五六七八九]?)人民医院")
COURTS = {"province": "高级人民法院", "prefecture": "中级人民法院"}


def youth(context: NamingContext, form: Form) -> OrganisationName | None:
    """团市委 → 共青团莆田市委."""
    match = YOUTH.match(form.name)
    if match and match["word"] == "地":
        prefecture = context.places.of_level("prefecture")
        unit = prefecture.division if prefecture else None
        return OrganisationName(f"共青团{unit.short}地区委员会", True, prefecture) if unit else None
    area = context.places.of_word(match["word"], form.start) if match else None
    if match is None or area is None:
        return None
    return OrganisationName(f"共青团{area.key}委{standard_body(form.name[match.end() :])}", True, area)


def minority(context: NamingContext, form: Form) -> OrganisationName | None:
    """民建市委 → 中国民主建国会松原市委员会."""
    full = standard_body(form.name)
    match = MINORITY.match(full)
    if match is None:
        return None
    rest = full[match.end() :]
    if not rest:
        return OrganisationName(match.group(), True)
    lead, level = leading_units(rest, context.places.known), LEVEL_START.match(rest)
    if lead:
        area, rest = context.places.area_at(lead, form.start), rest[lead.end :]
    elif level:
        area, rest = context.places.of_word(level.group(), form.start), rest[level.end() :]
    else:
        return None
    body = {"委": "委员会", "总支": "总支部"}.get(rest, rest)
    return OrganisationName(match.group() + area.key + body, True, area) if area else None


def stationed(context: NamingContext, form: Form) -> OrganisationName | None:
    """驻村工作队: of the village named last."""
    village = context.places.of_word("村", form.start) if STATIONED_TEAM.match(form.name) else None
    return OrganisationName(village.key + form.name, True, village) if village else None


def prefixed(context: NamingContext, form: Form) -> OrganisationName | None:
    """A name that begins with a unit: 仙游县司法局, 中共莆田市荔城区委组织部, 硝河乡硝河村党支部."""
    marker = MARKER.match(form.name)
    head = marker.group() if marker else ""
    rest = form.name[len(head) :]
    lead = leading_units(rest, context.places.known)
    body = rest[lead.end :]
    if not lead or not body or (lead.short and not _is_organ(body)):
        return None
    area = context.places.area_at(lead, form.start)
    if area is not None and lead.short and body.startswith("地委") and area.division is not None:
        name = f"{head or '中共'}{area.division.short}{body}"
        return OrganisationName(name, True, area, committee=body == "地委" and head != "共青团")
    return composed(context, head, area, body) if area else None


def _is_organ(body: str) -> bool:
    """Whether a body behind a unit's short name is that unit's: 莆田 + 市委, 弋江 + 公安局, 石城 + 二中."""
    return bool(COMMITTEE.match(body) or body.startswith(SURE_BODIES) or BUREAU.fullmatch(body)) or is_numbered(body)


def levelled(context: NamingContext, form: Form) -> OrganisationName | None:
    """A level word and a body: 市委, 县农业农村局, 镇党委; unresolved where the document doesn't settle the unit."""
    marker = MARKER.match(form.name)
    head = marker.group() if marker else ""
    name = form.name[len(head) :]
    match = LEVEL_START.match(name)
    if match is None or match.end() == len(name):
        return None
    word, body = match.group(), name[match.end() :]
    if word == "大队" and not context.places.named.get("大队"):
        return None
    if word == "地":
        return _prefectural(context, body)
    if word == "村" and body.startswith(VILLAGE_BODY):
        body = word + body
    area = context.places.of_word(word, form.start)
    if area is None:
        return OrganisationName(form.name, False)
    if body[0] in "局厅":
        return _bureau(context, area, body)
    return composed(context, head, area, body)


def _bureau(context: NamingContext, area: Area, body: str) -> OrganisationName | None:
    """县局, 省厅: the bureau of that unit named last, else the one of the same field as the bureau named last."""
    bureau = context.last_body((body[0],), area)
    if bureau is not None:
        return OrganisationName(bureau.key + body[1:], True, area, bureau.key if body[1:] else None)
    other = context.last_body(("局", "厅"))
    if other is None or other.area is None or not other.key.startswith(other.area.key):
        return None
    return OrganisationName(area.key + other.key[len(other.area.key) : -1] + body, True, area)


def _prefectural(context: NamingContext, body: str) -> OrganisationName | None:
    """地委: the prefecture's, by the short name of its city."""
    area = context.places.of_level("prefecture")
    if area is None or area.division is None:
        return None
    return OrganisationName(f"中共{area.division.short}地{body}", True, area, committee=body == "委")


def composed(context: NamingContext, head: str, area: Area, body: str) -> OrganisationName:
    """Marker, area and body as one key, in the guideline's forms (§9, Keys)."""
    body = own_government(area, body) or standard_body(body)
    if body == "团委":
        return OrganisationName(f"共青团{area.key}委员会", True, area)
    if body in ("支部", "总支"):
        body = "党" + body
    if body.startswith(("直", "级机关")):
        body = f"委{area.names[-1][-1]}{body}"
    body = UNION.sub("总工会", _court(area, body))
    area = _of_numbered(area, body)
    head = "中共" if head == "中国共产党" else head
    if COMMITTEE.match(body) and area.level != "village" and head in ("", "中共"):
        doubled = not head and len(area.names[-1]) == ONE_CHARACTER_COUNTY and f"中共{area.key}委" not in context.known
        word = area.names[-1][-1] if doubled else ""
        return OrganisationName(f"中共{area.key}{word}{body}", True, area, committee=body == "委")
    if body.startswith(("党委", "党校")) and area.names[-1].endswith("自治区"):
        return OrganisationName(f"中共{area.key}{body.replace('党校', '委党校')}", True, area, committee=body == "党委")
    if body.startswith("纪委") and not body.startswith("纪委监委"):
        return OrganisationName(f"中共{area.key}{body}", True, area)
    return OrganisationName(f"{head}{area.key}{body}", True, area)


def _of_numbered(area: Area, body: str) -> Area:
    """市六院 in a county-level city is the prefecture's: no county has so many."""
    match, division = MANY.match(body), area.division
    if match is None or division is None or division.level != "county" or division.name[-1] != "市":
        return area
    return unit_area(division.parent) if division.parent is not None else area


def _court(area: Area, body: str) -> str:
    """市法院 of a prefecture is its 中级人民法院."""
    for short, full in (("中院", "中级人民法院"), ("高院", "高级人民法院")):
        if body.startswith(short):
            return full + body[len(short) :]
    body = TRIBUNAL.sub(r"\g<place>人民法庭", body)
    return COURTS.get(area.level, "人民法院") + body[2:] if body.startswith("法院") else body
