"""Which administrative units a document speaks of, and which of them 省, 市, 县, 镇 … stand for in it.

A name is parsed into a path (泾县, 云岭乡), completed by the fullest path that the document gives for it and by the
division gazetteer. A bare level word stands for the unit of that level that the document is about (title, issuer,
signature and frequency decide), or, where the document is about none, for the one named last before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from partyie.components.areas import (
    LEVELS,
    Area,
    Lead,
    bare,
    choose,
    leading_units,
    level_word,
    lies_in,
    plain,
    related,
    unit_area,
)
from partyie.components.link_strands import BODIES
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.divisions import Division, divisions
from partyie.records import Label
from partyie.text import lazy_re as re

ORIGIN_AFTER = re.compile(r"(?:人|籍)(?=[，,。；;、（(\s]|$)")
ORIGIN_BEFORE = re.compile(r"(?:籍贯|祖籍|原籍|出?生于|生在|老家在?)[：:]?$")
OUTLET = re.compile(
    r"^(?:健康|平安|文明|今日|掌上|大美|幸福|清风|清廉|廉洁|美丽|法治|智慧|魅力|云上|微|看)(?=[\u4e00-\u9fff]{2,4}$)"
)
LONGEST_HEADLINE, LONGEST_CLAUSE = 40, 32
OTHER_TEXT = re.compile(r"(?:[上下]一[篇条页]|相关(?:阅读|链接|新闻)|延伸阅读|推荐阅读)\s*[:：]")
SERIES = re.compile(r"[^，。；！？\n]{1,16}、")
TOWNSHIP_WORDS = ("镇", "乡", "街道", "苏木", "公社")
OFTEN = 3  # times as many votes as any other make a township or village the document's own
SHORT_NAME, UPPER_UNIT = 0.6, 0.5  # what a vote by a short name, and one for the unit a named one lies in, are worth
NEAR_TITLE, NEAR_END, WEIGHT = 120, 120, 3.0


class DocumentPlaces:
    """The administrative units of one document, in the order they are named.

    Attributes:
        known: Gazetteer units that decide between namesakes.
        main: The unit that the document is most about, or None.
        named: For each generic, the units named by it, with their positions.
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
        self._settled = {area.word: area for area in self._chain(self.main)}
        self._often: dict[str, Area | None] = {}
        self._inside: dict[str, list[tuple[int, Area]]] = {}
        self._most: dict[str, Area | None] = {}

    # --- reading ----------------------------------------------------------------------------------------------------

    def _names(self) -> Iterator[tuple[Candidate, str]]:
        for mention in self.reading.mentions:
            if mention.label in BODIES:
                yield mention, OUTLET.sub("", bare(plain(self.reading, mention)))

    def _known_units(self) -> frozenset[Division]:
        """County and higher units that the document names in full, without choosing between namesakes."""
        units: set[Division] = set()
        for _, name in self._names():
            units.update(u for u in leading_units(name, frozenset()).units if u.level != "township")
        return frozenset(units) | {u.parent for u in units if u.parent}

    def _read(self) -> None:
        self.areas: dict[str, Area] = {}
        self.named: defaultdict[str, list[tuple[int, Area]]] = defaultdict(list)
        self._of_bodies: defaultdict[str, list[tuple[int, Area]]] = defaultdict(list)
        self._votes: dict[str, float] = {}
        self._by_key: dict[str, Area] = {}
        self._county: Area | None = None
        leads = [(mention, leading_units(name, self.known)) for mention, name in self._names()]
        for _, lead in leads:
            if len(lead.units) + len(lead.others) > 1 and lead.others:
                self._remember(self._area(lead, None))
        length = len(self.reading.text)
        for mention, lead in leads:
            if self._is_origin(mention) or self._is_elsewhere(mention):
                continue
            weight = WEIGHT if mention.start < NEAR_TITLE or mention.end > length - NEAR_END else 1.0
            area = self.area_at(lead, mention.start)
            if area is not None:
                self._note(mention, area, lead, weight)

    def _is_origin(self, mention: Candidate) -> bool:
        """四川美姑人; 籍贯泾县: where someone comes from isn't what the document speaks of."""
        if mention.label is not Label.PLACE:
            return False
        text = self.reading.text
        return bool(
            ORIGIN_AFTER.match(text, mention.end)
            or ORIGIN_BEFORE.search(text, max(0, mention.start - 4), mention.start)
        )

    def _is_elsewhere(self, mention: Candidate) -> bool:
        """上一篇：点头镇…: the headline of another text."""
        text, first = self.reading.text, max(0, mention.start - LONGEST_HEADLINE)
        start = max(first, text.rfind("\n", first, mention.start) + 1)
        return bool(OTHER_TEXT.search(text, start, mention.start))

    def _remember(self, area: Area | None) -> None:
        if area is not None:
            self.areas.setdefault(area.names[-1], area)

    def _note(self, mention: Candidate, area: Area, lead: Lead, weight: float) -> None:
        explicit = [unit_area(unit) for unit in lead.units]
        for count, (_, level) in enumerate(lead.others):
            names = area.names[: len(area.names) - len(lead.others) + count + 1]
            explicit.append(area if names == area.names else Area(names, level))
        for one in explicit:
            self._remember(one)
            self.named[one.word].append((mention.start, one))
            if mention.label is Label.ORG and not lead.short:
                self._of_bodies[one.word].append((mention.start, one))
        self._vote(explicit[-1] if explicit else area, weight * (SHORT_NAME if lead.short else 1.0))
        upper = [unit for unit in lead.units if unit.level != "township"]
        if upper and (lead.others or upper[-1] is not lead.units[-1]):
            self._vote(unit_area(upper[-1]), weight * UPPER_UNIT)

    def _vote(self, area: Area, weight: float) -> None:
        self._by_key.setdefault(area.key, area)
        self._votes[area.key] = self._votes.get(area.key, 0.0) + weight
        best = self._votes[self._county.key] if self._county else 0.0
        county = area.level == "county" or (area.division is not None and area.division.level == "county")
        if county and self._votes[area.key] > best:
            self._county = area

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
        successor = divisions().coded(unit.code) if unit is not None and not unit.current else None
        if unit is not None and successor is not None and successor.name in self.reading.text:
            words.add(level_word(successor.name))
            yield unit_area(successor)
        while unit is not None:
            word = level_word(unit.name)
            if word not in words:
                words.add(word)
                yield unit_area(unit)
            unit = unit.parent

    # --- asking -----------------------------------------------------------------------------------------------------

    def area_at(self, lead: Lead, position: int) -> Area | None:
        """The area that a parsed name means at a position: a village of the township named last before."""
        township = None
        if lead.others and not lead.units and lead.others[0][1] == "village":
            before = [self._last_before(word, position) for word in TOWNSHIP_WORDS]
            latest = max((pair for pair in before if pair is not None), key=lambda pair: pair[0], default=None)
            township = latest[1] if latest else None
        return self._area(lead, township)

    def _area(self, lead: Lead, township: Area | None) -> Area | None:
        """The area of a parsed name, completed by what the document has said."""
        area = unit_area(lead.units[-1]) if lead.units else None
        for name, level in lead.others:
            if area is not None:
                area = Area((*area.names, name), level)
                continue
            area = self.areas.get(name) or self._by_gazetteer(name)
            if area is None:
                base = {"village": township, "township": self._county}.get(level)
                area = Area((*(base.names if base else ()), name), level)
        return area

    def _by_gazetteer(self, name: str) -> Area | None:
        named = divisions().full(name)
        unit = choose(named, None, self.known) if named else None
        return unit_area(unit) if unit is not None and related(unit, self.known) else None

    def of_level(self, level: str) -> Area | None:
        """The main unit or the one of this level that it lies in."""
        return next((area for area in self._chain(self.main) if area.level == level), None)

    def most_named(self, level: str) -> Area | None:
        """The unit of this level in the main one that is named most; None where two are named alike."""
        if level not in self._most:
            self._most[level] = self._find_most_named(level)
        return self._most[level]

    def _find_most_named(self, level: str) -> Area | None:
        main = self.main
        inside = [a for a in self._by_key.values() if a.level == level and main is not None and lies_in(a, main)]
        inside.sort(key=lambda area: -self._votes[area.key])
        if not inside or (len(inside) > 1 and self._votes[inside[0].key] == self._votes[inside[1].key]):
            return None
        return inside[0]

    def of_word(self, word: str, position: int) -> Area | None:
        """The unit that a bare level word (省, 市, 县, 镇 …) stands for at a position of the clean text.

        In one series of titles the unit named there; else the main unit's own; else the one named last before.
        """
        before = self._last_before(word, position)
        if before is not None and SERIES.fullmatch(self.reading.text, max(before[0], position - 32), position):
            return before[1]
        near = self._last_before(word, position, self._of_bodies.get(word)) if word in self._of_bodies else None
        if near is not None and near[0] < position and self._same_sentence(near[0], position):
            return near[1]
        if word in self._settled:
            return self._settled[word]
        own = self._own(word)
        before = self._last_before(word, position, own)
        often = self._most_often(word)
        if often is not None and (before is None or not self._same_line(before[0], position)):
            return often
        if before is not None:
            return before[1]
        return next((area for _, area in own or self.named.get(word, [])), None)

    def _own(self, word: str) -> list[tuple[int, Area]]:
        """The units with this generic that lie in the main one."""
        main = self.main
        if word not in self._inside:
            named = self.named.get(word, [])
            self._inside[word] = [pair for pair in named if main is not None and lies_in(pair[1], main)]
        return self._inside[word]

    def _same_sentence(self, start: int, end: int) -> bool:
        """沂水县委常委，县委党校校长: whether a body was named close before."""
        text = self.reading.text
        return end - start <= LONGEST_CLAUSE and not any(text.find(stop, start, end) >= 0 for stop in "。；！？\n")

    def _same_line(self, start: int, end: int) -> bool:
        return self.reading.text.find("\n", start, end) < 0

    def _most_often(self, word: str) -> Area | None:
        """The unit with this generic that is named three times as often as any other."""
        if word not in self._often:
            areas = sorted(
                (area for area in self._by_key.values() if area.word == word), key=lambda area: -self._votes[area.key]
            )
            votes = [self._votes[area.key] for area in areas[:2]]
            own = bool(votes) and votes[0] >= OFTEN * (votes[1] if len(votes) > 1 else 1.0)
            self._often[word] = areas[0] if own else None
        return self._often[word]

    def _last_before(
        self, word: str, position: int, named: list[tuple[int, Area]] | None = None
    ) -> tuple[int, Area] | None:
        named = named or self.named.get(word)
        if not named:
            return None
        number = bisect_left(named, position, key=lambda pair: pair[0])
        return named[number - 1] if number else None
