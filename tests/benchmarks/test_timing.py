"""Clocks, turns and ratios; texts of any size made of gold."""

from __future__ import annotations

from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.benchmarks.growth_texts import cut_documents, short_documents, text_of_size
from partyie.benchmarks.peers.worker import peak_megabytes, resident_megabytes
from partyie.benchmarks.timing import Ratio, Seconds, blocks, timed


@given(st.lists(st.text(max_size=9), max_size=20), st.integers(1, 30))
def test_blocks_are_all_texts_in_order(texts: list[str], least: int) -> None:
    cuts = list(blocks(texts, least))
    assert [text for first, last in cuts for text in texts[first:last]] == texts
    assert all(sum(map(len, texts[first:last])) >= least for first, last in cuts[:-1])


def test_waiting_is_no_work() -> None:
    """A sleep takes time on the clock and none of the processor."""
    seconds = timed(lambda: sleep(0.05))
    assert seconds.cpu < 0.5 * seconds.wall
    assert seconds + seconds == Seconds(wall=2 * seconds.wall, cpu=2 * seconds.cpu)


def test_a_ratio_is_of_the_rounds_own_two() -> None:
    """The machine was four times as slow in the last round: both were."""
    assert Ratio.of([2.0, 2.2, 8.0], [1.0, 1.0, 4.0]) == Ratio(median=2.0, low=2.0, high=2.2)


def test_memory_is_in_megabytes() -> None:
    """A Python process holds more than five and less than 16,000 of them, and never more than at its peak."""
    held = resident_megabytes()
    assert 5 < peak_megabytes() < 16_000
    assert held is None or 5 < held <= peak_megabytes() + 1


@pytest.mark.parametrize("size", [1, 2, 3, 10, 1000])
def test_texts_have_the_size_asked_for(size: int) -> None:
    """Less than a character short, and the same every time."""
    text = text_of_size(["中共柳溪市委", "书记a"], size)
    assert size - 3 < len(text.encode("utf-8")) <= size
    assert text == text_of_size(["中共柳溪市委", "书记a"], size)


def test_documents_are_cut_alike() -> None:
    assert cut_documents("一二三四五六七", 2) == ["一二", "三四", "五六"]


def test_no_short_document_is_like_another() -> None:
    documents = list(short_documents(["中共柳溪市委书记到会并讲话，要求抓好落实。\n短"], 500))
    assert len(set(documents)) == len(documents) == 500
