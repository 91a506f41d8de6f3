"""The page on Spark: its code is run with pandas frames, by what ``mapInPandas`` promises.

Spark itself needs Java. The stand-in hands a function the frames of a file, a few rows each, and takes what it yields.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from how_to_pages import code_blocks

import partyie
from partyie.formats.jsonl import format_line

pandas: Any = pytest.importorskip("pandas", reason="an optional extra: partyie[frames]")
pytest.importorskip("pyarrow", reason="an optional extra: partyie[arrow]")

TEXTS = [
    ("a", "关于李四同志任职的通知\n各镇街：\n    经研究，决定：李四任仙游县司法局局长。\n2021年9月29日\n"),
    ("b", None),
    ("c", "莆田市委书记张三同志到仙游县走访20余户。"),
]


class Frames:
    """A Spark DataFrame, as far as the page uses one."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame
        self.write = self

    def select(self, *columns: str) -> Frames:
        return Frames(self.frame[list(columns)])

    def mapInPandas(self, function: Callable[[Iterator[Any]], Iterator[Any]], schema: str) -> Frames:
        rows = range(0, len(self.frame), 2)
        results = list(function(self.frame[start : start + 2] for start in rows))
        names = [column.split()[0] for column in schema.split(", ")]
        assert all(column.endswith(" string") for column in schema.split(", "))
        assert all(list(result.columns) == names for result in results)
        return Frames(pandas.concat(results))

    def mode(self, name: str) -> Frames:
        assert name == "overwrite"
        return self

    def parquet(self, path: str) -> None:
        self.frame.to_parquet(path)


class Session:
    """A SparkSession and its builder."""

    def __init__(self) -> None:
        self.builder = self.read = self

    def config(self, name: str, value: object) -> Session:
        assert name.startswith("spark.")
        return self

    def getOrCreate(self) -> Session:
        return self

    def parquet(self, path: str) -> Frames:
        return Frames(pandas.read_parquet(path))


def test_every_block_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spark = ModuleType("pyspark.sql")
    spark.SparkSession = Session()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyspark", ModuleType("pyspark"))
    monkeypatch.setitem(sys.modules, "pyspark.sql", spark)
    monkeypatch.chdir(tmp_path)
    pandas.DataFrame(TEXTS, columns=["id", "text"]).to_parquet("news")
    blocks = code_blocks(root / "docs" / "how-to" / "spark.md")
    assert len(blocks) == 3
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)

    results = pandas.read_parquet("results")
    expected = [partyie.extract(text, source=source) for source, text in TEXTS if text is not None]
    assert list(results["id"]) == ["a", "b", "c"]
    lines = [line.encode() + b"\n" for line in results["extraction"].dropna()]
    assert lines == [format_line(one) for one in expected]
    [error] = results["error"].dropna()
    assert error.startswith("a text is a str, not ")  # pandas' null differs by version
    tenures = pandas.read_parquet("tenures")
    assert ("a", "李四") in set(zip(tenures["document"], tenures["person_name"], strict=True))
