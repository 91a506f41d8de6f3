"""The body that a post serves in, by its title and the body that it is named after.

In 某县委副书记、县长 both titles stand after the Party's committee, but 县长 heads the county's government; in
某局党组书记、局长 the second is the bureau's. Each rule takes title and anchor and answers with a name or nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from partyie.text import lazy_re as re

PARTY_COMMITTEE = re.compile(r"^中共(?P<area>.+?[省市县区州盟旗])委$")
TOWN_COMMITTEE = re.compile(r"^(?P<area>.+?[镇乡])党委$")
STREET_COMMITTEE = re.compile(r"^(?P<area>.+?街道)(?:党工委|党委)$")
PARTY_PART = re.compile(r"^(?P<body>.+?[^镇乡村区道])(?:机关)?(?:党的核心小组|党组|党委|党工委|党总支|党支部)$")
ZONE_COMMITTEE = re.compile(r"^(?P<area>.+?(?:开发区|新区|高新区|经开区|园区|示范区|风景区))(?:党工委|党委)$")
PREFIX = r"^(?:代理?|常务|第一|挂职)?(?:副)?"
GOVERNMENT_HEAD = re.compile(PREFIX + r"(?:省长|市长|县长|区长|州长|旗长|盟长)$")
CHAIR = re.compile(PREFIX + r"主席$")  # of an autonomous region
TOWN_HEAD = re.compile(PREFIX + r"(?:镇长|乡长)$")
MAIN_OFFICE = re.compile(PREFIX + r"主任$")
PARTY_TITLE = re.compile(r"(?:书记|委员|常委|成员|党组成员|干事|组织员|纪检组长|巡察专员)$")
DEPARTMENT_HEAD = re.compile(r"^(?P<department>组织部|宣传部|统战部|政法委)(?:长|书记)$")
BUREAU_HEAD = re.compile(r"^(?P<bureau>(?!.*副)[\u4e00-\u9fff]{2,6}[局厅])长$")
GOVERNMENT = re.compile(r"^(?P<area>.+?[省市县区州盟旗])人民政府$")

PARTY_WORDS = re.compile(r"^(?:中共)?(?P<outside>.*?)(?:机关)?(?:党的核心小组|党组|党工?委|党总支|党支部|委|委员会)$")
OFFICES = {"body.street_office": "办事处", "body.zone_office": "管委会"}

UNIT_HEAD = re.compile(PREFIX + r"(?P<unit>[省市县区州旗盟镇乡])长$")

ServedRule = Callable[[str, str], str | None]


def government(title: str, anchor: str) -> str | None:
    """副县长 after 中共某县委, 镇长 after 某镇党委: the government."""
    committee, town = PARTY_COMMITTEE.match(anchor), TOWN_COMMITTEE.match(anchor)
    if committee and (GOVERNMENT_HEAD.match(title) or (anchor.endswith("自治区委") and CHAIR.match(title))):
        return f"{committee['area']}人民政府"
    return f"{town['area']}人民政府" if town and TOWN_HEAD.match(title) else None


def street_office(title: str, anchor: str) -> str | None:
    """主任 after 某街道党工委: the street's office."""
    street = STREET_COMMITTEE.match(anchor)
    return f"{street['area']}办事处" if street and MAIN_OFFICE.match(title) else None


def zone_office(title: str, anchor: str) -> str | None:
    """主任 after 某开发区党工委: the zone's 管委会."""
    zone = ZONE_COMMITTEE.match(anchor)
    return f"{zone['area']}管委会" if zone and MAIN_OFFICE.match(title) else None


def department(title: str, anchor: str) -> str | None:
    """宣传部长 after 中共某县委: the committee's department."""
    head = DEPARTMENT_HEAD.match(title)
    return f"{anchor}{head['department']}" if head and PARTY_COMMITTEE.match(anchor) else None


def bureau(title: str, anchor: str) -> str | None:
    """公安局长 after 中共某县委 or 某县人民政府: the county's bureau."""
    head = BUREAU_HEAD.match(title)
    area = PARTY_COMMITTEE.match(anchor) or GOVERNMENT.match(anchor)
    return f"{area['area']}{head['bureau']}" if head and area else None


def body_of_party_part(title: str, anchor: str) -> str | None:
    """局长 after 某局党组, 董事长 after 某公司党委: the body itself; 书记, 委员, 成员 stay in the Party's part."""
    part = PARTY_PART.match(anchor)
    return part["body"] if part and not PARTY_TITLE.search(title) else None


RULES: tuple[tuple[str, ServedRule], ...] = (
    ("body.government", government),
    ("body.street_office", street_office),
    ("body.zone_office", zone_office),
    ("body.department", department),
    ("body.bureau", bureau),
    ("body.of_party_part", body_of_party_part),
)
NAMED = "body.named"  # the post serves in the body that it is named after


def served_name(title: str, anchor: str) -> tuple[str, str]:
    """The key of the body served in, and the name of the rule that says so.

    >>> served_name("县长", "中共绩溪县委"), served_name("局长", "宣城市商务局党组")
    (('绩溪县人民政府', 'body.government'), ('宣城市商务局', 'body.of_party_part'))
    >>> served_name("书记", "中共绩溪县委")
    ('中共绩溪县委', 'body.named')

    Args:
        title: Clean, without blanks.
        anchor: Key of the organisation that the post is named after (guideline §7).
    """
    for name, rule in RULES:
        body = rule(title, anchor)
        if body is not None:
            return body, name
    return anchor, NAMED


def served_in_place(title: str, place: str) -> str | None:
    """The government that a post named after a place serves in; null for every post that isn't the place's own head.

    >>> served_in_place("副县长", "建瓯县"), served_in_place("县长", "武夷山市"), served_in_place("网格员", "文峰社区")
    ('建瓯县人民政府', None, None)

    Args:
        title: Clean, without blanks.
        place: Key of the place.
    """
    head = UNIT_HEAD.match(title)
    own = head is not None and place.endswith(head["unit"])
    return f"{place}人民政府" if own or (place.endswith("自治区") and CHAIR.match(title)) else None


def full_title(title: str, anchor: str, key: str) -> str:
    """What a post is called together with the words that it is named after, as one would say it alone.

    >>> full_title("书记", "绩溪县委", "中共绩溪县委"), full_title("县长", "绩溪县委", "中共绩溪县委")
    ('绩溪县委书记', '绩溪县县长')
    >>> full_title("局长", "市公安局党委", "市公安局党委"), full_title("主任", "文峰街道党工委", "文峰街道党工委")
    ('市公安局局长', '文峰街道办事处主任')

    Args:
        title: Clean, without blanks.
        anchor: The words of the body or place that the post is named after, as they stand there.
        key: The anchor's key, which says more than 县委 does.
    """
    party = PARTY_WORDS.match(anchor)
    if party is None:  # mostly
        return anchor + title
    _, rule = served_name(title, key)
    heads_government = GOVERNMENT_HEAD.match(title) or TOWN_HEAD.match(title)
    if rule == "body.department" or (rule == NAMED and not heads_government):
        return anchor + title
    outside = party["outside"] + OFFICES.get(rule, "")
    return title if outside in title else outside + title  # 县 in 县长, nothing outside 党委
