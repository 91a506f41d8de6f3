"""Build ``partyie/lexicon/data/outside_words.tsv.gz``: common words that never stand inside an organisation's name.

    python scripts/build_outside_words.py --shared ../shared

Counted over the training part of the PFR People's Daily corpus (words and bracketed organisation names); words that
our own training gold shows inside organisations often enough are taken out. ``hard`` words (verbs, function words) end
a name always, ``soft`` ones (nouns) unless a short department name needs them; ``-`` words do stand in organisations'
names but are common vocabulary, so that no unknown county is called by one. Only the word list is kept, no text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
from collections import Counter
from pathlib import Path

from spacy_pkuseg import pkuseg

TARGET = Path(__file__).parent.parent / "partyie" / "lexicon" / "data" / "outside_words.tsv.gz"
GOLD = Path(__file__).parent.parent / "annotations" / "training"
COMMON = 6  # occurrences that make a word's absence inside names telling
INSIDE_SHARE = 0.009  # at most this share of a word's occurrences inside names
GOLD_SHARE = 0.08  # a word with a larger share of its gold occurrences inside names is taken out
NOMINAL_TAGS = {"n", "vn", "an", "Ng"}
NOMINAL_SHARE = 0.2  # a verb used as a noun this often is soft
HARD_TAGS = {"c", "d", "f", "m", "p", "q", "r", "t", "u", "v", "vd", "y", "Vg", "Dg"}
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


def gold_counts(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Occurrences of each word in the training gold, in all and inside organisations (the last word left out)."""
    segment = pkuseg(str(Path(__file__).parent.parent / "models" / "segmenter"))
    total: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        names = [(span["start"], span["end"]) for span in gold["spans"] if span["label"] == "ORG"]
        position = 0
        for line in gold["text"].splitlines(keepends=True):
            at = position
            for word in segment.cut(line):
                at = gold["text"].index(word, at)
                total[word] += 1
                inside[word] += any(start <= at and at + len(word) < end for start, end in names)
                at += len(word)
            position += len(line)
    return total, inside


def outside_words(corpus: Path, gold: Path) -> list[tuple[str, str]]:
    """The words with their strength, most frequent first."""
    total, inside, tags = count(corpus)
    gold_total, gold_inside = gold_counts(gold)
    rows = []
    for word, number in total.most_common():
        tag = tags[word].most_common(1)[0][0]
        if number < COMMON or not word.isalpha() or tag in NAME_TAGS:
            continue
        rare_inside = inside[word] <= INSIDE_SHARE * number and gold_inside[word] <= GOLD_SHARE * gold_total[word]
        if len(word) > 1 and not rare_inside:
            rows.append((word, "-"))
        elif len(word) > 1 or tag in FUNCTION_TAGS:
            nominal = sum(tags[word][tag] for tag in NOMINAL_TAGS) >= NOMINAL_SHARE * number
            rows.append((word, "hard" if tag in HARD_TAGS and not nominal else "soft"))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the shared folder that holds data/corpora")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    words = outside_words(options.shared / "data" / "corpora" / "pfr199801" / "train.jsonl.gz", options.gold)
    text = "word\tstrength\n" + "".join(f"{word}\t{strength}\n" for word, strength in words)
    options.output.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
