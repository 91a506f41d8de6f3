"""How soon partyie starts: a whole ``partyie extract`` beside a bare import of spaCy, and loading the pipeline."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from partyie.benchmarks.fresh import answer, read_job, run_fresh
from partyie.benchmarks.growth_figures import Starts
from partyie.benchmarks.timing import ONE_THREAD, Ratio, Seconds, timed
from partyie.records import Record

EXTRACT = ("-P", "-c", "from partyie.cli import main; main()", "extract")
SPACY = ("-P", "-c", "import spacy")


class Nothing(Record):
    """`print_load` needs no telling."""


def measure_starts(text: str, rounds: int) -> Starts:
    """Start both by turns, so many times after one that warms the files; and load the pipeline as often."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        turns = [(_run([*EXTRACT, str(path)]), _run(SPACY)) for _ in range(rounds + 1)][1:]
    loads = [Seconds.model_validate_json(run_fresh(print_load, Nothing())) for _ in range(rounds)]
    extracts, spacies = [one for one, _ in turns], [other for _, other in turns]
    return Starts(
        extract=_cpu(extracts),
        extract_wall=_wall(extracts),
        spacy=_cpu(spacies),
        spacy_wall=_wall(spacies),
        ratio=Ratio.of([one.cpu for one in extracts], [one.cpu for one in spacies]),
        ratio_wall=Ratio.of([one.wall for one in extracts], [one.wall for one in spacies]),
        load=_cpu(loads),
        load_wall=_wall(loads),
    )


def print_load() -> None:
    """Worker: how long loading takes after spaCy is there."""
    read_job(Nothing)
    import spacy  # noqa: F401  # what isn't to be counted

    def load() -> None:
        import partyie

        partyie.load()

    answer(timed(load))


def _run(arguments: Sequence[str]) -> Seconds:
    """A whole process of this interpreter; its processor's time is user and system together."""
    environment = os.environ | ONE_THREAD
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each start compiles everything
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter() - started
    return Seconds(wall=wall, cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _cpu(rounds: Sequence[Seconds]) -> float:
    return round(median(seconds.cpu for seconds in rounds), 3)


def _wall(rounds: Sequence[Seconds]) -> float:
    return round(median(seconds.wall for seconds in rounds), 3)
