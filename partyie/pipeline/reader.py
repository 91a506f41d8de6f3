"""A pipeline that reads texts of any length into Extractions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from partyie.errors import InputError
from partyie.ner.model import SMALL
from partyie.pipeline.build import build
from partyie.records import Extraction
from partyie.records.joining import join_extractions
from partyie.text.pieces import cut_pieces

LEARNT = 1_000_000  # code points after which new words are forgotten
_BUILDING = RLock()  # threads that start together share one pipeline
REFERENCE_DATE = "partyie_reference_date"  # doc.user_data key: ISO string
COMPLETE_DATE = len("2021-09-29")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a pipeline is built from: small enough to send to another process."""

    lexicon: str | None = None
    explain: bool = False
    model: str = SMALL


class Reader:
    """One pipeline, used by one thread at a time.

    spaCy's vocabulary keeps every word it has seen, for ever. A reader lets it learn the words of its first texts, the
    common ones, and then has it forget what each further text brings (a memory zone, hence the lock): memory stays
    flat over any number of texts. Forgetting from the start would cost a fifth of the speed.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.lock = RLock()
        self.learnt = 0  # code points whose words the vocabulary keeps

    def read(self, text: str, *, source: str | None = None, reference_date: date | None = None) -> Extraction:
        """Read one text; one longer than the pipeline's ``max_length`` is cut at paragraph ends and the results joined.

        Without a reference date, later pieces take relative dates from the document date that the first one found.

        Raises:
            InputError: ``text`` isn't a string.
        """
        if not isinstance(text, str):
            raise InputError(f"a text is a str, not {type(text).__name__}")
        reference = iso_reference(reference_date)
        if len(text) <= self.nlp.max_length:
            return self._read_piece(text, reference).model_copy(update={"source": source}).with_text(text)
        parts: list[tuple[int, Extraction]] = []
        for start, end in cut_pieces(text, self.nlp.max_length):
            own_date = _document_date(parts) if reference is None else None
            part = self._read_piece(text[start:end], reference or own_date)
            parts.append((start, _anchored_in_document(part) if own_date else part))
        return join_extractions(parts, text, source)

    def _read_piece(self, text: str, reference: str | None) -> Extraction:
        with self.lock, self._vocabulary(len(text)):
            extraction: Extraction = self.annotate(text, reference)._.extraction
            return extraction

    def _vocabulary(self, length: int) -> AbstractContextManager[object]:
        if self.learnt < LEARNT:
            self.learnt += length
            return nullcontext()
        return self.nlp.memory_zone()

    def annotate(self, text: str, reference: str | None = None) -> Doc:
        """The annotated Doc of a text within ``max_length``; ``reference`` is an ISO date or null."""
        doc = self.nlp.make_doc(text)
        if reference is not None:
            doc.user_data[REFERENCE_DATE] = reference
        return self.nlp(doc)


def iso_reference(reference_date: date | None) -> str | None:
    """A ``date`` or ``datetime`` as ISO text; anything else is a TypeError."""
    if reference_date is None:
        return None
    if not isinstance(reference_date, date):
        raise TypeError(f"reference_date is a date or datetime, not {reference_date!r}")
    return reference_date.isoformat()


def _document_date(parts: list[tuple[int, Extraction]]) -> str | None:
    found = parts[0][1].document.date if parts else None
    return found if found and len(found) == COMPLETE_DATE and "X" not in found else None


def _anchored_in_document(part: Extraction) -> Extraction:
    """What was resolved by the date handed on from the first piece rests on the document, not on a reference."""
    change: Mapping[str, Any] = {"anchor": "document"}
    dates = tuple(date.model_copy(update=change) if date.anchor == "reference" else date for date in part.dates)
    return part.model_copy(update={"dates": dates})


def reader_for(recipe: Recipe) -> Reader:
    """The reader of a recipe, built once a process; built anew when its lexicon file has changed.

    Raises:
        TableError, InputError, ModelError: What building the pipeline raises.
    """
    changed = os.stat(recipe.lexicon).st_mtime_ns if recipe.lexicon is not None else 0
    with _BUILDING:
        return _build_reader(recipe, changed)


@contextmanager
def resting_reader(recipe: Recipe) -> Iterator[Reader]:
    """The reader of a recipe while no other thread builds or uses one: processes forked meanwhile find it whole."""
    with _BUILDING:
        reader = reader_for(recipe)
        with reader.lock:
            yield reader


@lru_cache(maxsize=4)
def _build_reader(recipe: Recipe, changed: int) -> Reader:
    lexicon = None if recipe.lexicon is None else Path(recipe.lexicon)
    return Reader(build(model=recipe.model, lexicon=lexicon, explain=recipe.explain))
