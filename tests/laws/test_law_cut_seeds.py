"""The seeds cut short at every place and with each character gone: read without exception, offsets right.

Everyday runs take a sample. `PARTYIE_LAWS=all` reads

- every prefix, beginning with the line that begins at most 240 code points before its end, as the whole of each would
  take an hour;
- every deletion in its whole document, in which every 80th character is gone at once, and every 7th deletion alone with
  the 120 code points before and behind it;
- at every 397th place the whole prefix and the whole document with one character gone.

`PARTYIE_LAWS=whole` reads each prefix and each deletion alone and whole, which takes hours. The texts are only read
here: nothing is learnt from what is found in them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from cut_texts import AROUND, Damage, damaged, places, thinned
from extraction_laws import check_laws
from laws_report import Law

RUN = os.environ.get("PARTYIE_LAWS", "some")
STEPS: dict[Damage, int] = {"prefix": 1, "deletion": 7 if RUN == "all" else 1}
AROUND_STEP = 311  # everyday
WHOLE_STEP = {"some": 5003, "all": 397, "whole": 1}[RUN]
APART = 80  # code points between characters that are deleted at once
DAMAGES: list[Damage] = ["prefix", "deletion"]


SEEDS = sorted((Path(__file__).parents[2] / "annotations" / "seeds").glob("*.txt"))
by_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)


def read_all(read: Any, law: Law, seed: Path, damage: Damage, step: int, around: int | None) -> None:
    """Read a seed damaged at every ``step``-th place and count the readings."""
    whole, before = seed.read_bytes().decode("utf-8"), law.examples
    for at in places(whole, step, 0 if step == 1 else 17):  # 17: no empty prefix
        text = damaged(whole, damage, at, around=around)
        check_laws(text, read(text))
        law.examples += 1
    law.figures[f"{damage}, seed {seed.stem}"] = law.examples - before


@by_seed
@pytest.mark.parametrize("damage", DAMAGES)
def test_around_a_place(read: Any, law: Law, damage: Damage, seed: Path) -> None:
    """Prefixes of the seeds, and seeds with one character gone, as far as they stand around the place: read without
    exception, and the laws of offsets, order and ids hold."""
    read_all(read, law, seed, damage, AROUND_STEP if RUN == "some" else STEPS[damage], AROUND)


@by_seed
def test_many_deletions(read: Any, law: Law, seed: Path) -> None:
    """Each character of the seeds gone from the whole document, every 80th at once: read, and the laws hold."""
    whole = seed.read_bytes().decode("utf-8")
    for first in range(17, APART, APART) if RUN == "some" else range(APART):
        text = thinned(whole, first, APART)
        check_laws(text, read(text))
        law.examples += 1
        law.figures["characters deleted"] = law.figures.get("characters deleted", 0) + len(whole) - len(text)


@by_seed
@pytest.mark.parametrize("damage", DAMAGES)
def test_whole_seeds(read: Any, law: Law, damage: Damage, seed: Path) -> None:
    """Whole prefixes of the seeds, and whole seeds with one character gone: read, and the laws hold."""
    read_all(read, law, seed, damage, WHOLE_STEP, None)
