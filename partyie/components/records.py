"""The component that writes the final records as plain data, and the attributes that read them.

``doc.user_data["partyie"]`` holds one dictionary of JSON values (numbers and instants as strings), which travels with
the Doc; ``doc._.extraction`` and ``span._.record`` build the typed records from it.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from partyie import __version__
from partyie.components.placement import Component
from partyie.components.reading import USERS_LEXICON, WEIGHED, Reading, forget_reading
from partyie.components.record_data import record_data
from partyie.errors import InputError
from partyie.formats.docbin import RECORDS, SPANS_KEY
from partyie.lexicon.extension import tables_digest
from partyie.records import Extraction, Record, text_digest
from partyie.tokenizer.shadow import raw_text

FAMILIES = ("persons", "organisations", "places", "posts", "dates", "quantities")


def extraction_of(doc: Doc) -> Extraction | None:
    """The Extraction of a Doc that the pipeline has read, else None; it knows the text."""
    data = doc.user_data.get(RECORDS)
    if data is None:
        return None
    extraction, text = Extraction.model_validate(data), raw_text(doc)
    if extraction.length != len(text):
        raise InputError(
            f"the records beside this Doc are of a text of {extraction.length} code points, and it has {len(text)}: "
            "a part of a Doc has none of its own; take those of the whole, or run the pipeline over the part"
        )
    return extraction.with_text(text)


def record_of(span: Span) -> Record | None:
    """The record that a span of ``doc.spans["partyie"]`` belongs to, else None."""
    extraction: Extraction | None = span.doc._.extraction
    if extraction is None:
        return None
    wanted = next((m.record for m in extraction.mentions if (m.start, m.end) == (span.start_char, span.end_char)), None)
    records = (record for family in FAMILIES for record in getattr(extraction, family))
    return next((record for record in records if record.id == wanted), None)


def set_extensions() -> None:
    """Register ``doc._.extraction`` and ``span._.record``; a second call changes nothing."""
    if not Doc.has_extension("extraction"):
        Doc.set_extension("extraction", getter=extraction_of)
    if not Span.has_extension("record"):
        Span.set_extension("record", getter=record_of)


class RecordWriter(Component):
    """Turns what the other components found into ``doc.user_data["partyie"]`` and lets go of the rest."""

    def __init__(self, nlp: Language | None = None, *, model: str | None, lexicon: str) -> None:
        super().__init__(nlp)
        self.version = {"package": __version__, "model": model, "lexicon": lexicon}

    def __call__(self, doc: Doc) -> Doc:
        reading, text = self.reading_of(doc), raw_text(doc)
        data: dict[str, Any] = {
            "source": None,
            "text_sha256": text_digest(text),
            "length": len(text),
            **record_data(reading, text),
            "version": self._version(reading),
        }
        doc.user_data[RECORDS] = data
        if SPANS_KEY in doc.spans:
            _name_records(doc, data["mentions"])
        forget_reading(doc)
        return doc

    def _version(self, reading: Reading) -> dict[str, Any]:
        """Of the model that has weighed the candidates, where the config says none; digests of what the user added."""
        users = reading.cache.get(USERS_LEXICON, "")
        added = ".".join(
            f"{what}.{digest}" for what, digest in (("tables", tables_digest()), ("user", users)) if digest
        )
        return {
            **self.version,
            "model": self.version["model"] or reading.cache.get(WEIGHED, "rules"),
            "lexicon": f"{self.version['lexicon']}+{added}" if added else self.version["lexicon"],
        }


def _name_records(doc: Doc, mentions: list[dict[str, Any]]) -> None:
    """Give each span the id of its record, as spans of a DocBin have it."""
    spans = list(doc.spans[SPANS_KEY])  # copies: the group must be given them
    for span, mention in zip(spans, mentions, strict=True):
        span.kb_id_ = mention["record"]
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=spans)


set_extensions()


@Language.factory(
    "partyie_records",
    requires=["doc.spans"],
    assigns=["doc._.extraction", "span._.record"],
    default_config={"model": None, "lexicon": __version__},
)
def make_records(nlp: Language, name: str, model: str | None, lexicon: str) -> RecordWriter:
    """The writer of records; ``model`` and ``lexicon`` are versions that each Extraction states."""
    return RecordWriter(nlp, model=model, lexicon=lexicon)
