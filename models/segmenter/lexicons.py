"""Words known from outside the corpus: a word that a list knows is likelier a word where the corpus lacks it."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

from partyie.models.segmenter.corpus import FOLDING

MENTIONS = 4  # how often a corpus word must occur, to leave out slips and bound the model's size
COUNTY_DIGITS = 6  # of a division's code; longer ones are townships: as many again, and little gained


def read_lexicons(shared: Path) -> dict[str, set[str]]:
    """The lists by name: divisions down to counties (MIT), phrases of pypinyin (MIT), words of a second corpus."""
    return {
        "divisions": _divisions(shared / "data" / "gazetteers"),
        "phrases": _phrases(),
        "corpuszh": _corpus_words(shared / "data" / "corpora" / "corpuszh" / "train.jsonl.gz"),
    }


def _divisions(folder: Path) -> set[str]:
    names: set[str] = set()
    for table in ("divisions", "divisions_nbs2023"):
        header, *lines = gzip.decompress((folder / f"{table}.tsv.gz").read_bytes()).decode("utf-8").splitlines()
        columns = header.split("\t")
        rows = (dict(zip(columns, line.split("\t"), strict=True)) for line in lines)
        names.update(row["name"] for row in rows if len(row["code"]) <= COUNTY_DIGITS)
    return names


def _phrases() -> set[str]:
    from pypinyin.phrases_dict import phrases_dict

    return set(phrases_dict)


def _corpus_words(path: Path) -> set[str]:
    """Words only: how that corpus cuts sentences follows another standard and isn't learnt from."""
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(word.translate(FOLDING) for word in json.loads(line)["words"])
    return {word for word, count in counts.items() if count >= MENTIONS}
