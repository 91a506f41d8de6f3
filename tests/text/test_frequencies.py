"""Good Chinese scores above bad Chinese; words hold together, neighbours don't."""

from __future__ import annotations

import pytest

from partyie.text.frequencies import association, joined_share, likeliest, log_likelihoods


def mean(text: str) -> float:
    scores = log_likelihoods(text)
    return sum(scores) / len(scores)


@pytest.mark.parametrize("text", ["疫情防控工作启动后", "市委书记主持召开常委会会议", "中國共產黨第二十次全國代表大會"])
def test_prose_scores_far_above_what_a_shift_makes_of_it(text: str) -> None:
    data = text.encode("gbk")[1:-1]
    shifted = "".join(data[at : at + 2].decode("gbk", "replace")[0] for at in range(0, len(data), 2))
    assert mean(text) > mean(shifted) + 3


@pytest.mark.parametrize(
    ("pair", "word"), [("员工", True), ("主任", True), ("書記", True), ("的员", False), ("宇范", False)]
)
def test_words_and_neighbours(pair: str, word: bool) -> None:
    assert (joined_share(*pair) > 0.5) is word
    assert (association(*pair) > 0.5) is word


def test_likeliest_is_sure_or_silent() -> None:
    assert likeliest(["记", "鸡"], "书", "。") == "记"
    assert likeliest(["記", "记"], "書", "。") == "記"  # two forms of one character don't contend
    assert likeliest(["甲", "乙"], "某", "某") is None
    assert likeliest([], "书", "。") is None


def test_anything_has_a_likelihood() -> None:
    assert len(log_likelihoods("a\ud800\x00𠮷", "县")) == 4
