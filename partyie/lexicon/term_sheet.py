"""The rows of a user's lexicon as they were written, read by NumPy: a million of them in a second or two.

A sheet keeps its text and where each row begins in it. Cells are looked at as stretches of characters; a row becomes an
object when one of its terms is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from partyie.formats.date_values import is_date_value
from partyie.lexicon.term_hashes import Hashes, Positions, TextHashes
from partyie.lexicon.term_index import LONGEST, TermIndex, head_lengths
from partyie.lexicon.term_keys import BLANKS, term_keys
from partyie.records import Label
from partyie.records.organisation import OrganisationKind
from partyie.text import lazy_re as re
from partyie.text.folding import CODE_POINTS, codes_of, folding_table
from partyie.text.kept import kept_property

COLUMNS = ("term", "label", "name", "kind", "code", "priority")
KINDS: tuple[str, ...] = OrganisationKind.__args__  # type: ignore[attr-defined]  # the values of a Literal
MOST_DIGITS = 9  # of a priority
TAB, NEWLINE, HASH, MINUS, NUL = map(ord, "\t\n#-\0")
QUANTITY_VALUE = re.compile(r"(?P<number>[+-]?\d{1,40}(?:\.\d{1,40})?) *(?P<unit>\D*)", re.ASCII)
_CHUNK = 400_000  # characters read at once: small enough for the processor's caches, and for memory
_MOST_TOLD = 1000  # bad rows of a sheet that are collected

Spans = tuple[Positions, Positions]
Sums = npt.NDArray[np.int32]
Rows = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its number in the source, from 1, and the reason."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows of terms.

    Attributes:
        text: Lines of cells parted by tabs, without the header.
        columns: What the cells are, in their order: of ``COLUMNS``.
        starts: Where each row begins in ``text``.
        numbers: Each row's number in its source.
        index: Finds the rows of terms that stand in a text.
        digest: 12 hexadecimal digits that tell these rows, in any order and form, from others.
    """

    text: str
    columns: tuple[str, ...]
    starts: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.uint32]
    index: TermIndex
    digest: str

    def cells(self, row: int) -> dict[str, str]:
        """The cells of a row by column, without blanks around them; empty ones are left out."""
        start = int(self.starts[row])
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        stripped = (cell.strip(BLANKS) for cell in line.split("\t"))
        return {column: cell for column, cell in zip(self.columns, stripped, strict=False) if cell}

    def __len__(self) -> int:
        return len(self.starts)

    def state(self) -> tuple[list[str], str]:
        """Its columns and its text: what :func:`read_sheet` takes."""
        return list(self.columns), self.text[int(self.starts[0]) :] if len(self) else ""


@dataclass(slots=True)
class _Draft:
    """What has been read of a sheet so far."""

    starts: list[npt.NDArray[np.uint32]] = field(default_factory=list)
    numbers: list[npt.NDArray[np.uint32]] = field(default_factory=list)
    hashes: list[Hashes] = field(default_factory=list)
    heads: list[Hashes] = field(default_factory=list)
    lengths: list[Positions] = field(default_factory=list)
    rows: list[npt.NDArray[np.int32]] = field(default_factory=list)
    marks: list[Hashes] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    size: int = 0


def read_sheet(text: str, columns: Sequence[str], first: int = 1, at: int = 0) -> tuple[Sheet, list[Problem]]:
    """Read rows of cells.

    Args:
        text: Rows parted by ``\\n``, cells by tabs; empty rows and those that begin with ``#`` are skipped, and a row
            may end before its last cells.
        columns: Names of the cells, of ``COLUMNS``.
        first: The number of the first row in its source.
        at: Where it begins in ``text``.

    Returns:
        The sheet, and what is wrong with rows; those rows aren't in it.
    """
    draft = _Draft()
    number = first
    while at < len(text):
        end = text.rfind("\n", at, at + _CHUNK) + 1 or text.find("\n", at + _CHUNK) + 1 or len(text)
        number += _Chunk(text[at:end], at, number, columns, draft).read()
        at = end
    index = TermIndex(
        np.concatenate([np.zeros(0, np.uint64), *draft.hashes]),
        np.concatenate([np.zeros(0, np.uint64), *draft.heads]),
        np.concatenate([np.zeros(0, np.int64), *draft.lengths]),
        np.concatenate([np.zeros(0, np.int32), *draft.rows]),
    )
    starts = np.concatenate([np.zeros(0, np.uint32), *draft.starts])
    numbers = np.concatenate([np.zeros(0, np.uint32), *draft.numbers])
    marks = np.sort(np.concatenate([np.zeros(0, np.uint64), *draft.marks]))
    digest = hashlib.sha256(marks.astype("<u8").tobytes()).hexdigest()[:12]
    return Sheet(text, tuple(columns), starts, numbers, index, digest), draft.problems


class _Chunk:
    """Some whole lines of a sheet."""

    def __init__(self, text: str, at: int, number: int, columns: Sequence[str], draft: _Draft) -> None:
        self.text, self.at, self.number, self.draft = text, at, number, draft
        self.columns = columns
        self.codes = codes_of(text)
        breaks = np.flatnonzero(self.codes == NEWLINE)
        if not text.endswith("\n"):
            breaks = np.append(breaks, len(text))
        self.count = len(breaks)
        tabs = np.flatnonzero(self.codes == TAB)
        self.tabs = np.concatenate([tabs, np.full(len(columns) + 1, len(text))])
        self.blank_sums = _sums(_blank_table()[self.codes])
        self.hashes = TextHashes(self.codes)
        starts, first = np.append(0, breaks[:-1] + 1), np.searchsorted(tabs, np.append(0, breaks))
        has_more = self.blank_sums[breaks] - self.blank_sums[starts] + np.diff(first) < breaks - starts
        has_more[has_more] &= self.codes[starts[has_more]] != HASH
        self.lines = np.flatnonzero(has_more)
        self.starts, self.ends = starts[has_more], breaks[has_more]
        self.first_tabs, self.tab_counts = first[:-1][has_more], np.diff(first)[has_more]

    @kept_property
    def digit_sums(self) -> Sums:
        """How many digits stand before each place."""
        return _sums((self.codes >= ord("0")) & (self.codes <= ord("9")))

    def read(self) -> int:
        """Add the rows to the draft; how many lines there are."""
        cells = {name: self._cell(place) for place, name in enumerate(self.columns)}
        good = np.ones(len(self.starts), np.bool_)
        for bad, reason in self._faults(cells):
            for row in np.flatnonzero(bad & good)[:_MOST_TOLD].tolist():
                told = {name: self.text[s[row] : e[row]][:30] for name, (s, e) in cells.items()}
                reason_told = reason.format(fields=int(self.tab_counts[row]) + 1, **told)
                self.draft.problems.append(Problem(int(self.lines[row]) + self.number, reason_told))
            good &= ~bad
        self._add(good, {name: (starts[good], ends[good]) for name, (starts, ends) in cells.items()})
        return self.count

    def _faults(self, cells: dict[str, Spans]) -> Iterator[tuple[Rows, str]]:
        """Which rows are bad, and why."""
        most = len(self.columns)
        yield self.tab_counts >= most, f"{{fields}} cells where there are {most} columns"
        if "\0" in self.text:
            nul = _sums(self.codes == NUL)
            yield nul[self.ends] > nul[self.starts], "a NUL character"
        term, label = cells["term"], cells["label"]
        yield term[0] == term[1], "no term: its cell is empty or blank"
        yield term[1] - term[0] > LONGEST, f"a term longer than {LONGEST} characters"
        yield label[0] == label[1], f"no label: after the term and a tab, one of {', '.join(Label)}"
        yield ~self._is_one_of(label, tuple(Label)), f"label '{{label}}' is none of {', '.join(Label)}"
        if "name" in cells:
            for of, is_value, what in (
                (Label.DATE, is_date_value, "value of a date, as 2021-09-29 or 2015-03/2018-06"),
                (Label.QUANTITY, QUANTITY_VALUE.fullmatch, "number, perhaps with a unit, as 1200 元"),
            ):
                yield self._valueless(label, cells["name"], of, is_value), f"name '{{name}}' of a {of} is no {what}"
        if "priority" in cells:
            yield self._not_whole(cells["priority"]), "priority '{priority}' is no whole number of at most 9 digits"
        if "kind" in cells:
            kind = cells["kind"]
            known = self._is_one_of(kind, KINDS) | (kind[0] == kind[1]) | ~self._is_one_of(label, (Label.ORG,))
            yield ~known, f"kind '{{kind}}' is none of {', '.join(KINDS)}"
        if "code" in cells:
            start, end = cells["code"]
            yield self._digits(start, end) < end - start, "code '{code}' is no division code: digits"

    def _add(self, good: Rows, cells: dict[str, Spans]) -> None:
        draft = self.draft
        first, last = cells["term"]
        rows = np.arange(draft.size, draft.size + len(first), dtype=np.int32)
        draft.size += len(first)
        draft.starts.append((self.starts[good] + self.at).astype(np.uint32))
        draft.numbers.append((self.lines[good] + self.number).astype(np.uint32))
        draft.marks.append(self._marks(cells, len(first)))
        lengths = last - first
        folded = TextHashes(folding_table()[self.codes])
        draft.hashes.append(folded.of(first, last))
        draft.heads.append(folded.of(first, first + head_lengths(lengths)) if len(first) else folded.of(first, last))
        draft.lengths.append(lengths)
        draft.rows.append(rows)
        changing = self.blank_sums[last] > self.blank_sums[first]
        self._add_variants(rows[changing], first[changing], last[changing])

    def _add_variants(self, rows: npt.NDArray[np.int32], starts: Positions, ends: Positions) -> None:
        """Terms with blanks inside are also found where these have been taken out."""
        found = [
            (key, row)
            for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)
            for key in term_keys(self.text[start:end])[1:]
        ]
        if not found:
            return
        lengths = np.array([len(key) for key, _ in found])
        last = np.cumsum(lengths)
        numbers = TextHashes(codes_of("".join(key for key, _ in found)))
        self.draft.hashes.append(numbers.of(last - lengths, last))
        self.draft.heads.append(numbers.of(last - lengths, last - lengths + head_lengths(lengths)))
        self.draft.lengths.append(lengths)
        self.draft.rows.append(np.array([row for _, row in found], np.int32))

    def _marks(self, cells: dict[str, Spans], size: int) -> Hashes:
        """A number for each row that depends on its cells, not on the order of the columns."""
        marks = np.zeros(size, np.uint64)
        for number, name in enumerate(COLUMNS):
            marks *= np.uint64(0x9E3779B97F4A7C15)
            if name in cells:
                marks += self.hashes.of(*cells[name]) + np.uint64(number)
            else:
                marks += np.uint64(number)
        return marks

    def _cell(self, place: int) -> Spans:
        """Where each row's cell lies, without blanks around it; empty where the row has ended before."""
        begin = self.starts if place == 0 else np.minimum(self.tabs[self.first_tabs + place - 1] + 1, self.ends)
        return self._trimmed(begin, np.minimum(self.tabs[self.first_tabs + place], self.ends))

    def _trimmed(self, starts: Positions, ends: Positions) -> Spans:
        starts, ends = starts.copy(), ends.copy()
        for edge, step in ((starts, 1), (ends, -1)):
            rows = np.flatnonzero(starts < ends)
            while len(rows):
                at = edge[rows] if step > 0 else edge[rows] - 1
                rows = rows[self.blank_sums[at + 1] > self.blank_sums[at]]
                edge[rows] += step
                rows = rows[starts[rows] < ends[rows]]
        return starts, ends

    def _valueless(self, label: Spans, name: Spans, kind: Label, is_value: Callable[[str], object]) -> Rows:
        """Which rows of this label have a name that isn't such a value."""
        bad = self._is_one_of(label, (kind,)) & (name[0] < name[1])
        for row in np.flatnonzero(bad).tolist():
            bad[row] = not is_value(self.text[name[0][row] : name[1][row]])
        return bad

    def _digits(self, starts: Positions, ends: Positions) -> Sums:
        return self.digit_sums[ends] - self.digit_sums[starts]

    def _not_whole(self, cell: Spans) -> Rows:
        starts, ends = cell[0].copy(), cell[1]
        some = np.flatnonzero(starts < ends)
        signed = some[self.codes[starts[some]] == MINUS]
        starts[signed] += 1
        digits = self._digits(starts, ends)
        bad = (digits < ends - starts) | (digits > MOST_DIGITS)
        bad[signed] |= digits[signed] == 0
        return bad

    def _is_one_of(self, cell: Spans, words: tuple[str, ...]) -> Rows:
        found, known = self.hashes.of(*cell), _numbers_of(words)
        return np.asarray(known[np.searchsorted(known, found) % len(known)] == found)


def _sums(mask: Rows) -> Sums:
    """How many are set before each place."""
    sums = np.zeros(len(mask) + 1, np.int32)
    np.cumsum(mask, out=sums[1:])
    return sums


@cache
def _numbers_of(words: tuple[str, ...]) -> Hashes:
    return np.sort(np.array([TextHashes(codes_of(word)).windows(len(word))[0] for word in words], np.uint64))


@cache
def _blank_table() -> Rows:
    table = np.zeros(CODE_POINTS, np.bool_)
    table[list(map(ord, BLANKS))] = True
    return table
