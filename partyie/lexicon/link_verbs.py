"""The words that tie a person to a post: 任, 免去, 当选, 拟任 …, with what they say about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table


@dataclass(frozen=True, slots=True)
class LinkVerb:
    """One verb of holding office.

    Attributes:
        id: Row id.
        form: As written.
        event: What it does to a tenure (``appoint``, ``remove``, ``elect``, ``resign``, ``propose``, ``promote``), or
            ``-`` for verbs that only state it.
        status: Of a post after it: ``current``, ``former`` or ``proposed``.
        example: A sentence with it.
        expected: ``title:status`` of the post in the example.
        source: Where the row comes from.
    """

    id: str
    form: str
    event: str
    status: str
    example: str
    expected: str
    source: str


@cache
def link_verbs() -> dict[str, LinkVerb]:
    """The verbs by form."""
    return {row.form: row for row in read_table("link_verbs.tsv", LinkVerb)}
