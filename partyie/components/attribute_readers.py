"""What the words about a person state: each reader yields attributes of `partyie.records.Person` with their values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from partyie.components.attribute_places import place_of, read_places
from partyie.components.attribute_tables import Columns
from partyie.components.link_persons import COLUMN
from partyie.components.link_strands import Strand
from partyie.components.person_names import ALIAS
from partyie.components.person_zones import BORN, LONGEST_ROW, MENTION, Zone, closed_up, row_after, zone_after
from partyie.components.reading import Candidate, Reading
from partyie.components.tenure_spans import shared_date
from partyie.lexicon.person_facts import education_words, ethnic_groups, ethnic_pattern
from partyie.records import Label
from partyie.text import lazy_re as re

Facts = Iterator[tuple[str, Any]]

START, END = r"(?:^|[，,、。；;：:（(\s｜|])", r"(?=$|[，,、。；;）)（(\s｜|])"
SEX = re.compile(rf"{START}(?P<sex>男|女)(?:性)?{END}")
OTHER_PARTIES = (
    "民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|中国国民党革命委员会|中国民主同盟|中国民主建国会|中国民主促进会|中国农工民主党"
    "|中国致公党|台湾民主自治同盟"
)
PARTY = re.compile(
    rf"{START}(?P<party>中共党员|中国共产党党员|中共预备党员|无党派(?:人士)?|共青团员"
    rf"|(?:{OTHER_PARTIES})(?:党员|会员|盟员|社员|成员)){END}"
)
BARE_PARTY = re.compile(OTHER_PARTIES)
DEGREE = re.compile(
    rf"(?:{START}|学历|[获得授][得取予]?)(?P<degree>(?:[\u4e00-\u9fff]{{1,8}}?)?(?<!副)(?:学士|硕士|博士))(?:学位)?{END}"
)
WORKED = re.compile(r"\s*(?:起)?参加(?:革命|公安|教育)?工作")
JOINED = re.compile(
    rf"\s*(?:光荣|正式)?(?:加入(?:中国共产党|中共|党组织|{OTHER_PARTIES})|入党|(?:转为|成为|被吸收为)中共(?:正式)?党员)"
)
DATED = (("birth", BORN), ("work_started", WORKED), ("party_joined", JOINED))
BORN_ON = re.compile(r"(?:出生于|生于|出生年月[:：])\s*$")
DIED = re.compile(
    rf"[^，。；{MENTION}]{{0,12}}{MENTION}?[^，。；{MENTION}]{{0,8}}(?:逝世|去世|病逝|病故|牺牲|辞世|就义|殉职)"
)
BARE = re.compile(rf"[，,、]?{MENTION}[，,、]?")
MONTH = re.compile(r"\d{4}-\d\d")
LIFE = re.compile(rf"[^{MENTION}]{{0,6}}{MENTION}[^{MENTION}]{{0,4}}")  # （1931年9月—2022年3月）
SHORTEST_LIFE, LONGEST_LIFE = 12, 115  # years
LONGEST_EVENT = 10  # characters before a date that tell what happened then
PARTY_NAMES = {"无党派人士": "无党派", "中国共产党党员": "中共党员"}
ROW_HEAD = 40  # characters of a row in which a sentence mark shows that it is none
SEX_CELL = re.compile(r"[\s｜|]*(?:男|女)[\s｜|]")
PEOPLE_CELL = re.compile(
    r"[\s｜|]*(?:男|女)(?:[（(][^）)]*[）)])?[\s｜|]+"
    r"(?P<people>[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){0,5})(?=[\s｜|■]|$)"
)


def read_zone(reading: Reading, zone: Zone) -> Facts:
    """Sex, group, party, education, degree, and what dates and places are said to be."""
    sex = SEX.search(zone.words)
    if sex:
        yield "gender", sex["sex"]
    people = ethnic_pattern().search(zone.words)
    if people:
        yield "ethnicity", people.group()
    words = zone.restored(reading, Label.ORG)
    yield from read_party(words)
    yield from read_education(words)
    yield from read_places(reading, zone)
    for number, (at, mention) in enumerate(zone.mentions):
        if mention.label is Label.DATE:
            before, after = zone.words[max(0, at - LONGEST_EVENT) : at], zone.after(reading, number)
            yield from read_date(mention, before, after)
            if DIED.match(zone.words, at + 1) and not _of_another(zone, at):
                yield from (("deceased", True), ("death", date_value(mention)))


def _of_another(zone: Zone, position: int) -> bool:
    """Whether someone else is named in the sentence of a position."""
    start = max(zone.words.rfind(mark, 0, position) for mark in "。；\n")
    return any(start < at < position and mention.label is Label.PERSON for at, mention in zone.mentions)


def read_bare_birth(zone: Zone) -> Facts:
    """（男，汉族，1970.05，大学）: in a bracket of personal data a month that nothing explains."""
    dates = [(at, mention) for at, mention in zone.mentions if mention.label is Label.DATE]
    if len(dates) == 1 and SEX.search(zone.words):
        [(at, mention)] = dates
        if BARE.fullmatch(zone.words[max(0, at - 1) : at + 2]) and MONTH.fullmatch(date_value(mention) or ""):
            yield "birth", date_value(mention)


def read_party(words: str) -> Facts:
    """中共党员, 民建会员, 无党派; a bracket may hold the party alone."""
    party = PARTY.search(words)
    if party:
        yield "party", PARTY_NAMES.get(party["party"], party["party"])
    elif BARE_PARTY.fullmatch(words):
        yield "party", words


def read_education(words: str) -> Facts:
    """省委党校研究生学历, 法学学士."""
    found = education_pattern().search(words)
    if found:
        yield "education", found["mode"] + found["level"]
    degree = DEGREE.search(words)
    if degree:
        yield "degree", degree["degree"]


@cache
def education_pattern() -> re.Pattern[str]:
    """在职研究生学历, 省委党校大学, 本科毕业."""
    modes, levels = "|".join(education_words("mode")), "|".join(education_words("level"))
    return re.compile(
        rf"(?:{START}(?:全日制|普通)?|毕业于[\u4e00-\u9fff]+|(?<=大学)|(?<=学院)|(?<=党校)(?=在职))"
        rf"(?P<mode>(?:{modes})?)(?P<level>{levels})"
        rf"(?:文化|学历|毕业|肄业)?(?:程度)?(?=$|[，,、。；;）)（(\s｜|])"
    )


def read_date(mention: Candidate, before: str, after: str) -> Facts:
    """1971年11月出生, 1993年7月参加工作, 1996年6月加入中国共产党, 生于1971年."""
    for key, pattern in DATED:
        if pattern.match(after):
            yield key, date_value(mention)
            return
    if BORN_ON.search(before):
        yield "birth", date_value(mention)


def read_life(zone: Zone) -> Facts:
    """（1931年9月—2022年3月）: a bracket that holds a life, from birth to death."""
    if len(zone.mentions) != 1 or not LIFE.fullmatch(zone.words):
        return
    birth, _, death = str(zone.mentions[0][1].data.get("value") or "").partition("/")
    years = [int(date[:4]) for date in (birth, death) if date[:4].isdigit()]
    if len(years) == 2 and SHORTEST_LIFE <= years[1] - years[0] <= LONGEST_LIFE:
        yield from (("birth", birth), ("death", death), ("deceased", True))


def date_value(mention: Candidate) -> str | None:
    """A date's value without the time; of an interval, what its two ends share: 1903-03-29/1903-04-26 → 1903."""
    first, _, last = str(mention.data.get("value") or "").partition("/")
    day = first.partition("T")[0]
    return (shared_date(day, last.partition("T")[0]) if last else day) or None


def read_birth_in_sentence(strand: Strand, position: int) -> Facts:
    """钱多是返乡大学生，1994年生人; 李某生于1994年."""
    if ALIAS.search(strand.gaps[position]):
        return
    for later in range(position + 1, len(strand.mentions)):
        mention = strand.mentions[later]
        if strand.sentences[later] != strand.sentences[position] or mention.label is Label.PERSON:
            return
        if mention.label is Label.DATE:
            facts = read_date(mention, strand.gaps[later], strand.gaps[later + 1])
            yield from (fact for fact in facts if fact[0] == "birth")


def is_row(strand: Strand, position: int) -> bool:
    """Whether 男 or 女 stands in the next cell."""
    gap = strand.gaps[position + 1]
    return gap[:1] in COLUMN and bool(SEX_CELL.match(gap + " "))


def read_row(reading: Reading, strand: Strand, position: int, columns: Columns | None) -> Facts:
    """Cells of a row: the words by what they are, dates by the order of the heads above."""
    zone = (
        zone_after(reading, strand, position, LONGEST_ROW) if columns is None else row_after(reading, strand, position)
    )
    if columns is None and re.search("[，。；]", zone.words[:ROW_HEAD]):
        return
    sex = SEX.search(zone.words)
    if sex:
        yield "gender", sex["sex"]
        people = _people_of_row(reading, strand, position, zone)
        if people:
            yield "ethnicity", people
    words = zone.restored(reading, Label.ORG)
    party = PARTY.search(words)
    yield from read_party(words)
    yield from read_education(closed_up(words))
    heads = list(columns.dates) if columns is not None else ["birth"] if sex else []
    if party and "party_joined" in heads:
        heads.remove("party_joined")
    if columns is None:
        yield from read_places(reading, zone)
        for number, (at, mention) in enumerate(zone.mentions):
            if mention.label is Label.DATE:
                yield from read_date(mention, zone.words[max(0, at - LONGEST_EVENT) : at], zone.after(reading, number))
    dates = [mention for _, mention in zone.mentions if mention.label is Label.DATE]
    for key, mention in zip(heads, dates, strict=False):
        yield key, date_value(mention)
    place = next((mention for _, mention in zone.mentions if mention.label is Label.PLACE), None)
    if columns is not None and columns.native_place and place is not None:
        yield "native_place", place_of(reading, place)


def _people_of_row(reading: Reading, strand: Strand, position: int, zone: Zone) -> str | None:
    """The group in the cell after the sex, by its short name, too; or in a bracket of the row."""
    cell = PEOPLE_CELL.match(zone.words)
    people = ethnic_groups().get("".join(cell["people"].split())) if cell else None
    if people is None:
        written = ethnic_pattern().search(reading.text, strand.mentions[position].end, strand.end)
        people = written.group() if written else None
    return people
