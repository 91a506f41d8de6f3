"""Which arcs together read a text best: no two overlap, and their scores add up to the most."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from partyie.components.person_arcs import Arc

Scored = tuple[float, Arc]


def best_path(scored: Sequence[Scored]) -> list[Scored]:
    """The arcs of the best reading, in text order; only positive scores can take part.

    Weighted interval scheduling: linear but for sorting.
    """
    useful = sorted((item for item in scored if item[0] > 0), key=lambda item: (item[1].end, item[1].start))
    ends = [arc.end for _, arc in useful]
    best = [0.0]
    before: list[int] = []
    taken: list[bool] = []
    for number, (score, arc) in enumerate(useful):
        previous = bisect_right(ends, arc.start, 0, number)
        total = best[previous] + score
        before.append(previous)
        taken.append(total > best[-1])
        best.append(max(total, best[-1]))
    path: list[Scored] = []
    number = len(useful)
    while number:
        if taken[number - 1]:
            path.append(useful[number - 1])
            number = before[number - 1]
        else:
            number -= 1
    path.reverse()
    return path


def probabilities(path: Sequence[Scored], scored: Sequence[Scored]) -> list[float]:
    """How likely each arc of a path is against the arcs that overlap it and against no name there at all."""
    ordered = sorted(scored, key=lambda item: item[1].start)
    starts = [arc.start for _, arc in ordered]
    longest = max((arc.end - arc.start for _, arc in ordered), default=0)
    found = []
    for score, arc in path:
        first, last = bisect_right(starts, arc.start - longest), bisect_right(starts, arc.end - 1)
        rivals = [s for s, other in ordered[first:last] if other.end > arc.start and other is not arc]
        found.append(1 / (1 + math.exp(-score) + sum(math.exp(min(30.0, rival - score)) for rival in rivals)))
    return found
