"""What is shipped: every module and table, every entry point, nothing that may not be; and it works elsewhere."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType

import pytest

import partyie
from partyie.benchmarks.corpus import PACKAGED

ROOT = Path(__file__).parents[1]
ENTRY_POINTS = list(distribution("partyie").entry_points)
MEGABYTE = 1 << 20
NOT_SHIPPED = {".md", ".svg", ".png"}  # what is for readers of the tree
LARGE_MODEL = ("models", "lg")  # a package of its own


def setup_cfg() -> configparser.ConfigParser:
    config = configparser.ConfigParser(delimiters=("=",))
    config.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config


@pytest.mark.parametrize("entry", ENTRY_POINTS, ids=lambda entry: entry.name)
def test_every_entry_point_loads(entry: object) -> None:
    loaded = entry.load()  # type: ignore[attr-defined]
    assert callable(loaded.load if isinstance(loaded, ModuleType) else loaded)  # spacy_models names a module


def test_entry_points_are_the_table_of_contents() -> None:
    """What setup.cfg says is what is installed; every component of the shipped pipeline is there, and no other."""
    stated = setup_cfg()["options.entry_points"]
    installed: dict[str, list[str]] = {}
    for entry in ENTRY_POINTS:
        installed.setdefault(entry.group, []).append(f"{entry.name} = {entry.value}")
    assert {group: sorted(lines.split("\n")[1:]) for group, lines in stated.items()} == {
        group: sorted(lines) for group, lines in installed.items()
    }
    factories = {entry.name for entry in ENTRY_POINTS if entry.group == "spacy_factories"}
    assert set(partyie.load().pipe_names) <= factories


def source_packages() -> Iterator[str]:
    """Every folder of the tree with an ``__init__.py``, by the name that it is installed under."""
    for top in ("partyie", "models", "benchmarks", "annotations"):
        for init in sorted((ROOT / top).rglob("__init__.py")):
            parts = init.parent.relative_to(ROOT).parts
            if parts[:2] == LARGE_MODEL:
                continue
            yield ".".join(parts if top == "partyie" else ("partyie", *parts))


def test_every_package_is_listed() -> None:
    assert set(setup_cfg()["options"]["packages"].split()) == set(source_packages())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist, built from a copy of the tree, so that nothing is left in it."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    shutil.copytree(ROOT, tree, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info"))
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(built.glob("*.whl")))


@pytest.mark.slow
def test_the_wheel_holds_everything(wheel: zipfile.ZipFile) -> None:
    """Every module, table and model of the tree."""
    shipped = set(wheel.namelist())
    wanted = set()
    for top, name in (("partyie", "partyie"), ("models", "partyie/models"), ("benchmarks", "partyie/benchmarks")):
        for path in (ROOT / top).rglob("*"):
            if path.relative_to(ROOT).parts[:2] == LARGE_MODEL:
                continue
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in NOT_SHIPPED:
                wanted.add(f"{name}/{path.relative_to(ROOT / top).as_posix()}")
    for path in (path for split in PACKAGED for path in (ROOT / "annotations" / split).glob("*.tagged")):
        wanted.add(f"partyie/annotations/{path.relative_to(ROOT / 'annotations').as_posix()}")
    assert wanted <= shipped, sorted(wanted - shipped)
    assert any(name.endswith("licenses/NOTICE") for name in shipped)


@pytest.mark.slow
def test_the_wheel_is_small(wheel: zipfile.ZipFile) -> None:
    """Lexicons at most 8 MB packed, models at most 25 MB."""

    def packed(folder: str) -> int:
        return sum(entry.compress_size for entry in wheel.infolist() if entry.filename.startswith(folder))

    assert packed("partyie/lexicon/data/") < 8 * MEGABYTE
    assert packed("partyie/models/") < 25 * MEGABYTE


@pytest.mark.slow
def test_third_party_texts_are_not_shipped(built: Path, wheel: zipfile.ZipFile) -> None:
    """Neither by name nor by content."""
    seeds = [path.read_bytes() for path in sorted((ROOT / "annotations" / "seeds").glob("*.txt"))]
    assert len(seeds) == 5
    contents = {name: wheel.read(name) for name in wheel.namelist()}
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        for member in sdist.getmembers():
            if file := sdist.extractfile(member):
                contents[member.name] = file.read()
    assert not [name for name in contents if "annotations/seeds" in name]
    for seed in seeds:
        sentence = max(seed.splitlines(), key=len)
        assert not [name for name, content in contents.items() if sentence in content]


@pytest.mark.slow
def test_the_wheel_works_alone(built: Path, tmp_path: Path) -> None:
    """Installed into an empty folder, run from another: it extracts and it benchmarks."""
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site)]
    subprocess.run([*install, str(next(built.glob("*.whl")))], check=True, timeout=300)
    code = (
        "import partyie, partyie.benchmarks.corpus as corpus, pathlib, sys\n"
        f"assert pathlib.Path(partyie.__file__).is_relative_to({str(site)!r}), partyie.__file__\n"
        "text = '荥阳市委书记宋书杰2021年9月29日到任。'\n"
        "found = {(m.label.value, m.text) for m in partyie.extract(text).mentions}\n"
        "assert {('ORG', '荥阳市委'), ('POST', '书记'), ('PERSON', '宋书杰'), ('DATE', '2021年9月29日')} <= found, found\n"
        "assert len(corpus.read_split('training')) == 70\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=elsewhere, env={"PYTHONPATH": str(site)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
