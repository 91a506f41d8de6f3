"""Counting right and wrong: precision and recall over sets, shares of matched things, and the errors behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Set
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """Things found and things wanted.

    Attributes:
        right: In gold and predicted; ``spurious``: predicted only; ``missed``: in gold only.
    """

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def add(self, gold: Set[Hashable], predicted: Set[Hashable]) -> None:
        """Count one document's sets."""
        self.right += len(gold & predicted)
        self.spurious += len(predicted - gold)
        self.missed += len(gold - predicted)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return _share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(slots=True)
class Share:
    """How many of the things looked at were right."""

    right: int = 0
    total: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.total += 1

    @property
    def value(self) -> float:
        """Right by total; 0 where there was nothing."""
        return _share(self.right, self.total)


@dataclass(frozen=True, slots=True)
class Error:
    """One difference between gold and prediction.

    Attributes:
        kind: ``missed``, ``spurious`` or ``wrong``, and of what: ``missed PERSON``, ``wrong date value``.
        start: Where in the document's text (code points), or None for facts of the whole document.
        shown: The words, with their neighbours for a mention: ``任【书记】的``.
        expected: What gold says, ``predicted``: what was said instead.
        rule: The rule that made the mention, where there is one.
    """

    document: str
    kind: str
    start: int | None
    shown: str
    expected: str | None = None
    predicted: str | None = None
    rule: str | None = None


@dataclass(slots=True)
class Scoreboard:
    """What the sections of the measure write into, each under its own names."""

    counts: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    shares: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    rules: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[Error] = field(default_factory=list)
    misplaced: int = 0


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
