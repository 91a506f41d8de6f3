"""What speaks for and against an arc, as named figures; their weights are learnt from the training documents.

A first look at a document weighs each arc by itself. A second one also knows which names the first found: the same name
elsewhere in the document, and names beside it in a list.
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

_EDGES_LEFT = kinds(
    "post post_gap post_colon post_close label line gap list number cell stop comma open kin_gap role_gap"
)
_EDGES_RIGHT = kinds("line gap list cell comma stop close open biography post_bracket post_gap apposition")
_ANNOUNCING = kinds("post post_gap post_colon post_close label role kin kin_gap role_gap named slot")
_DOING = kinds("say act act_letter honorific byline task")
_OPENING = kinds("line stop comma number")
_SELF_CONTAINED = frozenset((HONORIFIC, ANONYMOUS, OFFICE))  # their form says nearly all
_BETWEEN = BLANKS + "、，,\n"
_BRACKETS = {"（": "）", "(": ")", "〔": "〕"}
_BRACKET_LENGTH = 30
_SEPARATORS = (("、", "list"), ("\n", "line"), ("，", "comma"), (",", "comma"))
_KNOWN_FROM = 0.7  # a first look this sure makes a name known


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
        spans = {(arc.start, arc.end) for arc in arcs}
        self._occurrences = Counter(reading.text[start:end] for start, end in spans)
        self._word_starts = reading.word_starts
        self._covered = bytearray(len(reading.text) + 1)
        for candidate in reading.candidates:
            mark = b"\x02" if candidate.label is Label.POST else b"\x01"
            self._covered[candidate.start : candidate.end] = mark * (candidate.end - candidate.start)
        self._before: dict[int, float] = {}
        self._after: dict[int, float] = {}

    def features(self, arc: Arc) -> list[Feature]:
        """What a first look knows of an arc."""
        found = list(self._form_features(arc))
        left, right = self.around.left(arc.start), self.around.right(arc.end)
        if arc.form in _SELF_CONTAINED:
            found += [
                (f"{arc.form}<{kind}", 1.0) for kind in left if kind in ("han", "list", "stop", "comma", "post", "role")
            ]
            found.append((f"{arc.form}<<", self._statistic_before(arc.start)))
            if arc.form == OFFICE:
                found += [(f"office>{kind}", 1.0) for kind in self.around.right(self._post_end(arc))]
        else:
            found += [("<" + kind, 1.0) for kind in left]
            found += [(">" + kind, 1.0) for kind in right]
            if arc.form != FULL:
                found += [
                    (f"{arc.form}<{kind}", 1.0)
                    for kind in left
                    if kind in ("stop", "comma", "han", "list", "line", "open", "gap")
                ]
            found.append(("<<", self._statistic_before(arc.start)))
            found.append((">>", self._statistic_after(arc.end)))
            found += self._joint_features(arc, frozenset(left), frozenset(right))
        found += self._word_features(arc)
        found += self._cover_features(arc)
        return found

    def context_features(self, arc: Arc, known: KnownNames) -> list[Feature]:
        """What a second look adds."""
        text, found = self.text, []
        surface = text[arc.start : arc.end]
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
            unlikely = -max(-8.0, min(0.0, arc.likeness) + min(0.0, arc.ordinary))
            found += neighbours
            found += [(f"{name}:unlikely", unlikely) for name, _ in neighbours if name.endswith("list")]
        found.append(("density", known.density))
        return found

    def _form_features(self, arc: Arc) -> Iterator[Feature]:
        text, form = self.text, arc.form
        size = arc.end - arc.start
        yield f"form:{form}", 1.0
        if form == FULL:
            yield "likeness", max(-8.0, min(5.0, arc.likeness))
            yield "ordinary", max(-8.0, arc.ordinary)
            yield f"full:{arc.split - arc.start}{arc.end - arc.split}", 1.0
            yield from self._ending_features(arc)
            if arc.split - arc.start == 1 and text[arc.start : arc.start + 2] in compound_surnames():
                yield "cut_compound", 1.0
        elif form in (UNSPACED, DOTTED):
            yield f"{form}:likeness", arc.likeness / 2
            yield f"{form}:{min(size, 6)}", 1.0
            yield f"{form}:ordinary", arc.ordinary
            yield from self._cut_features(arc)
        elif form == OTHER:
            yield "other:likeness", max(-6.0, arc.likeness)
            yield "other:ordinary", arc.ordinary
            yield f"other:{size}", 1.0
        else:
            yield f"{form}:likeness", max(-6.0, arc.likeness)
            yield f"{form}:{arc.split - arc.start}{min(2, arc.end - arc.split)}", 1.0
            if form in (NICKNAME, LETTER):
                pair = text[arc.split - 1 : arc.split + 1]
                yield f"{form}:glue{name_statistics().glue(pair)}", 1.0
                yield f"{form}:ordinary", arc.ordinary
            if form == ANONYMOUS:
                yield from self._anonymous_features(arc)
            if form == NICKNAME:
                yield f"nickname:{text[arc.start]}", 1.0
        if form in (UNSPACED, GIVEN_HONORIFIC):
            yield from self._element_features(arc)
        if text[max(0, arc.start - 1) : arc.start + 1] in compound_surnames():
            yield "inside_compound", 1.0

    def _anonymous_features(self, arc: Arc) -> Iterator[Feature]:
        """Whether the character after 某 belongs to the name (郭某怡) or not (郭某被)."""
        statistics, text = name_statistics(), self.text
        if arc.end - arc.split == 1 and text[arc.end : arc.end + 1]:
            yield "anonymous_next", max(-3.0, statistics.alone(text[arc.end]))
        elif text[arc.end - 1] != "某":
            yield "anonymous_last", statistics.given(text, arc.end - 1, arc.end)

    def _ending_features(self, arc: Arc) -> Iterator[Feature]:
        """Whether the last character, or the next one, is rather a word of its own (徐来|笑说)."""
        statistics, text = name_statistics(), self.text
        size = arc.end - arc.start
        last = statistics.alone(text[arc.end - 1])
        if size > 2:
            yield "last_alone", last
            if last > 0 and statistics.word_level(text[arc.start : arc.end - 1]):
                yield "word_and_alone", 1.0
        if arc.end < len(text) and size < 4:
            yield f"next_alone:{size}", max(-3.0, statistics.alone(text[arc.end]))

    def _cut_features(self, arc: Arc) -> Iterator[Feature]:
        """Whether the characters beside a transcribed name look like more of it."""
        foreign, text = name_statistics().foreign, self.text
        if text[arc.end : arc.end + 1]:
            yield f"{arc.form}:cut_right", max(-3.0, min(3.0, foreign(text[arc.end])))
        if arc.start:
            yield f"{arc.form}:cut_left", max(-3.0, min(3.0, foreign(text[arc.start - 1])))

    def _element_features(self, arc: Arc) -> Iterator[Feature]:
        text, elements = self.text, element_forms()
        last = arc.split if arc.form == GIVEN_HONORIFIC else arc.end
        if text[last - 2 : last] in elements or text[last - 3 : last] in elements:
            yield "element_last", 1.0
        if text[arc.start : arc.start + 2] in elements or text[arc.start : arc.start + 3] in elements:
            yield "element_first", 1.0

    def _joint_features(self, arc: Arc, left: frozenset[str], right: frozenset[str]) -> Iterator[Feature]:
        """What left and right say together, and how much it makes up for an unlikely name (书记冷静说)."""
        unlikely = -max(-8.0, min(0.0, arc.likeness) + min(0.0, arc.ordinary))
        for name in _joint_evidence(left, right):
            yield name, 1.0
            yield f"{name}:unlikely", unlikely
        if not left.isdisjoint(_EDGES_LEFT) and not right.isdisjoint(_EDGES_RIGHT):
            yield f"{arc.form}_bounded", 1.0

    def _word_features(self, arc: Arc) -> Iterator[Feature]:
        """Where the segmenter sees words begin."""
        starts = self._word_starts
        yield "word_at_start", float(starts[arc.start])
        yield "word_at_end", float(starts[arc.end])
        if arc.form not in _SELF_CONTAINED:
            inside = sum(starts[arc.start + 1 : arc.end])
            yield f"words:{min(2, inside) + 1}", 1.0
            if not inside and starts[arc.start] and starts[arc.end]:
                yield "one_word", 1.0
        yield "repeated", min(2.0, 0.7 * (self._occurrences[self.text[arc.start : arc.end]] - 1))

    def _cover_features(self, arc: Arc) -> Iterator[Feature]:
        """What other mentions claim."""
        covered = self._covered[arc.start : arc.end]
        if any(covered):
            yield f"covered:{max(covered)}", 1.0
            if covered[0] or covered[-1]:
                yield "covered_edge", 1.0

    def _neighbours(self, arc: Arc, known: KnownNames) -> Iterator[Feature]:
        text = self.text
        edge = _back_over(text, arc.start, _BETWEEN)
        end = opening_of(text, edge)
        if arc.start in known.ends:
            yield "name_touches_left", 1.0
        elif edge < arc.start and end in known.ends:
            yield f"name_left_{_separator(text[edge : arc.start])}", 1.0
        yield from self._rows(arc, known)
        edge = _after_bracket(text, arc.end)
        start = _over(text, edge, _BETWEEN)
        if arc.end in known.starts:
            yield "name_touches_right", 1.0
        elif start > edge and start in known.starts:
            yield f"name_right_{_separator(text[edge:start])}", 1.0

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

    def _statistic_before(self, start: int) -> float:
        value = self._before.get(start)
        if value is None:
            value = self._before[start] = name_statistics().before(self.text, start)
        return value

    def _statistic_after(self, end: int) -> float:
        value = self._after.get(end)
        if value is None:
            value = self._after[end] = name_statistics().after(self.text, end)
        return value

    def _post_end(self, arc: Arc) -> int:
        """The end of the post that begins where a bare surname ends."""
        end = arc.end
        while (
            end < len(self._covered)
            and self._covered[end] == 2
            and (end == arc.end or end not in self.around.post_starts)
        ):
            end += 1
        return end


def _joint_evidence(left: frozenset[str], right: frozenset[str]) -> Iterator[str]:
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
    if "appoint" in left and not right.isdisjoint(("act", "act_letter", "post", "of", "say")):
        yield "appointed"
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
