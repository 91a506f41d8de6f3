"""Wrong decisions on mentions, one a line, so that two measurements can be held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partyie.benchmarks.pairs import Key, Pair


def mistakes(pairs: Iterable[Pair]) -> Iterator[str]:
    """The wrong decisions, as ``G01 12-15 PERSON missed``.

    A decision is a gold mention, found or missed, or a spurious mention that overlaps no missed one: a wrong boundary
    is one mistake, not two.
    """
    for pair in pairs:
        missed = sorted(pair.gold.keys() - pair.predicted.keys())
        spurious = sorted(pair.predicted.keys() - pair.gold.keys())
        for kind, keys in (("missed", missed), ("spurious", _on_none(spurious, missed))):
            for start, end, label in keys:
                yield f"{pair.document.name} {start}-{end} {label} {kind}"


def label_of(mistake: str) -> str:
    """The label that a mistake is about.

    >>> label_of("G01 12-15 PERSON missed")
    'PERSON'
    """
    return mistake.split()[-2]


def _on_none(keys: Sequence[Key], others: Sequence[Key]) -> Iterator[Key]:
    """The keys that overlap none of the others."""
    for key in keys:
        if not any(key[0] < end and start < key[1] for start, end, _ in others):
            yield key
