"""Stations and tribunals of a county's organs, and bodies called after a township: 龙门派出所, 开元法庭, 塘坝卫生院."""

from __future__ import annotations

from partyie.components.areas import Area, leading_units, lies_in, unit_area
from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import standard_body
from partyie.lexicon.divisions import divisions
from partyie.text import lazy_re as re

STATION = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{0,8}?)(?P<kind>派出所|人民法庭|法庭|司法所|市场监管所)(?P<rest>党支部|警务室)?$"
)
OWNERS = {"法庭": "人民法院", "人民法庭": "人民法院", "司法所": "司法局", "市场监管所": "市场监督管理局"}
STANDARDS = {"法庭": "人民法庭", "市场监管所": "市场监督管理所"}
NO_PLACE = re.compile(r"边境|铁路|水上|机场|森林|林业|港[口航区]|[海空]港|审判|巡回|少年|流动|环境|车站|站前")
# Cities whose districts have police bureaus of their own, not branches; and those whose branches leave out the 区
OWN_BUREAUS = frozenset({"重庆市"})
BRANCH = re.compile(r"^(?P<place>[\u4e00-\u9fff]{1,6}?)(?P<field>公安|生态环境|自然资源)分局(?P<rest>.*)$")
BODY_OF_TOWNSHIP = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{2,4}?)(?P<body>(?:中心)?卫生院|(?:初级)?中学|(?:中心)?小学|中心校|敬老院|供销社|文化站|农技站|供电所)(?P<rest>党支部)?$"
)


def station(context: NamingContext, form: Form) -> OrganisationName | None:
    """龙门派出所 → 芦山县公安局龙门派出所; a bare 派出所 is the one named before, else the township's."""
    match = STATION.match(form.name)
    if match is None or NO_PLACE.search(match["place"]):
        return None
    kind, rest, place = match["kind"], match["rest"] or "", match["place"]
    lead = leading_units(place, context.places.known)
    if lead.units and not lead.short:
        return None
    county = county_of(context)
    if lead.short and county is not None and lies_in(county, unit_area(lead.units[-1])):
        place = place[lead.end :] or place  # 芜湖澛港派出所: Wuhu is the city
    before = context.ending(f"{place}{STANDARDS.get(kind, kind)}") if place else None
    if not place:
        before = context.last(lambda known: known.key.endswith(kind))
        town = context.places.of_level("township") or context.places.of_word("镇", form.start) if not before else None
        place = town.names[-1].rstrip("镇乡") if town is not None else ""
    if before is not None:
        return OrganisationName(before.key + rest, True, before.area, before.parent)
    owner, area = _owner(context, kind)
    if not owner or not place:
        return None
    return OrganisationName(f"{owner}{place}{STANDARDS.get(kind, kind)}{rest}", True, area, owner)


def police_branch(context: NamingContext, form: Form) -> OrganisationName | None:
    """弋江公安分局 → 芜湖市公安局弋江分局; 市生态环境分局 in a county → 营口市生态环境局大石桥市分局."""
    match = BRANCH.match(form.name)
    if match is None:
        return None
    lead = leading_units(match["place"], context.places.known)
    level = match["place"] in ("市", "县", "区", "旗")
    area = context.places.of_word(match["place"], form.start) if level else None
    if lead.end == len(match["place"]):
        area = context.places.area_at(lead, form.start)
    city = area.division.parent if area is not None and area.division is not None else None
    if area is None or area.level != "county" or city is None:
        return None
    unit = _district(area) if match["field"] == "公安" else area.names[-1]
    rest = standard_body(match["rest"])
    return OrganisationName(f"{city.name}{match['field']}局{unit}分局{rest}", True, area)


def _district(area: Area) -> str:
    """The name of a district as its police branch has it: 弋江区 → 弋江, 郊区 → 郊区."""
    name = area.names[-1]
    return name.removesuffix("区") if len(name) > len("郊区") else name


def _owner(context: NamingContext, kind: str) -> tuple[str, Area | None]:
    """The organ whose station it is: the county's or district's; a district's police is a branch of the city's."""
    area = county_of(context)
    if area is None:
        return "", None
    if kind != "派出所":
        return area.key + OWNERS[kind], area
    city = area.division.parent if area.division is not None else None
    if area.word != "区" or city is None or city.name in OWN_BUREAUS:
        return f"{area.key}公安局", area
    return f"{city.name}公安局{_district(area)}分局", area


def county_of(context: NamingContext) -> Area | None:
    """The county or district that the document is about: the main unit, or the one in it that is named most."""
    return context.places.of_level("county") or context.places.most_named("county")


def of_township(context: NamingContext, form: Form) -> OrganisationName | None:
    """塘坝中心卫生院 in a document of 潼南区, where there is a 塘坝镇: the district's."""
    match, county = BODY_OF_TOWNSHIP.match(form.name), county_of(context)
    if match is None or county is None or county.division is None or context.ending(form.name) is not None:
        return None
    towns = [unit for unit in divisions().shortened(match["place"]) if unit.parent is county.division]
    return OrganisationName(county.key + form.name, True, county) if towns else None
