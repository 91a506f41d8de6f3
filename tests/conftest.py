"""What all tests share: hypothesis profiles and the folder of shared material, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fake_pipeline import fake_pipeline  # noqa: F401  # a fixture for every test below
from hypothesis import HealthCheck, settings

import partyie

# `HYPOTHESIS_PROFILE=thorough pytest …` searches longer, with `HYPOTHESIS_EXAMPLES=N` as long as wanted; CI and everyday
# runs are repeatable.
settings.register_profile(
    "everyday",
    max_examples=60,
    derandomize=True,
    deadline=None,  # a first example loads tables
    # The mutation check runs a test several times in one process.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "2000"))
settings.register_profile("thorough", parent=settings.get_profile("everyday"), max_examples=EXAMPLES, derandomize=False)
settings.register_profile("quick", parent=settings.get_profile("everyday"), max_examples=15)  # for each of many mutants
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))

ROOT = Path(__file__).parents[1]

# Where an installed package is tested, its subprocesses must not find the tree's `partyie` in the current folder.
if not Path(partyie.__file__).is_relative_to(ROOT / "partyie"):
    os.environ["PYTHONSAFEPATH"] = "1"


@pytest.fixture(scope="session")
def root() -> Path:
    """The source tree."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Material that isn't part of the project (corpora, an independent scorer); its tests are skipped without it."""
    folder = Path(os.environ.get("PARTYIE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no shared folder: set PARTYIE_SHARED")
    return folder
