"""What the rules for the anchors of posts look at: the bodies read so far, and what they have been named for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from partyie.components.link_series import Series
from partyie.components.link_strands import Strand
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.post_bodies import body_endings
from partyie.records import Label

HEAD_PUNCTUATION = "”’）)」』"


@dataclass(slots=True)
class Anchors:
    """What is known of anchors while the document is read.

    Attributes:
        reading: The document.
        at: The anchor of each post so far.
        titles: The titles that each of those anchors has lent its name.
        passed: Bodies and places read so far, with their strands.
        bracketed: Those of them that stand in brackets.
        heading: The body that stands alone in a heading above: 【村党总支】.
        roster: The anchor of the roster that is being read.
        roster_end: Where its last title ended.
    """

    reading: Reading
    at: dict[Candidate, Candidate] = field(default_factory=dict)
    titles: dict[Candidate, set[str]] = field(default_factory=dict)
    passed: list[Candidate] = field(default_factory=list)
    bracketed: set[Candidate] = field(default_factory=set)
    heading: Candidate | None = None
    roster: Candidate | None = None
    roster_end: int | None = None

    def name(self, mention: Candidate) -> str:
        """The characters of a mention, without closing brackets and quotes."""
        return self.reading.text[mention.start : mention.end].rstrip(HEAD_PUNCTUATION)

    @staticmethod
    def last_before(strand: Strand, position: int) -> Candidate | None:
        """The last post before a position of the strand, in the same sentence."""
        post = strand.last_in_sentence(Label.POST, position)
        return strand.mentions[post] if post >= 0 else None


Rule = Callable[[Series, int, Anchors], Candidate | None]


def bodies_of_sentence(series: Series, number: int) -> Iterator[Candidate]:
    """Bodies and places of the post's sentence before it, the nearest first; for a bracket, its owner's too."""
    strand, position = series.strand, series.items[number].position
    yield from strand.bodies_before(position, strand.opening(position))
    if strand.owner is not None:
        outer, owner = strand.owner
        if owner >= 0:
            yield from outer.bodies_before(owner + 1, outer.opening(owner))


def of_kind(series: Series, number: int, anchors: Anchors, bodies: Iterable[Candidate]) -> Candidate | None:
    """The first of the bodies whose name ends as the title asks."""
    endings = body_endings("".join(anchors.name(series.items[number].post).split()))
    return next((body for body in bodies if anchors.name(body).endswith(endings)), None) if endings else None
