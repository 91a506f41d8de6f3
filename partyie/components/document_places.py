"""Which administrative units a document speaks of, and which of them 省, 市, 县, 镇 … stand for in it.

A name is parsed into a path (泾县, 云岭乡), completed by the fullest path that the document gives for it and by the
division gazetteer. A bare level word stands for the unit of that level that the document is about (title, issuer,
signature and frequency decide), or, where the document is about none, for the one named last before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from partyie.components.link_strands import BODIES
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.divisions import Division, divisions

LEVELS = ("province", "prefecture", "county", "township", "village")
LONGEST_NAME = 12
TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:街道(?!办)|镇(?!党委)|乡|苏木|公社)|[\u4e00-\u9fff]{1,8}?镇(?=党委)")
VILLAGE = re.compile(
    r"[\u4e00-\u9fff]{1,7}?(?:村(?!民|务|委|级|党)|社区|嘎查|(?:第[一二三四五六七八九十]+)?居民区)"
    r"|[\u4e00-\u9fff]{1,7}?村(?=村民|村务|村委|委会|党)"
)
COUNTY = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:自治县|县)(?!委|政府|人|公安|级|城)")
BRIGADE = re.compile(r"[\u4e00-\u9fff]{1,6}?大队")
NOT_UNIT = re.compile(r"(?:农村|城乡|水乡|雪乡|侨乡|家乡|老乡|城镇|乡镇|集镇)$|政府|委员|[局院]")
LEVEL_START = re.compile(r"(?:自治区|自治州|街道|社区|苏木|嘎查|公社|大队|团(?=[省市县区旗州])|省|市|县|区|州|旗|盟|镇|乡|村|地(?=[委直]))")
BLANKS = re.compile(r"\s+")
SERIES = re.compile(r"[^，。；！？\n]{1,16}、")
OFTEN = 3
NEAR_TITLE, NEAR_END, WEIGHT = 120, 120, 3.0
LEVEL_OF_WORD = {
    "省": "province", "自治区": "province", "市": "", "州": "prefecture", "盟": "prefecture", "地区": "prefecture",
    "县": "county", "旗": "county", "区": "county", "镇": "township", "乡": "township", "街道": "township",
    "苏木": "township", "公社": "township", "村": "village", "社区": "village", "嘎查": "village", "大队": "village",
}  # fmt: skip
WORDS = sorted(LEVEL_OF_WORD, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
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

    @property
    def key(self) -> str:
        """The names in one: 丹东市振安区楼房镇."""
        return "".join(self.names)

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
    """What a name begins with: gazetteer units, then names that only look like units, and where they end."""

    units: tuple[Division, ...]
    others: tuple[tuple[str, str], ...]  # (name, level)
    end: int
    short: bool


def level_word(name: str) -> str:
    """The generic that a name ends in: 莆田市 → 市; empty where there is none."""
    return next((word for word in WORDS if name.endswith(word)), "")


@lru_cache(maxsize=4096)
def leading_units(name: str, known: frozenset[Division]) -> Lead:
    """Parse the administrative units at the beginning of a name; ``known`` decides between namesakes."""
    units: list[Division] = []
    end, short, by_short = 0, False, False
    while True:
        found = _unit_at(name, end, units[-1] if units else None, known)
        if found is None:
            break
        unit, end, by_short = found
        short = short or by_short
        units.append(unit)
    others: list[tuple[str, str]] = []
    if short and units[-1].level != "township" and end and not name[end:]:
        return Lead(tuple(units), (), end, short)
    if not units and LEVEL_START.match(name):
        return Lead((), (), 0, False)
    for level, pattern in (("county", COUNTY), ("township", TOWNSHIP), ("village", VILLAGE)):
        if units and (LEVELS.index(level) <= LEVELS.index(units[-1].level) or by_short):
            continue
        if level == "village" and others and others[-1][0].endswith("公社"):
            pattern = BRIGADE
        if level == "county" and len(units) > 1:
            continue
        match = pattern.match(name, end)
        if match and len(match.group()) > 1 and not NOT_UNIT.search(match.group()) and not LEVEL_START.match(match.group()):
            others.append((match.group(), level))
            end = match.end()
    return Lead(tuple(units), tuple(others), end, short)


def _unit_at(
    name: str, start: int, parent: Division | None, known: frozenset[Division]
) -> tuple[Division, int, bool] | None:
    table = divisions()
    for end in range(min(len(name), start + LONGEST_NAME), start + 1, -1):
        part = name[start:end]
        named = table.full(part)
        if named:
            unit = choose(named, parent, known)
            return (unit, end, False) if unit is not None else None
        shortened = table.shortened(part)
        unit = choose(shortened, parent, known) if shortened else None
        if unit is not None and unit.level != "township" and name[end : end + 1] not in ("村", "路", "街", "江", "河"):
            return unit, end, True
    return None


def choose(candidates: tuple[Division, ...], parent: Division | None, known: frozenset[Division]) -> Division | None:
    """One of several namesakes: inside the parent, else near what the document names, else the only or highest one."""
    if parent is not None:
        return next((unit for unit in candidates if unit is not parent and unit.within(parent)), None)
    near = [unit for unit in candidates if _related(unit, known)]
    if near:
        return max(near, key=lambda unit: (unit in known, unit.current, len(unit.path)))
    current = [unit for unit in candidates if unit.current] or list(candidates)
    top = min(LEVELS.index(unit.level) for unit in current)
    highest = [unit for unit in current if LEVELS.index(unit.level) == top]
    if LEVELS[top] == "township" or len({unit.code for unit in highest}) > 1:
        return None
    return max(highest, key=lambda unit: len(unit.path))


def _related(unit: Division, known: frozenset[Division]) -> bool:
    """Whether the document names the unit or the one it lies in."""
    return unit in known or (unit.parent in known and unit.level not in ("province", "prefecture"))


class DocumentPlaces:
    """The administrative units of one document, in the order they are named.

    Attributes:
        main: The unit that the document is most about, or None.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known = self._known_units()
        self._read()
        self.main = self._main()
        county = self._county_of_township()
        if county is not None:
            self.known |= {unit for unit in (county, county.parent) if unit is not None}
            self._read()
            self.main = unit_area(county)
        self._settled = {level_word(area.names[-1]): area for area in self._chain(self.main)}

    def _names(self) -> Iterator[tuple[Candidate, str]]:
        for mention in self.reading.mentions:
            if mention.label in BODIES:
                yield mention, plain(self.reading, mention)

    def _known_units(self) -> frozenset[Division]:
        """County and higher units that the document names in full, without choosing between namesakes."""
        units: set[Division] = set()
        for _, name in self._names():
            units.update(u for u in leading_units(bare(name), frozenset()).units if u.level != "township")
        return frozenset(units) | {u.parent for u in units if u.parent}

    def _read(self) -> None:
        self.areas: dict[str, Area] = {}
        self.named: defaultdict[str, list[tuple[int, Area]]] = defaultdict(list)
        self._votes: dict[str, float] = {}
        self._by_key: dict[str, Area] = {}
        length = len(self.reading.text)
        leads = [(mention, leading_units(bare(name), self.known)) for mention, name in self._names()]
        for _, lead in leads:
            if len(lead.units) + len(lead.others) > 1 and lead.others:
                self._remember(self._area(lead, None))
        for mention, lead in leads:
            weight = WEIGHT if mention.start < NEAR_TITLE or mention.end > length - NEAR_END else 1.0
            area = self.area_at(lead, mention.start)
            if area is not None:
                self._note(mention, area, lead, weight)

    def _remember(self, area: Area | None) -> None:
        if area is not None:
            self.areas.setdefault(area.names[-1], area)

    def _area(self, lead: Lead, township: Area | None) -> Area | None:
        """The area of a parsed name, completed by what the document has said."""
        area = unit_area(lead.units[-1]) if lead.units else None
        for name, level in lead.others:
            if area is not None:
                area = Area((*area.names, name), level)
                continue
            area = self.areas.get(name) or self._by_gazetteer(name)
            if area is None:
                base = township if level == "village" else None if level == "county" else self._county()
                area = Area((*(base.names if base else ()), name), level)
        return area

    def _by_gazetteer(self, name: str) -> Area | None:
        unit = choose(divisions().full(name), None, self.known) if divisions().full(name) else None
        return unit_area(unit) if unit is not None and _related(unit, self.known) else None

    def _county(self) -> Area | None:
        """The county named most so far."""
        counties = [area for area in self._by_key.values() if area.level == "county" or _is_county_city(area)]
        return max(counties, key=lambda area: self._votes[area.key]) if counties else None

    def _note(self, mention: Candidate, area: Area, lead: Lead, weight: float) -> None:
        explicit = [unit_area(unit) for unit in lead.units]
        for count, (_, level) in enumerate(lead.others):
            names = area.names[: len(area.names) - len(lead.others) + count + 1]
            explicit.append(area if names == area.names else Area(names, level))
        for one in explicit:
            self._remember(one)
            self.named[level_word(one.names[-1])].append((mention.start, one))
        last = explicit[-1] if explicit else area
        self._votes[last.key] = self._votes.get(last.key, 0.0) + weight * (0.6 if lead.short else 1.0)
        self._by_key.setdefault(last.key, last)
        if lead.others and lead.units:
            upper = unit_area(lead.units[-1])
            self._votes[upper.key] = self._votes.get(upper.key, 0.0) + weight * 0.5
            self._by_key.setdefault(upper.key, upper)

    def _main(self) -> Area | None:
        """The county or higher unit with the most votes; a tie goes to the one named first."""
        large = [area for area in self._by_key.values() if area.level in LEVELS[:3]]
        return max(large, key=lambda area: self._votes[area.key]) if large else None

    def _county_of_township(self) -> Division | None:
        """The county of a township that the document is about without naming the county, if only one has its name."""
        towns = [area for area in self._by_key.values() if area.level == "township" and area.division is None]
        town = max(towns, key=lambda area: self._votes[area.key], default=None)
        if town is None or self._votes[town.key] < 2 * (self._votes[self.main.key] if self.main else 0.0):
            return None
        named = [unit for unit in divisions().full(town.names[-1]) if unit.current and unit.level == "township"]
        return named[0].parent if len(named) == 1 else None

    def _chain(self, area: Area | None) -> Iterator[Area]:
        """The area and what it lies in, without two of one generic (a city in a city)."""
        words: set[str] = set()
        unit = area.division if area else None
        if area is not None and unit is None:
            yield area
        while unit is not None:
            word = level_word(unit.name)
            if word not in words:
                words.add(word)
                yield unit_area(unit)
            unit = unit.parent

    def area_at(self, lead: Lead, position: int) -> Area | None:
        """The area that a parsed name means at a position: a village of the township named last before."""
        township = None
        if lead.others and not lead.units and lead.others[0][1] == "village":
            before = [self._last_before(word, position) for word in ("镇", "乡", "街道", "苏木", "公社")]
            latest = max((pair for pair in before if pair is not None), key=lambda pair: pair[0], default=None)
            township = latest[1] if latest else None
        return self._area(lead, township)

    def of_level(self, level: str) -> Area | None:
        """The main unit or the one of this level that it lies in."""
        return next((area for area in self._chain(self.main) if area.level == level), None)

    def of_word(self, word: str, position: int) -> Area | None:
        """The unit that a bare level word (省, 市, 县, 镇 …) stands for at a position of the clean text.

        In one series of titles the unit named there; else the main unit's own; else the one named last before.
        """
        before = self._last_before(word, position)
        if before is not None and SERIES.fullmatch(self.reading.text, before[0], position):
            return before[1]
        if word in self._settled:
            return self._settled[word]
        often = self._often(word)
        if often is not None:
            return often
        if before is not None:
            return before[1]
        return next((area for _, area in self.named.get(word, ())), None)

    def _often(self, word: str) -> Area | None:
        """The township or village that is named three times as often as any other."""
        if LEVEL_OF_WORD.get(word) not in ("township", "village"):
            return None
        votes = sorted(
            ((self._votes[area.key], number, area) for number, area in enumerate(self._by_key.values())
             if level_word(area.names[-1]) == word),
            reverse=True,
        )  # fmt: skip
        if votes and votes[0][0] >= OFTEN * (votes[1][0] if len(votes) > 1 else 1.0):
            return votes[0][2]
        return None

    def _last_before(self, word: str, position: int) -> tuple[int, Area] | None:
        named = self.named.get(word)
        if not named:
            return None
        number = bisect_left(named, position, key=lambda pair: pair[0])
        return named[number - 1] if number else None


def _is_county_city(area: Area) -> bool:
    return area.division is not None and area.division.level == "county"


def unit_area(unit: Division) -> Area:
    """The area of a gazetteer unit; districts, and towns, come after what they lie in."""
    names, upper = [unit.name], unit
    while upper.parent is not None and (upper.level == "township" or (upper.level == "county" and upper.name[-1] == "区")):
        upper = upper.parent
        names.insert(0, upper.name)
    return Area(tuple(names), unit.level, unit)


def plain(reading: Reading, mention: Candidate) -> str:
    """The characters of a mention without blanks."""
    return BLANKS.sub("", reading.text[mention.start : mention.end])


MARKER = re.compile(
    r"^(?:中国共产党|中共|共青团|国家税务总局|国家统计局|中国人民银行|国网|民建|民革|民盟|民进|九三学社|武警|政协|(?:第?[一二三四五六七八九十]{1,3}届))"
)


def bare(name: str) -> str:
    """A name without what may stand before its administrative prefix."""
    return MARKER.sub("", name)
