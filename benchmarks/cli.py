"""``partyie benchmark``: measure accuracy and throughput, hold them against the baseline."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from partyie.benchmarks import report
from partyie.benchmarks.accuracy import Measurement, measure_accuracy
from partyie.benchmarks.corpus import PACKAGED, read_gold, read_split
from partyie.benchmarks.gate import Baseline, complaints, make_baseline
from partyie.benchmarks.throughput import ROUNDS, measure_throughput
from partyie.errors import PartyieError
from partyie.formats.gold import GoldDocument
from partyie.formats.jsonl import read_jsonl
from partyie.records import Extraction, Failure

BASELINE = files("partyie.benchmarks") / "results" / "baseline.json"
GATE_FAILED = 1  # exit code; 2 is bad usage

app = typer.Typer(
    name="benchmark",
    help="Measure accuracy and throughput.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GoldOption = Annotated[
    Path | None,
    typer.Option("--gold", exists=True, file_okay=False, help="A folder of gold instead of the package's splits."),
]
JsonOption = Annotated[Path | None, typer.Option("--json", dir_okay=False, help="Write the figures as JSON here.")]
MarkdownOption = Annotated[Path | None, typer.Option("--markdown", dir_okay=False, help="Write the report here.")]


@app.command()
def accuracy(
    split: Annotated[
        list[str] | None, typer.Option("--split", help=f"{' or '.join(PACKAGED)}; may be repeated; default: all.")
    ] = None,
    gold: GoldOption = None,
    predictions: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="JSON Lines written by `partyie extract`; else extract now."),
    ] = None,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
    errors: Annotated[Path | None, typer.Option(dir_okay=False, help="Write every error here, tab-separated.")] = None,
) -> None:
    """How much of the gold is got right: spans, values, relations, tenures, coreference, facts."""
    try:
        measurements = [
            _measure(name, documents, predictions) for name, documents in _gold(gold, split or PACKAGED).items()
        ]
    except PartyieError as error:
        _refuse(error)
    figures = [measurement.figures for measurement in measurements]
    typer.echo(report.format_markdown(figures))
    for path, text in ((json, report.format_json(figures)), (markdown, report.format_markdown(figures))):
        if path is not None:
            path.write_text(text, encoding="utf-8")
    if errors is not None:
        with errors.open("w", encoding="utf-8", newline="") as stream:
            report.write_errors((error for measurement in measurements for error in measurement.errors), stream)


@app.command()
def tenures(
    gold: GoldOption = None,
    split: Annotated[
        list[str] | None, typer.Option("--split", help=f"{' or '.join(PACKAGED)}; may be repeated; default: all.")
    ] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Only this one; may be repeated.")] = None,
) -> None:
    """Every tenure of gold beside the extracted one, row by row: right (=), missed (-), spurious (+)."""
    try:
        measurements = [_measure(name, documents, None) for name, documents in _chosen(gold, split, document).items()]
    except PartyieError as error:
        _refuse(error)
    typer.echo(report.format_tenures(pair for measurement in measurements for pair in measurement.pairs))


@app.command()
def throughput(
    text: Annotated[
        list[Path] | None, typer.Option(exists=True, dir_okay=False, help="A UTF-8 text to read instead of the gold's.")
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; figures are their medians.")] = ROUNDS,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
) -> None:
    """Characters a second of the whole pipeline, beside bare spacy-pkuseg; load time; peak memory."""
    texts = [path.read_bytes().decode("utf-8") for path in text] if text else _packaged_texts()
    figures = measure_throughput(texts, rounds)
    shown = report.format_throughput(figures)
    typer.echo(shown)
    for path, content in ((json, figures.model_dump_json(indent=1) + "\n"), (markdown, shown)):
        if path is not None:
            path.write_text(content, encoding="utf-8")


@app.command()
def gate(
    baseline: Annotated[
        Path | None, typer.Option(dir_okay=False, help="The baseline; default: the one in the package.")
    ] = None,
    update: Annotated[bool, typer.Option(help="Write today's measurements as the new baseline.")] = False,
    speed: Annotated[bool, typer.Option(help="Hold the speed too (half a minute).")] = True,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds of the speed measurement.")] = ROUNDS,
) -> None:
    """Fail (exit 1) if accuracy or speed has fallen by more than the rules allow.

    Accuracy: span F1 of a split by more than 0.3 points; another row by more than 1 point; a label by more mentions
    than chance allows (one-sided sign test at 5 %). Speed relative to bare spacy-pkuseg: by more than 15 %.
    """
    stored = baseline or BASELINE
    if update and baseline is None:
        _refuse(PartyieError("--update needs --baseline: the file to write, benchmarks/results/baseline.json"))
    if not update and not stored.is_file():
        _refuse(PartyieError(f"there is no baseline {stored}: make one with --update"))
    measurements = [_measure(name, documents, None) for name, documents in _gold(None, PACKAGED).items()]
    timed = measure_throughput(_packaged_texts(), rounds) if speed else None
    today = make_baseline(measurements, timed)
    if baseline is not None and update:
        baseline.write_text(today.model_dump_json(indent=1) + "\n", encoding="utf-8")
        return
    before = Baseline.model_validate_json(stored.read_text(encoding="utf-8"))
    said = complaints(before, today, [measurement.figures for measurement in measurements])
    for line in said:
        typer.echo(line, err=True)
    typer.echo("gate: closed" if said else "gate: open")
    if said:
        raise typer.Exit(GATE_FAILED)


def _gold(folder: Path | None, splits: Iterable[str]) -> dict[str, list[GoldDocument]]:
    if folder is not None:
        return {folder.resolve().name: read_gold(folder)}
    return {split: read_split(split) for split in splits}


def _chosen(folder: Path | None, splits: list[str] | None, names: list[str] | None) -> dict[str, list[GoldDocument]]:
    """The gold documents of these names, by split; all where none is named."""
    found = _gold(folder, splits or PACKAGED)
    if not names:
        return found
    chosen = {split: [one for one in documents if one.name in names] for split, documents in found.items()}
    return {split: documents for split, documents in chosen.items() if documents}


def _measure(split: str, documents: list[GoldDocument], predictions: Path | None) -> Measurement:
    return measure_accuracy(split, documents, _predicted(predictions) if predictions else _extracted(documents))


def _predicted(path: Path) -> Iterable[Extraction | Failure]:
    return read_jsonl(path.read_bytes().splitlines())


def _extracted(documents: Iterable[GoldDocument]) -> Iterable[Extraction | Failure]:
    from partyie.api import extract_many

    return extract_many((document.name, document.text) for document in documents)


def _packaged_texts() -> list[str]:
    return [document.text for split in PACKAGED for document in read_split(split)]


def _refuse(error: PartyieError) -> NoReturn:
    typer.echo(f"partyie benchmark: {error}", err=True)
    raise typer.Exit(2)
