"""The command of the mutation check says what is wrong with how it is called."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

MODULE = "partyie/text/repair/pinyin.py"


@pytest.fixture
def script(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Its module, with mutmut there and a folder of its own for what it makes."""
    spec = importlib.util.spec_from_file_location("run_mutation", root / "scripts" / "run_mutation.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "find_spec", lambda name: spec)
    monkeypatch.setattr(module, "workshop_of", lambda module: tmp_path / "workshop")
    return module


@pytest.mark.parametrize("option", ["--every", "--every=", "--every=x", "--every=0", "--every=-2", "--every=1.5"])
def test_a_wrong_number_is_named(script: ModuleType, option: str) -> None:
    with pytest.raises(SystemExit, match="takes a number of mutants"):
        script.main([option, MODULE])


@pytest.mark.parametrize("name", ["--all", "nothing", "partyie/text/nothing.py"])
def test_an_unknown_name_is_named(script: ModuleType, name: str) -> None:
    with pytest.raises(SystemExit, match=rf"no option, subject or module .*{name}"):
        script.main([name])


def test_without_mutmut_it_says_how_to_get_it(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"mutmut is missing: .*pip install"):
        script.main([MODULE])


def test_a_second_run_needs_a_first(script: ModuleType) -> None:
    with pytest.raises(SystemExit, match=f"{MODULE} hasn't been run here"):
        script.forget_survivors(MODULE)


@pytest.mark.parametrize(
    ("codes", "left"),
    [
        ({"a": 1, "b": 0}, []),
        ({"a": 1, "b": 1}, []),
        ({"a": 1, "b": 0, "c": None}, ["b"]),
        ({"a": 1, "b": 1, "c": None}, None),
    ],
    ids=["whole", "whole, all killed", "a sample", "a sample, all killed"],
)
def test_a_second_run_is_over_what_survived(
    script: ModuleType, codes: dict[str, int | None], left: list[str] | None
) -> None:
    """No names stand for all mutants, None for none of them."""
    path, _ = script.fates_of(MODULE)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")
    assert script.forget_survivors(MODULE) == left
    assert script.fates_of(MODULE)[1]["exit_code_by_key"] == {
        name: code if code == 1 else None for name, code in codes.items()
    }


def test_caches_are_taken_off_in_every_module(script: ModuleType, root: Path) -> None:
    """What they hold from the run before would hide what a mutant does."""
    for module in (name for subject in script.SUBJECTS.values() for name in subject):
        assert "@lru_cache" not in script.CACHES.sub("", (root / module).read_text("utf-8")), module
