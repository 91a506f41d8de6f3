"""Which mentions name the same person.

Equal names are one person, and so are other names that the text states (乳名, 化名), 老逯 for 逯常青, 覃 (县长) for the
覃 named before. A form with a surname goes to the person of that surname named last before; forms of address for
strangers (王女士, 檀老爹, 李某) stay alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from partyie.components.person_names import ALIAS, plain_name
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.names import compound_surnames
from partyie.records import Label

NICKNAME = re.compile(r"^[老小阿大](?P<family>[\u4e00-\u9fff]{1,2}?)子?$")
TITLED = re.compile(
    r"^(?P<family>[\u4e00-\u9fff]{1,2}?)"
    r"(?:姐|哥|总|工|老|老师|医生|大夫|博士|教授|主任|书记|支书|队长|所长|局长|镇长|村长|师傅|校长)$"
)
FOREIGN = re.compile(r"^(?P<first>[^·]{2,}?)(?:大叔|大爷|大妈|大娘|大哥|大姐|书记|老师)?$")
STRANGER = re.compile(
    r"某|(?:女士|先生|小姐|奶奶|婆婆|阿婆|老爹|老伯|大爷|大娘|大妈|大叔|大婶|嬢|嗲|爷|婆|叔|婶|伯|妈|娘)$"
)
ADDRESSED = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,})(?:同志|先生|女士|老师|书记|烈士)$")
DOT = "·"
LONGEST_GAP = 8  # characters between a name and the other name that the text states for it
GIVEN = 2  # characters of a given name that stands alone


@dataclass(slots=True)
class PersonName:
    """One person of a document.

    Attributes:
        key: Clean name without blanks, the fullest that the document gives.
        mentions: In text order.
        aliases: Other forms, in the order they appear.
    """

    key: str
    mentions: list[Candidate] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


class FullNames:
    """The full names of a document, by what they begin and end with."""

    def __init__(self, first: dict[str, int]) -> None:
        self.first = first  # where each is named first
        self.by_start: defaultdict[str, list[str]] = defaultdict(list)
        self.by_end: defaultdict[str, list[str]] = defaultdict(list)
        for name in first:
            if DOT in name:
                self.by_start[name.split(DOT)[0] + DOT].append(name)
                continue
            for length in (1, 2):
                if length < len(name) <= length + 2:
                    self.by_start[name[:length]].append(name)
            if GIVEN < len(name) <= GIVEN + 2:
                self.by_end[name[-GIVEN:]].append(name)

    def nearest(self, names: list[str], start: int) -> str | None:
        """The name named last before, else the only one."""
        before = [name for name in names if self.first[name] < start]
        if before:
            return max(before, key=lambda name: self.first[name])
        return names[0] if len(names) == 1 else None


Rule = Callable[[str, FullNames], list[str]]


def by_address(name: str, full: FullNames) -> list[str]:
    """王五同志 is 王五."""
    match = ADDRESSED.match(name)
    return [match["name"]] if match and match["name"] in full.first else []


def by_first_part(name: str, full: FullNames) -> list[str]:
    """叶尔波力 is 叶尔波力·努尔兰, and so is 叶尔波力大叔."""
    match = FOREIGN.match(name)
    return full.by_start.get(match["first"] + DOT, []) if match else []


def by_nickname(name: str, full: FullNames) -> list[str]:
    """老逯 is 逯常青; 小梁子 is 梁丘砥."""
    match = NICKNAME.match(name)
    return full.by_start.get(match["family"], []) if match else []


def by_title(name: str, full: FullNames) -> list[str]:
    """旷姐 is 旷怡; 高博士 is 高峰."""
    match = TITLED.match(name)
    return full.by_start.get(match["family"], []) if match else []


def by_given_name(name: str, full: FullNames) -> list[str]:
    """天亮 is 邢天亮."""
    return full.by_end.get(name, []) if len(name) == GIVEN else []


def by_surname(name: str, full: FullNames) -> list[str]:
    """覃 (县长) is 覃江山; 梁丘 is 梁丘砥."""
    return full.by_start.get(name, [])


RULES: tuple[Rule, ...] = (by_address, by_first_part, by_nickname, by_title, by_given_name)


def find_persons(reading: Reading) -> list[PersonName]:
    """The persons of a document, in the order they are first named."""
    mentions = [mention for mention in reading.mentions if mention.label is Label.PERSON]
    names = [plain_name(reading, mention) for mention in mentions]
    told = {name for mention, name in zip(mentions, names, strict=True) if mention.data.get("form") == "surname"}
    surnames = told | {name for name in names if len(name) == 1 or name in compound_surnames()}
    stated = dict(_stated_aliases(reading, mentions, names))
    first: dict[str, int] = {}
    for mention, name in zip(mentions, names, strict=True):
        if name not in stated and name not in surnames and is_full(name):
            first.setdefault(name, mention.start)
    full = FullNames(first)
    persons: dict[str, PersonName] = {}
    for mention, name in zip(mentions, names, strict=True):
        key = stated.get(name) or full_name(name, full, mention.start, surname=name in surnames)
        person = persons.setdefault(key, PersonName(key))
        person.mentions.append(mention)
        if name != key and name not in person.aliases:
            person.aliases.append(name)
    return list(persons.values())


def _stated_aliases(reading: Reading, mentions: list[Candidate], names: list[str]) -> Iterator[tuple[str, str]]:
    """逯常青，乳名小满; 邢若谷，又名邢守愚，化名“周先生”: the later name stands for the first."""
    aliases: dict[str, str] = {}
    for number in range(1, len(mentions)):
        start, end = mentions[number - 1].end, mentions[number].start
        near = end - start <= LONGEST_GAP and names[number] != names[number - 1]
        if near and ALIAS.search(reading.text[start:end]):
            aliases[names[number]] = aliases.get(names[number - 1], names[number - 1])
            yield names[number], aliases[names[number]]


def is_full(name: str) -> bool:
    """Whether a form looks like a whole name, not like a nickname or a surname."""
    if DOT in name or len(name) > 4:
        return True
    return len(name) >= 2 and not (STRANGER.search(name) or NICKNAME.match(name) or TITLED.match(name))


def full_name(name: str, full: FullNames, start: int, *, surname: bool) -> str:
    """The full name that a form stands for at a position: of several, the one named last before; else itself."""
    for rule in (by_surname,) if surname else RULES:
        others = [other for other in rule(name, full) if other != name]
        nearest = full.nearest(others, start) if others else None
        if nearest is not None:
            return nearest
    return name
