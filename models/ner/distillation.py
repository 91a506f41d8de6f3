"""Trains the student to say what the teacher says, on text that nobody marked, and what our gold says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from rich.console import Console
from torch import Tensor, nn
from torch.nn import functional

from partyie.models.ner.batches import IGNORED
from partyie.models.ner.corpus import STANDARDS, Sample
from partyie.models.ner.encoder import Teacher
from partyie.models.ner.student import Student
from partyie.ner.tags import Tags, encode
from partyie.ner.windows import LONGEST, cut_windows, group_windows

Logs = npt.NDArray[np.float16]

LABELS = STANDARDS["partyie"]
LEAST_LOG = -14.0  # log-probabilities below this are kept as this
TEACHER_BATCH = 6144  # characters the teacher labels at once, about
REPORT_STEPS = 300

console = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with the teacher's opinion of it.

    Attributes:
        sample: The text; its spans count only where it is our gold.
        logs: The teacher's log-probabilities, *shape* (length, tags).
    """

    sample: Sample
    logs: Logs


@dataclass(frozen=True, slots=True)
class Settings:
    """How a student is built and taught."""

    width: int = 128
    dilations: tuple[int, ...] = (1, 2, 4, 1)
    pairs: int = 40_000
    epochs: int = 4
    own_epochs: int = 6
    rate: float = 3e-3
    batch: int = 8192
    dropout: float = 0.1
    hidden_characters: float = 0.03
    hidden_pairs: float = 0.1
    warm_up: int = 100
    floor: float = 0.02
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The characters and pairs that have vectors; their rows begin at 1."""

    characters: tuple[str, ...]
    pairs: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str], pairs: int, least: int = 4) -> Vocabulary:
        """Characters seen twice, and the most frequent pairs."""
        singles: Counter[str] = Counter()
        doubles: Counter[str] = Counter()
        for text in texts:
            singles.update(text)
            doubles.update(text[at : at + 2] for at in range(len(text) - 1))
        kept = sorted(pair for pair, count in sorted(doubles.items(), key=_by_count)[:pairs] if count >= least)
        return cls(tuple(sorted(character for character, count in singles.items() if count > 1)), tuple(kept))


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def label(teacher: Teacher, numbers: Mapping[str, int], samples: Sequence[Sample]) -> list[Lesson]:
    """Ask the teacher about texts."""
    out = [np.zeros((len(sample.text), 1 + 4 * len(LABELS)), np.float16) for sample in samples]
    windows = [(at, *span) for at, sample in enumerate(samples) for span in cut_windows(sample.text)]
    windows.sort(key=lambda window: window[2] - window[1])
    teacher.eval()
    with torch.no_grad():
        for group in group_windows(windows, TEACHER_BATCH):
            longest = max(end - start for _, start, end in group)
            characters = torch.zeros(len(group), longest, dtype=torch.long)
            features = torch.zeros(len(group), longest, samples[0].features.shape[1], dtype=torch.long)
            mask = torch.zeros(len(group), longest, dtype=torch.bool)
            for row, (at, start, end) in enumerate(group):
                text = samples[at].text[start:end]
                characters[row, : len(text)] = torch.tensor([numbers.get(character, 0) for character in text])
                features[row, : len(text)] = torch.from_numpy(samples[at].features[start:end].astype(np.int64))
                mask[row, : len(text)] = True
            logs = teacher(characters, features, mask, "partyie").log_softmax(-1).clamp(min=LEAST_LOG).numpy()
            for row, (at, start, end) in enumerate(group):
                out[at][start:end] = logs[row, : end - start]
    return [Lesson(sample, logs) for sample, logs in zip(samples, out, strict=True)]


@dataclass(frozen=True, slots=True)
class _Piece:
    characters: npt.NDArray[np.int64]
    pairs: npt.NDArray[np.int64]
    features: npt.NDArray[np.uint8]
    logs: Logs
    tags: Tags | None


class Distillation:
    """Teaches a student.

    Args:
        lessons: Texts with the teacher's opinion alone.
        own: Our gold and its variants, where the marks count as well.
    """

    def __init__(self, lessons: Sequence[Lesson], own: Sequence[Lesson], settings: Settings) -> None:
        self.settings = settings
        self.vocabulary = Vocabulary.of((item.sample.text for item in (*lessons, *own)), settings.pairs)
        self._characters = {character: row for row, character in enumerate(self.vocabulary.characters, 1)}
        self._pairs = {pair: row for row, pair in enumerate(self.vocabulary.pairs, 1)}
        self._lessons = [piece for item in lessons for piece in self._pieces(item, own=False)]
        self._own = [piece for item in own for piece in self._pieces(item, own=True)]

    def run(self) -> Student:
        """Train and give the student."""
        settings = self.settings
        torch.manual_seed(settings.seed)
        draw = random.Random(settings.seed)
        shape = len(self._characters) + 1, len(self._pairs) + 1
        student = Student(*shape, settings.width, settings.dilations).train()
        batches: list[list[_Piece]] = []
        for _ in range(settings.epochs):
            epoch = [*_batches(self._lessons, settings.batch, draw), *_batches(self._own, settings.batch, draw)]
            draw.shuffle(epoch)
            batches += epoch
        for _ in range(settings.own_epochs):
            batches += _batches(self._own, settings.batch // 2, draw)
        optimiser = torch.optim.AdamW(student.parameters(), lr=settings.rate, weight_decay=0.01, fused=True)
        total = 0.0
        for step, batch in enumerate(batches, 1):
            share = min(1.0, step / settings.warm_up) * max(settings.floor, 1 - (step - 1) / len(batches))
            optimiser.param_groups[0]["lr"] = settings.rate * share
            total += self._step(student, optimiser, batch)
            if step % REPORT_STEPS == 0:
                console.print(f"student: step {step}/{len(batches)}, {total / REPORT_STEPS:.4f} nats a character")
                total = 0.0
        return student.eval()

    def _step(self, student: Student, optimiser: torch.optim.Optimizer, batch: Sequence[_Piece]) -> float:
        settings = self.settings
        characters, pairs, features, mask, wanted, tags = _tensors(batch)
        characters = characters.masked_fill(torch.rand(characters.shape) < settings.hidden_characters, 0)
        pairs = pairs.masked_fill(torch.rand(pairs.shape) < settings.hidden_pairs, 0)
        scores = student(characters, pairs, features, mask, settings.dropout)
        loss = -((wanted * scores.log_softmax(-1)).sum(-1) * mask).sum() / mask.sum()
        if batch[0].tags is not None:
            loss = loss + functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _pieces(self, lesson: Lesson, *, own: bool) -> Iterator[_Piece]:
        sample = lesson.sample
        text = sample.text
        characters = np.array([self._characters.get(character, 0) for character in text], np.int64)
        pairs = np.array([self._pairs.get(text[at : at + 2], 0) for at in range(len(text))], np.int64)
        tags = encode(len(text), sample.spans, LABELS) if own else None
        for start, end in cut_windows(text, LONGEST):
            here = slice(start, end)
            within = pairs[here].copy()
            within[-1] = 0
            marks = None if tags is None else tags[here]
            yield _Piece(characters[here], within, sample.features[here], lesson.logs[here], marks)


def _batches(pieces: Sequence[_Piece], size: int, draw: random.Random) -> list[list[_Piece]]:
    """Pieces of like length, about ``size`` characters a batch, in random order."""
    order = list(pieces)
    draw.shuffle(order)
    order.sort(key=lambda piece: len(piece.characters) // 8)
    batches: list[list[_Piece]] = [[]]
    longest = 0
    for piece in order:
        longest = max(longest, len(piece.characters))
        if batches[-1] and (len(batches[-1]) + 1) * longest > size:
            batches.append([])
            longest = len(piece.characters)
        batches[-1].append(piece)
    draw.shuffle(batches)
    return batches


def _tensors(batch: Sequence[_Piece]) -> tuple[Tensor, ...]:
    longest = max(len(piece.characters) for piece in batch)
    shape = len(batch), longest
    characters, pairs = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    features = np.zeros((*shape, batch[0].features.shape[1]), np.int64)
    mask, tags = np.zeros(shape, np.float32), np.full(shape, IGNORED, np.int64)
    wanted = np.zeros((*shape, batch[0].logs.shape[1]), np.float32)
    for row, piece in enumerate(batch):
        own = slice(0, len(piece.characters))
        characters[row, own], pairs[row, own] = piece.characters, piece.pairs
        features[row, own], mask[row, own] = piece.features, 1
        wanted[row, own] = np.exp(piece.logs.astype(np.float32))
        if piece.tags is not None:
            tags[row, own] = piece.tags
    return tuple(torch.from_numpy(array) for array in (characters, pairs, features, mask, wanted, tags))
