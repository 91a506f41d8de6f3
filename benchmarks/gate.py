"""What must not get worse: today's measurements held against the committed baseline.

What is measured (see `partyie.benchmarks.readings`): every packaged split as users get it, the held-out one judged by
weights that weren't fitted to it; and the splits that the learnt network has learnt by heart also by the rules alone,
``training (rules)`` and ``extra (rules)``, so that what it remembers hides no fall.

Four rules, each with its reason:

- **Whole splits.** Span F1 of each may not fall by more than 0.3 points, and so not that of all together either;
  values, relations, tenures, coreference and attributes not by more than 1 point (they rest on fewer decisions).
- **Each label.** A decision is a gold mention (found or missed) or a spurious mention that lies on no missed one. Of
  the label's decisions that changed since the baseline, some got better and some worse; the label fails if a fair
  coin would give so many for the worse less than once in twenty (exact one-sided sign test: 5 to 0, 7 to 1, 9 to 2
  fail; 4 to 0 and 6 to 1 pass). So a label can't sink under cover of another's gain, and a trade of a few mentions
  isn't called a loss. What the rules alone read is tested apart from what users get, as both read the same documents.
- **Soundness.** Every document is read, and every mention lies where it says.
- **Speed.** The pipeline's speed relative to bare spacy-pkuseg with the same model, both in one run and by the
  processor's time, may not fall by more than 15 %, three measurements in turn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from math import comb

from partyie.benchmarks.accuracy import Measurement
from partyie.benchmarks.coreference import COREFERENCE
from partyie.benchmarks.facts import ATTRIBUTES
from partyie.benchmarks.figures import Accuracy, Throughput
from partyie.benchmarks.mistakes import label_of
from partyie.benchmarks.readings import RULES
from partyie.benchmarks.relations import AT, HOLDER
from partyie.benchmarks.spans import SPAN
from partyie.benchmarks.tenures import TENURE
from partyie.benchmarks.values import DATE, QUANTITY
from partyie.records import Label, Record

ALLOWED_FALL = {SPAN: 0.003} | dict.fromkeys(
    (DATE, QUANTITY, HOLDER, AT, TENURE, *COREFERENCE.values(), ATTRIBUTES), 0.01
)
CHANCE = 0.05
ALLOWED_SLOWDOWN = 0.15
ROUNDING = 1e-9


class SplitBaseline(Record):
    """What one split gave.

    Attributes:
        gold: Digest of the gold: figures of other gold can't be compared.
        f1: Of each row that the gate watches.
        mistakes: Wrong decisions, as ``G01 12-15 PERSON missed``.
    """

    gold: str
    f1: dict[str, float]
    mistakes: tuple[str, ...]


class Baseline(Record):
    """What the gate compares with; ``ratio`` is pipeline speed by bare spacy-pkuseg speed."""

    splits: dict[str, SplitBaseline]
    ratio: float | None = None


def make_baseline(measurements: Iterable[Measurement], throughput: Throughput | None = None) -> Baseline:
    """Today's measurements as the baseline of tomorrow."""
    splits = {measurement.figures.split: _split(measurement) for measurement in measurements}
    return Baseline(splits=splits, ratio=throughput.ratio if throughput else None)


def complaints(baseline: Baseline, today: Baseline, accuracies: Iterable[Accuracy]) -> list[str]:
    """Everything that got worse than the rules allow, a sentence each; empty if the gate is open."""
    return [
        *_unsound(accuracies),
        *_other_gold(baseline, today),
        *_fallen_rows(baseline, today),
        *_fallen_labels(baseline, today),
        *slower(baseline, today),
    ]


def chance_of(worse: int, better: int) -> float:
    """How probable at least so many changes for the worse are where better and worse are equally likely.

    >>> chance_of(worse=5, better=0), chance_of(worse=0, better=3)
    (0.03125, 1.0)
    """
    changed = worse + better
    tail: int = sum(comb(changed, count) for count in range(worse, changed + 1))
    return tail / (1 << changed)


def _split(measurement: Measurement) -> SplitBaseline:
    texts = "\0".join(pair.document.model_dump_json() for pair in measurement.pairs)
    return SplitBaseline(
        gold=hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest(),
        f1={name: measurement.figures.counts[name].f1 for name in ALLOWED_FALL},
        mistakes=measurement.figures.mistakes or (),
    )


def _unsound(accuracies: Iterable[Accuracy]) -> Iterator[str]:
    for accuracy in accuracies:
        if accuracy.missing:
            yield f"{accuracy.split}: no extraction of {', '.join(accuracy.missing)}"
        if accuracy.misplaced:
            yield f"{accuracy.split}: {accuracy.misplaced} mentions whose offsets don't give their text"


def _other_gold(baseline: Baseline, today: Baseline) -> Iterator[str]:
    for name, before in baseline.splits.items():
        after = today.splits.get(name)
        if after is None:
            yield f"{name}: not measured"
        elif after.gold != before.gold:
            yield f"{name}: the gold has changed since the baseline was made: make it anew (gate --update) and say why"


def _fallen_rows(baseline: Baseline, today: Baseline) -> Iterator[str]:
    for split, name, before, after in _shared_rows(baseline, today):
        if before - after > ALLOWED_FALL[name] + ROUNDING:
            allowed = 100 * ALLOWED_FALL[name]
            yield f"{split}: {name} F1 fell from {before:.4f} to {after:.4f}, more than {allowed:g} points"


def _shared_rows(baseline: Baseline, today: Baseline) -> Iterator[tuple[str, str, float, float]]:
    for split, before in baseline.splits.items():
        for name, f1 in before.f1.items():
            if split in today.splits and name in today.splits[split].f1:
                yield split, name, f1, today.splits[split].f1[name]


def _fallen_labels(baseline: Baseline, today: Baseline) -> Iterator[str]:
    for by_rules in (False, True):
        before, after = _all_mistakes(baseline, by_rules), _all_mistakes(today, by_rules)
        for label in Label:
            worse = [mistake for mistake in sorted(after - before) if label_of(mistake) == label]
            better = [mistake for mistake in before - after if label_of(mistake) == label]
            if (chance := chance_of(len(worse), len(better))) < CHANCE:
                told, shown = f"{label}{RULES if by_rules else ''}", "; ".join(worse[:10])
                yield f"{told}: {len(worse)} decisions worse, {len(better)} better (chance {chance:.3f}): {shown}"


def _all_mistakes(baseline: Baseline, by_rules: bool) -> set[str]:
    """The mistakes of what the rules alone read, or of all else."""
    splits = baseline.splits.items()
    return {mistake for name, split in splits if name.endswith(RULES) is by_rules for mistake in split.mistakes}


def slower(baseline: Baseline, today: Baseline) -> Iterator[str]:
    """A sentence if the speed has fallen by more than the rule allows."""
    if baseline.ratio and today.ratio and today.ratio < baseline.ratio * (1 - ALLOWED_SLOWDOWN):
        yield (f"speed: the pipeline runs at {today.ratio:.3f} of bare pkuseg, {baseline.ratio:.3f} in the baseline")
