"""Write the figures of ``benchmarks/results/`` into ``docs/reliability.md``; run it when they have changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from partyie.benchmarks.pattern_growth import Attacks

ROOT = Path(__file__).parent.parent
PAGE, RESULTS = ROOT / "docs" / "reliability.md", ROOT / "benchmarks" / "results"
BEGIN, END = "<!-- figures -->\n", "\n<!-- end of figures -->"

Figures = dict[str, Any]
Row = tuple[str, str]  # what is measured, and its figure


def renewed(page: str, results: Path = RESULTS) -> str:
    """The page with its table as the figures are now.

    Raises:
        ValueError: It has no place for the table.
    """
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    lines = ["| what | figure | again |", "|---|---|---|"]
    for name, rows in SOURCES.items():
        figures = json.loads((results / f"{name}.json").read_text(encoding="utf-8"))
        command = COMMANDS.get(name, f"nox -s {name}")
        for what, figure in rows(figures):
            lines.append(f"| {what} | {figure} | `{command}` |")
    return "\n".join([before + BEGIN, *lines, END + after])


def _laws(figures: Figures) -> Iterator[Row]:
    examples = sum(law["examples"] for law in figures.values())
    failures = sum(law["failures"] for law in figures.values())
    yield f"{len(figures)} laws of every text, as properties", f"{examples:,} examples, {failures} failures"
    around = figures["test_law_cut_seeds.test_around_a_place"]
    yield (
        "prefixes of the five real documents, and these with one character gone, read around the place",
        f"{around['examples']:,} read, {around['failures']} failures",
    )
    gone = figures["test_law_cut_seeds.test_many_deletions"]
    yield (
        "each character of theirs gone from the whole document, every 80th at once",
        f"{gone['figures']['characters deleted']:,} characters, {gone['failures']} failures",
    )


def _noise(figures: Figures) -> Iterator[Row]:
    for split, kinds in figures["splits"].items():
        alone = {kind: _kept(one) for kind, one in kinds.items() if kind != "together"}
        worst = min(alone, key=alone.__getitem__)
        yield (
            f"mentions of `{split}` still found under noise: the worst of {len(alone)} kinds alone; all at once",
            f"{alone[worst]:.2%} ({worst}); {_kept(kinds['together']):.2%}",
        )


def _kept(figures: Figures) -> float:
    return float(figures["kept"] / figures["found"])


def _fuzz(figures: Figures) -> Iterator[Row]:
    yield (
        f"fuzzing of {len(figures['targets'])} targets, guided by coverage",
        f"{figures['executions']:,} executions, {figures['faults']} faults",
    )


def _ceilings(figures: Figures) -> Iterator[Row]:
    if figures["patterns"] is not None:
        attacks = Attacks.model_validate(figures["patterns"]).patterns
        grown = sum(one.grows for one in attacks)
        yield "patterns attacked; those that grow faster than their text", f"{len(attacks):,}; {grown}"
    reads = [(name, read) for name, family in figures["families"].items() for read in family["read"]]
    name, worst = max(reads, key=lambda found: found[1]["ratio"])
    yield "hostile texts: the dearest, against ordinary text", f"× {worst['ratio']:.2f} ({name})"
    if figures["line"] is not None:
        [line] = figures["line"]["read"]
        yield (
            f"one line of {line['characters']:,} code points: time a code point, memory",
            f"× {line['ratio']:.2f}; {line['peak_megabytes']:.0f} MiB",
        )


def _encodings(figures: Figures) -> Iterator[Row]:
    whole = [sizes["whole"] for sizes in figures["read"].values()]
    cells = [cell for sizes in figures["read"].values() for size, cell in sizes.items() if size not in ("8", "4")]
    number = sum(sum(cell.values()) for cell in whole)
    yield (
        f"whole documents in {len(figures['read'])} encodings: read right, as another text",
        f"{_of(whole, 'right')} of {number:,}; {_of(whole, 'wrong')}",
    )
    yield "of these and their cuts of 16 characters and more: read as another text", f"{_of(cells, 'wrong')}"


def _of(cells: list[Figures], what: str) -> str:
    return f"{sum(cell[what] for cell in cells):,}"


def _interruptions(figures: Figures) -> Iterator[Row]:
    stops = sum(one["stops"] for one in figures["stops"].values())
    valid = sum(one["valid"] for one in figures["stops"].values())
    yield "runs stopped at random moments (SIGINT, SIGTERM, SIGKILL): whole lines left", f"{valid} of {stops}"
    yield "runs gone on with by `--resume`: the same bytes", f"{figures['same']} of {figures['runs']}"


def _concurrency(figures: Figures) -> Iterator[Row]:
    ways = figures["ways"]
    yield (
        f"{len(ways)} ways to read many texts (threads, processes, start methods, Ray): other bytes",
        str(sum(way["different"] for way in ways)),
    )
    yield "worker processes killed meanwhile", str(sum(way["kills"] for way in ways))


def _dependencies(figures: Figures) -> Iterator[Row]:
    for name in ("lowest", "highest"):
        tests = figures[name]["tests"]
        yield f"tests with the {name} versions of what is needed", f"{tests['passed']} passed, {tests['failed']} failed"
    digests = {one["written"] for one in figures.values()}
    pythons = ", ".join(name.removeprefix("python ") for name in figures if name.startswith("python "))
    same = "the same" if len(digests) == 1 else f"{len(digests)} kinds of"
    yield f"bytes of what is extracted on Python {pythons} and with both", f"{same} bytes"


def _mutation(figures: Figures) -> Iterator[Row]:
    for name, modules in _subjects(figures["modules"]).items():
        run, possible = (sum(one[key] for one in modules) for key in ("mutants", "possible"))
        killed = sum(one["killed"] + one["timeout"] for one in modules)
        sample = "" if run == possible else f", a sample of {possible:,}"
        yield f"changes of {name} that tests notice", f"{killed / run:.1%} of {run:,}{sample}"


def _subjects(modules: Figures) -> dict[str, list[Figures]]:
    subjects: dict[str, list[Figures]] = {"numerals, calendar and resolver": [], "text repair": []}
    for name, one in modules.items():
        is_repair = "/repair/" in name or name.endswith(("/cleaning.py", "/offsets.py"))
        subjects["text repair" if is_repair else "numerals, calendar and resolver"].append(one)
    return subjects


SOURCES: dict[str, Callable[[Figures], Iterator[Row]]] = {
    "laws": _laws,
    "noise": _noise,
    "fuzz": _fuzz,
    "ceilings": _ceilings,
    "encodings": _encodings,
    "interruptions": _interruptions,
    "concurrency": _concurrency,
    "dependencies": _dependencies,
    "mutation": _mutation,
}
COMMANDS = {
    "encodings": "partyie benchmark encodings",
    "dependencies": "nox -s lowest highest package",
}

if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
