"""Which bodies a bare title can belong to: 局长 to a 局, 指挥长 to a 指挥部, 镇长 to a 镇."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table
from partyie.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class PostBody:
    """One title and the last words of the bodies that have it.

    Attributes:
        id: Row id.
        post: Last characters of the title.
        bodies: Last characters of the bodies, separated by commas.
        example: A sentence where the body is named before the title.
        expected: The body in the example.
        source: Where the row comes from.
    """

    id: str
    post: str
    bodies: str
    example: str
    expected: str
    source: str

    @property
    def endings(self) -> tuple[str, ...]:
        """The last characters of the bodies."""
        return tuple(self.bodies.split(","))


@cache
def post_bodies() -> dict[str, PostBody]:
    """The rows by title."""
    return {row.post: row for row in read_table("post_bodies.tsv", PostBody)}


@cache
def _titles() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(post_bodies(), key=len, reverse=True)) + ")$")


def body_endings(title: str) -> tuple[str, ...]:
    """How the names of the bodies end that have this title; empty for titles that name no kind of body.

    >>> body_endings("副局长"), body_endings("记者")
    (('局',), ())
    """
    match = _titles().search(title)
    return post_bodies()[match.group()].endings if match else ()
