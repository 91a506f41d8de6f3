"""Date words: the tables are sound; tests/components/test_dates.py runs the rows' examples."""

from __future__ import annotations

import pytest

from partyie.lexicon.date_words import any_of, date_words, eras, words_of

KINDS = ("relative", "part", "festival", "quoted_festival", "plan")


def test_every_kind_has_words_and_no_other_kind_exists():
    """The kinds are those that the grammar knows."""
    assert {word.kind for word in date_words()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_forms_are_unique_within_a_kind(kind):
    """A form has one meaning in its kind."""
    assert len(words_of(kind)) == sum(word.kind == kind for word in date_words())


@pytest.mark.parametrize("word", date_words(), ids=lambda word: word.id)
def test_every_example_holds_its_form(word):
    """An example shows the word in use and says what is expected of it."""
    assert word.form in word.example
    assert word.form in word.expected
    assert word.stands_at(word.example, word.example.index(word.form))


def test_reigns_lie_within_their_dynasty():
    """No reign ends before it begins; 汉 and 唐 have rows of their own, the Three Kingdoms and the Five Dynasties haven't."""
    dynasties = {era.form.removesuffix("代"): era for era in eras() if era.kind == "dynasty"}
    reigns = [era for era in eras() if era.kind == "reign"]
    assert all(reign.first <= reign.last for reign in reigns)
    dated = [(reign, dynasties[reign.dynasty]) for reign in reigns if reign.dynasty in dynasties]
    assert len(dated) > 150
    for reign, dynasty in dated:
        assert dynasty.first - 20 <= reign.first <= reign.last <= dynasty.last, reign.id  # 天命 began before 清


def test_a_word_is_not_part_of_another():
    """上周三 is no 上周, 比上年 is 上年."""
    assert not words_of("relative")["上周"].stands_at("上周三", 0)
    assert words_of("relative")["上年"].stands_at("比上年", 1)


def test_the_longest_form_wins():
    """大前天 is no 前天."""
    assert any_of(["前天", "大前天"]) == "大前天|前天"
