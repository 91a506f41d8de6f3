"""Every block of code of the documentation runs: Python, commands, what both print, JSON."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest
from how_to_pages import Block, Reader, blocks, fits

pandas: Any = pytest.importorskip("pandas", reason="an optional extra: partyie[frames]")

ROOT = Path(__file__).parents[1]
# Outside docs/, and shown on the site.
OUTSIDE = [
    "README.md", "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md", "annotations/GUIDELINE.md", "annotations/README.md",
    "benchmarks/results/README.md", "models/ner/sm/README.md", "models/lg/README.md", "models/segmenter/README.md",
    "partyie/lexicon/data/README.md",
]  # fmt: skip
PAGES = {str(path.relative_to(ROOT / "docs")): path for path in sorted((ROOT / "docs").rglob("*.md"))}


def file_of_tests(page: str) -> Path:
    """Where a page is run that needs something else around it: ``test_how_to_large_jobs.py`` runs ``large-jobs.md``."""
    special = {"how-to/benchmark.md": "benchmarks/test_benchmark_cli.py", "how-to/ray.md": "distributed/test_ray.py"}
    return ROOT / "tests" / special.get(page, f"test_how_to_{Path(page).stem.replace('-', '_')}.py")


ELSEWHERE = [name for name in PAGES if name.startswith("how-to/") and file_of_tests(name).exists()]
HERE = {name: path for name, path in PAGES.items() if name not in ELSEWHERE} | {name: ROOT / name for name in OUTSIDE}


@pytest.mark.parametrize("name", [name for name, path in HERE.items() if blocks(path)])
def test_every_block_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    try:
        Reader().follow(HERE[name])
    finally:
        pandas.reset_option("^display")


@pytest.mark.parametrize("page", ELSEWHERE)
def test_a_page_that_is_not_run_here_is_run_elsewhere(page: str) -> None:
    assert Path(page).name in file_of_tests(page).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", HERE)
def test_a_block_that_is_not_run_says_why(name: str) -> None:
    """A block of Python or commands is run, or has a reason of some words."""
    page = HERE[name]
    known = {"python", "sh", "text", "json", "toml", ""}
    for block in blocks(page):
        assert block.language in known or block.reason or block.file, f"{name}: {block}"
        assert not block.reason or len(block.reason.split()) >= 2, f"{name}: {block}"
    comments = re.findall(r"^<!-- (?:not run|file):", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(comments) == sum(bool(block.reason or block.file) for block in blocks(page)), "a comment without a block"


@pytest.mark.parametrize(
    ("told", "expected", "right"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a  \nb\n\n", "a\nb\n", True),
        ("a\nx\ny\nb\n", "a\n…\nb\n", True),
        ("a\nb\n", "a\n…\nb\n", True),
        ("a\nx\n", "a\n", False),
        ("a.b\n", "a+b\n", False),
        ("x\n", "", False),
    ],
)
def test_an_output_fits_line_by_line(told: str, expected: str, right: bool) -> None:
    assert fits(told, expected) is right


def test_blocks_know_their_comment(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A\n\n<!-- not run: no network here -->\n```sh\npip install x\n```\n\n```python\n1\n```\n")
    assert blocks(page) == [Block("sh", "pip install x\n", 4, "no network here"), Block("python", "1\n", 8)]


@pytest.mark.parametrize(
    ("code", "reason"),
    [("```python\n1 / 0\n```\n", ZeroDivisionError), ("```sh\npartyie show nothing.txt\n```\n", AssertionError)],
)
def test_a_block_that_fails_names_its_line(tmp_path: Path, code: str, reason: type[Exception]) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A\n\n{code}")
    with pytest.raises(reason) as caught:
        Reader().follow(page)
    assert caught.value.__notes__ == [f"{page}, line 4"]


def test_outputs_are_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    page = tmp_path / "page.md"
    before = "```python\nprint(1)\nprint(2)\n```\n\n```text\n0\n```\n\n```python\nprint(3)\n```\n\n```text\n3\n```\n"
    page.write_text(before)
    assert importlib.import_module("renew_outputs").renew(page) == 1
    assert page.read_text() == before.replace("text\n0\n", "text\n1\n2\n")
