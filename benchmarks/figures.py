"""What a measurement says, as records that survive JSON."""

from __future__ import annotations

from partyie.benchmarks.scores import Counts, Share
from partyie.records import Record


class CountRow(Record):
    """Precision, recall and F1 (to four decimals) with the numbers behind them."""

    precision: float
    recall: float
    f1: float
    right: int
    gold: int
    predicted: int

    @classmethod
    def of(cls, counts: Counts) -> CountRow:
        """The row of these counts."""
        return cls(
            precision=round(counts.precision, 4),
            recall=round(counts.recall, 4),
            f1=round(counts.f1, 4),
            right=counts.right,
            gold=counts.right + counts.missed,
            predicted=counts.right + counts.spurious,
        )


class ShareRow(Record):
    """A share (to four decimals) with the numbers behind it."""

    share: float
    right: int
    total: int

    @classmethod
    def of(cls, share: Share) -> ShareRow:
        """The row of this share."""
        return cls(share=round(share.value, 4), right=share.right, total=share.total)


class RuleRow(Record):
    """How the mentions of one rule fared: right in span and label, or spurious."""

    right: int
    spurious: int


class Accuracy(Record):
    """How much of one split was got right.

    Attributes:
        documents: Strict span F1 of each document.
        missing: Documents without an extraction: they count nowhere.
        misplaced: Mentions whose offsets don't give their text; anything but 0 is a fault.
        counts: Rows with precision and recall: ``span``, ``span:PERSON`` … ``holder`` …
        shares: Rows that are a share of things rightly found: ``date value | span ok`` …
        rules: Every rule that made a mention.
        mistakes: Wrong decisions on mentions, as ``G01 12-15 PERSON missed``; null where they weren't kept.
    """

    split: str
    documents: dict[str, float]
    missing: tuple[str, ...]
    misplaced: int
    counts: dict[str, CountRow]
    shares: dict[str, ShareRow]
    rules: dict[str, RuleRow]
    mistakes: tuple[str, ...] | None = None


class Throughput(Record):
    """How fast one run on one thread was; the figures are medians over the rounds.

    Speeds and ``ratio`` are by the processor's time, which a busy machine disturbs least; ``wall`` is by the clock.
    What is null wasn't measured when the file was written.

    Attributes:
        characters: Code points of the texts, all of which each round reads.
        characters_per_second: Of the whole pipeline, text to Extraction.
        pkuseg_per_second: Of bare spacy-pkuseg with the same segmentation model, on the same texts in the same rounds.
        segmenter_per_second: Of partyie's own reader of that model.
        ratio: Pipeline speed by pkuseg speed, each round's own two: what the gate holds.
        ratio_low: Of the lowest round, ``ratio_high`` of the highest: how steady the measurement was.
        load_seconds: From the start of an interpreter until a first text has been read.
        peak_megabytes: Most memory that the pipeline's process held (resident, MiB).
        rounds: How many rounds there were, after one that warms up.
        machine: Processor and Python.
    """

    characters: int
    characters_per_second: float
    characters_per_wall_second: float | None = None
    pkuseg_per_second: float
    segmenter_per_second: float
    ratio: float
    ratio_low: float | None = None
    ratio_high: float | None = None
    wall_ratio: float | None = None
    load_seconds: float
    peak_megabytes: float
    rounds: int
    machine: str
