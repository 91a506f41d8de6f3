"""Which mentions name the same person: equal names, other names (乳名, 化名), 老逯 for 逯常青, 覃 + 县长 for the 覃 named before.

A form with a surname goes to the only person of that surname, or to the one named last before; forms of address for
strangers (王女士, 檀老爹, 李某) stay alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from partyie.components.person_names import ALIAS, plain_name
from partyie.components.reading import Candidate, Reading
from partyie.records import Label

NICKNAME = re.compile(r"^[老小阿大](?P<family>[\u4e00-\u9fff]{1,2}?)子?$")
TITLED = re.compile(
    r"^(?P<family>[\u4e00-\u9fff]{1,2})(?:姐|哥|总|工|老|老师|医生|大夫|博士|教授|主任|书记|支书|队长|所长|局长|镇长|村长|师傅|校长)$"
)
FOREIGN = re.compile(r"^(?P<first>[^·]{2,}?)(?:大叔|大爷|大妈|大娘|大哥|大姐|书记|老师)?$")
STRANGER = re.compile(r"某|(?:女士|先生|小姐|奶奶|婆婆|阿婆|老爹|老伯|大爷|大娘|大妈|大叔|大婶|嬢|嗲|爷|婆|叔|婶|伯|妈|娘)$")
ADDRESSED = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,})(?:同志|先生|女士|老师|书记|烈士)$")
DOT = "·"


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


def find_persons(reading: Reading) -> list[PersonName]:
    """The persons of a document, in the order they are first named."""
    mentions = [mention for mention in reading.mentions if mention.label is Label.PERSON]
    names = [plain_name(reading, mention) for mention in mentions]
    stated = _stated_aliases(reading, mentions, names)
    surnames = {name for mention, name in zip(mentions, names, strict=True) if mention.data.get("form") == "surname"}
    full = [name for name in dict.fromkeys(names) if name not in stated and name not in surnames and _is_full(name)]
    first = {name: mentions[names.index(name)].start for name in full}
    persons: dict[str, PersonName] = {}
    for mention, name in zip(mentions, names, strict=True):
        key = stated.get(name) or name
        if key == name:
            key = _full_name(name, full, first, mention.start, surname=name in surnames or len(name) == 1)
        person = persons.setdefault(key, PersonName(key))
        person.mentions.append(mention)
        if name != key and name not in person.aliases:
            person.aliases.append(name)
    return list(persons.values())


def _stated_aliases(reading: Reading, mentions: list[Candidate], names: list[str]) -> dict[str, str]:
    """逯常青，乳名小满; 邢若谷，又名邢守愚，化名“周先生”: the later name stands for the first."""
    aliases: dict[str, str] = {}
    for number in range(1, len(mentions)):
        gap = reading.text[mentions[number - 1].end : mentions[number].start]
        if len(gap) <= 8 and ALIAS.search(gap) and names[number] != names[number - 1]:
            aliases[names[number]] = aliases.get(names[number - 1], names[number - 1])
    return aliases


def _is_full(name: str) -> bool:
    """Whether a form looks like a whole name, not like a nickname or a surname."""
    if DOT in name or len(name) > 4:
        return True
    return len(name) >= 2 and not (STRANGER.search(name) or NICKNAME.match(name) or TITLED.match(name))


def _full_name(name: str, full: list[str], first: dict[str, int], start: int, *, surname: bool) -> str:
    """The full name that a form stands for: of several, the one named last before."""
    for rule in (by_surname,) if surname else RULES:
        candidates = [other for other in full if other != name and rule(name, other)]
        if not candidates:
            continue
        before = [other for other in candidates if first[other] < start]
        if len(candidates) == 1 or before:
            return max(before, key=lambda other: first[other]) if before else candidates[0]
    return name


def by_address(name: str, full: str) -> bool:
    """王五同志 is 王五."""
    match = ADDRESSED.match(name)
    return bool(match and match["name"] == full)


def by_nickname(name: str, full: str) -> bool:
    """老逯 is 逯常青; 小梁子 is 梁丘砥."""
    match = NICKNAME.match(name)
    return bool(match and full.startswith(match["family"]) and DOT not in full and len(full) > len(match["family"]))


def by_title(name: str, full: str) -> bool:
    """旷姐 is 旷怡; 高博士 is 高峰."""
    match = TITLED.match(name)
    return bool(match and full.startswith(match["family"]) and DOT not in full and len(full) > len(match["family"]))


def by_surname(name: str, full: str) -> bool:
    """覃 (县长) is 覃江山; 梁丘 is 梁丘砥."""
    return len(name) < len(full) <= len(name) + 2 and full.startswith(name)


def by_given_name(name: str, full: str) -> bool:
    """天亮 is 邢天亮."""
    return len(name) == 2 and len(full) in (3, 4) and full.endswith(name)


def by_first_part(name: str, full: str) -> bool:
    """叶尔波力 is 叶尔波力·努尔兰, and so is 叶尔波力大叔."""
    match = FOREIGN.match(name) if DOT in full else None
    return bool(match and match["first"] == full.split(DOT)[0])


RULES: tuple[Callable[[str, str], bool], ...] = (
    by_address,
    by_first_part,
    by_nickname,
    by_title,
    by_given_name,
)

