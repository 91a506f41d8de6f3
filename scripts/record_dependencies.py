"""Record what ran with which versions in ``benchmarks/results/dependencies.{json,md}``: run by the nox sessions.

usage: python record_dependencies.py NAME [--junit FILE]… [--written]

Run it with the Python of the environment that was tested. NAME is ``lowest``, ``highest`` or ``python 3.12``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import re
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

RESULTS = Path(__file__).parent.parent / "benchmarks" / "results"
OPTIONAL = ("pandas", "polars", "pyarrow", "duckdb", "ray")
COMMANDS = "nox -s lowest highest package"


def versions() -> dict[str, str]:
    """Of what partyie asks for, and of the optional libraries that are there."""
    asked = [re.split(r"[^\w.-]", line)[0] for line in distribution("partyie").requires or () if "extra" not in line]
    found = {}
    for name in (*sorted(asked, key=str.lower), "numpy", *OPTIONAL):
        try:
            found[name] = version(name)
        except ImportError:
            continue
    return found


def outcomes(reports: list[Path]) -> dict[str, int]:
    """How many tests passed, failed and were skipped; where several reports have a test, the last counts."""
    tests: dict[tuple[str | None, str | None], str] = {}
    for report in reports:
        for case in ElementTree.parse(report).iter("testcase"):
            kinds = {child.tag for child in case}
            outcome = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
            tests[case.get("classname"), case.get("name")] = outcome
    said = list(tests.values())
    return {outcome: said.count(outcome) for outcome in ("passed", "failed", "skipped")} if said else {}


def written_digest() -> str:
    """SHA-256 of the lines that are extracted from the written gold: the same wherever results are the same."""
    import partyie
    from partyie.benchmarks.corpus import read_split
    from partyie.formats.jsonl import format_line

    digest = hashlib.sha256()
    for document in read_split("written"):
        digest.update(format_line(partyie.extract(document.text, source=document.name)))
    return digest.hexdigest()


def as_markdown(results: dict[str, dict[str, Any]]) -> str:
    """The results as a page."""
    lines = ["# Dependencies", "", f"Written by `{COMMANDS}`.", ""]
    lines += ["| environment | Python | tests passed | failed | skipped | SHA-256 of the extracted written gold |"]
    lines += ["|---|---|--:|--:|--:|---|"]
    for name, told in results.items():
        tests = [str(told["tests"].get(outcome, "–")) for outcome in ("passed", "failed", "skipped")]
        lines.append(f"| {name} | {told['python']} | {' | '.join(tests)} | {(told['written'] or '–')[:12]} |")
    names = sorted({name for told in results.values() for name in told["versions"]}, key=str.lower)
    lines += ["", f"| library | {' | '.join(results)} |", f"|---|{'---|' * len(results)}"]
    lines += [
        f"| {name} | {' | '.join(told['versions'].get(name, '–') for told in results.values())} |" for name in names
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Put an environment's figures beside the others'."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--junit", type=Path, action="append", default=[])
    parser.add_argument("--written", action="store_true", help="extract the written gold and keep the bytes' digest")
    options = parser.parse_args()
    path = RESULTS / "dependencies.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results[options.name] = {
        "python": platform.python_version(),
        "versions": versions(),
        "tests": outcomes(options.junit),
        "written": written_digest() if options.written else None,
    }
    results = dict(sorted(results.items()))
    path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "dependencies.md").write_text(as_markdown(results), encoding="utf-8")


if __name__ == "__main__":
    main()
