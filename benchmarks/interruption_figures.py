"""What stopped runs left: records that survive JSON, and a Markdown table of them."""

from __future__ import annotations

from partyie.benchmarks.tables import table
from partyie.records import Record


class StopPoint(Record):
    """What the stops by one signal left.

    Attributes:
        stops: How many there were.
        valid: After how many the output was a beginning of the whole one.
        half: After how many of these it ended in half a line; only SIGKILL may do that.
        empty: After how many nothing was written yet.
    """

    stops: int = 0
    valid: int = 0
    half: int = 0
    empty: int = 0

    def and_one(self, *, valid: bool, half: bool, empty: bool) -> StopPoint:
        """With one stop more."""
        return StopPoint(
            stops=self.stops + 1, valid=self.valid + valid, half=self.half + half, empty=self.empty + empty
        )


class InterruptionFigures(Record):
    """Runs that were stopped and gone on with.

    Attributes:
        documents: Inputs of each run.
        seed: Of the random choice.
        runs: How many runs were stopped and gone on with to their end.
        same: How many of them gave the bytes of a run that nobody stopped.
        stops: What they left, by signal and number of processes.
    """

    documents: int
    seed: int
    runs: int
    same: int
    stops: dict[str, StopPoint]

    @property
    def stopped(self) -> int:
        """How often a run was stopped."""
        return sum(point.stops for point in self.stops.values())

    @property
    def sound(self) -> bool:
        """Whether nothing was lost: each stop left a beginning of the whole, and each run ended with its bytes."""
        halves = any(point.half for name, point in self.stops.items() if not name.startswith("SIGKILL"))
        return self.same == self.runs and not halves and all(one.valid == one.stops for one in self.stops.values())


def format_interruptions(figures: InterruptionFigures) -> str:
    """The figures as Markdown."""
    rows = [
        [name, *map(str, (point.stops, point.valid, point.half, point.empty))]
        for name, point in sorted(figures.stops.items())
    ]
    how = (
        f"`partyie extract` over {figures.documents:,} inputs, stopped {figures.stopped} times at random moments (seed "
        f"{figures.seed}) and gone on with by `--resume`: {figures.same} of {figures.runs} runs ended with the bytes "
        "of a run that nobody stopped. Written by `nox -s interruptions`."
    )
    header = ["stopped by", "times", "left a beginning of the whole", "half a line at its end", "nothing yet"]
    return "\n".join(["# Interruptions", "", how, "", *table(header, rows), ""])
