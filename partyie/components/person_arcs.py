"""Where a personal name could stand: every stretch of text worth weighing, by the form of name it would be.

The forms are what the annotation guideline knows as PERSON: a full name, a transcribed name with dots, a name of one
of China's nationalities without a surname, and surname with honorific, nickname or 某.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from partyie.components.person_evidence import HARD, Surroundings
from partyie.lexicon.name_figures import name_figures
from partyie.lexicon.names import (
    NameStatistics,
    compound_surnames,
    honorifics,
    name_statistics,
    not_names,
    refused_words,
    surnames,
)
from partyie.text import lazy_re as re

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
FORMS = (FULL, DOUBLE, OTHER, UNSPACED, DOTTED, NICKNAME, HONORIFIC, LETTER, GIVEN_HONORIFIC, ANONYMOUS, OFFICE)

# What a full name must reach where nothing, something weak or something strong announces it; see `name_figures`.
_FLOORS = np.array([-5.5, -7.4, -11.5], np.float32)
_LEAST_DOUBLE = -1.0  # of the surname weights of a double surname

_NEVER_LAST = frozenset("说的了着把被是在等您你我他她它们这那吗呢吧")  # of a name
_DOTS = re.compile("(?<=[\u3400-\u9fff])·(?:[\u3400-\u9fff]{1,8}·){0,5}(?=[\u3400-\u9fff])")
_LONG_NATIONALITY = 3
_NICKNAME = re.compile("[老小阿](?=[\u3400-\u9fff])")
_MOU = re.compile("(?<=[\u3400-\u9fff])某")
_LONGEST_UNSPACED, _LONGEST_PART = 8, 8
_STRANGER = -1.5  # a character below this is no part of a transcribed name
_STRANGEST, _MOST_FOREIGN = -3.5, 1.5  # bounds of what one character counts


@dataclass(slots=True, eq=False)
class Arc:
    """A stretch that may be a name: ``text[start:end]``, its given name (or honorific) from ``split``.

    Attributes:
        form: One of the forms of this module.
        likeness: How much its characters look like a name, without its surroundings.
        ordinary: What speaks against it because it is made of ordinary words; 0 or less as a rule.
        before: What the characters before it say, and ``after`` those after it, as `NameStatistics` has it.
    """

    start: int
    split: int
    end: int
    form: str
    likeness: float = 0.0
    ordinary: float = 0.0
    before: float = 0.0
    after: float = 0.0


@cache
def _compound_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(compound_surnames())))


@cache
def _honorific_pattern() -> re.Pattern[str]:
    forms = sorted((row.form for row in honorifics()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


@cache
def _nationality_pattern() -> re.Pattern[str]:
    forms = {row.form for row in not_names() if row.kind == "nationality" and len(row.form) >= _LONG_NATIONALITY}
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))


@cache
def _long_honorifics() -> frozenset[str]:
    return frozenset(row.form for row in honorifics() if row.kind == "word")


def find_arcs(around: Surroundings) -> list[Arc]:
    """All arcs of a text, in no order."""
    text, statistics, levels = around.text, name_statistics(), around.levels()
    arcs = [*_compound_arcs(text, statistics), *_announced_arcs(text, levels, statistics)]
    arcs += _office_arcs(around, statistics)
    for source in (_nickname_arcs, _honorific_arcs, _anonymous_arcs, _dotted_arcs):
        arcs += source(text, statistics)
    _weigh_around(text, arcs, statistics)
    arcs += _full_arcs(text, levels, statistics)
    return _outside_nationalities(text, arcs)


def _weigh_around(text: str, arcs: list[Arc], statistics: NameStatistics) -> None:
    """Set ``before`` and ``after``; many arcs begin, or end, at one place."""
    before = {start: statistics.before(text, start) for start in {arc.start for arc in arcs}}
    after = {end: statistics.after(text, end) for end in {arc.end for arc in arcs}}
    for arc in arcs:
        arc.before, arc.after = before[arc.start], after[arc.end]


def _outside_nationalities(text: str, arcs: list[Arc]) -> list[Arc]:
    """The arcs that take no part of a nationality's long name: no 柯尔 of 柯尔克孜族."""
    spans = [match.span() for match in _nationality_pattern().finditer(text)]
    if not spans:
        return arcs
    taken = bytearray(len(text))
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    return [arc for arc in arcs if arc.form == DOTTED or not any(taken[arc.start : arc.end])]


def _compound_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    for match in _compound_pattern().finditer(text):
        start, split = match.span()
        for end in range(split + 1, start + _han_length(text, start, 4) + 1):
            if not _refused(text, start, split, end):
                likeness, ordinary = (
                    statistics.person(text, start, split, end),
                    statistics.word(text, start, split, end),
                )
                yield Arc(start, split, end, FULL, likeness, ordinary)


def _full_arcs(text: str, levels: bytearray, statistics: NameStatistics) -> Iterator[Arc]:
    """Names with a surname of one character."""
    cut: set[int] = set()  # positions where it would cut a compound one: 尉 and 迟 of 尉迟
    for match in _compound_pattern().finditer(text):
        if statistics.word_level(match.group()) == 0:
            cut.update((match.start(), match.start() + 1))
    found = name_figures().full_names(text, _FLOORS[np.frombuffer(levels, np.uint8)[:-1]])
    for start, size, likeness, ordinary, before, after in found.rows():
        if start not in cut and not _refused(text, start, start + 1, start + size):
            yield Arc(start, start + 1, start + size, FULL, likeness, ordinary, before, after)


def _refused(text: str, start: int, split: int, end: int) -> bool:
    surface = text[start:end]
    return (
        text[end - 1] in _NEVER_LAST
        or surface in refused_words()
        or "某" in surface
        or text[split:end] in _long_honorifics()
    )


def _announced_arcs(text: str, levels: bytearray, statistics: NameStatistics) -> Iterator[Arc]:
    """Names that don't begin with one known surname, where something says that a name begins."""
    single, foreign = surnames(), statistics.foreign
    for start in np.flatnonzero(np.frombuffer(levels, np.uint8)[: len(text)]).tolist():
        if text[start] in single:
            if text[start + 1 : start + 2] in single:
                yield from _double(text, start, statistics)
        elif levels[start] == HARD:
            yield from _other(text, start, statistics)
        if foreign(text[start]) > 0:
            yield from _unspaced(text, start, statistics)


def _double(text: str, start: int, statistics: NameStatistics) -> Iterator[Arc]:
    """A name whose first two characters are surnames."""
    weight = statistics.surname(text[start]) + statistics.surname(text[start + 1])
    if weight <= _LEAST_DOUBLE or _han_length(text, start, 4) < 4:
        return
    if text[start : start + 4] not in refused_words():
        yield Arc(start, start + 2, start + 4, DOUBLE, statistics.given(text, start + 2, start + 4))


def _other(text: str, start: int, statistics: NameStatistics) -> Iterator[Arc]:
    for end in range(start + 2, start + _han_length(text, start, 3) + 1):
        word = text[start:end]
        if not _refused(text, start, start + 1, end):
            likeness = statistics.given(text, start + 1, end)
            yield Arc(start, start + 1, end, OTHER, likeness, -float(statistics.word_level(word)))


def _unspaced(text: str, start: int, statistics: NameStatistics) -> Iterator[Arc]:
    """Prefixes of a run of characters of transcribed names; one other character may stand among them."""
    total, strangers = 0.0, 0
    for end in range(start + 1, min(len(text), start + _LONGEST_UNSPACED) + 1):
        if not _is_han(text[end - 1]):
            return
        weight = statistics.foreign(text[end - 1])
        strangers += weight < _STRANGER
        if strangers > 1:
            return
        total += max(-2.0, min(_MOST_FOREIGN, weight))
        if end - start >= 2 and total > 0 and not _refused(text, start, end, end):
            yield Arc(start, start, end, UNSPACED, total, -float(statistics.word_level(text[start:end])))


def _nickname_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    for match in _NICKNAME.finditer(text):
        start = match.start()
        for end in range(start + 2, start + _han_length(text, start, 3) + 1):
            rest = text[start + 1 : end]
            if (len(rest) == 1 or rest in compound_surnames()) and text[start:end] not in refused_words():
                ordinary = -float(statistics.word_level(text[start:end]))
                yield Arc(start, start + 1, end, NICKNAME, statistics.surname(rest), ordinary)


def _honorific_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    for match in _honorific_pattern().finditer(text):
        split, end = match.span()
        is_word = match.group() in _long_honorifics()
        for size in (1, 2):
            surname = text[max(0, split - size) : split]
            if len(surname) == size and surname in surnames() and text[split - size : end] not in refused_words():
                form = HONORIFIC if is_word else LETTER
                yield Arc(split - size, split, end, form, statistics.surname(surname))
        if is_word:
            yield from _given_honorifics(text, split, end, statistics)


def _given_honorifics(text: str, split: int, end: int, statistics: NameStatistics) -> Iterator[Arc]:
    for size in range(2, 6):
        start = split - size
        if start < 0 or _han_length(text, start, size) < size:
            return
        if size == 2:
            yield Arc(start, split, end, GIVEN_HONORIFIC, statistics.given(text, start, split))
        elif min(map(statistics.foreign, text[start:split])) > -0.5:
            yield Arc(start, split, end, GIVEN_HONORIFIC, 2.0)


def _anonymous_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    for match in _MOU.finditer(text):
        split = match.start()
        surname, doubled = text[split - 1], text[split + 1 : split + 2] == "某"
        if surname == "某":
            continue
        likeness = statistics.surname(surname)
        if surname in surnames():
            yield Arc(split - 1, split, split + 1 + doubled, ANONYMOUS, likeness)
            if not doubled and _han_length(text, split, 2) == 2:
                yield Arc(split - 1, split, split + 2, ANONYMOUS, likeness)
        for size in (2, 3):
            if doubled and split >= size and min(map(statistics.foreign, text[split - size : split])) > -0.5:
                yield Arc(split - size, split, split + 2, ANONYMOUS, likeness)


def _dotted_arcs(text: str, statistics: NameStatistics) -> Iterator[Arc]:
    """Names with dots: the characters before the first dot and after the last may belong to other words."""
    for match in _DOTS.finditer(text):
        head, tail = match.start(), match.end() - 1
        middle = _transcribed(text[head:tail], statistics)
        ends = range(tail + 2, tail + 2 + _han_length(text, tail + 1, _LONGEST_PART))
        after = [(end, _transcribed(text[tail:end], statistics)) for end in ends]
        for start in range(head - 1, max(-1, head - 1 - _LONGEST_PART), -1):
            if text[start] == "-" and start < head - 1 and start and _is_han(text[start - 1]):
                continue  # 让-皮埃尔·莫罗
            if not _is_han(text[start]):
                break
            before = _transcribed(text[start:head], statistics)
            for end, rest in after:
                yield Arc(start, start, end, DOTTED, before + middle + rest)


def _transcribed(text: str, statistics: NameStatistics) -> float:
    weights = (statistics.foreign(character) for character in text if character not in "·-")
    return sum(max(_STRANGEST, min(_MOST_FOREIGN, weight)) for weight in weights)


def _office_arcs(around: Surroundings, statistics: NameStatistics) -> Iterator[Arc]:
    text = around.text
    for split in around.post_starts:
        for size in (1, 2):
            surname = text[max(0, split - size) : split]
            if len(surname) == size and surname in surnames():
                yield Arc(split - size, split, split, OFFICE, statistics.surname(surname))


def _han_length(text: str, start: int, most: int) -> int:
    """How many Chinese characters stand from ``start`` on, counted up to ``most``."""
    for at in range(start, min(len(text), start + most)):
        if not _is_han(text[at]):
            return at - start
    return max(0, min(most, len(text) - start))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
