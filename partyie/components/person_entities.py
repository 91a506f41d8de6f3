"""Which mentions name the same person.

Equal names are one person, but for namesakes in one list (``person_namesakes``), and so are other names that the text
states (乳名, 化名), 老逯 for 逯常青, 覃 (县长) for the 覃 named before. A form with a surname goes to the person of
that surname who holds the title behind it, else to the one named last before; forms of address for strangers
(王女士, 檀老爹, 李某) stay alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from partyie.components.given_terms import given_by_user
from partyie.components.person_names import ALIAS, plain_name
from partyie.components.person_namesakes import number_namesakes
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.names import compound_surnames
from partyie.records import Label
from partyie.text import lazy_re as re

NICKNAME = re.compile(r"^[老小阿大](?P<family>[\u4e00-\u9fff]{1,2}?)子?$")
TITLED = re.compile(
    r"^(?P<family>[\u4e00-\u9fff]{1,2}?)"
    r"(?:姐|哥|总|工|老|老师|医生|大夫|博士|教授|主任|书记|支书|队长|所长|局长|镇长|村长|师傅|校长|姨|妈妈)$"
)
FOREIGN = re.compile(r"^(?P<first>[^·]{2,}?)(?:大叔|大爷|大妈|大娘|大哥|大姐|书记|老师)?$")
STRANGER = re.compile(
    r"某|(?:女士|先生|小姐|奶奶|婆婆|阿婆|老爹|老伯|大爷|大娘|大妈|大叔|大婶|嬢|嗲|爷|婆|叔|婶|伯|妈|娘)$"
)
ADDRESSED = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,})(?:同志|先生|女士|老师|书记|烈士)$")
PET_NAME = re.compile(r"^阿(?P<given>[\u4e00-\u9fff])$")
ADDRESS = re.compile(r"先生|女士|小姐|太太|老师|教授|医生")
CALLED = re.compile(
    r"(?:乳名|小名|绰号|外号|学名|笔名|艺名|化名|网名|法号|人称|(?:管|喊|叫|称|唤)(?:他|她)(?:叫|为|作|小名|外号)?|自己叫)[:：]?[“「『\"]?$"
)
REAL_NAME = re.compile(r"(?:名叫|本名|原名|真名|大名|姓名)[:：]?$")
CLAUSE_STOPS = "，。；！？\n"
SENTENCE_END = re.compile(r"[。！？\n]")
DOT = "·"
LONGEST_PARAGRAPH = 300
LONGEST_CALL, LONGEST_SENTENCE = 10, 60  # characters of 人称 and the like; from a person to a name he is called
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
        self.titles: dict[str, set[str]] = {}  # the titles that each holds
        self.by_start: defaultdict[str, list[str]] = defaultdict(list)
        self.by_end: defaultdict[str, list[str]] = defaultdict(list)
        self.by_last: defaultdict[str, list[str]] = defaultdict(list)
        for name in first:
            if DOT in name:
                self.by_start[name.split(DOT)[0] + DOT].append(name)
                self.by_end[name.split(DOT)[-1]].append(name)
                continue
            for length in (1, 2):
                if length < len(name) <= length + 2:
                    self.by_start[name[:length]].append(name)
            for given in (GIVEN, GIVEN + 1):
                if given < len(name) <= given + 2:
                    self.by_end[name[-given:]].append(name)
            self.by_last[name[-1]].append(name)

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
    """天亮 is 邢天亮; 施密特 is 卡特琳·施密特."""
    return full.by_end.get(name, []) if len(name) >= GIVEN else []


def by_given_character(name: str, full: FullNames) -> list[str]:
    """阿芝 is 佘敏芝, if nobody else's name ends so."""
    match = PET_NAME.match(name)
    found = full.by_last.get(match["given"], []) if match else []
    return found if len(found) == 1 else []


def by_surname(name: str, full: FullNames) -> list[str]:
    """覃 (县长) is 覃江山; 梁丘 is 梁丘砥."""
    return full.by_start.get(name, [])


RULES: tuple[Rule, ...] = (by_address, by_first_part, by_nickname, by_title, by_given_name, by_given_character)


def find_persons(reading: Reading) -> list[PersonName]:
    """The persons of a document, in the order they are first named."""
    mentions = [mention for mention in reading.mentions if mention.label is Label.PERSON]
    own = {mention: name for mention in mentions if (name := given_by_user(mention, "name"))}
    names = [own.get(mention) or plain_name(reading, mention) for mention in mentions]
    told = {name for mention, name in zip(mentions, names, strict=True) if mention.data.get("form") == "surname"}
    surnames = told | {name for name in names if len(name) == 1 or name in compound_surnames()}
    stated = {**dict(_polite_forms(reading, mentions, names)), **dict(_stated_aliases(reading, mentions, names))}
    first: dict[str, int] = {}
    for mention, name in zip(mentions, names, strict=True):
        if mention in own or (name not in stated and name not in surnames and is_full(name)):
            first.setdefault(name, mention.start)
    full = FullNames(first)
    full.titles = _titles(reading)
    persons: dict[tuple[str, int], PersonName] = {}
    for mention, name, number in zip(mentions, names, number_namesakes(reading, mentions, names), strict=True):
        title = _title_behind(reading, mention)
        key = own.get(mention) or stated.get(name)
        key = key or full_name(name, full, mention.start, surname=name in surnames, title=title)
        person = persons.setdefault((key, number if name == key else 0), PersonName(key))
        person.mentions.append(mention)
        form = plain_name(reading, mention) if mention in own else name
        if form != key and form not in person.aliases:
            person.aliases.append(form)
    return list(persons.values())


def _stated_aliases(reading: Reading, mentions: list[Candidate], names: list[str]) -> Iterator[tuple[str, str]]:
    """逯常青，乳名小满; 老戚名叫戚大勇: the form and the name that it stands for."""
    aliases: dict[str, str] = {}
    for number in range(1, len(mentions)):
        owner = _owner_of_alias(reading, mentions, names, number)
        if owner is None or owner == names[number]:
            continue
        form, name = names[number], aliases.get(owner, owner)
        if is_full(form) and not is_full(name):
            form, name = name, form
        aliases[form] = name
        yield form, name


def _owner_of_alias(reading: Reading, mentions: list[Candidate], names: list[str], number: int) -> str | None:
    """Whose other name a mention is said to be: that of the person named last before in the sentence, or of 他."""
    start, last = mentions[number].start, mentions[number - 1]
    between = reading.text[last.end : start]
    if len(between) <= LONGEST_GAP and (ALIAS.search(between) or REAL_NAME.search(between)):
        return names[number - 1]
    called = CALLED.search(between[-LONGEST_CALL:])
    if called is None or len(between) > LONGEST_SENTENCE:
        return None
    if "他" in called.group() or "她" in called.group():
        return _owner_of_pronoun(reading, mentions, names, number)
    return None if SENTENCE_END.search(between) else names[number - 1]


def _owner_of_pronoun(reading: Reading, mentions: list[Candidate], names: list[str], number: int) -> str | None:
    """郑小满还喊他老周: whoever stands in the clause calls; the one named last before the clause is called so."""
    text, start = reading.text, mentions[number].start
    first = max(0, start - LONGEST_PARAGRAPH)
    line = text.rfind("\n", first, start)
    clause = max(text.rfind(stop, first, start) for stop in CLAUSE_STOPS)
    before = [place for place in range(max(0, number - 3), number) if line < mentions[place].end <= clause]
    return names[before[-1]] if before else None


def is_full(name: str) -> bool:
    """Whether a form looks like a whole name, not like a nickname or a surname."""
    if DOT in name or len(name) > 4:
        return True
    return len(name) >= 2 and not (STRANGER.search(name) or NICKNAME.match(name) or TITLED.match(name))


def full_name(name: str, full: FullNames, start: int, *, surname: bool, title: str = "") -> str:
    """The full name that a form stands for at a position: of several, the one with the title, else named last before.

    A form that stands for nobody named keeps its own name.
    """
    for rule in (by_surname,) if surname else RULES:
        others = [other for other in rule(name, full) if other != name]
        titled = [other for other in others if title and title in full.titles.get(other, ())]
        nearest = full.nearest(titled or others, start) if others else None
        if nearest is not None:
            return nearest
    return name


def _titles(reading: Reading) -> dict[str, set[str]]:
    """The titles that the links give to each name."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for relation in reading.relations:
        if relation.kind == "holder":
            title = reading.text[relation.source.start : relation.source.end]
            titles[plain_name(reading, relation.target)].add(title)
    return titles


def _title_behind(reading: Reading, mention: Candidate) -> str:
    """The title right behind a mention: 县长 of 覃县长."""
    place = bisect_left(reading.mentions, mention.end, key=lambda other: other.start)
    after = reading.mentions[place] if place < len(reading.mentions) else None
    if after is None or after.label is not Label.POST or after.start != mention.end:
        return ""
    return reading.text[after.start : after.end]


def _polite_forms(reading: Reading, mentions: list[Candidate], names: list[str]) -> Iterator[tuple[str, str]]:
    """周铁山先生到会…周先生说: 周先生 is 周铁山, if only he is addressed so."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for mention, name in zip(mentions, names, strict=True):
        address = ADDRESS.match(reading.text, mention.end)
        if address and is_full(name):
            family = name[:2] if name[:2] in compound_surnames() else name[:1]
            forms[family + address.group()].add(name)
    for form, persons in forms.items():
        if len(persons) == 1:
            yield form, next(iter(persons))
