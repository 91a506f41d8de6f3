"""The order of the rooms: each part of the package imports itself and what lies below it, deferred imports too."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Lowest first. `errors` is free; `annotations` and `models` are data. What lies inside `models` is the code that
# trains them, and stands above what it trains.
ORDER = (
    "errors", "annotations", "models", "records", "formats", "text", "lexicon", "tokenizer", "ner", "components",
    "pipeline", "api", "distributed", "benchmarks", "training", "cli", "__main__",
)  # fmt: skip
# What the package's own name gives: `import partyie` brings records, the rest is fetched when asked for.
PUBLIC = {
    "load": "api", "extract": "api", "extract_many": "api", "parse_date": "pipeline", "parse_quantity": "pipeline",
    "to_frame": "formats",
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the installed package (parts may lie in folders of their own) by its dotted name."""
    for part in ORDER:
        if part == "training":
            continue
        spec = importlib.util.find_spec(f"partyie.{part}")
        if spec is None:
            continue
        if spec.submodule_search_locations is None:
            yield f"partyie.{part}", Path(str(spec.origin))
            continue
        for folder in map(Path, spec.submodule_search_locations):
            for path in sorted(folder.rglob("*.py")):
                dotted = ".".join(path.relative_to(folder).with_suffix("").parts)
                yield f"partyie.{part}.{dotted}".removesuffix(".__init__"), path


def imports(name: str, path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything of ours that a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}, line {node.lineno}: imports are absolute here"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def rank(dotted: str) -> int:
    """Where a module stands in the order; -1 for what isn't ours."""
    package, _, rest = dotted.partition(".")
    if package != "partyie":
        return -1
    part = rest.partition(".")[0]
    if part == "models" and dotted in MODULES and rest != "models":
        part = "training"
    return ORDER.index(part if part in ORDER else PUBLIC.get(part, "records"))


MODULES = dict(modules())


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_downward(name: str) -> None:
    upward = [f"line {line}: {other}" for line, other in imports(name, MODULES[name]) if rank(other) > rank(name)]
    assert not upward, f"{name} imports what lies above it: {'; '.join(upward)}"


def test_every_part_has_its_place() -> None:
    package = Path(importlib.util.find_spec("partyie").submodule_search_locations[0])  # type: ignore[union-attr,index]
    parts = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts <= {*ORDER, "__init__"}


def test_upward_imports_are_seen(tmp_path: Path) -> None:
    """The check itself: an import inside a function counts."""
    module = tmp_path / "words.py"
    module.write_text("def find():\n    from partyie.components import dates\n    return dates\n", encoding="utf-8")
    [(line, other)] = imports("partyie.text.words", module)
    assert (line, other) == (2, "partyie.components.dates")
    assert rank(other) > rank("partyie.text.words")


@pytest.mark.parametrize("part", ["partyie", "partyie.records", "partyie.text", "partyie.lexicon", "partyie.formats"])
def test_lower_parts_do_not_load_spacy(part: str) -> None:
    """In a fresh process: every module of the part, nothing of spaCy."""
    wanted = [name for name in MODULES if name.startswith(f"{part}.") and part != "partyie"]
    # docbin is the one format that is spaCy's own.
    code = f"import sys, {', '.join([part, *(name for name in wanted if not name.endswith('.docbin'))])}\n"
    code += "sys.exit(sorted({'spacy', 'spacy_pkuseg'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
