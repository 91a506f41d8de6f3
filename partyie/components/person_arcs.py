"""Where a personal name could stand: every stretch of text worth weighing, by the form of name it would be.

The forms are what the annotation guideline knows as PERSON: a full name, a transcribed name with dots, a name of one
of China's nationalities without a surname, and surname with honorific, nickname or 某.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from partyie.components.person_evidence import Surroundings, kinds
from partyie.lexicon.names import (
    NameStatistics,
    compound_surnames,
    honorifics,
    name_statistics,
    refused_words,
    surnames,
)

FULL = "full"  # 王一川, 欧阳一川
DOUBLE = "double"  # 孙陈美凤: two surnames
OTHER = "other"  # a name without a known surname, after words that announce one
UNSPACED = "unspaced"  # 格日勒图: nationalities' and foreign names without dots
DOTTED = "dotted"  # 古丽娜尔·买买提
NICKNAME = "nickname"  # 老覃, 小朱, 阿珍
HONORIFIC = "honorific"  # 王女士, 关家阿婆
LETTER = "letter"  # 晏工, 旷姐
GIVEN_HONORIFIC = "given_honorific"  # 春子大姐
ANONYMOUS = "anonymous"  # 李某某, 郭某怡
OFFICE = "office"  # 覃 of 覃县长

HARD = kinds("post post_gap post_colon post_close label label_touch kin role kin_gap named appoint slot")
SOFT = HARD | kinds("number line gap list open cell body_gap role_gap company comma stop agent of")
_LEAST_FREE = -4.5  # a full name without evidence on its left must look at least this much like one
_LEAST_ANNOUNCED = -16.0

_HAN_RUN = re.compile("[\u3400-\u9fff]+")
_DOTTED_RUN = re.compile("[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)+")
_MOU = re.compile("某")
_LONGEST_UNSPACED, _LONGEST_PART = 8, 8


@dataclass(slots=True)
class Arc:
    """A stretch that may be a name: ``text[start:end]``, its given name (or honorific) from ``split``.

    Attributes:
        form: One of the forms of this module.
        likeness: How much its characters look like a name, without its surroundings.
        ordinary: What speaks against it because it is made of ordinary words; 0 or less as a rule.
    """

    start: int
    split: int
    end: int
    form: str
    likeness: float = 0.0
    ordinary: float = 0.0


@cache
def _honorific_pattern() -> re.Pattern[str]:
    forms = sorted((row.form for row in honorifics()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


@cache
def _long_honorifics() -> frozenset[str]:
    return frozenset(row.form for row in honorifics() if row.kind == "word")


def find_arcs(around: Surroundings) -> Iterator[Arc]:
    """All arcs of a text, in no order."""
    text, statistics = around.text, name_statistics()
    for run in _HAN_RUN.finditer(text):
        yield from _arcs_of_run(text, run.start(), run.end(), around, statistics)
    for source in (_honorific_arcs, _anonymous_arcs, _dotted_arcs):
        yield from source(text, statistics)
    yield from _office_arcs(around)


def _arcs_of_run(text: str, first: int, last: int, around: Surroundings, statistics: NameStatistics) -> Iterator[Arc]:
    single, compound, inside = surnames(), compound_surnames(), -1
    for start in range(first, last - 1):
        character, pair = text[start], text[start : start + 2]
        if pair in compound:
            yield from _full(text, start, start + 2, last, around, statistics)
            inside = start + 1 if statistics.word_level(pair) == 0 and start + 3 <= last else -1
        elif start == inside:
            continue  # 迟 of 尉迟
        if character in single and inside != start + 1:
            yield from _full(text, start, start + 1, last, around, statistics)
            if start + 4 <= last and text[start + 1] in single and _is_announced(around, start):
                yield Arc(start, start + 2, start + 4, DOUBLE, statistics.given(text, start + 2, start + 4))
        elif not HARD.isdisjoint(around.left(start)):
            yield from _other(text, start, last, statistics)
        if statistics.foreign(character) > 0:
            yield from _unspaced(text, start, last, around, statistics)
        if character in "老小阿":
            yield from _nicknames(text, start, last, statistics)


def _full(
    text: str, start: int, split: int, last: int, around: Surroundings, statistics: NameStatistics
) -> Iterator[Arc]:
    for end in (split + 1, split + 2):
        if end > last:
            return
        likeness = statistics.person(text, start, split, end)
        if likeness < _LEAST_ANNOUNCED or text[split:end] in _long_honorifics() or text[start:end] in refused_words():
            continue
        ordinary = statistics.word(text, start, split, end)
        announced = likeness + ordinary > _LEAST_FREE or not SOFT.isdisjoint(around.left(start))
        if announced and "某" not in text[start:end]:
            yield Arc(start, split, end, FULL, likeness, ordinary)


def _other(text: str, start: int, last: int, statistics: NameStatistics) -> Iterator[Arc]:
    for end in range(start + 2, min(last, start + 3) + 1):
        word = text[start:end]
        if word not in refused_words() and "某" not in word and text[start + 1 : end] not in _long_honorifics():
            likeness = statistics.given(text, start + 1, end)
            yield Arc(start, start + 1, end, OTHER, likeness, -float(statistics.word_level(word)))


def _unspaced(text: str, start: int, last: int, around: Surroundings, statistics: NameStatistics) -> Iterator[Arc]:
    """Prefixes of a run of characters of transcribed names; one other character may stand among them."""
    if SOFT.isdisjoint(around.left(start)):
        return
    total, strangers = 0.0, 0
    for end in range(start + 1, min(last, start + _LONGEST_UNSPACED) + 1):
        weight = statistics.foreign(text[end - 1])
        strangers += weight < -1.5
        if strangers > 1:
            return
        total += max(-2.0, min(3.0, weight))
        if end - start >= 2 and text[start:end] not in refused_words():
            yield Arc(start, start, end, UNSPACED, total, -float(statistics.word_level(text[start:end])))


def _nicknames(text: str, start: int, last: int, statistics: NameStatistics) -> Iterator[Arc]:
    for size in (1, 2):
        end = start + 1 + size
        rest = text[start + 1 : end]
        if end <= last and (rest in surnames() or size == 1):
            ordinary = -float(statistics.word_level(text[start:end]))
            yield Arc(start, start + 1, end, NICKNAME, statistics.surname(rest), ordinary)


def _honorific_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    for match in _honorific_pattern().finditer(text):
        split, end = match.span()
        is_word = match.group() in _long_honorifics()
        for size in (1, 2):
            surname = text[max(0, split - size) : split]
            if len(surname) == size and surname in surnames():
                form = HONORIFIC if is_word else LETTER
                yield Arc(split - size, split, end, form, statistics.surname(surname))
        if is_word:
            yield from _given_honorifics(text, split, end, statistics)


def _given_honorifics(text: str, split: int, end: int, statistics: NameStatistics) -> Iterator[Arc]:
    for size in range(2, 6):
        start = split - size
        if start < 0 or not _HAN_RUN.match(text, start):
            return
        if size == 2:
            likeness = statistics.given(text, start, split)
        elif min(map(statistics.foreign, text[start:split])) > -0.5:
            likeness = 2.0
        else:
            continue
        yield Arc(start, split, end, GIVEN_HONORIFIC, likeness)


def _anonymous_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    for match in _MOU.finditer(text):
        split = match.start()
        if not split or text[split - 1] == "某" or not _HAN_RUN.match(text, split - 1):
            continue
        likeness = statistics.surname(text[split - 1])
        doubled = text[split + 1 : split + 2] == "某"
        if text[split - 1] in surnames():
            yield Arc(split - 1, split, split + 1 + doubled, ANONYMOUS, likeness)
            if not doubled and _HAN_RUN.match(text, split + 1):
                yield Arc(split - 1, split, split + 2, ANONYMOUS, likeness)
        for size in (2, 3):
            if doubled and split >= size and min(map(statistics.foreign, text[split - size : split])) > -0.5:
                yield Arc(split - size, split, split + 2, ANONYMOUS, likeness)


def _dotted_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    """Names with dots: the characters before the first dot and after the last may belong to other words."""
    for match in _DOTTED_RUN.finditer(text):
        head, tail = text.index("·", match.start()), text.rindex("·", match.start(), match.end())
        for start in range(max(match.start(), head - _LONGEST_PART), head):
            for end in range(tail + 2, min(match.end(), tail + 1 + _LONGEST_PART) + 1):
                weights = [statistics.foreign(character) for character in text[start:end] if character != "·"]
                yield Arc(start, start, end, DOTTED, sum(max(-3.5, min(3.0, weight)) for weight in weights))


def _office_arcs(around: Surroundings) -> Iterator[Arc]:
    text, statistics = around.text, name_statistics()
    for split in around.post_starts:
        for size in (1, 2):
            surname = text[max(0, split - size) : split]
            if len(surname) == size and surname in surnames():
                yield Arc(split - size, split, split, OFFICE, statistics.surname(surname))


def _is_announced(around: Surroundings, start: int) -> bool:
    return not SOFT.isdisjoint(around.left(start))
