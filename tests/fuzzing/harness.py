"""One target under atheris: `python harness.py TARGET FOUND CORPUS -runs=N …`, the rest libFuzzer's options.

A fault doesn't stop the run: each new one is written to the folder FOUND, its input beside what Python said of it. Hangs
and too much memory end the process, as libFuzzer does it. `run.py` starts this.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

MUTATED_BY_US = 0.5  # of the mutations, the others are libFuzzer's
ROOMS = {
    **dict.fromkeys(("repairs", "cleaning", "numerals", "amounts", "calendars", "encodings"), ("text",)),
    **dict.fromkeys(("expressions", "finders", "pipeline"), ("pipeline", "components")),
    **dict.fromkeys(("user_lexicon", "user_tables"), ("lexicon",)),
    "figures": ("benchmarks",),
    "command": ("cli", "formats", "pipeline"),
}
"""Whose code is counted, of the targets that aren't of files' formats."""
MOST_FAULTS = 40  # different ones, of which inputs are kept
LEFT_OUT = (
    "partyie.benchmarks.plots",
    "partyie.benchmarks.page",
    "partyie.benchmarks.cli_page",
)  # they need matplotlib


def load_instrumented(atheris: Any, rooms: Sequence[str]) -> None:
    """Import the modules of some rooms of ours with counters of what runs, and with them those below that they use."""
    with atheris.instrument_imports(include=["partyie"]):
        for room in rooms:
            package = importlib.import_module(f"partyie.{room}")
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                if not module.name.startswith(LEFT_OUT):
                    importlib.import_module(module.name)


def place_of(error: BaseException) -> str:
    """Kind of the error and the innermost line of ours: what tells one fault from another."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "partyie" in frame.filename] or frames
    return f"{type(error).__name__} {Path(own[-1].filename).name}:{own[-1].lineno} {Path(frames[-1].filename).name}:{frames[-1].lineno}"


class Finder:
    """Runs a target and keeps what it finds."""

    def __init__(self, target: Any, found: Path) -> None:
        self.target, self.found = target, found
        self.places: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """One execution."""
        try:
            self.target.run(data)
        except Exception as error:
            self.keep(data, error)

    def keep(self, data: bytes, error: Exception) -> None:
        """Write a fault that is none of those before."""
        place = place_of(error)
        if place in self.places or len(self.places) >= MOST_FAULTS:
            return
        self.places.add(place)
        name = hashlib.sha256(place.encode()).hexdigest()[:12]
        (self.found / name).write_bytes(data)
        told = "".join(traceback.format_exception(error))
        (self.found / f"{name}.txt").write_text(f"{place}\n{told}", encoding="utf-8", errors="backslashreplace")


def main() -> None:
    """Run the target that the first argument names."""
    import atheris

    name, found, corpus, *options = sys.argv[1:]
    load_instrumented(atheris, ROOMS.get(name, ("formats",)))
    from mutations import mutated
    from targets import TARGETS

    target = TARGETS[name]
    for seed in target.seeds():
        (Path(corpus) / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < MUTATED_BY_US:
            return mutated(data, random, target.tokens, most)
        return bytes(atheris.Mutate(data, most))

    finder = Finder(target, Path(found))
    finder(b"")  # loads tables and models: no input is to be blamed for that time
    arguments = [sys.argv[0], corpus, f"-max_len={target.length}", *options]
    atheris.Setup(arguments, finder, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
