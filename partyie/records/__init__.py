"""What partyie returns. Needs pydantic only: importing this never loads spaCy."""

from partyie.records.base import Label, Link, Mention, Record, Repair, TextSpan, format_decimal
from partyie.records.date import Date
from partyie.records.document import DocumentFacts, Extraction, Failure, FailureReason, TooLong, Version, text_digest
from partyie.records.organisation import Organisation
from partyie.records.person import Person
from partyie.records.place import Place
from partyie.records.post import Post, Tenure
from partyie.records.quantity import Quantity

__all__ = [
    "Date", "DocumentFacts", "Extraction", "Failure", "FailureReason", "Label", "Link", "Mention", "Organisation",
    "Person", "Place", "Post", "Quantity", "Record", "Repair", "Tenure", "TextSpan", "TooLong", "Version",
    "format_decimal", "text_digest",
]  # fmt: skip
