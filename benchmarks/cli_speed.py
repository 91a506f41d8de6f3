"""``partyie benchmark throughput``, ``peers`` and ``growth``: how fast, beside whom, and how that grows."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from partyie.benchmarks.cli_options import (
    CompareOption,
    GoldOption,
    JsonOption,
    MarkdownOption,
    as_json,
    gold_by_split,
    gold_texts,
    read_old,
    refuse,
    report,
)
from partyie.benchmarks.compare import compare_figures
from partyie.benchmarks.corpus import read_gold
from partyie.benchmarks.figures import Throughput
from partyie.benchmarks.growth import DOCUMENTS, measure_growth
from partyie.benchmarks.growth_figures import Growth
from partyie.benchmarks.growth_report import format_growth
from partyie.benchmarks.peers.figures import Comparison, format_comparison
from partyie.benchmarks.peers.measure import measure_peers
from partyie.benchmarks.report import format_throughput
from partyie.benchmarks.throughput import measure_throughput
from partyie.benchmarks.timing import ROUNDS
from partyie.errors import InputError, PartyieError
from partyie.formats.gold import GoldDocument
from partyie.records import Record

SEEDS = files("partyie.annotations") / "seeds"  # in the source tree only
ELSE = ("training", "written")  # what peers read where there are no seeds

RoundsOption = Annotated[int, typer.Option(min=1, help="Rounds; figures are their medians.")]


def throughput(
    text: Annotated[
        list[Path] | None, typer.Option(exists=True, dir_okay=False, help="A UTF-8 text to read instead of the gold's.")
    ] = None,
    rounds: RoundsOption = ROUNDS,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
    compare: CompareOption = None,
) -> None:
    """Characters a second of the whole pipeline, beside bare spacy-pkuseg; load time; peak memory."""
    try:
        old = None if compare is None else read_old(compare, Throughput.model_validate_json)
        texts = [path.read_bytes().decode("utf-8") for path in text] if text else gold_texts(None)
        figures = measure_throughput(texts, rounds)
    except PartyieError as error:
        refuse(error)
    _report(format_throughput(figures), figures, old, json, markdown)


def peers(
    peer: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=PYTHON", help="A peer and the interpreter that has it; may be repeated."),
    ] = None,
    gold: GoldOption = None,
    rounds: RoundsOption = ROUNDS,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
    compare: CompareOption = None,
) -> None:
    """Partyie beside other systems, in turns on the same texts: speed, load, memory, and spans where they mark ours.

    `nox -s peers` makes an environment for each. A system that can't be run is reported with its reason. The texts are
    those of --gold; else the seeds', where the source tree has them; else those of training and written.
    """
    try:
        old = None if compare is None else read_old(compare, Comparison.model_validate_json)
        figures = measure_peers(_peer_documents(gold), _interpreters(peer or []), rounds)
    except PartyieError as error:
        refuse(error)
    _report(format_comparison(figures), figures, old, json, markdown)


def growth(
    largest: Annotated[str, typer.Option(help="The largest document: 10 KB, 100 KB, 1 MB or 10 MB.")] = "10 MB",
    documents: Annotated[int, typer.Option(min=10, help="How many short documents the stream has.")] = DOCUMENTS,
    gold: GoldOption = None,
    rounds: RoundsOption = ROUNDS,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
    compare: CompareOption = None,
) -> None:
    """How time and memory grow with the size and the number of documents; how soon it starts; two processes.

    All of it takes more than half an hour; --largest '100 KB' --documents 1000 --rounds 1 a minute or two.
    """
    try:
        old = None if compare is None else read_old(compare, Growth.model_validate_json)
        figures = measure_growth(
            gold_texts(gold),
            largest=largest,
            documents=documents,
            rounds=rounds,
            say=partial(typer.echo, err=True),
        )
    except PartyieError as error:
        refuse(error)
    _report(format_growth(figures), figures, old, json, markdown)


def _report(shown: str, figures: Record, old: Record | None, json: Path | None, markdown: Path | None) -> None:
    """Print and write what was measured, and what has changed since the old figures."""
    report(shown, as_json(figures), json, markdown)
    if old is not None:
        typer.echo(compare_figures(old, figures))


def _peer_documents(folder: Path | None) -> list[GoldDocument]:
    if folder is None and SEEDS.is_dir():
        return read_gold(SEEDS)
    return [document for documents in gold_by_split(folder, ELSE).values() for document in documents]


def _interpreters(given: list[str]) -> dict[str, str]:
    named = dict(one.partition("=")[::2] for one in given)
    if bad := sorted(name for name, interpreter in named.items() if not interpreter):
        raise InputError(f"--peer {bad[0]}: a peer and its interpreter, as --peer jieba=/path/to/python")
    return named
