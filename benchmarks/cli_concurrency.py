"""``partyie benchmark concurrency``: whether threads, processes and Ray give the bytes of one process."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partyie.benchmarks.cli_options import GoldOption, JsonOption, MarkdownOption, as_json, gold_texts, refuse, report
from partyie.benchmarks.concurrency import format_concurrency, measure_concurrency
from partyie.benchmarks.concurrency_ways import WAYS
from partyie.errors import PartyieError


def concurrency(
    every: Annotated[int, typer.Option(min=1, help="Read only one in so many texts of the gold.")] = 1,
    rounds: Annotated[int, typer.Option(min=1, help="How often each way is gone.")] = 1,
    way: Annotated[
        list[str] | None, typer.Option(help="Only ways whose name holds this; may be repeated.", metavar="WORDS")
    ] = None,
    gold: GoldOption = None,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
) -> None:
    """Read texts in threads, in processes of every start method, on Ray, and while processes are killed.

    Every line is compared with that of one process. Exit: 0 all are the same; 1 some aren't.
    """
    ways = [name for name in WAYS if way is None or any(words in name for words in way)]
    try:
        texts = gold_texts(gold)[::every]
        figures = measure_concurrency(texts, rounds=rounds, ways=ways, say=partial(typer.echo, err=True))
    except PartyieError as error:
        refuse(error)
    report(format_concurrency(figures), as_json(figures), json, markdown)
    if any(outcome.different for outcome in figures.ways):
        raise typer.Exit(1)
