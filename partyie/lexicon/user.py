"""A user's own terms: any number of them, found wherever they stand in a text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

import numpy as np

from partyie.errors import TableError
from partyie.lexicon.term_keys import clean_form, term_keys
from partyie.lexicon.term_sheet import COLUMNS, Problem, Sheet, read_sheet
from partyie.records import Label
from partyie.text.cleaning import CleanText
from partyie.text.folding import Codes, fold_codes

MOST_TOLD = 20  # bad rows that an error names

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UserTerm:
    """One term of a user's lexicon.

    Attributes:
        term: As it stands in clean simplified text, however it was given.
        label: What it is a mention of.
        name: What its record is called, or nothing; of a DATE or QUANTITY its value.
        kind: Kind of organisation, or nothing; ``code`` a division code, or nothing.
        priority: Of terms that overlap the one with the higher priority wins, then the longer.
    """

    term: str
    label: Label
    name: str = ""
    kind: str = ""
    code: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class _Made:
    """A term that has been found, and how it is found."""

    term: UserTerm
    keys: tuple[str, ...]


class UserLexicon:
    """Finds a user's terms in texts.

    Made by :meth:`from_terms` or :func:`partyie.read_lexicon`, and then never changed: threads may share it, and
    processes are sent it as arrays.

    Args:
        sheets: Rows of terms. Where a term of several sheets has the same priority, that of the last one counts.

    Attributes:
        digest: 12 hexadecimal digits: equal for the same terms, however they were given and in whatever order.
    """

    def __init__(self, sheets: Sequence[Sheet] = ()) -> None:
        self._sheets = tuple(sheets)
        self._made: list[dict[int, _Made]] = [{} for _ in self._sheets]
        self.digest = _digest([sheet.digest for sheet in self._sheets if len(sheet)])

    @classmethod
    def from_terms(cls, terms: Iterable[UserTerm | Mapping[str, Any]]) -> Self:
        """A lexicon of terms in memory: :class:`UserTerm` objects, or mappings with the columns as keys.

        >>> UserLexicon.from_terms([{"term": "七彩办", "label": "ORG", "name": "七彩街办公室"}]).digest
        'ae05c4a7c1b1'

        Args:
            terms: ``term`` and ``label`` are needed; ``name, kind, code, priority`` may lack, or be None or NaN, as
                the rows of a data frame have them: ``from_terms(frame.to_dict("records"))``.

        Raises:
            TableError: Some can't be read; the message names them by number, from 1, with the reasons.
        """
        lines, problems = _lines_of(terms)
        return cls([sheet_of("terms", "row", "\n".join(lines), COLUMNS, problems=problems)])

    @classmethod
    def from_states(cls, states: Iterable[tuple[Sequence[str], str]]) -> Self:
        """The lexicon whose sheets had these states (:meth:`partyie.lexicon.term_sheet.Sheet.state`)."""
        return cls([sheet_of("saved terms", "row", text, columns) for columns, text in states])

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The rows it was made of."""
        return self._sheets

    @property
    def terms(self) -> list[UserTerm]:
        """All terms as objects: for looking at small lexicons."""
        return list(self)

    def __iter__(self) -> Iterator[UserTerm]:
        return (_term(sheet.cells(row)) for sheet in self._sheets for row in range(len(sheet)))

    def __len__(self) -> int:
        return sum(map(len, self._sheets))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UserLexicon) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"UserLexicon({len(self):,} terms, {self.digest})"

    def __reduce__(self) -> tuple[type[UserLexicon], tuple[tuple[Sheet, ...]]]:
        return UserLexicon, (self._sheets,)

    def matches(self, text: str) -> list[tuple[int, int, UserTerm]]:
        """Every place of a text where a term stands: start, end, term; overlapping ones included, in text order.

        Width, script and the dots of names don't matter: 臺灣 finds 台湾, and 艾力•买买提 艾力·买买提.
        """
        if not self:
            return []
        found = list(self._find(fold_codes(text)))
        return _settled([(start, end, start, end, *rest) for start, end, *rest in found], text, text)

    def matches_in(self, clean: CleanText) -> list[tuple[int, int, UserTerm]]:
        """The same for a text that has been cleaned: half-open code points of the clean text.

        A term is found where it stands in the clean text, and where it stands in the input as written, whatever
        cleaning has made of it. What cleaning has taken out (a page number, pinyin in brackets) is no place for a term.
        """
        if not self:
            return []
        codes, raw = fold_codes(clean.text), fold_codes(clean.raw)
        found = [(s, e, *clean.offsets.source_span(s, e), *rest) for s, e, *rest in self._find(codes)]
        if not (len(codes) == len(raw) and bool((codes == raw).all())):
            for start, end, *rest in self._find(raw):
                first, last = clean.offsets.target_span(start, end)
                if first < last and clean.offsets.source_span(first, last) == (start, end):
                    found.append((first, last, start, end, *rest))
        return _settled(found, clean.text, clean.raw)

    def _find(self, codes: Codes) -> Iterator[tuple[int, int, int, _Made]]:
        """Start, end, number of the sheet and term of each place."""
        yield from self._find_codes(codes, None)
        kept = _without_blanks_at_dots(codes)
        if kept is not None:
            yield from self._find_codes(codes[kept], kept)

    def _find_codes(self, codes: Codes, kept: Any) -> Iterator[tuple[int, int, int, _Made]]:
        folded = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        for number, sheet in enumerate(self._sheets):
            for start, end, row in sheet.index.find(codes):
                made = self._made[number].get(row) or self._make(number, row)
                if folded[start:end] in made.keys:
                    if kept is None:
                        yield start, end, number, made
                    else:
                        yield int(kept[start]), int(kept[end - 1]) + 1, number, made

    def _make(self, number: int, row: int) -> _Made:
        cells = self._sheets[number].cells(row)
        made = _Made(_term(cells), tuple(term_keys(cells["term"])))
        return self._made[number].setdefault(row, made)


def _digest(digests: list[str]) -> str:
    """One of several; sheets in another order are another lexicon."""
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()[:12]


def _without_blanks_at_dots(codes: Codes) -> Any:
    """The places of all characters but the blanks beside dots in names (艾力 · 买买提); None where there are none."""
    dots = np.flatnonzero(codes == ord("·"))
    if not len(dots):
        return None
    beside = np.unique(np.concatenate([dots - 1, dots + 1]))
    beside = beside[(beside >= 0) & (beside < len(codes))]
    gone = beside[codes[beside] == ord(" ")]
    return np.delete(np.arange(len(codes)), gone) if len(gone) else None


def _settled(found: list[tuple[Any, ...]], text: str, raw: str) -> list[tuple[int, int, UserTerm]]:
    """Each term once a place; of several terms with the same key and priority at a place the one that is written so,
    then those of the last sheet."""
    places: defaultdict[Span, dict[UserTerm, tuple[int, bool, int]]] = defaultdict(dict)
    for start, end, first, last, number, made in found:
        term: UserTerm = made.term
        exact = term.term in (text[start:end], raw[first:last])
        places[start, end][term] = (term.priority, exact, number)
    settled = []
    for (start, end), terms in sorted(places.items()):
        best: dict[int, tuple[int, bool, int]] = {}
        for rank in terms.values():
            best[rank[0]] = max(best.get(rank[0], rank), rank)
        settled += [(start, end, term) for term, rank in terms.items() if rank == best[rank[0]]]
    return settled


def _term(cells: Mapping[str, str]) -> UserTerm:
    rest = {name: cells.get(name, "") for name in ("name", "kind", "code")}
    return UserTerm(clean_form(cells["term"]), Label(cells["label"]), priority=int(cells.get("priority") or 0), **rest)


def _lines_of(terms: Iterable[UserTerm | Mapping[str, Any]]) -> tuple[list[str], list[Problem]]:
    """Each term as a line of cells; one that can't be is an empty line and a problem."""
    lines: list[str] = []
    problems: list[Problem] = []
    for number, term in enumerate(terms, 1):
        try:
            lines.append(line_of(_row_of(term)))
        except ValueError as error:
            lines.append("")
            problems.append(Problem(number, str(error)))
    return lines, problems


def _row_of(term: UserTerm | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(term, UserTerm):
        return {name: getattr(term, name) for name in COLUMNS}
    if not isinstance(term, Mapping):
        raise ValueError(f"a {type(term).__name__}, not a UserTerm or a mapping with term and label")
    return term


def line_of(row: Mapping[str, Any]) -> str:
    """The cells of a mapping as a line, in the order of ``COLUMNS``.

    Raises:
        ValueError: A key is unknown, or a value is no plain one.
    """
    if unknown := [str(key) for key in row if key not in COLUMNS]:
        raise ValueError(f"unknown column {', '.join(unknown)}: there are {', '.join(COLUMNS)}")
    cells = [_cell(name, row.get(name)) for name in COLUMNS]
    if not cells[0].strip():
        raise ValueError("no term: it is empty or blank")
    return "\t".join(cells)


def _cell(name: str, value: Any) -> str:
    if type(value) is str:
        text = value
    elif value is None or value != value or (name == "priority" and value == 0):  # NaN is not itself
        return ""
    elif isinstance(value, str):
        text = str(value)
    elif isinstance(value, float) and value.is_integer():  # how data frames write whole numbers beside NaN
        text = str(int(value))
    elif isinstance(value, int) and not isinstance(value, bool):
        text = str(value)
    elif hasattr(value, "item"):  # NumPy's
        return _cell(name, value.item())
    else:
        raise ValueError(f"{name} is {value!r}, a {type(value).__name__}: it is a string")
    if "\t" in text or "\n" in text or "\r" in text:
        raise ValueError(f"{name} {text[:30]!r} holds a tab or a line break")
    return text


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
            term, number = _term(sheet.cells(row)), int(sheet.numbers[row])
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
