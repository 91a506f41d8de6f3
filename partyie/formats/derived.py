"""Cells that a table draws from other records: a person's posts, the kind and level of the body served in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from partyie.records import Extraction, Organisation, Person, Tenure


class RecordIndex:
    """The records of one extraction by their ids, for the cells drawn from them.

    Attributes:
        extraction: Whose records they are.
    """

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.organisations = {record.id: record for record in extraction.organisations}
        self.places = {record.id: record.name for record in extraction.places}
        self.titles = {post.id: post.title for post in extraction.posts}
        self.tenures: defaultdict[str, list[Tenure]] = defaultdict(list)
        for tenure in extraction.tenures:
            self.tenures[tenure.person].append(tenure)

    def body_of(self, tenure: Tenure) -> Organisation | None:
        """The record of the body served in."""
        return self.organisations.get(tenure.organisation or "")

    def post_name(self, tenure: Tenure) -> str:
        """The post with the body served in, or the place: 莆田市人民政府市长, 清水村村主任."""
        where = tenure.body or self.places.get(tenure.place or "") or ""
        return where + self.titles.get(tenure.post, "")


def posts_held(person: Person, index: RecordIndex, status: str) -> tuple[str, ...]:
    """The posts that the document says a person has, had, or is to have (``proposed``); each once, in text order."""
    named = (index.post_name(tenure) for tenure in index.tenures[person.id] if tenure.status == status)
    return tuple(dict.fromkeys(named))


def current_posts(person: Person, index: RecordIndex) -> tuple[str, ...]:
    """The posts that a person has."""
    return posts_held(person, index, "current")


def former_posts(person: Person, index: RecordIndex) -> tuple[str, ...]:
    """The posts that a person had."""
    return posts_held(person, index, "former")


def title(tenure: Tenure, index: RecordIndex) -> str:
    """The bare title: 书记."""
    return index.titles.get(tenure.post, "")


def organisation_kind(tenure: Tenure, index: RecordIndex) -> str | None:
    """The kind of the body served in; ``organisation_level`` and ``organisation_code`` likewise."""
    body = index.body_of(tenure)
    return body.kind if body else None


def organisation_level(tenure: Tenure, index: RecordIndex) -> str | None:
    """See :func:`organisation_kind`."""
    body = index.body_of(tenure)
    return body.level if body else None


def organisation_code(tenure: Tenure, index: RecordIndex) -> str | None:
    """See :func:`organisation_kind`."""
    body = index.body_of(tenure)
    return body.code if body else None


def organisation_place(tenure: Tenure, index: RecordIndex) -> str | None:
    """The name of the place that the body governs or lies in."""
    body = index.body_of(tenure)
    return index.places.get(body.place or "") if body else None


def evidence_text(tenure: Tenure, index: RecordIndex) -> str | None:
    """The words that say so, where the extraction still knows its text."""
    text = index.extraction.text
    return None if text is None else text[tenure.evidence.start : tenure.evidence.end]


VALUES: dict[str, dict[str, Callable[[Any, RecordIndex], Any]]] = {
    "persons": {"current_posts": current_posts, "former_posts": former_posts},
    "tenures": {
        "title": title,
        "organisation_kind": organisation_kind,
        "organisation_level": organisation_level,
        "organisation_code": organisation_code,
        "organisation_place": organisation_place,
        "evidence_text": evidence_text,
    },
}
