"""The component that reads what a text states of a person: sex, ethnic group, birth, native place, party, education.

A person's data stand in a bracket after the name, in the run of clauses after it (张三，男，汉族，…), or in the cells of a
row. Nothing is inferred; forms of address and words of kinship tell the sex.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.attribute_tables import Columns, columns_above
from partyie.components.deaths import deceased_names
from partyie.components.document_places import leading_units
from partyie.components.link_holders import COLUMN, is_person
from partyie.components.link_strands import Strand, strands_of
from partyie.components.person_names import ALIAS, plain_name
from partyie.components.reading import Candidate, Reading, reading_of
from partyie.components.tenures import shared_date
from partyie.lexicon.person_facts import education_words, ethnic_groups, ethnic_pattern, gender_words
from partyie.records import Label

CLOSING = re.compile("[）)〕]")
START, END = r"(?:^|[，,、。；;：:（(\s｜|])", r"(?=$|[，,、。；;）)\s｜|])"
SEX = re.compile(rf"{START}(?P<sex>男|女){END}")
PARTY = re.compile(
    rf"{START}(?P<party>中共党员|中共预备党员|无党派(?:人士)?|(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?:党员|会员|盟员|社员|成员)){END}"
)
DEGREE = re.compile(r"(?P<degree>(?:[\u4e00-\u9fff]{1,6}?)?(?:学士|硕士|博士)(?:学位)?)" + END)
BORN = re.compile(r"\s*(?:出生|生人|生(?![\u4e00-\u9fff]{0,2}[产活前]))")
WORKED = re.compile(r"\s*(?:起)?参加(?:革命|公安|教育)?工作")
JOINED = re.compile(r"\s*(?:加入中国共产党|加入中共|入党|转为中共党员|加入党组织)")
DIED = re.compile(r"[^，。；]{0,16}(?:逝世|去世|病逝|病故|牺牲|辞世|就义|殉职)")
PEOPLE_CELL = re.compile(
    r"[\s｜|]*(?:男|女)(?:[（(][^）)]*[）)])?[\s｜|]+(?P<people>[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){0,5})(?=[\s｜|■]|$)"
)
LETTER_SPACED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
NATIVE = re.compile(r"\s*(?:人(?![民大员口均社事才])|籍)")
BORN_AT = re.compile(r"(?:出生于|生于|出生在)$")
TELLS = re.compile(r"\s*(?:同志)?\s*[，,]\s*(?:男|女|[\u4e00-\u9fff]{1,5}族[，,]|(?:又|化|乳|原|曾用)名)")
CHILDREN = re.compile(r"(?:^|\s)(?P<child>子|女)[:：]$")
GROUP_BEFORE = 8  # characters before a name in which an ethnic group is the person's: 俄罗斯族养蜂人尼古拉
BARE_PARTY = re.compile(r"^(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)$")
RANK = re.compile(
    r"^[一二三四]级(?:巡视员|调研员|主任科员|警监|警督|警司|警员|高级警长|警长|高级主办|主办|高级法官|法官|高级检察官|检察官"
    r"|监察官|高级监察官|指挥长|指挥员)$|^(?:副?总警监|副?总监|上将|中将|少将|大校|上校|中校|少校|上尉|中尉|少尉|[一二三四]级(?:军士长|上士|警士长)|上士|中士|下士|上等兵|列兵)$"
)
TITLE_RULES = frozenset({"holder.title_before", "holder.name_before"})


@dataclass(slots=True)
class Zone:
    """A stretch of text about one person: words with ``■`` for each mention, and the mentions by position in it."""

    words: str
    mentions: list[tuple[int, Candidate]] = field(default_factory=list)


def find_attributes(reading: Reading) -> None:
    """Write the attributes of persons into their entities' data; the first statement of each wins."""
    for strand in strands_of(reading):
        for position, mention in enumerate(strand.mentions):
            if mention.label is Label.PERSON and mention.entity is not None:
                for key, value in _attributes_at(reading, strand, position):
                    mention.entity.data.setdefault(key, value)
    dead = deceased_names(reading)
    _ranks(reading, dead)
    for entity in reading.entities:
        if entity.label is Label.PERSON and any(plain_name(reading, mention) in dead for mention in entity.mentions):
            entity.data["deceased"] = True


def _attributes_at(reading: Reading, strand: Strand, position: int) -> Iterator[tuple[str, Any]]:
    yield from _sex_by_words(reading, strand, position)
    people = ethnic_pattern().search(strand.gaps[position][-GROUP_BEFORE:])
    if people and not strand.gaps[position][-GROUP_BEFORE:].endswith(("、", "，", "。")):
        yield "ethnicity", people.group()
    yield from _born_in_sentence(reading, strand, position)
    bracket = _bracket_after(reading, strand, position)
    if bracket is not None:
        yield from _read_zone(reading, bracket)
        if BARE_PARTY.match(bracket.words) or (len(bracket.mentions) == 1 and bracket.words == "■"):
            name = plain_name(reading, bracket.mentions[0][1]) if bracket.mentions else bracket.words
            if BARE_PARTY.match(name):
                yield "party", name
    if is_told(reading, strand, position):
        yield from _read_zone(reading, _zone_after(reading, strand, position))
    columns = columns_above(reading, strand.start) if _opens_row(strand, position) else None
    if columns is not None or _is_row(strand, position):
        yield from _read_row(reading, strand, position, columns)


def _born_in_sentence(reading: Reading, strand: Strand, position: int) -> Iterator[tuple[str, Any]]:
    """钱多是返乡大学生，1994年生人."""
    for later in range(position + 1, len(strand.mentions)):
        mention = strand.mentions[later]
        if strand.sentences[later] != strand.sentences[position] or mention.label is Label.PERSON:
            return
        if mention.label is Label.DATE and BORN.match(strand.gaps[later + 1]):
            yield "birth", date_value(mention)


def is_told(reading: Reading, strand: Strand, position: int) -> bool:
    """Whether clauses of personal data follow the name: 张三，男，汉族，…"""
    after = reading.text[strand.mentions[position].end : strand.end]
    if strand.is_bracket or ALIAS.search(strand.gaps[position]):
        return False
    following = strand.mentions[position + 1] if position + 1 < len(strand.mentions) else None
    if following is not None and following.label is Label.DATE and strand.gaps[position + 1].strip("，, ") == "":
        return bool(BORN.match(strand.gaps[position + 2]))
    return bool(TELLS.match(re.sub(r"^\s*[（(][^（()）]*[）)]", "", after[:60])))


def _zone_after(reading: Reading, strand: Strand, position: int) -> Zone:
    """The rest of the line, up to where another person's data begin."""
    zone = Zone(strand.gaps[position + 1])
    for later in range(position + 1, len(strand.mentions)):
        mention = strand.mentions[later]
        if mention.label is Label.PERSON and is_told(reading, strand, later):
            break
        zone.mentions.append((len(zone.words), mention))
        zone.words += "■" + strand.gaps[later + 1]
    return zone


def _bracket_after(reading: Reading, strand: Strand, position: int) -> Zone | None:
    """The inside of a bracket that touches the name."""
    end = strand.mentions[position].end
    text = reading.text
    while end < strand.end and text[end] in " \u3000":
        end += 1
    if end >= strand.end or text[end] not in "（(〔":
        return None
    close = CLOSING.search(text, end, min(strand.end + 1, end + 80))
    if close is None:
        return None
    zone = Zone("")
    cursor = end + 1
    for mention in _mentions_between(reading, end, close.start()):
        zone.words += text[cursor : mention.start]
        zone.mentions.append((len(zone.words), mention))
        zone.words += "■"
        cursor = mention.end
    zone.words += text[cursor : close.start()]
    return zone


def _mentions_between(reading: Reading, start: int, end: int) -> list[Candidate]:
    first = reading.cache.get("mention_starts")
    if first is None:
        first = reading.cache["mention_starts"] = [mention.start for mention in reading.mentions]
    return reading.mentions[bisect_left(first, start) : bisect_left(first, end)]


def _read_zone(reading: Reading, zone: Zone) -> Iterator[tuple[str, Any]]:
    sex = SEX.search(zone.words)
    if sex:
        yield "gender", sex["sex"]
    people = ethnic_pattern().search(zone.words)
    if people:
        yield "ethnicity", people.group()
    party = PARTY.search(_with_parties(reading, zone))
    if party:
        yield "party", party["party"].removesuffix("人士")
    yield from _education(reading, zone)
    for at, mention in zone.mentions:
        after = zone.words[at + 1 :]
        if mention.label is Label.DATE:
            yield from _dated(reading, mention, after)
        elif mention.label is Label.PLACE:
            yield from _placed(reading, zone.words[:at], mention, after)


def _with_parties(reading: Reading, zone: Zone) -> str:
    """The words of a zone with the names of organisations put back: ■会员 → 民建会员."""
    words, cursor = "", 0
    for at, mention in zone.mentions:
        words += zone.words[cursor:at]
        words += reading.text[mention.start : mention.end] if mention.label is Label.ORG else "■"
        cursor = at + 1
    return words + zone.words[cursor:]


def _education(reading: Reading, zone: Zone) -> Iterator[tuple[str, Any]]:
    words = _with_parties(reading, zone)
    found = education_pattern().search(words)
    if found:
        yield "education", found["mode"] + found["level"] if found["mode"] else found["level"]
    degree = DEGREE.search(words)
    if degree:
        yield "degree", degree["degree"].removesuffix("学位")


@cache
def education_pattern() -> re.Pattern[str]:
    """在职研究生学历, 省委党校大学, 本科毕业."""
    modes, levels = "|".join(education_words("mode")), "|".join(education_words("level"))
    return re.compile(
        rf"(?:{START}(?:全日制|普通)?|毕业于[\u4e00-\u9fff]+|(?<=大学)|(?<=学院)|(?<=党校)(?=在职))(?P<mode>(?:{modes})?)(?P<level>{levels})"
        rf"(?:文化|学历|毕业|肄业)?(?:程度)?(?=$|[，,、。；;）)（(\s｜|])"
    )


def _dated(reading: Reading, mention: Candidate, after: str) -> Iterator[tuple[str, Any]]:
    for key, pattern in (("birth", BORN), ("work_started", WORKED), ("party_joined", JOINED), ("death", DIED)):
        if pattern.match(after.replace("■", "中国共产党", 1) if key == "party_joined" else after):
            yield key, date_value(mention)


def date_value(mention: Candidate) -> str | None:
    """A date's value without the time; of an interval, what its two ends share: 1903-03-29/1903-04-26 → 1903."""
    first, _, last = str(mention.data.get("value") or "").partition("/")
    day = first.partition("T")[0]
    return (shared_date(day, last.partition("T")[0]) if last else day) or None


def _placed(reading: Reading, before: str, mention: Candidate, after: str) -> Iterator[tuple[str, Any]]:
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
    return "".join(unit.name for unit in lead.units) + name[lead.end :]


def _sex_by_words(reading: Reading, strand: Strand, position: int) -> Iterator[tuple[str, Any]]:
    """妻子张三, 张三女士, 檀老爹."""
    before, after = re.sub(r"\s", "", strand.gaps[position])[-4:], strand.gaps[position + 1][:2]
    name = plain_name(reading, strand.mentions[position])
    for words, table, match in (
        (before, gender_words("before"), str.endswith),
        (after, gender_words("after"), str.startswith),
        (name, gender_words("inside"), str.endswith),
    ):
        value = next((table[form] for form in table if match(words, form) and words != form), None)
        value = value or (table.get(words) if words != name else None)
        if value:
            yield "gender", value
    label = CHILDREN.search(_label_of_list(strand, position))
    if label:
        yield "gender", "男" if label["child"] == "子" else "女"


def _label_of_list(strand: Strand, position: int) -> str:
    """The words before a list of names set apart by blanks: 子：逯江山　逯漳河."""
    while position and not strand.gaps[position].strip() and is_person(strand, position - 1):
        position -= 1
    return strand.gaps[position].strip()


def _opens_row(strand: Strand, position: int) -> bool:
    """Whether the person is the first of a line, behind a number at most."""
    return not strand.is_bracket and not any(is_person(strand, place) for place in range(position))


def _is_row(strand: Strand, position: int) -> bool:
    """Whether 男 or 女 stands in the next cell."""
    gap = strand.gaps[position + 1]
    return gap[:1] in COLUMN and bool(re.match(r"[\s｜|]*(?:男|女)[\s｜|]", gap + " "))


def _read_row(
    reading: Reading, strand: Strand, position: int, columns: Columns | None
) -> Iterator[tuple[str, Any]]:
    """Cells of a row: the words by what they are, dates by the order of the heads above."""
    zone = _zone_after(reading, strand, position)
    if re.search("[，。；]", zone.words[:40]) and columns is None:
        return
    sex = SEX.search(zone.words)
    if sex:
        yield "gender", sex["sex"]
    cell = PEOPLE_CELL.match(zone.words)
    people = ethnic_groups().get(re.sub(r"\s", "", cell["people"])) if cell else None
    if people is None and sex:
        written = ethnic_pattern().search(reading.text, strand.mentions[position].end, strand.end)
        people = written.group() if written else None
    if people:
        yield "ethnicity", people
    party = PARTY.search(_with_parties(reading, zone))
    if party:
        yield "party", party["party"]
    yield from _education(reading, _compact(zone))
    dates = [mention for _, mention in zone.mentions if mention.label is Label.DATE]
    heads = list(columns.dates) if columns is not None else ["birth"] if sex else []
    if party and "party_joined" in heads:
        heads.remove("party_joined")
    for key, mention in zip(heads, dates, strict=False):
        yield key, date_value(mention)
    place = next((mention for _, mention in zone.mentions if mention.label is Label.PLACE), None)
    if columns is not None and columns.native_place and place is not None:
        yield "native_place", stated_place(reading, place)


def _compact(zone: Zone) -> Zone:
    """Letter-spaced cells closed up: 大　学 → 大学."""
    words = LETTER_SPACED.sub(r"\1\2", zone.words)
    return zone if words == zone.words else Zone(words, [])


def _ranks(reading: Reading, dead: set[str]) -> None:
    """The last rank that each person holds; a former one only where it goes before the name, or is a dead person's."""
    for relation in reading.relations:
        if relation.kind != "holder" or relation.target.entity is None:
            continue
        post = relation.source
        title, status = plain_name(reading, post), post.data.get("status")
        late = relation.rule in TITLE_RULES or plain_name(reading, relation.target) in dead
        if RANK.match(title) and (status == "current" or (status == "former" and late)):
            relation.target.entity.data["rank"] = title


class AttributeReader:
    """Reads the attributes of persons."""

    def __call__(self, doc: Doc) -> Doc:
        find_attributes(reading_of(doc))
        return doc


@Language.factory("partyie_attributes", requires=["doc.spans"])
def make_attributes(nlp: Language, name: str) -> AttributeReader:
    """The reader of attributes; it has no options."""
    return AttributeReader()
