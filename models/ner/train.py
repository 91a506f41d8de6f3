"""Train the learnt models: ``python -m partyie.models.ner.train --shared DIR``.

Reads the corpora in ``DIR/data/corpora`` and our gold, writes ``sm/`` beside this file and ``lg/`` into the package
of the large model. In stages, each of which leaves its result in the work folder and is passed over where that is
there already; the long ones go on from their last checkpoint. Two hours on two cores, most of it for the teacher.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.console import Console

from partyie.models.ner.augmentation import Replacer, name_pool
from partyie.models.ner.batches import Batcher
from partyie.models.ner.corpus import CORPORA, Sample, SampleReader
from partyie.models.ner.distillation import Distillation, Lesson, Settings, label
from partyie.models.ner.encoder import Shape, Teacher, from_pretrained
from partyie.models.ner.export import student_arrays, teacher_arrays, teacher_network, write
from partyie.models.ner.judging import candidate_weights, keep_folds
from partyie.models.ner.pretrained import read_pretrained
from partyie.models.ner.store import load_samples, save_samples
from partyie.models.ner.teaching import (
    FINE_TUNING,
    PRETRAINING,
    fine_tuning_epochs,
    pretraining_epochs,
    score,
    teach,
)

HERE = Path(__file__).parent
SMALL, LARGE = HERE / "sm", HERE.parent / "lg" / "partyie_lg"
GOLD = ("training", "extra", "written", "heldout", "seeds")
SCORED = ("written", "heldout", "seeds", "people_daily_ner.dev", "resume_ner.dev")
DEVELOPMENT = ("people_daily_ner", "resume_ner")  # whose dev splits are scored
VARIANTS = 6  # of each document of our gold
UNMARKED = ("people_daily_ner", "msra_ner", "resume_ner")  # the teacher's opinion of them is what the student learns
SEGMENTED = 6000  # and of so many paragraphs of pfr199801

console = Console(stderr=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=os.environ.get("PARTYIE_SHARED"), help="or PARTYIE_SHARED")
    parser.add_argument(
        "--gold", type=Path, default=HERE.parents[1] / "annotations", help="folder of the gold's splits"
    )
    parser.add_argument("--work", type=Path, default=Path("build", "ner"), help="where stages leave their results")
    parser.add_argument("--small", type=Path, default=SMALL, help="where to write the small model")
    parser.add_argument("--large", type=Path, default=LARGE, help="and the large one")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    if options.shared is None or not (options.shared / "data" / "corpora").is_dir():
        parser.error("--shared DIR (or PARTYIE_SHARED) must hold data/corpora: the corpora don't come with partyie")
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    Training(options.shared, options.gold, options.work, options.seed).run(options.small, options.large)


class Training:
    """All stages, in order."""

    def __init__(self, shared: Path, gold: Path, work: Path, seed: int) -> None:
        self.shared, self.gold, self.work, self.seed = shared, gold, work, seed
        self.samples = self._samples()

    def run(self, small: Path, large: Path) -> None:
        """Train both models and write them, each with its weights of evidence and its scores."""
        teacher = from_pretrained(read_pretrained(), Shape())
        batcher = Batcher({character: row for row, character in enumerate(teacher.characters, 1)})
        for phase, epochs in ((PRETRAINING, pretraining_epochs), (FINE_TUNING, fine_tuning_epochs)):
            checkpoint = self.work / f"{phase.name.replace(' ', '_')}.pt"
            plan = epochs(self.samples, random.Random(self.seed))
            teach(teacher, batcher, plan, phase, checkpoint, self.seed)
        scores = {name: score(teacher, batcher, self.samples[name]) for name in SCORED if self.samples[name]}
        console.print(scores)
        arrays, network = teacher_arrays(teacher), teacher_network(teacher)
        self._write(large, "lg", arrays, network, scores)
        student, vocabulary, settings = self._student(teacher, batcher)
        arrays = student_arrays(student, vocabulary.characters, vocabulary.pairs)
        self._write(small, "sm", arrays, None, scores, student=asdict(settings))

    def _write(
        self,
        folder: Path,
        name: str,
        arrays: Mapping[str, Any],
        network: bytes | None,
        scores: Mapping[str, Any],
        **more: Any,
    ) -> None:
        """Write a model without evidence, weigh candidates with it, and write it again with the weights."""
        write(folder, name, arrays, network, weights={})
        weights, report, folds = candidate_weights(folder, self.gold)
        keep_folds(name, folds)
        write(folder, name, arrays, network, weights=weights)
        training = {"seed": self.seed, "teacher": scores, **report, **more}
        (folder / "training.json").write_text(
            json.dumps(training, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        console.print(name, report)

    def _student(self, teacher: Teacher, batcher: Batcher) -> tuple[Any, Any, Settings]:
        draw = random.Random(self.seed)
        unmarked = [sample for name in UNMARKED for sample in self.samples[name]]
        segmented = self.samples["pfr199801"]
        unmarked += draw.sample(list(segmented), min(SEGMENTED, len(segmented)))
        own = [*self.samples["training"], *self.samples["extra"], *self.samples["variants"]]
        lessons = self._labelled("unmarked", teacher, batcher, unmarked)
        settings = Settings(seed=self.seed)
        distillation = Distillation(lessons, self._labelled("own", teacher, batcher, own), settings)
        return distillation.run(), distillation.vocabulary, settings

    def _labelled(self, name: str, teacher: Teacher, batcher: Batcher, samples: Sequence[Sample]) -> list[Lesson]:
        """The teacher's opinion of texts, from the work folder where it is there."""
        path = self.work / f"{name}.npy"
        if path.is_file():
            flat = np.load(path, mmap_mode="r")
            ends = np.cumsum([len(sample.text) for sample in samples])
            return [Lesson(s, flat[end - len(s.text) : end]) for s, end in zip(samples, ends.tolist(), strict=True)]
        lessons = label(teacher, batcher.numbers, samples)
        np.save(path, np.concatenate([lesson.logs for lesson in lessons]))
        return lessons

    def _samples(self) -> dict[str, list[Sample]]:
        reader = SampleReader()
        corpora = self.shared / "data" / "corpora"
        sources: dict[str, Callable[[], Iterable[Sample]]] = {
            name: partial(reader.gold, self.gold / name) for name in GOLD
        }
        sources |= {name: partial(reader.corpus, corpora / name / "train.jsonl.gz") for name in CORPORA}
        for name in DEVELOPMENT:
            sources[f"{name}.dev"] = partial(reader.corpus, corpora / name / "dev.jsonl.gz")
        samples = {name: self._stored(name, read) for name, read in sources.items()}
        news = [*samples["people_daily_ner"], *samples["msra_ner"]]
        own = [*samples["training"], *samples["extra"]]
        samples["variants"] = self._stored("variants", partial(self._variants, reader, own, news))
        return samples

    def _variants(self, reader: SampleReader, own: Sequence[Sample], news: Sequence[Sample]) -> list[Sample]:
        replacer = Replacer(name_pool(news, "PER"), random.Random(self.seed))
        made = []
        for round_ in range(VARIANTS):
            for sample in own:
                text, spans = replacer.variant(sample)
                made.append(reader.sample(text, spans, "partyie", f"{sample.name}.{round_}"))
        return made

    def _stored(self, name: str, read: Callable[[], Iterable[Sample]]) -> list[Sample]:
        path = self.work / f"{name}.samples.npz"
        if not path.is_file():
            console.print(f"reading {name} …")
            save_samples(path, list(read()))
        return load_samples(path)


if __name__ == "__main__":
    main()
