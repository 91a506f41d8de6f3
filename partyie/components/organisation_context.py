"""What naming the organisations of one document rests on: its places, the names so far, and what is short for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from partyie.components.areas import Area
from partyie.components.document_places import DocumentPlaces
from partyie.components.organisation_forms import UNIVERSITY, abbreviates
from partyie.text import lazy_re as re

ORGAN_TAIL = re.compile(
    r"(?P<body>.+?)(?P<tail>(?:第[一二三四五六七八九十]{1,3})?(?:临时)?(?:党组|党委|党总支|党支部)|党工委|机关党委|机关党支部"
    r"|纪委|董事会(?:.{0,30}委员会)?|监事会|理事会|工会(?:委员会)?|团委|团支部|妇联|审判委员会|审委会)$"
)
SHORTENED = (
    "局",
    "厅",
    "办公室",
    "中心",
    "站",
    "所",
    "院",
    "集团",
    "社",
    "会",
    "联",
    "校",
    "大学",
    "协",
    "队",
    "组",
    "委",
)
LONGEST_END = 24  # characters of a name's end that can stand for the name
REACH = 200  # names that are looked back upon


@dataclass(slots=True)
class OrganisationName:
    """What is known of one organisation's name.

    Attributes:
        key: The name as a key.
        resolved: Whether it is more than a bare short form.
        area: The unit it governs or lies in.
        parent: Key of the body it was joined to, or None.
        committee: Whether it is the Party's committee of an area.
    """

    key: str
    resolved: bool
    area: Area | None = None
    parent: str | None = None
    committee: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the text has given: its line, where it ends in the clean text, whether it is a unit's."""

    line: int
    end: int
    name: OrganisationName
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One form to be named: the name without its term of office, where it begins in the clean text, its line."""

    name: str
    start: int
    line: int


class NamingContext:
    """The names of a document up to the mention that is being named.

    Attributes:
        places: Its administrative units.
        issuer: Who issued it, if known.
        home: The institution (school, hospital, company, institute) that it is about, or None.
        known: Resolved names by key.
    """

    def __init__(self, places: DocumentPlaces) -> None:
        self.places = places
        self.issuer: OrganisationName | None = None
        self.home: OrganisationName | None = None
        self.known: dict[str, OrganisationName] = {}
        self._aliases: dict[str, OrganisationName] = {}
        self._passed: list[Named] = []
        self._by_end: dict[str, OrganisationName] = {}
        self._by_pair: defaultdict[str, list[str]] = defaultdict(list)

    # --- what has been said -----------------------------------------------------------------------------------------

    def know(self, name: OrganisationName) -> None:
        """Add a resolved name to those that short forms may stand for."""
        if not name.resolved or name.key in self.known:
            return
        key = name.key
        self.known[key] = name
        for start in range(max(1, len(key) - LONGEST_END), len(key) - 1):
            self._by_end.setdefault(key[start:], name)
        for pair in {key[start : start + 2] for start in range(len(key) - 1)}:
            self._by_pair[pair].append(key)

    def pass_name(self, name: OrganisationName, line: int, end: int) -> None:
        """Note a name in its place."""
        self.know(name)
        self._passed.append(Named(line, end, name))

    def pass_place(self, area: Area, line: int, end: int) -> None:
        """Note that an administrative unit was named: what follows may be its organ."""
        self._passed.append(Named(line, end, OrganisationName(area.key, True, area), is_place=True))

    def learn_alias(self, surface: str, name: OrganisationName) -> None:
        """From （以下简称X）: X stands for ``name`` from here on."""
        self._aliases[surface] = name

    # --- what it means ----------------------------------------------------------------------------------------------

    def by_alias(self, surface: str) -> OrganisationName | None:
        """What a short form that the document introduced stands for, with what follows it."""
        if surface in self._aliases:
            return self._aliases[surface]
        for length in range(len(surface) - 1, 2, -1):
            name = self._aliases.get(surface[:length])
            if name is not None:
                return OrganisationName(name.key + surface[length:], True, name.area, name.key)
        return None

    def last(
        self,
        accepts: Callable[[OrganisationName], bool],
        *,
        line: int | None = None,
        places: bool = False,
        after: int = 0,
    ) -> OrganisationName | None:
        """The last name before that is accepted; with ``line`` only in that line, with ``after`` only behind it.

        With ``places``, a township or village counts, too: 安稳镇：党委书记.
        """
        for named in islice(reversed(self._passed), REACH):
            if (line is not None and named.line != line) or named.end < after:
                return None
            area = named.name.area
            small = places and area is not None and area.level in ("township", "village")
            if (small or not named.is_place) and accepts(named.name):
                return named.name
        return None

    def last_body(self, endings: tuple[str, ...], area: Area | None = None) -> OrganisationName | None:
        """The last body before whose name ends so, or whose Party organ was named: 司法局 by 司法局党组."""
        for named in islice(reversed(self._passed), REACH):
            if named.is_place or not named.name.resolved or area not in (None, named.name.area):
                continue
            if named.name.key.endswith(endings):
                return named.name
            tail = ORGAN_TAIL.fullmatch(named.name.key)
            if tail and tail["body"].endswith(endings):
                return OrganisationName(tail["body"].removeprefix("中共"), True, named.name.area)
        return None

    def own(self, endings: tuple[str, ...]) -> OrganisationName | None:
        """The issuer, or the body whose organ it is, where its name ends so."""
        issuer = self.issuer
        while issuer is not None and not issuer.key.endswith(endings):
            tail = ORGAN_TAIL.fullmatch(issuer.key)
            issuer = OrganisationName(tail["body"], True, issuer.area) if tail else None
        return issuer

    def ending(self, end: str) -> OrganisationName | None:
        """The first known name, longer than ``end``, that ends so."""
        return self._by_end.get(end)

    def beginning(self, start: str) -> OrganisationName | None:
        """The first known name, longer than ``start``, that begins so."""
        found = (
            key for key in islice(self._by_pair.get(start[:2], ()), REACH) if key.startswith(start) and key != start
        )
        return self.known.get(next(found, ""))

    def abbreviated_by(self, short: str, area: str = "") -> OrganisationName | None:
        """The first known name that ``short`` abbreviates; with ``area``, both without that beginning."""
        pair = "大学" if UNIVERSITY.fullmatch(short) else short[:2]
        for key in islice(self._by_pair.get(pair, ()), REACH):
            if key.startswith(area) and abbreviates(short, key[len(area) :]):
                return self.known[key]
        return None

    def fuller(self, found: OrganisationName) -> OrganisationName:
        """The full form that the document gives for an abbreviation in the same area, else the name itself."""
        if found.committee or found.area is None or not found.key.endswith(SHORTENED):
            return found
        area = found.area.key
        return self.abbreviated_by(found.key[len(area) :], area) or found
