"""What the words about a person state: each reader yields attributes of `partyie.records.Person` with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from partyie.components.areas import leading_units
from partyie.components.attribute_tables import Columns
from partyie.components.link_persons import COLUMN, head_of_list
from partyie.components.link_strands import Strand
from partyie.components.person_names import plain_name
from partyie.components.person_zones import BORN, LONGEST_ROW, MENTION, Zone, closed_up, row_after, zone_after
from partyie.components.reading import Candidate, Reading
from partyie.components.tenures import shared_date
from partyie.lexicon.person_facts import education_words, ethnic_groups, ethnic_pattern, gender_words
from partyie.records import Label

Facts = Iterator[tuple[str, Any]]

START, END = r"(?:^|[，,、。；;：:（(\s｜|])", r"(?=$|[，,、。；;）)\s｜|])"
SEX = re.compile(rf"{START}(?P<sex>男|女){END}")
PARTY = re.compile(
    rf"{START}(?P<party>中共党员|中共预备党员|无党派(?:人士)?"
    rf"|(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?:党员|会员|盟员|社员|成员)){END}"
)
BARE_PARTY = re.compile(r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)")
DEGREE = re.compile(r"(?P<degree>(?:[\u4e00-\u9fff]{1,6}?)?(?:学士|硕士|博士)(?:学位)?)" + END)
WORKED = re.compile(r"\s*(?:起)?参加(?:革命|公安|教育)?工作")
JOINED = re.compile(rf"\s*(?:加入(?:{MENTION}|中国共产党|中共)|入党|转为中共党员|加入党组织)")
DIED = re.compile(r"[^，。；]{0,16}(?:逝世|去世|病逝|病故|牺牲|辞世|就义|殉职)")
DATED = (("birth", BORN), ("work_started", WORKED), ("party_joined", JOINED), ("death", DIED))
NATIVE = re.compile(r"\s*(?:人(?![民大员口均社事才])|籍)")
BORN_AT = re.compile(r"(?:出生于|生于|出生在)$")
CHILDREN = re.compile(r"(?:^|\s)(?P<child>子|女)[:：]$")
GROUP_BEFORE = 8  # characters before a name in which an ethnic group is the person's: 俄罗斯族养蜂人尼古拉
ROW_HEAD = 40  # characters of a row in which a sentence mark shows that it is none
BLANK = re.compile(r"\s*")
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
    words = zone.with_organisations(reading)
    yield from read_party(words)
    yield from read_education(words)
    for at, mention in zone.mentions:
        after = zone.words[at + 1 :]
        if mention.label is Label.DATE:
            yield from read_date(mention, after)
        elif mention.label is Label.PLACE:
            yield from read_place(reading, zone.words[:at], mention, after)


def read_party(words: str) -> Facts:
    """中共党员, 民建会员, 无党派; a bracket may hold the party alone."""
    party = PARTY.search(words)
    if party:
        yield "party", party["party"].removesuffix("人士")
    elif BARE_PARTY.fullmatch(words):
        yield "party", words


def read_education(words: str) -> Facts:
    """省委党校研究生学历, 法学学士."""
    found = education_pattern().search(words)
    if found:
        yield "education", found["mode"] + found["level"]
    degree = DEGREE.search(words)
    if degree:
        yield "degree", degree["degree"].removesuffix("学位")


@cache
def education_pattern() -> re.Pattern[str]:
    """在职研究生学历, 省委党校大学, 本科毕业."""
    modes, levels = "|".join(education_words("mode")), "|".join(education_words("level"))
    return re.compile(
        rf"(?:{START}(?:全日制|普通)?|毕业于[\u4e00-\u9fff]+|(?<=大学)|(?<=学院)|(?<=党校)(?=在职))"
        rf"(?P<mode>(?:{modes})?)(?P<level>{levels})"
        rf"(?:文化|学历|毕业|肄业)?(?:程度)?(?=$|[，,、。；;）)（(\s｜|])"
    )


def read_date(mention: Candidate, after: str) -> Facts:
    """1971年11月出生, 1993年7月参加工作, 1996年6月加入中国共产党."""
    for key, pattern in DATED:
        if pattern.match(after):
            yield key, date_value(mention)


def date_value(mention: Candidate) -> str | None:
    """A date's value without the time; of an interval, what its two ends share: 1903-03-29/1903-04-26 → 1903."""
    first, _, last = str(mention.data.get("value") or "").partition("/")
    day = first.partition("T")[0]
    return (shared_date(day, last.partition("T")[0]) if last else day) or None


def read_place(reading: Reading, before: str, mention: Candidate, after: str) -> Facts:
    """安徽泾县人; 生于山西省武乡县."""
    if NATIVE.match(after):
        yield "native_place", stated_place(reading, mention)
    if BORN_AT.search(before):
        yield "birthplace", stated_place(reading, mention)


def stated_place(reading: Reading, mention: Candidate) -> str:
    """A place as stated, its parts in full: 安徽泾县 → 安徽省泾县; a lone short name stays as written."""
    name = plain_name(reading, mention)
    lead = leading_units(name, frozenset())
    if not lead.units or (lead.short and len(lead.units) == 1):
        return name
    end = lead.end - sum(len(other) for other, _ in lead.others)
    return "".join(unit.name for unit in lead.units) + name[end:]


def read_words_around(reading: Reading, strand: Strand, position: int) -> Facts:
    """妻子张三, 张三女士, 檀老爹; 子：张三　李四; 俄罗斯族养蜂人尼古拉."""
    before, after = "".join(strand.gaps[position].split())[-4:], strand.gaps[position + 1][:2]
    name = plain_name(reading, strand.mentions[position])
    sex = _told_by("before", before) or _told_by("after", after) or _told_by("inside", name)
    label = None if sex else CHILDREN.search(_label_of_list(strand, position))
    if label:
        sex = "男" if label["child"] == "子" else "女"
    if sex:
        yield "gender", sex
    words = strand.gaps[position][-GROUP_BEFORE:]
    people = ethnic_pattern().search(words) if "族" in words else None
    if people and words[-1] not in "、，。":
        yield "ethnicity", people.group()


@cache
def _gender_pattern(place: str) -> re.Pattern[str]:
    forms = "|".join(sorted(gender_words(place), key=len, reverse=True))
    return re.compile({"before": rf"(?:{forms})$", "after": rf"^(?:{forms})", "inside": rf"(?<=.)(?:{forms})$"}[place])


def _told_by(place: str, words: str) -> str | None:
    match = _gender_pattern(place).search(words) if words else None
    return gender_words(place)[match.group()] if match else None


def _label_of_list(strand: Strand, position: int) -> str:
    """The words before a list of names set apart by blanks: 子：逯江山　逯漳河."""
    return strand.gaps[head_of_list(strand, position, BLANK)].strip()


def read_birth_in_sentence(strand: Strand, position: int) -> Facts:
    """钱多是返乡大学生，1994年生人."""
    for later in range(position + 1, len(strand.mentions)):
        mention = strand.mentions[later]
        if strand.sentences[later] != strand.sentences[position] or mention.label is Label.PERSON:
            return
        if mention.label is Label.DATE and BORN.match(strand.gaps[later + 1]):
            yield "birth", date_value(mention)


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
    words = zone.with_organisations(reading)
    party = PARTY.search(words)
    yield from read_party(words)
    yield from read_education(closed_up(words))
    heads = list(columns.dates) if columns is not None else ["birth"] if sex else []
    if party and "party_joined" in heads:
        heads.remove("party_joined")
    dates = [mention for _, mention in zone.mentions if mention.label is Label.DATE]
    for key, mention in zip(heads, dates, strict=False):
        yield key, date_value(mention)
    place = next((mention for _, mention in zone.mentions if mention.label is Label.PLACE), None)
    if columns is not None and columns.native_place and place is not None:
        yield "native_place", stated_place(reading, place)


def _people_of_row(reading: Reading, strand: Strand, position: int, zone: Zone) -> str | None:
    """The group in the cell after the sex, by its short name, too; or in a bracket of the row."""
    cell = PEOPLE_CELL.match(zone.words)
    people = ethnic_groups().get("".join(cell["people"].split())) if cell else None
    if people is None:
        written = ethnic_pattern().search(reading.text, strand.mentions[position].end, strand.end)
        people = written.group() if written else None
    return people
