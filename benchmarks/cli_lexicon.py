"""``partyie benchmark lexicon``: what a user's lexicon costs, by its size, and whether its terms win."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partyie.benchmarks.cli_options import (
    CompareOption,
    GoldOption,
    JsonOption,
    MarkdownOption,
    as_json,
    gold_texts,
    read_old,
    refuse,
    report,
)
from partyie.benchmarks.compare import compare_figures
from partyie.benchmarks.lexicon import PLANTED, TERMS, measure_lexicon
from partyie.benchmarks.lexicon_figures import LexiconFigures, format_lexicon
from partyie.benchmarks.timing import ROUNDS
from partyie.errors import PartyieError


def lexicon(
    terms: Annotated[int, typer.Option(help="The most terms; 1,000, 10,000 … are measured, too.")] = TERMS,
    planted: Annotated[
        int, typer.Option(help="How many of them are put into texts, to see whether they win.")
    ] = PLANTED,
    gold: GoldOption = None,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; figures are their medians.")] = ROUNDS,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
    compare: CompareOption = None,
) -> None:
    """Loading time, memory and slowdown with lexicons of up to a million invented terms, and whether these win.

    All of it takes some minutes; --terms 1000 --rounds 1 half a minute.
    """
    try:
        old = None if compare is None else read_old(compare, LexiconFigures.model_validate_json)
        say = partial(typer.echo, err=True)
        figures = measure_lexicon(gold_texts(gold), terms=terms, planted=planted, rounds=rounds, say=say)
    except PartyieError as error:
        refuse(error)
    report(format_lexicon(figures), as_json(figures), json, markdown)
    if old is not None:
        typer.echo(compare_figures(old, figures))
