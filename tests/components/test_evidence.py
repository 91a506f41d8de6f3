"""Evidence: log-odds, what the model sees of a candidate, each sign in its own example, and their sum."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import read
from tiny_models import LABELS, seen

from partyie.components.evidence import LEARNT, Setting, Sight, log_odds, overlapped, sights, signs, weigh
from partyie.components.learnt_spans import learnt_candidate
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate
from partyie.components.words import words_of
from partyie.records import Label

UNSEEN = Sight(-8.0, None, False)


def ruled(label: Label, start: int, end: int, strength: int = LIKELY, score: float | None = None) -> Candidate:
    return Candidate(label, start, end, "some.rule", strength, score)


class TestLogOdds:
    @given(st.floats(1e-3, 1 - 1e-3))
    def test_it_is_the_logarithm_of_the_odds(self, chance):
        assert log_odds(math.log(chance)) == pytest.approx(math.log(chance / (1 - chance)), abs=1e-6)

    @given(st.floats(-1e6, 1.0), st.floats(-1e6, 1.0))
    def test_it_rises_and_keeps_to_its_limits(self, one, other):
        low, high = sorted((one, other))
        assert -8 <= log_odds(low) <= log_odds(high) <= 8

    @pytest.mark.parametrize(("log", "odds"), [(-math.inf, -8), (0.0, 8), (1e-7, 8), (-1e-20, 8), (-8.0, -8)])
    def test_beyond_the_limits(self, log, odds):
        assert log_odds(log) == odds


class TestSights:
    SEEN = seen(12, {(0, 4, "ORG"): 0.95, (6, 8, "PERSON"): 0.8, (8, 9, "PERSON"): 0.7})

    def odds(self, *span) -> float:
        return log_odds(self.SEEN.span_logs([span])[0])

    def test_the_models_own_span_has_no_rival(self):
        [sight] = sights([ruled(Label.ORG, 0, 4)], self.SEEN)
        assert sight == Sight(pytest.approx(4 * math.log(0.95) - math.log(1 - 0.95**4), abs=1e-3), None, False)

    def test_a_shorter_one_has_the_models_as_its_rival(self):
        [sight] = sights([ruled(Label.ORG, 0, 2)], self.SEEN)
        assert sight == Sight(self.odds(0, 2, "ORG"), self.odds(0, 4, "ORG"), True)
        assert sight.odds < 0 < sight.rival

    def test_the_same_span_with_another_label_is_a_rival(self):
        [sight] = sights([ruled(Label.PLACE, 0, 4)], self.SEEN)
        assert (sight.rival, sight.rival_label) == (self.odds(0, 4, "ORG"), False)

    def test_of_two_rivals_the_likelier_counts(self):
        [sight] = sights([ruled(Label.PERSON, 6, 9)], self.SEEN)
        assert sight.rival == max(self.odds(6, 8, "PERSON"), self.odds(8, 9, "PERSON"))

    def test_where_the_model_sees_nothing_there_is_no_rival(self):
        [sight] = sights([ruled(Label.DATE, 9, 12)], self.SEEN)
        assert sight == Sight(-8.0, None, False)

    def test_touching_is_not_overlapping(self):
        assert sights([ruled(Label.ORG, 4, 6)], self.SEEN)[0].rival is None

    @given(st.lists(st.tuples(st.sampled_from(Label), st.integers(0, 11), st.integers(1, 12)), max_size=10))
    def test_one_a_candidate_in_their_order(self, drawn):
        candidates = [ruled(label, start, min(12, start + size)) for label, start, size in drawn]
        found = sights(candidates, self.SEEN)
        assert [sight.odds for sight in found] == [self.odds(c.start, c.end, c.label.value) for c in candidates]

    def test_nothing_in_an_empty_text(self):
        assert sights([], seen(0, {})) == []


class TestOverlapped:
    LEARNT = (ruled(Label.ORG, 0, 4), ruled(Label.PERSON, 6, 8))

    @pytest.mark.parametrize(
        ("rules", "expected"),
        [
            ([], (0, 0)),
            ([ruled(Label.PLACE, 0, 2, POSSIBLE)], (POSSIBLE, 0)),
            ([ruled(Label.PLACE, 0, 2, CERTAIN), ruled(Label.ORG, 0, 5, POSSIBLE)], (CERTAIN, 0)),
            ([ruled(Label.ORG, 0, 5, POSSIBLE), ruled(Label.PLACE, 0, 2, CERTAIN)], (CERTAIN, 0)),
            ([ruled(Label.ORG, 4, 6, CERTAIN)], (0, 0)),
            ([ruled(Label.ORG, 3, 7, LIKELY)], (LIKELY, LIKELY)),
            ([ruled(Label.ORG, 7, 8, 1000)], (0, 255)),
        ],
        ids=["nothing", "inside", "the greatest", "in any order", "touching", "both", "a user's high priority"],
    )
    def test_the_strongest_rule_beside_each(self, rules, expected):
        assert overlapped(self.LEARNT, rules, 10) == dict(zip([(0, 4), (6, 8)], expected, strict=True))

    def test_a_strength_below_zero(self):
        assert overlapped(self.LEARNT, [ruled(Label.ORG, 0, 4, CERTAIN - 9)], 10) == {(0, 4): 0, (6, 8): 0}


def signs_of(text: str, surface: str, label: str, beside: int = 0, sight: Sight = UNSEEN) -> dict[str, float]:
    """The signs of the learnt candidate that stands where a surface first does."""
    reading = read(text)
    start = reading.text.index(surface)
    span = (start, start + len(surface))
    candidate = learnt_candidate(reading.text, (*span, label), LEARNT + "sm")
    assert candidate is not None
    return dict(signs(candidate, sight, Setting(words_of(reading), {span: beside})))


class TestSigns:
    SETTING = Setting(words_of(read("市委书记张三到会")), {})

    def test_of_a_rules_candidate(self):
        found = dict(signs(ruled(Label.ORG, 0, 2, CERTAIN), Sight(2.0, None, False), self.SETTING))
        assert found == {"ORG.3": 1.0, "some.rule": 1.0, "ORG.rule.odds": 0.5}

    def test_a_rules_own_probability_counts(self):
        found = dict(signs(ruled(Label.PERSON, 4, 6, LIKELY, 0.5), UNSEEN, self.SETTING))
        assert found["PERSON.own"] == pytest.approx(0)
        found = dict(signs(ruled(Label.PERSON, 4, 6, LIKELY, 0.0), UNSEEN, self.SETTING))
        assert found["PERSON.own"] == -2.0

    @pytest.mark.parametrize("same", [True, False])
    def test_a_rival_counts_by_whether_it_is_alike(self, same):
        found = dict(signs(ruled(Label.ORG, 0, 2), Sight(0.0, -4.0, same), self.SETTING))
        assert found[f"ORG.rule.rival.{'same' if same else 'other'}"] == 1.0

    @pytest.mark.parametrize(
        ("text", "surface", "label", "sign"),
        [
            ("到柳溪财政局调研", "柳溪财政局", "ORG", "ORG.model.headed"),
            ("到财政局调研", "财政局", "ORG", "ORG.model.headed"),
            ("找派出所帮忙", "派出所", "ORG", "ORG.model.bare"),
            ("到莆田市财政局调研", "莆田市财政局", "ORG", "ORG.model.prefix.division"),
            ("到莆田财政局调研", "莆田财政局", "ORG", "ORG.model.prefix.short"),
            ("到县财政局调研", "县财政局", "ORG", "ORG.model.prefix.level"),
            ("到腾云调研", "腾云", "ORG", "ORG.model.headless"),
            ("找王小明谈", "王小明", "PERSON", "PERSON.model.full"),
            ("找约翰·史密斯谈", "约翰·史密斯", "PERSON", "PERSON.model.foreign"),
            ("到莆田市调研", "莆田市", "PLACE", "PLACE.model.known"),
            ("到柳坝调研", "柳坝", "PLACE", "PLACE.model.short"),
            ("到柳家坝子调研", "柳家坝子", "PLACE", "PLACE.model.long"),
            ("任副市长一职", "副市长", "POST", "POST.model.known"),
            ("任护溪侠一职", "护溪侠", "POST", "POST.model.unknown"),
            ("各财政局要抓好", "财政局", "ORG", "ORG.model.determined"),
            ("任命，张三到会", "，张三", "PERSON", "PERSON.model.closed"),
        ],
    )
    def test_of_a_learnt_candidate(self, text, surface, label, sign):
        found = signs_of(text, surface, label)
        assert found[sign] == 1.0
        assert found[f"{label}.model"] == found[f"{label}.over.0"] == 1.0
        assert found[f"{label}.model.odds"] == -2.0

    def test_a_span_that_cuts_a_word(self):
        assert "ORG.model.cut" in signs_of("召开会议", "开会", "ORG")
        assert "ORG.model.cut" not in signs_of("召开会议", "会议", "ORG")
        assert "ORG.model.cut" not in signs_of("会议", "会议", "ORG")

    def test_nothing_determines_the_first_word(self):
        assert "ORG.model.determined" not in signs_of("财政局要抓好", "财政局", "ORG")

    def test_what_a_rule_proposed_beside_it(self):
        assert signs_of("到会", "会", "ORG", beside=CERTAIN)["ORG.over.3"] == 1.0

    def test_free_words_say_nothing(self):
        assert not {"PERSON.model.stop", "PERSON.model.hard", "PERSON.model.closed"} & set(
            signs_of("找王小明谈", "王小明", "PERSON")
        )


class TestWeighing:
    SETTING = TestSigns.SETTING
    CANDIDATE = ruled(Label.ORG, 0, 2, CERTAIN)

    def weighed(self, weights, sight=UNSEEN) -> float:
        return weigh(self.CANDIDATE, sight, self.SETTING, weights)

    def test_without_weights_it_is_even(self):
        assert self.weighed({}) == self.weighed({"other.rule": 9.0}) == 0.5

    def test_weights_add_up_to_log_odds(self):
        chance = self.weighed({"some.rule": 1.0, "ORG.3": 0.5, "ORG.rule.odds": 0.25})
        assert math.log(chance / (1 - chance)) == pytest.approx(1.0 + 0.5 - 0.25 * 2)

    def test_a_likelier_span_is_likelier(self):
        weights = {"ORG.rule.odds": 1.0}
        assert self.weighed(weights, Sight(-4.0, None, False)) < self.weighed(weights, Sight(4.0, None, False))

    @given(st.floats(-1e9, 1e9), st.sampled_from(LABELS))
    def test_it_is_a_probability_whatever_the_weights(self, weight, label):
        candidate = ruled(Label(label), 0, 2)
        chance = weigh(candidate, UNSEEN, self.SETTING, {"some.rule": weight})
        assert 0 <= chance <= 1
        assert (chance > 0.5) == (weight > 0) or abs(weight) < 1e-9
