"""The weights of evidence: what speaks for a candidate gets weight, rare signs little; and how calibration is told."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import seen

from partyie.components.evidence import log_odds
from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.models.ner.weights import RIDGE, RULE_RIDGE, Judged, fit, judged, reliability
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
        names = ["ORG.1", "ORG.odds", "some.rule", "PERSON.own"]
        values = random.normal(size=(40, 4)).round(2)
        right = random.random(40) < 0.6
        drawn = [
            Judged(tuple(zip(names, row, strict=True)), bool(ok))
            for row, ok in zip(values.tolist(), right, strict=True)
        ]
        weights = fit(drawn)
        found = np.array([weights[name] for name in names])
        ridge = np.array([RIDGE, RIDGE, RULE_RIDGE, RIDGE])
        gradient = values.T @ (right - 1 / (1 + np.exp(-(values @ found)))) - ridge * found
        assert np.abs(gradient).max() < 0.03


class TestJudged:
    TEXT = "市委书记王小明到会"
    GOLD = ((0, 2, "ORG"), (4, 7, "PERSON"))

    def rows(self) -> list[Judged]:
        """A rule's right and a rule's wrong candidate, and one that only the model sees."""
        starts = bytearray(len(self.TEXT) + 1)
        reading = Reading(self.TEXT, OffsetMap(len(self.TEXT)), (), "simplified", starts)
        reading.candidates = [
            Candidate(Label.ORG, 0, 2, "organ.run", CERTAIN),
            Candidate(Label.PERSON, 4, 6, "person.name"),
        ]
        said = seen(len(self.TEXT), {(0, 2, "ORG"): 0.9, (4, 7, "PERSON"): 0.9})
        found = judged(reading, said, self.GOLD, 0.5)
        assert len(reading.candidates) == 2
        return found

    def test_rules_and_model_are_held_against_gold(self):
        assert [row.right for row in self.rows()] == [True, False, True]
        assert {row.importance for row in self.rows()} == {0.5}

    def test_each_has_its_signs(self):
        first, second, third = (dict(row.signs) for row in self.rows())
        assert first["organ.run"] == first["ORG.3"] == 1.0
        assert first["ORG.rule.odds"] == pytest.approx(log_odds(2 * math.log(0.9)) / 4, abs=1e-3)
        assert "PERSON.rule.rival.same" in second
        assert third["PERSON.model"] == third["PERSON.over.2"] == 1.0

    def test_they_are_what_the_fit_takes(self):
        weights = fit(self.rows())
        assert weights["organ.run"] > 0 > weights["person.name"]


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
