"""Personal data as fields with labels: 姓　名：周铁山　性　别：男　民族：彝族, in lines, in cells, in a form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from partyie.components.attribute_places import is_place, stated_place
from partyie.components.attribute_readers import DEGREE, PARTY, PARTY_NAMES, date_value, education_pattern
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.person_facts import ethnic_groups
from partyie.records import Label
from partyie.text import lazy_re as re

Facts = Iterator[tuple[str, Any]]

LABELS = {
    "name": "姓名",
    "gender": "性别",
    "ethnicity": "民族",
    "birth": "出生年月日?|出生日期|出生时间|生日",
    "death": "逝世日期|去世日期|逝世时间",
    "native_place": "籍贯",
    "birthplace": "出生地",
    "party": "政治面貌|党派",
    "education": "最高学历|学历|文化程度",
    "degree": "学位",
    "work_started": "参加工作(?:时间|年月)?",
    "party_joined": "(?:入党|加入中国共产党)(?:时间|年月|日期)",
}
BLANK = "[ \u3000\t]"
ANY_LABEL = re.compile(
    "(?<![\u4e00-\u9fff])(?:"
    + "|".join(
        "(?P<{}>{})".format(key, re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", BLANK + "{0,6}", forms))
        for key, forms in LABELS.items()
    )
    + rf")(?P<joint>{BLANK}{{0,4}}[:：]{BLANK}{{0,4}}|{BLANK}{{0,2}}[｜|]{BLANK}{{0,2}}|{BLANK}{{1,4}})"
)
VALUE = re.compile(rf"[^\n｜|；;，,。]*?(?=$|[\n｜|；;，,。]|{BLANK}{{2,}}|{BLANK}[\u4e00-\u9fff ]{{2,9}}[:：])")
LONGEST_FORM = 1500  # characters from a name to the last of its fields
DATES = frozenset({"birth", "death", "work_started", "party_joined"})


def read_fields(reading: Reading) -> Iterator[tuple[Candidate, str, Any]]:
    """Persons' mentions with what the fields after 姓名 say of them, in text order."""
    person: Candidate | None = None
    starts = [mention.start for mention in reading.mentions]
    for label in ANY_LABEL.finditer(reading.text):
        key = next(key for key in LABELS if label[key] is not None)
        mention = _mention_at(reading, starts, label.end())
        if key == "name":
            person = mention if mention is not None and mention.label is Label.PERSON else None
        elif person is not None and label.start() - person.end < LONGEST_FORM:
            for fact, value in _read(reading, key, label.end(), mention):
                yield person, fact, value


def _mention_at(reading: Reading, starts: list[int], position: int) -> Candidate | None:
    place = bisect_left(starts, position)
    return reading.mentions[place] if place < len(starts) and starts[place] == position else None


def _read(reading: Reading, key: str, start: int, mention: Candidate | None) -> Facts:
    if key in DATES:
        if mention is not None and mention.label is Label.DATE:
            yield key, date_value(mention)
        return
    value = VALUE.match(reading.text, start)
    words = "".join(value.group().split()) if value else ""
    yield from _READERS[key](words)


def _gender(words: str) -> Facts:
    if words[:1] in ("男", "女"):
        yield "gender", words[:1]


def _ethnicity(words: str) -> Facts:
    if words in ethnic_groups():
        yield "ethnicity", ethnic_groups()[words]


def _native_place(words: str) -> Facts:
    place = words.removesuffix("人")
    if is_place(place):
        yield "native_place", stated_place(place)


def _birthplace(words: str) -> Facts:
    if is_place(words):
        yield "birthplace", stated_place(words)


def _party(words: str) -> Facts:
    party = PARTY.match(words)
    if party:
        yield "party", PARTY_NAMES.get(party["party"], party["party"])
    elif words == "群众":
        yield "party", words


def _education(words: str) -> Facts:
    found = education_pattern().match(words)
    if found:
        yield "education", found["mode"] + found["level"]


def _degree(words: str) -> Facts:
    found = DEGREE.match(words)
    if found:
        yield "degree", found["degree"]


_READERS = {
    "gender": _gender,
    "ethnicity": _ethnicity,
    "native_place": _native_place,
    "birthplace": _birthplace,
    "party": _party,
    "education": _education,
    "degree": _degree,
}
