"""Trains the teacher: first on all corpora, then mostly on our own gold."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from torch import nn
from torch.nn import functional

from partyie.models.ner.batches import IGNORED, Batch, Batcher
from partyie.models.ner.corpus import STANDARDS, Sample
from partyie.models.ner.encoder import UNKNOWN, Teacher
from partyie.ner.spans import best_tags
from partyie.ner.tags import decode

CHECKPOINT_STEPS, REPORT_STEPS = 400, 100
NEW_FASTER = 6  # heads and feature vectors, which start from nothing, learn this many times faster
UNKNOWN_SHARE = 0.04  # of characters hidden while learning from our gold: the rest of the text must do

console = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of training.

    Attributes:
        name: For messages.
        rate: Highest learning rate; it rises over ``warm_up`` steps and falls linearly to ``floor`` of itself.
        dropout: As of every dropout layer.
    """

    name: str
    rate: float
    warm_up: int
    dropout: float = 0.0
    floor: float = 0.05


PRETRAINING = Phase("corpora", 1.5e-4, 120)
FINE_TUNING = Phase("our gold", 7e-5, 40, dropout=0.1, floor=0.02)


def pretraining_epochs(samples: Mapping[str, Sequence[Sample]], draw: random.Random) -> Iterator[list[Sample]]:
    """What each epoch of the first phase reads: news twice, the other corpora once, our gold thrice."""
    news = [*samples["people_daily_ner"], *samples["msra_ner"]]
    ours, resumes = samples["training"], samples["resume_ner"]
    segmented = draw.sample(list(samples["pfr199801"]), min(4000, len(samples["pfr199801"])))
    yield [*news, *ours, *ours, *resumes, *samples["cluener"], *segmented]
    yield [*news, *ours, *ours, *resumes]


def fine_tuning_epochs(samples: Mapping[str, Sequence[Sample]], draw: random.Random) -> Iterator[list[Sample]]:
    """What each epoch of the second phase reads: our gold and its variants, and of the corpora enough not to forget."""
    news = [*samples["people_daily_ner"], *samples["msra_ner"]]
    ours, variants = [*samples["training"], *samples["extra"]], samples["variants"]
    share = 2 * len(ours)
    for epoch in range(3):
        own = variants[epoch * share : (epoch + 1) * share]
        yield [*ours, *ours, *own, *samples["resume_ner"], *draw.sample(news, min(2000, len(news)))]


def teach(
    teacher: Teacher, batcher: Batcher, epochs: Iterable[Sequence[Sample]], phase: Phase, checkpoint: Path, seed: int
) -> None:
    """Run a phase; where ``checkpoint`` holds part of it, go on from there. Leaves the teacher's state there."""
    state: dict[str, Any] = torch.load(checkpoint, weights_only=True) if checkpoint.is_file() else {}
    if state:
        teacher.load_state_dict(state["teacher"])
    if state.get("finished"):
        return
    draw = random.Random(seed)
    batches = [batch for epoch in epochs for batch in batcher.plan(epoch, draw)]
    for module in teacher.modules():
        if isinstance(module, nn.Dropout):
            module.p = phase.dropout
    optimiser, done = _optimiser(teacher, phase), 0
    if state:
        optimiser.load_state_dict(state["optimiser"])
        done = state["step"]
    torch.manual_seed(seed + done)
    teacher.train()
    loss = 0.0
    for step, batch in enumerate(batches[done:], done + 1):
        _set_rate(optimiser, phase, step, len(batches))
        loss += _step(teacher, optimiser, batch, hide=bool(phase.dropout))
        if step % REPORT_STEPS == 0:
            console.print(f"{phase.name}: step {step}/{len(batches)}, {loss / REPORT_STEPS:.4f} nats a character")
            loss = 0.0
        if step % CHECKPOINT_STEPS == 0 or step == len(batches):
            state = {"teacher": teacher.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
            state["finished"] = step == len(batches)
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)


def _optimiser(teacher: Teacher, phase: Phase) -> torch.optim.AdamW:
    new = [value for name, value in teacher.named_parameters() if name.startswith(("heads", "features"))]
    old = [value for name, value in teacher.named_parameters() if not name.startswith(("heads", "features"))]
    groups = [
        {"params": old, "lr": phase.rate, "weight_decay": 0.01, "faster": 1},
        {"params": new, "lr": phase.rate * NEW_FASTER, "weight_decay": 0.0, "faster": NEW_FASTER},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _set_rate(optimiser: torch.optim.Optimizer, phase: Phase, step: int, steps: int) -> None:
    share = min(1.0, step / phase.warm_up) * max(phase.floor, 1 - (step - 1) / steps)
    for group in optimiser.param_groups:
        group["lr"] = phase.rate * group["faster"] * share


def _step(teacher: Teacher, optimiser: torch.optim.Optimizer, batch: Batch, *, hide: bool) -> float:
    numbers = batch.numbers
    if hide:
        numbers = numbers.masked_fill(torch.rand(numbers.shape) < UNKNOWN_SHARE, UNKNOWN)
    scores = teacher(numbers, batch.features, batch.mask, batch.standard)
    loss = functional.cross_entropy(scores.flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED)
    loss.backward()
    nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.detach())


def score(teacher: Teacher, batcher: Batcher, samples: Sequence[Sample]) -> dict[str, float]:
    """Strict span F1 of samples of one standard, all labels together and each by itself."""
    labels = STANDARDS[samples[0].standard]
    counts = {label: [0, 0] for label in labels}  # right; found and marked together
    teacher.eval()
    with torch.no_grad():
        for batch in batcher.plan(samples):
            logs = teacher(batch.numbers, batch.features, batch.mask, batch.standard).log_softmax(-1).numpy()
            for row, length in enumerate(batch.mask.sum(dim=1).tolist()):
                found = set(decode(best_tags(logs[row, :length], labels), labels))
                marked = set(decode(batch.tags[row, :length].numpy(), labels))
                for span in found | marked:
                    counts[span[2]][0] += span in found and span in marked
                    counts[span[2]][1] += (span in found) + (span in marked)
    total = [sum(count[number] for count in counts.values()) for number in (0, 1)]
    return {label: round(2 * right / max(1, both), 4) for label, (right, both) in {"all": total, **counts}.items()}
