"""Mutate modules with mutmut and see whether their tests notice: ``run_mutation.py [SUBJECT|MODULE]…``.

Subjects, modules and tests are in ``tests/mutation/subjects.toml``. The figures go to
``benchmarks/results/mutation.{json,md}``, where modules that aren't run keep theirs. What survives must be in
``tests/mutation/survivors.tsv`` with a reason: what isn't is added with the reason ``?``, what no longer survives
is taken out, and in both cases the exit code is 1.

Each mutant meets few examples of each property first; what survives that meets as many as in everyday runs. With
``--again`` there is only the second pass: over those mutants that survived the last time and those of functions that
have changed, which is enough where tests were added. With ``--quick`` there is only the first. With ``--every=5`` only
every fifth mutant is run.

mutmut changes functions only: tables and patterns of modules, properties and tables built once (``@cache``) stay as
they are. ``@lru_cache`` is taken off in all modules of the subject: it changes nothing but speed, mutmut would leave
such functions out, and what their caches hold from the run before would hide what a mutant does.
"""

from __future__ import annotations

import ast
import csv
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SUBJECTS = tomllib.loads((ROOT / "tests" / "mutation" / "subjects.toml").read_text("utf-8"))
SURVIVORS = ROOT / "tests" / "mutation" / "survivors.tsv"
RESULTS = ROOT / "benchmarks" / "results" / "mutation.json"
COPIED = ("partyie", "tests", "annotations", "benchmarks", "setup.cfg", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".hypothesis", "results", "browser")
# Parts of pytest that these tests don't need and that would take more than half of a mutant's time.
IDLE = "cacheprovider debugging doctest faulthandler junitxml legacypath logging pastebin setuponly setupplan stepwise"
PYTEST = ("-o", "addopts=", *(f"-pno:{name}" for name in f"{IDLE} threadexception unraisableexception".split()))
CACHES = re.compile(r"^@lru_cache(?:\([^#\n]*\))?[ ]*(?:#.*)?\n", re.MULTILINE)
FATES = {
    **dict.fromkeys((1, 3, -6, -9, -11), "killed"),  # a test failed, or the interpreter broke down
    **dict.fromkeys((36, 24, -24, 152, 255), "timeout"),
    **dict.fromkeys((5, 33), "no_tests"),
    0: "survived",
}
"""What mutmut's exit codes mean."""
UNKNOWN = "?"


class Survivor(NamedTuple):
    """A change that no test notices: the function, its lines before and after, and why that is no lack of tests."""

    module: str
    function: str
    was: str
    becomes: str
    reason: str = UNKNOWN

    @property
    def key(self) -> tuple[str, ...]:
        """What it is known by."""
        return self[:-1]


def main(arguments: list[str]) -> int:
    """Run the named subjects and modules, all by default; 1 where the list of survivors had to change."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    options = dict(name.partition("=")[::2] for name in arguments if name.startswith("--"))
    names = [name for name in arguments if not name.startswith("--")]
    modules = [module for subject in SUBJECTS.values() for module in subject]
    unknown = (set(names) - SUBJECTS.keys() - set(modules)) | (options.keys() - {"--again", "--quick", "--every"})
    if unknown:
        sys.exit(f"no option, subject or module of tests/mutation/subjects.toml: {', '.join(sorted(unknown))}")
    every = options.get("--every", "1")
    if not every.isdecimal() or int(every) < 1:
        sys.exit(f"--every={every}: it takes a number of mutants, 1 at least, as in --every=5")
    if find_spec("mutmut") is None:
        sys.exit(f"mutmut is missing: {sys.executable} -m pip install 'mutmut>=3.8,<3.9', or run nox -s mutation")
    changed = 0
    for name, subject in SUBJECTS.items():
        for module, tests in subject.items():
            if not names or module in names or name in names:
                print(module, flush=True)
                if "--again" not in options:
                    mutate(module, tests, again=False, every=int(every))
                if "--quick" not in options:
                    mutate(module, tests, again=True)
                changed += record(module, modules)
    return 1 if changed else 0


def mutate(module: str, tests: list[str], *, again: bool, every: int = 1) -> None:
    """Run mutmut on a module in a copy of the tree, anew or on what is left."""
    workshop = workshop_of(module)
    if not again:
        shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, workshop / name, ignore=LEFT_OUT, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / name, workshop)
    for cached in next(subject for subject in SUBJECTS.values() if module in subject):
        source = (ROOT / cached).read_text("utf-8")
        (workshop / cached).write_text(CACHES.sub("", source), encoding="utf-8")
    settings = ["", "[mutmut]", "source_paths = partyie", f"only_mutate = {module}"]
    lists = {"also_copy": COPIED, "pytest_add_cli_args_test_selection": tests, "pytest_add_cli_args": PYTEST}
    for name, values in lists.items():
        settings += [f"{name} =", *(f"    {value}" for value in values)]
    with (workshop / "setup.cfg").open("a", encoding="utf-8") as config:
        config.write("\n".join(settings) + "\n")
    left = forget_survivors(module) if again else sample(module, every)
    if left is None:
        return
    # Without compiled files every mutant would compile the tests anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "HYPOTHESIS_PROFILE": "everyday" if again else "quick"}
    mutmut = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *left]
    subprocess.run(mutmut, cwd=workshop, env=environment, check=True)


def workshop_of(module: str) -> Path:
    """The folder in which a module is mutated."""
    return ROOT / "build" / "mutation" / module.removesuffix(".py").replace("/", ".")


def fates_of(module: str) -> tuple[Path, dict[str, dict[str, int | None]]]:
    """The file in which mutmut keeps what became of each mutant, and its content."""
    path = workshop_of(module) / "mutants" / f"{module}.meta"
    return path, json.loads(path.read_text("utf-8")) if path.exists() else {"exit_code_by_key": {}}


def forget_survivors(module: str) -> list[str] | None:
    """Let mutmut take those that survived for not yet run; where only a sample was run, their names.

    None where nothing of a sample survived: no names would stand for all mutants.
    """
    path, fates = fates_of(module)
    if not path.exists():
        sys.exit(f"{module} hasn't been run here: first without --again")
    codes = fates["exit_code_by_key"]
    is_sample = None in codes.values()
    alive = [name for name, code in codes.items() if code is not None and FATES[code] != "killed"]
    codes.update(dict.fromkeys(alive))
    path.write_text(json.dumps(fates), encoding="utf-8")
    return (alive or None) if is_sample else []


def sample(module: str, every: int) -> list[str]:
    """The names of every so manieth mutant of a module; no names for all of them."""
    if every == 1:
        return []
    from mutmut.mutation.file_mutation import mutate_file_contents

    with chdir(workshop_of(module)):  # where mutmut finds its settings
        names = mutate_file_contents(module, Path(module).read_text("utf-8")).mutant_names
    return [f"*.{name}" for name in names[::every]]


def record(module: str, modules: list[str]) -> int:
    """Write down what became of a module's mutants; how many rows of the list of survivors are new or gone."""
    counts, found = outcome(module)
    figures = json.loads(RESULTS.read_text("utf-8"))["modules"] if RESULTS.exists() else {}
    figures[module] = counts
    write_results({name: figures[name] for name in modules if name in figures})
    known = read_survivors()
    reasons = {row.key: row for row in known if row.module == module}
    rows = [reasons.get(row.key, row) for row in found]
    others = [row for row in known if row.module != module and row.module in modules]
    write_survivors(sorted([*others, *rows], key=lambda row: (modules.index(row.module), row)))
    new, gone = [row for row in rows if row.reason == UNKNOWN], reasons.keys() - {row.key for row in rows}
    print(f"{len(rows)} rows of survivors, {len(new)} without a reason; {len(gone)} rows no longer survive", flush=True)
    return len(new) + len(gone)


def outcome(module: str) -> tuple[dict[str, float], list[Survivor]]:
    """What became of a module's mutants, counted, and those that live."""
    codes = fates_of(module)[1]["exit_code_by_key"]
    fates = {name: FATES[code] for name, code in codes.items() if code is not None}
    counts = Counter(fates.values())
    figures: dict[str, float] = {"possible": len(codes), "mutants": len(fates)}
    figures |= {fate: counts[fate] for fate in ("killed", "timeout", "survived", "no_tests")}
    figures["share"] = round((counts["killed"] + counts["timeout"]) / max(1, len(fates)), 4)
    functions = dict(functions_of((workshop_of(module) / "mutants" / module).read_text("utf-8")))
    alive = [name.rpartition(".")[2] for name, fate in fates.items() if fate in ("survived", "no_tests")]
    rows = list(dict.fromkeys(survivor(module, name, functions) for name in alive))
    return {**figures, "rows": len(rows)}, rows  # one row for changes of one text that stands twice in a function


def functions_of(source: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of every function and method, by its name."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, [line.strip() for line in lines[node.lineno - 1 : node.end_lineno]]


def survivor(module: str, mutant: str, functions: dict[str, list[str]]) -> Survivor:
    """The row of a mutant, from the two versions of its function that mutmut writes."""
    stem = mutant.rpartition("__mutmut_")[0]
    function = stem.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    plain = function.rpartition(".")[2]
    before, after = (
        [line.replace(name, plain) for line in functions[name]] for name in (f"{stem}__mutmut_orig", mutant)
    )
    changes = [line for line in difflib.ndiff(before, after) if line[0] in "-+"]
    was, becomes = (" ⏎ ".join(line[2:] for line in changes if line[0] == sign) for sign in "-+")
    return Survivor(module, function, was, becomes)


def read_survivors() -> list[Survivor]:
    """The rows of the list."""
    if not SURVIVORS.exists():
        return []
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        return [Survivor(*row) for row in list(rows)[1:]]


def write_survivors(rows: list[Survivor]) -> None:
    """Write the list anew."""
    lines = ["\t".join(row) for row in [Survivor._fields, *rows]]
    SURVIVORS.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def write_results(modules: dict[str, dict[str, float]]) -> None:
    """Write the figures for machines and for people."""
    RESULTS.write_text(json.dumps({"modules": modules}, indent=2) + "\n", encoding="utf-8", newline="\n")
    columns = ("possible", "mutants", "killed", "timeout", "survived", "no_tests")
    total = {column: sum(int(row[column]) for row in modules.values()) for column in columns}
    whole = {**total, "share": (total["killed"] + total["timeout"]) / max(1, total["mutants"])}
    table = [
        "| module | possible | run | killed | out of time | survived | no tests | killed or out of time |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in [*modules.items(), ("all", whole)]:
        table.append(f"| `{name}` | {' | '.join(str(row[column]) for column in columns)} | {row['share']:.1%} |")
    head = [
        "# Mutation check",
        "",
        "`nox -s mutation` changes the functions of these modules in one place at a time, with mutmut, and runs the",
        "tests that `tests/mutation/subjects.toml` names on each change. At least 85 % must be noticed; the others are",
        "in `tests/mutation/survivors.tsv`, each with its reason. Tables, patterns and properties are not changed.",
        "Where fewer were run than are possible, it was a sample (`--every`).",
        "",
    ]
    RESULTS.with_suffix(".md").write_text("\n".join([*head, *table]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
