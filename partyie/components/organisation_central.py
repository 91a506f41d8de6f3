"""Organs of no local Party or government: those of the centre and of the special administrative regions."""

from __future__ import annotations

from partyie.components.areas import Area, leading_units, unit_area
from partyie.components.document_places import DocumentPlaces
from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import standard_body
from partyie.lexicon.central_organs import CentralOrgan, leading_central_organ
from partyie.lexicon.divisions import divisions
from partyie.text import lazy_re as re

LOCAL_TOO = frozenset({"国资委", "民建", "民革", "民盟", "民进", "致公党", "台盟", "农工党", "共青团"})
OF_REGIONS = re.compile(r"特区政府|立法会|治安警察局|(?:社会文化|经济财政|行政法务|运输工务)司")
REGION = "region"  # key of Reading.cache
REGIONS = ("香港特别行政区", "澳门特别行政区")
REGION_BODY = re.compile(r"(?:[\u4e00-\u9fff]{2,10}(?:局|署|司)|警务处|审计署|廉政公署|行政会|行政会议)$")
NATIONAL = re.compile(r"国家|中国|中央|全国|国务院")
GOVERNMENT = re.compile(r"^(?:人民)?(?:政府|府)(?P<rest>.*)$")
LIAISON = {
    "中联办": "中央人民政府驻{}联络办公室",
    "驻澳公署": "外交部驻{}特派员公署",
    "驻港公署": "外交部驻{}特派员公署",
}
STATION = re.compile(r"^(?P<head>[\u4e00-\u9fff]*驻)(?P<region>香港|澳门)(?=[\u4e00-\u9fff]{0,30}(?:公署|办公室|部队))")


def central(context: NamingContext, form: Form) -> OrganisationName | None:
    """国家民委民族团结促进司, 全国工商联, 税务总局: by the table of central organs."""
    organ = leading_central_organ(form.name)
    if organ is None or organ.form in LOCAL_TOO or organ.form in LIAISON or OF_REGIONS.fullmatch(organ.form):
        return None
    rest = form.name[len(organ.form) :]
    if rest and not _has_parts(organ, rest):
        return None
    body = standard_body(rest) if rest else ""
    return OrganisationName(organ.name + body, True, parent=organ.name if body else None)


def _has_parts(organ: CentralOrgan, rest: str) -> bool:
    """Whether what follows a central organ's name is a part of it: a branch of a bank, a department, no hospital."""
    if organ.kind == "enterprise":
        return organ.name.endswith("银行") and rest.endswith("行")
    return organ.kind not in ("media", "school", "military") and rest != "网站"


def of_region(context: NamingContext, form: Form) -> OrganisationName | None:
    """特区政府, 立法会, 社会工作局 in a document of Macao: the region's; 中联办: the one in the region."""
    region = _region(context)
    if region is None:
        return None
    name = form.name
    if name in LIAISON:
        return OrganisationName(LIAISON[name].format(region.names[-1]), True, region)
    if name == "特区政府":
        return OrganisationName(f"{region.key}政府", True, region)
    if name == "立法会":
        return OrganisationName(f"{region.key}立法会", True, region)
    if leading_units(name, context.places.known) or NATIONAL.match(name) or not REGION_BODY.fullmatch(name):
        return None
    government = f"{region.key}政府"
    return OrganisationName(government + standard_body(name), True, region, government)


def _region(context: NamingContext) -> Area | None:
    """The special administrative region that the document is about."""
    cache = context.places.reading.cache
    if REGION not in cache:
        cache[REGION] = _find_region(context.places)
    region: Area | None = cache[REGION]
    return region


def _find_region(places: DocumentPlaces) -> Area | None:
    main = places.main.division if places.main is not None else None
    for name in REGIONS:
        [region] = divisions().full(name)[:1]
        named = main is None and name[:2] in places.reading.text
        if named or (main is not None and main.within(region)):
            return unit_area(region)
    return None


def stationed_in_region(context: NamingContext, form: Form) -> OrganisationName | None:
    """外交部驻澳门特派员公署 → 外交部驻澳门特别行政区特派员公署."""
    match = STATION.match(form.name)
    if match is None:
        return None
    [region] = divisions().full(match["region"] + "特别行政区")[:1]
    rest = form.name[match.end() :].removeprefix("特别行政区")
    return OrganisationName(f"{match['head']}{region.name}{rest}", True, unit_area(region))


def has_peoples_government(area: Area) -> bool:
    """Whether the government of an area is a 人民政府: not in Hong Kong, Macao and Taiwan."""
    province = area.division.province.name if area.division else ""
    return province not in (*REGIONS, "台湾省")


def own_government(area: Area, body: str) -> str:
    """澳门特别行政区 + 政府, 高雄市 + 市府水利局: as that government is called."""
    match = GOVERNMENT.match(body)
    return f"政府{match['rest']}" if match and not has_peoples_government(area) else ""
