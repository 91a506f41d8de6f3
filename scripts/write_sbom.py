"""Add the data and models of the wheel to a CycloneDX bill of materials.

usage: python write_sbom.py SBOM.json

The bill is what ``cyclonedx-py environment`` wrote of an environment that holds partyie alone, with whose Python this
runs; it is written over.
"""

from __future__ import annotations

import csv
import json
import sys
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "data_components.tsv"


def data_components() -> list[dict[str, Any]]:
    """A component a source of data, in the table's order."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [component(row) for row in csv.DictReader(lines, delimiter="\t")]


def component(row: dict[str, str]) -> dict[str, Any]:
    """As CycloneDX 1.6 has it."""
    version = {} if row["version"] == "-" else {"version": row["version"]}
    return {
        "type": "machine-learning-model" if "/models/" in row["places"] else "data",
        "bom-ref": f"partyie-data:{row['name']}",
        "name": row["name"],
        **version,
        "licenses": [{"license": {"id": row["licence"]}}],
        "description": row["places"],
    }


def main(path: Path) -> None:
    """Write the bill anew, with the data in it once."""
    bill = json.loads(path.read_text(encoding="utf-8"))
    kept = [one for one in bill["components"] if not str(one.get("bom-ref", "")).startswith("partyie-data:")]
    for one in kept:
        one.setdefault("licenses", [{"license": {"name": metadata(one["name"]).get("License") or "unknown"}}])
    bill["components"] = [*kept, *data_components()]
    path.write_text(json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
