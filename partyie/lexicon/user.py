"""A user's own terms: any number of them, found wherever they stand in a text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from partyie.lexicon.term_checks import sheet_of
from partyie.lexicon.term_keys import term_keys
from partyie.lexicon.term_sheet import COLUMNS, Sheet
from partyie.lexicon.user_terms import UserTerm, lines_of, term_of
from partyie.text.cleaning import CleanText
from partyie.text.folding import Codes, fold_codes

Span = tuple[int, int]


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
        'ec673a21d99a'

        Args:
            terms: ``term`` and ``label`` are needed; ``name, kind, code, priority`` may lack, or be None or NaN, as
                the rows of a data frame have them: ``from_terms(frame.to_dict("records"))``.

        Raises:
            TableError: Some can't be read; the message names them by number, from 1, with the reasons.
        """
        lines, problems = lines_of(terms)
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
        return (term_of(sheet.cells(row)) for sheet in self._sheets for row in range(len(sheet)))

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
        made = _Made(term_of(cells), tuple(term_keys(cells["term"])))
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
