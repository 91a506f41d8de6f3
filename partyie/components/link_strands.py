"""How mentions stand to each other in the text: lines, and the brackets in them, as strands of mentions and gaps.

A bracket is a strand of its own, owned by the mention it follows, and the line reads on as if it weren't there:
in ``马上（女，土家族）为市卫生健康委员会主任`` the words between the person and the organisation are ``为``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

BRACKETS = re.compile(r"[（()）]")
SENTENCE_END = re.compile(r"[。！？；!?;]")
FILLERS = frozenset({Label.DATE, Label.QUANTITY})
BODIES = frozenset({Label.ORG, Label.PLACE})
# Mentions over which one is still understood to go with another; keeps endless sentences from costing their square
REACH = 80


@dataclass(slots=True, eq=False)
class Strand:
    """The mentions of one line (or of one bracket) and the words between them.

    Attributes:
        mentions: In text order.
        gaps: One more than mentions: before the first, between, after the last; brackets taken out.
        start: First character of the line or bracket in the clean text; half-open with ``end``.
        owner: Strand and position of the mention that a bracket follows; None for lines.
        tight: Whether the bracket touches its owner.
        sentences: For each mention, the number of its sentence in the strand.
        openings: For each sentence, the place of its first mention.
        places: Places of the mentions of each label.
        bodies: Places of organisations and places.
        tests: Answers of `holds`, by pattern.
        heads: Answers of `link_persons.head_of_list`, by pattern.
    """

    start: int
    end: int
    mentions: list[Candidate] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    owner: tuple[Strand, int] | None = None
    tight: bool = False
    sentences: list[int] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)
    places: dict[Label, list[int]] = field(default_factory=lambda: {label: [] for label in Label})
    bodies: list[int] = field(default_factory=list)
    tests: dict[re.Pattern[str], bool] = field(default_factory=dict)
    heads: dict[re.Pattern[str], list[int]] = field(default_factory=dict)

    @property
    def is_bracket(self) -> bool:
        """Whether this is the inside of a bracket."""
        return self.owner is not None

    def words(self, reading: Reading, left: int, right: int) -> str:
        """The words from after mention ``left`` to before mention ``right``, what lies between them included."""
        parts = [self.gaps[left + 1]]
        for position in range(left + 1, right):
            mention = self.mentions[position]
            parts += (reading.text[mention.start : mention.end], self.gaps[position + 1])
        return "".join(parts)

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern occurs in the words between the mentions."""
        if pattern not in self.tests:
            self.tests[pattern] = pattern.search("".join(self.gaps)) is not None
        return self.tests[pattern]

    def opening(self, position: int) -> int:
        """The first mention of the sentence that the mention at ``position`` stands in."""
        return self.openings[self.sentences[position]]

    def last(self, label: Label, position: int) -> int:
        """The last mention of a label before ``position``, or -1."""
        places = self.places[label]
        number = bisect_left(places, position)
        return places[number - 1] if number else -1

    def next(self, label: Label, position: int) -> int:
        """The first mention of a label after ``position``, or -1."""
        places = self.places[label]
        number = bisect_right(places, position)
        return places[number] if number < len(places) else -1

    def last_in_sentence(self, label: Label, position: int) -> int:
        """The last mention of a label before ``position`` in its sentence and within `REACH`, or -1."""
        found = self.last(label, position)
        return found if found >= max(self.opening(position), position - REACH) else -1

    def bodies_before(self, position: int, first: int = 0) -> Iterator[Candidate]:
        """Organisations and places between ``first`` and ``position``, the nearest first, `REACH` at most."""
        number = bisect_left(self.bodies, position)
        for place in reversed(self.bodies[max(0, number - REACH) : number]):
            if place < first:
                return
            yield self.mentions[place]

    def bodies_after(self, position: int) -> Iterator[Candidate]:
        """Organisations and places after ``position`` in its sentence, `REACH` at most."""
        number = bisect_right(self.bodies, position)
        for place in self.bodies[number : number + REACH]:
            if self.sentences[place] != self.sentences[position]:
                return
            yield self.mentions[place]

    def before(self, position: int) -> int:
        """The mention before ``position`` that is neither a date nor a quantity, or -1."""
        position -= 1
        while position >= 0 and self.mentions[position].label in FILLERS:
            position -= 1
        return position

    def after(self, position: int) -> int:
        """The mention after ``position`` that is neither a date nor a quantity, or -1."""
        for later in range(position + 1, len(self.mentions)):
            if self.mentions[later].label not in FILLERS:
                return later
        return -1


def strands_of(reading: Reading) -> list[Strand]:
    """The strands that hold mentions, lines in text order, each followed by its brackets."""
    strands = reading.cache.get("strands")
    if strands is None:
        strands = reading.cache["strands"] = list(_strands(reading))
    return strands


def _strands(reading: Reading) -> Iterator[Strand]:
    text, mentions = reading.text, reading.mentions
    starts = [mention.start for mention in mentions]
    position = 0
    while position < len(mentions):
        start = text.rfind("\n", 0, mentions[position].start) + 1
        end = text.find("\n", mentions[position].start)
        end = len(text) if end < 0 else end
        last = max(position + 1, bisect_left(starts, end))
        yield from _line(text, start, end, mentions[position:last])
        position = last


def _line(text: str, start: int, end: int, mentions: list[Candidate]) -> Iterator[Strand]:
    """One line as a strand, and its outermost brackets that hold mentions."""
    line = Strand(start, end)
    brackets = list(_brackets(text, start, end, mentions))
    inner: list[Strand] = []
    position, cursor, gap = 0, start, ""
    for opening, closing in [*brackets, (end, end)]:
        while position < len(mentions) and mentions[position].start < opening:
            mention = mentions[position]
            line.gaps.append(gap + text[cursor : mention.start])
            line.mentions.append(mention)
            gap, cursor = "", mention.end
            position += 1
        inside = position
        while position < len(mentions) and mentions[position].start < closing:
            position += 1
        gap += text[cursor:opening]
        if position > inside:
            owner = (line, len(line.mentions) - 1) if line.mentions else (line, -1)
            bracket = Strand(opening + 1, closing, owner=owner, tight=not gap.strip())
            _fill(bracket, text, mentions[inside:position])
            inner.append(bracket)
        cursor = min(closing + 1, end)
    line.gaps.append(gap)
    _index(line)
    yield line
    yield from inner


def _fill(strand: Strand, text: str, mentions: list[Candidate]) -> None:
    cursor = strand.start
    for mention in mentions:
        strand.gaps.append(text[cursor : mention.start])
        strand.mentions.append(mention)
        cursor = mention.end
    strand.gaps.append(text[cursor : strand.end])
    _index(strand)


def _index(strand: Strand) -> None:
    """Number the sentences and note where the mentions of each label stand."""
    number = -1
    for position, mention in enumerate(strand.mentions):
        if position == 0 or SENTENCE_END.search(strand.gaps[position]):
            number += 1
            strand.openings.append(position)
        strand.sentences.append(number)
        strand.places[mention.label].append(position)
        if mention.label in BODIES:
            strand.bodies.append(position)


def _brackets(text: str, start: int, end: int, mentions: list[Candidate]) -> Iterator[tuple[int, int]]:
    """Outermost round brackets of a line as (opening, closing); those inside a mention are part of its name."""
    depth, opening, position = 0, start, 0
    for match in BRACKETS.finditer(text, start, end):
        at = match.start()
        while position < len(mentions) and mentions[position].end <= at:
            position += 1
        if position < len(mentions) and mentions[position].start <= at:
            continue
        if match.group() in "（(":
            opening = opening if depth else at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield opening, at
