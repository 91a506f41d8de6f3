"""Persons in a strand: lists of names, names at the head of a row."""

from __future__ import annotations

from partyie.components.link_series import Series
from partyie.components.link_strands import Strand
from partyie.components.reading import Candidate
from partyie.records import Label
from partyie.text import lazy_re as re

COURTESY = r"(?:同志|先生|女士)?"
COORDINATION = re.compile(COURTESY + r"\s*+(?:、|和|与|及|以及)?\s*")
TIGHT_COORDINATION = re.compile(COURTESY + r"\s*(?:、|和|与|及|以及)\s*|\s+")
PREFACE = re.compile(r"[\s\d０-９一二三四五六七八九十百.．、，:：)）(（·•｜|▷◆●○△▲■□◎★☆—\-〔〕\[\]【】]*")
LONGEST_LIST = 200
COLUMN = ("\u3000", " ", "｜", "|", "\t")


def persons_right(strand: Strand, position: int) -> list[Candidate]:
    """The person there and those co-ordinated after it."""
    persons = [strand.mentions[position]]
    while is_person(strand, position + 1) and COORDINATION.fullmatch(strand.gaps[position + 1]):
        position += 1
        persons.append(strand.mentions[position])
    return persons


def persons_left(strand: Strand, position: int, titled: dict[Candidate, Series]) -> tuple[int, list[Candidate]]:
    """The person there and those co-ordinated before it, over the titles they bear: 局长张三、科长李四任副总指挥.

    Returns:
        The place of the first mention of the whole list, titles included, and the persons.
    """
    persons = [strand.mentions[position]]
    while len(persons) < LONGEST_LIST:
        if not is_person(strand, position - 1):
            titles = titled.get(strand.mentions[position])
            if titles is None or titles.strand is not strand or titles.last >= position:
                return position, persons
            position = titles.first
        if not is_person(strand, position - 1) or not TIGHT_COORDINATION.fullmatch(strand.gaps[position]):
            return position, persons
        position -= 1
        persons.insert(0, strand.mentions[position])
    return position, persons


def head_of_list(strand: Strand, position: int, joint: re.Pattern[str]) -> int:
    """The first of the names that stand before the person there, each joined to the next by ``joint``."""
    heads = strand.heads.setdefault(joint, [])
    for place in range(len(heads), position + 1):
        joined = is_person(strand, place) and is_person(strand, place - 1) and joint.fullmatch(strand.gaps[place])
        heads.append(heads[-1] if joined else place)
    return heads[position]


def is_person(strand: Strand, position: int) -> bool:
    return 0 <= position < len(strand.mentions) and strand.mentions[position].label is Label.PERSON


def name_first(strand: Strand) -> bool:
    """Whether the line is a row that begins with a name, before any title, and goes on after a blank or a bar."""
    person, post = strand.next(Label.PERSON, -1), strand.next(Label.POST, -1)
    if person < 0 or 0 <= post < person:
        return False
    return bool(PREFACE.fullmatch(strand.gaps[person])) and strand.gaps[person + 1][:1] in COLUMN
