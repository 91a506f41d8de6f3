"""Where a person comes from and was born, as stated: 安徽泾县人, 籍贯四川芦山, 生于山西省武乡县."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partyie.components.areas import leading_units
from partyie.components.link_strands import Strand
from partyie.components.person_names import plain_name
from partyie.components.person_zones import Zone
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

NATIVE = re.compile(r"\s*(?:人(?![民大员口均社事才])|籍)")
NATIVE_BEFORE = re.compile(r"(?:籍贯|祖籍|原籍)[:：是为]?\s*$")
BORN_AT = re.compile(r"(?:出生于|生于|出生在|出生地[:：是为]?)\s*$")
NATIVE_CLAUSE = re.compile(
    r"(?:^|[，,；;。、\s])(?:祖籍|原籍|系)?(?P<place>[\u4e00-\u9fff]{2,24}?)(?:人|籍)(?=$|[，,。；;、\s（(])"
    r"|(?:籍贯|祖籍|原籍)[:：是为]?\s*(?P<named>[\u4e00-\u9fff]{2,24})(?=$|[，,。；;、\s（(])"
)
LOWER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|苏木)[\u4e00-\u9fff]{0,8}|[\u4e00-\u9fff]{1,8}(?:村|社区|嘎查|屯))?"
)
COMPATRIOT = re.compile(r"籍[\u4e00-\u9fff“”、]{0,12}")  # 嘉义籍台商王一川: what stands between a place and a person


def read_places(reading: Reading, zone: Zone) -> Iterator[tuple[str, Any]]:
    """Native place and birthplace in the words about a person; a native place also where no PLACE was found."""
    for at, mention in zone.mentions:
        before, after = zone.words[max(0, at - 8) : at], zone.words[at + 1 : at + 4]
        if mention.label is not Label.PLACE:
            continue
        if BORN_AT.search(before):
            yield "birthplace", place_of(reading, mention)
        elif NATIVE_BEFORE.search(before) or NATIVE.match(after):
            yield "native_place", place_of(reading, mention)
    for clause in NATIVE_CLAUSE.finditer(zone.restored(reading)):
        place = clause["place"] or clause["named"]
        if is_place(place):
            yield "native_place", stated_place(place)


def read_origin(reading: Reading, strand: Strand, position: int) -> Iterator[tuple[str, Any]]:
    """台湾嘉义籍台商王一川, over posts and bodies between."""
    for earlier in range(position - 1, -1, -1):
        mention = strand.mentions[earlier]
        gap = strand.gaps[earlier + 1]
        if mention.label is Label.PLACE and gap.startswith("籍"):
            place = plain_name(reading, mention)
            if COMPATRIOT.fullmatch(gap) and leading_units(place, frozenset()).units:  # 加拿大籍 is a nationality
                yield "native_place", stated_place(place)
            return
        if mention.label not in (Label.ORG, Label.POST) or not re.fullmatch("[\u4e00-\u9fff、]{0,6}", gap):
            return


def is_place(words: str) -> bool:
    """Whether words are a place of the gazetteer, or a town or village in one."""
    lead = leading_units(words, frozenset())
    return bool(lead.units) and LOWER.fullmatch(words, lead.end) is not None


def stated_place(name: str) -> str:
    """A place as stated, its parts in full: 安徽泾县 → 安徽省泾县; a lone short name stays as written."""
    lead = leading_units(name, frozenset())
    if not lead.units or (lead.short and len(lead.units) == 1):
        return name
    end = lead.end - sum(len(other) for other, _ in lead.others)
    return "".join(unit.name for unit in lead.units) + name[end:]


def place_of(reading: Reading, mention: Candidate) -> str:
    """The place of a mention, as stated."""
    return stated_place(plain_name(reading, mention))
