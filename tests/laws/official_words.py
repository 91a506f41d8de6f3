"""The words of made official prose: names, places, bodies and their posts, drawn from the package's own tables.

What is left out of a table is left out for a reason that stands beside it.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.names import surnames

COMMON = 500.0
"""Bearers in a million whom a surname needs. The rarer ones are read by weighing, as some are words (自, 营, 应):
how many of those are found is a figure, not a law (`test_law_prose.test_rare_surnames`)."""
GIVEN = "伟芳娜敏静丽强磊洋勇艳杰娟涛超霞刚桂英华玉兰建志国庆文博浩宇晨曦嘉欣怡然思远立新振海云鹏春梅秋萍学军永康"
GROUPS = ["汉族", "回族", "满族", "土家族", "藏族", "维吾尔族", "壮族"]
LEVELS = ("prefecture", "county")
CHIEFS = {"市": "市长", "县": "县长"}
BODIES: dict[str, tuple[str, ...]] = {
    "委": ("书记", "副书记", "常委"),
    "委组织部": ("部长", "副部长"),
    "委政法委": ("书记", "副书记"),
    "委党校": ("校长", "副校长"),
    "纪委": ("书记", "副书记", "常委"),
    "监委": ("主任", "副主任", "委员"),
    "人大常委会": ("主任", "副主任", "委员"),
    "人民政府办公室": ("主任", "副主任"),
    "政协": ("主席", "副主席"),
    "人民法院": ("院长", "副院长", "审判员"),
    "人民检察院": ("检察长", "副检察长", "检察员"),
    "总工会": ("主席", "副主席"),
    "妇联": ("主席", "副主席"),
    "财政局": ("局长", "副局长"),
    "教育局": ("局长", "副局长"),
    "司法局": ("局长", "副局长", "四级调研员"),
    "农业农村局": ("局长", "副局长"),
    "文化和旅游局": ("局长", "副局长"),
    "市场监督管理局": ("局长", "副局长"),
    "人力资源和社会保障局": ("局长", "副局长"),
    "卫生健康委员会": ("主任", "副主任"),
    "发展和改革委员会": ("主任", "副主任"),
}
"""Endings of the bodies of a county or city, and titles that are held in them."""
LISTED = {"委": ["副书记", "常委"], "财政局党组": ["书记", "成员"], "司法局党委": ["书记", "委员"]}
"""Party organs and titles that stand in a list before the title of the body itself."""


@cache
def common_surnames() -> list[str]:
    """Of one character; compound ones are among the rare, as is 江: 市长江丽 holds 长江, too."""
    return [name for name, weight in surnames().items() if weight >= COMMON and len(name) == 1 and name != "江"]


@cache
def rare_surnames() -> list[str]:
    """All others."""
    return [name for name in surnames() if name not in common_surnames()]


@cache
def place_list() -> list[str]:
    """Names of today's counties and cities that one division only bears, of three characters and more.

    和县 and 任县 are left out, as 和县委 and 任县长 have two readings, and districts, whose 区长 and 区委 are those of
    counties with another character.
    """
    return [one.name for one in divisions().all if one.current and one.level in LEVELS and _is_plain(one)]


def _is_plain(division: Division) -> bool:
    return division.name[-1] in CHIEFS and len(division.name) >= 3 and len(divisions().full(division.name)) == 1


given_names = st.text(GIVEN, min_size=1, max_size=2)
persons = st.builds(str.__add__, st.deferred(lambda: st.sampled_from(common_surnames())), given_names)
rarely_named = st.builds(str.__add__, st.deferred(lambda: st.sampled_from(rare_surnames())), given_names)
place_names = st.deferred(lambda: st.sampled_from(place_list()))


@st.composite
def bodies_and_titles(draw: st.DrawFn) -> tuple[str, str]:
    """A body's name and a title held in it."""
    ending = draw(st.sampled_from(list(BODIES)))
    return draw(place_names) + ending, draw(st.sampled_from(BODIES[ending]))
