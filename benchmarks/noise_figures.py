"""What noise costs: records that survive JSON, and a Markdown table of them."""

from __future__ import annotations

from partyie.benchmarks.tables import table
from partyie.records import Record

HEADER = ["noise", "still found", "of them right", "touched", "still found", "found only there"]


class NoiseRow(Record):
    """One family of noise on the documents of one split.

    Attributes:
        found: Mentions found in the clean texts.
        kept: How many of them are found in the noisy texts with the same label at exactly their place there.
        right: Those found in the clean texts that gold has, and ``right_kept`` likewise.
        touched: Those found in the clean texts whose own characters the noise changed or parted.
        new: Mentions of the noisy texts that the clean ones don't have.
        labels: Found and kept, by label.
    """

    found: int
    kept: int
    right: int
    right_kept: int
    touched: int
    touched_kept: int
    new: int
    labels: dict[str, tuple[int, int]]

    @property
    def share(self) -> float:
        """The part of the mentions that the noise doesn't cost."""
        return _share(self.kept, self.found)


class NoiseFigures(Record):
    """Rows by split and family of noise; how many documents each split has."""

    splits: dict[str, dict[str, NoiseRow]]
    documents: dict[str, int]
    seed: int


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def format_noise(figures: NoiseFigures) -> str:
    """The figures as Markdown."""
    parts = [
        "# Mentions under noise",
        "",
        "Each text of the gold is read clean and with noise; a mention is kept if the noisy text has one with its "
        "label at exactly its place. “Right” are those that the gold has, “touched” those whose own characters the "
        f"noise changed or parted. Seed {figures.seed}; `partyie benchmark noise` writes this.",
        "",
    ]
    for split, rows in figures.splits.items():
        parts += [f"## {split} ({figures.documents[split]} documents)", ""]
        parts += [*table(HEADER, (_cells(name, row) for name, row in rows.items())), ""]
    return "\n".join(parts)


def _cells(name: str, row: NoiseRow) -> list[str]:
    return [
        name,
        f"{row.share:.2%} of {row.found:,}",
        f"{_share(row.right_kept, row.right):.2%} of {row.right:,}",
        f"{row.touched:,}",
        f"{_share(row.touched_kept, row.touched):.2%}",
        f"{row.new:,}",
    ]
