"""Figures of two days side by side: before → after, the difference, and which mentions changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partyie.benchmarks.figures import Accuracy
from partyie.benchmarks.tables import table
from partyie.records import Record

HEADER = ["", "before", "after", "difference", "%"]
ACCURACY_HEADER = ["", "before", "after", "points"]
STEP = " › "


def compare_figures(before: Record, after: Record) -> str:
    """Every number of two records of one kind, as a Markdown table; what only one of them has is shown as –."""
    old, new = dict(numbers(before.model_dump(mode="json"))), dict(numbers(after.model_dump(mode="json")))
    rows = [_row(name, old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
    return "\n".join(["## Before → after", "", *table(HEADER, rows), ""])


def compare_accuracies(before: Mapping[str, Accuracy], after: Mapping[str, Accuracy]) -> str:
    """Every figure of the splits measured now, and the mentions that were decided otherwise before."""
    parts = ["## Before → after", ""]
    for split, new in after.items():
        old = before.get(split)
        if old is None:
            parts += [f"{split}: not measured before.", ""]
            continue
        parts += [f"### {split}", "", *table(ACCURACY_HEADER, _accuracy_rows(old, new)), "", *_changes(old, new), ""]
    return "\n".join(parts)


def numbers(figures: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, float]]:
    """The numbers of nested mappings by their path.

    >>> list(numbers({"a": {"b": 1}, "c": None, "d": "x"}))
    [('a › b', 1.0)]
    """
    if isinstance(figures, dict):
        for name, inner in figures.items():
            yield from numbers(inner, (*path, name))
    elif isinstance(figures, int | float):
        yield STEP.join(path), float(figures)


def _row(name: str, old: float | None, new: float | None) -> list[str]:
    if old is None or new is None:
        return [name, _number(old), _number(new), "–", "–"]
    share = f"{100 * (new / old - 1):+.1f}" if old else "–"
    return [name, _number(old), _number(new), f"{new - old:+,.6g}", share]


def _number(number: float | None) -> str:
    return "–" if number is None else f"{number:,.6g}"


def _accuracy_rows(old: Accuracy, new: Accuracy) -> Iterator[list[str]]:
    """F1 and shares, in points; rows that only one of the two has are left out."""
    pairs = [(name, old.counts[name].f1, row.f1) for name, row in new.counts.items() if name in old.counts]
    pairs += [(name, old.shares[name].share, row.share) for name, row in new.shares.items() if name in old.shares]
    for name, one, other in pairs:
        yield [name, f"{one:.4f}", f"{other:.4f}", f"{100 * (other - one):+.2f}" if one != other else "="]


def _changes(old: Accuracy, new: Accuracy) -> Iterator[str]:
    """The mentions that became right, and those that became wrong."""
    if old.mistakes is None or new.mistakes is None:
        yield "Which mentions changed isn't known: the old figures don't name their mistakes."
        return
    before, after = set(old.mistakes), set(new.mistakes)
    for mark, what, changed in (("+", "right", before - after), ("-", "wrong", after - before)):
        yield f"{len(changed)} decisions on mentions became {what}{':' if changed else '.'}"
        yield from (f"{mark} {mistake}" for mistake in sorted(changed))
        yield ""
