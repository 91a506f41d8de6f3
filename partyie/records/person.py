"""Persons: one record an individual in a document."""

from __future__ import annotations

from partyie.records.base import Ids, Record


class Person(Record):
    """A named individual and what the text states of them; nothing is inferred.

    Attributes:
        name: Simplified, clean, without blanks.
        surface: The name as first written.
        native_place: Where the family comes from (籍贯), as written, simplified.
        birth: ISO date at the precision of the text, as are ``death``, ``party_joined``, ``work_started``.
        deceased: True where the text says so, else null.
        member_of: Ids of organisations or places the person belongs to where no post is given.
        mentions: Ids of the mentions, in text order.
    """

    id: str
    name: str
    surface: str
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    ethnicity: str | None = None
    native_place: str | None = None
    birthplace: str | None = None
    birth: str | None = None
    death: str | None = None
    deceased: bool | None = None
    party: str | None = None
    party_joined: str | None = None
    work_started: str | None = None
    education: str | None = None
    degree: str | None = None
    rank: str | None = None
    member_of: Ids = ()
    mentions: Ids
