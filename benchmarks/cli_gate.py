"""``partyie benchmark gate``: accuracy and speed held against a baseline, of the package's gold or of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from partyie.benchmarks import readings
from partyie.benchmarks.accuracy import Measurement, measure_accuracy
from partyie.benchmarks.cli_options import GoldOption, as_json, gold_by_split, gold_texts, read_old, refuse
from partyie.benchmarks.figures import Throughput
from partyie.benchmarks.gate import Baseline, complaints, make_baseline, slower
from partyie.benchmarks.throughput import measure_throughput
from partyie.benchmarks.timing import ROUNDS
from partyie.errors import InputError, PartyieError

BASELINE = files("partyie.benchmarks") / "results" / "baseline.json"
OWN = "gold"  # what gold of one's own is called in a baseline, wherever it lies
SPEED_TRIES = 3
GATE_FAILED = 1  # exit code; 2 is bad usage


def gate(
    gold: GoldOption = None,
    baseline: Annotated[
        Path | None, typer.Option(dir_okay=False, help="The baseline; default: the one in the package.")
    ] = None,
    update: Annotated[bool, typer.Option(help="Write today's measurements as the new baseline.")] = False,
    speed: Annotated[bool, typer.Option(help="Hold the speed too.")] = True,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds of the speed measurement.")] = ROUNDS,
) -> None:
    """Fail (exit 1) if accuracy or speed has fallen by more than the rules allow; 2: bad usage.

    Accuracy: span F1 of a split by more than 0.3 points; another row by more than 1 point; a label by more mentions
    than chance allows (one-sided sign test at 5 %). Speed relative to bare spacy-pkuseg: by more than 15 %.

    Of the package's gold, what the learnt model has learnt by heart is read by the rules alone too. Gold of your own
    (--gold) is read as partyie reads it; make its baseline with --update, and commit it.
    """
    try:
        before = _check(baseline, gold, update)
        measurements = list(_measurements(gold))
        timed = _timed(before, gold_texts(gold), rounds) if speed else None
    except PartyieError as error:
        refuse(error)
    today = make_baseline(measurements, timed)
    if before is None:
        assert baseline is not None
        baseline.write_text(as_json(today), encoding="utf-8")
        typer.echo(f"written: {baseline}")
        return
    said = complaints(before, today, [measurement.figures for measurement in measurements])
    for line in said:
        typer.echo(line, err=True)
    typer.echo("gate: closed" if said else "gate: open")
    if said:
        raise typer.Exit(GATE_FAILED)


def _timed(before: Baseline | None, texts: Sequence[str], rounds: int) -> Throughput:
    """The speed; one that has fallen is measured again, so that what only disturbed a measurement doesn't count."""
    timed = measure_throughput(texts, rounds, loads=1)
    for _ in range(SPEED_TRIES - 1):
        if before is None or not any(slower(before, make_baseline([], timed))):
            break
        timed = measure_throughput(texts, rounds, loads=1)
    return timed


def _check(baseline: Path | None, gold: Path | None, update: bool) -> Baseline | None:
    """The baseline to hold today against; null where today becomes the baseline.

    Raises:
        InputError: There is no file to read or to write.
    """
    if update and baseline is None:
        raise InputError("--update needs --baseline: the file to write, benchmarks/results/baseline.json")
    if gold is not None and baseline is None:
        raise InputError("--gold needs --baseline: the package's baseline is of the package's gold")
    if update:
        return None
    stored = baseline or BASELINE
    if not stored.is_file():
        raise InputError(f"there is no baseline {stored}: make one with --update")
    return read_old(Path(str(stored)), Baseline.model_validate_json)


def _measurements(folder: Path | None) -> Iterable[Measurement]:
    found = gold_by_split(folder)
    if folder is not None:
        return [measure_accuracy(OWN, gold, readings.extracted(gold)) for gold in found.values()]
    return [measure_accuracy(name, gold, read) for name, gold, read in readings.gate_readings(found)]
