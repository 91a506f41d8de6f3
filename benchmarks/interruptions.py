"""Whether a run that is stopped at any moment leaves what `--resume` completes to the bytes of a run nobody stopped.

A run over gold is stopped again and again, each time at a random moment and by a random signal, and gone on with, until
it is through; then the next one begins. After each stop the output must be a beginning of the whole one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import monotonic, sleep

from partyie.benchmarks.interruption_figures import InterruptionFigures, StopPoint
from partyie.benchmarks.timing import ONE_THREAD
from partyie.errors import InputError

COMMAND = ("-P", "-c", "import sys; sys.argv[0] = 'partyie'; from partyie.cli import main; main()", "extract")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
JOBS = (1, 2)
LENGTH = 100  # code points of an input
AHEAD = 40  # lines that a run writes at most before it is stopped
INSTANT = 0.05  # seconds after a line in which it is stopped
EARLY = 0.2  # share of the stops that don't wait for a line
START = 3.0  # seconds in which these fall
PATIENCE = 300.0  # seconds without any new line, after which something is wrong
LOOK = 0.002  # seconds between two looks at the output

Say = Callable[[str], None]


def measure_interruptions(
    texts: Sequence[str], *, stops: int, seed: int = 0, say: Say = lambda words: None
) -> InterruptionFigures:
    """Stop runs over these texts so many times.

    Args:
        seed: Of the random choice of moments, signals and numbers of processes.
        say: Is told how far it has come.

    Raises:
        InputError: No texts, or no stops.
    """
    if stops < 1 or not texts:
        raise InputError("interruptions need at least one stop and one text")
    pieces, random = _pieces(texts), Random(seed)
    found = InterruptionFigures(documents=len(pieces), seed=seed, runs=0, same=0, stops={})
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "in").mkdir()
        for number, text in enumerate(pieces):
            (place / "in" / f"{number:04}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
        _start(place, "whole.jsonl").wait()
        whole = (place / "whole.jsonl").read_bytes()
        while found.stopped < stops:
            found = _run(place, whole, found, random, stops)
            say(f"{found.stopped} of {stops} stops, {found.runs} runs")
    return found


def _pieces(texts: Sequence[str]) -> list[str]:
    """The texts in short pieces: most of a stopped run is its start, and there is much to stop."""
    return [text[at : at + LENGTH] for text in texts for at in range(0, len(text), LENGTH)]


def _run(place: Path, whole: bytes, found: InterruptionFigures, random: Random, stops: int) -> InterruptionFigures:
    """One run from nothing to its end, stopped as often as there is something left to stop."""
    output = place / "out.jsonl"
    output.unlink(missing_ok=True)
    points = dict(found.stops)
    lines, resume = 0, False
    while sum(point.stops for point in points.values()) < stops:
        sent, jobs = random.choice(SIGNALS), random.choice(JOBS)
        process = _start(place, output.name, jobs=jobs, resume=resume)
        _wait(process, output, lines, random)
        process.send_signal(sent)
        process.wait()
        written = output.read_bytes() if output.exists() else b""
        name = f"{sent.name}, {jobs} {'process' if jobs == 1 else 'processes'}"
        if process.returncode in (0, 1):  # it was through before the signal came
            break
        points[name] = points.get(name, StopPoint()).and_one(
            valid=whole.startswith(written), half=bool(written) and not written.endswith(b"\n"), empty=not written
        )
        lines, resume = written.count(b"\n"), True
    _start(place, output.name, resume=resume).wait()
    same = output.read_bytes() == whole
    return found.model_copy(update={"stops": points, "runs": found.runs + 1, "same": found.same + same})


def _start(place: Path, output: str, *, jobs: int = 1, resume: bool = False) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, *COMMAND, "in", "-o", output, "--jobs", str(jobs), *["--resume"] * resume]
    environment = os.environ | ONE_THREAD
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(arguments, cwd=place, env=environment, stderr=subprocess.DEVNULL)


def _wait(process: subprocess.Popen[bytes], output: Path, lines: int, random: Random) -> None:
    """Come back at a random moment: while the process starts, or after some more lines."""
    if random.random() < EARLY:
        sleep(random.uniform(0, START))
        return
    wanted = lines + random.randint(1, AHEAD)
    until = monotonic() + PATIENCE
    while process.poll() is None and monotonic() < until:
        if output.exists() and output.read_bytes().count(b"\n") >= wanted:
            sleep(random.uniform(0, INSTANT))
            return
        sleep(LOOK)
