"""Overlaps: which candidate wins, by which criterion, and that the outcome never overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from readings import read
from spacy.tokens import Doc
from spacy.vocab import Vocab

from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, WEIGHED, Candidate, reading_of
from partyie.components.resolve import (
    CANDIDATES,
    CERTAIN_ENOUGH,
    LIKELY_ENOUGH,
    USER_LEXICON,
    Resolver,
    explanation,
    resolve,
)
from partyie.errors import PipelineWarning
from partyie.records import Label


def candidate(
    label: Label, start: int, end: int, strength: int = LIKELY, rule: str = "test", score: float | None = None
) -> Candidate:
    return Candidate(label, start, end, rule, strength, score)


def scored(label: Label, start: int, end: int, score: float, strength: int = LIKELY) -> Candidate:
    return candidate(label, start, end, strength, score=score)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (candidate(Label.PERSON, 0, 2, POSSIBLE, USER_LEXICON), candidate(Label.ORG, 0, 6, CERTAIN)),
        (candidate(Label.PERSON, 0, 2, CERTAIN), candidate(Label.ORG, 0, 6, LIKELY)),
        (candidate(Label.PLACE, 0, 6), candidate(Label.ORG, 0, 2)),
        (candidate(Label.DATE, 0, 2), candidate(Label.ORG, 0, 2)),
        (candidate(Label.ORG, 0, 2), candidate(Label.PLACE, 0, 2)),
        (candidate(Label.ORG, 0, 2), candidate(Label.ORG, 1, 3)),
        (scored(Label.PERSON, 0, 2, 0.1, CERTAIN), scored(Label.ORG, 0, 6, 0.9)),
    ],
    ids=["user lexicon", "strength", "length", "date before org", "org before place", "first", "not by a rule's score"],
)
def test_criteria_in_order(winner, loser):
    for order in ([winner, loser], [loser, winner]):
        decision = resolve(order, 10)
        assert decision.kept == [winner]
        assert decision.beaten == [(loser, winner)]
        assert decision.unlikely == []


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (candidate(Label.PERSON, 0, 2, POSSIBLE, USER_LEXICON), scored(Label.ORG, 0, 6, 1.0, CERTAIN)),
        (candidate(Label.PERSON, 0, 2, POSSIBLE, USER_LEXICON, 0.01), scored(Label.ORG, 0, 6, 1.0, CERTAIN)),
        (scored(Label.PERSON, 0, 2, 0.9, POSSIBLE), scored(Label.ORG, 0, 6, 0.8, CERTAIN)),
        (scored(Label.PERSON, 0, 2, 0.9, CERTAIN), scored(Label.ORG, 0, 6, 0.9, LIKELY)),
        (scored(Label.PLACE, 0, 6, 0.9), scored(Label.ORG, 0, 2, 0.9)),
        (scored(Label.ORG, 0, 2, 0.9), scored(Label.PLACE, 0, 2, 0.9)),
    ],
    ids=["user lexicon", "user lexicon with a score", "score", "strength", "length", "label"],
)
def test_criteria_in_order_once_the_model_has_weighed(winner, loser):
    for order in ([winner, loser], [loser, winner]):
        decision = resolve(order, 10, weighed=True)
        assert decision.kept == [winner]
        assert decision.beaten == [(loser, winner)]
        assert decision.unlikely == []


class TestUnlikely:
    WRONG = scored(Label.ORG, 0, 6, LIKELY_ENOUGH - 0.01)

    @pytest.mark.parametrize(
        ("strength", "score", "kept"),
        [
            (POSSIBLE, LIKELY_ENOUGH - 0.01, False),
            (POSSIBLE, LIKELY_ENOUGH, True),
            (LIKELY, LIKELY_ENOUGH - 0.01, False),
            (LIKELY, LIKELY_ENOUGH, True),
            (CERTAIN, CERTAIN_ENOUGH - 0.01, False),
            (CERTAIN, CERTAIN_ENOUGH, True),
            (CERTAIN, LIKELY_ENOUGH - 0.01, True),
            (CERTAIN + 1, CERTAIN_ENOUGH, True),
        ],
    )
    def test_how_likely_is_enough_depends_on_the_rule(self, strength, score, kept):
        assert 0 < CERTAIN_ENOUGH < LIKELY_ENOUGH == 0.5
        proposed = scored(Label.PLACE, 0, 2, score, strength)
        decision = resolve([proposed], 10, weighed=True)
        assert (decision.kept, decision.unlikely) == (([proposed], []) if kept else ([], [proposed]))
        assert decision.beaten == []

    def test_a_certain_rules_candidate_gives_way_to_a_likelier_one(self):
        certain = scored(Label.ORG, 0, 6, LIKELY_ENOUGH - 0.01, CERTAIN)
        likelier = scored(Label.PERSON, 4, 6, LIKELY_ENOUGH, POSSIBLE)
        for order in ([certain, likelier], [likelier, certain]):
            decision = resolve(order, 10, weighed=True)
            assert (decision.kept, decision.beaten, decision.unlikely) == ([likelier], [(certain, likelier)], [])

    def test_a_certain_rules_candidate_doesnt_give_way_to_an_unlikely_one(self):
        """Though it is the less likely of the two."""
        certain = scored(Label.ORG, 0, 6, CERTAIN_ENOUGH, CERTAIN)
        for order in ([certain, self.WRONG], [self.WRONG, certain]):
            decision = resolve(order, 10, weighed=True)
            assert (decision.kept, decision.beaten, decision.unlikely) == ([certain], [], [self.WRONG])

    def test_it_is_dropped_though_nothing_overlaps_it(self):
        decision = resolve([self.WRONG], 10, weighed=True)
        assert (decision.kept, decision.beaten, decision.unlikely) == ([], [], [self.WRONG])

    def test_it_beats_nothing(self):
        user = candidate(Label.PERSON, 8, 9, rule=USER_LEXICON)
        right = scored(Label.PERSON, 4, 6, LIKELY_ENOUGH, POSSIBLE)
        decision = resolve([self.WRONG, user, right], 10, weighed=True)
        assert (decision.kept, decision.beaten, decision.unlikely) == ([right, user], [], [self.WRONG])

    @pytest.mark.parametrize("strength", [POSSIBLE, LIKELY, CERTAIN])
    def test_without_a_score_it_is_unlikely(self, strength):
        assert resolve([candidate(Label.ORG, 0, 2, strength)], 10, weighed=True).kept == []

    def test_without_the_model_scores_drop_nothing(self):
        assert resolve([self.WRONG], 10).kept == [self.WRONG]


candidates = st.builds(
    lambda label, start, length, strength, rule, score: candidate(label, start, start + length, strength, rule, score),
    st.sampled_from(Label),
    st.integers(0, 30),
    st.integers(1, 9),
    st.sampled_from([POSSIBLE, LIKELY, CERTAIN]),
    st.sampled_from(["test", "test", USER_LEXICON]),
    st.none() | st.floats(0, 1),
)


@given(st.lists(candidates, max_size=25), st.booleans())
def test_mentions_never_overlap_and_nothing_is_lost(proposed, weighed):
    decision = resolve(proposed, 40, weighed=weighed)
    assert all(left.end <= right.start for left, right in pairwise(decision.kept))
    fates = [*decision.kept, *decision.unlikely, *(loser for loser, _ in decision.beaten)]
    assert sorted(map(id, fates)) == sorted(map(id, proposed))
    for loser, winner in decision.beaten:
        assert winner in decision.kept and loser.start < winner.end and winner.start < loser.end
    for mention in decision.kept if weighed else []:
        least = CERTAIN_ENOUGH if mention.strength == CERTAIN else LIKELY_ENOUGH
        assert mention.rule == USER_LEXICON or mention.score >= least
    for dropped in decision.unlikely:
        least = CERTAIN_ENOUGH if dropped.strength == CERTAIN else LIKELY_ENOUGH
        assert weighed and dropped.rule != USER_LEXICON and (dropped.score or 0) < least


def test_an_explanation_tells_the_fates_apart():
    reading = read("市委书记王小明到会")
    reading.candidates = [
        scored(Label.ORG, 0, 2, 0.9),
        scored(Label.POST, 0, 4, 0.8),
        scored(Label.PERSON, 4, 6, 0.2),
        candidate(Label.PERSON, 4, 7, rule=USER_LEXICON),
    ]
    rows = explanation(reading, resolve(reading.candidates, len(reading.text), weighed=True))
    assert [(row["norm"], row["score"], row["kept"], row["beaten_by"]) for row in rows] == [
        ("市委", 0.9, True, None),
        ("市委书记", 0.8, False, "test"),
        ("王小", 0.2, False, None),
        ("王小明", None, True, None),
    ]


def test_an_explanation_tells_of_the_input_and_in_text_order():
    reading = read("市委書(shū)記王小明到會")
    person = candidate(Label.PERSON, 4, 7, CERTAIN, "person.introduced")
    post = scored(Label.POST, 0, 4, 0.8)
    organisation = scored(Label.ORG, 0, 2, 0.9)
    reading.candidates = [person, post, organisation]
    rows = explanation(reading, resolve(reading.candidates, len(reading.text)))
    assert [(row["start"], row["end"]) for row in rows] == [(0, 2), (0, 9), (9, 12)]
    assert rows[1] == {
        "label": "POST", "start": 0, "end": 9, "norm": "市委书记", "rule": "test", "strength": LIKELY, "score": 0.8,
        "kept": True, "beaten_by": None,
    }  # fmt: skip
    assert rows[0] == {
        "label": "ORG", "start": 0, "end": 2, "norm": "市委", "rule": "test", "strength": LIKELY, "score": 0.9,
        "kept": False, "beaten_by": "test",
    }  # fmt: skip


def test_of_one_span_the_one_that_was_decided_first_is_explained_first():
    reading = read("市委书记")
    weaker, stronger = scored(Label.ORG, 0, 2, 0.9, POSSIBLE), scored(Label.PLACE, 0, 2, 0.1, CERTAIN)
    reading.candidates = [weaker, stronger]
    rows = explanation(reading, resolve(reading.candidates, len(reading.text)))
    assert [row["label"] for row in rows] == ["PLACE", "ORG"]


class TestResolver:
    """The component."""

    TEXT = "市委书记王小明到会"

    def doc(self, *candidates: Candidate, weighed: bool = False) -> Doc:
        doc = Doc(Vocab(), words=list(self.TEXT), spaces=[False] * len(self.TEXT))
        reading = reading_of(doc)
        reading.candidates = [*candidates]
        if weighed:
            reading.cache[WEIGHED] = "model.sm"
        return doc

    def spans(self, doc: Doc) -> list[tuple[str, str, str]]:
        return [(span.text, span.label_, span.id_) for span in doc.spans["partyie"]]

    def test_what_wins_becomes_a_mention_and_a_span(self):
        person, post = candidate(Label.PERSON, 4, 7), candidate(Label.POST, 0, 4)
        doc = Resolver()(self.doc(person, candidate(Label.ORG, 0, 2), post))
        assert self.spans(doc) == [("市委书记", "POST", "m1"), ("王小明", "PERSON", "m2")]
        assert reading_of(doc).mentions == [post, person]
        assert CANDIDATES not in doc.user_data

    @pytest.mark.parametrize(("weighed", "kept"), [(False, "市委书记"), (True, "市委")])
    def test_scores_count_once_the_model_has_weighed(self, weighed, kept):
        doc = self.doc(scored(Label.POST, 0, 4, 0.6), scored(Label.ORG, 0, 2, 0.9), weighed=weighed)
        assert [text for text, *_ in self.spans(Resolver()(doc))] == [kept]

    def test_it_explains_itself_when_asked(self):
        doc = Resolver(explain=True)(self.doc(candidate(Label.POST, 0, 4), candidate(Label.ORG, 0, 2)))
        assert [(row["norm"], row["kept"]) for row in doc.user_data[CANDIDATES]] == [
            ("市委", False),
            ("市委书记", True),
        ]

    def test_it_looks_at_the_order_of_its_pipeline(self):
        nlp = spacy.blank("xx")
        nlp.add_pipe("partyie_resolver", config={"scorer": None})
        with pytest.warns(PipelineWarning, match="partyie_resolver has nothing to decide"):
            nlp(self.TEXT)

    def test_its_labels_are_the_six(self):
        assert Resolver().labels == ("PERSON", "POST", "ORG", "PLACE", "DATE", "QUANTITY")

    def test_it_scores_by_the_scorer_that_it_was_given(self):
        scorer = lambda examples, **options: {"examples": list(examples), **options}  # noqa: E731
        assert Resolver(scorer=scorer).score([1, 2], spans_key="x") == {"examples": [1, 2], "spans_key": "x"}
        assert Resolver().score([1, 2]) == {}
