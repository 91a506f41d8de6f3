"""The doctor finds what works and what doesn't, and says what mends it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import partyie
import partyie.models
from partyie.cli import app
from partyie.pipeline import health_environment, health_parts, health_selftest
from partyie.pipeline.health import REINSTALL, Finding, fix_of, is_broken, safely

BLOCKED = """
import sys
sys.modules[sys.argv[1]] = None
from partyie.cli import app
app(["doctor", "--json"])
"""


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def run_doctor(*command: str, **variables: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Exit code and findings by name of a doctor in a process of its own."""
    environment = {**os.environ, **variables}
    done = subprocess.run([sys.executable, *command], capture_output=True, timeout=300, env=environment)
    assert not done.stderr, done.stderr.decode()
    return done.returncode, {one["name"]: one for one in json.loads(done.stdout)["findings"]}


def test_this_installation_works() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[-1] == "partyie works here"
    for group in ("versions", "models", "lexicons", "entry points", "extras", "environment", "self-test"):
        assert group in lines
    assert f"  ✓ partyie: {partyie.__version__} in {Path(partyie.__path__[0])}" in lines
    assert "  ✓ reading: 9 mentions, all as known" in lines
    assert "  ✓ two processes: give the results of one" in lines
    assert "  ✓ encodings: utf-8, utf-8-sig, gb18030, utf-16 read alike" in lines
    assert not any("✗" in line for line in lines)


@pytest.mark.parametrize(
    ("module", "name", "fix"),
    [("spacy", "spacy", "spacy<3.9"), ("opencc", "opencc-python-reimplemented", "opencc-python-reimplemented<0.2")],
)
def test_a_library_that_cannot_be_imported(module: str, name: str, fix: str) -> None:
    code, found = run_doctor("-c", BLOCKED, module)
    assert code == 1
    assert found[name]["state"] == "broken"
    assert f"import of {module} halted" in found[name]["detail"]
    assert found[name]["fix"].startswith("pip install --force-reinstall '")
    assert fix.split("<")[0] in found[name]["fix"]
    assert found["reading"]["state"] == "broken"
    assert found["pydantic"]["state"] == "ok"
    assert found["partyie.lexicon"]["state"] == "ok"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the package as it lies when installed, without benchmarks and gold."""
    package = tmp_path / "partyie"
    left_out = shutil.ignore_patterns("__pycache__", "*.md", "lg")
    shutil.copytree(partyie.__path__[0], package, ignore=left_out, dirs_exist_ok=True)
    shutil.copytree(partyie.models.__path__[0], package / "models", ignore=left_out, dirs_exist_ok=True)
    return tmp_path


def test_damaged_files_are_named(tree: Path) -> None:
    weights = tree / "partyie" / "models" / "ner" / "sm" / "weights.npz"
    data = bytearray(weights.read_bytes())
    data[5000] ^= 1
    weights.write_bytes(data)
    with (tree / "partyie" / "lexicon" / "data" / "posts.tsv").open("a", encoding="utf-8") as table:
        table.write("half\ta row\n")
    code, found = run_doctor("-m", "partyie", "doctor", "--json", PYTHONPATH=str(tree), PYTHONSAFEPATH="1")
    assert code == 1
    assert str(tree) in found["partyie"]["detail"]
    assert "weights.npz isn't the file that meta.json was written for" in found["small model"]["detail"]
    assert found["small model"]["fix"] == REINSTALL
    assert "2 fields where the header names" in found["partyie.lexicon/posts.tsv"]["detail"]
    assert found["reading"]["state"] == "broken"
    assert found["segmenter"]["state"] == "ok"


def test_a_check_that_raises_is_a_finding() -> None:
    def broken_check() -> Iterator[Finding]:
        yield Finding("g", "first", "ok", "fine")
        raise ImportError("no luck", name="ahocorasick.sub")

    first, second = safely("g", broken_check)
    assert first.state == "ok"
    assert second == Finding(
        "g", "broken check", "broken", "ImportError: no luck", "pip install --force-reinstall pyahocorasick"
    )
    assert is_broken([first, second])
    assert not is_broken([first])
    assert fix_of(ValueError("x")) == fix_of(ImportError("x", name="partyie.models")) == REINSTALL


def test_a_missing_extra_says_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "pyarrow":
            raise PackageNotFoundError
        return "1.0"

    monkeypatch.setattr(health_parts, "version", version)
    found = by_name(list(health_parts.extras()))
    assert (found["arrow"].state, found["arrow"].fix) == ("note", "pip install 'partyie[arrow]'")
    assert (found["polars"].state, found["polars"].fix) == ("ok", "")
    assert "test" not in found


def test_a_missing_or_old_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "borax":
            raise PackageNotFoundError
        return "0.1"

    monkeypatch.setattr(health_parts, "version", version)
    found = by_name(list(health_parts.libraries()))
    assert (found["borax"].state, found["borax"].detail) == ("broken", "is missing")
    assert found["borax"].fix.startswith("pip install 'borax")
    assert (found["spacy"].state, found["spacy"].detail[:3]) == ("note", "0.1")


def test_output_that_cannot_hold_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        encoding = "ascii"

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdout", Stream())
    [finding] = health_environment.encodings()
    assert (finding.state, "PYTHONUTF8=1" in finding.fix) == ("note", True)


def test_a_pipeline_that_misreads_fails_the_self_test(fake_pipeline: Any) -> None:
    [finding] = health_selftest.reading()
    assert finding.state == "broken"
    assert "PERSON 周一川 = 周一川" in finding.detail
    assert "who holds the post" in finding.detail
