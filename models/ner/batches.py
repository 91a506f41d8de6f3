"""Samples as batches of numbers, drawn in an order that a seed and a step number settle."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from partyie.models.ner.corpus import STANDARDS, Sample
from partyie.ner.tags import encode
from partyie.ner.windows import LONGEST, cut_windows

IGNORED = -100  # the tag of padding
SHORTEST = 48  # longest window of some training texts: mentions are seen with more and with less around them


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of one standard, padded to the longest.

    Attributes:
        numbers: *Shape:* (windows, length); ``features``: (windows, length, columns); ``tags`` and ``mask``:
            (windows, length).
        standard: Which head they train.
    """

    numbers: Tensor
    features: Tensor
    tags: Tensor
    mask: Tensor
    standard: str


@dataclass(frozen=True, slots=True)
class _Window:
    sample: Sample
    start: int
    end: int


class Batcher:
    """Turns samples into batches.

    Args:
        numbers: The number of each character in the vocabulary.
        size: Characters a batch holds, about.
    """

    def __init__(self, numbers: Mapping[str, int], size: int = 2048) -> None:
        self.numbers = numbers
        self.size = size

    def plan(self, samples: Sequence[Sample], draw: random.Random | None = None) -> Iterator[Batch]:
        """Batches of all samples, each of one standard and windows of like length; with ``draw`` in random order."""
        windows = [window for sample in samples for window in _windows(sample, draw)]
        if draw:
            draw.shuffle(windows)
        windows.sort(key=lambda window: (window.sample.standard, (window.end - window.start) // 8))
        groups = list(self._groups(windows))
        if draw:
            draw.shuffle(groups)
        return map(self._batch, groups)

    def _groups(self, windows: Sequence[_Window]) -> Iterator[list[_Window]]:
        group: list[_Window] = []
        for window in windows:
            longest = max([window.end - window.start, *(other.end - other.start for other in group)])
            if group and ((len(group) + 1) * longest > self.size or group[0].sample.standard != window.sample.standard):
                yield group
                group = []
            group.append(window)
        if group:
            yield group

    def _batch(self, group: Sequence[_Window]) -> Batch:
        length = max(window.end - window.start for window in group)
        standard = group[0].sample.standard
        columns = group[0].sample.features.shape[1]
        numbers = np.zeros((len(group), length), np.int64)
        features = np.zeros((len(group), length, columns), np.int64)
        tags = np.full((len(group), length), IGNORED, np.int64)
        mask = np.zeros((len(group), length), np.bool_)
        for row, window in enumerate(group):
            own = slice(window.start, window.end)
            count = window.end - window.start
            text = window.sample.text[own]
            numbers[row, :count] = [self.numbers.get(character, 0) for character in text]
            features[row, :count] = window.sample.features[own]
            spans = [
                (start - window.start, end - window.start, label)
                for start, end, label in window.sample.spans
                if window.start <= start and end <= window.end
            ]
            tags[row, :count] = encode(count, spans, STANDARDS[standard])
            mask[row, :count] = True
        arrays = [torch.from_numpy(array) for array in (numbers, features, tags, mask)]
        return Batch(arrays[0], arrays[1], arrays[2], arrays[3], standard)


def _windows(sample: Sample, draw: random.Random | None) -> Iterator[_Window]:
    longest = draw.randint(SHORTEST, LONGEST) if draw else LONGEST
    for start, end in cut_windows(sample.text, longest):
        yield _Window(sample, start, end)
