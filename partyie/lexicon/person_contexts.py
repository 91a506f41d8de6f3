"""Words that stand before or after persons: labels, roles, kin, verbs.

Source: the annotation guideline and the training documents; ``data/person_contexts.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table


@dataclass(frozen=True, slots=True)
class Context:
    """One word beside a person.

    Attributes:
        side: ``left`` or ``right`` of the name.
        kind: On the left ``label`` (审核：), ``role`` (村民), ``kin``, ``named`` (化名), ``appoint`` (免去),
            ``agent`` (由), ``slot`` (第一名); on the right ``honorific`` (同志), ``say``,
            ``task`` (负责), ``become`` (任), ``act`` (any other verb or adverb), ``byline`` (摄).
        form: The word.
        example: A phrase that holds it beside a name.
        expected: The persons of the example.
    """

    id: str
    side: str
    kind: str
    form: str
    example: str
    expected: tuple[str, ...]


@cache
def contexts() -> tuple[Context, ...]:
    """The rows of ``person_contexts.tsv``."""

    def make(*, expected: str, **cells: str) -> Context:
        return Context(expected=tuple(expected.split("、")), **cells)

    return tuple(read_table("person_contexts.tsv", make))


@cache
def left_contexts() -> Mapping[str, str]:
    """Kind by word, for the left side."""
    return {row.form: row.kind for row in contexts() if row.side == "left"}


@cache
def right_contexts() -> Mapping[str, str]:
    """Kind by word, for the right side."""
    return {row.form: row.kind for row in contexts() if row.side == "right"}
