"""Administrative units at the beginning of a name: those of the division gazetteer, and what only looks like one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from partyie.components.reading import Candidate, Reading
from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.places import generic_names
from partyie.text import lazy_re as re
from partyie.text.kept import kept_property

LEVELS = ("province", "prefecture", "county", "township", "village")
LONGEST_NAME = 12
COUNTY = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:自治县|县)(?!委|政府|人|公安|级|城)")
TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:街道(?!办)|镇(?!党委)|乡|苏木|公社)|[\u4e00-\u9fff]{1,8}?镇(?=党委)")
VILLAGE = re.compile(
    r"[\u4e00-\u9fff]{1,7}?(?:村(?!民|务|委|级|党)|社区|嘎查|(?:第[一二三四五六七八九十]+)?居民区)"
    r"|[\u4e00-\u9fff]{1,7}?村(?=村民|村务|村委|委会|党)"
)
BRIGADE = re.compile(r"[\u4e00-\u9fff]{1,6}?大队")
UNLISTED = (("county", COUNTY), ("township", TOWNSHIP), ("village", VILLAGE))
NOT_UNIT = re.compile(r"(?:农村|城乡|水乡|雪乡|侨乡|家乡|老乡|城镇|乡镇|集镇)$|政府|委员|[局院]")
AFTER_SHORT_NAME = frozenset(
    "村路街江河屯湾寨庄沟坪岭峡"
)  # 延吉 + 七村路: the short name of a unit is part of another name
AFTER_POLICE = tuple("局厅部处分机干民系战")  # 公安局: no organ of 公安县
LEVEL_START = re.compile(
    r"(?:自治区|自治州|街道|社区|苏木|嘎查|公社|大队|团(?=[省市县区旗州])|省|市(?!场|政(?![府协法务数研])|民(?:中心|广场))|县(?!域)|区(?!域|块)|州|旗(?!舰)|盟|镇|乡(?!土|村)"
    r"|村(?!镇)|地(?=[委直]))"
)
MARKER = re.compile(
    r"^(?:中国共产党|中共|共青团|国家税务总局|国家统计局|中国人民银行|国网|民建|民革|民盟|民进|九三学社|武警|政协"
    r"|(?:第?[一二三四五六七八九十]{1,3}届))"
)
LEVEL_OF_WORD = {
    "省": "province", "自治区": "province", "市": "", "州": "prefecture", "盟": "prefecture", "地区": "prefecture",
    "县": "county", "旗": "county", "区": "county", "镇": "township", "乡": "township", "街道": "township",
    "苏木": "township", "公社": "township", "村": "village", "社区": "village", "嘎查": "village", "大队": "village",
}  # fmt: skip
WORDS = tuple(sorted(LEVEL_OF_WORD, key=len, reverse=True))


@dataclass(frozen=True)
class Area:
    """An administrative unit as a path of names, the largest first.

    Attributes:
        names: As keys of organisations begin: county and up alone, districts after their city, villages in full.
        level: Of the last name.
        division: In the gazetteer, if it is there.
    """

    names: tuple[str, ...]
    level: str
    division: Division | None = None

    @kept_property
    def key(self) -> str:
        """The names in one: 丹东市振安区楼房镇."""
        return "".join(self.names)

    @kept_property
    def word(self) -> str:
        """The generic of the last name: 镇."""
        return level_word(self.names[-1])

    @property
    def code(self) -> str | None:
        """The division code, or None."""
        return self.division.code or None if self.division else None

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the province down, or those that are known."""
        return self.division.path if self.division else self.names


@dataclass(frozen=True, slots=True)
class Lead:
    """What a name begins with.

    Attributes:
        units: In the gazetteer, each in the one before.
        others: Names that only look like units, each with its level.
        end: Where they end in the name.
        short: Whether a unit is there by its short name (甘肃).
    """

    units: tuple[Division, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    end: int = 0
    short: bool = False

    def __bool__(self) -> bool:
        return self.end > 0


def plain(reading: Reading, mention: Candidate) -> str:
    """The characters of a mention without blanks."""
    return "".join(reading.text[mention.start : mention.end].split())


def bare(name: str) -> str:
    """A name without what may stand before its administrative prefix: 中共莆田市委 → 莆田市委."""
    return MARKER.sub("", name)


@lru_cache(maxsize=4096)
def level_word(name: str) -> str:
    """The generic that a name ends in: 莆田市 → 市; empty where there is none."""
    return next((word for word in WORDS if name.endswith(word)), "")


@lru_cache(maxsize=4096)
def unit_area(unit: Division) -> Area:
    """The area of a gazetteer unit; districts, and towns, come after what they lie in."""
    names, upper = [unit.name], unit
    while upper.parent is not None and (upper.level == "township" or upper.name[-1] == "区"):
        upper = upper.parent
        names.insert(0, upper.name)
    return Area(tuple(names), unit.level, unit)


def lies_in(area: Area, other: Area) -> bool:
    """Whether an area is another one or lies in it: 都兰县 in 海西州."""
    if area.division is not None and other.division is not None:
        return area.division.within(other.division)
    return any(name == other.names[-1] for name in area.names) or (
        other.division is not None and other.division in _divisions_of(area)
    )


def _divisions_of(area: Area) -> list[Division]:
    """What the names of an area that the gazetteer lacks lie in."""
    found = [unit for name in area.names for unit in divisions().full(name)]
    return [upper for unit in found for upper in unit.uppers]


@lru_cache(maxsize=2048)
def leading_units(name: str, known: frozenset[Division]) -> Lead:
    """Parse the administrative units at the beginning of a name; ``known`` decides between namesakes.

    >>> [unit.name for unit in leading_units("福建省莆田市荔城区委", frozenset()).units]
    ['福建省', '莆田市', '荔城区']
    """
    units: list[Division] = []
    end, short, by_short = 0, False, False
    while True:
        found = _unit_at(name, end, units[-1] if units else None, known)
        if found is None:
            break
        unit, stop, by_short = found
        if not units and unit.name in generic_names() and not related(unit, known):
            break  # 新区党工委: of no certain town
        end = stop
        short = short or by_short
        units.append(unit)
    if by_short or (not units and LEVEL_START.match(name)):
        return Lead(tuple(units), (), end, short)
    others, end = _unlisted(name, end, units)
    return Lead(tuple(units), tuple(others), end, short)


def _unlisted(name: str, end: int, units: list[Division]) -> tuple[list[tuple[str, str]], int]:
    """Names behind the listed units that look like lower ones: 硝河乡, 硝河村."""
    others: list[tuple[str, str]] = []
    lowest = LEVELS.index(units[-1].level) if units else 1
    for level, pattern in UNLISTED:
        if LEVELS.index(level) <= lowest or (level == "county" and len(units) > 1):
            continue
        brigade = level == "village" and others and others[-1][0].endswith("公社")
        match = (BRIGADE if brigade else pattern).match(name, end)
        if match is None:
            continue
        found = match.group()
        if len(found) > 1 and not NOT_UNIT.search(found) and not LEVEL_START.match(found):
            others.append((found, level))
            end = match.end()
    return others, end


def _unit_at(
    name: str, start: int, parent: Division | None, known: frozenset[Division]
) -> tuple[Division, int, bool] | None:
    """The unit that the name holds at a place, the longest, where it ends, and whether by its short name."""
    table = divisions()
    for end in range(min(len(name), start + LONGEST_NAME), start + 1, -1):
        part = name[start:end]
        named = table.full(part)
        if named:
            unit = choose(named, parent, known)
            return (unit, end, False) if unit is not None else None
        shortened = table.shortened(part)
        unit = choose(shortened, parent, known) if shortened else None
        after = name[end : end + 1]
        police = part == "公安" and after in AFTER_POLICE
        if unit is not None and unit.level != "township" and after not in AFTER_SHORT_NAME and not police:
            return unit, end, True
    return None


def choose(candidates: tuple[Division, ...], parent: Division | None, known: frozenset[Division]) -> Division | None:
    """One of several namesakes: inside the parent, else near what the document names, else the only or highest one.

    A former unit is meant where the document names it or none is called so today; a township where its county is named.
    """
    if parent is not None:
        return next((unit for unit in candidates if unit is not parent and unit.within(parent)), None)
    standing = [unit for unit in candidates if unit.current or unit in known] or list(candidates)
    near = [unit for unit in standing if related(unit, known)]
    if near:
        return max(near, key=lambda unit: (unit in known, unit.current, len(unit.path)))
    coded = [unit for unit in standing if unit.code] or standing
    top = min(LEVELS.index(unit.level) for unit in coded)
    highest = [unit for unit in coded if LEVELS.index(unit.level) == top]
    if LEVELS[top] == "township" or len({unit.code for unit in highest}) > 1:
        return None
    return max(highest, key=lambda unit: len(unit.path))


def related(unit: Division, known: frozenset[Division]) -> bool:
    """Whether the document names the unit or the one it lies in."""
    return unit in known or (unit.parent in known and unit.level not in ("province", "prefecture"))
