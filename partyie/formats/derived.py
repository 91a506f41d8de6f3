"""Cells that a table draws from other records: a person's posts, the kind and level of the body served in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from partyie.records import Extraction, Organisation, Person, Tenure

# Of a body that no record stands for (县长 after 某县委 heads the 人民政府, which the text needn't name): its kind.
IMPLIED_KINDS = (
    ("party", re.compile(r"^中共|(?:党委|党工委|党组|党总支|党支部)$")),
    ("government", re.compile(r"(?:人民政府|办事处|管委会|[局厅])$")),
)


class RecordIndex:
    """The records of one extraction by their ids, for the cells drawn from them.

    Attributes:
        extraction: Whose records they are.
    """

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.organisations = {record.id: record for record in extraction.organisations}
        self.places = {record.id: record.name for record in extraction.places}
        self.posts = {post.id: post for post in extraction.posts}
        self.tenures: defaultdict[str, list[Tenure]] = defaultdict(list)
        for tenure in extraction.tenures:
            self.tenures[tenure.person].append(tenure)

    def body_of(self, tenure: Tenure) -> Organisation | None:
        """The record of the body served in."""
        return self.organisations.get(tenure.organisation or "")

    def body_or_anchor_of(self, tenure: Tenure) -> Organisation | None:
        """The record of the body served in, else of the body that the post is named after: of the same area."""
        post = self.posts.get(tenure.post)
        anchors = [self.organisations[one] for one in post.at if one in self.organisations] if post else []
        return self.body_of(tenure) or next(iter(anchors), None)


def title(tenure: Tenure, index: RecordIndex) -> str:
    """The bare title: 书记."""
    post = index.posts.get(tenure.post)
    return post.title if post else ""


def position(tenure: Tenure, index: RecordIndex) -> str:
    """The title with the body served in, or the place: 绩溪县人民政府副县长, 清水村村主任, 中共绩溪县委宣传部长."""
    where, bare = tenure.body or index.places.get(tenure.place or "") or "", title(tenure, index)
    shared = next((size for size in range(len(bare) - 1, 1, -1) if where.endswith(bare[:size])), 0)
    return where + bare[shared:]


def posts_held(person: Person, index: RecordIndex, status: str) -> tuple[str, ...]:
    """The posts that the document says a person has, had, or is to have (``proposed``); each once, in text order."""
    named = (position(tenure, index) for tenure in index.tenures[person.id] if tenure.status == status)
    return tuple(dict.fromkeys(named))


def current_posts(person: Person, index: RecordIndex) -> tuple[str, ...]:
    """The posts that a person has."""
    return posts_held(person, index, "current")


def former_posts(person: Person, index: RecordIndex) -> tuple[str, ...]:
    """The posts that a person had."""
    return posts_held(person, index, "former")


def organisation_kind(tenure: Tenure, index: RecordIndex) -> str | None:
    """The kind of the body served in; by its name where the text doesn't name it."""
    body = index.body_of(tenure)
    if body is not None or tenure.body is None:
        return body.kind if body else None
    return next((kind for kind, pattern in IMPLIED_KINDS if pattern.search(tenure.body)), None)


def organisation_level(tenure: Tenure, index: RecordIndex) -> str | None:
    """The level of the body served in; ``organisation_code`` is its division code."""
    body = index.body_or_anchor_of(tenure)
    return body.level if body else None


def organisation_code(tenure: Tenure, index: RecordIndex) -> str | None:
    """See :func:`organisation_level`."""
    body = index.body_or_anchor_of(tenure)
    return body.code if body else None


def organisation_place(tenure: Tenure, index: RecordIndex) -> str | None:
    """The name of the place that the body governs or lies in."""
    body = index.body_or_anchor_of(tenure)
    return index.places.get(body.place or "") if body else None


def evidence_text(tenure: Tenure, index: RecordIndex) -> str | None:
    """The words that say so, where the extraction still knows its text."""
    text = index.extraction.text
    return None if text is None else text[tenure.evidence.start : tenure.evidence.end]


VALUES: dict[str, dict[str, Callable[[Any, RecordIndex], Any]]] = {
    "persons": {"current_posts": current_posts, "former_posts": former_posts},
    "tenures": {
        "title": title,
        "position": position,
        "organisation_kind": organisation_kind,
        "organisation_level": organisation_level,
        "organisation_code": organisation_code,
        "organisation_place": organisation_place,
        "evidence_text": evidence_text,
    },
}
