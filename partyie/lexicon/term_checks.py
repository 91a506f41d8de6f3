"""Sheets of a user's terms, checked: bad rows are told all together, with their numbers and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from partyie.errors import TableError
from partyie.lexicon.term_sheet import Problem, Sheet, read_sheet
from partyie.lexicon.user_terms import UserTerm, term_of

MOST_TOLD = 20  # bad rows that an error names


def sheet_of(
    source: str,
    unit: str,
    text: str,
    columns: Sequence[str],
    *,
    first: int = 1,
    at: int = 0,
    problems: Sequence[Problem] = (),
) -> Sheet:
    """Read rows of cells, or tell what is wrong with them.

    Args:
        source: What the rows are from, and ``unit`` what one of them is called there: for messages.
        first: The number of the first row in its source, which begins ``at`` this place of ``text``.
        problems: What was wrong with rows before.

    Raises:
        TableError: Rows can't be read, or contradict each other.
    """
    sheet, found = read_sheet(text, columns, first, at)
    refuse_problems(source, unit, [*problems, *found] or list(_contradictions(sheet, unit)))
    return sheet


def refuse_problems(source: str, unit: str, problems: Sequence[Problem]) -> None:
    """Tell of bad rows, the first ``MOST_TOLD`` of them, if there are any.

    Raises:
        TableError: There are.
    """
    if not problems:
        return
    ordered = sorted(problems, key=lambda problem: problem.number)
    lines = [f"{source}, {unit} {problem.number}: {problem.reason}" for problem in islice(ordered, MOST_TOLD)]
    more = len(ordered) - MOST_TOLD
    raise TableError("\n".join([*lines, *([f"… and {more:,} more bad rows"] if more > 0 else [])]))


def _contradictions(sheet: Sheet, unit: str) -> Iterator[Problem]:
    """Rows that say something else of a term than a row before, with the same priority; the same row twice is fine."""
    for rows in sheet.index.shared():
        seen: dict[tuple[str, int], tuple[UserTerm, int]] = {}
        for row in rows:
            term, number = term_of(sheet.cells(row)), int(sheet.numbers[row])
            before, where = seen.setdefault((term.term, term.priority), (term, number))
            if before != term:
                yield Problem(
                    number,
                    f"{term.term!r} is {_told(term)} here and {_told(before)} in {unit} {where}: "
                    "take one out, or give them different priorities",
                )


def _told(term: UserTerm) -> str:
    rest = [f"{name} {getattr(term, name)}" for name in ("name", "kind", "code") if getattr(term, name)]
    return ", ".join([str(term.label), *rest])
