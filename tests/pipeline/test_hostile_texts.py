"""Texts of one thing over and over cost no more than a few times what ordinary text costs, at any length."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from partyie.benchmarks.attack_strings import FAMILIES
from partyie.pipeline.reader import Reader, Recipe, reader_for

TIMES = 3  # as long as ordinary text, for each code point
TRIES = 6
SHORT = 4_000  # code points
LONG = 100_000
UNITS = {
    "one letter": "a",
    "one character": "的",
    "digits": "0123456789",
    "书记": "书记",
    "brackets": "（",
    "closed brackets": "（）",
    "quotation marks": "“",
    "surnames": "赵钱孙李周吴郑王",
    "years": "年",
    "lists": "、",
    "blanks": " ",
    "wide blanks": "\u3000",
    "line breaks": "\n",
    "combining marks": "\u0301",
    "letters with marks": "a\u0301",
    "outside the basic plane": "😀",
    "lists of names": "张三、",
    "bodies": "市委",
    "dates": "2021年1月1日",
    "durations": "1年",
    "traditional": "書",
}


@cache
def ordinary_text(folder: Path) -> str:
    """Gold texts one after the other."""
    texts = (json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(folder.glob("*.json")))
    return "\n\n".join(texts)


def seconds(reader: Reader, text: str) -> float:
    """Processor time a code point."""
    start = time.process_time()
    reader.read_packed(text)
    return (time.process_time() - start) / len(text)


SHORT_TEXTS = [pytest.param(unit, SHORT, id=name) for name, unit in {**FAMILIES, **UNITS}.items()]
LONG_TEXTS = [pytest.param(unit, LONG, id=f"long, {name}", marks=pytest.mark.slow) for name, unit in UNITS.items()]


@pytest.mark.parametrize(("unit", "length"), [*SHORT_TEXTS, *LONG_TEXTS])
def test_hostile_text_takes_at_most_three_times_as_long(root: Path, unit: str, length: int) -> None:
    reader: Any = reader_for(Recipe())
    ordinary = ordinary_text(root / "annotations" / "written")[: min(length, 10 * SHORT)]
    hostile = (unit * length)[:length]
    reader.read(ordinary[:500])
    assert any(seconds(reader, hostile) <= TIMES * seconds(reader, ordinary) for _ in range(TRIES))
