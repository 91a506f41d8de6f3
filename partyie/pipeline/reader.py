"""A pipeline that reads texts of any length into Extractions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import RLock
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from partyie.errors import InputError
from partyie.formats.docbin import RECORDS
from partyie.lexicon.extension import Rows, added_rows, restore_rows
from partyie.lexicon.user import UserLexicon
from partyie.ner.model import SMALL
from partyie.pipeline.build import build, use_lexicon
from partyie.pipeline.limits import apply_components
from partyie.records import Extraction
from partyie.records.joining import JoinedPieces
from partyie.records.packed import PackedExtraction
from partyie.text import lazy_re as re
from partyie.text.pieces import cut_pieces

LEARNT = 300_000  # code points after which new words are forgotten
_HELD: dict[str, UserLexicon] = {}  # a worker's lexicon, by its digest
_BUILDING = RLock()  # threads that start together share one pipeline
REFERENCE_DATE = "partyie_reference_date"  # doc.user_data key: ISO string
PIECE = 50_000
"""Code points of a piece of a text too long to be read whole.

Reading 340,000 code points peaks at 319, 334, 362 and 428 MB with pieces of 5,000, 20,000, 50,000 and 100,000; the
speed is the same. On 90,000 code points of joined documents pieces of 50,000 give, against the whole, 99.9 % of the
mentions, all quantities and repairs and 95 % of what links a person's mentions, but 87 % of the names that persons,
bodies and places resolve to and 89 % of the links: 市委 and 周书记 are what the piece makes them. Against the gold the
pieces are no worse there, as each document is about another place: 49 and 54 % of the bodies, where the whole has 48.
"""
WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
COMPLETE_DATE = len("2021-09-29")

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What texts are read with; pipelines are built from the model alone.

    Attributes:
        lexicon: The user's, or in a worker process the digest of the one that it was started with.
        rows: What the user has added to the tables, so that other processes add it, too.
    """

    lexicon: UserLexicon | str | None = None
    explain: bool = False
    model: str = SMALL
    rows: Rows = field(default_factory=added_rows)

    def light(self) -> Recipe:
        """The same for a process that holds the lexicon already, as it may be large."""
        known = self.lexicon.digest if isinstance(self.lexicon, UserLexicon) else self.lexicon
        return replace(self, lexicon=known)


@dataclass(slots=True)
class _Pipeline:
    """A pipeline that readers share, and what it has at the moment.

    Attributes:
        learnt: Code points whose words the vocabulary keeps.
        lexicon: The user's, which the reader at work has set.
    """

    nlp: Language
    lock: Any = field(default_factory=RLock)
    learnt: int = 0
    lexicon: UserLexicon | None = None


class Reader:
    """One pipeline, used by one thread at a time; with one lexicon of the user's, or none.

    spaCy's vocabulary keeps every word it has seen, for ever. A reader lets it learn the words of its first texts, the
    common ones, and then has it forget what each further text brings (a memory zone, hence the lock): memory stays
    flat over any number of texts. Forgetting from the start would cost a fifth of the speed.
    """

    def __init__(self, nlp: Language) -> None:
        self._shared = _Pipeline(nlp)
        self.lexicon: UserLexicon | None = None

    def with_lexicon(self, lexicon: UserLexicon | None) -> Reader:
        """A reader that shares this one's pipeline and reads with another lexicon."""
        if lexicon == self.lexicon:
            return self
        other = copy(self)
        other.lexicon = lexicon
        return other

    @property
    def nlp(self) -> Language:
        """The pipeline; its lexicon is that of the reader which used it last."""
        return self._shared.nlp

    @property
    def lock(self) -> Any:
        """Held while the pipeline is at work."""
        return self._shared.lock

    @contextmanager
    def ready(self) -> Iterator[Language]:
        """The pipeline with this reader's lexicon, kept from other threads."""
        with self.lock:
            if self._shared.lexicon != self.lexicon:
                use_lexicon(self.nlp, self.lexicon)
                self._shared.lexicon = self.lexicon
            yield self.nlp

    def read(self, text: str, *, source: str | None = None, reference_date: date | None = None) -> Extraction:
        """Read one text; one longer than the pipeline's ``max_length`` is read in pieces.

        Raises:
            InputError: ``text`` isn't a string.
            TooLongError: It has taken longer than the limits of `within` allow.
        """
        result = self.read_packed(text, source=source, reference_date=reference_date)
        return result.unpack(text) if isinstance(result, PackedExtraction) else result

    def read_packed(
        self, text: str, *, source: str | None = None, reference_date: date | None = None
    ) -> Extraction | PackedExtraction:
        """The same, but the records of a text that is read in pieces stay packed: a long text needs little memory.

        Such a text is cut at paragraph ends, and the results are joined. Without a reference date, later pieces take
        relative dates from the document's date or, where it states none, from the first day that it tells, as far as
        the pieces before have said. What else a piece doesn't know is said at `PIECE`.

        Raises:
            InputError: ``text`` isn't a string.
        """
        if not isinstance(text, str):
            raise InputError(f"a text is a str, not {type(text).__name__}")
        reference = iso_reference(reference_date)
        if len(text) <= self.nlp.max_length:
            return self._read_piece(text, reference).model_copy(update={"source": source}).with_text(text)
        pieces = JoinedPieces()
        told: str | None = None
        for start, end in self._cut(text):
            data = self._read_data(text[start:end], reference or told)
            if told is not None:
                _rest_on_document(data)
            elif reference is None:
                told = _day_told(data)
            pieces.add(start, data)
        return pieces.finish(text, source)

    def _cut(self, text: str) -> Iterator[tuple[int, int]]:
        return cut_pieces(text, min(self.nlp.max_length, PIECE))

    def piece_at(self, text: str, at: int, reference_date: date | None = None) -> tuple[int, int, str | None]:
        """The piece with code point ``at``, as :meth:`read` cuts it, and the ISO date that its dates count from.

        The whole text where it is not read in pieces.
        """
        reference = iso_reference(reference_date)
        if len(text) <= self.nlp.max_length:
            return 0, len(text), reference
        told: str | None = reference
        for start, end in self._cut(text):
            if at < end:
                break
            if told is None:
                told = _day_told(self._read_data(text[start:end], None))
        return start, end, told

    def _read_piece(self, text: str, reference: str | None) -> Extraction:
        with self.ready(), self._vocabulary(len(text)):
            extraction: Extraction = self.annotate(text, reference)._.extraction
            return extraction

    def _read_data(self, text: str, reference: str | None) -> Data:
        """The plain data of a piece."""
        with self.ready(), self._vocabulary(len(text)):
            data: Data = self.annotate(text, reference).user_data[RECORDS]
            return data

    def _vocabulary(self, length: int) -> AbstractContextManager[object]:
        if self._shared.learnt < LEARNT:
            self._shared.learnt += length
            return nullcontext()
        return self.nlp.memory_zone()

    def annotate(self, text: str, reference: str | None = None) -> Doc:
        """The annotated Doc of a text within ``max_length``; ``reference`` is an ISO date or null."""
        with self.ready() as nlp:
            return self.annotate_doc(nlp.make_doc(text), reference)

    def annotate_doc(self, doc: Doc, reference: str | None = None) -> Doc:
        """The same of a Doc that this reader's pipeline has made."""
        if reference is not None:
            doc.user_data[REFERENCE_DATE] = reference
        with self.ready() as nlp:
            return apply_components(nlp, doc)


def iso_reference(reference_date: date | None) -> str | None:
    """A ``date`` or ``datetime`` as ISO text; anything else is a TypeError."""
    if reference_date is None:
        return None
    if not isinstance(reference_date, date):
        raise TypeError(f"reference_date is a date or datetime, not {reference_date!r}")
    return reference_date.isoformat()


def _day_told(data: Data) -> str | None:
    """The day that a document's relative dates count from: its own date, else the first whole day that it tells."""
    own = data["document"].get("date")
    if own and WHOLE_DAY.fullmatch(own):
        return str(own)
    explicit = (one["value"] for one in data["dates"] if _is_explicit(one))
    return next((value[:COMPLETE_DATE] for value in explicit if WHOLE_DAY.match(value)), None)


def _is_explicit(date: Data) -> bool:
    return bool(date.get("anchor", "explicit") == "explicit" and date.get("calendar") != "lunar")


def _rest_on_document(data: Data) -> None:
    """What was resolved by the date handed on from an earlier piece rests on the document, not on a reference."""
    for one in data["dates"]:
        if one.get("anchor") == "reference":
            one["anchor"] = "document"


def reader_for(recipe: Recipe) -> Reader:
    """The reader of a recipe; its pipeline is built once a process, and is the same for all lexicons.

    Raises:
        ModelError: What building the pipeline raises.
        PartyieError: The recipe has other rows of tables than this process, which has read texts.
    """
    restore_rows(recipe.rows)
    lexicon = _HELD[recipe.lexicon] if isinstance(recipe.lexicon, str) else recipe.lexicon
    with _BUILDING:
        return _build_reader(recipe.explain, recipe.model).with_lexicon(lexicon or None)


def hold_lexicon(recipe: Recipe) -> None:
    """Keep the lexicon of a recipe in this process, for light recipes to name."""
    if isinstance(recipe.lexicon, UserLexicon):
        _HELD[recipe.lexicon.digest] = recipe.lexicon


@contextmanager
def resting_reader(recipe: Recipe) -> Iterator[Reader]:
    """The reader of a recipe while no other thread builds or uses one: processes forked meanwhile find it whole."""
    with _BUILDING:
        reader = reader_for(recipe)
        with reader.lock:
            yield reader


@lru_cache(maxsize=4)
def _build_reader(explain: bool, model: str) -> Reader:
    return Reader(build(model=model, explain=explain))
