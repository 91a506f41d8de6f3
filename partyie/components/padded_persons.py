"""Persons in rosters whose two-character names are padded with a blank: 万　一, 巩　固.

The blank says that a name stands there, which the characters alone (万一, 巩固) would deny.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.lexicon.names import refused_words, surnames
from partyie.lexicon.posts import post_grammar
from partyie.records import Label
from partyie.text import lazy_re as re

LINE_BREAK = re.compile("\n")
HAN = re.compile("[\u4e00-\u9fff]")
CELL_END = re.compile(r"[\s（(、，,。;；]|\Z")


def find_padded(reading: Reading) -> list[Candidate]:
    """The padded names of lines that hold another person, or stand beside a line that begins with one."""
    pairs = list(_pairs(reading))
    if not pairs:
        return []
    breaks = [found.start() for found in LINE_BREAK.finditer(reading.text)]
    lines = {bisect_left(breaks, person.start) for person in reading.of(Label.PERSON)}
    found = []
    for start in pairs:
        line = bisect_left(breaks, start)
        if lines & {line - 1, line, line + 1}:
            data = {"form": "full", "surname": reading.text[start], "given": reading.text[start + 1]}
            found.append(Candidate(Label.PERSON, start, start + 2, "person.padded", CERTAIN, data=data))
    return found


def _pairs(reading: Reading) -> Iterator[int]:
    """Where two characters stand alone that a blank had kept apart, the first of them a surname."""
    text = reading.text
    for repair in reading.repairs:
        if repair.kind != "space" or repair.end - repair.start > 2:
            continue
        middle, _ = reading.offsets.target_span(repair.start, repair.end)
        start, pair = middle - 1, text[middle - 1 : middle + 1]
        if start < 0 or len(pair) < 2 or not all(HAN.match(character) for character in pair):
            continue
        alone = (start == 0 or not HAN.match(text, start - 1)) and CELL_END.match(text, middle + 1)
        if alone and pair[0] in surnames() and pair not in refused_words() and not post_grammar().find(pair):
            yield start
