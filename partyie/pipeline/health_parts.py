"""Checks of what partyie is made of: libraries, models, lexicons, entry points, extras."""

from __future__ import annotations

import hashlib
import importlib
import platform
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from partyie.pipeline.health import DISTRIBUTIONS, REINSTALL, Check, Finding, fix_of, reason
from partyie.text import lazy_re as re

PACKAGE = "partyie"
OLDEST, NEWEST = (3, 11), (3, 13)
MODULES = {name: module for module, name in DISTRIBUTIONS.items()}
# Extras that are for working on partyie itself.
OWN_EXTRAS = frozenset({"test", "train", "bench", "docs"})
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*(?P<range>[^;]*?)\s*(?:;\s*(?P<marker>.*))?$")
EXTRA = re.compile(r"""extra\s*==\s*["'](?P<extra>[\w-]+)["']""")
MEGABYTE = 1_000_000


def python() -> Iterator[Finding]:
    """The interpreter and the system it runs on."""
    fits = OLDEST <= sys.version_info[:2] <= NEWEST
    told = f"{platform.python_version()} ({platform.python_implementation()}) on {platform.platform()}"
    wanted = f"use Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
    yield Finding("versions", "Python", "ok" if fits else "note", told, "" if fits else wanted)


def package() -> Iterator[Finding]:
    """partyie itself: its version, where it lies, whether its files are those that were installed."""
    from partyie import __file__ as file
    from partyie import __version__

    yield Finding("versions", PACKAGE, "ok", f"{__version__} in {Path(str(file)).parent}")
    try:
        installed = distribution(PACKAGE)
    except PackageNotFoundError:
        yield Finding("versions", "installation", "broken", "pip doesn't know of it", f"pip install {PACKAGE}")
        return
    if installed.version != __version__:
        told = f"pip says {installed.version}, the files say {__version__}"
        yield Finding("versions", "installation", "note", told, REINSTALL)
    wrong = list(_changed_files(installed))
    if wrong:
        told = f"{len(wrong)} files aren't as installed: {', '.join(wrong[:3])}"
        yield Finding("versions", "files", "broken", told, REINSTALL)


def _changed_files(installed: Distribution) -> Iterator[str]:
    """Files of the package that are gone, or are not those that pip wrote."""
    for file in installed.files or ():
        if file.parts[0] != PACKAGE or file.hash is None or file.hash.mode != "sha256":
            continue
        path = Path(str(file.locate()))
        if not path.is_file() or _digest(path) != file.hash.value:
            yield str(file)


def _digest(path: Path) -> str:
    """As pip notes it in RECORD."""
    return urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).decode().rstrip("=")


def libraries() -> Iterator[Finding]:
    """Each library that partyie needs: its version, whether it fits, whether it can be imported."""
    for name, wanted, marker in _requirements():
        if not EXTRA.search(marker):
            yield _library(name, wanted)
    yield _library("numpy", "")


def _requirements() -> Iterator[tuple[str, str, str]]:
    """Name, range of versions and marker of all that the installed package asks for."""
    try:
        asked = distribution(PACKAGE).requires or []
    except PackageNotFoundError:
        return
    for line in asked:
        found = REQUIREMENT.match(line)
        if found:
            yield found["name"], found["range"].strip(" ()"), found["marker"] or ""


def _library(name: str, wanted: str) -> Finding:
    fix = f"pip install --force-reinstall '{name}{wanted}'"
    try:
        there = version(name)
        importlib.import_module(MODULES.get(name, name))
    except PackageNotFoundError:
        return Finding("versions", name, "broken", "is missing", f"pip install '{name}{wanted}'")
    except Exception as error:  # an extension of another Python or NumPy raises what it likes
        return Finding("versions", name, "broken", reason(error), fix)
    if not _fits(there, wanted):
        return Finding("versions", name, "note", f"{there}; partyie is tried with {wanted}", fix)
    return Finding("versions", name, "ok", there)


def _fits(there: str, wanted: str) -> bool:
    try:
        from packaging.specifiers import SpecifierSet
    except ImportError:
        return True
    return SpecifierSet(wanted).contains(there, prereleases=True)


def entry_points() -> Iterator[Finding]:
    """What spaCy and the shell find partyie by: each can be loaded, and none of the pipeline's is missing."""
    from partyie.pipeline.build import read_config

    found = list(distribution(PACKAGE).entry_points)
    wrong: dict[tuple[str, str], list[str]] = {}
    for entry in found:
        try:
            entry.load()
        except Exception as error:
            wrong.setdefault((reason(error), fix_of(error)), []).append(entry.name)
    for (told, fix), names in wrong.items():
        yield Finding("entry points", ", ".join(names), "broken", told, fix)
    missing = set(read_config()["nlp"]["pipeline"]) - {one.name for one in found if one.group == "spacy_factories"}
    if missing:
        yield Finding("entry points", "spacy_factories", "broken", f"no {', '.join(sorted(missing))}", REINSTALL)
    groups = sorted({one.group for one in found})
    yield Finding("entry points", "found", "ok", f"{len(found)} in {', '.join(groups)}")


def small_model() -> Iterator[Finding]:
    """The learnt model that comes with partyie: its files are those that its card was written for."""
    from partyie.ner.model import SMALL

    yield _model(SMALL)


def _model(name: str) -> Finding:
    from partyie.ner.model import model_folder, read_model

    folder = model_folder(name)
    model = read_model(folder)
    size = sum(map(len, model.files.values())) / MEGABYTE
    return Finding("models", name, "ok", f"{size:.1f} MB, checksums right, {len(model.weights)} weights, in {folder}")


def large_model() -> Iterator[Finding]:
    """The large model, a package of its own."""
    from partyie.errors import ModelError
    from partyie.ner.model import ENTRY_POINTS, LARGE

    if not importlib.metadata.entry_points(group=ENTRY_POINTS, name=LARGE):
        fix = "pip install ./models/lg in partyie's source tree"
        yield Finding("models", LARGE, "note", "not installed (optional: more accurate, slower)", fix)
        return
    try:
        yield _model(LARGE)
        importlib.import_module("onnxruntime")
    except ModelError as error:
        yield Finding("models", LARGE, "broken", str(error), "pip install --force-reinstall ./models/lg")


def segmenter() -> Iterator[Finding]:
    """The model that cuts words."""
    from partyie.models import segmenter_path
    from partyie.tokenizer.model_files import read_features
    from partyie.tokenizer.table_files import read_tables

    folder = segmenter_path()
    read_features(folder)
    if read_tables(folder) is None:
        told = "its tables aren't drawn from its weights: it works, but loads slowly"
        yield Finding("models", "segmenter", "note", told, REINSTALL)
        return
    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix in (".npz", ".npy")) / MEGABYTE
    yield Finding("models", "segmenter", "ok", f"{size:.1f} MB, tables fit its weights")


def lexicons() -> Iterator[Finding]:
    """The tables: every line has the fields that the header names, packed files are drawn from them."""
    from importlib.resources import files

    from partyie.lexicon.table import count_rows

    for part in ("partyie.lexicon", "partyie.text"):
        folder = files(part) / "data"
        names = sorted(path.name for path in folder.iterdir() if path.name.endswith((".tsv", ".tsv.gz")))
        rows = 0
        for name in names:
            try:
                rows += count_rows(name, folder=folder)
            except Exception as error:
                yield Finding("lexicons", f"{part}/{name}", "broken", reason(error), REINSTALL)
        yield Finding("lexicons", part, "ok" if names else "broken", f"{len(names)} tables, {rows:,} rows")


def packed_tables() -> Iterator[Finding]:
    """Large tables lie packed beside their text."""
    from partyie.lexicon.packing import is_current
    from partyie.lexicon.table import DATA

    packed = sorted(path.name.removesuffix(".npz") for path in DATA.iterdir() if path.name.endswith(".npz"))
    old = [name for name in packed if not is_current(f"{name}.tsv.gz")]
    if old:
        told = f"{', '.join(old)}: not drawn from the table that lies beside it; it works, but loads slowly"
        yield Finding("lexicons", "packed tables", "note", told, f"python scripts/pack_tables.py, or {REINSTALL}")
    else:
        yield Finding("lexicons", "packed tables", "ok", f"{len(packed)} are drawn from their tables")


def extras() -> Iterator[Finding]:
    """The optional libraries, by the extra that installs them."""
    wanted: dict[str, list[str]] = {}
    for name, _, marker in _requirements():
        extra = EXTRA.search(marker)
        if extra and extra["extra"] not in OWN_EXTRAS:
            wanted.setdefault(extra["extra"], []).append(name)
    for extra_name, names in wanted.items():
        missing = [name for name in names if not _is_installed(name)]
        told = f"{', '.join(missing)} missing (optional)" if missing else ", ".join(_with_version(names))
        fix = f"pip install 'partyie[{extra_name}]'" if missing else ""
        yield Finding("extras", extra_name, "note" if missing else "ok", told, fix)


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _with_version(names: list[str]) -> Iterator[str]:
    return (f"{name} {version(name)}" for name in names)


PARTS: tuple[tuple[str, Check], ...] = (
    ("versions", python),
    ("versions", package),
    ("versions", libraries),
    ("models", small_model),
    ("models", large_model),
    ("models", segmenter),
    ("lexicons", lexicons),
    ("lexicons", packed_tables),
    ("entry points", entry_points),
    ("extras", extras),
)
