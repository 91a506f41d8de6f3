"""Figures of names, one by one and for a whole text; the tables behind them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.lexicon.name_figures import name_figures
from partyie.lexicon.names import (
    compound_surnames,
    honorifics,
    name_elements,
    name_statistics,
    not_names,
    surnames,
    word_level,
)

CHARACTERS = st.text(st.sampled_from("王李欧阳伟国强和高峰江山主任说，。、 \n·某a1\ud800\U00020000"), max_size=30)
NO_FLOOR = -1000.0


def test_likely_names_beat_ordinary_words():
    statistics = name_statistics()

    def whole(name: str) -> float:
        return statistics.person(name, 0, 1, len(name)) + statistics.word(name, 0, 1, len(name))

    assert min(whole("张建国"), whole("李秀英"), whole("王伟")) > max(whole("高峰会"), whole("方面"), whole("任务"))


def test_surroundings_tell():
    statistics = name_statistics()
    assert statistics.before("记者王", 2) > statistics.before("大王", 1)
    assert statistics.after("王伟说", 2) > statistics.after("王伟大", 2)


@given(CHARACTERS)
def test_figures_of_a_text_are_those_of_its_names(text):
    statistics = name_statistics()
    found = name_figures().full_names(text, np.full(len(text), NO_FLOOR, np.float32))
    for start, size, *values in found.rows():
        one_by_one = (
            statistics.person(text, start, start + 1, start + size),
            statistics.word(text, start, start + 1, start + size),
            statistics.before(text, start),
            statistics.after(text, start + size),
        )
        assert values == pytest.approx(one_by_one, abs=1e-3)


@given(CHARACTERS)
def test_every_surname_before_chinese_characters_is_looked_at(text):
    found = name_figures().full_names(text, np.full(len(text), NO_FLOOR, np.float32))
    spans = set(zip(found.starts, found.sizes, strict=True))
    expected = {
        (start, size)
        for start in range(len(text))
        for size in (2, 3)
        if start + size <= len(text)
        and text[start] in surnames()
        and all("\u3400" <= character <= "\u9fff" for character in text[start + 1 : start + size])
    }
    assert spans == expected


def test_floors_hold_back_what_is_unlikely():
    text = "王伟和高峰会"
    all_names = name_figures().full_names(text, np.full(len(text), NO_FLOOR, np.float32))
    likely = name_figures().full_names(text, np.full(len(text), 2.0, np.float32))
    assert set(likely.starts) < set(all_names.starts)


def test_tables():
    assert {"欧阳", "尉迟", "司马"} <= compound_surnames()
    assert all(len(surname) in (1, 2) for surname in surnames())
    for rows in (honorifics(), not_names(), name_elements()):
        assert len({row.id for row in rows}) == len({row.form for row in rows}) == len(rows)


@pytest.mark.parametrize(("count", "level"), [(0, 0), (2, 0), (3, 1), (11, 1), (12, 2), (10**9, 7)])
def test_word_levels(count, level):
    assert word_level(count) == level
