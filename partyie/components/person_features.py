"""What speaks for and against an arc, as named figures; their weights are learnt from the training documents.

A first look at a document weighs each arc by itself. A second one also knows which names the first found: the same name
elsewhere in the document, and names beside it in a list.

Three groups of features: *signs* depend only on the form and on the kinds of evidence to the left and the right, so
that a scorer can remember their sum; *measures* and *details* are figures of the arc itself; *context* is what the
second look adds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from partyie.components.person_arcs import (
    ANONYMOUS,
    DOTTED,
    FULL,
    GIVEN_HONORIFIC,
    HONORIFIC,
    LETTER,
    NICKNAME,
    OFFICE,
    OTHER,
    UNSPACED,
    Arc,
)
from partyie.components.person_evidence import BLANKS, Surroundings, kinds, opening_of
from partyie.components.reading import Reading
from partyie.lexicon.names import compound_surnames, element_forms, name_statistics
from partyie.records import Label

Feature = tuple[str, float]
Kinds = tuple[str, ...]
Setting = tuple[str, int, int, Kinds, Kinds]
"""Form, lengths of surname and rest, kinds on the left, kinds on the right."""

UNLIKELY = ":unlikely"
"""Ends the names of signs that count in proportion to how unlikely the name is by itself."""

_EDGES_LEFT = kinds(
    "post post_gap post_colon post_close label line gap list number cell stop comma open kin_gap role_gap"
)
_EDGES_RIGHT = kinds("line gap list cell comma stop close open biography post_bracket post_gap apposition")
_ANNOUNCING = kinds("post post_gap post_colon post_close label role kin kin_gap role_gap named slot")
_DOING = kinds("say act act_letter honorific byline task become")
_OPENING = kinds("line stop comma number")
_TOLD_APART = kinds("stop comma han list line open gap")  # left kinds that weigh differently for each form
_SELF_CONTAINED = frozenset((HONORIFIC, ANONYMOUS, OFFICE))  # their form says nearly all
_SELF_CONTAINED_LEFT = kinds("han list stop comma post role")
_BETWEEN = BLANKS + "、，,\n"
_BRACKETS = {"（": "）", "(": ")", "〔": "〕"}
_BRACKET_LENGTH = 30
_SEPARATORS = (("、", "list"), ("\n", "line"), ("，", "comma"), (",", "comma"))
_KNOWN_FROM = 0.7  # a first look this sure makes a name known
_LEAST, _MOST = -8.0, 14.0


@dataclass(slots=True)
class KnownNames:
    """What a first look at the document found.

    Attributes:
        counts: How often each sure name was found.
        starts: Where names begin; ``ends`` where they end.
        surnames: Surnames of the full names.
        density: Different names in a thousand characters, as a logarithm.
    """

    counts: Counter[str] = field(default_factory=Counter)
    starts: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    density: float = 0.0

    @classmethod
    def of(cls, text: str, path: list[tuple[float, Arc]]) -> KnownNames:
        """From scored arcs that don't overlap."""
        known = cls()
        for score, arc in path:
            known.starts.add(arc.start)
            known.ends.add(arc.end)
            if score > _KNOWN_FROM:
                known.counts[text[arc.start : arc.end]] += 1
                if arc.form in (FULL, UNSPACED) and arc.end - arc.start <= 4:
                    known.surnames.add(_surname(text, arc.start))
        known.density = math.log1p(1000 * len(known.counts) / max(500, len(text)))
        return known


def signs(setting: Setting) -> list[str]:
    """The names of the features that a setting has; those that end in ``:unlikely`` are to be multiplied."""
    form, surname, rest, left, right = setting
    found = [f"form:{form}", f"{form}:{surname}{rest if form == FULL else min(2, rest)}"]
    if form in _SELF_CONTAINED:
        found += [f"{form}<{kind}" for kind in left if kind in _SELF_CONTAINED_LEFT]
        if form == OFFICE:
            found += [f"office>{kind}" for kind in right]
        return found
    found += ["<" + kind for kind in left]
    found += [">" + kind for kind in right]
    if form != FULL:
        found += [f"{form}<{kind}" for kind in left if kind in _TOLD_APART]
    if form in (UNSPACED, DOTTED, OTHER):
        found.append(f"{form}={min(6, surname + rest)}")
    lefts, rights = frozenset(left), frozenset(right)
    if not lefts.isdisjoint(_EDGES_LEFT) and not rights.isdisjoint(_EDGES_RIGHT):
        found.append(f"{form}_bounded")
    for name in _joint_signs(lefts, rights):
        found += (name, name + UNLIKELY)
    return found


def _joint_signs(left: frozenset[str], right: frozenset[str]) -> Iterator[str]:
    """What left and right say together."""
    edged, announced = not right.isdisjoint(_EDGES_RIGHT), not left.isdisjoint(_ANNOUNCING)
    doing, opening = not right.isdisjoint(_DOING), not left.isdisjoint(_OPENING)
    if edged and not left.isdisjoint(_EDGES_LEFT):
        yield "bounded"
    if announced and edged:
        yield "announced_bounded"
    if announced and doing:
        yield "announced_doing"
    if doing and opening:
        yield "opening_doing"
    if "biography" in right and (opening or not left.isdisjoint(("gap", "cell", "list"))):
        yield "opening_biography"
    if "appoint" in left:
        if "of" in right:
            yield "appoint_of"  # 免去王一川的局长职务
        elif not right.isdisjoint(("become", "post")):
            yield "appoint_become"
        elif doing:
            yield "appoint_doing"
    if "become" in right and opening:
        yield "opening_become"
    if "biography" in right and not left.isdisjoint(("line", "number")):
        yield "line_biography"
    if "agent" in left and "task" in right:
        yield "agent_task"
    if "cell" in left and "cell" in right:
        yield "cell_cell"
    if "gap" in left and not right.isdisjoint(("gap", "line")):
        yield "gap_gap"
    if not left.isdisjoint(("line", "number")):
        if not right.isdisjoint(("gap", "cell")):
            yield "line_gap"
        if not right.isdisjoint(("apposition", "post_gap", "body_gap")):
            yield "line_post"


def measure_names(form: str) -> tuple[str, str, str, str]:
    """The names of the four figures that every arc has: likeness, ordinary, before, after."""
    prefix = "" if form == FULL else f"{form}:"
    around = f"{form}:" if form in _SELF_CONTAINED else ""
    return f"{prefix}likeness", f"{prefix}ordinary", f"{around}before", f"{around}after"


def measures(arc: Arc) -> list[Feature]:
    """The four figures that every arc has."""
    return list(zip(measure_names(arc.form), measure_values(arc), strict=True))


def measure_values(arc: Arc) -> tuple[float, float, float, float]:
    """The values of the four, within bounds."""
    likeness = max(_LEAST, min(_MOST, arc.likeness))
    return likeness, max(_LEAST, arc.ordinary), arc.before, arc.after


class FeatureReader:
    """Reads the features of arcs in one document.

    Args:
        reading: With the organisations, places, posts, dates and quantities found so far.
        around: The evidence in its text.
        arcs: All arcs of the document, which tell how often a string could be a name.
    """

    def __init__(self, reading: Reading, around: Surroundings, arcs: Iterable[Arc]) -> None:
        self.text = reading.text
        self.around = around
        self._statistics = name_statistics()
        self._word_starts = reading.word_starts
        spans = {(arc.start, arc.end) for arc in arcs}
        self._occurrences = Counter([reading.text[start:end] for start, end in spans])
        self._covered = bytearray(len(reading.text) + 1)
        for candidate in reading.candidates:
            mark = b"\x02" if candidate.label is Label.POST else b"\x01"
            self._covered[candidate.start : candidate.end] = mark * (candidate.end - candidate.start)
        self._details: dict[Arc, list[Feature]] = {}
        self._post_ends = {candidate.start: candidate.end for candidate in reading.of(Label.POST)}

    def setting(self, arc: Arc) -> Setting:
        """What the signs of an arc depend on."""
        end = self._post_ends.get(arc.end, arc.end) if arc.form == OFFICE else arc.end
        return arc.form, arc.split - arc.start, arc.end - arc.split, self.around.left(arc.start), self.around.right(end)

    def features(self, arc: Arc) -> list[Feature]:
        """All that a first look knows of an arc."""
        unlikely = improbability(arc)
        found = [(name, unlikely if name.endswith(UNLIKELY) else 1.0) for name in signs(self.setting(arc))]
        return found + measures(arc) + self.details(arc)

    def details(self, arc: Arc) -> list[Feature]:
        """The smaller figures of an arc: its words, its last characters, what other mentions claim."""
        found = self._details.get(arc)
        if found is None:
            found = self._details[arc] = self._read_details(arc)
        return found

    def _read_details(self, arc: Arc) -> list[Feature]:
        found: list[Feature] = []
        if arc.form == FULL:
            self._add_full_details(arc, found)
        else:
            self._add_other_details(arc, found)
        self._add_word_details(arc, found)
        covered = self._covered[arc.start : arc.end]
        if any(covered):
            found.append(("covered:1" if max(covered) == 1 else "covered:2", 1.0))
            if covered[0] or covered[-1]:
                found.append(("covered_edge", 1.0))
        return found

    def _add_full_details(self, arc: Arc, found: list[Feature]) -> None:
        statistics, text, start, end = self._statistics, self.text, arc.start, arc.end
        if end - start > 2 and statistics.alone(text[end - 1]) > 0 and statistics.word_level(text[start : end - 1]):
            found.append(("word_and_alone", 1.0))  # 徐来|笑
        if end - start < 4 and end < len(text):
            name = "next_alone:2" if end - start == 2 else "next_alone:3"
            found.append((name, max(-3.0, statistics.alone(text[end]))))
        if arc.split - start == 1 and text[start : start + 2] in compound_surnames():
            found.append(("cut_compound", 1.0))

    def _add_other_details(self, arc: Arc, found: list[Feature]) -> None:
        form = arc.form
        if form in (UNSPACED, DOTTED):
            found += self._cut_details(arc)
        elif form in (NICKNAME, LETTER):
            found.append((f"{form}:glue{self._statistics.glue(self.text[arc.split - 1 : arc.split + 1])}", 1.0))
            if form == NICKNAME:
                found.append((f"nickname:{self.text[arc.start]}", 1.0))
        elif form == ANONYMOUS:
            found += self._anonymous_details(arc)
        if form in (UNSPACED, GIVEN_HONORIFIC):
            found += self._element_details(arc)

    def _anonymous_details(self, arc: Arc) -> Iterator[Feature]:
        """Whether the character after 某 belongs to the name (郭某怡) or not (郭某被)."""
        text = self.text
        if arc.end - arc.split == 1 and arc.end < len(text):
            yield "anonymous_next", max(-3.0, self._statistics.alone(text[arc.end]))
        elif text[arc.end - 1] != "某":
            yield "anonymous_last", self._statistics.given(text, arc.end - 1, arc.end)

    def _cut_details(self, arc: Arc) -> Iterator[Feature]:
        """Whether the characters beside a transcribed name look like more of it."""
        foreign, text = self._statistics.foreign, self.text
        if arc.end < len(text):
            yield f"{arc.form}:cut_right", max(-3.0, min(3.0, foreign(text[arc.end])))
        if arc.start:
            yield f"{arc.form}:cut_left", max(-3.0, min(3.0, foreign(text[arc.start - 1])))

    def _element_details(self, arc: Arc) -> Iterator[Feature]:
        text, elements = self.text, element_forms()
        last = arc.split if arc.form == GIVEN_HONORIFIC else arc.end
        if text[last - 2 : last] in elements or text[last - 3 : last] in elements:
            yield "element_last", 1.0
        if text[arc.start : arc.start + 2] in elements or text[arc.start : arc.start + 3] in elements:
            yield "element_first", 1.0

    def _add_word_details(self, arc: Arc, found: list[Feature]) -> None:
        """Where the segmenter sees words begin, and how often the same string could be a name."""
        starts, start, end = self._word_starts, arc.start, arc.end
        if starts[start]:
            found.append(("word_at_start", 1.0))
        if starts[end]:
            found.append(("word_at_end", 1.0))
        if arc.form not in _SELF_CONTAINED:
            inside = starts.count(1, start + 1, end)
            found.append((_INSIDE[min(2, inside)], 1.0))
            if not inside and starts[start] and starts[end]:
                found.append(("one_word", 1.0))
        occurrences = self._occurrences[self.text[start:end]]
        if occurrences > 1:
            found.append(("repeated", min(2.0, 0.7 * (occurrences - 1))))

    def context(self, arc: Arc, known: KnownNames) -> list[Feature]:
        """What a second look adds."""
        text = self.text
        surface = text[arc.start : arc.end]
        found = [("density", known.density)]
        if count := known.counts.get(surface):
            found.append(("known", min(1.5, 0.7 * count)))
        if text[arc.start : arc.end + 1] in known.counts:
            found.append(("known_longer", 1.0))
        if surface[:-1] in known.counts:
            found.append(("known_shorter", 1.0))
        if arc.form in (NICKNAME, HONORIFIC, LETTER, OFFICE):
            surname = text[arc.start + 1 : arc.end] if arc.form == NICKNAME else text[arc.start : arc.split]
            if surname in known.surnames:
                found.append((f"{arc.form}_known", 1.0))
        if arc.form not in _SELF_CONTAINED:
            neighbours = list(self._neighbours(arc, known))
            found += neighbours
            unlikely = improbability(arc)
            found += [(name + UNLIKELY, unlikely) for name, _ in neighbours if name.endswith("list")]
        return found

    def _neighbours(self, arc: Arc, known: KnownNames) -> Iterator[Feature]:
        text = self.text
        edge = _back_over(text, arc.start, _BETWEEN)
        end = opening_of(text, edge)
        if arc.start in known.ends:
            yield "name_touches_left", 1.0
        elif edge < arc.start and end in known.ends:
            yield f"name_left_{_separator(text[edge : arc.start])}", 1.0
        edge = _after_bracket(text, arc.end)
        start = _over(text, edge, _BETWEEN)
        if arc.end in known.starts:
            yield "name_touches_right", 1.0
        elif start > edge and start in known.starts:
            yield f"name_right_{_separator(text[edge:start])}", 1.0
        yield from self._rows(arc, known)

    def _rows(self, arc: Arc, known: KnownNames) -> Iterator[Feature]:
        """Names that begin the lines above and below, for an arc that begins one."""
        text = self.text
        edge = _back_over(text, arc.start, BLANKS)
        if edge and text[edge - 1] != "\n":
            return
        above = text.rfind("\n", 0, max(0, edge - 1)) + 1
        if edge and _over(text, above, BLANKS) in known.starts:
            yield "name_above", 1.0
        below = text.find("\n", arc.end) + 1
        if below and _over(text, below, BLANKS) in known.starts:
            yield "name_below", 1.0


_INSIDE = ("words:1", "words:2", "words:3")


def improbability(arc: Arc) -> float:
    """How unlikely a name is by itself: 0 for a likely one."""
    return -max(_LEAST, min(0.0, arc.likeness) + min(0.0, arc.ordinary))


def _surname(text: str, start: int) -> str:
    pair = text[start : start + 2]
    return pair if pair in compound_surnames() else text[start]


def _separator(between: str) -> str:
    for mark, name in _SEPARATORS:
        if mark in between:
            return name
    return "gap"


def _after_bracket(text: str, start: int) -> int:
    """Where a short bracket that begins at ``start`` ends, else ``start``."""
    closing = _BRACKETS.get(text[start : start + 1])
    if closing is None:
        return start
    end = text.find(closing, start, start + _BRACKET_LENGTH)
    return end + 1 if end >= 0 else start


def _back_over(text: str, position: int, characters: str) -> int:
    while position and text[position - 1] in characters:
        position -= 1
    return position


def _over(text: str, position: int, characters: str) -> int:
    while position < len(text) and text[position] in characters:
        position += 1
    return position
