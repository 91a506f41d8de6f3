"""What a user may write: a strict mypy accepts all of it and sees these types. Checked, not run."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, assert_type

import partyie
from partyie import Extraction, Failure
from partyie.errors import ExpressionError, InputError, ModelError, PartyieError, PipelineWarning, TableError
from partyie.formats.docbin import make_examples, read_docbin, write_docbin
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_proposals import Proposal, gold_from_extraction
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.html import to_html, write_html
from partyie.formats.jsonl import read_jsonl, write_jsonl
from partyie.records import Date, Label, Mention, Person, Post, Quantity, Tenure

if TYPE_CHECKING:
    from decimal import Decimal

x = partyie.extract("张三任局长。", reference_date=date(2021, 9, 29), source="a.txt", lexicon=Path("l.tsv"), model="sm")
assert_type(x, Extraction)
assert_type(x.source, str | None)
assert_type(x.text, str | None)
assert_type(x.with_text("张三任局长。"), Extraction)
assert_type(x.to_html(), str)
assert_type(x.to_html("张三任局长。"), str)
assert_type(x._repr_html_(), str)
assert_type(x.model_dump_json(), str)

reveal_type(x.to_frame("persons"))  # R: Any
reveal_type(x.to_frame("persons", "polars"))  # R: polars.dataframe.frame.DataFrame
reveal_type(partyie.to_frame([x], "tenures", "polars"))  # R: polars.dataframe.frame.DataFrame
reveal_type(partyie.load())  # R: spacy.language.Language
large = partyie.load("lg", lexicon="l.tsv", exclude=["partyie_ner"], config={"nlp.batch_size": 8})
reveal_type(large)  # R: spacy.language.Language

for one in partyie.extract_many(
    ["a", ("b.txt", "b")], n_process=2, on_error="record", progress=lambda told: print(told.done)
):
    assert_type(one, Extraction | Failure)
    if isinstance(one, Failure):
        assert_type(one.error.kind, str)
    else:
        assert_type(one.mentions, tuple[Mention, ...])

assert_type(x.persons, tuple[Person, ...])
assert_type(x.posts, tuple[Post, ...])
assert_type(x.tenures, tuple[Tenure, ...])
assert_type(x.mentions[0].label, Label)
assert_type(x.mentions[0].score, float | None)
number: Decimal | None = x.quantities[0].value

assert_type(partyie.parse_date("2021年9月", reference_date=date(2021, 9, 29)), Date)
assert_type(partyie.parse_quantity("20余户"), Quantity)
assert_type(partyie.__version__, str)

stream = BytesIO()
write_jsonl([x], stream)
for item in read_jsonl(stream):
    assert_type(item, Extraction | Failure)
write_html([x], stream)
assert_type(to_html(x), str)
write_docbin([x], Path("a.spacy"))
for item in read_docbin(Path("a.spacy")):
    assert_type(item, Extraction | Failure)
examples = list(make_examples(partyie.load(), [x]))
gold = gold_from_extraction(x, "张三任局长。", "G01")
assert_type(gold, Proposal)
proposed: GoldDocument = gold
assert_type(extraction_from_gold(gold), Extraction)

try:
    partyie.parse_date("")
except ExpressionError as error:
    caught: PartyieError | ValueError = error
except (InputError, ModelError, TableError) as error:
    caught = error
warning: type[UserWarning] = PipelineWarning
