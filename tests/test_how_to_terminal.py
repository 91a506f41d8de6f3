"""The page on the terminal (terminal.md): its sessions print what it says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

DECIMAL = re.compile(r"\d\.\d{3,4}")
LAST_DIGITS = 0.002  # the model's arithmetic isn't the same to the last digit on every processor


@pytest.fixture
def writer(root: Path) -> ModuleType:
    path = root / "scripts" / "write_terminal_page.py"
    spec = importlib.util.spec_from_file_location("write_terminal_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sessions_print_what_the_page_says(writer: ModuleType) -> None:
    page = writer.PAGE.read_text(encoding="utf-8")
    now = writer.renewed(page)
    assert DECIMAL.sub("0", page) == DECIMAL.sub("0", now), "run scripts/write_terminal_page.py"
    before, after = (list(map(float, DECIMAL.findall(text))) for text in (page, now))
    assert before == pytest.approx(after, abs=LAST_DIGITS)
    assert len(writer.SESSION.findall(page)) == 5
