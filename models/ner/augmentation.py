"""The gold once more with other persons and places in it, so that names are learnt by what stands around them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partyie.lexicon.divisions import Division, divisions
from partyie.lexicon.names import honorifics, surnames
from partyie.lexicon.places import gazetteer_matches
from partyie.models.ner.corpus import Sample
from partyie.ner.tags import Span

PERSON, PLACE, ORGANISATION = "PERSON", "PLACE", "ORG"
_FOREIGN = "·"
_NOT_GIVEN = ("某", *(row.form for row in honorifics()))
_SURNAME = "@"  # marks the key of a surname's new form
_SAME_SHAPE = 0.8  # how often a new name is as long as the old one


@dataclass(frozen=True, slots=True)
class NamePool:
    """Names to draw from.

    Attributes:
        surnames: With their shares.
        given: Given names by length.
        foreign: Transcribed names.
    """

    surnames: Mapping[str, float]
    given: Mapping[int, Sequence[str]]
    foreign: Sequence[str]

    def draw(self, name: str, draw: random.Random) -> tuple[str, str]:
        """Surname and given name, together mostly as long as ``name``; without surname for a transcribed one."""
        if _FOREIGN in name:
            return "", draw.choice(self.foreign)
        length = min(max(len(name) - 1, 1), 2)
        if draw.random() > _SAME_SHAPE:
            length = 3 - length
        [surname] = draw.choices(list(self.surnames), list(self.surnames.values()))
        return surname, draw.choice(self.given[length])


def name_pool(samples: Iterable[Sample], label: str) -> NamePool:
    """The given and transcribed names that these samples mark; surnames by how many bear them, rare ones raised."""
    known = surnames()
    given: dict[int, set[str]] = {1: set(), 2: set()}
    foreign: set[str] = set()
    for sample in samples:
        for start, end, found in sample.spans:
            name = sample.text[start:end]
            if found != label:
                continue
            if _FOREIGN in name:
                foreign.add(name)
            elif name.endswith(_NOT_GIVEN):
                continue
            elif name[:1] in known and len(name) in (2, 3):
                given[len(name) - 1].add(name[1:])
    shares = {surname: (share + 1) ** 0.5 for surname, share in known.items()}
    return NamePool(shares, {length: sorted(names) for length, names in given.items()}, sorted(foreign))


class Replacer:
    """Makes variants of samples of our own gold.

    Args:
        pool: Where persons' names come from.
        draw: The source of chance.
    """

    def __init__(self, pool: NamePool, draw: random.Random) -> None:
        self._pool = pool
        self._draw = draw
        self._given = {name for names in pool.given.values() for name in names}
        self._levels: dict[str, list[Division]] = {}
        for division in divisions().all:
            if division.current and division.level != "township":
                self._levels.setdefault(division.level, []).append(division)

    def variant(self, sample: Sample) -> tuple[str, list[Span]]:
        """A clean text with the sample's persons and divisions exchanged, the same everywhere, and its spans."""
        changes = self._persons(sample) | self._divisions(sample)
        parts: list[str] = []
        spans: list[Span] = []
        last = length = 0
        for start, end, label in sample.spans:
            text = sample.text[start:end]
            new = self._changed(text, label, changes)
            parts += [sample.text[last:start], new]
            begin = length + start - last
            spans.append((begin, begin + len(new), label))
            last, length = end, begin + len(new)
        parts.append(sample.text[last:])
        return "".join(parts), spans

    def _persons(self, sample: Sample) -> dict[str, str]:
        """New names for old; and, behind a mark, the new surname of each old one."""
        known = surnames()
        changes: dict[str, str] = {}
        for start, end, label in sample.spans:
            name = sample.text[start:end]
            if label != PERSON or name in changes:
                continue
            if _FOREIGN in name or (name[:1] in known and len(name) in (2, 3) and name[1:] in self._given):
                surname, given = self._pool.draw(name, self._draw)
                changes[name] = surname + given
                if surname:
                    changes.setdefault(_SURNAME + name[0], surname)
        return changes

    def _divisions(self, sample: Sample) -> dict[str, str]:
        changes: dict[str, str] = {}
        for start, end, label in sample.spans:
            if label not in (PLACE, ORGANISATION):
                continue
            for first, last, place in gazetteer_matches(sample.text[start:end]):
                form = sample.text[start + first : start + last]
                if (
                    (place.short and first)
                    or form in changes
                    or not place.divisions
                    or place.divisions[0].level not in self._levels
                ):
                    continue
                old = place.divisions[0]
                new = self._draw.choice(self._levels[old.level])
                changes.setdefault(old.name, new.name)
                if old.short != old.name:
                    changes.setdefault(old.short, new.short)
        return changes

    def _changed(self, text: str, label: str, changes: Mapping[str, str]) -> str:
        if label == PERSON:
            return changes.get(text) or changes.get(_SURNAME + text[:1], text[:1]) + text[1:]
        if label not in (PLACE, ORGANISATION):
            return text
        out, last = [], 0
        for start, end, place in gazetteer_matches(text):
            if place.short and start:
                continue
            out += [text[last:start], changes.get(text[start:end], text[start:end])]
            last = end
        return "".join([*out, text[last:]])
