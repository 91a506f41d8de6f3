"""Which mentions are of one person or organisation: pairs of mentions, exact in span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from partyie.benchmarks.pairs import Key, Pair
from partyie.benchmarks.scores import Scoreboard
from partyie.records import Label

COREFERENCE = {label: f"coref:{label}" for label in (Label.PERSON, Label.ORG)}


def score_coreference(pair: Pair, board: Scoreboard) -> None:
    """Count pairs of mentions that gold, or the records, take for the same."""
    for label, name in COREFERENCE.items():
        gold = ((span.key, key) for key, span in pair.gold.items() if span.label is label)
        predicted = ((mention.record, key) for key, mention in pair.predicted.items() if mention.label is label)
        board.counts[name].add(_pairs(gold), _pairs(predicted))


def _pairs(mentions: Iterable[tuple[str, Key]]) -> set[tuple[Key, Key]]:
    clusters: defaultdict[str, list[Key]] = defaultdict(list)
    for entity, key in mentions:
        clusters[entity].append(key)
    return {pair for keys in clusters.values() for pair in combinations(sorted(keys), 2)}
