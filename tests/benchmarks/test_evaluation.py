"""spaCy's `nlp.evaluate` reports what `partyie benchmark accuracy` counts."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

import partyie
from partyie.benchmarks.accuracy import measure_accuracy
from partyie.benchmarks.corpus import read_split
from partyie.benchmarks.evaluation import ROWS, make_record_scorer
from partyie.formats.docbin import RECORDS, doc_from_extraction, make_examples, read_docs, write_docbin
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_records import extraction_from_gold
from partyie.records import Extraction

TEXT = "芦山县委书记张三于2021年9月29日到村走访20余户。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return partyie.load()


def references(documents: Iterable[GoldDocument]) -> list[Extraction]:
    return [extraction_from_gold(document).with_text(document.text) for document in documents]


def test_evaluation_agrees_with_the_benchmark(nlp: Language) -> None:
    """On gold, span by span and link by link."""
    documents = read_split("written")[:4]
    scores = nlp.evaluate(list(make_examples(nlp, references(documents))))
    counts = measure_accuracy("written", documents, [nlp(one.text)._.extraction for one in documents]).figures.counts
    assert scores["spans_partyie_f"] == pytest.approx(counts["span"].f1, abs=1e-4)
    assert {label: row["f"] for label, row in scores["spans_partyie_per_type"].items()} == pytest.approx(
        {label: counts[f"span:{label}"].f1 for label in scores["spans_partyie_per_type"]}, abs=1e-4
    )
    for name, row in ROWS.items():
        assert scores[f"{name}_p"] == pytest.approx(counts[row].precision, abs=1e-4), name
        assert scores[f"{name}_r"] == pytest.approx(counts[row].recall, abs=1e-4), name


def test_its_own_findings_score_one(nlp: Language) -> None:
    scores = nlp.evaluate(list(make_examples(nlp, [nlp(TEXT)._.extraction])))
    assert {scores[f"{name}_f"] for name in ("spans_partyie", *ROWS) if scores[f"{name}_f"] is not None} == {1.0}
    assert scores["partyie_holder_f"] == 1.0 and scores["partyie_member_f"] is None


def test_a_wrong_value_costs_its_kind_alone(nlp: Language) -> None:
    x = nlp(TEXT)._.extraction
    wrong = x.model_copy(update={"dates": (x.dates[0].model_copy(update={"value": "2021-09-28"}),)}).with_text(TEXT)
    scores = nlp.evaluate(list(make_examples(nlp, [wrong])))
    assert (scores["spans_partyie_f"], scores["partyie_dates_f"], scores["partyie_quantities_f"]) == (1.0, 0.0, 1.0)


def test_references_without_records_count_for_spans_alone(nlp: Language) -> None:
    reference = nlp.make_doc(TEXT)
    reference.spans["partyie"] = [reference.char_span(0, 4, label="ORG", alignment_mode="expand")]
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), reference)])
    assert scores["spans_partyie_r"] == 1.0 and scores["partyie_dates_f"] is None


def test_references_without_anything_count_for_nothing(nlp: Language) -> None:
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), nlp.make_doc(TEXT))])
    assert scores["spans_partyie_f"] is None and scores["spans_partyie_per_type"] is None


def test_coarse_tokens_of_the_reference_do_not_hide_mistakes() -> None:
    """A mention that is found inside the reference's token is counted as too many, not left out."""
    vocab = partyie.load().vocab
    reference, predicted = (
        Doc(vocab, words=["芦山县委"], spaces=[False]),
        Doc(vocab, words=list("芦山县委"), spaces=[False] * 4),
    )
    reference.spans["partyie"] = [reference.char_span(0, 4, label="ORG")]
    predicted.spans["partyie"] = [predicted.char_span(0, 4, label="ORG"), predicted.char_span(0, 3, label="PLACE")]
    scores = make_record_scorer()([Example(predicted, reference)])
    assert (scores["spans_partyie_p"], scores["spans_partyie_r"]) == (0.5, 1.0)


def test_examples_from_a_docbin(tmp_path, nlp: Language) -> None:  # type: ignore[no-untyped-def]
    write_docbin(references(read_split("written")[:2]), tmp_path / "gold.spacy")
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in read_docs(tmp_path / "gold.spacy", nlp.vocab)]
    assert nlp.evaluate(examples)["spans_partyie_f"] > 0.8
    assert RECORDS in doc_from_extraction(nlp(TEXT)._.extraction, nlp.vocab).user_data
