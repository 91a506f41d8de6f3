"""Overlaps: which candidate wins, by which criterion, and that the outcome never overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate
from partyie.components.resolve import USER_LEXICON, resolve
from partyie.records import Label


def candidate(label: Label, start: int, end: int, strength: int = LIKELY, rule: str = "test") -> Candidate:
    return Candidate(label, start, end, rule, strength)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (candidate(Label.PERSON, 0, 2, POSSIBLE, USER_LEXICON), candidate(Label.ORG, 0, 6, CERTAIN)),
        (candidate(Label.PERSON, 0, 2, CERTAIN), candidate(Label.ORG, 0, 6, LIKELY)),
        (candidate(Label.PLACE, 0, 6), candidate(Label.ORG, 0, 2)),
        (candidate(Label.DATE, 0, 2), candidate(Label.ORG, 0, 2)),
        (candidate(Label.ORG, 0, 2), candidate(Label.PLACE, 0, 2)),
        (candidate(Label.ORG, 0, 2), candidate(Label.ORG, 1, 3)),
    ],
    ids=["user lexicon", "strength", "length", "date before org", "org before place", "first"],
)
def test_criteria_in_order(winner, loser):
    for order in ([winner, loser], [loser, winner]):
        kept, beaten = resolve(order, 10)
        assert kept == [winner]
        assert beaten == [(loser, winner)]


candidates = st.builds(
    lambda label, start, length, strength: candidate(label, start, start + length, strength),
    st.sampled_from(Label),
    st.integers(0, 30),
    st.integers(1, 9),
    st.sampled_from([POSSIBLE, LIKELY, CERTAIN]),
)


@given(st.lists(candidates, max_size=25))
def test_mentions_never_overlap_and_nothing_is_lost(proposed):
    kept, beaten = resolve(proposed, 40)
    assert all(left.end <= right.start for left, right in pairwise(kept))
    assert len(kept) + len(beaten) == len(proposed)
    for loser, winner in beaten:
        assert winner in kept and loser.start < winner.end and winner.start < loser.end
