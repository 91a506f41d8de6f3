"""What mutation begins with, made of committed gold, tables and examples rather than stored."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

from examples import TAGGED, gold_document, records
from reader_laws import NAMES, figure_kinds, tables, workplace
from tokens import DATES, NUMERALS, VALUES

from partyie.formats.brat import write_brat
from partyie.formats.columns import TABLES
from partyie.formats.conll import format_conll
from partyie.formats.docbin import write_docbin
from partyie.formats.doccano import format_line as doccano_line
from partyie.formats.gold_json import format_gold_json
from partyie.formats.jsonl import format_line
from partyie.formats.label_studio import write_label_studio
from partyie.lexicon.extension import MAKERS
from partyie.lexicon.table import DATA

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "annotations" / "written"
PIECES = 60  # of the texts of gold, as many characters each as PIECE
PIECE = 90
SOME = 80  # rows of a table


@cache
def gold_texts() -> tuple[str, ...]:
    """Pieces of the texts of the written gold, in order."""
    names = sorted(WRITTEN.glob("*.json"))
    texts = [str(json.loads(name.read_bytes())["text"]) for name in names]
    pieces = [text[at : at + PIECE] for text in texts for at in range(0, len(text), 4 * PIECE)]
    return tuple(pieces[:: max(1, len(pieces) // PIECES)])


@cache
def damaged_texts() -> tuple[str, ...]:
    """The first cells of the tables of damaged texts and look-alikes."""
    rows: list[str] = []
    for name in ("damaged_text.tsv", "clean_lookalikes.tsv", "date_quantity_lookalikes.tsv"):
        lines = (ROOT / "tests" / "data" / name).read_text(encoding="utf-8").splitlines()[1:]
        cells = [
            row[:2] for row in csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t") if row
        ]
        rows += [max(row, key=len).replace("\\n", "\n") for row in cells[:: max(1, len(cells) // SOME)]]
    return tuple(rows)


def encoded(texts: Iterable[str], before: bytes = b"") -> Iterator[bytes]:
    """Texts as inputs of the targets that take text."""
    return (before + text.encode() for text in texts)


def text_seeds() -> Iterator[bytes]:
    yield from encoded(gold_texts())
    yield from encoded(damaged_texts())


def dated_text_seeds() -> Iterator[bytes]:
    """With two bytes in front that say the reference date."""
    yield from encoded((*gold_texts(), *damaged_texts()[::4], gold_document().text), b"\x99\x11")


def numeral_seeds() -> Iterator[bytes]:
    yield from encoded(NUMERALS)


def value_seeds() -> Iterator[bytes]:
    yield from encoded(VALUES, bytes((124, 40, 109, 115, 130, 0)))


def expression_seeds() -> Iterator[bytes]:
    for before in (b"\0\0", b"\x99\x11"):
        yield from encoded((*NUMERALS, *DATES), before)


def encoding_seeds() -> Iterator[bytes]:
    """Texts in the encodings that are read, and what isn't text."""
    for codec in ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "cp950", "utf-16", "utf-32", "shift-jis", "euc-kr"):
        yield from (text.encode(codec, "ignore") for text in gold_texts()[::6])
    yield from (b"%PDF-1.4", b"PK\x03\x04", b"\x00\x01", b"\xff\xfe\x00", b"\xef\xbb\xbf\xff")


def line_seeds() -> Iterator[bytes]:
    yield from map(format_line, records())


def gold_json_seeds() -> Iterator[bytes]:
    yield format_gold_json(gold_document()).encode()


def inline_seeds() -> Iterator[bytes]:
    yield TAGGED.encode()


def label_studio_seeds() -> Iterator[bytes]:
    """As written, as predictions, as JSON-MIN."""
    path = workplace() / "seed.json"
    write_label_studio([gold_document()], path)
    yield path.read_bytes()
    yield path.read_bytes().replace(b'"annotations"', b'"predictions"')
    yield json.dumps(
        [{"text": "县长高峰", "label": [{"start": 2, "end": 4, "text": "高峰", "labels": ["PERSON"]}]}]
    ).encode()


def doccano_seeds() -> Iterator[bytes]:
    yield doccano_line(gold_document())
    yield '{"text": "县长高峰", "label": [[2, 4, "PERSON"]]}\n'.encode()


def conll_seeds() -> Iterator[bytes]:
    yield format_conll(gold_document()).encode()
    yield "-DOCSTART- O\n\n县 B-POST\n长 E-POST\n高 B-PERSON\n峰 I-PERSON\n".encode()


def brat_seeds() -> Iterator[bytes]:
    folder = workplace() / "brat"
    write_brat([gold_document()], folder)
    yield b"\0".join((folder / f"notice{suffix}").read_bytes() for suffix in (".txt", ".ann", ".facts.json"))
    yield "县长高峰\0T1\tPOST 0 2\t县长\nT2\tPERSON 2 4\t高峰\nR1\tholder Arg1:T1 Arg2:T2\n".encode()


def table_seeds(kind: str) -> Callable[[], Iterator[bytes]]:
    """A seed a table: its number and its bytes."""

    def seeds() -> Iterator[bytes]:
        for number, family in enumerate(TABLES):
            yield bytes((number,)) + (tables(kind) / f"{family}.{kind}").read_bytes()

    return seeds


def database_seeds() -> Iterator[bytes]:
    """Patches of the header, the first blocks and the end."""
    for place in (0, 8, 4096, 8192, 12288, 300_000, 2_000_000):
        yield b"\0" + place.to_bytes(4, "big") + b"\x04\xff\x00\x01\x80"
        yield b"\1" + place.to_bytes(4, "big") + b"\x00"


def docbin_seeds() -> Iterator[bytes]:
    import zlib

    path = workplace() / "seed.spacy"
    write_docbin(records(), path)
    yield b"\1" + path.read_bytes()
    yield b"\0" + zlib.decompress(path.read_bytes())


def guess_seeds() -> Iterator[bytes]:
    several = (line_seeds, gold_json_seeds, inline_seeds, label_studio_seeds, doccano_seeds, conll_seeds)
    for number, _ in enumerate(NAMES):
        yield from (bytes((number,)) + next(seeds()) for seeds in several)


def lexicon_seeds() -> Iterator[bytes]:
    rows = "term\tlabel\tname\tkind\tcode\tpriority\n七彩办\tORG\t七彩街办事处\tgovernment\t\t2\n艾力·买买提\tPERSON\t\t\t\t\n"
    yield b"\0" + rows.encode()
    yield b"\1" + '{"term": "七彩办", "label": "ORG"}\n{"term": "高峰", "label": "PERSON", "priority": 3}\n'.encode()


def row_seeds() -> Iterator[bytes]:
    """The first rows of each shipped table that may be extended."""
    for number, name in enumerate(sorted(MAKERS)):
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        yield bytes((number,)) + ("\n".join(islice(lines, 6)) + "\n").encode()


def figure_seeds() -> Iterator[bytes]:
    """The committed figures; of the long ones the beginning, which is as good as damage."""
    for number, name in enumerate(figure_kinds()):
        yield bytes((number,)) + (files("partyie.benchmarks") / "results" / f"{name}.json").read_bytes()[:4000]


def command_seeds() -> Iterator[bytes]:
    """Runs as one would make them: arguments, the content of x.txt, standard input."""
    runs = (
        "extract a.txt", "extract a.txt b.txt -o out.jsonl", "extract . -o out --format csv", "extract -", "show a.txt --only PERSON,POST",
        "explain a.txt --at 2", "explain a.txt --find 县委", "convert r.jsonl --to label-studio -o t.json --texts .",
        "convert gold --to conll -o out.conll", "convert gold --to jsonl -o o.jsonl", "convert x.txt --from gold-json --to inline -o out", "extract x.txt --lexicon terms.tsv",
        "extract x.txt --reference-date 2021-09-29 --model lg", "schema", "show - --width 30", "convert x.txt --from jsonl --to csv -o t",
        "extract a.txt -o o.jsonl --resume", "extract a.txt -o x.txt --format jsonl --resume", "extract a.txt --tables gold", "convert x.txt --from label-studio --to brat -o b",
    )  # fmt: skip
    contents = ("县长高峰，2021年9月29日。".encode(), *line_seeds(), *gold_json_seeds(), b"\xff\xfe\x00")
    for number, run in enumerate(runs):
        content = contents[number % len(contents)]
        yield b"\0".join((*(part.encode() for part in run.split()), content, "市委书记".encode()))
