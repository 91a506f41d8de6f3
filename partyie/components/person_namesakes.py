"""Two persons of one name in a document: a list doesn't name anyone twice, so 财政局王伟、教育局王伟 are two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from partyie.components.reading import Candidate, Reading
from partyie.text import lazy_re as re

BRACKET = re.compile(r"[（(][^（()）]{1,20}[)）]|")
LONGEST_LIST = 60  # characters between two members of one list
NO_LIST = frozenset("，。；：！？\n,;:")


def number_namesakes(reading: Reading, mentions: Sequence[Candidate], names: Sequence[str]) -> list[int]:
    """For each mention of a full name which of its bearers it means: 0, or 1, 2 … for others of the same list.

    ``names`` are the names of ``mentions``, without blanks. A mention outside the list means the bearer whose title it
    has, else the first.
    """
    numbers = [0] * len(mentions)
    titles = _titles_of_mentions(reading)
    last: dict[str, int] = {}
    bearers: defaultdict[str, list[set[str]]] = defaultdict(list)
    for place, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        before = last.get(name)
        told = bearers[name]
        if before is not None and in_one_list(reading.text[mentions[before].end : mention.start]):
            told.append(set())
            numbers[place] = len(told) - 1
        else:
            numbers[place] = _bearer(told, titles.get(mention, set()))
        if not told:
            told.append(set())
        told[numbers[place]] |= titles.get(mention, set())
        last[name] = place
    return numbers


def in_one_list(between: str) -> bool:
    """Whether what stands between two names is a part of one list: （女）、教育局副局长.

    >>> in_one_list("、教育局副局长"), in_one_list("任县长，免去"), in_one_list("为县长、免去")
    (True, False, False)
    """
    if len(between) > LONGEST_LIST or "、" not in between or not NO_LIST.isdisjoint(between):
        return False
    return BRACKET.fullmatch(between.partition("、")[0]) is not None


def _bearer(told: list[set[str]], titles: set[str]) -> int:
    return next((number for number, known in enumerate(told) if known & titles), 0)


def _titles_of_mentions(reading: Reading) -> dict[Candidate, set[str]]:
    """The titles, and their bodies' names, that the links give to each mention."""
    bodies: defaultdict[Candidate, str] = defaultdict(str)
    for relation in reading.relations:
        if relation.kind == "at":
            bodies[relation.source] += reading.text[relation.target.start : relation.target.end]
    titles: defaultdict[Candidate, set[str]] = defaultdict(set)
    for relation in reading.relations:
        if relation.kind == "holder":
            title = reading.text[relation.source.start : relation.source.end]
            titles[relation.target].add(bodies[relation.source] + title)
    return titles
