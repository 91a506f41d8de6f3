"""Build ``partyie/text/data/pairs.tsv.gz``: how often Han characters follow each other in formal Chinese.

    python scripts/build_text_pairs.py --shared ../shared

Counts only, from the training split of the segmented People's Daily of January 1998 (PFR corpus): no sentence of it
can be put together again from pairs that occur at least three times.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parent.parent / "partyie" / "text" / "data" / "pairs.tsv.gz"
CORPUS = Path("data", "corpora", "pfr199801", "train.jsonl.gz")
FEWEST = 3  # rarer pairs say little and would triple the table


def is_han(text: str) -> bool:
    """Whether all characters are unified ideographs of the basic block."""
    return all("\u4e00" <= character <= "\u9fff" for character in text)


def count(corpus: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Occurrences of characters, of adjacent pairs, and of pairs inside one word."""
    characters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = json.loads(line)["words"]
            text = "".join(words)
            characters.update(text)
            pairs.update(map("".join, pairwise(text)))
            for word in words:
                inside.update(map("".join, pairwise(word)))
    return characters, pairs, inside


def rows(characters: Counter[str], pairs: Counter[str], inside: Counter[str]) -> list[str]:
    """One line a character: its count, then each follower with the pair's count and the count inside words."""
    followers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pair, times in pairs.items():
        if times >= FEWEST and is_han(pair):
            followers[pair[0]].append((-times, pair[1]))
    return [
        f"{character}\t{times}\t"
        + " ".join(f"{other}{-minus}/{inside[character + other]}" for minus, other in sorted(followers[character]))
        for character, times in sorted(characters.items())
        if is_han(character)
    ]


def table(shared: Path) -> str:
    """The table's text."""
    return "\n".join(["character\tcount\tfollowers", *rows(*count(shared / CORPUS))]) + "\n"


def main() -> None:
    """Write the table, the same bytes each time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/corpora")
    text = table(parser.parse_args().shared)
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, filename="") as packed:
        packed.write(text.encode("utf-8"))
    TARGET.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
