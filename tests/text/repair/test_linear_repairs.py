"""Damage over and over costs the repairs no more than a few times what ordinary text costs the whole pipeline."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from partyie.benchmarks.attack_strings import DAMAGED
from partyie.pipeline.reader import Recipe, reader_for
from partyie.text.cleaning import clean_text
from partyie.text.repair.shifted import find_shifted

TIMES = 3  # as long as ordinary text is read, for each code point
TRIES = 6
LENGTH = 4_000  # code points
GROWTH = 2.5  # of the time a code point, from a quarter of a text to the whole of it
NOISE = 2e-6  # seconds a code point
ORDINARY = "中共柳溪市委书记张建国主持会议并讲话，市长李红梅出席。会议强调，要深入学习贯彻党的二十大精神。\n" * 20


def seconds(read: Callable[[str], object], text: str) -> float:
    """Processor time a code point."""
    start = time.process_time()
    read(text)
    return (time.process_time() - start) / len(text)


@pytest.fixture(scope="module")
def ordinary() -> float:
    """What reading takes, at the quickest of some times."""
    reader = reader_for(Recipe())
    reader.read_packed(ORDINARY[:200])
    clean_text("".join(DAMAGED.values()))  # loads what repairs need
    return min(seconds(reader.read_packed, ORDINARY) for _ in range(3))


@pytest.mark.parametrize("unit", DAMAGED.values(), ids=DAMAGED)
def test_damage_is_cheap_to_repair(unit: str, ordinary: float) -> None:
    text = (unit * LENGTH)[:LENGTH]
    assert any(seconds(clean_text, text) <= TIMES * ordinary for _ in range(TRIES))


@pytest.mark.parametrize("unit", DAMAGED.values(), ids=DAMAGED)
def test_its_cost_is_in_proportion(unit: str) -> None:
    whole = (unit * LENGTH)[:LENGTH]
    clean_text(whole)
    part = min(seconds(clean_text, whole[: LENGTH // 4]) for _ in range(2))
    assert any(seconds(clean_text, whole) <= GROWTH * part + NOISE for _ in range(TRIES))


def test_quotations_and_script_are_found_out_once_for_a_line() -> None:
    """Each lost byte looked through the whole text for traditional characters, and through its line for quotations."""
    unit = "“生产工作会议上，" * 6 + "疫情?！币咔榉揽毓ぷ，生产?"
    short, long = unit * 10, unit * 200
    find_shifted(short)
    assert any(
        seconds(find_shifted, long) <= GROWTH * min(seconds(find_shifted, short) for _ in range(3)) + NOISE
        for _ in range(TRIES)
    )
