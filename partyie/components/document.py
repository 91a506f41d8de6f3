"""The component that reads what a document says of itself: headline, number, issuer, date and script."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.areas import plain
from partyie.components.document_date import document_date
from partyie.components.document_issuer import find_issuers
from partyie.components.document_number import find_number
from partyie.components.document_title import find_title
from partyie.components.placement import Component
from partyie.components.reading import Reading

ISSUERS = "issuers"  # key of reading.cache: the mentions of the issuers, which entities name later


def find_facts(reading: Reading) -> None:
    """Fill ``reading.facts``: title, number, issuer, date, script; what isn't found is left out."""
    issuers = find_issuers(reading)
    reading.cache[ISSUERS] = issuers
    facts = {
        "title": find_title(reading),
        "number": find_number(reading),
        "issuer": ",".join(plain(reading, mention) for mention in issuers) or None,
        "date": document_date(reading),
        "script": reading.script,
    }
    reading.facts = {key: value for key, value in facts.items() if value}


class DocumentReader(Component):
    """Reads the facts of each document."""

    def __call__(self, doc: Doc) -> Doc:
        find_facts(self.reading_of(doc))
        return doc


@Language.factory("partyie_document", requires=["doc.spans"])
def make_document(nlp: Language, name: str) -> DocumentReader:
    """The reader of document facts; it has no options."""
    return DocumentReader(nlp)
