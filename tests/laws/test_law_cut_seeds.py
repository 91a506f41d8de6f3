"""The seeds cut short at every place and with each character gone: read without exception, offsets right.

Everyday runs take a sample. `PARTYIE_LAWS=all` reads every prefix and every deletion of the five seeds with what stands
around the place (up to 240 code points), and whole at every 97th place; `PARTYIE_LAWS=whole` reads all of them whole,
which takes hours. The texts are only read here: nothing is learnt from what is found in them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from cut_texts import AROUND, Damage, damaged, places
from extraction_laws import check_laws
from laws_report import Law

RUN = os.environ.get("PARTYIE_LAWS", "some")
STEP = {"some": 311, "all": 1, "whole": 1}[RUN]
WHOLE_STEP = {"some": 5003, "all": 97, "whole": 1}[RUN]
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
def test_around_every_place(read: Any, law: Law, damage: Damage, seed: Path) -> None:
    """Every prefix and every single-character deletion of the seeds, with what stands around: read, and the laws of
    offsets, order and ids hold."""
    read_all(read, law, seed, damage, STEP, AROUND)


@by_seed
@pytest.mark.parametrize("damage", DAMAGES)
def test_whole_seeds(read: Any, law: Law, damage: Damage, seed: Path) -> None:
    """Whole prefixes of the seeds, and whole seeds with a character gone: read, and the laws hold."""
    read_all(read, law, seed, damage, WHOLE_STEP, None)
