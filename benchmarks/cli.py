"""``partyie benchmark``: measure accuracy, speed and growth, beside others and beside an earlier day, and hold them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from partyie.benchmarks import readings, report
from partyie.benchmarks.accuracy import Measurement, measure_accuracy
from partyie.benchmarks.cli_ceilings import ceilings
from partyie.benchmarks.cli_concurrency import concurrency
from partyie.benchmarks.cli_encodings import encodings
from partyie.benchmarks.cli_gate import gate
from partyie.benchmarks.cli_interruptions import interruptions
from partyie.benchmarks.cli_lexicon import lexicon
from partyie.benchmarks.cli_noise import noise
from partyie.benchmarks.cli_options import (
    CompareOption,
    GoldOption,
    JsonOption,
    MarkdownOption,
    SplitOption,
    gold_by_split,
    read_old,
    refuse,
)
from partyie.benchmarks.cli_options import report as tell
from partyie.benchmarks.cli_page import page
from partyie.benchmarks.cli_speed import growth, peers, throughput
from partyie.benchmarks.compare import compare_accuracies
from partyie.benchmarks.corpus import PACKAGED
from partyie.errors import PartyieError
from partyie.formats.gold import GoldDocument
from partyie.formats.jsonl import read_jsonl
from partyie.records import Extraction, Failure

app = typer.Typer(
    name="benchmark",
    help="Measure accuracy and speed. Exit: 0 done, gate open; 1 gate closed; 2 bad usage.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def accuracy(
    split: SplitOption = None,
    gold: GoldOption = None,
    predictions: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="JSON Lines written by `partyie extract`; else extract now."),
    ] = None,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
    errors: Annotated[Path | None, typer.Option(dir_okay=False, help="Write every error here, tab-separated.")] = None,
    compare: CompareOption = None,
) -> None:
    """How much of the gold is got right: spans, values, relations, tenures, coreference, facts.

    With --compare, a table before → after and the mentions that changed follow; the exit code is 0 whatever has
    changed: what may not change is the gate's matter.
    """
    try:
        old = None if compare is None else read_old(compare, report.read_json)
        found = gold_by_split(gold, split or PACKAGED)
        measurements = [_measure(name, documents, predictions) for name, documents in found.items()]
    except PartyieError as error:
        refuse(error)
    figures = [measurement.figures for measurement in measurements]
    tell(report.format_markdown(figures), report.format_json(figures), json, markdown)
    if errors is not None:
        with errors.open("w", encoding="utf-8", newline="") as stream:
            report.write_errors((error for measurement in measurements for error in measurement.errors), stream)
    if old is not None:
        typer.echo(compare_accuracies(old, {one.split: one for one in figures}))


@app.command()
def tenures(
    gold: GoldOption = None,
    split: SplitOption = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Only this one; may be repeated.")] = None,
) -> None:
    """Every tenure of gold beside the extracted one, row by row: right (=), missed (-), spurious (+)."""
    try:
        measurements = [_measure(name, documents, None) for name, documents in _chosen(gold, split, document).items()]
    except PartyieError as error:
        refuse(error)
    typer.echo(report.format_tenures(pair for measurement in measurements for pair in measurement.pairs))


MEASURED = (throughput, growth, lexicon, noise, encodings, ceilings, interruptions, concurrency, peers)
for command in (*MEASURED, gate, page):
    app.command()(command)


def _chosen(folder: Path | None, splits: list[str] | None, names: list[str] | None) -> dict[str, list[GoldDocument]]:
    """The gold documents of these names, by split; all where none is named."""
    found = gold_by_split(folder, splits or PACKAGED)
    if not names:
        return found
    chosen = {split: [one for one in documents if one.name in names] for split, documents in found.items()}
    return {split: documents for split, documents in chosen.items() if documents}


def _measure(split: str, documents: list[GoldDocument], predictions: Path | None) -> Measurement:
    found = _predicted(predictions) if predictions else readings.extracted(documents)
    return measure_accuracy(split, documents, found)


def _predicted(path: Path) -> Iterable[Extraction | Failure]:
    return read_jsonl(path.read_bytes().splitlines())
