"""Mentions: exact span and label together, over all labels and for each; and how each rule fares."""

from __future__ import annotations

from collections.abc import Set

from partyie.benchmarks.pairs import Key, Pair
from partyie.benchmarks.scores import Error, Scoreboard
from partyie.records import Label

SPAN = "span"


def score_spans(pair: Pair, board: Scoreboard) -> None:
    """Count the document's mentions; a mention is right if start, end and label all are."""
    gold, predicted = pair.gold.keys(), pair.predicted.keys()
    board.counts[SPAN].add(gold, predicted)
    for label in Label:
        board.counts[f"{SPAN}:{label}"].add(_of(gold, label), _of(predicted, label))
    for key, mention in pair.predicted.items():
        board.rules[mention.rule]["right" if key in gold else "spurious"] += 1
    board.misplaced += sum(
        pair.document.text[mention.start : mention.end] != mention.text for mention in pair.extraction.mentions
    )
    board.errors += (_error(pair, key) for key in sorted(gold ^ predicted))


def _of(keys: Set[Key], label: Label) -> set[Key]:
    return {key for key in keys if key[2] is label}


def _error(pair: Pair, key: Key) -> Error:
    start, end, label = key
    mention = pair.predicted.get(key)
    return Error(
        document=pair.document.name,
        kind=f"{'spurious' if mention else 'missed'} {label}",
        start=start,
        shown=pair.shown(start, end),
        rule=mention.rule if mention else None,
    )
