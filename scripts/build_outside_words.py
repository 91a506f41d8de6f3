"""Build ``partyie/lexicon/data/outside_words.tsv.gz``: common words that never stand inside an organisation's name.

    python scripts/build_outside_words.py --shared ../shared

Counted over the training part of the PFR People's Daily corpus (words and bracketed organisation names); words seen
inside an organisation of our own training gold are taken out. Only the word list is kept, no text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "partyie" / "lexicon" / "data" / "outside_words.tsv.gz"
GOLD = Path(__file__).parent.parent / "annotations" / "training"
COMMON = 6  # occurrences that make a word's absence inside names telling
INSIDE_SHARE = 0.003  # at most this share of a word's occurrences inside names
NAME_TAGS = {"ns", "nt", "nz", "nx"}  # places, organisations, other names: always welcome inside
FUNCTION_TAGS = {"c", "d", "p", "r", "u", "v", "y"}  # a single character counts only where it is one of these


def count(path: Path) -> tuple[Counter[str], Counter[str], dict[str, Counter[str]]]:
    """Occurrences of each word in all, inside organisation names, and by part of speech."""
    total: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    tags: dict[str, Counter[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            names = [(start, end) for start, end, label in row["spans"] if label == "nt"]
            position = 0
            for raw, tag in zip(row["words"], row["pos"], strict=True):
                word = unicodedata.normalize("NFKC", raw)
                total[word] += 1
                tags.setdefault(word, Counter())[tag] += 1
                if any(start <= position and position + len(raw) < end for start, end in names):
                    inside[word] += 1
                position += len(raw)
    return total, inside, tags


def gold_organisations(folder: Path) -> Iterator[str]:
    """Organisation names of the training gold, as they stand."""
    for path in sorted(folder.glob("*.json")):
        for span in json.loads(path.read_text(encoding="utf-8"))["spans"]:
            if span["label"] == "ORG":
                yield span["text"]


def outside_words(corpus: Path, gold: Path) -> list[str]:
    """The words, most frequent first."""
    total, inside, tags = count(corpus)
    organisations = "\n".join(gold_organisations(gold))
    return [
        word
        for word, number in total.most_common()
        if number >= COMMON
        and inside[word] <= INSIDE_SHARE * number
        and word.isalpha()
        and tags[word].most_common(1)[0][0] not in NAME_TAGS
        and (len(word) > 1 or tags[word].most_common(1)[0][0] in FUNCTION_TAGS)
        and (len(word) == 1 or word not in organisations)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the shared folder that holds data/corpora")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    words = outside_words(options.shared / "data" / "corpora" / "pfr199801" / "train.jsonl.gz", options.gold)
    options.output.write_bytes(gzip.compress(("word\n" + "\n".join(words) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
