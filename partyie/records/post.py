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
        full_title: With its anchor: 莆田市委书记; 县长 behind 某县委 is 某县县长.
        at: Ids of the organisations or places in the text that the post belongs to (its textual anchor).
        holders: Ids of the persons who hold it.
        acting: Whether it is held for the time being: 代县长, 副局长（主持工作）.
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
        organisation: Id of the body actually served in; null where the text names only a place, or not the body.
        body: Key of the body served in (guideline §7), also where the text doesn't name it: 绩溪县人民政府 for 县长
            after 绩溪县委, 建瓯县人民政府 for 建瓯县副县长; null where no body is known.
        place: Id of the place that the post is named after, or that its body governs or lies in; null where the text
            doesn't name it.
        start: ISO date or null; ``end`` likewise, null for an open end.
        event: What the text last tells of it.
        within: Id of the enclosing spell (其间：…) or null.
        mentions: Ids of the POST mentions that tell of it, in text order; ``post`` is the one that dates it.
        evidence: The stretch of text that says so.
    """

    id: str
    person: str
    post: str
    organisation: str | None = None
    body: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    status: Status = "current"
    acting: bool = False
    rank: str | None = None
    event: TenureEvent | None = None
    within: str | None = None
    mentions: Ids = ()
    rule: str
    evidence: TextSpan
