"""The learnt model in the pipeline: every candidate weighed, the model's own proposed, the resolver deciding by it."""

from __future__ import annotations

import math

import pytest
import spacy
from spacy.tokens import Doc
from tiny_models import LABELS, array_file, marking_model, model_files, seen, student_arrays, write_files

from partyie.components import ner
from partyie.components.ner import LEAST, NameRecogniser, counts, propose, span_of, weigh_candidates
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, WEIGHED, Candidate, Reading, reading_of
from partyie.components.resolve import LIKELY_ENOUGH, USER_LEXICON, Resolver
from partyie.components.user_lexicon import UserLexiconFinder
from partyie.errors import ModelError
from partyie.lexicon.user import UserLexicon
from partyie.lexicon.user_terms import UserTerm
from partyie.ner.model import model_from, read_model
from partyie.records import Label

WORDS = ["柳溪办", "书记", "王小明", "到", "柳坝", "，", "2021年"]
TEXT = "".join(WORDS)
KNOWN = {"柳溪办": ("ORG", 0.98), "王小明": ("PERSON", 0.98), "2021年": ("DATE", 0.98)}
# Log-odds of the model's span 3 or more count for it, less against it; a rule counts by its strength.
WEIGHTS = {
    **{f"{label}.{kind}.odds": 4.0 for label in LABELS for kind in ("model", "rule")},
    **{f"{label}.{strength}": strength / 2 for label in LABELS for strength in (POSSIBLE, LIKELY, CERTAIN)},
}


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("zh").vocab


@pytest.fixture
def doc(vocab):
    return Doc(vocab, words=WORDS, spaces=[False] * len(WORDS))


@pytest.fixture
def random_model():
    return model_from(model_files(array_file(student_arrays()), weights=WEIGHTS))


def candidate(surface: str, label: Label, strength: int = LIKELY, rule: str = "test.rule") -> Candidate:
    start = TEXT.index(surface)
    return Candidate(label, start, start + len(surface), rule, strength)


def rules_candidates() -> list[Candidate]:
    return [
        candidate("柳溪", Label.PLACE, CERTAIN),
        candidate("书记", Label.POST, CERTAIN),
        candidate("王小", Label.PERSON, POSSIBLE),
        candidate("柳坝", Label.PLACE),
        candidate("2021年", Label.DATE, CERTAIN),
    ]


def found(reading: Reading) -> list[tuple[str, str, str]]:
    return [(reading.text[c.start : c.end], c.label.value, c.rule) for c in reading.candidates]


def recogniser(words=KNOWN, weights=WEIGHTS) -> NameRecogniser:
    return NameRecogniser(marking_model(words, weights))


class TestWeighing:
    def test_every_candidate_has_a_probability(self, doc, random_model):
        reading = reading_of(doc)
        reading.candidates = rules_candidates()
        assert NameRecogniser(random_model)(doc) is doc
        assert len(reading.candidates) >= 5
        assert all(c.score is not None and 0 <= c.score <= 1 for c in reading.candidates)

    def test_the_reading_is_marked_as_weighed(self, doc):
        assert WEIGHED not in reading_of(doc).cache
        recogniser()(doc)
        assert WEIGHED in reading_of(doc).cache

    def test_rules_candidates_stay_whatever_their_score(self, doc):
        reading = reading_of(doc)
        own = rules_candidates()
        reading.candidates = [*own]
        recogniser(weights={"test.rule": -20.0})(doc)
        assert [c for c in reading.candidates if c.rule == "test.rule"] == own
        assert all(c.score == 0 for c in own)

    def test_what_the_model_agrees_with_is_likelier(self, doc):
        reading = reading_of(doc)
        reading.candidates = [candidate("王小", Label.PERSON), candidate("王小明", Label.PERSON)]
        recogniser()(doc)
        part, whole = reading.candidates[:2]
        assert part.score < 0.5 < whole.score

    @pytest.mark.parametrize("text", [[], ["𠮷", "\0"], ["到"]], ids=["empty", "astral", "one character"])
    def test_odd_texts(self, vocab, random_model, text):
        odd = Doc(vocab, words=text, spaces=[False] * len(text))
        assert NameRecogniser(random_model)(odd) is odd
        assert WEIGHED in reading_of(odd).cache


class TestTwoSteps:
    """First what only the model sees is weighed; what is likely enough of it then rivals what the rules propose."""

    def score(self, doc: Doc, of: Candidate, weights, *others: Candidate, words=KNOWN) -> float:
        reading = reading_of(doc)
        reading.candidates = [of, *others]
        recogniser(words, weights)(doc)
        assert of.score is not None
        return of.score

    @pytest.mark.parametrize(("weight", "rivals"), [(0.8, False), (0.9, True)], ids=["too unlikely", "likely enough"])
    def test_only_what_is_likely_enough_is_a_rival(self, doc, weight, rivals):
        """The sigmoid of 0.847 is 0.7."""
        weights = {"ORG.model": weight, "PLACE.rule.rival.other": -1.0}
        assert (self.score(doc, candidate("柳溪", Label.PLACE), weights) < 0.5) is rivals

    def test_what_a_rule_proposed_too_is_a_rival_however_unlikely(self, doc):
        weights = {"ORG.2": -20.0, "ORG.model": -20.0, "PLACE.rule.rival.other": -1.0}
        unlikely = candidate("柳溪办", Label.ORG)
        assert self.score(doc, candidate("柳溪", Label.PLACE), weights, unlikely) < 0.5
        assert unlikely.score == 0

    def test_what_nobody_can_propose_is_no_rival(self, doc):
        """The model reads a date, but only the grammar of dates makes candidates of them."""
        weights = {"PLACE.rule.rival.other": -1.0}
        assert self.score(doc, candidate("2021", Label.PLACE), weights) == 0.5

    def test_a_date_that_the_grammar_proposed_is_a_rival(self, doc):
        weights = {"PLACE.rule.rival.other": -1.0}
        assert self.score(doc, candidate("2021", Label.PLACE), weights, candidate("2021年", Label.DATE)) < 0.5

    def test_a_rival_with_the_same_label_is_told_apart(self, doc):
        weights = {"PERSON.model": 0.1, "PERSON.rule.rival.same": -1.0, "PERSON.rule.rival.other": 20.0}
        assert self.score(doc, candidate("王小", Label.PERSON), weights) < 0.5

    def test_a_rule_that_loses_to_another_is_weighed_as_one_that_does(self, doc):
        weights = {"PLACE.beaten.3": -1.0, "PLACE.beaten.2": 5.0, "ORG.beaten.2": 5.0}
        winner = candidate("柳溪办", Label.ORG, CERTAIN)
        assert self.score(doc, candidate("柳溪", Label.PLACE), weights, winner) == round(1 / (1 + math.e), 4)
        assert winner.score == 0.5

    def test_what_only_the_model_sees_beats_no_rule_before_it_is_weighed(self, doc):
        weights = {f"PLACE.beaten.{strength}": -5.0 for strength in (POSSIBLE, LIKELY, CERTAIN)} | {"ORG.model": 9.0}
        assert self.score(doc, candidate("柳溪", Label.PLACE, POSSIBLE), weights) == 0.5

    @pytest.mark.parametrize(
        ("surface", "label", "rule"),
        [
            ("2021年", Label.DATE, "date.year"),
            ("2021", Label.QUANTITY, "quantity.count"),
            ("王小", Label.PERSON, "person.leader"),
        ],
    )
    def test_the_model_has_no_say_where_grammar_or_a_list_decides(self, doc, surface, label, rule):
        """The model's sureness and its rival, where there is one, weigh much and change nothing."""
        model = {f"{label.value}.rule.{sign}": -9.0 for sign in ("odds", "rival.same", "rival.other")}
        weights = {f"{label.value}.3": 1.0, "PERSON.model": 9.0, **model}
        expected = round(1 / (1 + math.exp(-1)), 4)
        for words in (KNOWN, {}):
            assert self.score(doc, candidate(surface, label, CERTAIN, rule), weights, words=words) == expected

    def test_it_has_its_say_elsewhere(self, doc):
        weights = {"PERSON.3": 1.0, "PERSON.rule.odds": -9.0}
        assert self.score(doc, candidate("王小", Label.PERSON, CERTAIN, "person.name"), weights) > 0.99

    def test_candidates_are_the_rules_and_then_the_models(self, doc):
        reading = reading_of(doc)
        own = rules_candidates()
        reading.candidates = [*own]
        said = seen(len(TEXT), {(0, 3, "ORG"): 0.98, (5, 8, "PERSON"): 0.98})
        weigh_candidates(reading, said, "lg", WEIGHTS)
        assert reading.candidates[: len(own)] == own
        assert found(reading)[len(own) :] == [("柳溪办", "ORG", "model.lg"), ("王小明", "PERSON", "model.lg")]
        assert all(c.score == round(c.score, 4) for c in reading.candidates)
        assert WEIGHED in reading.cache


class TestCounting:
    @pytest.mark.parametrize(
        ("label", "rule", "score", "expected"),
        [
            (Label.ORG, "model.sm", 0.69, False),
            (Label.ORG, "model.lg", 0.7, True),
            (Label.PLACE, "model.sm", LIKELY_ENOUGH - 0.01, False),
            (Label.PLACE, "model.sm", LIKELY_ENOUGH, True),
            (Label.PLACE, "model.sm", None, False),
            (Label.ORG, "organ.run", 0.0, True),
            (Label.ORG, "organ.run", None, True),
        ],
    )
    def test_the_models_own_must_be_likely_enough(self, label, rule, score, expected):
        assert counts(Candidate(label, 0, 2, rule, LIKELY, score)) is expected

    def test_a_span_is_start_end_and_the_labels_name(self):
        assert span_of(candidate("王小明", Label.PERSON)) == (5, 8, "PERSON")


class TestProposals:
    def test_what_no_rule_has_is_proposed_with_the_models_name(self, doc):
        reading = reading_of(doc)
        reading.candidates = rules_candidates()
        recogniser()(doc)
        assert found(reading)[5:] == [("柳溪办", "ORG", "model.sm"), ("王小明", "PERSON", "model.sm")]

    def test_what_a_rule_has_is_not_proposed_again(self, doc):
        reading = reading_of(doc)
        reading.candidates = [candidate("王小明", Label.PERSON)]
        recogniser()(doc)
        assert found(reading) == [("王小明", "PERSON", "test.rule"), ("柳溪办", "ORG", "model.sm")]

    def test_the_same_span_with_another_label_is(self, doc):
        reading = reading_of(doc)
        reading.candidates = [candidate("王小明", Label.ORG)]
        recogniser()(doc)
        assert ("王小明", "PERSON", "model.sm") in found(reading)

    def test_dates_are_left_to_their_grammar(self, doc):
        reading = reading_of(doc)
        said = seen(len(TEXT), {(12, 17, "DATE"): 0.98, (5, 8, "PERSON"): 0.98})
        assert said.best_spans()[-1] == (12, 17, "DATE")
        assert [c.label for c in propose(reading, said, "sm")] == [Label.PERSON]

    @pytest.mark.parametrize(
        ("label", "weight", "kept"),
        [("ORG", 0.8, False), ("ORG", 0.9, True), ("PERSON", -0.1, False), ("PERSON", 0.1, True)],
    )
    def test_what_is_less_likely_than_least_is_dropped(self, doc, label, weight, kept):
        """The sigmoid of 0.847 is 0.7, that of 0 a half."""
        assert LEAST == {Label.ORG: 0.7}
        recogniser({"柳溪办": (label, 0.98)}, {f"{label}.model": weight})(doc)
        assert bool(reading_of(doc).candidates) is kept

    def test_a_model_that_sees_nothing_proposes_nothing(self, doc):
        recogniser({})(doc)
        assert reading_of(doc).candidates == []


class TestStreams:
    def docs(self, vocab, count: int = 7) -> list[Doc]:
        docs = []
        for number in range(count):
            words = WORDS[number % 3 :] * (1 + number % 2) if number != 3 else []
            docs.append(Doc(vocab, words=words, spaces=[False] * len(words)))
            if number % 2 == 0 and words:
                reading = reading_of(docs[-1])
                reading.candidates = [Candidate(Label.PLACE, 0, 2, "test.rule", LIKELY)]
        return docs

    @staticmethod
    def outcome(doc: Doc) -> list[tuple[object, ...]]:
        return [(c.label, c.start, c.end, c.rule, c.score, c.data) for c in reading_of(doc).candidates]

    @pytest.mark.parametrize("batch_size", [1, 3, 100])
    def test_pipe_equals_call(self, vocab, random_model, batch_size):
        component = NameRecogniser(random_model)
        one_by_one = [self.outcome(component(doc)) for doc in self.docs(vocab)]
        docs = self.docs(vocab)
        piped = list(component.pipe(iter(docs), batch_size=batch_size))
        assert [id(doc) for doc in piped] == [id(doc) for doc in docs]
        assert [self.outcome(doc) for doc in piped] == one_by_one
        assert any(one_by_one)

    def test_the_model_reads_batches(self, vocab):
        component = recogniser()
        list(component.pipe(self.docs(vocab), batch_size=3))
        assert component.model.scorer.batches == [3, 3, 1]

    def test_an_empty_stream(self):
        assert list(recogniser().pipe([])) == []


class TestDeciding:
    def mentions(self, doc: Doc, candidates: list[Candidate], *terms: UserTerm, first: bool = False) -> list[str]:
        """What becomes mentions, with a user's terms added after the model has run, or before."""
        reading = reading_of(doc)
        reading.candidates = candidates
        finder = UserLexiconFinder(UserLexicon.from_terms(terms))
        steps = [finder, recogniser()] if first else [recogniser(), finder]
        for step in steps:
            step(doc)
        Resolver()(doc)
        return [f"{reading.text[m.start : m.end]} {m.label.value} {m.rule}" for m in reading.mentions]

    def test_the_likelier_one_wins_over_the_stronger_rule_and_the_unlikely_go(self, doc):
        """柳溪 is certain for its rule, but the model sees 柳溪办; 柳坝 the model doesn't see at all."""
        assert self.mentions(doc, rules_candidates()) == [
            "柳溪办 ORG model.sm",
            "王小明 PERSON model.sm",
            "2021年 DATE test.rule",
        ]

    @pytest.mark.parametrize(("strength", "stays"), [(POSSIBLE, False), (LIKELY, False), (CERTAIN, True)])
    def test_a_certain_rule_stands_unless_the_model_is_very_sure(self, doc, strength, stays):
        """The sigmoid of -1 is 0.27."""
        reading = reading_of(doc)
        place = candidate("柳坝", Label.PLACE, strength)
        reading.candidates = [place]
        recogniser(weights={"test.rule": -1.0})(doc)
        Resolver()(doc)
        assert (place in reading.mentions) is stays

    @pytest.mark.parametrize("first", [False, True], ids=["after the model", "before the model"])
    def test_a_users_terms_beat_all(self, doc, first):
        terms = [UserTerm("溪办书", Label.PLACE), UserTerm("柳坝", Label.PERSON)]
        assert self.mentions(doc, rules_candidates(), *terms, first=first) == [
            f"溪办书 PLACE {USER_LEXICON}",
            "王小明 PERSON model.sm",
            f"柳坝 PERSON {USER_LEXICON}",
            "2021年 DATE test.rule",
        ]

    @pytest.mark.parametrize(
        "first",
        [
            False,
            True,
        ],
        ids=["after the model", "before the model"],
    )
    def test_among_a_users_terms_priority_decides(self, doc, first):
        terms = [UserTerm("王小明", Label.PERSON), UserTerm("王小", Label.ORG, priority=1)]
        assert f"王小 ORG {USER_LEXICON}" in self.mentions(doc, [], *terms, first=first)


class TestFiles:
    def test_written_and_read_again(self, doc, random_model, tmp_path):
        NameRecogniser(random_model).to_disk(tmp_path / "ner")
        component = recogniser()
        assert component.from_disk(str(tmp_path / "ner")) is component
        assert component.model.files == random_model.files
        assert component.model.weights == WEIGHTS
        assert component(doc) is doc

    def test_a_folder_without_a_model_is_named(self, tmp_path):
        with pytest.raises(ModelError, match="empty"):
            recogniser().from_disk(write_files(tmp_path / "empty", {}))

    def test_a_folder_written_over_is_read_anew(self, tmp_path):
        first, second = (model_from(model_files(array_file(student_arrays(seed)))) for seed in (1, 2))
        NameRecogniser(first).to_disk(tmp_path)
        assert recogniser().from_disk(tmp_path).model.files == first.files
        NameRecogniser(second).to_disk(tmp_path)
        assert recogniser().from_disk(tmp_path).model.files == second.files


class TestFactory:
    def test_the_small_model_is_the_default(self, monkeypatch, random_model):
        asked: list[str] = []
        monkeypatch.setattr(ner, "find_model", lambda name: asked.append(name) or random_model)
        nlp = spacy.blank("zh")
        assert nlp.add_pipe("partyie_ner").model is random_model
        nlp.add_pipe("partyie_ner", name="large", config={"model": "lg"})
        assert asked == ["sm", "lg"]

    def test_a_pipeline_brings_its_own_model(self, monkeypatch, random_model, tmp_path):
        """What was written with the pipeline runs, not what is installed where it is loaded."""
        monkeypatch.setattr(ner, "find_model", lambda name: random_model)
        nlp = spacy.blank("zh")
        nlp.add_pipe("partyie_ner")
        nlp.to_disk(tmp_path)
        monkeypatch.setattr(ner, "find_model", lambda name: marking_model({}, {}))
        assert spacy.load(tmp_path).get_pipe("partyie_ner").model.files == random_model.files
        assert read_model(tmp_path / "partyie_ner").files == random_model.files

    def test_an_unknown_model_is_named(self):
        with pytest.raises(ModelError, match="there is no model 'xl'"):
            spacy.blank("zh").add_pipe("partyie_ner", config={"model": "xl"})
