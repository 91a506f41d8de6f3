"""``partyie benchmark interruptions``: what runs leave that are stopped at random moments."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partyie.benchmarks.cli_options import (
    GoldOption,
    JsonOption,
    MarkdownOption,
    as_json,
    gold_by_split,
    refuse,
    report,
)
from partyie.benchmarks.interruption_figures import format_interruptions
from partyie.errors import PartyieError


def interruptions(
    stops: Annotated[int, typer.Option(min=1, help="How often a run is stopped.")] = 100,
    seed: Annotated[int, typer.Option(help="Of the random choice of moments, signals and processes.")] = 0,
    gold: GoldOption = None,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
) -> None:
    """Stop runs of extract at random moments and go on with them: is the result that of one run?

    By SIGKILL, SIGTERM and SIGINT, with one process and two; some seconds a stop. Exit: 1 if a run lost anything.
    """
    from partyie.benchmarks.interruptions import measure_interruptions

    try:
        texts = [document.text for documents in gold_by_split(gold).values() for document in documents]
        figures = measure_interruptions(texts, stops=stops, seed=seed, say=partial(typer.echo, err=True))
    except PartyieError as error:
        refuse(error)
    report(format_interruptions(figures), as_json(figures), json, markdown)
    if not figures.sound:
        raise typer.Exit(1)
