"""Organs that belong to no local unit's Party or government: of the centre, and of the special administrative regions."""

from __future__ import annotations

import re

from partyie.components.areas import Area, leading_units, unit_area
from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import standard_body
from partyie.lexicon.central_organs import CentralOrgan, leading_central_organ
from partyie.lexicon.divisions import divisions
from partyie.lexicon.known_bodies import leading_known_body
from partyie.lexicon.organ_forms import organ_forms

LOCAL_TOO = frozenset({"国资委", "民建", "民革", "民盟", "民进", "致公党", "台盟", "农工党", "共青团"})
OF_REGIONS = re.compile(r"特区政府|立法会|治安警察局|(?:社会文化|经济财政|行政法务|运输工务)司")
REGIONS = ("香港特别行政区", "澳门特别行政区")
REGION_BODY = re.compile(r"(?:[\u4e00-\u9fff]{2,10}(?:局|署|司)|警务处|审计署|廉政公署|行政会|行政会议)$")
NATIONAL = re.compile(r"国家|中国|中央|全国|国务院")
GOVERNMENT = re.compile(r"^(?:人民)?(?:政府|府)(?P<rest>.*)$")
LIAISON = {"中联办": "中央人民政府驻{}联络办公室", "驻澳公署": "外交部驻{}特派员公署", "驻港公署": "外交部驻{}特派员公署"}
STATION = re.compile(r"^(?P<head>[\u4e00-\u9fff]*驻)(?P<region>香港|澳门)(?=[\u4e00-\u9fff]*(?:公署|办公室|部队))")


PART_OF_KNOWN = re.compile(r"[\u4e00-\u9fff]{2,10}(?:学院|系|研究[所院]|科|处|部|室|司)|党委|党组")
WORKS = re.compile(
    r"^(?P<group>中铁|中建|中交)(?P<number>[一二三四五六七八九十]{1,3})(?P<field>局|航局|公局)"
    r"(?P<rest>(?:[\u4e00-\u9fffA-Za-z\d]*项目(?:经理)?部)?(?:党支部)?)$"
)
WORKS_NAMES = {
    "中铁局": "中铁{}局集团有限公司", "中建局": "中国建筑第{}工程局有限公司", "中交航局": "中交第{}航务工程局有限公司",
    "中交公局": "中交第{}公路工程局有限公司", "中铁航局": "中铁第{}航务工程局有限公司", "中铁公局": "中铁第{}公路工程局有限公司",
    "中建航局": "中建第{}航务工程局有限公司", "中建公局": "中建第{}公路工程局有限公司", "中交局": "中交第{}工程局有限公司",
}  # fmt: skip
BANK_BRANCH = re.compile(r"^(?P<bank>中行|工行|农行|建行|交行|人行|农发行|国开行|邮储银行)(?P<rest>[\u4e00-\u9fff]{2,12}[分支]行.*)$")


GREAT_REGIONS = frozenset({"东北", "华北", "华东", "华中", "华南", "西北", "西南", "首都", "南方", "中国"})
UNIVERSITIES = {
    "师大": "师范大学", "农大": "农业大学", "医大": "医科大学", "工大": "工业大学", "财大": "财经大学", "科大": "科技大学",
    "交大": "交通大学", "民大": "民族大学", "林大": "林业大学", "理工": "理工大学", "理工大": "理工大学",
}  # fmt: skip
UNIVERSITY = re.compile(
    rf"^(?P<place>[\u4e00-\u9fff]{{2,3}})(?P<kind>{'|'.join(sorted(UNIVERSITIES, key=len, reverse=True))})"
    r"(?P<rest>(?:[\u4e00-\u9fff]{1,10}(?:学院|院|系|处|部)|党委|团委|附中|附属医院)?)$"
)
FACULTIES = {"生科院": "生命科学学院", "附中": "附属中学"}


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


def known_body(context: NamingContext, form: Form) -> OrganisationName | None:
    """华西医院, 北师大教育学院: by the table of bodies with a settled short form; a body that the text has in full wins."""
    body = leading_known_body(form.name)
    if body is None or context.ending(form.name) is not None:
        return None
    rest = form.name[len(body.form) :]
    if rest and not PART_OF_KNOWN.fullmatch(rest):
        return None
    part = standard_body(rest) if rest else ""
    return OrganisationName(body.name + part, True, parent=body.name if part else None)


def works_bureau(context: NamingContext, form: Form) -> OrganisationName | None:
    """中铁八局 → 中铁八局集团有限公司; 中建三局, 中交二航局 → their companies."""
    match = WORKS.match(form.name)
    if match is None or context.ending(form.name) is not None:
        return None
    pattern = WORKS_NAMES[match["group"] + match["field"]]
    return OrganisationName(pattern.format(match["number"]) + match["rest"], True)


def university(context: NamingContext, form: Form) -> OrganisationName | None:
    """安徽师大生科院 → 安徽师范大学生命科学学院; a name that the text has in full wins."""
    match = UNIVERSITY.match(form.name)
    if match is None or not (match["place"] in GREAT_REGIONS or divisions().shortened(match["place"])):
        return None
    name = match["place"] + UNIVERSITIES[match["kind"]]
    rest = standard_body(match["rest"]) if match["rest"] else ""
    return OrganisationName(name + FACULTIES.get(rest, rest), True, parent=name if rest else None)


def bank_branch(context: NamingContext, form: Form) -> OrganisationName | None:
    """中行天门支行 → 中国银行天门支行."""
    match = BANK_BRANCH.match(form.name)
    row = organ_forms().get(match["bank"]) if match else None
    if match is None or row is None:
        return None
    return OrganisationName(row.standard + match["rest"], True)


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
    main, text = context.places.main, context.places.reading.text
    for name in REGIONS:
        [region] = divisions().full(name)[:1]
        if main is None and name[:2] in text:
            return unit_area(region)
        if main is not None and main.division is not None and main.division.within(region):
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
