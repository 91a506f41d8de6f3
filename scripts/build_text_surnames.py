"""Build ``partyie/text/data/surnames.tsv``: one-character surnames and how many in a million people bear them.

    python scripts/build_text_surnames.py --shared ../shared

From the shared gazetteer (wainshine/Chinese-Names-Corpus, Apache-2.0). Only what tells a padded name (高　峰) from two
words; the lexicon has a table of its own for finding persons.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from pathlib import Path

TARGET = Path(__file__).parent.parent / "partyie" / "text" / "data" / "surnames.tsv"
SOURCE = Path("data", "gazetteers", "surnames.tsv.gz")


def table(shared: Path) -> str:
    """The table's text, surnames in the order of frequency."""
    with gzip.open(shared / SOURCE, "rt", encoding="utf-8", newline="") as lines:
        rows = [
            row for row in csv.DictReader(lines, delimiter="\t") if len(row["surname"]) == 1 and row["wainshine_ppm"]
        ]
    ranked = sorted(rows, key=lambda row: (-float(row["wainshine_ppm"]), row["surname"]))
    text = "".join(f"{row['surname']}\t{round(float(row['wainshine_ppm']))}\n" for row in ranked)
    return "surname\tppm\n" + text


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/gazetteers")
    TARGET.write_text(table(parser.parse_args().shared), encoding="utf-8")


if __name__ == "__main__":
    main()
