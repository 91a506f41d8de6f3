"""Bodies known by a settled short form: 华西医院, 中铁八局, 安徽师大, 中行清水支行."""

from __future__ import annotations

from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import standard_body
from partyie.lexicon.divisions import divisions
from partyie.lexicon.known_bodies import leading_known_body
from partyie.lexicon.organ_forms import organ_forms
from partyie.text import lazy_re as re

PART_OF_KNOWN = re.compile(r"[\u4e00-\u9fff]{2,10}(?:学院|系|研究[所院]|科|处|部|室|司)|党委|党组")
WORKS = re.compile(
    r"^(?P<group>中铁|中建|中交)(?P<number>[一二三四五六七八九十]{1,3})(?P<field>局|航局|公局)"
    r"(?P<rest>(?:[\u4e00-\u9fffA-Za-z\d]*项目(?:经理)?部)?(?:党支部)?)$"
)
WORKS_NAMES = {
    "中铁局": "中铁{}局集团有限公司",
    "中铁航局": "中铁第{}航务工程局有限公司",
    "中铁公局": "中铁第{}公路工程局有限公司",
    "中建局": "中国建筑第{}工程局有限公司",
    "中建航局": "中建第{}航务工程局有限公司",
    "中建公局": "中建第{}公路工程局有限公司",
    "中交局": "中交第{}工程局有限公司",
    "中交航局": "中交第{}航务工程局有限公司",
    "中交公局": "中交第{}公路工程局有限公司",
}
BANK_BRANCH = re.compile(
    r"^(?P<bank>中行|工行|农行|建行|交行|人行|农发行|国开行|邮储银行)(?P<rest>[\u4e00-\u9fff]{2,12}[分支]行.*)$"
)


GREAT_REGIONS = frozenset({"东北", "华北", "华东", "华中", "华南", "西北", "西南", "首都", "南方", "中国"})
UNIVERSITIES = {
    "师大": "师范大学",
    "农大": "农业大学",
    "医大": "医科大学",
    "工大": "工业大学",
    "财大": "财经大学",
    "科大": "科技大学",
    "交大": "交通大学",
    "民大": "民族大学",
    "林大": "林业大学",
    "理工": "理工大学",
    "理工大": "理工大学",
}
UNIVERSITY = re.compile(
    rf"^(?P<place>[\u4e00-\u9fff]{{2,3}})(?P<kind>{'|'.join(sorted(UNIVERSITIES, key=len, reverse=True))})"
    r"(?P<rest>(?:[\u4e00-\u9fff]{1,10}(?:学院|院|系|处|部)|党委|团委|附中|附属医院)?)$"
)
FACULTIES = {"生科院": "生命科学学院", "附中": "附属中学"}


def known_body(context: NamingContext, form: Form) -> OrganisationName | None:
    """华西医院, 北师大教育学院: by the table of settled short forms; a body that the text has in full wins."""
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
    told = context.beginning(form.name)
    if told is not None:
        return told
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
