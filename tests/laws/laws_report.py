"""What a run of the laws has tried, as JSON and as a page; a law that didn't run keeps its row."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

COMMAND = "nox -s laws"
HEAD = f"""# Laws

What holds of every text, tried on many: `{COMMAND}`. An example is one drawn text, pair of texts or sentence that was
read and checked; figures are of the texts named.

| law | examples | failures | seconds |
|---|--:|--:|--:|
"""


@dataclass
class Law:
    """One law and what came of it.

    Attributes:
        statement: What must hold.
        examples: That were checked to the end.
        failures: Tests of it that failed.
        seconds: Elapsed.
        figures: What else was counted, by name.
    """

    statement: str
    examples: int = 0
    failures: int = 0
    seconds: float = 0.0
    figures: dict[str, Any] = field(default_factory=dict)


def write_report(folder: Path, laws: dict[str, Law]) -> None:
    """Write `laws.json` and `laws.md` into a folder; rows of other laws are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "laws.json"
    rows: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for name, law in laws.items():
        rows[name] = asdict(law) | {"seconds": round(law.seconds, 1), "statement": " ".join(law.statement.split())}
    rows = dict(sorted(rows.items()))
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "laws.md").write_text(page(rows), "utf-8")


def page(rows: dict[str, Any]) -> str:
    """The report as Markdown."""
    lines = [
        f"| {row['statement'].replace('|', chr(92) + '|')} | {row['examples']:,} | {row['failures']} | {row['seconds']} |"
        for row in rows.values()
    ]
    total = sum(row["examples"] for row in rows.values())
    failed = sum(row["failures"] for row in rows.values())
    seconds = sum(row["seconds"] for row in rows.values())
    lines.append(f"| together | {total:,} | {failed} | {seconds:.0f} |")
    return HEAD + "\n".join(lines) + "\n" + "".join(map(_figures, rows.values()))


def _figures(row: dict[str, Any]) -> str:
    if not row["figures"]:
        return ""
    lines = [f"| {name} | {value:,} |" for name, value in row["figures"].items()]
    return f"\n{row['statement']}\n\n| | |\n|---|--:|\n" + "\n".join(lines) + "\n"
