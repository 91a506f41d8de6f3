"""Partyie, bare pkuseg and the peers on the same texts: speed in turns, load, memory, accuracy where they mark ours."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from partyie.benchmarks.figures import CountRow
from partyie.benchmarks.peers.figures import Comparison, SystemFigures
from partyie.benchmarks.peers.processes import SCRIPT, Worker, WorkerError
from partyie.benchmarks.peers.systems import COMPARED, OURS, REFERENCE, labelled, read_labels, read_peers
from partyie.benchmarks.scores import Counts
from partyie.benchmarks.timing import NOTHING, ROUNDS, Ratio, Seconds, blocks, machine, speed
from partyie.errors import InputError
from partyie.formats.gold import GoldDocument

LOADS = 3  # starts of each system, of which the last one stays
NO_INTERPRETER = "no interpreter given: nox -s peers makes its environment"
Found = list[list[tuple[int, int, str]]]  # mentions of each text


class Rival:
    """One system while it is measured; ``failure`` says why there is nothing to measure."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.worker: Worker | None = None
        self.failure: str | None = None
        self.loads: list[Seconds] = []
        self.megabytes = 0.0
        self.found: Found = []
        self.rounds: list[Seconds] = []

    def start(self, interpreter: str | None, script: Path, texts: Sequence[str], stack: ExitStack) -> None:
        """Start it a few times; read all texts once, which warms it up and gives its mentions."""
        if interpreter is None:
            self.failure = NO_INTERPRETER
            return
        try:
            for number in range(LOADS):
                worker = stack.enter_context(Worker(self.name, interpreter, script))
                self.loads.append(worker.load())
                if number < LOADS - 1:
                    worker.close()
            worker.keep(texts)
            self.found, self.megabytes = worker.mentions()
            self.worker = worker
        except WorkerError as error:
            self.failure = str(error)

    def read(self, block: tuple[int, int]) -> Seconds:
        """Read a block of the texts; one that fails now is out of the running."""
        if self.worker is None:
            return NOTHING
        try:
            return self.worker.time(*block)
        except WorkerError as error:
            self.worker, self.failure = None, str(error)
            return NOTHING


def measure_peers(
    documents: Sequence[GoldDocument],
    interpreters: Mapping[str, str],
    rounds: int = ROUNDS,
    script: Path = SCRIPT,
) -> Comparison:
    """Measure every system on the texts of these documents.

    Args:
        documents: Their texts are read, block by block in turns; their spans are the gold.
        interpreters: The Python of each peer, by its name; partyie and pkuseg run with this one.
        rounds: Rounds; figures are their medians.
        script: The worker script.

    Raises:
        InputError: Fewer than one round, no text, or an interpreter for no peer.
    """
    peers = {peer.name: peer for peer in read_peers()}
    if strangers := sorted(interpreters.keys() - peers.keys()):
        raise InputError(f"no peer is named {', '.join(strangers)}; they are {', '.join(peers)}")
    texts = [document.text for document in documents]
    if rounds < 1 or not any(texts):
        raise InputError("peers are measured in at least one round, on some text")
    own = dict.fromkeys((*OURS, REFERENCE), sys.executable)
    rivals = [Rival(name) for name in (*own, *peers)]
    with ExitStack() as stack:
        for rival in rivals:
            rival.start((own | dict(interpreters)).get(rival.name), script, texts, stack)
        take_turns(rivals, texts, rounds)
    characters = sum(map(len, texts))
    first = rivals[0]
    return Comparison(
        characters=characters,
        documents=len(documents),
        rounds=rounds,
        machine=machine(),
        systems={
            rival.name: _figures(
                rival, first, characters, documents, peers[rival.name].licence if rival.name in peers else ""
            )
            for rival in rivals
        },
    )


def take_turns(rivals: Sequence[Rival], texts: Sequence[str], rounds: int) -> None:
    """Let the systems read block by block, each in its turn, and keep the seconds of each round."""
    cuts = list(blocks(texts))
    for _ in range(rounds):
        for rival in rivals:
            rival.rounds.append(NOTHING)
        for block in cuts:
            for rival in rivals:
                rival.rounds[-1] += rival.read(block)


def _figures(
    rival: Rival, first: Rival, characters: int, documents: Sequence[GoldDocument], licence: str
) -> SystemFigures:
    if rival.failure is not None:
        return SystemFigures(failure=rival.failure, licence=licence)
    cpu, wall = ([getattr(seconds, clock) for seconds in rival.rounds] for clock in ("cpu", "wall"))
    compared = first.failure is None
    return SystemFigures(
        licence=licence,
        characters_per_second=speed(characters, cpu),
        characters_per_wall_second=speed(characters, wall),
        partyie_ratio=Ratio.of(cpu, [seconds.cpu for seconds in first.rounds]) if compared else None,
        partyie_wall_ratio=Ratio.of(wall, [seconds.wall for seconds in first.rounds]) if compared else None,
        load_seconds=round(median(load.cpu for load in rival.loads), 3),
        load_wall_seconds=round(median(load.wall for load in rival.loads), 3),
        peak_megabytes=round(rival.megabytes, 1),
        accuracy=_accuracy(rival, documents),
    )


def _accuracy(rival: Rival, documents: Sequence[GoldDocument]) -> dict[str, CountRow]:
    """Strict span scores of the labels that the system marks."""
    labels = read_labels(rival.name)
    counts = {label: Counts() for label in COMPARED if label in labels.values()}
    for document, mentions in zip(documents, rival.found, strict=True):
        gold = {(span.start, span.end, span.label) for span in document.spans}
        predicted = labelled(mentions, labels)
        for label, count in counts.items():
            count.add({key for key in gold if key[2] is label}, {key for key in predicted if key[2] is label})
    return {label.value: CountRow.of(count) for label, count in counts.items()}
