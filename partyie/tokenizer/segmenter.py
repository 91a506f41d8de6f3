"""Chinese text cut into words by a pkuseg model, with a user's own words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import ahocorasick  # type: ignore[import-not-found]  # ships no types
import numpy as np
import numpy.typing as npt
from spacy_pkuseg.inference import run_viterbi  # type: ignore[import-untyped]  # ships no types

from partyie.models import segmenter_path
from partyie.text import lazy_re as re
from partyie.tokenizer.features import TAGS, FeatureTables, Scores
from partyie.tokenizer.model_files import read_features

FIRST_TAGS = (TAGS["B"], TAGS["B_single"])
OWN_WORD = 4.0  # what a user's word adds to each of its characters, about as much as the model's strongest features

_STRETCH = re.compile(r"\S+")
_BLANKS = re.compile(r"[^\S\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_GAP = "\0\0"  # keeps neighbouring stretches from seeing each other


class Segmenter:
    """Cuts text into words; never across white space.

    Deterministic, linear in the text's length, without limits on what the text holds. Safe to share between
    threads as long as none of them adds words meanwhile.

    Args:
        tables: The model; by default the one that partyie ships.
        words: The user's own words. Each makes its own boundaries likelier wherever it stands, by a fixed score;
            it doesn't force them: strong evidence for other words prevails (国会 leaves 全国|会议 alone). Of
            overlapping ones the leftmost, then the longest counts.
    """

    def __init__(self, tables: FeatureTables | None = None, words: Iterable[str] = ()) -> None:
        self.tables = shipped_tables() if tables is None else tables
        self._words: set[str] = set()
        self._finder: ahocorasick.Automaton | None = None
        self.add_words(words)

    @property
    def words(self) -> list[str]:
        """The user's words, sorted."""
        return sorted(self._words)

    def add_words(self, words: Iterable[str]) -> None:
        """Take in more of the user's words; white space around them is dropped, empty ones are ignored."""
        self._words |= {stripped for word in words if (stripped := word.strip())}
        if self._words:
            self._finder = _finder(self._words)

    def cut(self, text: str) -> list[str]:
        """The words of ``text``, without white space: what ``spacy_pkuseg.pkuseg.cut`` gives."""
        bounds = self.bounds(text)
        pieces = [text[start:end] for start, end in pairwise(bounds)]
        return [piece for piece in pieces if not piece.isspace()]

    def bounds(self, text: str, own: Iterable[tuple[int, int]] = ()) -> list[int]:
        """Where the pieces of ``text`` begin, then its length: words, line breaks and other white space.

        Line breaks in a row are one piece, other white space in a row is another.

        Args:
            own: Where words of the user's stand besides those that the segmenter has; of overlapping ones the
                leftmost, then the longest counts.
        """
        if not text:
            return [0]
        starts = np.zeros(len(text) + 1, np.bool_)
        starts[-1] = True
        spans = [match.span() for match in _STRETCH.finditer(text)]
        if spans:
            self._mark_words(starts, text, np.array(spans), _leftmost_longest(own))
        if len(spans) != 1 or spans[0] != (0, len(text)):
            starts[[match.start() for match in _BLANKS.finditer(text)]] = True
        bounds: list[int] = np.flatnonzero(starts).tolist()
        return bounds

    def own_words_in(self, text: str) -> list[tuple[int, int]]:
        """Where the user's words stand in ``text``; none overlapping, the leftmost and longest first."""
        if self._finder is None:
            return []
        return [(end + 1 - length, end + 1) for end, length in self._finder.iter_long(text)]

    def _mark_words(
        self, starts: npt.NDArray[np.bool_], text: str, spans: npt.NDArray[np.int64], own: list[tuple[int, int]]
    ) -> None:
        lengths = spans[:, 1] - spans[:, 0]
        joined = _GAP.join(text[start:end] for start, end in spans.tolist())
        at = np.concatenate([[0], np.cumsum(lengths + len(_GAP))[:-1]])
        scores = self.tables.scores(joined)
        for start, end in self.own_words_in(joined):
            _favour(scores, start, end)
        for start, end in own:
            stretch = int(np.searchsorted(spans[:, 0], start, "right")) - 1
            shift = int(at[stretch] - spans[stretch, 0])
            if stretch >= 0 and end <= spans[stretch, 1]:
                _favour(scores, start + shift, end + shift)
        tags = np.concatenate([self._tags(scores[place : place + n]) for place, n in zip(at, lengths, strict=True)])
        inside = np.repeat(spans[:, 0] - np.cumsum(lengths) + lengths, lengths) + np.arange(len(tags))
        starts[inside] = (tags == FIRST_TAGS[0]) | (tags == FIRST_TAGS[1])
        starts[spans[:, 0]] = True

    def _tags(self, scores: Scores) -> npt.NDArray[np.int64]:
        """The likeliest tags of one stretch."""
        tags: npt.NDArray[np.int64] = run_viterbi(scores, self.tables.transitions)[1]
        return tags


def _leftmost_longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the spans that don't overlap one chosen before."""
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end))
    return chosen


def _favour(scores: Scores, start: int, end: int) -> None:
    """Raise the score of the tags that make ``[start, end)`` one word."""
    if end - start == 1:
        scores[start, TAGS["B_single"]] += OWN_WORD
        return
    scores[start, TAGS["B"]] += OWN_WORD
    scores[start + 1 : end - 1, TAGS["I"]] += OWN_WORD
    scores[end - 1, TAGS["I_end"]] += OWN_WORD
    if end - start > 2:
        scores[start + 1, TAGS["I"]] -= OWN_WORD
        scores[start + 1, TAGS["I_first"]] += OWN_WORD


def _finder(words: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


@cache
def shipped_tables() -> FeatureTables:
    """The model that partyie ships, read once."""
    return read_features(segmenter_path())


@cache
def shipped_digest() -> str:
    """Tells one version of the shipped model from another."""
    digest = hashlib.sha256()
    for name in ("features.msgpack", "weights.npz"):
        digest.update((segmenter_path() / name).read_bytes())
    return digest.hexdigest()[:16]
