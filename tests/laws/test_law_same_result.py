"""The same text gives the same bytes, whatever was read before, in whatever order, and whatever it is called."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from any_texts import texts
from extraction_laws import few
from hypothesis import given
from hypothesis import strategies as st

import partyie
from partyie.pipeline import reader as reader_module
from partyie.pipeline.reader import Recipe, reader_for


def bytes_of(text: str, source: str | None = None) -> str:
    return partyie.extract(text, source=source).model_dump_json()


@few
@given(texts, st.lists(texts, min_size=1, max_size=2), st.text(max_size=5).filter(lambda name: name.isprintable()))
def test_after_other_texts(text: str, others: list[str], source: str) -> None:
    """The same text gives the same bytes again, after other texts, and its source changes nothing else."""
    first = bytes_of(text)
    for other in others:
        bytes_of(other)
    assert bytes_of(text) == first
    assert partyie.extract(text, source=source).model_copy(update={"source": None}).model_dump_json() == first


@few
@given(st.lists(texts, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_in_another_order(many: list[str], random: Any) -> None:
    """Texts give the same bytes one by one and as a stream in any order."""
    alone = [bytes_of(text, str(number)) for number, text in enumerate(many)]
    order = list(range(len(many)))
    random.shuffle(order)
    found = partyie.extract_many([(str(number), many[number]) for number in order])
    assert [one.model_dump_json() for one in found] == [alone[number] for number in order]


@few
@given(texts, texts)
def test_with_forgotten_words(text: str, other: str) -> None:
    """The same bytes where the vocabulary learns the text's words, and where it forgets them afterwards."""
    learnt = bytes_of(text)
    with patch.object(reader_module, "LEARNT", 0):
        reader: Any = reader_for(Recipe())
        vocabulary = len(reader.nlp.vocab.strings)
        assert bytes_of(other) and bytes_of(text) == learnt
        assert len(reader.nlp.vocab.strings) == vocabulary
    assert bytes_of(text) == learnt
