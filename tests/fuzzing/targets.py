"""What is fuzzed: a function of bytes a target, with what its inputs begin with, are made of, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import command_laws
import reader_laws
import seeds
import text_laws
import tokens


@dataclass(frozen=True, slots=True)
class Target:
    """One target.

    Attributes:
        run: Raises AssertionError where a law is broken; any other exception is a fault of what is tested.
        seeds: The inputs that mutation begins with.
        tokens: What mutation inserts.
        length: Bytes of the longest input.
        executions: Its share of a run of `WHOLE` executions.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    tokens: tuple[str, ...]
    length: int
    executions: int


TEXT = (*tokens.TEXT_TOKENS, *tokens.DATE_TOKENS, *tokens.NUMERAL_TOKENS)
JSON = tokens.JSON_TOKENS
LINES = tokens.LINE_TOKENS

TARGETS: dict[str, Target] = {
    "repairs": Target(text_laws.repairs, seeds.text_seeds, TEXT, 400, 10_000),
    "cleaning": Target(text_laws.cleaning, seeds.text_seeds, TEXT, 400, 12_000),
    "numerals": Target(text_laws.numerals, seeds.numeral_seeds, tokens.NUMERAL_TOKENS, 80, 400_000),
    "amounts": Target(text_laws.amounts, seeds.numeral_seeds, tokens.NUMERAL_TOKENS, 80, 120_000),
    "calendars": Target(text_laws.calendars, seeds.value_seeds, tokens.DATE_TOKENS, 60, 300_000),
    "expressions": Target(text_laws.expressions, seeds.expression_seeds, (*tokens.DATE_TOKENS, *tokens.NUMERAL_TOKENS), 90, 15_000),
    "finders": Target(text_laws.finders, seeds.text_seeds, TEXT, 300, 10_000),
    "pipeline": Target(text_laws.pipeline, seeds.dated_text_seeds, TEXT, 500, 5_000),
    "encodings": Target(text_laws.encodings, seeds.encoding_seeds, TEXT, 400, 150_000),
    "jsonl": Target(reader_laws.jsonl, seeds.line_seeds, JSON, 6000, 20_000),
    "views": Target(reader_laws.views, seeds.line_seeds, JSON, 6000, 10_000),
    "gold_json": Target(reader_laws.gold_json, seeds.gold_json_seeds, JSON, 3000, 15_000),
    "inline": Target(reader_laws.inline, seeds.inline_seeds, LINES, 2000, 15_000),
    "label_studio": Target(reader_laws.label_studio, seeds.label_studio_seeds, JSON, 5000, 15_000),
    "doccano": Target(reader_laws.doccano, seeds.doccano_seeds, JSON, 4000, 15_000),
    "conll": Target(reader_laws.conll, seeds.conll_seeds, LINES, 3000, 15_000),
    "brat": Target(reader_laws.brat, seeds.brat_seeds, LINES, 2500, 15_000),
    "csv": Target(reader_laws.csv_tables, seeds.table_seeds("csv"), (*LINES, *JSON), 2000, 10_000),
    "parquet": Target(reader_laws.parquet_tables, seeds.table_seeds("parquet"), LINES, 9000, 4_000),
    "duckdb": Target(reader_laws.duckdb_database, seeds.database_seeds, LINES, 400, 500),
    "docbin": Target(reader_laws.docbin, seeds.docbin_seeds, LINES, 9000, 8_000),
    "guessed": Target(reader_laws.guessed, seeds.guess_seeds, (*LINES, *JSON), 5000, 20_000),
    "user_lexicon": Target(reader_laws.user_lexicon, seeds.lexicon_seeds, (*LINES, *JSON), 1500, 15_000),
    "user_tables": Target(reader_laws.user_tables, seeds.row_seeds, LINES, 1500, 4_000),
    "figures": Target(reader_laws.figures, seeds.figure_seeds, JSON, 4200, 20_000),
    "command": Target(command_laws.command, seeds.command_seeds, (*tokens.COMMAND_TOKENS, *JSON), 3000, 2_000),
}  # fmt: skip
WHOLE = sum(target.executions for target in TARGETS.values())
