"""Learn what names look like from news in which they are marked; write the tables that ``partyie.lexicon.names`` reads.

    python scripts/build_name_statistics.py --shared ../shared

Writes ``surnames.tsv``, ``glued_pairs.tsv.gz``, ``word_levels.tsv.gz`` and ``name_weights.tsv.gz``. Only counts and
weights of characters, pairs and words leave the corpora. Takes some three minutes; same input, same bytes.

The weights are those of a logistic regression over every string of two to four characters that begins with a surname:
is it a name here? Each character is described by its own indicator and by how often name registers list it, so that a
character the news never showed in a name still has a weight.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from partyie.lexicon.name_tables import HUNDREDTHS, PART_TABLES
from partyie.lexicon.names import EDGE, UNSEEN, element_forms, word_level

DATA = Path(__file__).parent.parent / "partyie" / "lexicon" / "data"
NEWS = ("people_daily_ner", "msra_ner")
WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：？！（）"}

# Surnames of the old lists and of the south-west and north-west that the frequency lists lack.
RARE_SURNAMES = tuple("妥者起陇侬终充速召鄯")
COMPOUNDS = (
    "单于子车漆雕壤驷公良夹谷宰父谷梁东郭归海羊舌微生梁丘东门伯赏富察叶赫那拉佟佳相里"
    "欧冶贺兰尔朱屈突豆卢沮渠秃发乞伏侯莫库狄贺拔斛律高堂达奚褚师张简范姜欧侯"
)
RARE_COMPOUNDS = tuple(COMPOUNDS[at : at + 2] for at in range(0, len(COMPOUNDS), 2))

Key = tuple[str, str]


@dataclass
class Text:
    """One sentence or paragraph: its characters, the spans of its names, its words where the corpus has them."""

    text: str
    names: list[tuple[int, int]]
    words: list[str]


def read_lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_texts(shared: Path) -> Iterator[Text]:
    corpora = shared / "data" / "corpora"
    for row in read_lines(corpora / "pfr199801" / "train.jsonl.gz"):
        spans = [(start, end) for start, end, label in row["spans"] if label == "nr"]
        yield Text("".join(row["words"]).translate(WIDTH), spans, row["words"])
    for corpus in NEWS:
        for row in read_lines(corpora / corpus / "train.jsonl.gz"):
            spans = [(start, end) for start, end, label in row["spans"] if label == "PER"]
            yield Text(row["text"].translate(WIDTH), spans, [])


def read_ppm(path: Path, *columns: int) -> dict[str, float]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in list(lines)[1:]]
    return {row[0]: max(float(row[column] or 0) for column in columns) for row in rows}


def read_surnames(shared: Path) -> dict[str, float]:
    ppm = read_ppm(shared / "data" / "gazetteers" / "surnames.tsv.gz", 2, 3)
    for surname in (*RARE_SURNAMES, *RARE_COMPOUNDS):
        ppm.setdefault(surname, 0.0)
    return ppm


def count_words(shared: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Words of two to four characters, characters that are words, characters inside words; names left out."""
    words: Counter[str] = Counter()
    single: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for corpus in ("pfr199801", "corpuszh"):
        for row in read_lines(shared / "data" / "corpora" / corpus / "train.jsonl.gz"):
            named = {at for start, end, label in row["spans"] if label in ("nr", "nh") for at in range(start, end)}
            position = 0
            for word in row["words"]:
                if position not in named:
                    if len(word) == 1:
                        single[word] += 1
                    else:
                        inside.update(word)
                        if len(word) <= 4:
                            words[word] += 1
                position += len(word)
    return words, single, inside


def glued_pairs(texts: Iterable[Text]) -> dict[str, int]:
    """Pairs of characters that words hold together more often than a word boundary parts them; names left out."""
    joined: Counter[str] = Counter()
    parted: Counter[str] = Counter()
    for item in texts:
        named = {at for start, end in item.names for at in range(start, end + 1)}
        position = 0
        for word in item.words:
            for at in range(position + 1, position + len(word)):
                if at not in named:
                    joined[item.text[at - 1 : at + 1]] += 1
            position += len(word)
            if 0 < position < len(item.text) and position not in named:
                parted[item.text[position - 1 : position + 1]] += 1
    pairs = {}
    for pair, count in joined.items():
        odds = math.log((count + 0.5) / (parted[pair] + 0.5))
        if count >= 3 and odds > 0:
            pairs[pair] = 2 if odds > 2.5 else 1
    return pairs


def foreign_weights(texts: list[Text], surnames: Mapping[str, float]) -> dict[str, float]:
    """Log-odds of characters in transcribed names against all text."""
    everywhere: Counter[str] = Counter()
    named: Counter[str] = Counter()
    seen = set()
    for item in texts:
        everywhere.update(filter(is_han, item.text))
        for start, end in item.names:
            name = item.text[start:end]
            if name not in seen and is_transcribed(name, surnames):
                seen.add(name)
                named.update(filter(is_han, name))
    for element in element_forms():
        named.update(element)
    in_names, in_text = sum(named.values()), sum(everywhere.values())
    weights = {
        character: math.log((count + 0.3) / in_names) - math.log((everywhere[character] + 20) / in_text)
        for character, count in named.items()
        if count >= 2
    }
    return {UNSEEN: -4.0} | weights


def is_transcribed(name: str, surnames: Mapping[str, float]) -> bool:
    if "·" in name:
        return True
    if len(name) >= 4:
        return name[:2] not in surnames
    return len(name) == 3 and name[0] not in surnames and name[0] not in "老小阿"


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


class Describer:
    """Turns a candidate into the indicators of the regression: pairs of a table's name and a key."""

    def __init__(
        self,
        surnames: Mapping[str, float],
        given: Mapping[str, float],
        glued: Mapping[str, int],
        words: Mapping[str, int],
        single: Mapping[str, int],
        inside: Mapping[str, int],
    ) -> None:
        self.surnames, self.given_ppm, self.glued, self.words = surnames, given, glued, words
        self.single, self.inside = single, inside

    def alone(self, character: str) -> str:
        """How much rather a character is a word of its own than part of one."""
        return str(max(-3, min(3, round(self.ratio(character)))))

    def ratio(self, character: str) -> float:
        return math.log((self.single.get(character, 0) + 1) / (self.inside.get(character, 0) + 1))

    def glue(self, pair: str) -> str:
        return str(self.glued.get(pair, 0))

    def candidates(self, text: str) -> Iterator[tuple[int, int, int]]:
        for start in range(len(text)):
            for size in (1, 2):
                given = start + size
                if text[start:given] in self.surnames and len(text[start:given]) == size:
                    for end in (given + 1, given + 2):
                        if end <= len(text) and all(map(is_han, text[given:end])):
                            yield start, given, end

    def describe(self, text: str, start: int, given: int, end: int) -> list[Key]:
        surname, rest = text[start:given], text[given:end]
        keys = [
            ("surname", surname),
            ("surname:ppm", ppm_class(self.surnames[surname])),
            ("shape", f"{given - start}{end - given}"),
            ("word", str(word_level(self.words.get(text[start:end], 0)))),
            ("last:alone", self.alone(text[end - 1])),
        ]
        if end - start == 3:
            keys.append(("opening", str(word_level(self.words.get(text[start : start + 2], 0)))))
        if len(rest) == 1:
            keys += [
                ("only", rest),
                ("only:ppm", ppm_class(self.given_ppm.get(rest, 0))),
                ("glued_inside", self.glue(text[given - 1 : end])),
            ]
        else:
            keys += [
                ("first", rest[0]),
                ("first:ppm", ppm_class(self.given_ppm.get(rest[0], 0))),
                ("second", rest[1]),
                ("second:ppm", ppm_class(self.given_ppm.get(rest[1], 0))),
                ("glued_inside", self.glue(text[start : start + 2] if len(surname) == 1 else rest)),
                ("glued_given", self.glue(rest)),
            ]
        return keys + self.around(text, start, end)

    def around(self, text: str, start: int, end: int) -> list[Key]:
        previous = text[start - 1] if start else EDGE
        following = text[end] if end < len(text) else EDGE
        return [
            ("left", previous),
            ("left:alone", self.alone(previous)),
            ("left_pair", text[max(0, start - 2) : start]),
            ("glued_left", self.glue(text[max(0, start - 1) : start + 1])),
            ("right", following),
            ("right:alone", self.alone(following)),
            ("right_pair", text[end : end + 2]),
            ("glued_right", self.glue(text[end - 1 : end + 1])),
        ]


def ppm_class(ppm: float) -> str:
    return "-1" if ppm <= 0 else str(int(math.log10(ppm + 1) * 1.5))


def learn(texts: list[Text], describer: Describer) -> dict[Key, float]:
    """The weights of the regression."""
    rows: list[list[Key]] = []
    labels: list[bool] = []
    for item in texts:
        names = set(item.names)
        for start, given, end in describer.candidates(item.text):
            rows.append(describer.describe(item.text, start, given, end))
            labels.append((start, end) in names)
    number = {key: index for index, key in enumerate(frequent_keys(rows, labels))}
    matrix = np.full((len(rows), 20), len(number), np.int32)
    for index, row in enumerate(rows):
        known = [number[key] for key in row if key in number]
        matrix[index, : len(known)] = known
    del rows
    weights = descend(matrix, np.array(labels, float), len(number))
    return {key: float(weights[index]) for key, index in number.items()}


def frequent_keys(rows: list[list[Key]], labels: list[bool]) -> list[Key]:
    """Keys seen three times; pairs only if four names or sixty candidates had them."""
    total: Counter[Key] = Counter()
    positive: Counter[Key] = Counter()
    for row, label in zip(rows, labels, strict=True):
        total.update(row)
        if label:
            positive.update(row)
    pairs = ("left_pair", "right_pair")
    return sorted(
        key for key, count in total.items() if (positive[key] >= 4 or count >= 60 if key[0] in pairs else count >= 3)
    )


def descend(
    matrix: npt.NDArray[np.int32], labels: npt.NDArray[np.float64], keys: int, *, epochs: int = 10, batch: int = 512
) -> npt.NDArray[np.float64]:
    """Adagrad over shuffled batches; each weight is pulled to 0 as by one observation."""
    weights, squares = np.zeros(keys + 1), np.full(keys + 1, 1e-2)
    frequency = np.bincount(matrix.ravel(), minlength=keys + 1) + 1.0
    shuffler = np.random.default_rng(0)
    for _ in range(epochs):
        order = shuffler.permutation(len(labels))
        for first in range(0, len(order), batch):
            chosen = order[first : first + batch]
            picked = matrix[chosen]
            errors = 1 / (1 + np.exp(-weights[picked].sum(1))) - labels[chosen]
            flat = picked.ravel()
            gradient = np.bincount(flat, np.repeat(errors, picked.shape[1]), keys + 1)
            seen = np.bincount(flat, minlength=keys + 1)
            touched = np.flatnonzero(seen)
            step = (gradient[touched] + weights[touched] * seen[touched] / frequency[touched]) / 64
            squares[touched] += step * step
            weights[touched] -= 0.25 * step / np.sqrt(squares[touched])
            weights[keys] = 0.0
    return weights


def merge(learnt: Mapping[Key, float], describer: Describer) -> dict[str, dict[str, float]]:
    """Fold the class indicators of characters into one weight a character and table."""

    def weight(table: str, key: str) -> float:
        return learnt.get((table, key), 0.0)

    tables: dict[str, dict[str, float]] = {table: {} for table in PART_TABLES}
    for (table, key), value in learnt.items():
        if ":" not in table:
            tables[table][key] = value
    listed = set(describer.given_ppm)
    for surname, ppm in describer.surnames.items():
        tables["surname"][surname] = weight("surname", surname) + weight("surname:ppm", ppm_class(ppm))
    for table in ("only", "first", "second"):
        for character in listed | set(tables[table]):
            ppm_weight = weight(f"{table}:ppm", ppm_class(describer.given_ppm.get(character, 0)))
            last = 0.0 if table == "first" else weight("last:alone", describer.alone(character))
            tables[table][character] = weight(table, character) + ppm_weight + last
        tables[table][UNSEEN] = weight(f"{table}:ppm", "-1")
    for table in ("left", "right"):
        for character in tables[table]:
            tables[table][character] += weight(f"{table}:alone", describer.alone(character))
        tables[table][UNSEEN] = weight(f"{table}:alone", "0")
    return tables


def write_rows(name: str, header: str, rows: Iterable[str]) -> None:
    body = "\n".join((header, *rows)) + "\n"
    path = DATA / name
    if not name.endswith(".gz"):
        path.write_text(body, encoding="utf-8", newline="\n")
        return
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as stream:
        stream.write(body.encode())
    path.write_bytes(packed.getvalue())


def writable(key: str) -> bool:
    """Keys that a line of a table can hold."""
    return not any(character in key for character in "\t\n\r#") and key == key.strip(" ")


def main() -> None:
    """Read the corpora, write the tables."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    arguments.add_argument("--shared", type=Path, required=True, help="folder of corpora and gazetteers")
    shared = arguments.parse_args().shared
    texts = list(read_texts(shared))
    surnames = read_surnames(shared)
    given = read_ppm(shared / "data" / "gazetteers" / "given_chars.tsv.gz", 3)
    words, single, inside = count_words(shared)
    glued = glued_pairs(texts)
    describer = Describer(surnames, given, glued, words, single, inside)
    tables = merge(learn(texts, describer), describer)
    tables["foreign"] = foreign_weights(texts, surnames)
    tables["alone"] = {character: describer.ratio(character) for character in sorted(single.keys() | inside.keys())}
    levels = {
        word: level
        for word, count in words.items()
        if (word[0] in surnames or word[:2] in surnames) and (level := word_level(count)) and all(map(is_han, word))
    }
    write_rows("surnames.tsv", "surname\tppm", (f"{surname}\t{ppm:g}" for surname, ppm in surnames.items()))
    write_rows("glued_pairs.tsv.gz", "pair\tlevel", (f"{p}\t{n}" for p, n in sorted(glued.items()) if writable(p)))
    write_rows("word_levels.tsv.gz", "word\tlevel", (f"{word}\t{level}" for word, level in sorted(levels.items())))
    rows = (
        f"{table}\t{key}\t{round(weight * HUNDREDTHS)}"
        for table in PART_TABLES
        for key, weight in sorted(tables[table].items())
        if writable(key) and abs(weight) >= 0.05
    )
    write_rows("name_weights.tsv.gz", "table\tkey\tweight", rows)


if __name__ == "__main__":
    main()
