"""Check that an installed partyie is whole: run it with the installation's Python, outside the source tree.

usage: python check_installation.py

Imports every module, loads every entry point, reads every table, extracts a sentence and loads the packaged gold.
Exits 0 if all is there; otherwise a traceback names what is not.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from importlib.metadata import distribution
from importlib.resources import files

import partyie
from partyie.benchmarks.corpus import PACKAGED, read_split
from partyie.lexicon.table import read_table

SENTENCE = "荥阳市委书记宋书杰2021年9月29日到任。"
MENTIONS = {("ORG", "荥阳市委"), ("POST", "书记"), ("PERSON", "宋书杰"), ("DATE", "2021年9月29日")}


def import_modules() -> int:
    """Import all of partyie but what trains models and what runs when imported."""
    names = [module.name for module in pkgutil.walk_packages(partyie.__path__, "partyie.")]
    wanted = [name for name in names if not name.startswith("partyie.models.") and not name.endswith(".__main__")]
    for name in wanted:
        importlib.import_module(name)
    return len(wanted)


def load_entry_points() -> int:
    """Load what setup.cfg names."""
    return len([entry.load() for entry in distribution("partyie").entry_points])


def read_tables() -> int:
    """Read every lexicon table, rows as they stand."""
    names = [entry.name for entry in (files("partyie.lexicon") / "data").iterdir() if ".tsv" in entry.name]
    for name in names:
        read_table(name, dict)
    return len(names)


def main() -> int:
    """Run the checks, saying what was found."""
    print(f"{import_modules()} modules, {load_entry_points()} entry points, {read_tables()} tables")
    found = {(mention.label.value, mention.text) for mention in partyie.extract(SENTENCE).mentions}
    print(f"gold: {', '.join(f'{split} {len(read_split(split))}' for split in PACKAGED)}; in {partyie.__path__[0]}")
    if missing := MENTIONS - found:
        print(f"{SENTENCE} gave no {missing}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
