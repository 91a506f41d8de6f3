"""Posts and tenures: who holds what, and when."""

from __future__ import annotations

from typing import Literal

from partyie.records.base import Ids, Record, TextSpan

Status = Literal["current", "former", "proposed"]
TenureEvent = Literal["appoint", "remove", "elect", "resign", "propose", "promote"]


class Post(Record):
    """One mention of an office, rank or occupational title.

    Attributes:
        title: 书记, clean and simplified.
        full_title: With its anchor: 莆田市委书记.
        at: Ids of the organisations or places in the text that the post belongs to (its textual anchor).
        holders: Ids of the persons who hold it.
        acting: True for 代 posts.
        rank: Administrative rank stated with it, or null.
        when: Ids of the dates that bound the tenure.
        mention: Id of its mention.
    """

    id: str
    title: str
    full_title: str
    at: Ids = ()
    holders: Ids = ()
    status: Status = "current"
    acting: bool = False
    rank: str | None = None
    when: Ids = ()
    mention: str


class Tenure(Record):
    """One spell of one person in one post.

    Attributes:
        organisation: Id of the body actually served in, or null where only a place is named.
        start: ISO date or null; ``end`` likewise, null for an open end.
        within: Id of the enclosing spell (其间：…) or null.
        evidence: The stretch of text that says so.
    """

    id: str
    person: str
    post: str
    organisation: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    status: Status = "current"
    acting: bool = False
    rank: str | None = None
    event: TenureEvent | None = None
    within: str | None = None
    rule: str
    evidence: TextSpan
