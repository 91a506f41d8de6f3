"""The finders of dates and quantities cost time in proportion to their text, however hostile, and little of a whole run."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from functools import cache

import pytest
from plain_readings import plain_reading
from readings import read

import partyie
from partyie.components.dates import find_dates
from partyie.components.quantities import find_quantities
from partyie.components.reading import Candidate, Reading

Finder = Callable[[Reading], list[Candidate]]

LENGTH = 100_000  # code points
DOUBLING, DOUBLING_OF_SHORTER = 2.2, 3.0
NOISE = 0.02  # seconds that the machine may add to any run
TRIES = 6
SHORTER = 5_000  # code points of what is read at every place
HOSTILE = ("1", "年", "月日", "至", "到", "第", "万", "一二三四五六七八九", "每年", "（", "（）", "“", "二〇")
READ = ("2021-", "2021.", "1,", "8:", "周一", "上午", "一个", "三期", "农历", "两三")
"""Pieces of which each is looked at closely: fewer code points of them do."""
TEXTS = [*((piece, LENGTH) for piece in HOSTILE), *((piece, SHORTER) for piece in READ)]
SHARE_OF_RUN = 10
"""How many times longer than the two finders the whole pipeline takes at the least."""
SAMPLE = 20_000  # code points of real text


def seconds(finder: Finder, reading: Reading) -> float:
    """Processor time of one run, without the collector's."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        finder(reading)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("finder", [find_dates, find_quantities], ids=["dates", "quantities"])
@pytest.mark.parametrize(("piece", "length"), TEXTS, ids=lambda value: value if isinstance(value, str) else "")
def test_twice_the_text_takes_twice_the_time(piece: str, length: int, finder: Finder) -> None:
    """Both are timed in each try, so that a machine that slows down between them spoils that try alone."""
    text = piece * (length // len(piece))
    single, double = plain_reading(text), plain_reading(text * 2)
    doubling = DOUBLING if length == LENGTH else DOUBLING_OF_SHORTER

    def grows() -> bool:
        alone = min(seconds(finder, single) for _ in range(2))
        return min(seconds(finder, double) for _ in range(2)) <= doubling * alone + NOISE

    assert any(grows() for _ in range(TRIES))


@cache
def real_text(folder) -> str:
    """Gold texts one after the other."""
    texts = (json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(folder.glob("*.json")))
    return "\n\n".join(texts)[:SAMPLE]


def test_the_finders_are_a_small_part_of_the_pipeline(root) -> None:
    """They take less than a tenth of what the whole run takes, on written gold."""
    text = real_text(root / "annotations" / "written")
    nlp = partyie.load()
    nlp(text[:500])
    start = time.process_time()
    nlp(text)
    whole = time.process_time() - start
    reading = read(text)
    finders = min(seconds(find_dates, reading) + seconds(find_quantities, reading) for _ in range(3))
    assert whole >= SHARE_OF_RUN * finders
