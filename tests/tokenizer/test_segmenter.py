"""Words: the same as spacy-pkuseg's, over any text, with a user's own."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
import spacy_pkuseg
from hypothesis import given, settings
from hypothesis import strategies as st

from partyie.models import segmenter_path
from partyie.tokenizer.segmenter import Segmenter

SEGMENTER = Segmenter()
TEXT = "免去李明的县人民政府办公室主任职务。\n\n　　2023年11月7日，市委常委会召开（扩大）会议  讨论GDP增长5.2%的目标"


@pytest.fixture(scope="module")
def reference():
    return spacy_pkuseg.pkuseg(str(segmenter_path()), user_dict=None)


def test_words_of_a_plain_sentence():
    assert SEGMENTER.cut("中共莆田市委书记主持会议") == ["中共", "莆田", "市委", "书记", "主持", "会议"]


def test_words_are_those_of_spacy_pkuseg(reference):
    assert SEGMENTER.cut(TEXT) == reference.cut(TEXT)


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=TEXT + "\0\t\r\u2028龘𠮷ａ／.", max_size=60))
def test_words_of_any_mixture_are_those_of_spacy_pkuseg(reference, text):
    assert SEGMENTER.cut(text) == reference.cut(text)


@given(st.text(alphabet=st.characters(), max_size=40))
def test_pieces_cover_the_text(text):
    bounds = SEGMENTER.bounds(text)
    assert bounds[0] == 0
    assert bounds[-1] == len(text)
    assert all(start < end for start, end in pairwise(bounds))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        (" ", [" "]),
        ("会议 会议", ["会议", " ", "会议"]),
        ("会议\n\n会议", ["会议", "\n\n", "会议"]),
        ("会议\r\n　　会议", ["会议", "\r\n", "　　", "会议"]),
        ("　\t会议 \n", ["　\t", "会议", " ", "\n"]),
        ("\n \n", ["\n", " ", "\n"]),
    ],
)
def test_white_space_is_a_piece_of_its_own(text, pieces):
    bounds = SEGMENTER.bounds(text)
    assert [text[start:end] for start, end in pairwise(bounds)] == pieces


@pytest.mark.parametrize("character", ["中", "年", "1", "a", ".", " ", "\n", "\0", "𠮷", "😀", "\ud800", "\u200b"])
def test_a_hundred_thousand_of_one_character(character):
    """Every character is in a piece, and ten times the text takes about ten times the time."""

    def seconds(length: int) -> float:
        start = time.process_time()
        assert SEGMENTER.bounds(character * length)[-1] == len(character) * length
        return time.process_time() - start

    assert any(seconds(100_000) <= 25 * seconds(10_000) + 0.05 for _ in range(4))


class TestOwnWords:
    @pytest.mark.parametrize(
        ("word", "text"),
        [
            ("邓萱萱", "由邓萱萱同志主持"),
            ("绿洲计划办", "县绿洲计划办主任"),
            ("一窗通办", "推行一窗通办改革"),
            ("A2B平台", "通过A2B平台办理"),
            ("吴𠮷生", "吴𠮷生同志任组长"),
        ],
    )
    def test_a_word_the_model_cuts_comes_out_whole(self, word, text):
        assert word not in SEGMENTER.cut(text)
        assert word in Segmenter(words=[word]).cut(text)

    def test_elsewhere_nothing_changes(self):
        assert Segmenter(words=["邓萱萱", "绿洲计划办"]).cut(TEXT) == SEGMENTER.cut(TEXT)

    @pytest.mark.parametrize(
        ("word", "text"),
        [
            ("和国", "中华人民共和国国务院"),
            ("国会", "参加全国会议"),
            ("学会", "大学会议室"),
            ("人大", "党和人民大力支持"),
            ("长春", "市长春节讲话"),
        ],
    )
    def test_strong_evidence_for_other_words_prevails(self, word, text):
        """Most of these are cut apart by spacy-pkuseg's dictionary: 全|国会|议."""
        assert Segmenter(words=[word]).cut(text) == SEGMENTER.cut(text)

    def test_the_longest_of_the_leftmost_counts(self):
        segmenter = Segmenter(words=["绿洲", "绿洲计划", "计划办公"])
        assert segmenter.own_words_in("绿洲计划办公") == [(0, 4)]

    def test_words_may_come_later(self):
        segmenter = Segmenter()
        segmenter.add_words([" 邓萱萱 ", "", "  "])
        segmenter.add_words(["甲", "邓萱萱"])
        assert segmenter.words == ["甲", "邓萱萱"]
        assert "邓萱萱" in segmenter.cut("由邓萱萱同志主持")

    def test_a_word_of_one_character(self):
        assert "鄅" in Segmenter(words=["鄅"]).cut("古代鄅国故城")

    def test_a_word_with_white_space_never_joins_lines(self):
        assert "\n" not in "".join(Segmenter(words=["会议\n会议"]).cut("会议\n会议"))


def test_threads_share_a_segmenter():
    texts = [f"{TEXT}{number}" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(SEGMENTER.cut, texts)) == [SEGMENTER.cut(text) for text in texts]


def test_loading_is_silent():
    code = "from partyie.tokenizer.segmenter import Segmenter; Segmenter().cut('会议')"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
