"""The words of made official prose: names, places, bodies and their posts, drawn from the package's own tables.

What is left out of a table is left out for a reason that stands beside it.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.names import surnames

COMMON = 30.0
"""Bearers in a million whom a surname needs: of rarer ones some are words (应, 计, 能), and 任能为局长 has two readings."""
GIVEN = "伟芳娜敏静丽强磊洋勇艳杰娟涛超霞刚桂英华玉兰建志国庆文博浩宇晨曦嘉欣怡然思远立新振海云鹏春梅秋萍学军永康"
ETHNIC_GROUPS = ["汉族", "回族", "满族", "土家族", "藏族", "维吾尔族", "壮族"]
HEAD_TITLE = {"province": "省长", "prefecture": "市长"}
LEVELS = ("prefecture", "county")

DEPARTMENTS = [
    "教育局", "民政局", "司法局", "财政局", "水利局", "农业农村局", "交通运输局", "审计局", "统计局", "林业局",
    "文化和旅游局", "应急管理局", "市场监督管理局", "自然资源局", "生态环境局", "人力资源和社会保障局",
]  # fmt: skip
PARTY_ORGANS = ["组织部", "宣传部", "统战部", "政法委", "党校"]
PARTY_TITLES = {"组织部": "部长", "宣传部": "部长", "统战部": "部长", "政法委": "书记", "党校": "校长"}
BODIES: dict[str, tuple[str, ...]] = {
    "委": ("书记", "副书记", "常委"),
    "纪委": ("书记", "副书记", "常委"),
    "监委": ("主任", "副主任", "委员"),
    "人大常委会": ("主任", "副主任", "委员"),
    "政协": ("主席", "副主席"),
    "人民法院": ("院长", "副院长"),
    "人民检察院": ("检察长", "副检察长"),
    "总工会": ("主席", "副主席"),
    "妇联": ("主席", "副主席"),
    "财政局": ("局长", "副局长"),
}
"""Endings of the bodies of a county or city, and titles that are held in them."""


@cache
def _surnames() -> list[str]:
    return [name for name, weight in surnames().items() if weight >= COMMON]


@cache
def places() -> list[str]:
    """Names of today's counties, districts and cities that only one division bears, three characters or more."""
    chosen = [one for one in divisions().all if one.current and one.level in LEVELS and _is_plain(one)]
    return [one.name for one in chosen]


def _is_plain(division: Division) -> bool:
    return division.name[-1] in "市县" and len(division.name) >= 3 and len(divisions().full(division.name)) == 1


persons = st.builds(
    str.__add__, st.deferred(lambda: st.sampled_from(_surnames())), st.text(GIVEN, min_size=1, max_size=2)
)
place_names = st.deferred(lambda: st.sampled_from(places()))
