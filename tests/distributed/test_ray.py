"""The page on Ray, run on local Ray: the same bytes as one process, and a second run does only what lacks."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from how_to_pages import code_blocks

import partyie
from partyie.errors import InputError
from partyie.formats.jsonl import format_line

with_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="an optional extra: partyie[ray]")

TEXTS: list[tuple[str, Any]] = [
    ("a", "关于李四同志任职的通知\n各镇街：\n    经研究，决定：李四任仙游县司法局局长。\n2021年9月29日\n"),
    ("b", None),
    ("c", "莆田市委书记张三同志于2021年9月29日到仙游县走访20余户。"),
]

BEFORE = """
import ray
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
ray.data.DataContext.get_current().enable_progress_bars = False
"""
AFTER = """
import os
os.remove("results/deep/y.jsonl")
again = extract_files("news", "results", source_column="id")
assert (again.written, again.kept) == (("deep/y.jsonl",), ("x.parquet",)), again
"""


@with_ray
@pytest.mark.slow
def test_every_block_runs_and_gives_the_bytes_of_one_process(root: Path, tmp_path: Path) -> None:
    """The texts are two files, Parquet and JSON Lines; one Ray for all, as starting it takes longest."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    (tmp_path / "news" / "deep").mkdir(parents=True)
    table = arrow.table({"id": [source for source, _ in TEXTS], "text": [text for _, text in TEXTS]})
    parquet.write_table(table, tmp_path / "news" / "x.parquet")
    lines = "".join(json.dumps({"id": source, "text": text}) + "\n" for source, text in TEXTS)
    (tmp_path / "news" / "deep" / "y.jsonl").write_text(lines, encoding="utf-8")
    script = tmp_path / "page.py"
    kills = Path(__file__).with_name("ray_kills.py").read_text(encoding="utf-8")
    blocks = code_blocks(root / "docs" / "how-to" / "ray.md")
    script.write_text(
        "\n".join([BEFORE, *blocks, AFTER, kills]).replace('read_parquet("news")', 'read_parquet("news/x.parquet")')
    )
    modules = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    environment = {
        **os.environ,
        "PYTHONPATH": modules,
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_worker_niceness": "0",
        "RAY_raylet_start_wait_time_s": "120",
    }
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr

    expected = b"".join(map(format_line, partyie.extract_many(TEXTS)))
    assert (tmp_path / "results" / "deep" / "y.jsonl").read_bytes() == expected
    rows = parquet.read_table(tmp_path / "results" / "x.parquet").to_pylist()
    assert [(row["source"], row["error"]) for row in rows] == [
        ("a", None),
        ("b", "input: a text is a str, not NoneType"),
        ("c", None),
    ]
    dataset = parquet.read_table(tmp_path / "dataset-results").to_pylist()
    assert sorted(map(repr, dataset)) == sorted(map(repr, rows))
    wanted = [line for line in expected.decode().splitlines() if '"error":' not in line]
    assert [row["extraction"] for row in rows if row["extraction"]] == wanted
    assert "6 texts in 2 files, 2 failed; 0 files were there already" in done.stdout
    assert "李四" in done.stdout


@with_ray
@pytest.mark.parametrize("options", [{"num_cpus": -1}, {"workers": 0}, {"batch_size": 0}])
def test_settings_out_of_range_are_refused_at_once(options: dict[str, Any]) -> None:
    from partyie.distributed import extract_dataset

    with pytest.raises(InputError, match=f"{next(iter(options))}={next(iter(options.values()))}"):
        extract_dataset(None, **options)  # type: ignore[arg-type]


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from partyie.distributed import extract_dataset, extract_files

    monkeypatch.setitem(sys.modules, "ray.data", None)
    for call in (lambda: extract_dataset(None), lambda: extract_files(tmp_path, tmp_path)):  # type: ignore[arg-type]
        with pytest.raises(ImportError, match=r"needs Ray Data: pip install 'partyie\[ray\]'"):
            call()


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    from partyie.distributed import extract_files

    with pytest.raises(InputError, match="no format is called 'csv'; there are parquet, jsonl"):
        extract_files(tmp_path, tmp_path, format="csv")  # type: ignore[arg-type]


def test_ray_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, partyie, partyie.distributed; sys.exit(sorted({'ray', 'pyarrow'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
