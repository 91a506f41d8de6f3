"""Counts the examples of each law, and writes what a long run tried and found.

`PARTYIE_LAWS_RESULTS=FOLDER pytest tests/laws` writes `laws.json` and `laws.md` there (`nox -s laws` does); the rows of
laws that didn't run stay as they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from laws_report import Law, write_report

import partyie
from partyie.records import Extraction

LAWS: dict[str, Law] = {}


@pytest.fixture(scope="session")
def read() -> Any:
    """Reads a text: `partyie.extract`."""

    def read(text: str, **options: Any) -> Extraction:
        return partyie.extract(text, **options)

    return read


@pytest.fixture
def law(request: pytest.FixtureRequest) -> Law:
    """What is counted of this test: set `figures`, and `examples` where it isn't hypothesis that draws them."""
    return _law(request.node)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Count each example that hypothesis runs to its end (`inner_test` is its hook for plugins)."""
    handle = getattr(getattr(item, "obj", None), "hypothesis", None)
    if handle is None:
        return (yield)
    inner, counted = handle.inner_test, _law(item)

    @wraps(inner)
    def count(*args: Any, **kwargs: Any) -> None:
        inner(*args, **kwargs)
        counted.examples += 1

    handle.inner_test = count
    try:
        return (yield)
    finally:
        handle.inner_test = inner


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Note failures and the time taken."""
    report: Any = yield
    if report.when == "call" and not report.skipped:
        law = _law(item)
        law.failures += report.failed
        law.seconds += report.duration
    return report


def pytest_sessionfinish() -> None:
    """Write the report where it was asked for."""
    folder = os.environ.get("PARTYIE_LAWS_RESULTS")
    laws = {name: law for name, law in LAWS.items() if name.startswith("test_law_")}  # not the test of the report
    if folder and laws:
        write_report(Path(folder), laws)


def _law(item: pytest.Item) -> Law:
    name = f"{item.path.stem}.{getattr(item, 'originalname', item.name)}"
    return LAWS.setdefault(name, Law((getattr(item, "obj", None).__doc__ or "").strip().split("\n\n")[0]))
