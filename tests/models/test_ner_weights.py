"""The weights of evidence: what speaks for a candidate gets weight, rare signs little; and how calibration is told."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import seen

from partyie.components.evidence import log_odds
from partyie.components.ner import weigh_candidates
from partyie.components.reading import CERTAIN, LIKELY, WEIGHED, Candidate, Reading
from partyie.models.ner.weights import (
    BEATEN_RIDGE,
    RIDGE,
    RULE_RIDGE,
    Document,
    Judged,
    fit,
    fit_documents,
    reliability,
)
from partyie.records import Label
from partyie.text.offsets import OffsetMap


def rows(right: int, wrong: int, *signs: tuple[str, float], importance: float = 1.0) -> list[Judged]:
    """So many right and so many wrong candidates, all with the same signs."""
    return [Judged(signs, number < right, importance) for number in range(right + wrong)]


def chance(weights: dict[str, float], *names: str) -> float:
    return 1 / (1 + math.exp(-sum(weights[name] for name in names)))


class TestFit:
    def test_what_is_right_and_what_is_wrong_are_told_apart(self):
        weights = fit(rows(50, 2, ("ORG.good", 1.0)) + rows(2, 50, ("ORG.bad", 1.0)))
        assert weights["ORG.good"] > 2 and weights["ORG.bad"] < -2

    def test_much_evidence_gives_the_log_odds_of_what_was_seen(self):
        weights = fit(rows(6000, 2000, ("ORG.3", 1.0)))
        assert weights["ORG.3"] == pytest.approx(math.log(3), abs=0.01)

    def test_little_evidence_is_drawn_to_zero(self):
        rare, common = fit(rows(3, 1, ("ORG.3", 1.0))), fit(rows(300, 100, ("ORG.3", 1.0)))
        assert 0 < rare["ORG.3"] < common["ORG.3"] < math.log(3)

    def test_single_rules_are_drawn_to_zero_more(self):
        """A label's own signs are written in capitals."""
        assert RIDGE < RULE_RIDGE
        weights = fit(rows(5, 1, ("ORG.3", 1.0)) + rows(5, 1, ("organ.run", 1.0)))
        assert 0 < weights["organ.run"] < weights["ORG.3"]

    def test_losing_to_another_rule_is_drawn_to_zero_less(self):
        assert BEATEN_RIDGE < RIDGE
        weights = fit(rows(1, 5, ("ORG.beaten.3", 1.0)) + rows(1, 5, ("ORG.3", 1.0)))
        assert weights["ORG.beaten.3"] < weights["ORG.3"] < 0
        assert weights["ORG.beaten.3"] == pytest.approx(-math.log(5), abs=0.2)

    def test_however_clear_the_case_weights_are_finite(self):
        weights = fit(rows(500, 0, ("ORG.good", 1.0)) + rows(0, 500, ("ORG.bad", 1.0)))
        assert 3 < weights["ORG.good"] < 10
        assert weights["ORG.bad"] == pytest.approx(-weights["ORG.good"])

    def test_signs_that_always_come_together_share(self):
        weights = fit(rows(90, 10, ("ORG.a", 1.0), ("ORG.b", 1.0)))
        assert weights["ORG.a"] == weights["ORG.b"]
        assert chance(weights, "ORG.a", "ORG.b") == pytest.approx(0.9, abs=0.02)

    def test_importance_counts_like_repetition(self):
        half = fit(rows(60, 20, ("ORG.3", 1.0), importance=0.5))
        assert half == fit(rows(30, 10, ("ORG.3", 1.0)))

    def test_values_count(self):
        """Twice the value, half the weight, as far as the ridge lets it."""
        one, two = fit(rows(3000, 1000, ("ORG.x", 1.0))), fit(rows(3000, 1000, ("ORG.x", 2.0)))
        assert two["ORG.x"] == pytest.approx(one["ORG.x"] / 2, abs=0.002)

    def test_a_sign_named_twice_counts_twice(self):
        assert fit(rows(30, 10, ("ORG.x", 1.0), ("ORG.x", 1.0))) == fit(rows(30, 10, ("ORG.x", 2.0)))

    @given(st.integers(0, 10**6))
    def test_no_other_weights_are_likelier(self, seed):
        """At the optimum the gradient of the penalised likelihood is zero, as far as the rounding lets it."""
        random = np.random.default_rng(seed)
        names = ["ORG.1", "ORG.odds", "some.rule", "PERSON.own", "ORG.beaten.2"]
        values = random.normal(size=(40, 5)).round(2)
        right = random.random(40) < 0.6
        drawn = [
            Judged(tuple(zip(names, row, strict=True)), bool(ok))
            for row, ok in zip(values.tolist(), right, strict=True)
        ]
        weights = fit(drawn)
        found = np.array([weights[name] for name in names])
        ridge = np.array([RIDGE, RIDGE, RULE_RIDGE, RIDGE, BEATEN_RIDGE])
        gradient = values.T @ (right - 1 / (1 + np.exp(-(values @ found)))) - ridge * found
        assert np.abs(gradient).max() < 0.03


def document(importance: float = 0.5) -> Document:
    """A rule's right candidate, two wrong ones, of which one loses to the other, and two that only the model sees."""
    text = "市委书记王小明到柳坝"
    reading = Reading(text, OffsetMap(len(text)), (), "simplified", bytearray(len(text) + 1))
    reading.candidates = [
        Candidate(Label.ORG, 0, 2, "organ.run", CERTAIN),
        Candidate(Label.PERSON, 4, 6, "person.name", LIKELY, 0.5),
        Candidate(Label.PLACE, 5, 7, "place.short", CERTAIN),
    ]
    said = seen(len(text), {(0, 2, "ORG"): 0.9, (4, 7, "PERSON"): 0.9, (8, 10, "PLACE"): 0.8})
    return Document(reading, said, frozenset({(0, 2, "ORG"), (4, 7, "PERSON")}), importance)


LIKELY_PERSON, UNLIKELY_PERSON = {"PERSON.model": 1.0}, {"PERSON.model": -1.0}


class TestDocument:
    def test_what_only_the_model_sees_is_held_against_gold(self):
        found = document().learnt_rows()
        assert [(row.right, row.importance) for row in found] == [(True, 0.5), (False, 0.5)]
        person, place = (dict(row.signs) for row in found)
        assert person["PERSON.model"] == person["PERSON.over.3"] == 1.0
        assert person["PERSON.model.odds"] == pytest.approx(log_odds(3 * math.log(0.9)) / 4, abs=1e-3)
        assert place["PLACE.model"] == place["PLACE.over.0"] == 1.0
        assert not [name for name in {**person, **place} if ".rival." in name or ".beaten." in name]

    def test_what_rules_propose_is_held_against_gold(self):
        found = document().ruled_rows({})
        assert [(row.right, row.importance) for row in found] == [(True, 0.5), (False, 0.5), (False, 0.5)]
        first, second, third = (dict(row.signs) for row in found)
        assert first == {
            "ORG.3": 1.0,
            "organ.run": 1.0,
            "ORG.rule.odds": pytest.approx(log_odds(2 * math.log(0.9)) / 4, abs=1e-3),
        }
        assert second["PERSON.2"] == second["person.name"] == second["PERSON.beaten.3"] == 1.0
        assert third["PLACE.3"] == third["place.short"] == 1.0
        assert "PLACE.beaten.2" not in third

    def test_only_the_models_likely_ones_are_rivals_of_what_rules_propose(self):
        rival = pytest.approx((log_odds(3 * math.log(0.9)) + 8) / 4, abs=1e-3)
        first, second, third = (dict(row.signs) for row in document().ruled_rows(LIKELY_PERSON))
        assert (second["PERSON.rule.rival.same"], third["PLACE.rule.rival.other"]) == (rival, rival)
        assert not [name for name in first if ".rival." in name]
        for row in document().ruled_rows(UNLIKELY_PERSON):
            assert not [name for name, _ in row.signs if ".rival." in name]

    def test_the_labels_of_gold_count(self):
        wrong = Document(document().reading, document().seen, frozenset({(0, 2, "PLACE"), (4, 7, "ORG")}))
        assert not [row for row in (*wrong.learnt_rows(), *wrong.ruled_rows({})) if row.right]
        assert {row.importance for row in wrong.ruled_rows({})} == {1.0}

    def test_judging_leaves_the_reading_as_it_was(self):
        judged = document()
        before = [*judged.reading.candidates]
        rows_before = judged.learnt_rows(), judged.ruled_rows(LIKELY_PERSON)
        judged.ruled_rows(UNLIKELY_PERSON)
        assert judged.reading.candidates == before
        assert [candidate.score for candidate in before] == [None, 0.5, None]
        assert WEIGHED not in judged.reading.cache
        assert (judged.learnt_rows(), judged.ruled_rows(LIKELY_PERSON)) == rows_before

    @pytest.mark.parametrize("person", [LIKELY_PERSON, UNLIKELY_PERSON])
    def test_the_pipeline_weighs_by_the_very_signs_that_are_fitted(self, person):
        judged = document()
        names = {name for row in (*judged.learnt_rows(), *judged.ruled_rows(LIKELY_PERSON)) for name, _ in row.signs}
        weights = {name: round(math.sin(number), 2) for number, name in enumerate(sorted(names))}
        weights |= {"PERSON.model": 20.0 * person["PERSON.model"], "PLACE.model": 20.0}
        ruled, learnt = judged.ruled_rows(weights), judged.learnt_rows()
        if person is UNLIKELY_PERSON:
            learnt = learnt[1:]
        weigh_candidates(judged.reading, judged.seen, "", weights)
        sums = [sum(weights.get(name, 0.0) * value for name, value in row.signs) for row in (*ruled, *learnt)]
        assert [c.score for c in judged.reading.candidates] == [round(1 / (1 + math.exp(-x)), 4) for x in sums]


class TestFitDocuments:
    def test_the_models_own_first_and_with_these_weights_the_rules(self):
        several = [document(), document(1.0)]
        learnt = fit([row for one in several for row in one.learnt_rows()])
        ruled = fit([row for one in several for row in one.ruled_rows(learnt)])
        assert not learnt.keys() & ruled.keys()
        assert fit_documents(several) == {**learnt, **ruled}
        assert ruled["organ.run"] > 0 > ruled["person.name"]
        assert learnt["PERSON.model"] > 0 > learnt["PLACE.model"]

    def test_whether_there_are_rivals_depends_on_what_was_learnt_first(self):
        """Where gold has it not, the model's person is unlikely, and no rule's candidate has it as its rival."""
        right, said = document(), document().seen
        wrong = Document(right.reading, said, frozenset({(0, 2, "ORG")}))
        assert "PLACE.rule.rival.other" in fit_documents([right] * 20)
        assert "PLACE.rule.rival.other" not in fit_documents([wrong] * 20)

    def test_importance_counts_like_repetition(self):
        assert fit_documents([document(0.5), document(0.5)]) == fit_documents([document(1.0)])


class TestReliability:
    def test_bins(self):
        table = reliability([0.05, 0.05, 0.55, 0.58, 0.5], [False, True, True, True, False])
        assert table == [
            {"from": 0.0, "candidates": 2, "right": 0.5},
            {"from": 0.5, "candidates": 3, "right": 0.667},
        ]

    def test_certainty_falls_into_the_last_bin(self):
        assert reliability([1.0, 0.0], [True, False], bins=4) == [
            {"from": 0.0, "candidates": 1, "right": 0.0},
            {"from": 0.75, "candidates": 1, "right": 1.0},
        ]

    @given(st.lists(st.tuples(st.floats(0, 1), st.booleans())), st.integers(1, 20))
    def test_every_candidate_falls_into_one_bin(self, scored, bins):
        table = reliability([score for score, _ in scored], [ok for _, ok in scored], bins)
        assert sum(row["candidates"] for row in table) == len(scored)
        assert all(0 <= row["from"] < 1 and 0 <= row["right"] <= 1 for row in table)

    def test_scores_without_verdicts_are_refused(self):
        with pytest.raises(ValueError, match="shorter"):
            reliability([0.5, 0.6], [True])
