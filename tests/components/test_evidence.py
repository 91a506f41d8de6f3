"""Evidence: log-odds, what the model sees of a candidate, each sign in its own example, and their sum."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import read
from tiny_models import LABELS, seen

from partyie.components.evidence import (
    GRAMMATICAL,
    LEARNT,
    LISTED,
    Setting,
    Sight,
    is_open,
    log_odds,
    overlapped,
    sights,
    signs,
    weigh,
)
from partyie.components.learnt_spans import learnt_candidate
from partyie.components.persons import find_leaders
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading
from partyie.components.resolve import USER_LEXICON
from partyie.components.words import words_of
from partyie.records import Label

UNSEEN = Sight(-8.0, None, False)


def ruled(
    label: Label,
    start: int,
    end: int,
    strength: int = LIKELY,
    score: float | None = None,
    rule: str = "some.rule",
) -> Candidate:
    return Candidate(label, start, end, rule, strength, score)


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
    READ = ((0, 4, "ORG"), (6, 8, "PERSON"), (8, 9, "PERSON"))

    def odds(self, *span) -> float:
        return log_odds(self.SEEN.span_logs([span])[0])

    def sight(self, label: Label, start: int, end: int, rivals=READ) -> Sight:
        [sight] = sights([ruled(label, start, end)], self.SEEN, rivals)
        return sight

    def test_what_the_model_reads(self):
        assert tuple(self.SEEN.best_spans()) == self.READ

    def test_the_models_own_span_has_no_rival(self):
        odds = pytest.approx(4 * math.log(0.95) - math.log(1 - 0.95**4), abs=1e-3)
        assert self.sight(Label.ORG, 0, 4) == Sight(odds, None, False)

    def test_a_shorter_one_has_the_models_as_its_rival(self):
        sight = self.sight(Label.ORG, 0, 2)
        assert sight == Sight(self.odds(0, 2, "ORG"), self.odds(0, 4, "ORG"), True)
        assert sight.odds < 0 < sight.rival

    def test_the_same_span_with_another_label_is_a_rival(self):
        sight = self.sight(Label.PLACE, 0, 4)
        assert (sight.rival, sight.rival_label) == (self.odds(0, 4, "ORG"), False)

    def test_of_two_rivals_the_likelier_counts(self):
        assert self.odds(6, 8, "PERSON") < self.odds(8, 9, "PERSON")
        assert self.sight(Label.PERSON, 6, 9).rival == self.odds(8, 9, "PERSON")

    def test_where_the_model_sees_nothing_there_is_no_rival(self):
        assert self.sight(Label.DATE, 9, 12) == Sight(-8.0, None, False)

    def test_touching_is_not_overlapping(self):
        assert self.sight(Label.ORG, 4, 6).rival is None

    def test_no_span_is_a_rival_that_isnt_among_those_that_count(self):
        assert self.sight(Label.ORG, 0, 2, ()) == Sight(self.odds(0, 2, "ORG"), None, False)
        assert self.sight(Label.ORG, 0, 2, {(6, 8, "PERSON")}).rival is None

    def test_label_and_both_ends_must_be_those_that_count(self):
        assert self.sight(Label.ORG, 0, 2, {(0, 4, "PLACE"), (0, 3, "ORG"), (1, 4, "ORG")}).rival is None

    def test_the_less_likely_of_two_rivals_counts_where_the_other_doesnt(self):
        assert self.sight(Label.PERSON, 6, 9, {(6, 8, "PERSON")}).rival == self.odds(6, 8, "PERSON")

    def test_what_the_model_doesnt_read_is_no_rival_though_it_would_count(self):
        assert self.sight(Label.PERSON, 9, 12, {(9, 12, "ORG"), (9, 11, "PERSON")}).rival is None

    @given(
        st.lists(st.tuples(st.sampled_from(Label), st.integers(0, 11), st.integers(1, 12)), max_size=10),
        st.sets(st.sampled_from([*READ, (0, 2, "ORG"), (9, 12, "PLACE")])),
    )
    def test_one_a_candidate_in_their_order_by_the_likeliest_rival_that_counts(self, drawn, rivals):
        candidates = [ruled(label, start, min(12, start + size)) for label, start, size in drawn]
        expected = []
        for c in candidates:
            own = (c.start, c.end, c.label.value)
            here = [r for r in self.READ if r in rivals and r != own and r[0] < c.end and c.start < r[1]]
            best = max(here, key=lambda rival: self.odds(*rival), default=None)
            same = best is not None and best[2] == own[2]
            expected.append(Sight(self.odds(*own), best and self.odds(*best), same))
        assert sights(candidates, self.SEEN, rivals) == expected

    def test_nothing_in_an_empty_text(self):
        assert sights([], seen(0, {}), ()) == []


@pytest.mark.parametrize("label", Label)
def test_the_model_has_a_say_where_neither_grammar_nor_a_list_decides(label):
    assert is_open(ruled(label, 0, 2)) == (label not in (Label.DATE, Label.QUANTITY))
    assert not any(is_open(ruled(label, 0, 2, rule=rule)) for rule in LISTED)


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

    def test_nothing_stands_beside_an_empty_span(self):
        assert overlapped([ruled(Label.ORG, 3, 3)], [ruled(Label.ORG, 0, 5, CERTAIN)], 10) == {(3, 3): 0}

    def test_a_strength_below_zero(self):
        assert overlapped(self.LEARNT, [ruled(Label.ORG, 0, 4, CERTAIN - 9)], 10) == {(0, 4): 0, (6, 8): 0}


class TestSetting:
    TEXT = "市委书记王小明到会"

    def reading(self, *candidates: Candidate) -> Reading:
        reading = read(self.TEXT)
        reading.candidates = [*candidates]
        return reading

    def test_what_loses_among_the_rules_with_the_strength_of_what_beats_it(self):
        part, whole = ruled(Label.PERSON, 4, 6, POSSIBLE), ruled(Label.PERSON, 4, 7, CERTAIN)
        alone, again = ruled(Label.ORG, 0, 2), ruled(Label.PLACE, 4, 7)
        reading = self.reading(part, whole, alone, again)
        assert Setting.of(reading, []).beaten == {id(part): CERTAIN, id(again): CERTAIN}

    @pytest.mark.parametrize(
        ("winner", "loser"),
        [
            (ruled(Label.PERSON, 4, 6, CERTAIN), ruled(Label.PERSON, 4, 7, LIKELY)),
            (ruled(Label.PERSON, 4, 7), ruled(Label.PERSON, 4, 6)),
            (ruled(Label.ORG, 4, 6), ruled(Label.PLACE, 4, 6)),
            (ruled(Label.ORG, 0, 3), ruled(Label.ORG, 2, 5)),
            (ruled(Label.PERSON, 4, 6, LIKELY, 0.1), ruled(Label.PERSON, 4, 7, POSSIBLE, 0.9)),
        ],
        ids=["strength", "length", "label", "the first", "not a rule's own probability"],
    )
    def test_it_loses_by_the_resolvers_criteria_without_the_model(self, winner, loser):
        for order in ([winner, loser], [loser, winner]):
            assert Setting.of(self.reading(*order), []).beaten == {id(loser): winner.strength}

    def test_what_the_loser_would_have_beaten_is_not_beaten(self):
        """Only a winner beats: 书记王 loses to 市委书记, and 王小明 stands."""
        first, loser = ruled(Label.ORG, 0, 4, CERTAIN), ruled(Label.PERSON, 2, 5, LIKELY)
        last = ruled(Label.PERSON, 4, 7, POSSIBLE)
        assert Setting.of(self.reading(first, loser, last), []).beaten == {id(loser): CERTAIN}

    def test_equal_candidates_are_told_apart(self):
        one, other = ruled(Label.ORG, 0, 2), ruled(Label.ORG, 0, 2)
        beaten = Setting.of(self.reading(one, other), []).beaten
        assert len(beaten) == 1 and set(beaten) < {id(one), id(other)}

    def test_a_user_beats_with_the_strength_of_the_term(self):
        users = ruled(Label.ORG, 0, 2, CERTAIN + 1, rule=USER_LEXICON)
        loser = ruled(Label.ORG, 0, 4, CERTAIN)
        assert Setting.of(self.reading(loser, users), []).beaten == {id(loser): CERTAIN + 1}

    def test_the_learnt_ones_beat_nothing_and_know_what_stands_beside_them(self):
        rule = ruled(Label.PERSON, 4, 6, POSSIBLE)
        learnt = [ruled(Label.PERSON, 4, 7, CERTAIN, rule=LEARNT + "sm"), ruled(Label.ORG, 0, 2, rule=LEARNT + "sm")]
        setting = Setting.of(self.reading(rule), learnt)
        assert setting.beaten == {}
        assert setting.beside == {(4, 7): POSSIBLE, (0, 2): 0}

    def test_the_words_are_the_texts(self):
        setting = Setting.of(self.reading(), [])
        assert setting.words.text == self.TEXT
        assert (setting.beside, setting.beaten) == ({}, {})


def signs_of(text: str, surface: str, label: str, beside: int = 0, sight: Sight = UNSEEN) -> dict[str, float]:
    """The signs of the learnt candidate that stands where a surface first does."""
    reading = read(text)
    start = reading.text.index(surface)
    span = (start, start + len(surface))
    candidate = learnt_candidate(reading.text, (*span, label), LEARNT + "sm")
    assert candidate is not None
    return dict(signs(candidate, sight, Setting(words_of(reading), {span: beside}, {})))


class TestSigns:
    SETTING = Setting(words_of(read("市委书记张三到会")), {}, {})

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

    @pytest.mark.parametrize("by", [POSSIBLE, LIKELY, CERTAIN])
    @pytest.mark.parametrize("label", Label)
    def test_one_that_loses_to_another_rule(self, label, by):
        loser, equal = ruled(label, 0, 2), ruled(label, 0, 2)
        setting = Setting(self.SETTING.words, {}, {id(loser): by})
        plain = dict(signs(equal, UNSEEN, setting))
        assert dict(signs(loser, UNSEEN, setting)) == plain | {f"{label.value}.beaten.{by}": 1.0}
        assert not [name for name in plain if ".beaten." in name]

    @pytest.mark.parametrize("label", GRAMMATICAL)
    def test_of_what_grammar_reads_the_model_says_nothing(self, label):
        candidate = ruled(label, 0, 2, CERTAIN, 0.9)
        setting = Setting(self.SETTING.words, {}, {id(candidate): LIKELY})
        assert list(signs(candidate, Sight(8.0, 2.0, True), setting)) == [
            (f"{label.value}.3", 1.0),
            (f"{label.value}.beaten.2", 1.0),
            ("some.rule", 1.0),
        ]

    def test_grammar_reads_dates_and_quantities(self):
        assert set(GRAMMATICAL) == {Label.DATE, Label.QUANTITY}

    @pytest.mark.parametrize("rule", sorted(LISTED))
    def test_of_what_a_list_names_only_strength_and_what_beats_it_count(self, rule):
        candidate = ruled(Label.PERSON, 4, 6, CERTAIN, 0.9, rule)
        assert list(signs(candidate, Sight(-8.0, 2.0, True), self.SETTING)) == [("PERSON.3", 1.0)]
        setting = Setting(self.SETTING.words, {}, {id(candidate): CERTAIN})
        assert list(signs(candidate, UNSEEN, setting)) == [("PERSON.3", 1.0), ("PERSON.beaten.3", 1.0)]

    def test_the_list_of_leaders_is_such_a_list(self):
        [leader] = find_leaders(read("毛泽东同志到会"))
        assert leader.rule in LISTED
        assert (leader.label, leader.start, leader.end, leader.strength) == (Label.PERSON, 0, 3, CERTAIN)

    def test_a_learnt_one_is_never_beaten(self):
        """What the rules make of a place counts for it as what was proposed beside it."""
        candidate = learnt_candidate("市委书记张三到会", (4, 6, "PERSON"), LEARNT + "sm")
        assert candidate is not None
        setting = Setting(self.SETTING.words, {(4, 6): LIKELY}, {id(candidate): CERTAIN})
        found = dict(signs(candidate, UNSEEN, setting))
        assert found["PERSON.over.2"] == 1.0
        assert not [name for name in found if ".beaten." in name]

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
            ("任市长一职", "市长", "POST", "POST.model.known"),
            ("任护溪侠一职", "护溪侠", "POST", "POST.model.unknown"),
            ("到新派出所", "新派出所", "ORG", "ORG.model.bare"),
            ("到柳溪派出所", "柳溪派出所", "ORG", "ORG.model.headed"),
            ("任命，张三到会", "，张三", "PERSON", "PERSON.model.stop"),
            ("任命，张三到会", "，张三", "PERSON", "PERSON.model.hard"),
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
        for surface in ("开会", "开会议", "召开会"):
            assert signs_of("召开会议", surface, "ORG")["ORG.model.cut"] == 1.0
        assert "ORG.model.cut" not in signs_of("召开会议", "召开", "ORG")
        assert "ORG.model.cut" not in signs_of("召开会议", "会议", "ORG")
        assert "ORG.model.cut" not in signs_of("会议", "会议", "ORG")

    def test_nothing_determines_the_first_word(self):
        assert "ORG.model.determined" not in signs_of("财政局要抓好", "财政局", "ORG")

    def test_what_a_rule_proposed_beside_it(self):
        assert signs_of("到会", "会", "ORG", beside=CERTAIN)["ORG.over.3"] == 1.0

    def test_nothing_proposed_beside_it(self):
        candidate = learnt_candidate("市委书记张三到会", (4, 6, "PERSON"), LEARNT + "sm")
        assert candidate is not None
        assert dict(signs(candidate, UNSEEN, self.SETTING))["PERSON.over.0"] == 1.0

    def test_free_words_say_nothing(self):
        for text in ("找王小明谈", "任命，王小明，到会"):
            found = signs_of(text, "王小明", "PERSON")
            assert not {"PERSON.model.stop", "PERSON.model.hard", "PERSON.model.closed"} & set(found)


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

    def test_losing_to_another_rule_counts(self):
        weights = {"ORG.3": 1.0, "ORG.beaten.3": -3.0, "ORG.beaten.2": 9.0}
        setting = Setting(self.SETTING.words, {}, {id(self.CANDIDATE): CERTAIN})
        chance = weigh(self.CANDIDATE, UNSEEN, setting, weights)
        assert math.log(chance / (1 - chance)) == pytest.approx(-2.0)
        assert self.weighed(weights) > 0.5

    @given(st.floats(-8, 8), st.none() | st.floats(-8, 8), st.booleans())
    def test_the_model_has_no_say_in_listed_names(self, odds, rival, same):
        listed = ruled(Label.PERSON, 4, 6, CERTAIN, rule="person.leader")
        weights = {"PERSON.3": 1.0, "PERSON.rule.odds": 5.0, "PERSON.rule.rival.same": -5.0, "person.leader": -9.0}
        chance = weigh(listed, Sight(odds, rival, same), self.SETTING, weights)
        assert chance == pytest.approx(1 / (1 + math.exp(-1.0)))

    @given(st.floats(-1e9, 1e9), st.sampled_from(LABELS))
    def test_it_is_a_probability_whatever_the_weights(self, weight, label):
        candidate = ruled(Label(label), 0, 2)
        chance = weigh(candidate, UNSEEN, self.SETTING, {"some.rule": weight})
        assert 0 <= chance <= 1
        assert (chance > 0.5) == (weight > 0) or abs(weight) < 1e-9
