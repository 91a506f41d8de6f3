"""Spans as one tag a character and back: begin, inside, end, single (BIOES)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Span = tuple[int, int, str]
Tags = npt.NDArray[np.int64]
OUTSIDE = 0
BEGIN, INSIDE, END, SINGLE = 1, 2, 3, 4  # of the first label; four more for each label after it


def tag_count(labels: Sequence[str]) -> int:
    """How many tags there are for these labels."""
    return 1 + 4 * len(labels)


def encode(length: int, spans: Iterable[Span], labels: Sequence[str]) -> Tags:
    """The tags of a text of ``length`` characters; spans don't overlap."""
    tags = np.zeros(length, np.int64)
    for start, end, label in spans:
        base = 4 * labels.index(label)
        tags[start:end] = base + INSIDE
        tags[start], tags[end - 1] = base + BEGIN, base + END
        if end - start == 1:
            tags[start] = base + SINGLE
    return tags


def decode(tags: Tags, labels: Sequence[str]) -> Iterator[Span]:
    """The spans of a well-formed sequence of tags, in text order; what is not well-formed is passed over."""
    starts = np.flatnonzero((tags % 4 == BEGIN) | ((tags % 4 == SINGLE % 4) & (tags != OUTSIDE))).tolist()
    values = tags.tolist()
    values.append(OUTSIDE)
    for start in starts:
        base = (values[start] - 1) // 4 * 4
        end = start + 1
        if values[start] == base + BEGIN:
            while values[end] == base + INSIDE:
                end += 1
            if values[end] != base + END:
                continue
            end += 1
        yield start, end, labels[base // 4]
