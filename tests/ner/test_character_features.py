"""Feature columns: a row a character whatever the text, values that the model has vectors for, and what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.lexicon.places import gazetteer_matches
from partyie.ner.features import SIZES, character_features, code_points

COLUMNS = [*SIZES]
TEXTS = [
    "",
    "市",
    "芦山县委书记王小明到柳溪村、新度镇社区居委会调研，同比增长5.2％。\n（一）GDP“八亿”",
    "𠮷林省\0长春市",
    "\ud800市委\udfff",
    "美国·约翰　zA[]^_`",
]


def starts_of(*words: str) -> bytearray:
    starts = bytearray(sum(map(len, words)) + 1)
    at = 0
    for word in words:
        starts[at] = 1
        at += len(word)
    return starts


def column(name: str, *words: str) -> list[int]:
    values = character_features("".join(words), starts_of(*words))[:, COLUMNS.index(name)]
    return [int(value) for value in values]


class TestCodePoints:
    def test_astral_characters_and_lone_surrogates_are_one_each(self):
        assert code_points("a\ud800𠮷").tolist() == [0x61, 0xD800, 0x20BB7]

    @given(st.text(st.characters(exclude_categories=[])))
    def test_any_text(self, text):
        assert code_points(text).tolist() == [*map(ord, text)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_row_a_character_and_every_value_has_a_vector(text):
    columns = character_features(text, starts_of(text))
    assert columns.shape == (len(text), len(SIZES))
    assert columns.dtype == np.uint8
    assert (columns < [*SIZES.values()]).all()


@given(st.lists(st.text(st.characters(exclude_categories=[]), min_size=1), max_size=8))
def test_any_text_in_any_words_has_vectors(words):
    columns = character_features("".join(words), starts_of(*words))
    assert columns.shape == (sum(map(len, words)), len(SIZES))
    assert (columns < [*SIZES.values()]).all()


def test_sizes_fit_a_byte():
    assert max(SIZES.values()) <= 256


class TestWords:
    def test_alone_first_last_between_and_the_length(self):
        single, pair, five = [0], [4 + 1, 8 + 1], [4 + 3, 12 + 3, 12 + 3, 12 + 3, 8 + 3]
        assert column("word", "到", "市委", "人民代表会") == single + pair + five

    def test_longer_words_count_as_four_long(self):
        assert column("word", "人民代表") == column("word", "人民代表大会")[:3] + column("word", "人民代表大会")[-1:]

    def test_the_text_begins_with_a_word_whatever_the_segmenter_says(self):
        starts = starts_of("市委", "书记")
        unsaid = bytearray(starts)
        unsaid[0] = 0
        assert np.array_equal(character_features("市委书记", starts), character_features("市委书记", unsaid))


class TestTables:
    def test_a_place_begins_goes_on_and_ends(self):
        values = column("gazetteer", "在", "莆田市", "开会")
        begin = values[1]
        assert values == [0, begin, begin + 1, begin + 2, 0, 0]

    def test_full_and_short_names_differ_and_so_do_levels(self):
        begins = [column("gazetteer", name)[0] for name in ("福建省", "福建", "莆田市", "莆田", "仙游县", "法国")]
        assert 0 not in begins
        assert len(set(begins)) == len(begins)

    def test_a_head_is_marked_at_its_last_character(self):
        committee, place = column("head", "村民委员会"), column("head", "柳溪社区")
        assert committee[:-1] == [0] * 4 and committee[-1] > 0
        assert place[-1] > 0

    def test_kinds_of_heads_differ(self):
        assert column("head", "财政局")[-1] != column("head", "有限公司")[-1]

    def test_a_surname_is_known_from_other_characters(self):
        assert column("surname", "王")[0] > column("surname", "的")[0]

    @pytest.mark.parametrize(
        ("character", "alike"),
        [
            ("5", "0"),
            ("，", "；"),
            ("。", "！"),
            ("（", "“"),
            ("）", "》"),
            (" ", "\u3000"),
            ("\n", "\r"),
            ("〇", "亿"),
        ],
    )
    def test_characters_of_a_class_are_alike(self, character, alike):
        assert column("class", character) == column("class", alike) != [0]

    def test_classes_differ(self):
        classes = [column("class", character)[0] for character in "5，。（） \n一·、中a"]
        assert len(set(classes)) == len(classes)

    def test_what_has_no_class_has_none(self):
        assert column("class", "€𠮷\ud800") == [0, 0, 0]


@pytest.mark.parametrize("text", TEXTS)
def test_places_that_were_looked_for_already_are_taken(text):
    found = character_features(text, starts_of(text), list(gazetteer_matches(text)))
    assert np.array_equal(found, character_features(text, starts_of(text)))
    assert not character_features(text, starts_of(text), [])[:, COLUMNS.index("gazetteer")].any()
