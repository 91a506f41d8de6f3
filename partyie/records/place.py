"""Places: administrative units and named geographic places."""

from __future__ import annotations

from partyie.records.base import Ids, Record


class Place(Record):
    """A place named in the text.

    Attributes:
        name: Full name where the gazetteer and the document settle it, else the simplified surface.
        surface: As first written.
        code: GB/T 2260 division code (6 digits; 9 for townships) or null.
        level: ``province``, ``prefecture``, ``county``, ``township``, ``village`` or null.
        path: Names from the province down, ending in this place; empty where unknown.
        mentions: Ids of the mentions, in text order.
    """

    id: str
    name: str
    surface: str
    code: str | None = None
    level: str | None = None
    path: tuple[str, ...] = ()
    mentions: Ids
