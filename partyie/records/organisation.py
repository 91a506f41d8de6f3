"""Organisations: one record a body in a document."""

from __future__ import annotations

from typing import Literal

from partyie.records.base import Ids, Record

OrganisationKind = Literal[
    "party", "government", "congress", "cppcc", "supervision", "court", "procuratorate", "military",
    "mass", "enterprise", "school", "hospital", "media", "community", "temporary", "other",
]  # fmt: skip
Level = Literal["national", "province", "prefecture", "county", "township", "village"]


class Organisation(Record):
    """A body named in the text.

    Attributes:
        name: The resolved key (市委 → 中共莆田市委); the simplified surface where it can't be resolved.
        resolved: Whether ``name`` is more than the bare surface of a short form.
        surface: As first written.
        place: Id of the place it governs or lies in.
        code: Division code (GB/T 2260) of that place.
        parent: Id of the organisation it is part of.
        mentions: Ids of the mentions, in text order.
    """

    id: str
    name: str
    resolved: bool
    surface: str
    kind: OrganisationKind
    level: Level | None = None
    place: str | None = None
    code: str | None = None
    parent: str | None = None
    mentions: Ids
